"""Buildings under snow: gabled houses, blocks of flats and shops, and their windows."""

from articles.demo.painting.camera import Face
from articles.demo.painting.canvas import contour
from articles.demo.painting.tones import clear, darker, lighter, mix, rgb, rgbs, shifted

WALLS = rgbs("c9b8a0 b98f6a 9a6f56 a7a89f 8f9aa3 d3c7b4 a88778 7f8f8a c4a283 b0776a")
LOGS = rgbs("7d5d45 8b6a4e 6b4f3d 94755a")
LAMP = rgb("ffcf87")


def lamp_colour(random):
    """Warm light behind a window, now paler, now deeper."""
    return mix(LAMP, random.choice(rgbs("ff9f55 fff0cf ffd9a0")), random.uniform(0, 0.7))


def window(pen, face, u0, v0, u1, v1, depth=0.0, lit=None, snow=True, panes=2):
    """A window in a face: frame, glass (lit by chance, or as told), panes, and snow on the sill."""
    random, tones = pen.canvas.random, pen.canvas.tones
    lit = random.random() < tones.lamps * 0.75 if lit is None else lit
    frame = mix(tones.seen(rgb("e8e2d6")), tones.haze, depth)
    du, dv = (u1 - u0) * 0.12, (v1 - v0) * 0.08
    pen.polygon(face.quad(u0 - du, v0 - dv, u1 + du, v1 + dv), darker(frame, 0.15))
    if lit:
        glass = mix(lamp_colour(random), tones.haze, depth * 0.5)
        pen.polygon(face.quad(u0, v0, u1, v1), darker(glass, 0.12))
        pen.polygon(face.quad(u0, v0, u1, v0 + (v1 - v0) * random.uniform(0.4, 0.8)), glass)
    else:
        glass = mix(darker(mix(tones.zenith, tones.dark, 0.6), 0.2), tones.haze, depth)
        pen.polygon(face.quad(u0, v0, u1, v1), glass)
        pen.polygon(face.quad(u0, v0 + (v1 - v0) * 0.55, u1, v1), mix(glass, tones.horizon, 0.30))
    for k in range(1, panes):
        at = u0 + (u1 - u0) * k / panes
        pen.polygon(face.quad(at - du * 0.3, v0, at + du * 0.3, v1), frame)
    if snow:
        pen.polygon(
            face.quad(u0 - du * 1.4, v0 - dv * 2.2, u1 + du * 1.4, v0 - dv * 0.6), mix(tones.lit, tones.haze, depth)
        )


