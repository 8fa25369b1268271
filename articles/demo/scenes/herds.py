"""Sheep with their shepherd, horses in the snow."""

from dataclasses import replace

from articles.demo.painting import animals, figures, land, sky, texture
from articles.demo.painting.canvas import begin, contour
from articles.demo.painting.tones import clear, darker, mix, rgb


def draw_sheep_slope(random, size):
    """A herd of sheep on a mountain pasture, with its shepherd."""
    canvas = begin(random, size, "dawn day clear dusk")
    u, w, h = canvas.unit, canvas.width, canvas.height
    snowy = random.random() < 0.45
    far = h * random.uniform(0.44, 0.50)
    sky.paint_sky(canvas, far)
    land.mountains(canvas, far - 280 * u, far + 20 * u, max(1.8, w / (580 * u)), 0.5, 0.8)
    sky.mist(canvas, far - 20 * u, 150 * u, 0.5)
    land.far_forest(canvas, far + 6 * u, 110 * u, 42 * u, 0.38)
    way = random.choice((-1, 1))

    def crest(x):
        t = x / w if way > 0 else 1 - x / w
        return far + 10 * u + 110 * u * t * t

    line = [(x, crest(x)) for x in range(-20, w + 40, 20)]
    if snowy:
        land.snowfield(canvas, line, None, 0.0, 0.7)
        _stubble(canvas, crest, 700, ("8a7a52", "a89058", "6a5c40"))
    else:
        _pasture(canvas, line)
        _stubble(canvas, crest, 1500, ("8c9a50", "a8ac62", "5f7440", "c2b56c"))
    spots = []
    for _ in range(78):
        t = min(abs(random.gauss(0.0, 0.42)), 1.0)
        share = 0.03 + 0.80 * t
        x = w * (0.5 + way * (0.30 - 0.55 * share) + random.gauss(0, 0.10 + 0.17 * share))
        spots.append((crest(x) + (h - far) * share, x, share))
    with canvas.ink((0, far - 60 * u, w, h), 2) as pen:
        for y, x, share in sorted(spots):
            tall = (13 + 78 * share) * u * random.uniform(0.88, 1.1)
            _blot(pen, x, y, tall, snowy)
            facing = way if random.random() < 0.78 else -way
            animals.sheep(pen, x, y, tall, facing, 0.22 * (1 - share), random.random() < 0.6)
        x = w * (0.5 - way * 0.30)
        y = crest(x) + (h - far) * 0.26
        _blot(pen, x, y, 120 * u, snowy)
        rider(pen, x, y, 92 * u, way)
    return canvas.finish()


def _blot(pen, x, y, size, snowy):
    """The shadow under and beside an animal."""
    canvas = pen.canvas
    shade = (
        mix(canvas.tones.shade, canvas.tones.zenith, 0.4) if snowy else darker(canvas.tones.seen(rgb("4a5430")), 0.4)
    )
    reach = -canvas.light * size * 0.9
    pen.smooth(
        [
            (x - size * 0.6, y),
            (x + reach, y + size * 0.02),
            (x + reach * 1.3, y + size * 0.10),
            (x + size * 0.5, y + size * 0.08),
        ],
        clear(shade, 0.42),
    )


def rider(pen, x, y, height, facing, depth=0.0):
    """A rider on a standing horse, `height` pixels at the withers."""
    canvas = pen.canvas
    animals.horse(pen, x, y, height, "walk", facing, depth)
    outfit = replace(figures.dressed(canvas.random), hat="fur", hem=0.1)
    seat = (x + facing * 0.02 * height, y - height * 0.70)
    figures.person(pen, seat[0], seat[1] + height * 0.26, height * 1.08, outfit, "sit", facing, depth)
    pen.stroke(
        [(seat[0] + facing * height * 0.12, y - height * 0.80), (seat[0] + facing * height * 0.10, y - height * 0.42)],
        [height * 0.11, height * 0.07],
        mix(canvas.tones.seen(outfit.trousers), canvas.tones.haze, depth),
    )


