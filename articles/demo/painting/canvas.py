"""The canvas and its pens: painting in thousandths of the short side, crisp edges drawn larger and brought down."""

import math
from contextlib import contextmanager
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from articles.demo.painting import texture
from articles.demo.painting.tones import TONES


class Canvas:
    """A picture in the making. Coordinates are pixels; `unit` is a thousandth of the short side."""

    def __init__(self, size, random, tones):
        self.image = Image.new("RGB", size, tones.horizon)
        self.width, self.height = size
        self.unit = min(size) / 1000
        self.random = random
        self.tones = tones
        self.light = random.choice((-1, 1))  # the side the light comes from

    def paste(self, paint, mask, at=(0, 0)):
        """Lay paint (a colour, or an RGB image of the mask's size) through an L mask."""
        at = (round(at[0]), round(at[1]))
        if isinstance(paint, Image.Image):
            self.image.paste(paint, at, mask)
        else:
            self.image.paste(tuple(paint[:3]), (*at, at[0] + mask.width, at[1] + mask.height), mask)

    @contextmanager
    def ink(self, box=None, times=2):
        """A Pen on part of the picture, drawing at `times` the size, brought down when the block ends."""
        left, top, right, bottom = (round(v) for v in box or (0, 0, self.width, self.height))
        left, top, right, bottom = max(left, 0), max(top, 0), min(right, self.width), min(bottom, self.height)
        if right <= left or bottom <= top:
            yield Pen(self, Image.new("RGB", (1, 1)), 1, (0, 0))
            return
        part = self.image.crop((left, top, right, bottom))
        part = part.resize((part.width * times, part.height * times), Image.Resampling.NEAREST)
        yield Pen(self, part, times, (left, top))
        self.image.paste(part.reduce(times), (left, top))

    def shape(self, points, colour):
        """One polygon with smooth edges."""
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        with self.ink((min(xs) - 2, min(ys) - 2, max(xs) + 2, max(ys) + 2)) as pen:
            pen.polygon(points, colour)

    def fill(self, points, stops, sideways=False):
        """One polygon filled with a gradient: `stops` as for texture.gradient, down its height or along its width."""
        left, top = math.floor(min(p[0] for p in points)), math.floor(min(p[1] for p in points))
        right, bottom = math.ceil(max(p[0] for p in points)), math.ceil(max(p[1] for p in points))
        box = (max(left, 0), max(top, 0), min(right, self.width), min(bottom, self.height))
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        mask = Image.new("L", ((box[2] - box[0]) * 2, (box[3] - box[1]) * 2))
        ImageDraw.Draw(mask).polygon([((x - box[0]) * 2, (y - box[1]) * 2) for x, y in points], fill=255)
        mask = mask.reduce(2)
        if sideways:
            paint = texture.gradient(mask.size[::-1], stops).transpose(Image.Transpose.TRANSPOSE)
        else:
            paint = texture.gradient(mask.size, stops)
        self.paste(paint, mask, box[:2])

    def wash(self, points, colour, alpha=1.0, blur=20.0, mode="paste"):
        """A polygon with soft edges; `blur` in pixels; mode `paste`, `screen` (light) or `multiply` (shadow)."""
        shrink = max(1, int(blur / 3))
        edge = blur * 2.5
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        left, top = max(int(min(xs) - edge), 0), max(int(min(ys) - edge), 0)
        right, bottom = min(int(max(xs) + edge) + 1, self.width), min(int(max(ys) + edge) + 1, self.height)
        if right <= left or bottom <= top:
            return
        small = Image.new("L", ((right - left) // shrink + 1, (bottom - top) // shrink + 1))
        ImageDraw.Draw(small).polygon(
            [((x - left) / shrink, (y - top) / shrink) for x, y in points], fill=round(255 * alpha)
        )
        small = small.filter(ImageFilter.GaussianBlur(blur / shrink))
        self._lay(small.resize((right - left, bottom - top), texture.BILINEAR), colour, (left, top), mode)

    def glow(self, x, y, radius, colour, alpha=1.0, power=2.0, flat=1.0):
        """Light around a point, added as light is; `flat` squeezes it upright."""
        wide, high = round(radius * 2), round(radius * 2 * flat)
        left, top = round(x - radius), round(y - radius * flat)
        box = (max(left, 0), max(top, 0), min(left + wide, self.width), min(top + high, self.height))
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        part = (box[0] - left, box[1] - top, box[2] - left, box[3] - top)
        mask = texture.scaled(texture.halo((wide, high), part, power), alpha)
        self._lay(mask, colour, box[:2], "screen")

    def _lay(self, mask, colour, at, mode):
        if mode == "paste":
            self.paste(colour, mask, at)
            return
        box = (*at, at[0] + mask.width, at[1] + mask.height)
        part = self.image.crop(box)
        paint = Image.new("RGB", mask.size, tuple(colour[:3]))
        blend = ImageChops.screen if mode == "screen" else ImageChops.multiply
        self.image.paste(blend(part, paint), at, mask)

    def blur(self, radius):
        """Bring what is painted so far out of focus."""
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius * self.unit))

    def finish(self, grain=0.08, vignette=0.30, bloom=0.16, mottle=0.10):
        """Bloom, uneven pigment, vignette and grain. Returns the finished RGB image."""
        size, random, image = self.image.size, self.random, self.image
        small = image.reduce(4)
        bright = small.point([max(0, value - 150) * 2 if value > 150 else 0 for value in range(256)] * 3)
        soft = bright.filter(ImageFilter.GaussianBlur(9 * self.unit)).resize(size, texture.BILINEAR)
        image = Image.blend(image, ImageChops.screen(image, soft), bloom)
        patches = texture.noise(random, (size[0] // 2, size[1] // 2), (14, 18), 5, 0.75).resize(size, texture.BILINEAR)
        coarse = texture.speckle(random, (size[0] * 2 // 3, size[1] * 2 // 3)).resize(size, texture.BICUBIC)
        tooth = Image.blend(patches, coarse, grain / (grain + mottle))
        tooth = tooth.point([round(128 + (value - 128) * (grain + mottle)) for value in range(256)])
        image = ImageChops.overlay(image, Image.merge("RGB", (tooth, tooth, tooth)))
        dark = Image.radial_gradient("L").point(
            [255 - round(255 * vignette * max(0.0, value / 255 - 0.42) ** 1.6) for value in range(256)]
        )
        dark = dark.resize(size, texture.BILINEAR)
        return ImageChops.multiply(image, Image.merge("RGB", (dark, dark, dark)))


def begin(random, size, hours):
    """A Canvas at one of the named hours ("dawn day clear dusk night snowfall", those that suit), by chance."""
    return Canvas(size, random, TONES[random.choice(hours.split())])


class Pen:
    """Draws on a part of the canvas in the canvas's own coordinates; a colour with four channels is a glaze."""

    def __init__(self, canvas, image, times, origin):
        self.canvas = canvas
        self._draw = ImageDraw.Draw(image, "RGBA")
        self._times = times
        self._left, self._top = origin

    def _to(self, points):
        return [((x - self._left) * self._times, (y - self._top) * self._times) for x, y in points]

    def polygon(self, points, colour):
        """A filled polygon."""
        self._draw.polygon(self._to(points), fill=tuple(colour))

    def ellipse(self, x, y, rx, ry, colour):
        """A filled ellipse around (x, y)."""
        self._draw.ellipse(self._to([(x - rx, y - ry), (x + rx, y + ry)]), fill=tuple(colour))

    def rectangle(self, left, top, right, bottom, colour):
        """A filled upright rectangle; top is above bottom, left is left of right."""
        self._draw.rectangle(self._to([(left, top), (right, bottom)]), fill=tuple(colour))

    def line(self, points, width, colour):
        """A line of one width through the points."""
        width = max(1, round(width * self._times))
        self._draw.line(self._to(points), fill=tuple(colour), width=width, joint="curve")

    def smooth(self, points, colour):
        """A filled shape whose outline runs smoothly through the points."""
        self.polygon(curve(points), colour)

    def stroke(self, points, widths, colour):
        """A brush stroke through the points, as wide at each as `widths` says, with round ends; opaque colours only."""
        for (x0, y0), (x1, y1), w0, w1 in zip(points, points[1:], widths, widths[1:], strict=False):
            length = math.hypot(x1 - x0, y1 - y0) or 1
            nx, ny = (y0 - y1) / length / 2, (x1 - x0) / length / 2
            corners = [
                (x0 + nx * w0, y0 + ny * w0),
                (x1 + nx * w1, y1 + ny * w1),
                (x1 - nx * w1, y1 - ny * w1),
                (x0 - nx * w0, y0 - ny * w0),
            ]
            self.polygon(corners, colour)
        for (x, y), w in zip(points, widths, strict=True):
            self.ellipse(x, y, w / 2, w / 2, colour)


def contour(x, y, outline, across, down):
    """The points of an outline drawn around (x, y): "-50,0 20,-30 …" is in hundredths of `across` and of `down`."""
    return [(x + a * across, y + b * down) for a, b in _pairs(outline)]


@cache
def _pairs(outline):
    return tuple(tuple(float(number) / 100 for number in pair.split(",")) for pair in outline.split())


def curve(points, closed=True, steps=8):
    """A Catmull-Rom curve through the points, as a list of points."""
    count = len(points)
    drawn = []
    for i in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            p0, p1, p2, p3 = (points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2))
        for s in range(steps):
            t = s / steps
            drawn.append(
                tuple(
                    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    if not closed:
        drawn.append(points[-1])
    return drawn
