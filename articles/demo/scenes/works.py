"""A bridge and a power line."""

from dataclasses import replace

from articles.demo.painting import figures, houses, land, sky, trees, water
from articles.demo.painting.camera import Camera
from articles.demo.painting.canvas import begin, contour
from articles.demo.painting.places import backdrop
from articles.demo.painting.tones import clear, darker, mix, rgb, rgbs

SIGNAL = rgb("d2622f")
_ARMS = ((21.0, 5.2), (17.2, 7.0), (13.6, 5.6))  # height and half width of a tower's arms, in metres


def draw_bridge(random, size):
    """A cable-stayed bridge over the river, held by still water."""
    canvas = begin(random, size, "dawn day dusk dusk night")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    shore = h * random.uniform(0.58, 0.62)
    backdrop(canvas, shore, 270)
    _skyline(canvas, shore)
    deck, apart = shore - 96 * u, (380 if w > h else 270) * u
    with canvas.ink((0, shore - 480 * u, w, shore + 6 * u)) as pen:
        _span(pen, shore, deck, [w * 0.5 - apart, w * 0.5 + apart])
        lamps = _traffic(pen, deck)
    if tones.lamps > 0.3:
        for x, y in lamps:
            canvas.glow(x, y, 26 * u, houses.LAMP, tones.lamps, 1.5)
    water.reflect(canvas, shore, None, rgb("2c5565"), 0.26, 0.8)
    _near_bank(canvas)
    return canvas.finish()


def _span(pen, shore, deck, masts):
    """Cables, deck, piers, and the two masts that carry them."""
    canvas = pen.canvas
    u, w, tones = canvas.unit, canvas.width, canvas.tones
    steel = tones.seen(rgb("d8d4ca"))
    dark = mix(darker(steel, 0.4), tones.haze, 0.1)
    reach = masts[1] - masts[0]
    for mast in masts:
        for k in range(15):
            for side in (-1, 1):
                anchor = (mast + side * reach * (0.49 - k * 0.029), deck)
                pen.line([(mast, deck - (330 - k * 8) * u), anchor], 1.4 * u, clear(darker(steel, 0.45), 0.75))
    pen.rectangle(-9, deck - 2 * u, w + 9, deck + 14 * u, mix(darker(steel, 0.25), tones.haze, 0.1))
    pen.rectangle(-9, deck - 5 * u, w + 9, deck - u, mix(tones.lit, tones.haze, 0.1))
    pen.rectangle(-9, deck + 14 * u, w + 9, deck + 22 * u, darker(dark, 0.35))
    for mast in masts:
        _mast(pen, mast, shore, deck, deck - 350 * u, steel)
    for x in range(round(w * 0.5 % (230 * u)), w, round(230 * u)):
        if min(abs(x - mast) for mast in masts) > 60 * u:
            pen.rectangle(x - 8 * u, deck + 20 * u, x + 8 * u, shore, darker(dark, 0.15))


_CAR = "0,-4 4,-9 22,-10 36,-15 70,-15 84,-9 100,-8 100,-4"


def _traffic(pen, deck):
    """Lamp posts and cars along the deck. Returns the pixels of their lamps."""
    canvas = pen.canvas
    random, u, w, tones = canvas.random, canvas.unit, canvas.width, canvas.tones
    lamps, post = [], mix(tones.seen(rgb("8a8781")), tones.haze, 0.1)
    for k in range(round(w / u / 70)):
        x = k * 70 * u + 20 * u
        pen.line([(x, deck - 4 * u), (x, deck - 34 * u), (x + 10 * u, deck - 37 * u)], 1.6 * u, post)
        lamps.append((x + 10 * u, deck - 36 * u))
    for _ in range(9):
        x, long = random.uniform(0, w), random.uniform(20, 42) * u
        paint = tones.seen(random.choice(rgbs("b8483c e6e2d8 3f6a86 2f343c d0a040")))
        pen.smooth(contour(x, deck, _CAR, long, 100 * u), paint)
        lamps.append((x + long, deck - 9 * u))
    return lamps