def house(pen, camera, x, z, width, deep, wall=3.0, roof=2.2, along=True, colour=None, depth=0.0, chimney=True):
    """A gabled house with its near left corner at (x, z): `along` has the ridge run across the picture, else toward us.

    Returns the pixel of the chimney's top, for its smoke, or None.
    """
    canvas = pen.canvas
    random, tones = canvas.random, canvas.tones
    colour = shifted(random, colour or random.choice(WALLS + LOGS), 8)
    right, far, over = x + width, z + deep, 0.45
    seen = mix(tones.seen(colour), tones.haze, depth)
    lit_side = x + width / 2 < 0  # which side wall we see: the right one of houses on the left
    side_x = right if lit_side else x
    side_dark = 0.34 if (canvas.light > 0) != lit_side else 0.10
    front_dark = 0.10 if (canvas.light > 0) != lit_side else 0.24
    snow, snow_dark = mix(tones.lit, tones.haze, depth), mix(tones.shade, tones.haze, depth)
    middle_z, middle_x = (z + far) / 2, (x + right) / 2
    side = Face(camera, (side_x, z), (side_x, far), 0, wall)
    front = camera.front(x, right, z, 0, wall)
    pen.polygon(side.quad(), darker(seen, side_dark))
    at = camera.at
    if along:
        pen.polygon(
            [at(side_x, wall, z), at(side_x, wall + roof, middle_z), at(side_x, wall, far)],
            darker(seen, side_dark + 0.05),
        )
    _boards(pen, front, seen, front_dark, wall)
    _openings(pen, front, side, width, deep, depth)
    lift = 0.38
    if along:
        low = wall - 0.15
        slope = [
            at(x - over, low, z - over),
            at(right + over, low, z - over),
            at(right + over, wall + roof, middle_z),
            at(x - over, wall + roof, middle_z),
        ]
        thick = [
            at(x - over, low + lift, z - over),
            at(right + over, low + lift, z - over),
            at(right + over * 0.8, wall + roof + lift, middle_z),
            at(x - over * 0.8, wall + roof + lift, middle_z),
        ]
        pen.polygon(
            [at(x, wall - 0.5, z), at(right, wall - 0.5, z), at(right, wall, z), at(x, wall, z)],
            clear(darker(seen, 0.7), 0.45),
        )
        pen.polygon(slope, snow_dark)
        pen.polygon(thick, mix(snow, snow_dark, 0.12 if canvas.light > 0 or depth else 0.3))
        edge = [slope[0], slope[1], thick[1], thick[0]]
        pen.polygon(edge, mix(snow, snow_dark, 0.55))
    else:
        pen.polygon([at(x, wall, z), at(middle_x, wall + roof, z), at(right, wall, z)], darker(seen, front_dark + 0.03))
        window(pen, camera.front(x, right, z, wall, wall + roof), 0.43, 0.18, 0.57, 0.5, depth)
        for end, shade in ((x - over, canvas.light > 0), (right + over, canvas.light < 0)):
            low = wall - roof * over / (width / 2)
            slope = [
                at(end, low, z - over),
                at(middle_x, wall + roof, z - over),
                at(middle_x, wall + roof, far),
                at(end, low, far),
            ]
            if (camera.eye > wall + roof * 0.5) or (end < 0 < right) != (end > 0 > x):
                pen.polygon(slope, mix(snow, snow_dark, 0.5 if shade else 0.1))
            rake = [slope[0], slope[1], at(middle_x, wall + roof + lift * 1.2, z - over), at(end, low + lift, z - over)]
            pen.polygon(rake, mix(snow, snow_dark, 0.42 if shade else 0.05))
    return (
        _chimney(pen, camera, x + width * random.uniform(0.25, 0.7), middle_z, wall + roof, depth) if chimney else None
    )


def _boards(pen, front, seen, dark, wall):
    pen.polygon(front.quad(), darker(seen, dark))
    for k in range(1, round(wall * 3)):
        v = k / (wall * 3)
        pen.polygon(front.quad(0, v, 1, v + 0.012), clear(darker(seen, 0.6), 0.28))
    pen.polygon(front.quad(0, 0, 1, 0.14), clear(darker(seen, 0.6), 0.25))


def _openings(pen, front, side, width, deep, depth):
    random, tones = pen.canvas.random, pen.canvas.tones
    bays = max(2, round(width / 2.4))
    door = random.randrange(bays)
    for bay in range(bays):
        u = (bay + 0.5) / bays
        half = 0.45 / width
        if bay == door:
            colour = mix(tones.seen(random.choice(rgbs("5b6f63 6e4336 3f5a72"))), tones.haze, depth)
            pen.polygon(front.quad(u - half * 1.15, 0, u + half * 1.15, 0.74), darker(colour, 0.45))
            pen.polygon(front.quad(u - half, 0, u + half, 0.70), colour)
        else:
            window(pen, front, u - half, 0.38, u + half, 0.76, depth)
    for bay in range(max(1, round(deep / 3.5))):
        u = (bay + 0.5) / max(1, round(deep / 3.5))
        window(pen, side, u - 0.45 / deep, 0.38, u + 0.45 / deep, 0.76, depth)


