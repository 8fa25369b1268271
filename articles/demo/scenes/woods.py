"""Birches, larches, ripe wheat."""

from PIL import ImageChops

from articles.demo.painting import land, sky, texture, trees
from articles.demo.painting.canvas import begin, contour
from articles.demo.painting.tones import clear, darker, lighter, mix, rgb, rgbs, shifted


def draw_birch_forest(random, size):
    """Among birches: bare in snow, or yellow in the last leaves."""
    canvas = begin(random, size, "dawn day clear dusk snowfall")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    leaves = tones.name in ("day", "clear", "dawn") and random.random() < 0.5
    floor = h * random.uniform(0.60, 0.66)
    sky.paint_sky(canvas, floor, 0.3)
    warm = tones.seen(rgb("e0b04e")) if leaves else mix(tones.shade, tones.haze, 0.5)
    grid = (w, round(floor))
    far = texture.noise(random, (w // 2, grid[1] // 2), (w / u / 14, 5), 4, 0.6).resize(grid, texture.BILINEAR)
    canvas.paste(mix(warm, tones.haze, 0.55), texture.scaled(texture.step(far, 0.45, 0.5), 0.75))
    sky.mist(canvas, floor - 20 * u, 260 * u, 0.6)
    land.snowfield(canvas, land.swell_line(canvas, floor, 10 * u), None, 0.05, 0.6)
    if leaves:
        _leaf_litter(canvas, floor)
    yellow = [tones.seen(colour) for colour in rgbs("8a5f1e b9821f d9a230 ecc14e f6da7c")] if leaves else None
    for count, share, width, depth in (
        (46, 0.05, 9, 0.62),
        (26, 0.16, 17, 0.40),
        (13, 0.36, 31, 0.20),
        (6, 0.84, 62, 0),
    ):
        _birches(canvas, count, floor + (h - floor) * share, width * u, depth, (h - floor), yellow)
    return canvas.finish(vignette=0.4)


def _birches(canvas, count, base, width, depth, ground, yellow):
    """A row of birches around the line `base`, with their shadows, and with leaves where `yellow` has colours."""
    random, u, w, h = canvas.random, canvas.unit, canvas.width, canvas.height
    spots = sorted(random.uniform(-0.03, 1.03) * w for _ in range(count))
    feet = []
    with canvas.ink() as pen:
        for x in spots:
            _long_shadow(pen, x, base, width)
        for x in spots:
            y, thick = base + random.uniform(-0.05, 0.08) * ground, width * random.uniform(0.7, 1.2)
            trees.birch_trunk(pen, x, y, min(y + 60 * u, thick * 30), thick, depth)
            feet.append((x, y, thick))
        if yellow and depth:
            colours = [mix(colour, canvas.tones.haze, depth) for colour in yellow]
            for x in spots[:: 2 if count > 20 else 1]:
                y, size = h * random.uniform(0.02, 0.36), width * 0.17 + 1.5 * u
                trees.foliage(pen, x, y, width * 6, width * 6.6, colours, 100, size)
    for x, y, thick in feet:
        trees.mound(canvas, x, y, thick * 0.95)


def _long_shadow(pen, x, y, width):
    """The shadow of a trunk over the snow, toward us and away from the light."""
    canvas = pen.canvas
    if canvas.tones.name == "snowfall":
        return
    reach = (canvas.height - y) * 0.9 + 40 * canvas.unit
    way = -canvas.light * reach * 0.9
    colour = mix(canvas.tones.shade, canvas.tones.zenith, 0.3)
    for grow in (0.0, 0.3):
        spread = [
            (x - width * 0.5, y),
            (x + width * 0.5, y),
            (x + way + width * (0.9 + grow), y + reach),
            (x + way - width * (0.4 + grow), y + reach),
        ]
        pen.polygon(spread, clear(colour, 0.17))


def _leaf_litter(canvas, floor):
    random, tones, u = canvas.random, canvas.tones, canvas.unit
    with canvas.ink((0, floor, canvas.width, canvas.height), 1) as pen:
        for _ in range(1800):
            t = random.random() ** 0.8
            y = floor + (canvas.height - floor) * t
            colour = shifted(random, tones.seen(random.choice(rgbs("c98f2e e3b44c a8702c 8a6a3a"))), 10)
            pen.ellipse(
                random.uniform(0, canvas.width),
                y,
                (1.5 + 7 * t) * u,
                (0.6 + 2.4 * t) * u,
                clear(colour, random.uniform(0.5, 0.95)),
            )


def draw_larch_autumn(random, size):
    """Golden larches under the first snow of the heights."""
    canvas = begin(random, size, "dawn day clear dusk")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    valley = h * random.uniform(0.59, 0.65)
    sky.paint_sky(canvas, valley)
    land.mountains(canvas, valley - 400 * u, valley + 40 * u, max(1.6, w / (620 * u)), 0.46, 0.68)
    sky.mist(canvas, valley - 20 * u, 140 * u, 0.5)
    gold = tones.seen(rgb("b3802f"))
    land.far_forest(canvas, valley - 20 * u, 60 * u, 44 * u, 0.44, gold)
    land.far_forest(canvas, valley + 26 * u, 50 * u, 58 * u, 0.26, tones.seen(rgb("a06c26")))
    _meadow(canvas, land.swell_line(canvas, valley + 74 * u, 20 * u))
    gold_grove, green = trees.Grove(canvas, "larch", forms=6), trees.Grove(canvas, snow=0.0, forms=3)
    ground = h - valley
    rows = (
        (0.12, 100, 50, 0.34),
        (0.20, 150, 44, 0.26),
        (0.34, 220, 26, 0.16),
        (0.58, 330, 13, 0.06),
        (0.90, 470, 5, 0.0),
    )
    pine = tones.seen(rgb("2c4638"))
    gap = random.uniform(0.42, 0.58)
    for share, height, count, depth in rows:
        spots = []
        for _ in range(count):
            # A gap stays open, so that the eye goes through to the mountains.
            side = random.choice((-1, 1))
            x = gap + side * (0.07 + 0.30 * share + random.random() ** 1.3 * 0.5)
            spots.append((valley + ground * (share + random.uniform(-0.05, 0.05)), x * w))
        for y, x in sorted(spots):
            cast = contour(x, y, "-10,0 70,8 10,4", -canvas.light * height * u, height * u)
            canvas.wash(cast, darker(tones.dark, 0.3), 0.34, max(2.0, height * u * 0.02))
            tall = height * u * random.uniform(0.66, 1.15)
            if random.random() < 0.15:
                green.plant(x, y, tall, depth, pine)
            else:
                gold_grove.plant(x, y, tall, depth)
    return canvas.finish()


def _meadow(canvas, line):
    """Autumn grass from a line down: ochre and brown, in tufts toward us."""
    random, tones, u = canvas.random, canvas.tones, canvas.unit
    top = min(y for _, y in line)
    size = (canvas.width, round(canvas.height - top))
    stops = [
        (0, mix(tones.seen(rgb("b79a5a")), tones.haze, 0.35)),
        (0.4, tones.seen(rgb("a3823f"))),
        (1, darker(tones.seen(rgb("6f5a30")), 0.25)),
    ]
    canvas.fill([*line, (canvas.width + 9, canvas.height), (-9, canvas.height)], stops)
    plane = texture.noise(random, (800, 700), (20, 26), 5, 0.65)
    patch = texture.laid(plane, size, 0.2, 5)
    canvas.paste(tones.seen(rgb("d8b766")), texture.scaled(texture.step(patch, 0.64, 0.3), 0.5), (0, top + 14 * u))
    canvas.paste(
        tones.seen(rgb("5a4c2c")),
        texture.scaled(texture.step(texture.relief(patch, 2, -4, 2), 0.58, 0.2), 0.5),
        (0, top + 14 * u),
    )
    with canvas.ink((0, top, canvas.width, canvas.height)) as pen:
        for _ in range(900):
            t = random.random() ** 0.7
            x, y = random.uniform(0, canvas.width), top + 20 * u + size[1] * t
            tall = (5 + 34 * t) * u * random.uniform(0.5, 1.2)
            colour = tones.seen(shifted(random, random.choice(rgbs("c9a658 9a7a3a e0c27a 7a6636")), 10))
            pen.line(
                [(x, y), (x + random.uniform(-0.4, 0.4) * tall, y - tall)], max(0.8, 1.8 * t * u), clear(colour, 0.75)
            )


def draw_wheat_sunrise(random, size):
    """The sun rising over ripe wheat, the mountains far behind."""
    canvas = begin(random, size, "dawn dawn dusk")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    field = h * random.uniform(0.50, 0.56)
    sun = (0.5 + canvas.light * random.uniform(0.08, 0.24), 0.80)
    sky.paint_sky(canvas, field, random.uniform(0.3, 0.6), sun)
    canvas.glow(sun[0] * w, sun[1] * field, 74 * u, (255, 250, 232), 1.0, 0.7)
    land.mountains(canvas, field - 105 * u, field + 10 * u, max(3, w / (420 * u)), 0.60, 0.7)
    canvas.glow(sun[0] * w, sun[1] * field, 420 * u, tones.glow, 0.55, 2.0)
    sky.mist(canvas, field - 6 * u, 80 * u, 0.5)
    land.far_forest(canvas, field + 4 * u, 14 * u, 26 * u, 0.46, tones.seen(rgb("4f5a3a")))
    _wheat(canvas, field + 10 * u, sun[0] * w)
    canvas.glow(sun[0] * w, field, 520 * u, tones.glow, 0.42, 1.8, 0.8)
    return canvas.finish(vignette=0.4, bloom=0.22)


def _wheat(canvas, top, sun):
    """Wheat from `top` down: a field of gold far off, row upon row of ears toward us, brightest below the sun."""
    random, tones, u, w, h = canvas.random, canvas.tones, canvas.unit, canvas.width, canvas.height
    size = (w, round(h - top))
    stops = [
        (0, mix(tones.seen(rgb("f0cf86")), tones.haze, 0.25)),
        (0.2, tones.seen(rgb("d3a24a"))),
        (1, darker(tones.seen(rgb("6e4a1e")), 0.35)),
    ]
    canvas.fill([(0, top), (w, top), (w, h), (0, h)], stops)
    stalks = texture.noise(random, size, (w / (5 * u), 9), 4, 0.75)
    canvas.paste(tones.seen(rgb("f6d48a")), texture.scaled(texture.step(stalks, 0.66, 0.3), 0.4), (0, top))
    canvas.paste(
        tones.seen(rgb("6d4a20")), texture.scaled(texture.step(ImageChops.invert(stalks), 0.62, 0.3), 0.45), (0, top)
    )
    swell = texture.laid(texture.noise(random, (700, 500), (7, 9), 4, 0.5), size, 0.2, 5)
    canvas.paste(tones.seen(rgb("ffe2a0")), texture.scaled(texture.step(swell, 0.62, 0.4), 0.3), (0, top))
    bands = 9
    for band in range(bands):
        t = (band + 1) / bands
        y0, tall = top + size[1] * t**1.5 * 0.86, (12 + 50 * t + 190 * t**3) * u
        dark, bright = tones.seen(rgb("94651f")), tones.seen(rgb("f2cd7e"))
        with canvas.ink((0, y0 - tall * 1.4, w, min(h, y0 + tall))) as pen:
            for _ in range(round(w / u / (3.2 + 6.5 * t))):
                x, y = random.uniform(-10, w + 10), y0 + random.uniform(0.0, 0.8) * tall
                near = max(0.0, 1 - abs(x - sun) / (w * 0.5))
                colour = mix(dark, bright, min(1, near * random.uniform(0.3, 0.9) + random.uniform(0, 0.45)))
                _ear(pen, random, x, y, tall * random.uniform(0.75, 1.15), colour, t)


def _ear(pen, random, x, y, tall, colour, near):
    bend = random.gauss(0.08, 0.10) * tall
    tip = (x + bend, y - tall)
    pen.line([(x, y), (x + bend * 0.3, y - tall * 0.6), tip], max(0.8, tall * 0.012), darker(colour, 0.25))
    head = (tip[0] + bend * 0.7 + tall * 0.03, tip[1] - tall * 0.19)
    pen.stroke(
        [tip, ((tip[0] + head[0]) / 2, (tip[1] + head[1]) / 2), head],
        [tall * 0.035, tall * 0.062, tall * 0.015],
        colour,
    )
    if near > 0.5:
        for k in range(5):
            t = k / 5
            a, b = tip[0] + (head[0] - tip[0]) * t, tip[1] + (head[1] - tip[1]) * t
            for side in (-1, 1):
                pen.line(
                    [(a, b), (a + side * tall * 0.05 + bend * 0.2, b - tall * 0.13)],
                    max(0.7, tall * 0.005),
                    clear(lighter(colour, 0.25), 0.8),
                )
