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
    side, floor = random.choice((-1, 1)), h * 0.76
    wall = tones.seen(random.choice(rgbs("b08a6a a68f7a 9f8668")))
    plaster = [(0, darker(wall, 0.62)), (0.5, darker(wall, 0.28)), (1, darker(wall, 0.2))]
    canvas.image.paste(texture.gradient((w, round(floor)), plaster))
    _tiles(canvas, floor, wall)
    boards = [(0, darker(tones.seen(rgb("7a5a44")), 0.2)), (1, darker(tones.seen(rgb("5a4234")), 0.45))]
    canvas.fill([(0, floor), (w, floor), (w, h), (0, h)], boards)
    oven, shelf = w * (0.5 - side * (0.30 if w > h else 0.24)), w * (0.5 + side * (0.20 if w > h else 0.14))
    _oven(canvas, oven, floor, 330 * u)
    with canvas.ink() as pen:
        for row in range(4):
            _bread_shelf(pen, shelf - 300 * u, shelf + 300 * u, floor - (520 - row * 112) * u)
        _bakers(pen, oven, shelf, floor, side)
        _table(pen, floor)
    for x in (0.26, 0.52, 0.78):
        _pendant(canvas, w * x, h * 0.20)
    canvas.glow(oven, floor - 210 * u, 520 * u, rgb("ff8f3f"), 0.55, 1.7)
    canvas.glow(oven, floor + 40 * u, 420 * u, rgb("ff8f3f"), 0.35, 1.6, 0.4)
    return canvas.finish(vignette=0.5, bloom=0.26)


def _bakers(pen, oven, shelf, floor, side):
    """One with a loaf on the paddle before the oven, one bent over the table, sometimes one at the shelves."""
    canvas = pen.canvas
    random, u, tones = canvas.random, canvas.unit, canvas.tones
    white = figures.Outfit(rgb("e9e1d2"), rgb("55606e"), "beanie", rgb("f2ece0"), hem=0.16, girth=0.96)
    stoker = replace(white, coat=rgb("d8cdb8"), hair=figures.HAIRS[1], skin=figures.SKINS[1])
    x = oven + side * 235 * u
    figures.person(pen, x, floor + 60 * u, 400 * u, stoker, "reach", -side)
    paddle = x - side * 96 * u
    handle = contour(paddle, floor, "150,-226 -130,-262", 100 * side * u, 100 * u)
    pen.line(handle, 7 * u, tones.seen(rgb("8a6a48")))
    pen.ellipse(paddle - side * 150 * u, floor - 266 * u, 36 * u, 9 * u, tones.seen(rgb("a07c54")))
    _loaf(pen, paddle - side * 150 * u, floor - 274 * u, 26 * u)
    figures.person(pen, shelf + side * 40 * u, floor + 60 * u, 410 * u, white, "bend", -side)
    if random.random() < 0.7:
        helper = replace(white, coat=rgb("c9b9a4"), hat="scarf", hat_colour=rgb("a8473f"))
        figures.person(pen, shelf - side * 190 * u, floor + 52 * u, 392 * u, helper, "carry", side)


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
            _flame(pen, x + (k - 4) * size * 0.075, floor - size * 0.37, size, size * random.uniform(0.12, 0.34))
        sill = darker(lighter(clay, 0.15), 0.15)
        pen.rectangle(x - size * 0.62, floor - size * 0.36, x + size * 0.62, floor - size * 0.28, sill)


def _flame(pen, x, y, size, tall):
    for share, colour in ((1.0, rgb("f08a34")), (0.62, rgb("ffc565")), (0.3, rgb("fff0c0"))):
        tongue = contour(x, y, "-5,0 -3,50 1.2,100 3.5,45 5,0", size * share, -tall * share)
        pen.smooth(tongue, colour)


