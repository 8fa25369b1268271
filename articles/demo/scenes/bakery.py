"""A bakery before dawn."""

from dataclasses import replace
from math import cos, pi, sin

from articles.demo.painting import figures, houses, texture
from articles.demo.painting.canvas import begin, contour
from articles.demo.painting.tones import clear, darker, lighter, rgb, rgbs, shifted


def draw_bakery(random, size):
    """A bakery before dawn: flat loaves on shelves, the oven's glow, bakers at the table."""
    canvas = begin(random, size, "lamplight")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    side = random.choice((-1, 1))
    wall = random.choice(rgbs("b08a6a a68f7a 9f8668"))
    floor = h * 0.76
    canvas.image.paste(
        texture.gradient(
            (w, round(floor)),
            [
                (0, darker(tones.seen(wall), 0.62)),
                (0.5, darker(tones.seen(wall), 0.28)),
                (1, darker(tones.seen(wall), 0.2)),
            ],
        )
    )
    _tiles(canvas, floor, tones.seen(wall))
    canvas.fill(
        [(0, floor), (w, floor), (w, h), (0, h)],
        [(0, darker(tones.seen(rgb("7a5a44")), 0.2)), (1, darker(tones.seen(rgb("5a4234")), 0.45))],
    )
    oven = w * (0.5 - side * (0.30 if w > h else 0.24))
    _oven(canvas, oven, floor, 330 * u)
    shelf = w * (0.5 + side * (0.20 if w > h else 0.14))
    with canvas.ink() as pen:
        for row in range(4):
            y = floor - (520 - row * 112) * u
            _bread_shelf(pen, shelf - 300 * u, shelf + 300 * u, y)
    baker = figures.Outfit(rgb("e9e1d2"), rgb("55606e"), "beanie", rgb("f2ece0"), None, hem=0.16, girth=0.96)
    other = replace(baker, coat=rgb("d8cdb8"), hair=figures.HAIRS[1], skin=figures.SKINS[1])
    with canvas.ink() as pen:
        figures.person(pen, oven + side * 235 * u, floor + 60 * u, 400 * u, other, "reach", -side)
        paddle = oven + side * 235 * u - side * 96 * u
        pen.line(
            [(paddle + side * 150 * u, floor - 226 * u), (paddle - side * 130 * u, floor - 262 * u)],
            7 * u,
            tones.seen(rgb("8a6a48")),
        )
        pen.ellipse(paddle - side * 150 * u, floor - 266 * u, 36 * u, 9 * u, tones.seen(rgb("a07c54")))
        _loaf(pen, paddle - side * 150 * u, floor - 274 * u, 26 * u)
        figures.person(pen, shelf + side * 40 * u, floor + 60 * u, 410 * u, baker, "bend", -side)
        if random.random() < 0.7:
            figures.person(
                pen,
                shelf - side * 190 * u,
                floor + 52 * u,
                392 * u,
                replace(baker, coat=rgb("c9b9a4"), hat="scarf", hat_colour=rgb("a8473f")),
                "carry",
                side,
            )
        _table(pen, floor)
    for x in (0.26, 0.52, 0.78):
        _pendant(canvas, w * x, h * 0.20)
    canvas.glow(oven, floor - 210 * u, 520 * u, rgb("ff8f3f"), 0.55, 1.7)
    canvas.glow(oven, floor + 40 * u, 420 * u, rgb("ff8f3f"), 0.35, 1.6, 0.4)
    return canvas.finish(vignette=0.5, bloom=0.26)


def _tiles(canvas, floor, wall):
    """Brick courses on the wall, some paler."""
    random, u, w = canvas.random, canvas.unit, canvas.width
    with canvas.ink((0, 0, w, floor), 1) as pen:
        for row in range(int(floor / (26 * u)) + 1):
            y = floor - row * 26 * u
            shift = 34 * u if row % 2 else 0
            for k in range(int(w / (68 * u)) + 2):
                x = k * 68 * u - shift
                tone = lighter(wall, 0.2) if random.random() < 0.4 else darker(wall, 0.5)
                pen.rectangle(x + u, y - 25 * u, x + 66 * u, y - 2 * u, clear(tone, random.uniform(0.02, 0.14)))


