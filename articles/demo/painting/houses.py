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


def window(pen, face, u0, v0, u1, v1, depth=0.0):
    """A window in a part of a face: frame, two panes, lit by chance of the hour, and snow on the sill."""
    random, tones = pen.canvas.random, pen.canvas.tones
    frame = mix(tones.seen(rgb("e8e2d6")), tones.haze, depth)
    du, dv = (u1 - u0) * 0.12, (v1 - v0) * 0.08
    pen.polygon(face.quad(u0 - du, v0 - dv, u1 + du, v1 + dv), darker(frame, 0.15))
    if random.random() < tones.lamps * 0.75:
        glass = mix(lamp_colour(random), tones.haze, depth * 0.5)
        pen.polygon(face.quad(u0, v0, u1, v1), darker(glass, 0.12))
        pen.polygon(face.quad(u0, v0, u1, v0 + (v1 - v0) * random.uniform(0.4, 0.8)), glass)
    else:
        glass = mix(darker(mix(tones.zenith, tones.dark, 0.6), 0.2), tones.haze, depth)
        pen.polygon(face.quad(u0, v0, u1, v1), glass)
        pen.polygon(face.quad(u0, v0 + (v1 - v0) * 0.55, u1, v1), mix(glass, tones.horizon, 0.30))
    middle = (u0 + u1) / 2
    pen.polygon(face.quad(middle - du * 0.3, v0, middle + du * 0.3, v1), frame)
    sill = face.quad(u0 - du * 1.4, v0 - dv * 2.2, u1 + du * 1.4, v0 - dv * 0.6)
    pen.polygon(sill, mix(tones.lit, tones.haze, depth))


def house(pen, camera, x, z, width, deep, roof=2.2, along=True, depth=0.0):
    """A gabled house, walls 2.9 m high, its near left corner at (x, z), under `roof` metres of roof.

    `along` has the ridge run across the picture, else toward us. Returns the pixel of the chimney's top, for its smoke.
    """
    canvas = pen.canvas
    random, tones, wall = canvas.random, canvas.tones, 2.9
    wood = mix(tones.seen(shifted(random, random.choice(WALLS + LOGS), 8)), tones.haze, depth)
    snow, shade = mix(tones.lit, tones.haze, depth), mix(tones.shade, tones.haze, depth)
    right, far, middle = x + width, z + deep, x + width / 2
    left_of_us = middle < 0  # then the side we see is the right one
    side_x = right if left_of_us else x
    side_dark, front_dark = (0.34, 0.10) if (canvas.light > 0) != left_of_us else (0.10, 0.24)
    side, front = Face(camera, (side_x, z), (side_x, far), 0, wall), camera.front(x, right, z, 0, wall)
    pen.polygon(side.quad(), darker(wood, side_dark))
    if along:
        gable = camera.path((side_x, wall, z), (side_x, wall + roof, (z + far) / 2), (side_x, wall, far))
        pen.polygon(gable, darker(wood, side_dark + 0.05))
    _boards(pen, front, wood, front_dark, wall)
    _openings(pen, front, side, width, deep, depth)
    if along:
        eaves = camera.path((x, wall - 0.5, z), (right, wall - 0.5, z), (right, wall, z), (x, wall, z))
        pen.polygon(eaves, clear(darker(wood, 0.7), 0.45))
        _long_roof(pen, camera, x, right, z, deep, wall, wall + roof, snow, shade)
    else:
        pen.polygon(
            camera.path((x, wall, z), (middle, wall + roof, z), (right, wall, z)), darker(wood, front_dark + 0.03)
        )
        window(pen, camera.front(x, right, z, wall, wall + roof), 0.43, 0.18, 0.57, 0.5, depth)
        _gable_roof(pen, camera, x, right, z, far, wall, roof, snow, shade)
    return _chimney(pen, camera, x + width * random.uniform(0.25, 0.7), (z + far) / 2, wall + roof, depth)


_EAVES = 0.45  # how far a roof reaches over the wall, in metres
_THICK = 0.38  # how deep the snow on it is


def _long_roof(pen, camera, x, right, z, deep, wall, ridge, snow, shade):
    """The near slope of a roof whose ridge runs across the picture, its snow hanging over the eaves."""
    left, right, near, back, low = x - _EAVES, right + _EAVES, z - _EAVES, z + deep / 2, wall - 0.15
    under = camera.path((left, low, near), (right, low, near), (right, ridge, back), (left, ridge, back))
    top, crest = low + _THICK, ridge + _THICK
    over = camera.path((left, top, near), (right, top, near), (right - 0.1, crest, back), (left + 0.1, crest, back))
    pen.polygon(under, shade)
    pen.polygon(over, mix(snow, shade, 0.12 if pen.canvas.light > 0 else 0.2))
    pen.polygon([under[0], under[1], over[1], over[0]], mix(snow, shade, 0.55))


def _gable_roof(pen, camera, x, right, z, far, wall, roof, snow, shade):
    """Both slopes of a roof whose ridge runs toward us, with the snow's edge along the gable."""
    middle, near, ridge = (x + right) / 2, z - _EAVES, wall + roof
    low = wall - roof * _EAVES / ((right - x) / 2)
    for end, dark in ((x - _EAVES, pen.canvas.light > 0), (right + _EAVES, pen.canvas.light < 0)):
        slope = camera.path((end, low, near), (middle, ridge, near), (middle, ridge, far), (end, low, far))
        pen.polygon(slope, mix(snow, shade, 0.5 if dark else 0.1))
        edge = [*slope[:2], camera.at(middle, ridge + _THICK * 1.2, near), camera.at(end, low + _THICK, near)]
        pen.polygon(edge, mix(snow, shade, 0.42 if dark else 0.05))


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
    cap = camera.front(x - 0.34, x + 0.34, z - 0.35, high, high + 0.22)
    pen.polygon(cap.quad(), mix(tones.lit, tones.haze, depth))
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
    tones = pen.canvas.tones
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