def _chimney(pen, camera, x, z, top, depth):
    tones = pen.canvas.tones
    brick = mix(tones.seen(rgb("8a5a48")), tones.haze, depth)
    base, high = top - 0.9, top + 0.55
    pen.polygon(camera.front(x - 0.28, x + 0.28, z - 0.3, base, high).quad(), darker(brick, 0.12))
    pen.polygon(
        camera.front(x - 0.34, x + 0.34, z - 0.35, high, high + 0.22).quad(),
        mix(tones.lit, tones.haze, depth),
    )
    return camera.at(x, high + 0.3, z)


def smoke(canvas, at, size, drift=1):
    """Smoke rising from a pixel, `size` pixels high, leaning the way of `drift`."""
    random, tones = canvas.random, canvas.tones
    colour = mix(tones.lit, tones.haze, 0.5)
    x, y = at
    for k in range(9):
        t = k / 9
        r = size * (0.035 + 0.10 * t)
        x += drift * size * 0.05 * (0.4 + t) + random.uniform(-0.02, 0.02) * size
        y -= size * 0.10
        canvas.wash(_round(x, y, r, r * 0.8), colour, 0.34 * (1 - t) + 0.05, max(2.0, r * 0.6))


def _round(x, y, rx, ry):
    return contour(x, y, "100,0 70,70 0,100 -70,70 -100,0 -70,-70 0,-100 70,-70", rx, ry)


def block(pen, camera, a, b, floors, colour, depth=0.0, storey=3.1, bay=3.2, ground=True, dark=0.0):
    """The street side of a town building between ground points `a` and `b` (x, z): floors of windows, shops below.

    Returns the Face, for lamps and signs.
    """
    _random, tones = pen.canvas.random, pen.canvas.tones
    height = floors * storey + 0.9
    face = Face(camera, a, b, 0, height)
    length = ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
    seen = darker(mix(tones.seen(colour), tones.haze, depth), dark)
    pen.polygon(face.quad(), seen)
    bays = max(2, round(length / bay))
    for floor in range(floors):
        v0, v1 = floor * storey / height, (floor + 1) * storey / height
        if floor == 0 and ground:
            pen.polygon(face.quad(0, 0, 1, v1), darker(seen, 0.25))
            _shops(pen, face, bays, v1, depth)
            continue
        pen.polygon(face.quad(0, v0, 1, v0 + 0.12 / height), clear(darker(seen, 0.5), 0.4))
        for k in range(bays):
            u, half = (k + 0.5) / bays, 0.24 / bays
            window(pen, face, u - half, v0 + (v1 - v0) * 0.30, u + half, v0 + (v1 - v0) * 0.80, depth)
    top = Face(camera, a, b, height, height + 0.45)
    pen.polygon(face.quad(0, 1 - 0.5 / height, 1, 1), lighter(seen, 0.14))
    pen.polygon(top.quad(), mix(mix(tones.lit, tones.shade, 0.25 + dark), tones.haze, depth))
    return face


def _shops(pen, face, bays, top, depth):
    random, tones = pen.canvas.random, pen.canvas.tones
    for k in range(bays):
        u0, u1 = (k + 0.1) / bays, (k + 0.9) / bays
        lit = random.random() < 0.25 + tones.lamps
        glass = lamp_colour(random) if lit and tones.lamps > 0.2 else mix(tones.dark, tones.horizon, 0.3)
        glass = mix(glass, tones.haze, depth)
        pen.polygon(face.quad(u0, top * 0.04, u1, top * 0.72), darker(glass, 0.25))
        pen.polygon(face.quad(u0 + 0.012, top * 0.10, u1 - 0.012, top * 0.70), glass)
        sign = mix(tones.seen(random.choice(rgbs("8e3f3c 3f6a70 304461 b98a3f 5d4a3c"))), tones.haze, depth)
        pen.polygon(face.quad(u0 - 0.01, top * 0.76, u1 + 0.01, top * 0.93), sign)
        pen.polygon(face.quad(u0 - 0.01, top * 0.93, u1 + 0.01, top * 0.97), mix(tones.lit, tones.haze, depth))
