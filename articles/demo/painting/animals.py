"""Sheep and horses, seen from the side."""

from math import cos, sin

from articles.demo.painting.tones import clear, darker, lighter, mix, rgb, rgbs, shifted

HORSES = rgbs("5a3a28 6e4830 3c2c26 8a6648 a98a66 47403c 2c2628")

# Legs of a horse facing right, as (hip or shoulder, joint, hoof) in heights at the withers: two hind, two fore.
_GAITS = {
    "stand": (((-0.40, 0.70), (-0.47, 0.42), (-0.41, 0.02)), ((-0.34, 0.70), (-0.37, 0.42), (-0.31, 0.02)),
              ((0.32, 0.66), (0.33, 0.36), (0.31, 0.02)), ((0.26, 0.66), (0.24, 0.36), (0.23, 0.02))),
    "walk": (((-0.40, 0.70), (-0.52, 0.43), (-0.56, 0.03)), ((-0.34, 0.70), (-0.32, 0.42), (-0.20, 0.02)),
             ((0.32, 0.66), (0.45, 0.40), (0.44, 0.06)), ((0.26, 0.66), (0.18, 0.36), (0.08, 0.03))),
    "gallop": (((-0.40, 0.72), (-0.66, 0.50), (-0.86, 0.26)), ((-0.34, 0.70), (-0.50, 0.46), (-0.70, 0.16)),
               ((0.34, 0.68), (0.62, 0.58), (0.84, 0.44)), ((0.26, 0.66), (0.50, 0.46), (0.56, 0.18))),
    "gather": (((-0.40, 0.70), (-0.34, 0.42), (-0.10, 0.20)), ((-0.34, 0.70), (-0.22, 0.40), (0.04, 0.12)),
               ((0.32, 0.66), (0.42, 0.42), (0.22, 0.22)), ((0.26, 0.66), (0.30, 0.38), (0.10, 0.10))),
}  # fmt: skip


def horse(pen, x, y, height, gait="stand", facing=1, depth=0.0, colour=None, grazing=False):
    """A horse with its hooves on `y`, `height` pixels at the withers, facing right (1) or left (-1)."""
    random, tones = pen.canvas.random, pen.canvas.tones
    y += {"gallop": 0.15, "gather": 0.08}.get(gait, 0.0) * height
    base = shifted(random, colour or random.choice(HORSES), 6)
    coat = mix(tones.seen(base), tones.haze, depth)
    dark = mix(tones.seen(darker(base, 0.55)), tones.haze, depth)

    def to(points):
        return [(x + a * height * facing, y - b * height) for a, b in points]

    def brush(points, widths, paint):
        pen.stroke(to(points), [w * height for w in widths], paint)

    legs = _GAITS[gait]
    fast = gait in ("gallop", "gather")
    for leg in (legs[1], legs[3]):
        brush(leg, (0.20, 0.085, 0.052), darker(coat, 0.32))
    tail = ((-0.53, 0.86), (-0.72, 0.84), (-0.92, 0.70)) if fast else ((-0.53, 0.86), (-0.63, 0.62), (-0.60, 0.30))
    brush(tail, (0.06, 0.11, 0.03), dark)
    body = [(-0.58, 0.80), (-0.52, 0.93), (-0.38, 0.98), (-0.18, 0.93), (0.04, 0.92), (0.22, 0.99), (0.40, 0.94),
            (0.46, 0.78), (0.40, 0.62), (0.22, 0.55), (-0.04, 0.52), (-0.26, 0.56), (-0.46, 0.60)]  # fmt: skip
    pen.smooth(to(body), coat)
    for leg, widths in ((legs[0], (0.26, 0.10, 0.055)), (legs[2], (0.17, 0.085, 0.052))):
        brush(leg, widths, coat)
    for leg in legs:
        hoof = leg[2]
        brush([hoof, (hoof[0] + 0.03, hoof[1])], (0.06, 0.05), darker(dark, 0.3))
    if grazing:
        poll, nose = (0.70, 0.46), (0.76, 0.10)
    elif fast:
        poll, nose = (0.74, 1.24), (1.02, 1.08)
    else:
        poll, nose = (0.62, 1.30), (0.82, 1.04)
    crest = ((0.26, 0.90), ((0.30 + poll[0]) / 2 + 0.03, (0.88 + poll[1]) / 2), poll)
    brush(crest, (0.40, 0.26, 0.17), coat)
    brush([poll, ((poll[0] + nose[0]) / 2, (poll[1] + nose[1]) / 2), nose], (0.17, 0.15, 0.085), coat)
    up = (0.0, 0.13) if not grazing else (-0.1, 0.06)
    for side in (-0.02, 0.05):
        ear = [
            (poll[0] + side - 0.03, poll[1] + 0.04),
            (poll[0] + side + up[0], poll[1] + 0.04 + up[1]),
            (poll[0] + side + 0.04, poll[1] + 0.03),
        ]
        pen.polygon(to(ear), coat)
    back = -0.10 if not grazing else 0.0
    mane = [(0.22, 0.99), (crest[1][0] + back - 0.02, crest[1][1] + 0.10), (poll[0] - 0.05, poll[1] + 0.05)]
    brush(mane, (0.05, 0.13, 0.08), dark)
    if fast:
        for k in range(3):
            start = (0.30 + k * 0.14, 1.0 + k * 0.09)
            brush([start, (start[0] - 0.18, start[1] + 0.05)], (0.09, 0.02), dark)
    belly = [(-0.50, 0.66), (-0.2, 0.66), (0.2, 0.66), (0.42, 0.72), (0.36, 0.58), (0.0, 0.52), (-0.3, 0.55)]
    pen.smooth(to(belly), clear(darker(coat, 0.7), 0.30))
    shine = [(-0.48, 0.92), (-0.30, 0.96), (0.0, 0.90), (0.26, 0.95), (0.1, 0.86), (-0.3, 0.87)]
    pen.smooth(to(shine), clear(lighter(mix(coat, tones.glow, 0.3), 0.4), 0.38))


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
    count, outline = 15, []

    for k in range(count):
        angle = k / count * 6.2832
        bulge = random.uniform(0.93, 1.08)
        outline.append(at(cos(angle) * 0.62 * bulge, 0.66 + sin(angle) * 0.34 * bulge))
    pen.smooth(outline, wool)
    under = [
        at(-0.56, 0.58),
        at(-0.2, 0.52),
        at(0.2, 0.52),
        at(0.56, 0.60),
        at(0.40, 0.40),
        at(0, 0.33),
        at(-0.42, 0.40),
    ]
    pen.smooth(under, clear(mix(tones.shade, darker(wool, 0.5), 0.5), 0.55))
    for _ in range(7):
        a, b = random.uniform(-0.42, 0.42), random.uniform(0.66, 0.92)
        pen.ellipse(*at(a, b), 0.10 * height, 0.055 * height, clear(lighter(wool, 0.5), 0.40))
    head = (0.84, 0.26) if grazing else (0.80, 0.98)
    pen.stroke([at(0.50, 0.72), at(0.68, (0.72 + head[1]) / 2 + 0.08)], [0.36 * height, 0.24 * height], wool)
    tip = (head[0] + 0.06, head[1] - 0.12) if grazing else (head[0] + 0.17, head[1] - 0.08)
    pen.stroke([at(head[0] - 0.08, head[1] + 0.1), at(*tip)], [0.22 * height, 0.13 * height], face)
    pen.stroke(
        [at(head[0] - 0.10, head[1] + 0.10), at(head[0] - 0.24, head[1] + 0.07)],
        [0.07 * height, 0.05 * height],
        darker(face, 0.1),
    )
