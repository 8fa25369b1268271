"""On skis: a run with its lift, a race."""

from dataclasses import replace
from math import sin

from articles.demo.painting import figures, land, sky, trees
from articles.demo.painting.canvas import begin, contour, curve
from articles.demo.painting.tones import clear, darker, lighter, mix, rgb, rgbs


def draw_ski_slope(random, size):
    """A groomed run with skiers, a chairlift beside it."""
    canvas = begin(random, size, "day clear clear dawn")
    u, w, h = canvas.unit, canvas.width, canvas.height
    fall = random.choice((-1, 1))  # the side the slope falls to
    high, low = h * 0.40, h * 0.66
    sky.paint_sky(canvas, low)
    land.mountains(canvas, low - 520 * u, low, max(1.6, w / (620 * u)), 0.52, 0.9)
    sky.mist(canvas, low - 100 * u, 240 * u, 0.5)
    land.mountains(canvas, low - 250 * u, low + 30 * u, max(2, w / (500 * u)), 0.34, 0.75)
    sky.mist(canvas, low - 20 * u, 160 * u, 0.5)

    def slope(x):
        t = x / w if fall > 0 else 1 - x / w
        return high + (low - high) * (t * t * (3 - 2 * t) * 0.6 + t * 0.4)

    grove = trees.Grove(canvas, snow=0.8)
    for _ in range(46):
        x = w * (random.random() ** 1.2 if fall > 0 else 1 - random.random() ** 1.2)
        grove.plant(x, slope(x) + 8 * u, random.uniform(40, 92) * u, 0.28)
    land.snowfield(canvas, [(x, slope(x)) for x in range(-20, w + 40, 20)], None, 0.02, 0.45)
    _ski_tracks(canvas, slope, fall)
    _chairlift(canvas, slope, fall)
    side = 0.0 if fall > 0 else 1.0
    for share, tall, count, depth in ((0.10, 110, 5, 0.16), (0.36, 230, 5, 0.06), (0.80, 420, 2, 0.0)):
        for _ in range(count):
            place = random.uniform(0.0, 0.20)
            x = w * abs(side - place)
            y = slope(x) + (h - slope(x)) * share
            grove.plant(x, y, tall * u * random.uniform(0.75, 1.1), depth)
            trees.mound(canvas, x, y, tall * 0.13 * u)
    spots = (
        (0.34, 0.07, 46),
        (0.62, 0.10, 50),
        (0.46, 0.22, 74),
        (0.80, 0.26, 82),
        (0.40, 0.50, 150),
        (0.70, 0.60, 176),
    )
    for t, share, tall in spots:
        x = w * (t if fall > 0 else 1 - t) + random.uniform(-40, 40) * u
        y = slope(x) + (h - slope(x)) * (share + random.uniform(-0.02, 0.02))
        skier(canvas, x, y, tall * u, random.choice(("carve", "carve", "tuck", "stand")), fall, 0.20)
    return canvas.finish()


def skier(canvas, x, y, height, pose, facing, tilt=0.2, outfit=None, lean=0.0):
    """A skier with skis, poles, shadow and the snow thrown up behind."""
    random, tones = canvas.random, canvas.tones
    outfit = outfit or replace(figures.dressed(random), hat="helmet", hem=0.05, scarf=None)
    if pose != "stand":
        spray = contour(x, y, "0,0 50,16 95,10 80,-4", -facing * height, -height)
        canvas.wash(spray, mix(tones.lit, (255, 255, 255), 0.5), 0.8, height * 0.07)
    box = (x - height * 1.2, y - height * 1.2, x + height * 1.2, y + height * 0.6)
    with canvas.ink(box, 3) as pen:
        figures.shadow(pen, x, y + height * 0.02, height, 0.5)
        ski = tones.seen(random.choice(rgbs("b5483c 2f5a78 d7a440 3b3f48")))
        for k, lift in ((-0.05, -0.012), (0.04, 0.018)):
            points = [(-0.50, -0.50 * tilt), (0.34, 0.34 * tilt), (0.50, 0.50 * tilt - 0.06)]
            pen.line([(x + (a + k) * height * facing, y + (b + lift) * height) for a, b in points], height * 0.024, ski)
        figures.person(pen, x, y, height, outfit, pose, facing, lean=lean)
        hands = [(x + (a + b * lean) * height * facing, y - b * height) for a, b in figures.POSES[pose][8:]]
        for hand, back in zip(hands, (0.36, 0.30), strict=True):
            end = (hand[0] - facing * height * back, hand[1] + height * (0.24 if pose == "tuck" else 0.44))
            pen.line([hand, end], max(1.0, height * 0.009), tones.seen(rgb("3a3d45")))