def _pasture(canvas, line):
    """Summer grass from a line down, in folds of light and dark."""
    random, tones = canvas.random, canvas.tones
    top = min(y for _, y in line)
    size = (canvas.width, round(canvas.height - top))
    greens = [
        (0, mix(tones.seen(rgb("9aa567")), tones.haze, 0.35)),
        (0.4, tones.seen(rgb("7f934d"))),
        (1, darker(tones.seen(rgb("5a7038")), 0.2)),
    ]
    canvas.fill([*line, (canvas.width + 9, canvas.height), (-9, canvas.height)], greens)
    plane = texture.noise(random, (800, 700), (9, 12), 6, 0.6)
    folds = texture.laid(plane, size, 0.2, 5)
    canvas.paste(
        tones.seen(rgb("c3bd74")), texture.scaled(texture.step(folds, 0.62, 0.4), 0.55), (0, top + 130 * canvas.unit)
    )
    dark = texture.step(texture.relief(folds, 3 * canvas.light, -4, 2.2), 0.57, 0.25)
    canvas.paste(
        tones.seen(rgb("45582f")), texture.scaled(texture.scaled(dark, 1.0), 0.5), (0, top + 130 * canvas.unit)
    )


def _stubble(canvas, crest, count, colours):
    random, tones, u, w, h = canvas.random, canvas.tones, canvas.unit, canvas.width, canvas.height
    with canvas.ink((0, min(crest(0), crest(w)), w, h)) as pen:
        for _ in range(count):
            t = random.random() ** 0.6
            x = random.uniform(0, w)
            y = crest(x) + (h - crest(x)) * t
            tall = (2 + 22 * t) * u * random.uniform(0.5, 1.2)
            colour = tones.seen(rgb(random.choice(colours)))
            for lean in (-0.4, 0.1, 0.5):
                pen.line(
                    [(x, y), (x + lean * tall, y - tall * (1.1 - abs(lean)))], max(0.8, 1.7 * t * u), clear(colour, 0.7)
                )


def draw_horses_snow(random, size):
    """Horses running through deep snow."""
    canvas = begin(random, size, "dawn day clear dusk")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    far = h * random.uniform(0.46, 0.52)
    sky.paint_sky(canvas, far)
    land.mountains(canvas, far - 280 * u, far + 10 * u, max(1.8, w / (600 * u)), 0.5, 0.88)
    sky.mist(canvas, far - 20 * u, 150 * u, 0.6)
    land.far_forest(canvas, far, 30 * u, 50 * u, 0.34)
    land.snowfield(canvas, land.swell_line(canvas, far + 30 * u, 12 * u), None, 0.0, 0.7)
    way = random.choice((-1, 1))
    rows = ((0.20, 74, 6, 0.30), (0.34, 112, 6, 0.16), (0.54, 165, 4, 0.05), (0.80, 225, 2, 0.0))
    for share, tall, count, depth in rows:
        y = far + (h - far) * share
        first = random.uniform(0.10, 0.25)
        for k in range(count):
            x = w * (first + (1.0 - first) * k / count + random.uniform(-0.03, 0.03))
            size = tall * u * random.uniform(0.9, 1.08)
            _plume(canvas, x - way * size * 0.6, y, size, 0.5)
            foot = y + random.uniform(-0.2, 0.2) * tall * u
            with canvas.ink((x - size * 1.6, foot - size * 1.7, x + size * 1.6, foot + size * 0.5)) as pen:
                _blot(pen, x, foot, size, True)
                animals.horse(pen, x, foot, size, random.choice(("gallop", "gather")), way, depth)
            _plume(canvas, x, foot + size * 0.02, size, 0.85)
    sky.mist(canvas, far + (h - far) * 0.42, 120 * u, 0.25, tones.lit)
    return canvas.finish()


def _plume(canvas, x, y, size, alpha):
    """Snow thrown up around hooves."""
    random, tones = canvas.random, canvas.tones
    for _ in range(6):
        a, b, r = (
            x + random.uniform(-0.9, 0.7) * size,
            y - random.uniform(-0.10, 0.16) * size,
            size * random.uniform(0.12, 0.32),
        )
        canvas.wash(
            contour(a, b, "-100,0 0,-60 100,0 0,40", r, r),
            mix(tones.lit, tones.haze, random.uniform(0, 0.3)),
            alpha,
            r * 0.34,
        )
