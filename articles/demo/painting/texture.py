"""Noise, gradients and soft steps: the paper and pigment under every picture."""

import math

from PIL import Image, ImageChops, ImageOps

BICUBIC = Image.Resampling.BICUBIC
BILINEAR = Image.Resampling.BILINEAR


def speckle(random, size):
    """White noise as an L image; the same for the same state of `random`."""
    return Image.frombytes("L", size, random.randbytes(size[0] * size[1]))


def noise(random, size, cells=(4, 3), octaves=5, fade=0.5):
    """Cloudy noise as an L image using the whole range: `cells` blobs across and down, then finer, fainter ones."""
    across, down = max(int(cells[0]), 2), max(int(cells[1]), 2)
    image, weight, total = speckle(random, (across, down)), 1.0, 1.0
    for _ in range(octaves - 1):
        across, down = across * 2, down * 2
        if across > size[0] * 2 or down > size[1] * 2:
            break
        weight *= fade
        total += weight
        image = Image.blend(image.resize((across, down), BICUBIC), speckle(random, (across, down)), weight / total)
    return ImageOps.autocontrast(image.resize(size, BICUBIC), cutoff=0.5)


def step(image, at, width):
    """Black below `at`, white above (0 to 1), with a smooth passage of `width` between."""
    low, high = at - width / 2, at + width / 2

    def curve(value):
        t = min(max((value / 255 - low) / (high - low), 0.0), 1.0)
        return round(255 * t * t * (3 - 2 * t))

    return image.point([curve(value) for value in range(256)])


def scaled(image, share):
    """An L mask at `share` of its strength."""
    return image.point([min(round(value * share), 255) for value in range(256)])


def ridged(image):
    """Cloudy noise folded at its middle, so that thin bright crests stand between dark hollows."""
    return image.point([255 - abs(2 * value - 255) for value in range(256)])


def relief(image, dx, dy, strength=2.0):
    """An L image lit from (dx, dy): grey where flat, light where it faces the light, dark behind."""
    moved = image.copy()
    moved.paste(image, (dx, dy))
    return ImageChops.subtract(image, moved, 1 / strength, 128)


def leaning(image, lean):
    """An L image sheared: what is lower is farther to the right by `lean` times its depth (negative: to the left)."""
    reach = round(abs(lean) * image.height)
    wide = image.resize((image.width + reach, image.height), BILINEAR)
    start = reach if lean > 0 else 0
    return wide.transform(image.size, Image.Transform.AFFINE, (1, -lean, start, 0, 1, 0), BILINEAR)


def gradient(size, stops):
    """An RGB image running through `stops` (list of (place 0 to 1 from the top, colour)), smoothly."""
    column = Image.new("RGB", (1, 256))
    pixels = []
    for row in range(256):
        place = row / 255
        above = max((s for s in stops if s[0] <= place), default=stops[0], key=lambda s: s[0])
        below = min((s for s in stops if s[0] >= place), default=stops[-1], key=lambda s: s[0])
        span = below[0] - above[0]
        t = (place - above[0]) / span if span else 0.0
        t = t * t * (3 - 2 * t) * 0.5 + t * 0.5
        pixels.append(tuple(round(a + (b - a) * t) for a, b in zip(above[1], below[1], strict=True)))
    column.putdata(pixels)
    return column.resize(size, BICUBIC)


def ramp(size, top=0, bottom=255, power=1.0):
    """An L image running from `top` to `bottom` down the picture."""
    column = Image.new("L", (1, 256))
    column.putdata([round(top + (bottom - top) * (row / 255) ** power) for row in range(256)])
    return column.resize(size, BILINEAR)


def halo(size, box, power=2.0):
    """The part `box` of an L image of `size`, white in its middle, falling off with `power` to black at its edge."""
    # Pillow's radial gradient reaches 255 in the corners, and 181 in the middle of an edge.
    table = [round(255 * max(0.0, 1 - value / 178) ** power) for value in range(256)]
    across, down = 256 / size[0], 256 / size[1]
    part = (box[0] * across, box[1] * down, box[2] * across, box[3] * down)
    return Image.radial_gradient("L").point(table).resize((box[2] - box[0], box[3] - box[1]), BILINEAR, box=part)


def laid(texture, size, near, far):
    """A texture laid on the ground: seen from its near edge at the bottom to its far edge at the top, in perspective.

    `far` is how many times farther away the top is than the bottom; `near` how much of the texture's width the
    bottom shows.
    """
    width, height = size
    reach = height / (far - 1)  # rows between the vanishing line and the top
    h = 1 / reach
    across = texture.width * near / width * far
    middle = texture.width / 2
    # Column = middle + (x - width / 2) * across / (1 + h y); row = down * y / (1 + h y).
    a, b, c = across, middle * h, middle - across * width / 2
    down = (texture.height - 2) * far / (far - 1) * h
    return texture.transform(size, Image.Transform.PERSPECTIVE, (a, b, c, 0.0, down, 0.0, 0.0, h), BILINEAR)


def waves(height, amplitude, length):
    """Rows of a sideways ripple: list of (top, bottom, shift), short and small far away, long and large near."""
    rows, top, phase = [], 0.0, 0.0
    while top < height:
        near = top / height
        thick = max(1.0, length * (0.15 + near))
        phase += 0.9
        rows.append((int(top), min(int(top + thick) + 1, height), amplitude * (0.2 + near) * math.sin(phase * 1.7)))
        top += thick
    return rows