def _oven(canvas, x, floor, size):
    """A clay oven with an arched mouth and fire in it."""
    tones, random = canvas.tones, canvas.random
    clay = tones.seen(rgb("b58f70"))
    with canvas.ink((x - size, floor - size * 2, x + size, floor + size * 0.3)) as pen:
        dome = contour(x, floor, "-82,12 -80,-60 -55,-112 0,-132 55,-112 80,-60 82,12", size, size)
        pen.smooth(dome, darker(clay, 0.25))
        pen.smooth([(x + (a - x) * 0.9 - size * 0.03, floor + (b - floor) * 0.94) for a, b in dome], darker(clay, 0.10))
        for _ in range(60):
            a, b = x + random.uniform(-0.7, 0.7) * size, floor - random.uniform(0, 1.1) * size
            if abs(a - x) < size * (0.75 - 0.45 * (floor - b) / size):
                pen.ellipse(a, b, size * random.uniform(0.02, 0.07), size * 0.012, clear(darker(clay, 0.6), 0.16))
        for scale, colour in ((1.18, lighter(clay, 0.12)), (1.0, rgb("4a1f14")), (0.9, rgb("a8431c"))):
            pen.polygon(_arch(x, floor - size * 0.36, size * 0.40 * scale, size * 0.30 * scale), colour)
        for k in range(9):
            a = x + (k - 4) * size * 0.075
            tall = size * random.uniform(0.12, 0.34)
            base = floor - size * 0.37
            for share, colour in ((1.0, rgb("f08a34")), (0.62, rgb("ffc565")), (0.3, rgb("fff0c0"))):
                pen.smooth(
                    [
                        (a - size * 0.05 * share, base),
                        (a - size * 0.03 * share, base - tall * share * 0.5),
                        (a + size * 0.012, base - tall * share),
                        (a + size * 0.035 * share, base - tall * share * 0.45),
                        (a + size * 0.05 * share, base),
                    ],
                    colour,
                )
        pen.rectangle(
            x - size * 0.62,
            floor - size * 0.36,
            x + size * 0.62,
            floor - size * 0.28,
            darker(lighter(clay, 0.15), 0.15),
        )


def _arch(x, y, half, rise):
    return [
        (x - half, y),
        *[(x - half * cos(pi * k / 16), y - rise * 0.25 - rise * sin(pi * k / 16)) for k in range(17)],
        (x + half, y),
    ]


def _loaf(pen, x, y, size):
    """A round flat loaf with its stamped middle and seeds."""
    canvas = pen.canvas
    random = canvas.random
    crust = canvas.tones.seen(shifted(random, rgb("c98f4e"), 12))
    pen.ellipse(x, y + size * 0.1, size, size * 0.62, darker(crust, 0.45))
    pen.ellipse(x, y, size, size * 0.58, crust)
    pen.ellipse(x + canvas.light * size * 0.06, y - size * 0.06, size * 0.9, size * 0.48, lighter(crust, 0.16))
    pen.ellipse(x, y, size * 0.62, size * 0.32, darker(crust, 0.12))
    pen.ellipse(x, y + size * 0.01, size * 0.54, size * 0.26, lighter(crust, 0.24))
    for k in range(10):
        angle = k * 0.63
        pen.ellipse(
            x + cos(angle) * size * 0.36, y + sin(angle) * size * 0.17, size * 0.035, size * 0.025, darker(crust, 0.35)
        )


