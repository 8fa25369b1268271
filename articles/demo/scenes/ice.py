"""On the ice of a lake: a rescue drill, anglers."""

from dataclasses import replace

from articles.demo.painting import figures, land, sky, water
from articles.demo.painting.canvas import begin, contour
from articles.demo.painting.tones import clear, darker, lighter, mix, rgb, rgbs

RESCUE = rgb("d8642e")


def draw_ice_drill(random, size):
    """Rescuers training on the ice: a line to someone in the water, a sled, a team in orange."""
    canvas = begin(random, size, "day clear snowfall dawn")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    shore = _lake(canvas, 0.46, 0.45)
    way = random.choice((-1, 1))
    hole = (w * (0.5 - way * 0.20), shore + (h - shore) * 0.62)
    _hole(canvas, hole[0], hole[1], 200 * u, 52 * u)
    suit = figures.Outfit(RESCUE, darker(RESCUE, 0.12), "helmet", rgb("e8c13c"), None, hem=0.04, girth=1.18)
    with canvas.ink((0, shore - 120 * u, w, h)) as pen:
        for k in range(9):
            spot = (
                w * (0.5 + way * (0.06 + k * 0.045)) + random.uniform(-12, 12) * u,
                shore + (h - shore) * random.uniform(0.10, 0.20),
            )
            outfit = figures.dressed(random) if k % 3 else suit
            figures.shadow(pen, *spot, 96 * u, 0.4)
            figures.person(pen, *spot, 96 * u, outfit, random.choice(("stand", "wait")), -way, 0.14)
        _swimmer(pen, *hole, 210 * u, suit)
        _haul(pen, hole, shore, way, suit)
        _sled(pen, w * (0.5 - way * 0.34), shore + (h - shore) * 0.40, 170 * u, way)
        leader = replace(suit, coat=rgb("2f4a68"), trousers=rgb("2a3444"), hat_colour=rgb("d9d4c8"))
        spot = w * (0.5 + way * 0.38), shore + (h - shore) * 0.92
        figures.shadow(pen, *spot, 280 * u, 0.42)
        figures.person(pen, *spot, 280 * u, leader, "wait", way, back=True)
    if tones.name == "snowfall":
        sky.snowfall(canvas)
    return canvas.finish()


def _haul(pen, hole, shore, way, suit):
    """Three rescuers on a rope that runs to whoever is in the hole."""
    canvas = pen.canvas
    u, w, h = canvas.unit, canvas.width, canvas.height
    rope = [(hole[0] + way * 60 * u, hole[1] - 40 * u)]
    for t, share, size, pose in ((0.10, 0.62, 250, "reach"), (0.20, 0.57, 236, "bend"), (0.29, 0.53, 224, "reach")):
        a, b = figures.POSES[pose][8]
        rope.append((w * (0.5 + way * t) - way * a * size * u, shore + (h - shore) * share - b * size * u))
    for t, share, size, pose in ((0.29, 0.53, 224, "reach"), (0.20, 0.57, 236, "bend"), (0.10, 0.62, 250, "reach")):
        spot = w * (0.5 + way * t), shore + (h - shore) * share
        figures.shadow(pen, *spot, size * u, 0.42)
        figures.person(pen, *spot, size * u, suit, pose, -way)
    pen.line(rope, 3.2 * u, canvas.tones.seen(rgb("8a5230")))


def _lake(canvas, share, clearness):
    """A frozen lake under mountains. Returns the pixel row of its far shore."""
    u, w = canvas.unit, canvas.width
    shore = canvas.height * share
    sky.paint_sky(canvas, shore)
    land.mountains(canvas, shore - 300 * u, shore, max(1.8, w / (560 * u)), 0.5, 0.85)
    sky.mist(canvas, shore - 20 * u, 150 * u, 0.6)
    land.far_forest(canvas, shore - 24 * u, 26 * u, 50 * u, 0.34)
    water.frozen(canvas, shore, None, clearness)
    sky.mist(canvas, shore, 50 * u, 0.5)
    return shore


