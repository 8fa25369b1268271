"""A bus and a train, as boxes seen through the camera."""

from articles.demo.painting.camera import Face
from articles.demo.painting.canvas import contour
from articles.demo.painting.tones import clear, darker, lighter, mix, rgb

GLASS = rgb("2c3a48")


def bus(pen, camera, x, z, colour):
    """A bus driving toward us on the left of the picture, its near left corner at (x, z): its front and right flank.

    Returns the pixels of its two head lamps.
    """
    tones = pen.canvas.tones
    right, high, long = x + 2.5, 3.1, 11.0
    body = tones.seen(colour)
    glass = mix(tones.seen(GLASS), tones.middle, 0.22)
    dark = 0.28 if pen.canvas.light < 0 else 0.06
    pen.polygon(camera.flat(x - 0.5, right + 0.5, z - 0.4, z + long), clear(darker(tones.shade, 0.5), 0.4))
    flank = Face(camera, (right, z), (right, z + long), 0.35, high)
    pen.polygon(flank.quad(), darker(body, dark))
    pen.polygon(flank.quad(0, 0, 1, 0.28), darker(tones.seen(rgb("ded8cc")), dark + 0.1))
    warm = mix(glass, rgb("ffd596"), 0.75 if tones.lamps > 0.3 else 0.12)
    for k in range(7):
        u = 0.05 + k * 0.132
        pen.polygon(flank.quad(u, 0.44, u + 0.118, 0.84), warm)
        pen.polygon(flank.quad(u, 0.68, u + 0.118, 0.84), mix(warm, tones.horizon, 0.3))
    for u in (0.16, 0.78):
        (a, b), r = flank.at(u, 0), camera.scale(z + long * u) * 0.46
        pen.ellipse(a, b - r * 0.15, r * 0.42, r, rgb("1d1f24"))
        pen.ellipse(a, b - r * 0.15, r * 0.2, r * 0.5, rgb("6a6e76"))
    roof = camera.path((x, high, z), (right, high, z), (right - 0.1, high + 0.28, z + 1), (x + 0.1, high + 0.28, z + 1))
    pen.polygon(roof, mix(tones.lit, tones.shade, 0.25))
    return _bus_front(pen, camera.front(x, right, z, 0.35, high), camera.scale(z), body, glass)


def _bus_front(pen, front, s, body, glass):
    """Windscreen with the driver behind it, lamps and mirrors, at `s` pixels a metre. Returns the lamps' pixels."""
    sheen = pen.canvas.tones.horizon
    pen.polygon(front.quad(), darker(body, 0.12))
    pen.polygon(front.quad(0, 0, 1, 0.24), darker(body, 0.4))
    pen.polygon(front.quad(0.05, 0.40, 0.95, 0.90), glass)
    pen.polygon(front.quad(0.05, 0.70, 0.95, 0.90), mix(glass, sheen, 0.35))
    pen.polygon(front.quad(0.49, 0.40, 0.51, 0.90), darker(glass, 0.5))
    pen.polygon(front.quad(0.14, 0.905, 0.86, 0.975), rgb("20242c"))
    pen.polygon(front.quad(0.04, 0.30, 0.96, 0.33), lighter(body, 0.3))
    a, b = front.at(0.72, 0.45)
    pen.ellipse(a, b - 0.45 * s, 0.13 * s, 0.16 * s, rgb("2a2423"))
    pen.polygon(contour(a, b, "-30,0 30,0 20,-32 -20,-32", s, s), rgb("2b3342"))
    lamps = [front.at(u, 0.17) for u in (0.14, 0.86)]
    for a, b in lamps:
        pen.ellipse(a, b, 0.2 * s, 0.13 * s, rgb("fff2cf"))
    for u, way in ((0.0, -1), (1.0, 1)):
        mirror = contour(*front.at(u, 0.72), "0,-20 22,0 22,30", way * s, s)
        pen.stroke(mirror, [0.06 * s, 0.06 * s, 0.13 * s], rgb("22262e"))
    return lamps


def carriage(pen, camera, near, far, colour, stripe, side=1, engine=False):
    """One railway carriage whose flank toward us runs between two ground points (x, z); `side` is where its body lies
    behind that flank, right (1) or left (-1). An engine shows its face at the near end; returns its lamps' pixels.
    """
    canvas = pen.canvas
    tones = canvas.tones
    low, high, width = 0.9, 4.1, 2.9
    flank = Face(camera, near, far, low, high)
    dark = 0.05 if side == canvas.light * -1 else 0.22
    body = darker(tones.seen(colour), dark)
    pen.polygon(Face(camera, near, far, 0.2, low).quad(0.02, 0, 0.98, 1), tones.seen(rgb("23262c")))
    pen.polygon(flank.quad(), body)
    pen.polygon(flank.quad(0, 0.82, 1, 1), lighter(body, 0.14))
    pen.polygon(flank.quad(0, 0.22, 1, 0.32), darker(tones.seen(stripe), dark))
    pen.polygon(flank.quad(0, 0.0, 1, 0.07), clear(darker(body, 0.6), 0.5))
    glass = mix(tones.seen(GLASS), tones.middle, 0.2)
    for k in range(10):
        u = 0.07 + k * 0.088
        warm = canvas.random.random() < 0.25 + tones.lamps and tones.lamps > 0.2
        pane = mix(glass, rgb("ffd596"), 0.8 if warm else 0.0)
        pen.polygon(flank.quad(u, 0.42, u + 0.062, 0.72), pane)
        pen.polygon(flank.quad(u, 0.60, u + 0.062, 0.72), mix(pane, tones.horizon, 0.3))
    for u in (0.025, 0.955):
        pen.polygon(flank.quad(u, 0.08, u + 0.025, 0.76), darker(body, 0.25))
    (ax, az), (bx, bz) = near, far
    roof = camera.path((ax, high, az), (bx, high, bz), (bx, high + 0.34, bz), (ax, high + 0.34, az))
    pen.polygon(roof, mix(tones.lit, tones.shade, 0.25))
    if not engine:
        return []
    long = ((bx - ax) ** 2 + (bz - az) ** 2) ** 0.5
    corner = (ax + side * (bz - az) / long * width, az - side * (bx - ax) / long * width)
    return _engine_face(
        pen, Face(camera, near, corner, low, high), Face(camera, near, corner, 0.2, low), colour, stripe
    )