def _bread_shelf(pen, left, right, y):
    canvas = pen.canvas
    random, u, tones = canvas.random, canvas.unit, canvas.tones
    wood = tones.seen(rgb("8a6244"))
    pen.rectangle(left, y - 86 * u, right, y, clear(rgb("20120c"), 0.30))
    pen.rectangle(left - 8 * u, y, right + 8 * u, y + 11 * u, wood)
    pen.rectangle(left - 8 * u, y + 11 * u, right + 8 * u, y + 17 * u, darker(wood, 0.5))
    for x in (left, right):
        pen.rectangle(x - 7 * u, y - 100 * u, x + 7 * u, y + 16 * u, darker(wood, 0.25))
    kind, x = random.randrange(3), left + 34 * u
    while x < right - 30 * u:
        if kind == 0:
            for k in range(random.randint(2, 5)):
                _loaf(pen, x + random.uniform(-2, 2) * u, y - 15 * u - k * 12 * u, 32 * u)
            x += 70 * u
        elif kind == 1:
            crust = tones.seen(shifted(random, rgb("b9793c"), 14))
            tall = random.uniform(40, 50) * u
            pen.smooth(contour(x, y, "-26,0 -28,-60 -14,-100 14,-100 28,-60 26,0", 100 * u, tall), crust)
            pen.smooth(contour(x, y, "-22,-60 -10,-92 12,-90 0,-60", 100 * u, tall), clear(lighter(crust, 0.4), 0.5))
            for k in (-1, 0, 1):
                pen.line(
                    [(x + k * 13 * u - 4 * u, y - tall * 0.9), (x + k * 13 * u + 5 * u, y - tall * 0.6)],
                    2.4 * u,
                    lighter(crust, 0.45),
                )
            x += 62 * u
        else:
            crust = tones.seen(shifted(random, rgb("cf9a58"), 12))
            for k in range(2):
                pen.smooth(
                    [
                        (x - 20 * u, y - k * 24 * u),
                        (x - 22 * u, y - 16 * u - k * 24 * u),
                        (x, y - 30 * u - k * 24 * u),
                        (x + 22 * u, y - 16 * u - k * 24 * u),
                        (x + 20 * u, y - k * 24 * u),
                    ],
                    darker(crust, 0.12 * k),
                )
                pen.ellipse(x - 4 * u, y - 21 * u - k * 24 * u, 9 * u, 4 * u, clear(lighter(crust, 0.5), 0.6))
            x += 48 * u


def _table(pen, floor):
    """The long table in front: dough, flour, trays of loaves."""
    canvas = pen.canvas
    random, tones, u, w, h = canvas.random, canvas.tones, canvas.unit, canvas.width, canvas.height
    y = floor - 60 * u
    wood = tones.seen(rgb("a98058"))
    pen.polygon([(w * 0.02, y + 70 * u), (w * 0.10, y), (w * 0.90, y), (w * 0.98, y + 70 * u)], wood)
    pen.polygon(
        [(w * 0.02, y + 70 * u), (w * 0.98, y + 70 * u), (w * 0.98, y + 96 * u), (w * 0.02, y + 96 * u)],
        darker(wood, 0.35),
    )
    pen.polygon(
        [(w * 0.04, y + 96 * u), (w * 0.96, y + 96 * u), (w * 0.96, h + 9), (w * 0.04, h + 9)], darker(wood, 0.62)
    )
    for k in range(6):
        pen.line(
            [(w * (0.12 + 0.15 * k), y), (w * (0.05 + 0.178 * k), y + 70 * u)], 1.5 * u, clear(darker(wood, 0.5), 0.4)
        )
    for _ in range(160):
        pen.ellipse(
            random.gauss(w * 0.5, w * 0.16),
            y + random.uniform(6, 62) * u,
            random.uniform(1, 16) * u,
            random.uniform(0.6, 3) * u,
            (250, 244, 230, 70),
        )
    x = w * 0.10
    while x < w * 0.90:
        if random.random() < 0.55:
            for k in range(3):
                _loaf(pen, x + k * 50 * u, y + (18 + 26 * (k % 2)) * u, 38 * u)
            x += 190 * u
        else:
            for k in range(3):
                dough = tones.seen(rgb("eadfc4"))
                pen.ellipse(x + k * 54 * u, y + 34 * u, 27 * u, 15 * u, darker(dough, 0.25))
                pen.ellipse(x + k * 54 * u, y + 28 * u, 26 * u, 16 * u, dough)
                pen.ellipse(x + k * 54 * u + canvas.light * 6 * u, y + 22 * u, 13 * u, 7 * u, lighter(dough, 0.5))
            x += 180 * u


def _pendant(canvas, x, y):
    u = canvas.unit
    with canvas.ink((x - 80 * u, 0, x + 80 * u, y + 60 * u)) as pen:
        pen.line([(x, 0), (x, y - 20 * u)], 2.4 * u, rgb("2a201c"))
        pen.smooth(contour(x, y, "-46,14 -30,-14 0,-24 30,-14 46,14 0,18", 100 * u, 100 * u), rgb("3f4a48"))
        pen.ellipse(x, y + 15 * u, 38 * u, 7 * u, rgb("fff0c6"))
    canvas.glow(x, y + 20 * u, 300 * u, houses.LAMP, 0.62, 1.9)
    canvas.wash(contour(x, y, "-30,20 30,20 190,460 -190,460", 100 * u, 100 * u), houses.LAMP, 0.10, 40 * u, "screen")
