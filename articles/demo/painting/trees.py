"""Trees: spruces with or without snow, larches in autumn, birches."""

from PIL import Image, ImageDraw

from articles.demo.painting.canvas import contour
from articles.demo.painting.tones import clear, mix, rgb, shifted

_WIDE, _TALL = 400, 900  # a tree is drawn once at this size, then brought down to each place


class Grove:
    """A handful of trees of one kind, drawn once and planted many times at any height.

    `kind` is "spruce" or "larch"; `snow` 0 to 1 is how much lies on the branches of a spruce.
    """

    def __init__(self, canvas, kind="spruce", snow=0.6, forms=5):
        self._canvas = canvas
        self._kind = kind
        random, light = canvas.random, canvas.light
        self._forms = [
            _spruce(random, light, snow) if kind == "spruce" else _larch(random, light) for _ in range(forms)
        ]
        self._sizes = {}

    def plant(self, x, y, height, depth=0.0, colour=None):
        """One tree with its foot at (x, y), `depth` into the air."""
        canvas, tones = self._canvas, self._canvas.tones
        form = canvas.random.randrange(len(self._forms))
        tall = max(6, round(height / 5) * 5 if height > 40 else round(height))
        masks = self._sizes.get((form, tall))
        if masks is None:
            size = (max(3, round(tall * _WIDE / _TALL)), tall)
            masks = [
                m.resize(size, Image.Resampling.BOX if tall > 60 else Image.Resampling.LANCZOS)
                for m in self._forms[form]
            ]
            self._sizes[form, tall] = masks
        at = (x - masks[0].width / 2, y - tall)
        if self._kind == "spruce":
            body = shifted(canvas.random, colour or tones.dark, 7)
            light = mix(mix(body, tones.lit, 0.20), rgb("6f8a5c"), 0.18 if tones.name in ("day", "clear") else 0.0)
            top = tones.lit
        else:
            body = shifted(canvas.random, tones.seen(rgb("7d4a20")), 10)
            light = shifted(canvas.random, tones.seen(rgb("c9852a")), 14)
            top = shifted(canvas.random, tones.seen(rgb("eebd55")), 10)
        for paint, mask in zip((body, light, top), masks, strict=True):
            canvas.paste(mix(paint, tones.haze, depth), mask, at)


def _blank():
    return [Image.new("L", (_WIDE, _TALL)) for _ in range(3)]


def _spruce(random, light, snow):
    """Body, light and snow of one spruce, as L masks."""
    masks = _blank()
    body, lit, white = (ImageDraw.Draw(mask) for mask in masks)
    middle, top, foot = _WIDE / 2, 14, _TALL - 40
    body.rectangle((middle - 9, foot - 60, middle + 9, _TALL - 6), fill=235)
    tiers = random.randint(15, 19)
    spread = random.uniform(0.30, 0.40) * _WIDE
    body.polygon([(middle, 0), (middle + 7, 60), (middle - 7, 60)], fill=255)
    for i in range(tiers, 0, -1):
        share = i / tiers
        y = top + (foot - top) * share**1.05
        thick = (foot - top) / tiers * random.uniform(1.5, 1.9)
        for side in (-1, 1):
            reach = spread * (share**0.8 * 0.95 + 0.05) * random.uniform(0.78, 1.12)
            droop = reach * random.uniform(0.18, 0.36)
            tip = (middle + side * reach, y + droop * 0.6)
            ragged = []
            for k, t in enumerate((0.85, 0.7, 0.55, 0.4, 0.25, 0.1)):
                x, low = middle + side * reach * t, y + droop * t * 0.5 + thick * 0.28 * (1 - t) + random.uniform(4, 20)
                ragged += [(x + side * 8, low - 14), (x, low + (8 if k % 2 else 0))]
            upper = [(middle, y - thick), (middle + side * reach * 0.45, y - thick * 0.30)]
            body.polygon([*upper, tip, *ragged, (middle, y + thick * 0.2)], fill=255)
            face = 1.0 if side == light else 0.4
            if random.random() < 0.55 + 0.4 * face:
                shelf = [
                    (middle + side * reach * 0.12, y - thick * 0.42),
                    (middle + side * reach * 0.55, y - thick * 0.18),
                    tip,
                ]
                under = [
                    (middle + side * reach * 0.6, y + droop * 0.2),
                    (middle + side * reach * 0.2, y - thick * 0.12),
                ]
                lit.polygon([*shelf, *under], fill=round(165 * face + 20))
            if random.random() < snow * (0.65 + 0.35 * face):
                _snow_on(white, random, middle, y, side, reach, droop, thick, snow, face)
    return masks