def _ski_tracks(canvas, slope, fall):
    """Curving tracks down the run, and the fine combing of the groomer."""
    random, tones, w, h, u = canvas.random, canvas.tones, canvas.width, canvas.height, canvas.unit
    shade = mix(tones.shade, tones.zenith, 0.15)
    with canvas.ink((0, min(slope(0), slope(w)), w, h)) as pen:
        for k in range(26):
            share = 0.01 + 0.97 * (k / 26) ** 1.5
            line = [(x, slope(x) + (h - slope(x)) * share + (x - w / 2) * fall * 0.03) for x in range(-20, w + 40, 40)]
            pen.line(line, max(0.8, 3 * share * u), clear(shade, 0.16))
        for _ in range(13):
            start, share = random.uniform(0.15, 0.7), random.uniform(0.02, 0.3)
            swing, points = random.uniform(0.02, 0.05), []
            for k in range(22):
                t = k / 21
                place = start + 0.33 * t + swing * (0.4 + t) * sin(k * 1.25)
                x = w * (place if fall > 0 else 1 - place)
                points.append((x, slope(x) + (h - slope(x)) * (share + (1.05 - share) * t**1.3)))
            path = curve(points, False, 5)
            for gap in (-1, 1):
                track = [(x + gap * (1 + 9 * i / len(path)) * u, y) for i, (x, y) in enumerate(path)]
                pen.line(track, 2.2 * u, clear(shade, 0.6))


def _chairlift(canvas, slope, fall):
    """Pylons up the side of the run, the cable, and chairs with people."""
    random, tones, w, u = canvas.random, canvas.tones, canvas.width, canvas.unit
    steel = mix(tones.seen(rgb("4a5260")), tones.haze, 0.12)
    masts = []
    for t, tall in ((-0.06, 130), (0.20, 150), (0.46, 180), (0.74, 215), (1.08, 260)):
        x = w * (t if fall > 0 else 1 - t)
        masts.append((x, slope(x) + 12 * u, tall * u))
    with canvas.ink() as pen:
        for x, y, tall in masts:
            pen.stroke([(x, y), (x, y - tall)], [tall * 0.045, tall * 0.03], steel)
            pen.line([(x - tall * 0.15, y - tall), (x + tall * 0.15, y - tall)], tall * 0.03, steel)
        for side in (-0.14, 0.14):
            for (x0, y0, t0), (x1, y1, t1) in zip(masts, masts[1:], strict=False):
                a, b = (x0 + side * t0, y0 - t0), (x1 + side * t1, y1 - t1)
                cable = [
                    (a[0] + (b[0] - a[0]) * k / 10, a[1] + (b[1] - a[1]) * k / 10 + 12 * u * (1 - (k / 5 - 1) ** 2))
                    for k in range(11)
                ]
                pen.line(cable, 1.5 * u, clear(steel, 0.9))
                for k in (3, 7):
                    x, y = cable[k]
                    _chair(pen, x, y, (t0 + t1) * 0.11, steel, random.random() < 0.6)