def _hole(canvas, x, y, rx, ry):
    """Open water sawn into the ice."""
    tones = canvas.tones
    outline = contour(x, y, "-100,-20 -60,-85 10,-100 80,-70 100,10 60,90 -20,100 -85,70", rx, ry)
    deep = darker(mix(tones.zenith, rgb("1d4450"), 0.6), 0.3)
    with canvas.ink((x - rx * 1.2, y - ry * 1.3, x + rx * 1.2, y + ry * 1.5)) as pen:
        pen.smooth([(x + (a - x) * 1.07, y + (b - y) * 1.14) for a, b in outline], mix(tones.lit, tones.shade, 0.2))
        pen.smooth([(x + (a - x) * 1.02, y + (b - y) * 1.04) for a, b in outline], mix(rgb("8fc3cf"), tones.shade, 0.4))
        pen.smooth([(x + (a - x) * 0.98, y + ry * 0.10 + (b - y) * 0.92) for a, b in outline], deep)
        for k in range(5):
            at, long = y + ry * (0.1 + k * 0.16), rx * canvas.random.uniform(0.15, 0.4)
            pen.ellipse(
                x + canvas.random.uniform(-0.4, 0.4) * rx,
                at,
                long,
                ry * 0.025,
                clear(mix(deep, tones.horizon, 0.6), 0.6),
            )


def _swimmer(pen, x, y, size, suit):
    """Head, shoulders and an arm above the water."""
    figures.bust(pen, x, y + size * 0.08, size * 0.44, replace(suit, hair=rgb("e0b43a")))
    pen.stroke(
        [(x - size * 0.14, y - size * 0.06), (x - size * 0.30, y - size * 0.16), (x - size * 0.36, y - size * 0.28)],
        [size * 0.09, size * 0.08, size * 0.06],
        pen.canvas.tones.seen(suit.coat),
    )
    for k in range(3):
        pen.ellipse(
            x,
            y + size * (0.07 + 0.03 * k),
            size * (0.24 + 0.1 * k),
            size * 0.012,
            clear(pen.canvas.tones.horizon, 0.55 - 0.14 * k),
        )


def _sled(pen, x, y, size, way):
    """A rescue sled with bags on it."""
    tones = pen.canvas.tones
    hull = tones.seen(rgb("d6a02f"))
    pen.smooth(contour(x, y, "-60,5 70,7 60,13 -50,12", size, size), clear(darker(tones.shade, 0.4), 0.4))
    shape = [(-0.55, 0.08), (-0.62, -0.10), (0.50, -0.10), (0.74, -0.22), (0.58, 0.08)]
    pen.polygon([(x + a * size * way, y + b * size) for a, b in shape], darker(hull, 0.15))
    pen.polygon(contour(x, y, "-62,-10 50,-10 74,-22 70,-14 50,-5 -60,-5", size * way, size), lighter(hull, 0.2))
    for k, colour in enumerate((RESCUE, rgb("3f6a70"), rgb("e4ddcf"))):
        left = x + (-0.48 + k * 0.32) * size * way
        pen.smooth(contour(left, y, "0,-10 0,-26 26,-28 27,-10", size * way, size), tones.seen(colour))


