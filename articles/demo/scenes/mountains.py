"""Mountains and water, with nobody about."""

from PIL import Image, ImageDraw, ImageFilter

from articles.demo.painting import land, sky, trees, water
from articles.demo.painting.canvas import begin, contour, curve
from articles.demo.painting.tones import clear, darker, lighter, mix, rgb, rgbs, shifted


def draw_snow_mountain(random, size):
    """A high range over a valley of spruces."""
    canvas = begin(random, size, "dawn day clear dusk")
    u, w, h = canvas.unit, canvas.width, canvas.height
    valley = h * random.uniform(0.66, 0.72)
    sky.paint_sky(canvas, valley)
    land.mountains(canvas, valley - 560 * u, valley, max(1.6, w / (760 * u)), 0.5, 0.9)
    sky.mist(canvas, valley - 60 * u, 220 * u, 0.5)
    land.mountains(canvas, valley - 235 * u, valley + 30 * u, max(2, w / (420 * u)), 0.30, 0.72)
    sky.mist(canvas, valley - 5 * u, 150 * u, 0.6)
    land.far_forest(canvas, valley - 10 * u, 46 * u, 40 * u, 0.42)
    line = land.swell_line(canvas, valley + 50 * u, 16 * u)
    land.snowfield(canvas, line)
    grove = trees.Grove(canvas, snow=random.uniform(0.45, 0.95))
    side = random.choice((-1, 1))
    foot = h - valley
    for share, height, count, depth in (
        (0.16, 84, 22, 0.38),
        (0.30, 120, 18, 0.28),
        (0.50, 200, 12, 0.15),
        (0.84, 350, 7, 0.03),
    ):
        for _ in range(count):
            place = random.random() ** 1.6 * (0.62 - share * 0.25)
            x = w * place if random.random() < (0.68 if side < 0 else 0.32) else w * (1 - place)
            y = valley + foot * (share + random.uniform(-0.05, 0.05)) + abs(x - w / 2) / w * 60 * u
            _shade_of_tree(canvas, x, y, height * u)
            grove.plant(x, y, height * u * random.uniform(0.7, 1.15), depth)
            trees.mound(canvas, x, y - height * 0.01 * u, height * 0.13 * u)
    return canvas.finish()


def _shade_of_tree(canvas, x, y, height):
    """The blue shadow of a tree on snow."""
    way = -canvas.light * height * 0.9
    spread = [
        (x - height * 0.06, y),
        (x + way, y + height * 0.10),
        (x + way * 0.9, y + height * 0.17),
        (x + height * 0.06, y + height * 0.03),
    ]
    canvas.wash(spread, mix(canvas.tones.shade, canvas.tones.zenith, 0.35), 0.42, max(2.0, height * 0.012))


def draw_alpine_lake(random, size):
    """A lake that holds the mountains upside down."""
    canvas = begin(random, size, "dawn day clear dusk")
    u, w, h = canvas.unit, canvas.width, canvas.height
    shore = h * random.uniform(0.55, 0.60)
    sky.paint_sky(canvas, shore)
    land.mountains(canvas, shore - 430 * u, shore, max(1.5, w / (640 * u)), 0.48, 0.8)
    land.mountains(canvas, shore - 190 * u, shore, max(2, w / (440 * u)), 0.28, 0.3)
    sky.mist(canvas, shore - 40 * u, 110 * u, 0.6)
    green = random.choice([canvas.tones.dark, canvas.tones.dark, canvas.tones.seen(rgb("7a6030"))])
    land.far_forest(canvas, shore - 44 * u, 50 * u, 52 * u, 0.30, green)
    grove = trees.Grove(canvas, snow=0.12)
    side = random.choice((-1, 1))
    for _ in range(26):
        place = random.random() ** 1.4 * 0.42
        x = w * place if side < 0 else w * (1 - place)
        grove.plant(x, shore + random.uniform(-6, 3) * u, (170 - 260 * place) * u * random.uniform(0.6, 1.1), 0.18)
    water.reflect(canvas, shore, None, rgb("3f6f78"), 0.24, random.uniform(0.5, 0.9))
    if canvas.tones.name in ("dawn", "dusk"):
        water.glitter(canvas, w * (0.5 + canvas.light * 0.26), shore, h, 150 * u)
    sky.mist(canvas, shore + 4 * u, 70 * u, 0.5)
    _boulders(canvas, h, -side)
    return canvas.finish()