def _chair(pen, x, y, size, steel, taken):
    pen.line([(x, y), (x, y + size)], max(1.0, size * 0.05), steel)
    pen.line([(x - size * 0.4, y + size), (x + size * 0.4, y + size)], size * 0.09, steel)
    pen.line(
        [(x - size * 0.4, y + size * 0.55), (x - size * 0.4, y + size), (x - size * 0.4, y + size * 1.1)],
        size * 0.05,
        steel,
    )
    if taken:
        outfit = replace(figures.dressed(pen.canvas.random), hat="helmet")
        figures.person(pen, x - size * 0.1, y + size * 1.34, size * 1.15, outfit, "sit", 1, 0.1)


def draw_ski_race(random, size):
    """A racer through the gates, the public behind the nets."""
    canvas = begin(random, size, "day clear clear")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    way = random.choice((-1, 1))
    far = h * 0.44
    sky.paint_sky(canvas, far)
    land.mountains(canvas, far - 300 * u, far + 20 * u, max(1.8, w / (560 * u)), 0.5, 0.85)
    sky.mist(canvas, far - 10 * u, 160 * u, 0.5)
    land.far_forest(canvas, far, 40 * u, 66 * u, 0.3)

    def edge(x):
        t = x / w if way > 0 else 1 - x / w
        return far - 30 * u + 120 * u * t

    land.snowfield(canvas, [(x, edge(x)) for x in range(-20, w + 40, 20)], None, 0.0, 0.5)
    _public(canvas, edge)
    _ruts(canvas, far, way)
    gates = [(0.20, 0.14, 100), (0.74, 0.24, 140), (0.30, 0.44, 220), (0.90, 0.56, 270)]
    for k, (t, share, tall) in enumerate(gates):
        x, y = w * (t if way > 0 else 1 - t), far + (h - far) * (0.16 + share * 0.9)
        _gate(canvas, x, y, tall * u, rgb("b23a35") if k % 2 else rgb("2c4f86"))
    x, y, tall = w * (0.5 + way * 0.08), far + (h - far) * 0.76, 290 * u
    suit = figures.Outfit(
        random.choice(rgbs("b23a35 2d6f8e d79a2c")),
        rgb("2c3550"),
        "helmet",
        rgb("e9e4da"),
        None,
        hem=0.02,
        girth=0.92,
    )
    for _ in range(7):
        a = x - way * tall * random.uniform(0.3, 0.95)
        b = y - tall * random.uniform(-0.02, 0.25)
        r = tall * random.uniform(0.08, 0.2)
        canvas.wash(contour(a, b, "-100,0 0,-80 100,0 0,50", r, r), mix(tones.lit, (255, 255, 255), 0.5), 0.55, r * 0.5)
    skier(canvas, x, y, tall, "tuck" if random.random() < 0.4 else "carve", way, 0.16, suit, 0.16)
    _crystals(canvas, x - way * tall * 0.5, y - tall * 0.12, tall)
    return canvas.finish()


def _crystals(canvas, x, y, reach):
    random = canvas.random
    with canvas.ink((x - reach, y - reach, x + reach, y + reach * 0.4)) as pen:
        for _ in range(260):
            a, b = x + random.gauss(0, 0.30) * reach, y + random.gauss(-0.02, 0.13) * reach
            r = reach * random.uniform(0.002, 0.008)
            pen.ellipse(a, b, r, r, (255, 255, 255, random.randint(120, 230)))


def _public(canvas, edge):
    """Spectators in three rows along the line `edge`, behind a safety net."""
    random, u, w = canvas.random, canvas.unit, canvas.width
    with canvas.ink((0, edge(0) - 200 * u, w, edge(w) + 200 * u)) as pen:
        for row, depth in ((0, 0.20), (1, 0.12), (2, 0.05)):
            x = random.uniform(-30, 0)
            while x < w:
                y, tall = edge(x) + (34 + row * 14) * u, (92 + row * 9) * u * random.uniform(0.9, 1.08)
                pose = random.choice(("stand", "stand", "wait", "reach", "raise"))
                figures.person(pen, x, y, tall, figures.dressed(random), pose, random.choice((-1, 1)), depth)
                if pose == "raise" and random.random() < 0.5:
                    _flag(pen, x + tall * 0.13, y - tall * 1.05, tall)
                x += random.uniform(22, 50) * u
        _net(pen, edge)