def _arch(x, y, half, rise):
    bow = [(x - half * cos(pi * k / 16), y - rise * 0.25 - rise * sin(pi * k / 16)) for k in range(17)]
    return [(x - half, y), *bow, (x + half, y)]


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
        a, b = x + cos(k * 0.63) * size * 0.36, y + sin(k * 0.63) * size * 0.17
        pen.ellipse(a, b, size * 0.035, size * 0.025, darker(crust, 0.35))


def _bread_shelf(pen, left, right, y):
    canvas = pen.canvas
    random, u, tones = canvas.random, canvas.unit, canvas.tones
    wood = tones.seen(rgb("8a6244"))
    pen.rectangle(left, y - 86 * u, right, y, clear(rgb("20120c"), 0.30))
    pen.rectangle(left - 8 * u, y, right + 8 * u, y + 11 * u, wood)
    pen.rectangle(left - 8 * u, y + 11 * u, right + 8 * u, y + 17 * u, darker(wood, 0.5))
    for x in (left, right):
        pen.rectangle(x - 7 * u, y - 100 * u, x + 7 * u, y + 16 * u, darker(wood, 0.25))
    bake, step = random.choice(((_stack, 70), (_tin_loaf, 62), (_rolls, 48)))
    x = left + 34 * u
    while x < right - 30 * u:
        bake(pen, x, y)
        x += step * u


def _stack(pen, x, y):
    random, u = pen.canvas.random, pen.canvas.unit
    for k in range(random.randint(2, 5)):
        _loaf(pen, x + random.uniform(-2, 2) * u, y - (15 + k * 12) * u, 32 * u)


def _tin_loaf(pen, x, y):
    random, u = pen.canvas.random, pen.canvas.unit
    crust, tall = pen.canvas.tones.seen(shifted(random, rgb("b9793c"), 14)), random.uniform(40, 50) * u
    pen.smooth(contour(x, y, "-26,0 -28,60 -14,100 14,100 28,60 26,0", 100 * u, -tall), crust)
    pen.smooth(contour(x, y, "-22,60 -10,92 12,90 0,60", 100 * u, -tall), clear(lighter(crust, 0.4), 0.5))
    for k in (-13, 0, 13):
        pen.line(contour(x + k * u, y, "-4,90 5,60", 100 * u, -tall), 2.4 * u, lighter(crust, 0.45))


def _rolls(pen, x, y):
    u = pen.canvas.unit
    crust = pen.canvas.tones.seen(shifted(pen.canvas.random, rgb("cf9a58"), 12))
    for k in range(2):
        base = y - k * 24 * u
        pen.smooth(contour(x, base, "-20,0 -22,-16 0,-30 22,-16 20,0", 100 * u, 100 * u), darker(crust, 0.12 * k))
        pen.ellipse(x - 4 * u, base - 21 * u, 9 * u, 4 * u, clear(lighter(crust, 0.5), 0.6))


def _table(pen, floor):
    """The long table in front: dough, flour, trays of loaves."""
    canvas = pen.canvas
    random, tones, u, w, h = canvas.random, canvas.tones, canvas.unit, canvas.width, canvas.height
    y = floor - 60 * u
    wood = tones.seen(rgb("a98058"))
    pen.polygon([(w * 0.02, y + 70 * u), (w * 0.10, y), (w * 0.90, y), (w * 0.98, y + 70 * u)], wood)
    pen.rectangle(w * 0.02, y + 70 * u, w * 0.98, y + 96 * u, darker(wood, 0.35))
    pen.rectangle(w * 0.04, y + 96 * u, w * 0.96, h + 9, darker(wood, 0.62))
    for k in range(6):
        seam = [(w * (0.12 + 0.15 * k), y), (w * (0.05 + 0.178 * k), y + 70 * u)]
        pen.line(seam, 1.5 * u, clear(darker(wood, 0.5), 0.4))
    for _ in range(160):
        a, b = random.gauss(w * 0.5, w * 0.16), y + random.uniform(6, 62) * u
        pen.ellipse(a, b, random.uniform(1, 16) * u, random.uniform(0.6, 3) * u, (250, 244, 230, 70))
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