def _snow_on(white, random, middle, y, side, reach, droop, thick, snow, face):
    start, end = random.uniform(0.05, 0.3), random.uniform(0.75, 1.0)
    top, under = [], []
    for k in range(6):
        t = start + (end - start) * k / 5
        x, edge = middle + side * reach * t, y - thick * 0.45 * (1 - t) + droop * 0.6 * t
        depth = (7 + 16 * snow) * (1 - abs(2 * k / 5 - 1) ** 2) * random.uniform(0.6, 1.2) + 2
        top.append((x, edge - 5))
        under.append((x, edge - 5 + depth))
    white.polygon([*top, *reversed(under)], fill=round(135 + 115 * face))


def _larch(random, light):
    """Shade, body and light of one larch in autumn, as L masks: a soft cone of tufts that lets the sky through."""
    masks = _blank()
    shade, body, bright = (ImageDraw.Draw(mask) for mask in masks)
    middle, top, foot = _WIDE / 2, 16, _TALL - 60
    shade.polygon([(middle - 10, _TALL - 4), (middle + 10, _TALL - 4), (middle + 2, top), (middle - 2, top)], fill=225)
    spread = random.uniform(0.34, 0.44) * _WIDE
    tiers = 62
    for i in range(tiers):
        share = (i + 1) / tiers
        y = top + (foot - top) * share
        for side in (-1, 1, 0):
            reach = spread * (share**0.85 * 0.94 + 0.03) * random.uniform(0.35, 1.08) * (0.55 if side == 0 else 1)
            side = side or random.choice((-1, 1))
            sag = reach * random.uniform(0.05, 0.40)
            count = max(3, round(reach / 6.5))
            shade.line((middle, y - 6, middle + side * reach * 0.8, y + sag * 0.6), fill=170, width=5)
            for k in range(count):
                t = (k + random.random()) / count
                x = middle + side * reach * t + random.uniform(-4, 4)
                h = y + sag * t * (1.6 - t) - reach * 0.12 * t**3 + random.uniform(-9, 9)
                size = random.uniform(3.2, 7.5) * (1.1 - 0.3 * t)
                shade.ellipse((x - size * 1.5, h - size * 0.4, x + size * 1.5, h + size * 1.9), fill=215)
                if random.random() < 0.55 + 0.3 * t:
                    body.ellipse((x - size * 1.1, h - size * 0.7, x + size * 1.1, h + size * 0.5), fill=215)
                if random.random() < (0.55 if side == light else 0.12) * (0.4 + 0.8 * t):
                    bright.ellipse((x - size * 0.9, h - size * 0.8, x + size * 0.7, h), fill=200)
    return masks


def birch_trunk(pen, x, y, height, width, depth=0.0):
    """A birch's white trunk from its foot (x, y) upward, with bark marks and a few bare boughs."""
    canvas = pen.canvas
    random, tones = canvas.random, canvas.tones
    bark = mix(tones.seen(rgb("ece8e0")), tones.haze, depth)
    shade = mix(tones.seen(rgb("8d93a6")), tones.haze, depth)
    mark = mix(tones.seen(rgb("2c2a2e")), tones.haze, depth)
    lean, bow = random.uniform(-0.05, 0.05) * height, random.uniform(-0.012, 0.012) * height
    spine = []
    for k in range(13):
        t = k / 12
        across = lean * t + bow * 4 * t * (1 - t)
        spine.append((x + across, y - height * t, width * (1.12 - 0.62 * t + 0.35 * (1 - t) ** 8)))
    for _ in range(random.randint(3, 7)):
        _bough(random, pen, spine[random.randint(5, 11)], random.choice((-1, 1)), height * 0.24, mix(mark, bark, 0.25))
    left, right = [(a - w / 2, b) for a, b, w in spine], [(a + w / 2, b) for a, b, w in spine]
    pen.polygon([*left, *reversed(right)], bark)
    away, near = (right, left) if canvas.light < 0 else (left, right)
    for share, alpha in ((0.28, 0.30), (0.5, 0.28), (0.72, 0.38)):
        edge = [(a + (c - a) * share, b) for (a, b), (c, _) in zip(near, away, strict=True)]
        pen.polygon([*edge, *reversed(away)], clear(shade, alpha))
    _bark(random, pen, spine, height, bark, mark)