def _flag(pen, x, y, tall):
    tones, u = pen.canvas.tones, pen.canvas.unit
    colour = tones.seen(pen.canvas.random.choice(rgbs("b8473f d8a33c 3f6f9a")))
    pen.line(contour(x, y, "0,0 3,-30", tall, tall), 1.4 * u, tones.seen(rgb("5a5148")))
    pen.polygon(contour(x, y, "3,-30 29,-25 3,-12", tall, tall), colour)


def _net(pen, edge):
    """An orange net on white posts along the line `edge`."""
    tones, u, w = pen.canvas.tones, pen.canvas.unit, pen.canvas.width
    orange = tones.seen(rgb("c8553d"))
    base = [(x, edge(x) + 76 * u) for x in range(-20, w + 40, 40)]
    pen.polygon([*[(x, y - 46 * u) for x, y in base], *reversed(base)], clear(orange, 0.42))
    for k in range(6):
        pen.line([(x, y - 46 * u * k / 5) for x, y in base], 1.3 * u, clear(orange, 0.8))
    for x in range(0, w, 10):
        pen.line([(x, edge(x) + 76 * u), (x + 7, edge(x) + 30 * u)], 0.9 * u, clear(orange, 0.6))
    for x, y in base[::3]:
        pen.line([(x, y + 4 * u), (x, y - 58 * u)], 4 * u, tones.seen(rgb("e3ded2")))


def _ruts(canvas, far, way):
    """The line the racers have cut, from gate to gate."""
    tones, u, w, h = canvas.tones, canvas.unit, canvas.width, canvas.height
    spots = [(0.30, 0.10), (0.24, 0.30), (0.66, 0.44), (0.36, 0.60), (0.56, 0.88), (0.98, 1.1)]
    points = [(w * (t if way > 0 else 1 - t), far + (h - far) * (0.14 + s * 0.9)) for t, s in spots]
    path = curve(points, False, 12)
    shade = mix(tones.shade, tones.zenith, 0.25)
    with canvas.ink((0, far, w, h)) as pen:
        for offset, wide, alpha in ((0, 26, 0.22), (-7, 5, 0.5), (6, 4, 0.5), (1, 3, 0.4)):
            line = [
                (x + offset * u * (0.3 + i / len(path) * 1.4), y + offset * 0.3 * u) for i, (x, y) in enumerate(path)
            ]
            for i in range(len(line) - 1):
                pen.line(line[i : i + 2], wide * u * (0.25 + 1.1 * i / len(path)), clear(shade, alpha))


def _gate(canvas, x, y, height, colour):
    """Two poles with a panel between them."""
    tones = canvas.tones
    paint = tones.seen(colour)
    wide = height * 0.42
    with canvas.ink((x - height, y - height * 1.2, x + height, y + height * 0.2)) as pen:
        reach = -canvas.light * height * 0.6
        pen.polygon(
            [(x, y), (x + reach, y + height * 0.05), (x + wide + reach, y + height * 0.05), (x + wide, y)],
            clear(mix(tones.shade, tones.zenith, 0.4), 0.35),
        )
        pen.smooth(contour(x, y, "0,-94 50,-90 100,-95 100,-42 50,-38 0,-42", wide, height), paint)
        pen.polygon(contour(x, y, "50,-90 100,-93 100,-44 50,-40", wide, height), clear(darker(paint, 0.6), 0.2))
        for place in (x, x + wide):
            pen.stroke([(place, y), (place, y - height)], [height * 0.026, height * 0.022], lighter(paint, 0.08))
            pen.line(
                [(place - height * 0.006, y), (place - height * 0.006, y - height)],
                height * 0.007,
                clear(lighter(paint, 0.7), 0.7),
            )