def _skyline(canvas, shore):
    """A small town on the far bank."""
    random, tones, u, w = canvas.random, canvas.tones, canvas.unit, canvas.width
    lamps, x = [], random.uniform(-40, 0) * u
    with canvas.ink((0, shore - 160 * u, w, shore)) as pen:
        while x < w:
            wide, tall = random.uniform(34, 78) * u, random.choice((26, 34, 46, 62)) * u * random.uniform(0.9, 1.2)
            wall, top = mix(tones.seen(random.choice(houses.WALLS)), tones.haze, 0.38), shore - tall
            pen.rectangle(x, top, x + wide, shore, wall)
            shaded = x + wide * (0.0 if canvas.light > 0 else 0.7)
            pen.rectangle(shaded, top, shaded + wide * 0.3, shore, clear(darker(wall, 0.5), 0.25))
            pen.rectangle(x - u, top - 4 * u, x + wide + u, top, mix(tones.lit, tones.haze, 0.2))
            for b in range(int(tall / (9 * u)) - 1):
                for a in range(int(wide / (9 * u)) - 1):
                    warm = random.random() < tones.lamps * 0.7
                    paint = mix(houses.lamp_colour(random), tones.haze, 0.15) if warm else darker(wall, 0.3)
                    pane = x + (6 + a * 9) * u, top + (6 + b * 9) * u
                    pen.rectangle(*pane, pane[0] + 3.6 * u, pane[1] + 4.6 * u, paint)
                    if warm and random.random() < 0.3:
                        lamps.append(pane)
            x += wide + random.choice((0, 4, 18, 40)) * u
    for x, y in lamps:
        canvas.glow(x, y, 22 * u, houses.LAMP, 0.4)


def _mast(pen, x, foot, deck, top, steel):
    u, shade = pen.canvas.unit, darker(steel, 0.35)
    for side in (-1, 1):
        across = side * u
        legs = [(x + 15 * across, foot), (x + 22 * across, deck), (x + 5 * across, top + 60 * u), (x + 4 * across, top)]
        pen.stroke(legs, [13 * u, 12 * u, 9 * u, 8 * u], shade if side == -pen.canvas.light else steel)
    pen.stroke([(x - 20 * u, deck + 16 * u), (x + 20 * u, deck + 16 * u)], [9 * u, 9 * u], shade)
    pen.polygon(contour(x, foot, "-30,-10 30,-10 34,4 -34,4", 100 * u, 100 * u), darker(steel, 0.5))


def _near_bank(canvas):
    """A snowy corner of our own bank, with a few spruces."""
    u, w, h = canvas.unit, canvas.width, canvas.height
    side = canvas.random.choice((-1, 1))
    shape = [(0.0, -190), (0.14, -160), (0.27, -96), (0.42, -52), (0.62, -14), (0.72, 30)]
    line = [(w * t if side < 0 else w * (1 - t), h + y * u) for t, y in shape]
    line = land.fractal(canvas.random, line, 0.03, 3)
    line = line if side < 0 else list(reversed(line))
    under = [(line[0][0], h + 40), *[(x, y + 12 * u) for x, y in line], (line[-1][0], h + 40)]
    canvas.wash(under, mix(canvas.tones.shade, canvas.tones.zenith, 0.5), 0.8, 8 * u)
    ends = [(line[0][0] - 60, h + 60), *line] if side < 0 else [*line, (line[-1][0] + 60, h + 60)]
    land.snowfield(canvas, ends, h, 0.0, 0.6)
    grove = trees.Grove(canvas, snow=0.7)
    for t, y, tall in ((0.05, -150, 340), (0.14, -110, 240), (0.22, -70, 170)):
        x = w * t if side < 0 else w * (1 - t)
        grove.plant(x, h + y * u, tall * u, 0.0)
        trees.mound(canvas, x, h + y * u, tall * 0.12 * u)


def draw_power_line(random, size):
    """A line of pylons over snowy hills, a crew at work."""
    canvas = begin(random, size, "dawn day clear dusk snowfall")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    horizon = h * random.uniform(0.66, 0.70)
    backdrop(canvas, horizon, 260)
    land.snowfield(canvas, land.swell_line(canvas, horizon + 14 * u, 10 * u), None, 0.0, 0.65)
    side = random.choice((-1, 1))
    camera = Camera(canvas, horizon, 3.0, 1.1)
    squeeze = min(1.0, w / h)
    line = [(side * x * squeeze, z) for x, z in ((9, 40), (-2, 68), (-16, 108), (-36, 168), (-64, 250), (-100, 360))]
    steel = tones.seen(rgb("5d6672"))
    with canvas.ink() as pen:
        near = (line[0][0] + (line[0][0] - line[1][0]) * 1.1, 12.0)
        _wires(pen, camera, [near, *line])
        for x, z in reversed(line):
            _tower(pen, camera, x, z, mix(steel, tones.haze, min(0.55, z / 420)))
        _crew(pen, camera, *line[0], side)
    grove = trees.Grove(canvas, snow=0.85)
    for share, tall, count, depth in ((0.08, 90, 12, 0.3), (0.30, 170, 6, 0.12), (0.72, 330, 2, 0.0)):
        for _ in range(count):
            x = w * (0.5 - side * random.uniform(0.24, 0.54))
            y = horizon + (h - horizon) * (share + random.uniform(-0.03, 0.06))
            grove.plant(x, y, tall * u * random.uniform(0.7, 1.15), depth)
            trees.mound(canvas, x, y, tall * 0.12 * u)
    if tones.name == "snowfall":
        sky.snowfall(canvas)
    return canvas.finish()


