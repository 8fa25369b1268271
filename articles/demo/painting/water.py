"""Water: reflections broken by ripples, glitter, and floes of ice."""

from math import cos, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from articles.demo.painting import texture
from articles.demo.painting.tones import clear, darker, mix


def reflect(canvas, shore, bottom=None, tint=None, depth=0.35, ripple=1.0):
    """Water from `shore` down to `bottom` (pixels), holding the picture above it upside down.

    `tint` is the water's own colour, `depth` how much of it covers the reflection, `ripple` how rough the water is.
    """
    tones, random, unit = canvas.tones, canvas.random, canvas.unit
    shore, bottom = round(shore), round(bottom or canvas.height)
    size = (canvas.width, bottom - shore)
    source = canvas.image.crop((0, max(0, shore - size[1]), canvas.width, shore))
    mirror = ImageOps.flip(source).resize(size, texture.BILINEAR)
    mirror = mirror.resize((size[0], max(size[1] // 4, 2)), Image.Resampling.BOX).resize(size, texture.BICUBIC)
    mesh = []
    for top, low, shift in texture.waves(size[1], 5 * unit * ripple, 9 * unit):
        left, right = shift, size[0] + shift
        mesh.append(((0, top, size[0], low), (left, top, left, low, right, low, right, top)))
    edge = round(8 * unit * ripple) + 2
    padded = ImageOps.expand(mirror, (edge, 0, edge, 0))
    padded.paste(mirror.crop((0, 0, edge, size[1])).transpose(Image.Transpose.FLIP_LEFT_RIGHT), (0, 0))
    padded.paste(
        mirror.crop((size[0] - edge, 0, size[0], size[1])).transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        (edge + size[0], 0),
    )
    mesh = [(box, tuple(v + edge if i % 2 == 0 else v for i, v in enumerate(quad))) for box, quad in mesh]
    mirror = padded.transform(size, Image.Transform.MESH, mesh, texture.BILINEAR)
    deep = darker(tint or mix(tones.zenith, tones.dark, 0.35), 0.08)
    water = texture.gradient(size, [(0, mix(deep, tones.haze, 0.5)), (0.4, deep), (1, darker(deep, 0.3))])
    canvas.image.paste(Image.blend(mirror, water, depth), (0, shore))
    plane = texture.noise(random, (700, 900), (10, 60), 5, 0.6)
    chop = texture.laid(plane, size, 0.16, 6.0)
    fade = texture.ramp(size, 30, 255, 0.7)
    bright = ImageChops.multiply(texture.step(chop, 0.68, 0.16), fade)
    canvas.paste(mix(tones.horizon, tones.lit, 0.4), texture.scaled(bright, 0.30 * ripple), (0, shore))
    dull = ImageChops.multiply(texture.step(ImageChops.invert(chop), 0.64, 0.2), fade)
    canvas.paste(darker(deep, 0.35), texture.scaled(dull, 0.34 * ripple), (0, shore))
    _shore_light(canvas, shore, size)


def _shore_light(canvas, shore, size):
    """The pale line where still water meets the bank."""
    strip = (size[0], max(3, round(7 * canvas.unit)))
    field = texture.noise(canvas.random, strip, (14, 2), 4, 0.6)
    mask = ImageChops.multiply(texture.step(field, 0.5, 0.5), texture.ramp(strip, 190, 0))
    canvas.paste(mix(canvas.tones.horizon, canvas.tones.lit, 0.5), mask, (0, shore))


def glitter(canvas, x, shore, bottom, width):
    """The path of a low sun on water below (x, shore)."""
    random, tones, unit = canvas.random, canvas.tones, canvas.unit
    with canvas.ink((x - width, shore, x + width, bottom)) as pen:
        for _ in range(240):
            t = random.random() ** 0.8
            y = shore + (bottom - shore) * t
            reach = width * (0.18 + 0.5 * t)
            at, long = x + random.gauss(0, 0.4) * reach, unit * (3 + 16 * t) * random.uniform(0.3, 1)
            pen.ellipse(at, y, long, unit * (0.5 + 1.2 * t), clear(tones.glow, random.uniform(0.25, 0.75)))


def floe(pen, x, y, rx, ry):
    """A plate of ice with its thickness and its snow, seen from above at a slant."""
    canvas = pen.canvas
    random, tones = canvas.random, canvas.tones
    count = random.randint(7, 10)
    points = []
    for k in range(count):
        angle = k / count * 6.2832 + random.uniform(-0.2, 0.2)
        far = random.uniform(0.75, 1.1)
        points.append((x + cos(angle) * rx * far, y + sin(angle) * ry * far))
    thick = ry * 0.22 + 1
    side = mix(tones.shade, tones.zenith, 0.4)
    for k in range(3):
        pen.polygon(
            [(a, b + thick * (1.8 - k * 0.6)) for a, b in points],
            clear(darker(side, 0.3 - 0.12 * k), (0.35, 0.8, 1)[k]),
        )
    pen.polygon(points, mix(tones.lit, tones.shade, random.uniform(0.08, 0.3)))
    inner = [(x + (a - x) * 0.8 - canvas.light * -rx * 0.05, y + (b - y) * 0.72 - ry * 0.08) for a, b in points]
    pen.polygon(inner, tones.lit)


def frozen(canvas, shore, bottom=None, clearness=0.6, far=6.0):
    """Lake ice from `shore` down: blown snow, bare blue ice and long white cracks. `clearness` is how much is bare."""
    tones, random, unit = canvas.tones, canvas.random, canvas.unit
    shore, bottom = round(shore), round(bottom or canvas.height)
    size = (canvas.width, bottom - shore)
    blue = mix(mix(tones.zenith, (60, 130, 150), 0.4), tones.shade, 0.4)
    ice = texture.gradient(size, [(0, mix(blue, tones.haze, 0.6)), (0.5, blue), (1, darker(blue, 0.35))])
    sheen = ImageOps.flip(canvas.image.crop((0, max(0, shore - size[1]), canvas.width, shore))).resize(
        size, texture.BILINEAR
    )
    sheen = sheen.filter(ImageFilter.BoxBlur((4 * unit, 26 * unit)))
    ice = Image.blend(ice, sheen, 0.38)
    plane = texture.noise(random, (900, 900), (9, 16), 6, 0.56)
    drift = texture.laid(plane, size, 1 / far, far)
    cover = texture.step(ImageChops.add(drift, texture.ramp(size, 60, 0, 0.6)), 0.34 + 0.3 * clearness, 0.2)
    edge = texture.relief(drift, 2 * canvas.light, -4, 2.5)
    snow = texture.gradient(size, [(0, mix(tones.lit, tones.haze, 0.5)), (1, tones.lit)])
    snow.paste(mix(tones.shade, tones.lit, 0.25), (0, 0), texture.step(ImageChops.invert(edge), 0.55, 0.25))
    cloud = texture.noise(random, (600, 600), (30, 30), 4, 0.7)
    pale = texture.laid(cloud, size, 1 / far, far)
    ice.paste(mix(blue, tones.lit, 0.5), (0, 0), texture.scaled(texture.step(pale, 0.72, 0.2), 0.5))
    cracks = texture.laid(_cracks(random), size, 1 / far, far)
    ice.paste(tones.lit, (0, 0), texture.scaled(cracks, 0.75))
    ice.paste(snow, (0, 0), texture.scaled(cover, 0.92))
    canvas.image.paste(ice, (0, shore))


def _cracks(random):
    """Long branching cracks seen from above, as an L image."""
    image = Image.new("L", (1800, 1800))
    draw = ImageDraw.Draw(image)
    for _ in range(46):
        x, y, angle = random.uniform(0, 1800), random.uniform(0, 1800), random.uniform(0, 6.2832)
        width = random.choice((2, 2, 3, 5))
        for _ in range(random.randint(8, 22)):
            angle += random.gauss(0, 0.28)
            step = random.uniform(16, 50)
            x2, y2 = x + cos(angle) * step, y + sin(angle) * step
            draw.line((x, y, x2, y2), fill=random.randint(150, 255), width=width)
            x, y = x2, y2
    return image.filter(ImageFilter.GaussianBlur(0.8))
