"""Sheep and horses, seen from the side."""

from math import cos, pi, sin

from articles.demo.painting.canvas import contour
from articles.demo.painting.tones import clear, darker, lighter, mix, rgb, rgbs, shifted

HORSES = rgbs("5a3a28 6e4830 3c2c26 8a6648 a98a66 47403c 2c2628")

# Legs of a horse facing right, as (hip or shoulder, joint, hoof) in heights at the withers: two hind, two fore.
_GAITS = {
    "walk": (((-0.40, 0.70), (-0.52, 0.43), (-0.56, 0.03)), ((-0.34, 0.70), (-0.32, 0.42), (-0.20, 0.02)),
             ((0.32, 0.66), (0.45, 0.40), (0.44, 0.06)), ((0.26, 0.66), (0.18, 0.36), (0.08, 0.03))),
    "gallop": (((-0.40, 0.72), (-0.66, 0.50), (-0.86, 0.26)), ((-0.34, 0.70), (-0.50, 0.46), (-0.70, 0.16)),
               ((0.34, 0.68), (0.62, 0.58), (0.84, 0.44)), ((0.26, 0.66), (0.50, 0.46), (0.56, 0.18))),
    "gather": (((-0.40, 0.70), (-0.34, 0.42), (-0.10, 0.20)), ((-0.34, 0.70), (-0.22, 0.40), (0.04, 0.12)),
               ((0.32, 0.66), (0.42, 0.42), (0.22, 0.22)), ((0.26, 0.66), (0.30, 0.38), (0.10, 0.10))),
}  # fmt: skip


_BODY = "-58,80 -52,93 -38,98 -18,93 4,92 22,99 40,94 46,78 40,62 22,55 -4,52 -26,56 -46,60"
_BELLY = "-50,66 -20,66 20,66 42,72 36,58 0,52 -30,55"
_BACK = "-48,92 -30,96 0,90 26,95 10,86 -30,87"


def horse(pen, x, y, height, gait="walk", facing=1, depth=0.0):
    """A horse with its hooves on `y`, `height` pixels at the withers, facing right (1) or left (-1).

    `gait` is walk, gallop (stretched) or gather (legs under the body).
    """
    random, tones = pen.canvas.random, pen.canvas.tones
    y += {"gallop": 0.15, "gather": 0.08}.get(gait, 0.0) * height
    base = shifted(random, random.choice(HORSES), 6)
    coat = mix(tones.seen(base), tones.haze, depth)
    dark = mix(tones.seen(darker(base, 0.55)), tones.haze, depth)

    def brush(points, widths, paint):
        spots = [(x + a * height * facing, y - b * height) for a, b in points]
        pen.stroke(spots, [w * height for w in widths], paint)

    def to(outline):
        return contour(x, y, outline, height * facing, -height)

    far_hind, near_hind, far_fore, near_fore = (_GAITS[gait][k] for k in (1, 0, 3, 2))
    for leg in (far_hind, far_fore):
        brush(leg, (0.20, 0.085, 0.052), darker(coat, 0.32))
    fast = gait != "walk"
    tail = ((-0.53, 0.86), (-0.72, 0.84), (-0.92, 0.70)) if fast else ((-0.53, 0.86), (-0.63, 0.62), (-0.60, 0.30))
    brush(tail, (0.06, 0.11, 0.03), dark)
    pen.smooth(to(_BODY), coat)
    brush(near_hind, (0.26, 0.10, 0.055), coat)
    brush(near_fore, (0.17, 0.085, 0.052), coat)
    for _, _, (a, b) in _GAITS[gait]:
        brush([(a, b), (a + 0.03, b)], (0.06, 0.05), darker(dark, 0.3))
    _horse_head(brush, lambda outline: pen.polygon(to(outline), coat), fast, coat, dark)
    pen.smooth(to(_BELLY), clear(darker(coat, 0.7), 0.30))
    pen.smooth(to(_BACK), clear(lighter(mix(coat, tones.glow, 0.3), 0.4), 0.38))