def _engine_face(pen, nose, under, colour, stripe):
    tones = pen.canvas.tones
    front, glass = darker(tones.seen(colour), 0.12), mix(tones.seen(GLASS), tones.middle, 0.25)
    pen.polygon(under.quad(), tones.seen(rgb("1f2227")))
    pen.smooth(
        [
            nose.at(u, v)
            for u, v in ((0, 0), (0, 0.6), (0.05, 0.98), (0.5, 1.09), (0.95, 0.98), (1, 0.6), (1, 0), (0.5, -0.02))
        ],
        front,
    )
    pen.polygon(nose.quad(0, 0.22, 1, 0.32), tones.seen(stripe))
    pen.polygon(nose.quad(0.10, 0.48, 0.90, 0.86), glass)
    pen.polygon(nose.quad(0.10, 0.72, 0.90, 0.86), mix(glass, tones.horizon, 0.45))
    pen.polygon(nose.quad(0.48, 0.48, 0.52, 0.86), front)
    lamps = [nose.at(u, v) for u, v in ((0.16, 0.14), (0.84, 0.14), (0.5, 0.95))]
    size = abs(nose.at(0, 0)[1] - nose.at(0, 1)[1]) * 0.045
    for x, y in lamps:
        pen.ellipse(x, y, size, size, rgb("fff2cf"))
    return lamps


def truck(pen, camera, x, z, colour, box, depth=0.0):
    """A lorry facing us with its near left corner at (x, z), and its box's flank toward the middle of the picture."""
    tones = pen.canvas.tones
    right, long = x + 2.5, 12.0
    flank_x = right if x + 1.25 < 0 else x

    def seen(paint, dark=0.0):
        return mix(darker(tones.seen(paint), dark), tones.haze, depth)

    pen.polygon(
        camera.flat(x - 0.4, right + 0.4, z, z + long),
        clear(darker(tones.shade, 0.5), 0.45),
    )
    flank = Face(camera, (flank_x, z + 2.6), (flank_x, z + long), 1.1, 3.9)
    pen.polygon(Face(camera, (flank_x, z + 0.3), (flank_x, z + long), 0.35, 1.1).quad(), seen(rgb("25272c")))
    pen.polygon(flank.quad(), seen(box, 0.2))
    for k in range(12):
        pen.polygon(flank.quad(k / 12, 0.04, k / 12 + 0.03, 0.96), clear(seen(box, 0.5), 0.4))
    pen.polygon(camera.front(x, right, z + 2.6, 1.1, 3.9).quad(), seen(box, 0.05))
    pen.polygon(camera.front(x, right, z + 2.6, 3.9, 4.1).quad(), mix(tones.lit, tones.haze, depth))
    pen.polygon(Face(camera, (flank_x, z), (flank_x, z + 2.2), 0.5, 3.1).quad(), seen(colour, 0.25))
    front = camera.front(x, right, z, 0.5, 3.1)
    pen.polygon(front.quad(), seen(colour))
    pen.polygon(front.quad(0, 0, 1, 0.16), seen(rgb("2a2c31")))
    pen.polygon(front.quad(0.22, 0.2, 0.78, 0.44), seen(rgb("33363d")))
    glass = mix(seen(GLASS), tones.middle, 0.2)
    pen.polygon(front.quad(0.07, 0.54, 0.93, 0.90), glass)
    pen.polygon(front.quad(0.07, 0.74, 0.93, 0.90), mix(glass, tones.horizon, 0.4))
    lamps = [front.at(u, 0.11) for u in (0.12, 0.88)]
    for a, b in lamps:
        pen.ellipse(a, b, 0.18 * camera.scale(z), 0.11 * camera.scale(z), rgb("fff0c8"))
    for u in (0.10, 0.66, 0.80):
        a, b = Face(camera, (flank_x, z), (flank_x, z + long), 0, 1).at(u, 0.45)
        r = camera.scale(z + long * u) * 0.48
        pen.ellipse(a, b, r * 0.4, r, seen(rgb("1b1d21")))
    return lamps