def draw_ice_fishing(random, size):
    """Anglers on lake ice, with tents and sleds."""
    canvas = begin(random, size, "dawn day clear dusk")
    u, w, h = canvas.unit, canvas.width, canvas.height
    shore = _lake(canvas, random.uniform(0.44, 0.50), random.uniform(0.3, 0.7))
    way = random.choice((-1, 1))
    camp = [(random.uniform(0.04, 0.96), random.uniform(0.03, 0.07), 20) for _ in range(9)]
    camp += [(random.uniform(0.05, 0.95), random.uniform(0.13, 0.2), 44) for _ in range(5)]
    camp += [
        (0.5 + way * 0.22, 0.40, 100),
        (0.5 - way * 0.06, 0.48, 118),
        (0.5 - way * 0.36, 0.62, 150),
        (0.5 + way * 0.12, 0.84, 172),
    ]
    for t, share, tall in sorted(camp, key=lambda c: c[1]):
        x, y = w * t, shore + (h - shore) * share
        if tall > 90 or random.random() < 0.6:
            _angler(canvas, x, y, tall * 1.9 * u, random.choice((-1, 1)), 0.25 if tall < 60 else 0.0)
    tents = [(0.5 + way * 0.38, 0.26, 200), (0.5 - way * 0.22, 0.12, 96), (0.5 + way * 0.10, 0.09, 74)]
    for t, share, tall in sorted(tents, key=lambda c: c[1]):
        _tent(canvas, w * t, shore + (h - shore) * share, tall * u, random.choice(figures.COATS[:7]))
    return canvas.finish()


def _angler(canvas, x, y, height, facing, depth):
    """Someone on a box beside a hole, a short rod in the hand."""
    tones = canvas.tones
    with canvas.ink((x - height, y - height, x + height * 1.2, y + height * 0.4)) as pen:
        figures.shadow(pen, x, y, height * 0.7, 0.5)
        hole = x + facing * height * 0.46
        pen.ellipse(hole, y + height * 0.03, height * 0.085, height * 0.026, tones.lit)
        deep = darker(mix(tones.zenith, rgb("16303a"), 0.6), 0.2)
        pen.ellipse(hole, y + height * 0.032, height * 0.066, height * 0.018, deep)
        box = tones.seen(canvas.random.choice(rgbs("6d4f38 3f5a4a 4a5666")))
        pen.rectangle(x - height * 0.13, y - height * 0.17, x + height * 0.09, y, mix(box, tones.haze, depth))
        lid = mix(lighter(box, 0.25), tones.haze, depth)
        pen.rectangle(x - height * 0.13, y - height * 0.17, x + height * 0.09, y - height * 0.145, lid)
        hat = canvas.random.choice(("fur", "beanie", "hood"))
        outfit = replace(figures.dressed(canvas.random), hem=0.05, girth=1.2, hat=hat)
        figures.person(pen, x, y, height, outfit, "fish", facing, depth)
        hand = (x + facing * height * 0.24, y - height * 0.34)
        tip = (hole, y - height * 0.42)
        pen.line([hand, tip], max(1.0, height * 0.012), tones.seen(rgb("3c3430")))
        pen.line([tip, (hole, y + height * 0.02)], max(0.7, height * 0.004), clear(tones.seen(rgb("3c4450")), 0.6))


def _tent(canvas, x, y, height, colour):
    """A square ice tent with one side in the light."""
    tones = canvas.tones
    paint, light = tones.seen(colour), canvas.light
    half = height * 0.52
    with canvas.ink((x - height * 1.4, y - height * 1.2, x + height * 1.4, y + height * 0.3)) as pen:
        cast = [(x - half * light, y), (x - height * 1.3 * light, y + height * 0.06)]
        cast += [(x - height * 1.1 * light, y + height * 0.14), (x + half * light, y + height * 0.10)]
        pen.polygon(cast, clear(darker(tones.shade, 0.35), 0.45))
        top = (x + light * height * 0.05, y - height)
        edge = (x - light * height * 0.12, y + height * 0.09)
        pen.polygon([(x + light * half, y), top, edge], lighter(paint, 0.1))
        pen.polygon([(x - light * half, y - height * 0.02), top, edge], darker(paint, 0.32))
        door = contour(x, y, "62,0 34,-52 6,0", light * half, height)
        pen.polygon([(a, b + height * 0.05) for a, b in door], darker(paint, 0.6))
        cap = contour(*top, "0,0 16,19 -20,19", light * half, height)
        pen.polygon(cap, mix(tones.lit, paint, 0.2))