def _boulders(canvas, bottom, side):
    """Stones in the shallows at one corner, and reeds between them."""
    random, tones, u, w = canvas.random, canvas.tones, canvas.unit, canvas.width
    stones = []
    for _ in range(13):
        place = random.random() ** 1.3 * 0.5
        stones.append(
            (bottom - (1 - place) * 110 * u * random.random(), w * (0.02 + place) if side < 0 else w * (0.98 - place))
        )
    with canvas.ink((0, bottom - 300 * u, w, bottom)) as pen:
        for y, x in sorted(stones):
            size = u * random.uniform(20, 62)
            base = mix(tones.seen(shifted(random, rgb("6f7480"), 14)), tones.shade, 0.15)
            crown, shoulder = random.uniform(45, 65), random.uniform(30, 50)
            shape = contour(x, y, f"-100,26 -80,-20 -20,-{crown:.0f} 50,-{shoulder:.0f} 100,20 0,36", size, size)
            pen.smooth([(a, 2 * y + size * 0.5 - b) for a, b in shape], clear(darker(base, 0.6), 0.35))
            pen.smooth(shape, darker(base, 0.30))
            k = -canvas.light
            lit = [(x + (a - x) * 0.72 - k * size * 0.16, y + (b - y) * 0.8 - size * 0.08) for a, b in shape[1:5]]
            pen.smooth(lit, lighter(base, 0.12))
            pen.smooth(
                [(a, b - size * 0.06) for a, b in (shape[1], shape[2], shape[3], (x, y - size * 0.28))],
                mix(base, tones.lit, 0.55),
            )
        for _ in range(46):
            x = random.random() ** 1.5 * 0.34 * w
            x = x if side < 0 else w - x
            y = bottom - random.uniform(-8, 40) * u
            tall = random.uniform(50, 150) * u
            bend = random.uniform(-0.25, 0.25) * tall
            colour = mix(
                tones.seen(random.choice(rgbs("8a7a48 6d6a3c b09a5c"))),
                tones.dark,
                random.uniform(0.1, 0.5),
            )
            pen.stroke(
                [(x, y), (x + bend * 0.3, y - tall * 0.6), (x + bend, y - tall)], [3.2 * u, 2.4 * u, 0.8 * u], colour
            )


def draw_icy_river(random, size):
    """A river open between banks of ice, floes going down it."""
    canvas = begin(random, size, "dawn day clear dusk snowfall")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    far = h * random.uniform(0.46, 0.52)
    sky.paint_sky(canvas, far, 0.4)
    land.mountains(canvas, far - 250 * u, far + 10 * u, max(2, w / (560 * u)), 0.55, 0.85)
    sky.mist(canvas, far - 10 * u, 130 * u, 0.6)
    land.far_forest(canvas, far - 16 * u, 40 * u, 48 * u, 0.36)
    water.reflect(canvas, far + 22 * u, None, rgb("27505e"), 0.42, 1.0)
    _snow_around_river(canvas, far)
    grove = trees.Grove(canvas, snow=0.85)
    drift = -canvas.light
    for share, height, count, depth in ((0.13, 120, 12, 0.30), (0.34, 220, 8, 0.14), (0.66, 400, 4, 0.0)):
        spots = []
        for _ in range(count):
            near_bank = random.random() < 0.6
            x = 0.5 - drift * random.uniform(0.36, 0.56) if near_bank else 0.5 + drift * random.uniform(0.40, 0.54)
            spots.append((far + (h - far) * (share + random.uniform(-0.06, 0.04)), x * w))
        for y, x in sorted(spots):
            grove.plant(x, y, height * u * random.uniform(0.6, 1.15), depth)
            trees.mound(canvas, x, y, height * 0.13 * u)
    sky.mist(canvas, far + 30 * u, 110 * u, 0.6)
    if tones.name == "snowfall":
        sky.snowfall(canvas)
    return canvas.finish()


def _snow_around_river(canvas, far):
    """Snow over everything but the river's bend, with shelves of ice along it and floes in it."""
    random, tones, u, w, h = canvas.random, canvas.tones, canvas.unit, canvas.width, canvas.height
    river = canvas.image.copy()
    land.snowfield(canvas, land.swell_line(canvas, far + 20 * u, 5 * u), None, 0.0, 0.75)
    drift = -canvas.light
    left, right = (
        land.fractal(random, curve(contour(w / 2, far, bank, drift * w, h - far), False, 6), 0.05, 2)
        for bank in (
            "34,5 20,9 1,16 -10,27 -5,42 -10,60 -30,82 -62,110",
            "40,5 34,9 21,16 17,27 33,42 43,60 40,82 34,110",
        )
    )
    middle = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in zip(left, right, strict=True)]
    deep = mix(tones.shade, tones.zenith, 0.45)
    snow, shelf = mix(tones.shade, tones.zenith, 0.2), mix(tones.shade, rgb("8fc0cc"), 0.3)
    for inward, colour, soft in ((-0.07, snow, 9), (0.0, deep, 3), (0.06, shelf, 2)):
        canvas.wash(_inset(left, right, middle, inward), colour, 0.85, soft * u)
    mask = Image.new("L", (w, h))
    ImageDraw.Draw(mask).polygon(_inset(left, right, middle, 0.13), fill=255)
    canvas.paste(darker(deep, 0.5), mask.filter(ImageFilter.GaussianBlur(2.4 * u)), (0, -2 * u))
    canvas.image.paste(river, (0, 0), mask.filter(ImageFilter.GaussianBlur(0.7)))
    with canvas.ink((0, far, w, h)) as pen:
        for k in sorted(random.random() for _ in range(70)):
            i = min(int(k**0.8 * len(left)), len(left) - 1)
            place = random.choice((random.uniform(0.14, 0.3), random.uniform(0.14, 0.86), random.uniform(0.66, 0.86)))
            x, y = left[i][0] + (right[i][0] - left[i][0]) * place, (left[i][1] + right[i][1]) / 2
            wide = (5 + 62 * (y - far) / (h - far)) * u * random.uniform(0.25, 1.1)
            water.floe(pen, x, y, wide, wide * 0.24)


def _inset(left, right, middle, share):
    """The outline between two banks, drawn in toward the middle by a share of the width."""

    def draw_in(side):
        return [(x + (mx - x) * share, y + (my - y) * share) for (x, y), (mx, my) in zip(side, middle, strict=True)]

    return [*draw_in(left), *reversed(draw_in(right))]
