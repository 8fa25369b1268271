"""Land: mountains with lit and shaded faces, far forests, hills, fields of snow."""

import math

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from articles.demo.painting import texture
from articles.demo.painting.tones import mix, rgb

ROCK = rgb("3c4760")


def fractal(random, points, rough, levels):
    """A broken line through the points: each piece bent at its middle by up to `rough` of its length, and again."""
    for _ in range(levels):
        bent = [points[0]]
        for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
            length = math.hypot(x1 - x0, y1 - y0)
            bent.append(((x0 + x1) / 2, (y0 + y1) / 2 + random.uniform(-rough, rough) * length))
            bent.append((x1, y1))
        points = bent
    return points


def skyline(canvas, crest, foot, count):
    """A range across the picture between `crest` and `foot` (pixels), one peak above the others: a list of (x, y)."""
    random, width = canvas.random, canvas.width
    pitch, rise = width / count, foot - crest
    x = -pitch * random.uniform(0.3, 1.0)
    peaks = []
    while x < width + pitch:
        peaks.append([x, rise * random.uniform(0.45, 0.78)])
        x += pitch * random.uniform(0.55, 1.35)
    chief = min(peaks, key=lambda p: abs(p[0] - width * random.choice((0.28, 0.36, 0.64, 0.72))))
    chief[1] = rise
    for peak in peaks:  # a lone spire looks drawn; its neighbours lean on it
        if 0 < abs(peak[0] - chief[0]) < pitch * 1.3:
            peak[1] = max(peak[1], rise * random.uniform(0.62, 0.8))
    knots = []
    for (x0, h0), (x1, h1) in zip(peaks, peaks[1:], strict=False):
        low = min(h0, h1) * random.uniform(0.55, 0.85)
        at = x0 + (x1 - x0) * random.uniform(0.4, 0.6)
        knots += [(x0, h0), (x0 + (at - x0) * random.uniform(0.3, 0.6), h0 + (low - h0) * random.uniform(0.45, 0.85))]
        knots += [(at, low), (at + (x1 - at) * random.uniform(0.4, 0.7), low + (h1 - low) * random.uniform(0.15, 0.5))]
    return [(x, foot - h) for x, h in [*knots, tuple(peaks[-1])]]


def mountains(canvas, crest, foot, count=4, depth=0.4, snow=0.85, knots=None):
    """A range of snow mountains from `crest` down to `foot` (pixels), `depth` into the air, `snow` from bare to white.

    Returns the ridge line as a list of (x, y).
    """
    random, tones = canvas.random, canvas.tones
    knots = knots or skyline(canvas, crest, foot, count)
    line = fractal(random, knots, 0.13, 5)
    top = max(0, int(min(y for _, y in line)) - 2)
    size = (canvas.width, max(round(foot) - top, 8))
    local = [(x, y - top) for x, y in line]
    mask = _below(local, size)
    light = _faces(canvas, local, size)
    wide = light.filter(ImageFilter.GaussianBlur(14 * canvas.unit))
    gullies = texture.noise(random, size, (size[0] / size[1] * 11, 4), 7, 0.7)
    lean = 0.55 * canvas.light
    slopes = Image.composite(
        texture.leaning(gullies, lean), texture.leaning(gullies, -lean), texture.step(wide, 0.55, 0.2)
    )
    folds = texture.relief(texture.ridged(slopes), 3 * canvas.light, -1, 0.9)
    shading = ImageChops.add(light.filter(ImageFilter.GaussianBlur(1.4 * canvas.unit)), folds, 1.0, -128)
    shading = texture.step(shading, 0.5, 0.5)
    lit, shade = mix(tones.lit, tones.haze, depth * 0.75), mix(tones.shade, tones.haze, depth)
    shade = mix(shade, tones.zenith, 0.34 * (1 - depth))
    paint = texture.gradient(size, [(0, shade), (1, mix(shade, tones.haze, 0.35))])
    paint.paste(texture.gradient(size, [(0, lit), (1, mix(lit, tones.haze, 0.3))]), (0, 0), shading)
    rock = mix(tones.seen(ROCK), tones.haze, depth)
    bands = texture.noise(random, size, (size[0] / size[1] * 3, 3), 3, 0.6)
    bare = ImageChops.add(ImageChops.invert(slopes), bands, 1.7, -14)
    bare = ImageChops.add(bare, texture.ramp(size, 0, 80, 1.6), 1.0, round(40 - 100 * snow))
    bare = texture.step(bare, 0.63, 0.09)
    paint.paste(rock, (0, 0), texture.scaled(bare, 0.8))
    paint.paste(tones.haze, (0, 0), texture.ramp(size, 0, round(150 * (0.4 + depth)), 2.6))
    canvas.paste(paint, mask, (0, top))
    return line