def _bark(random, pen, spine, height, bark, mark):
    """The dashes, eyes and furrows of birch bark along a trunk's spine of (x, y, width)."""
    x, y, width = spine[0]
    for _ in range(min(70, round(height / width * 2.2))):
        t = random.random()
        a, b, w = spine[min(int(t * 12), 11)]
        b -= (t * 12 % 1) * height / 12
        at, half, thick = a + random.uniform(-0.36, 0.36) * w, random.uniform(0.08, 0.32), random.uniform(0.02, 0.06)
        half = max(min(half * w, w * 0.52 - abs(at - a)), 0.4)
        pen.ellipse(at, b, half, max(thick * w, 0.35), clear(mark, random.uniform(0.45, 0.95)))
    for _ in range(random.randint(2, 5)):
        a, b, w = spine[random.randint(1, 10)]
        a += random.uniform(-0.2, 0.2) * w
        pen.smooth(contour(a, b, "-26,5 -5,-16 24,6 0,10", w, w), clear(mark, 0.85))
        pen.line(contour(a, b, "-36,20 -4,-26 36,22", w, w), w * 0.035, clear(mark, 0.6))
    for _ in range(26):  # old bark at the foot breaks into dark furrows
        a, b = x + random.uniform(-0.55, 0.55) * width, y - height * random.random() ** 2 * 0.09
        furrow = [(a, b), (a + random.uniform(-2, 2), b - height * random.uniform(0.006, 0.02))]
        pen.stroke(furrow, [width * 0.07, width * 0.03], mix(mark, bark, random.uniform(0, 0.5)))


def mound(canvas, x, y, size):
    """Snow heaped around the foot of something, so that it stands in the snow and not on it."""
    tones = canvas.tones
    cast = contour(x, y, "-70,10 190,16 120,-5", -canvas.light * size, size)
    canvas.wash(cast, mix(tones.shade, tones.zenith, 0.3), 0.5, max(1.5, size * 0.10))
    heap = contour(x, y, "-100,16 -50,-12 0,-20 50,-10 100,16 0,26", size, size)
    canvas.wash(heap, mix(tones.lit, tones.shade, 0.12), 1.0, max(1.2, size * 0.07))


def _bough(random, pen, start, side, reach, colour):
    """A bare bough with its twigs, rising and then drooping."""
    x, y, w = start
    points, widths = [(x, y)], [w * 0.3]
    angle = random.uniform(0.5, 0.9)
    for k in range(1, 6):
        t = k / 5
        points.append(
            (x + side * reach * t * (0.55 + 0.25 * t), y - reach * angle * t * (1 - 0.35 * t) + random.uniform(-2, 2))
        )
        widths.append(max(w * 0.3 * (1 - t), 0.8))
    pen.stroke(points, widths, colour)
    for a, b in points[2:]:
        for _ in range(2):
            end = (a + side * reach * random.uniform(0.05, 0.25), b + reach * random.uniform(-0.15, 0.25))
            pen.line([(a, b), ((a + end[0]) / 2 + 1, (b + end[1]) / 2 - reach * 0.03), end], 0.8, clear(colour, 0.8))


def foliage(pen, x, y, rx, ry, colours, count, size):
    """A cloud of leaves as dabs: darker below and away from the light, lighter above; `colours` from dark to light."""
    random = pen.canvas.random
    for k in range(count):
        a, b = random.gauss(0, 0.42), random.gauss(0, 0.42)
        lightness = 0.5 - b * 0.55 + a * pen.canvas.light * 0.35 + random.uniform(-0.25, 0.25)
        place = min(max(lightness * 0.6 + k / count * 0.4, 0), 0.999)
        colour = shifted(random, colours[int(place * len(colours))], 8)
        s = size * random.uniform(0.5, 1.1)
        pen.ellipse(x + a * rx, y + b * ry, s, s * random.uniform(0.5, 0.8), clear(colour, random.uniform(0.7, 1.0)))