def _crew(pen, camera, x, z, side):
    """Three linesmen roped to the tower at (x, z), and four on the snow at its foot."""
    tones, u = pen.canvas.tones, pen.canvas.unit
    crew = figures.Outfit(SIGNAL, rgb("2f4060"), "helmet", rgb("e4bd44"), hem=0.06, girth=1.15, gloves=rgb("2b2a2e"))
    s, rope = camera.scale(z), tones.seen(rgb("e8dcc0"))
    for dx, y, pose, facing in ((-1.6, 11.6, "reach", 1), (1.0, 16.2, "raise", -1), (2.4, 7.0, "carry", -1)):
        a, b = camera.at(x + dx, y, z)
        figures.person(pen, a, b, 1.9 * s, crew, pose, facing)
        pen.line([(a, b - s), camera.at(x + dx * 0.4, y + 2.6, z)], 1.2 * u, rope)
    foreman = replace(crew, coat=rgb("33486a"))
    for dx, dz, pose in ((-6.5, -6, "stand"), (-5.0, -7, "reach"), (4.5, -4, "wait"), (-9, -2, "carry")):
        spot, tall = camera.at(x + dx * side, 0, z + dz), 1.75 * camera.scale(z + dz)
        figures.shadow(pen, *spot, tall, 0.4)
        figures.person(pen, *spot, tall, foreman if pose == "wait" else crew, pose, side)


def _tower(pen, camera, x, z, steel):
    """A lattice tower 25 m high."""
    s = camera.scale(z)
    width = max(0.9, s * 0.16)

    def half(y):
        return 2.6 - 1.75 * min(y / 13, 1) - 0.45 * max(y - 13, 0) / 12

    levels = [0, 4.2, 7.6, 10.4, 12.8, 15, 17.2, 19.2, 21.2, 23, 25]
    for low, high in zip(levels, levels[1:], strict=False):
        a, b, c, d = (camera.at(x + sign * half(y), y, z) for sign, y in ((-1, low), (1, low), (1, high), (-1, high)))
        for start, end, thick in ((a, d, 1.0), (b, c, 1.0), (a, c, 0.55), (b, d, 0.55), (d, c, 0.5)):
            pen.line([start, end], max(0.8, width * thick), steel)
    for high, reach in _ARMS:
        for side in (-1, 1):
            tip = camera.at(x + side * reach, high, z)
            for root in (high - 0.2, high + 1.5):
                pen.line([camera.at(x + side * half(high), root, z), tip], max(0.8, width * 0.7), steel)
            middle = camera.at(x + side * reach * 0.55, high + 0.62, z)
            pen.line([middle, camera.at(x + side * reach * 0.55, high - 0.12, z)], max(0.7, width * 0.45), steel)
            pen.line([tip, camera.at(x + side * reach, high - 1.5, z)], max(1.0, width * 0.9), darker(steel, 0.3))
    if s > 12:
        shade = mix(pen.canvas.tones.shade, pen.canvas.tones.zenith, 0.4)
        pen.ellipse(*camera.at(x, 0, z), 3.6 * s, 0.25 * s, clear(shade, 0.5))


def _wires(pen, camera, line):
    canvas = pen.canvas
    colour = canvas.tones.seen(rgb("3f4651"))
    for high, reach in _ARMS:
        for side in (-1, 1):
            for (x0, z0), (x1, z1) in zip(line, line[1:], strict=False):
                wire = []
                for k in range(15):
                    t = k / 14
                    sag = 4 * t * (1 - t) * 3.2
                    wire.append(camera.at(x0 + (x1 - x0) * t + side * reach, high - 1.5 - sag, z0 + (z1 - z0) * t))
                pen.line(wire, 1.1 * canvas.unit, clear(mix(colour, canvas.tones.haze, min(0.5, z0 / 420)), 0.85))