def _below(line, size):
    """The L mask of everything under a line."""
    mask = Image.new("L", (size[0] * 2, size[1] * 2))
    points = [(x * 2, y * 2) for x, y in line]
    ImageDraw.Draw(mask).polygon([(points[0][0], size[1] * 2 + 9), *points, (points[-1][0], size[1] * 2 + 9)], fill=255)
    return mask.reduce(2)


def _faces(canvas, line, size):
    """Lit and shaded faces as an L image: from each peak a spur runs down, dark on its far side from the light."""
    random, light = canvas.random, canvas.light
    image = Image.new("L", size, 214)
    draw = ImageDraw.Draw(image)
    window = max(3, len(line) // 40)
    peaks = [
        i
        for i in range(window, len(line) - window)
        if line[i][1] == min(y for _, y in line[i - window : i + window + 1])
    ]
    for i in sorted(peaks, key=lambda i: line[i][1]):
        x, y = line[i]
        fall = size[1] - y
        foot = (x + random.uniform(-0.30, 0.35) * fall * light, size[1] + 4)
        spur = _zigzag(random, (x, y), foot, 0.16, 5)
        away = -1 if light > 0 else 1
        ridge = _ridge_to_saddle(line, i, away)
        bottom = (ridge[-1][0] + random.uniform(0.1, 0.5) * fall * away, size[1] + 4)
        draw.polygon([*spur, bottom, *reversed(ridge)], fill=66)
        _spurs(draw, random, spur, fall, light)
    return image


def _ridge_to_saddle(line, peak, away):
    """The ridge from a peak down to where it starts to rise again, on the side away from the light."""
    ridge, i, lowest = [line[peak]], peak, line[peak][1]
    while 0 < i + away < len(line) - 1 and line[i + away][1] > lowest - 14:
        i += away
        lowest = max(lowest, line[i][1])
        ridge.append(line[i])
    return ridge


def _spurs(draw, random, spur, fall, light):
    """Side spurs off a main one: dark slivers on its lit face, lit slivers on its dark face."""
    for j in range(3, len(spur) - 2, 3):
        x, y = spur[j]
        for side, tone in ((light, 78), (-light, 206)):
            length = fall * random.uniform(0.10, 0.34) * (0.5 + j / len(spur))
            tip = (x + side * length * random.uniform(0.35, 0.8), y + length)
            edge = _zigzag(random, (x, y), tip, 0.18, 3)
            width = length * random.uniform(0.14, 0.34)
            back = _zigzag(random, tip, (x - side * width * 0.1, y + width * 1.3), 0.16, 3)
            draw.polygon([*edge, *back], fill=tone)


def _zigzag(random, start, end, rough, levels):
    points = [start, end]
    for _ in range(levels):
        bent = [points[0]]
        for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
            length = math.hypot(x1 - x0, y1 - y0)
            bent.append(((x0 + x1) / 2 + random.uniform(-rough, rough) * length, (y0 + y1) / 2))
            bent.append((x1, y1))
        points = bent
    return points


def far_forest(canvas, y, rise, height, depth=0.4, colour=None):
    """A wooded slope far off: a spiky crest around `y`, `rise` high, trees `height` tall, down to `y + rise`."""
    random, tones = canvas.random, canvas.tones
    knoll = (canvas.width * random.uniform(0.3, 0.7), y - rise * random.uniform(-0.4, 0.6))
    end = (canvas.width + 9, y - rise * random.uniform(-0.3, 0.5))
    base = fractal(random, [(-9, y), knoll, end], 0.03, 6)
    top = round(min(b for _, b in base) - height * 1.5)
    size = (canvas.width, round(y + rise * 1.4) - top)
    line = []
    for (x0, y0), (x1, y1) in zip(base, base[1:], strict=False):
        count = max(1, round((x1 - x0) / (height * 0.27)))
        for k in range(count):
            t = (k + random.uniform(0.2, 0.8)) / count
            tall = height * random.uniform(0.35, 1.0) ** 0.8
            x, ground = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t - top
            line += [
                (x - tall * 0.15, ground - tall * 0.2),
                (x, ground - tall),
                (x + tall * 0.15, ground - tall * 0.25),
            ]
    mask = _below(line, size)
    dark = mix(colour or tones.dark, tones.haze, depth)
    paint = Image.new("RGB", size, dark)
    streaks = texture.noise(random, size, (size[0] / height * 3, size[1] / height * 1.1), 3, 0.6)
    lightened = mix(mix(dark, tones.lit, 0.30), tones.haze, depth * 0.4)
    paint.paste(lightened, (0, 0), texture.scaled(texture.step(streaks, 0.66, 0.3), 0.55))
    paint.paste(tones.haze, (0, 0), texture.ramp(size, 0, 150, 1.8))
    canvas.paste(paint, mask, (0, top))


def snowfield(canvas, line, bottom=None, depth=0.0, drifts=0.5):
    """Snow from a line (list of (x, y), left to right) down to `bottom`, with drifts, and sparkle near by."""
    random, tones = canvas.random, canvas.tones
    top = int(min(y for _, y in line)) - 1
    size = (canvas.width, max(round(bottom or canvas.height) - top, 4))
    mask = _below([(x, y - top) for x, y in line], size)
    lit, shade = mix(tones.lit, tones.haze, depth), mix(tones.shade, tones.haze, depth)
    paint = texture.gradient(
        size, [(0, mix(lit, tones.haze, 0.35)), (0.35, mix(lit, shade, 0.16)), (1, mix(lit, shade, 0.5))]
    )
    plane = texture.noise(random, (900, 700), (9, 9), 5, 0.52)
    swell = texture.relief(plane, 4 * canvas.light, -5, 2.2).filter(ImageFilter.GaussianBlur(1.2))
    swell = texture.laid(swell, size, 0.2, 5.0)
    paint.paste(shade, (0, 0), texture.scaled(texture.step(ImageChops.invert(swell), 0.58, 0.30), drifts))
    paint.paste(tones.lit, (0, 0), texture.scaled(texture.step(swell, 0.60, 0.26), drifts))
    if depth < 0.3:
        spark = texture.speckle(random, (size[0] // 2, size[1] // 2)).point([0] * 254 + [120, 210])
        spark = ImageChops.multiply(spark.resize(size, texture.BILINEAR), texture.ramp(size, 0, 255))
        paint.paste(mix(tones.lit, (255, 255, 255), 0.7), (0, 0), spark)
    canvas.paste(paint, mask, (0, top))


def swell_line(canvas, y, rise, knots=4, rough=0.015):
    """A gently rolling line across the picture around `y`, for snowfield and hills."""
    random = canvas.random
    points = [(canvas.width * (k / (knots - 1) * 1.04 - 0.02), y + random.uniform(-rise, rise)) for k in range(knots)]
    return fractal(random, rounded(points), rough, 3)


def rounded(points):
    """The points with a cosine passage between each two, as a denser list."""
    line = []
    for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
        for s in range(12):
            t = s / 12
            line.append((x0 + (x1 - x0) * t, y0 + (y1 - y0) * (1 - math.cos(math.pi * t)) / 2))
    return [*line, points[-1]]