def _horse_head(brush, fill, fast, coat, dark):
    """Neck, head, ears and mane, the mane flying where the horse is fast."""
    poll, nose = ((0.74, 1.24), (1.02, 1.08)) if fast else ((0.62, 1.30), (0.82, 1.04))
    neck = ((0.30 + poll[0]) / 2 + 0.03, (0.88 + poll[1]) / 2)
    brush(((0.26, 0.90), neck, poll), (0.40, 0.26, 0.17), coat)
    brush((poll, ((poll[0] + nose[0]) / 2, (poll[1] + nose[1]) / 2), nose), (0.17, 0.15, 0.085), coat)
    for ear in (
        ("69,128 72,141 76,127", "76,128 79,141 83,127") if fast else ("57,134 60,147 64,133", "64,134 67,147 71,133")
    ):
        fill(ear)
    brush(((0.22, 0.99), (neck[0] - 0.12, neck[1] + 0.10), (poll[0] - 0.05, poll[1] + 0.05)), (0.05, 0.13, 0.08), dark)
    for k in range(3 if fast else 0):
        a, b = 0.30 + k * 0.14, 1.0 + k * 0.09
        brush(((a, b), (a - 0.18, b + 0.05)), (0.09, 0.02), dark)


def sheep(pen, x, y, height, facing=1, depth=0.0, grazing=True):
    """A sheep standing on `y`, `height` pixels at the back, grazing or looking up."""
    random, tones = pen.canvas.random, pen.canvas.tones
    fleece = shifted(random, random.choice([rgb("e4dac6")] * 5 + rgbs("cdbb9c 6e5a48 efe8da")), 7)
    wool = mix(tones.seen(fleece), tones.haze, depth)
    legs = mix(tones.seen(rgb("4a3d36")), tones.haze, depth)
    face = mix(tones.seen(random.choice(rgbs("3c322e 6a5444 d8cab0"))), tones.haze, depth)

    def at(a, b):
        return x + a * height * facing, y - b * height

    for a, dark in ((-0.40, 0.3), (0.30, 0.3), (-0.30, 0.0), (0.40, 0.0)):
        swing = random.uniform(-0.06, 0.06)
        pen.stroke([at(a, 0.42), at(a + swing, 0.02)], [0.13 * height, 0.085 * height], darker(legs, dark))
    outline = []
    for k in range(15):
        angle, bulge = k / 15 * 2 * pi, random.uniform(0.93, 1.08)
        outline.append(at(cos(angle) * 0.62 * bulge, 0.66 + sin(angle) * 0.34 * bulge))
    pen.smooth(outline, wool)
    under = contour(x, y, "-56,58 -20,52 20,52 56,60 40,40 0,33 -42,40", height * facing, -height)
    pen.smooth(under, clear(mix(tones.shade, darker(wool, 0.5), 0.5), 0.55))
    for _ in range(7):
        a, b = random.uniform(-0.42, 0.42), random.uniform(0.66, 0.92)
        pen.ellipse(*at(a, b), 0.10 * height, 0.055 * height, clear(lighter(wool, 0.5), 0.40))
    head = (0.84, 0.26) if grazing else (0.80, 0.98)
    pen.stroke([at(0.50, 0.72), at(0.68, (0.72 + head[1]) / 2 + 0.08)], [0.36 * height, 0.24 * height], wool)
    tip = (head[0] + 0.06, head[1] - 0.12) if grazing else (head[0] + 0.17, head[1] - 0.08)
    pen.stroke([at(head[0] - 0.08, head[1] + 0.1), at(*tip)], [0.22 * height, 0.13 * height], face)
    ear = [at(head[0] - 0.10, head[1] + 0.10), at(head[0] - 0.24, head[1] + 0.07)]
    pen.stroke(ear, [0.07 * height, 0.05 * height], darker(face, 0.1))
