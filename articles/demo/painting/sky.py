"""Skies: the gradient of the hour, the sun or moon, clouds, stars, falling snow, mist."""

from PIL import ImageChops, ImageFilter

from articles.demo.painting import texture
from articles.demo.painting.tones import lighter, mix


def paint_sky(canvas, horizon, clouds=None, sun=None):
    """The sky down to `horizon` (pixels): gradient, sun and clouds.

    `clouds` 0 to 1 is how much they cover, `sun` is (x, y) as shares of width and horizon; else both by chance.
    """
    tones, random = canvas.tones, canvas.random
    horizon = round(horizon)
    stops = [(0.0, tones.zenith), (0.55, tones.middle), (0.97, tones.horizon), (1.0, tones.horizon)]
    canvas.image.paste(texture.gradient((canvas.width, horizon), stops), (0, 0))
    if tones.name == "night":
        _stars(canvas, horizon)
    low = tones.name in ("dawn", "dusk")
    if sun is None:
        side = 0.5 + canvas.light * random.uniform(0.18, 0.36)
        sun = (side, random.uniform(0.8, 0.94) if low else random.uniform(0.1, 0.3))
    if tones.name != "snowfall":
        x, y = sun[0] * canvas.width, sun[1] * horizon
        canvas.glow(x, y, canvas.width * 0.62, tones.glow, 0.55 if low else 0.30, 1.7, 0.75)
        if low:
            canvas.glow(x, y, canvas.unit * 170, lighter(tones.glow, 0.5), 0.8, 2.2)
    paint_clouds(canvas, horizon, random.choice((0, 0.1, 0.25, 0.4, 0.55)) if clouds is None else clouds, sun)


def paint_clouds(canvas, horizon, cover, sun):
    """Banks of cloud, wide and flat toward the horizon, lit from the sun's side; none where `cover` is 0."""
    if not cover:
        return
    tones, random = canvas.tones, canvas.random
    size = (canvas.width, round(horizon))
    ratio = canvas.width / horizon
    small = (size[0] // 2, size[1] // 2)
    across = random.uniform(1.6, 2.6) * max(ratio / 2.2, 0.7)
    field = texture.noise(random, small, (across + 1, random.uniform(2.4, 5.2)), 7, 0.55)
    fine = texture.noise(random, small, (across * 5, 14), 5, 0.62)
    field = ImageChops.add(field, fine, 1.32, -24)
    # Clouds thin out toward the zenith, so that the picture stays open at the top.
    field = ImageChops.subtract(field, texture.ramp(small, 46, 0, 0.8))
    edge = 1.0 - 0.62 * cover
    mask = texture.step(field, edge * 0.78, 0.34)
    soft = field.filter(ImageFilter.GaussianBlur(5 * canvas.unit))
    dx, dy = round((0.5 - sun[0]) * 16), -6 if sun[1] < 0.6 else 5
    face = texture.relief(soft, dx or 1, -dy, 3.0).filter(ImageFilter.GaussianBlur(3 * canvas.unit))
    face = texture.step(face, 0.52, 0.5).resize(size, texture.BILINEAR)
    bright = texture.gradient(size, [(0, lighter(tones.cloud, 0.15)), (1, mix(tones.cloud, tones.horizon, 0.35))])
    under = mix(tones.middle, tones.shade, 0.45)
    dull = texture.gradient(size, [(0, mix(under, tones.zenith, 0.25)), (1, mix(under, tones.horizon, 0.55))])
    dull.paste(bright, (0, 0), face)
    canvas.paste(dull, texture.scaled(mask, 0.82).resize(size, texture.BILINEAR))


def _stars(canvas, horizon):
    random = canvas.random
    with canvas.ink((0, 0, canvas.width, horizon)) as pen:
        for _ in range(420):
            x, y = random.uniform(0, canvas.width), horizon * random.random() ** 1.5
            size = canvas.unit * random.choice((0.6, 0.6, 0.7, 0.8, 1.0, 1.5))
            pen.ellipse(x, y, size, size, (226, 232, 250, random.randint(60, 210)))


def snowfall(canvas, amount=1.0):
    """Falling snow before everything painted so far: fine far flakes, a few soft near ones."""
    random, unit = canvas.random, canvas.unit
    with canvas.ink(times=1) as pen:
        for count, small, large, alpha in ((900, 0.7, 1.3, 120), (260, 1.4, 2.4, 150)):
            for _ in range(round(count * amount)):
                size = unit * random.uniform(small, large)
                x, y = random.uniform(0, canvas.width), random.uniform(0, canvas.height)
                pen.ellipse(x, y, size * 0.9, size * 1.15, (250, 251, 252, alpha))
    for _ in range(round(34 * amount)):
        x, y = random.uniform(0, canvas.width), random.uniform(0, canvas.height)
        canvas.glow(x, y, unit * random.uniform(5, 11), (250, 251, 252), random.uniform(0.35, 0.6), 0.9)


def mist(canvas, y, height, strength=0.6, colour=None):
    """A bank of haze centred on `y`, uneven along its length."""
    size = (canvas.width, max(round(height), 4))
    rise = ImageChops.multiply(texture.ramp(size, 0, 255, 0.8), texture.ramp(size, 255, 0, 0.8))
    field = texture.noise(canvas.random, (size[0] // 4, max(size[1] // 4, 2)), (4, 2), 4, 0.5)
    field = texture.step(field, 0.4, 1.1).resize(size, texture.BILINEAR)
    mask = texture.scaled(ImageChops.multiply(rise, field), strength * 3.4)
    canvas.paste(colour or canvas.tones.haze, mask, (0, y - height / 2))
