"""People as simple figures: a dozen poses, winter and summer clothes, seen from near enough to have no faces."""

import math
from dataclasses import dataclass, replace

from articles.demo.painting.canvas import contour
from articles.demo.painting.tones import clear, darker, lighter, mix, rgb, rgbs

COATS = rgbs("8e3f3c b98a3f 3f6a70 304461 6d7050 69455f a65a3d cfc0a6 3d424c 5d7897 b57c74 48705a")
SKINS = rgbs("d3a583 c89672 b98862 dab294")
HAIRS = rgbs("1f1b1c 2b2320 3a2c25 55504f")

# Joints in shares of the figure's height, facing right: feet, knees, hip, neck, elbows, hands.
POSES = {
    "stand": ((-0.05, 0), (0.05, 0), (-0.045, 0.26), (0.045, 0.26), (0, 0.5), (0, 0.84), (-0.125, 0.63), (0.125, 0.63), (-0.12, 0.47), (0.12, 0.47)),
    "wait": ((-0.04, 0), (0.06, 0), (-0.04, 0.26), (0.05, 0.26), (0, 0.5), (0.01, 0.84), (-0.12, 0.64), (0.12, 0.63), (-0.03, 0.56), (0.06, 0.55)),
    "walk": ((-0.13, 0.03), (0.12, 0), (-0.03, 0.24), (0.09, 0.26), (0, 0.5), (0.025, 0.84), (0.11, 0.64), (-0.09, 0.63), (0.16, 0.51), (-0.13, 0.49)),
    "carry": ((-0.12, 0.03), (0.11, 0), (-0.03, 0.24), (0.08, 0.26), (0, 0.5), (0.02, 0.84), (0.04, 0.62), (-0.04, 0.62), (0.15, 0.60), (0.13, 0.57)),
    "reach": ((-0.06, 0), (0.08, 0), (-0.05, 0.26), (0.07, 0.26), (0, 0.5), (0.03, 0.84), (0.14, 0.74), (-0.1, 0.63), (0.24, 0.80), (-0.09, 0.48)),
    "raise": ((-0.06, 0), (0.06, 0), (-0.05, 0.26), (0.05, 0.26), (0, 0.5), (0, 0.84), (0.16, 0.86), (-0.15, 0.84), (0.13, 1.04), (-0.13, 1.02)),
    "bend": ((-0.10, 0), (0.10, 0), (-0.08, 0.26), (0.09, 0.25), (-0.06, 0.49), (0.14, 0.74), (0.20, 0.55), (0.10, 0.55), (0.24, 0.40), (0.17, 0.38)),
    "sit": ((0.18, 0.02), (0.24, 0.02), (0.19, 0.27), (0.22, 0.28), (0, 0.27), (0.02, 0.60), (0.10, 0.40), (-0.05, 0.40), (0.20, 0.36), (0.10, 0.30)),
    "fish": ((0.17, 0.0), (0.22, 0.0), (0.18, 0.22), (0.21, 0.23), (0, 0.21), (0.06, 0.53), (0.12, 0.34), (0.0, 0.34), (0.24, 0.34), (0.18, 0.30)),
    "tuck": ((-0.07, 0.0), (0.02, 0.01), (0.08, 0.22), (0.15, 0.22), (-0.10, 0.34), (0.16, 0.56), (0.20, 0.40), (0.12, 0.38), (0.30, 0.48), (0.28, 0.42)),
    "carve": ((-0.14, 0.02), (-0.02, 0.0), (-0.04, 0.24), (0.09, 0.23), (-0.02, 0.42), (0.12, 0.73), (0.26, 0.62), (-0.06, 0.62), (0.33, 0.50), (-0.12, 0.50)),
    "dance": ((-0.04, 0), (0.10, 0.03), (-0.03, 0.26), (0.10, 0.27), (0, 0.5), (-0.01, 0.84), (0.15, 0.90), (-0.15, 0.76), (0.20, 1.06), (-0.26, 0.80)),
    "sway": ((-0.05, 0), (0.08, 0), (-0.03, 0.26), (0.08, 0.26), (0, 0.5), (0.02, 0.84), (0.16, 0.74), (-0.14, 0.72), (0.25, 0.84), (-0.27, 0.74)),
    "leap": ((-0.28, 0.20), (0.24, 0.12), (-0.13, 0.33), (0.14, 0.32), (0, 0.52), (0.03, 0.86), (0.17, 0.92), (-0.14, 0.82), (0.26, 1.05), (-0.27, 0.92)),
}  # fmt: skip


@dataclass(frozen=True)
class Outfit:
    """What a figure wears: `hat` is beanie, fur, hood, helmet, scarf or none; `hem` is the coat's reach below the hip."""

    coat: tuple = COATS[0]
    trousers: tuple = rgb("33363f")
    hat: str = "beanie"
    hat_colour: tuple = COATS[1]
    scarf: tuple | None = None
    hair: tuple = HAIRS[0]
    skin: tuple = SKINS[0]
    hem: float = 0.14
    skirt: tuple | None = None
    girth: float = 1.0
    gloves: tuple | None = None
    quilted: bool = False


def dressed(random, season="winter"):
    """An outfit for the season (winter, indoors or field), by chance."""
    coat, other = random.sample(COATS, 2)
    outfit = Outfit(
        coat=coat,
        trousers=random.choice(rgbs("2f333d 3c4457 4a4038 2a2c30")),
        hat=random.choice(["beanie", "beanie", "fur", "hood", "none"]),
        hat_colour=other,
        scarf=random.choice([None, random.choice(COATS)]),
        hair=random.choice(HAIRS),
        skin=random.choice(SKINS),
        hem=random.choice([0.07, 0.12, 0.22]),
        girth=random.uniform(1.0, 1.22),
        gloves=random.choice(rgbs("2b2a2e 3c3430 4a3a3c")),
        quilted=random.random() < 0.5,
    )
    if season != "winter":
        outfit = replace(
            outfit, hat="none", scarf=None, hem=0.05, girth=random.uniform(0.84, 0.95), gloves=None, quilted=False
        )
    return outfit


def person(pen, x, y, height, outfit, pose="stand", facing=1, depth=0.0, back=False, lean=0.0):
    """A figure with its feet at (x, y), `height` pixels tall, facing right (1) or left (-1), or seen from the back.

    `lean` tips it forward by that share of its height.
    """
    canvas = pen.canvas
    tones = canvas.tones
    flip = facing

    def at(joint):
        return x + (joint[0] + joint[1] * lean) * height * flip, y - joint[1] * height

    def tint(colour, dark=0.0):
        return mix(darker(tones.seen(colour), dark), tones.haze, depth)

    foot1, foot2, knee1, knee2, hip, neck, elbow1, elbow2, hand1, hand2 = map(at, POSES[pose])
    g = outfit.girth
    legs, coat = tint(outfit.trousers), tint(outfit.coat)
    boots = tint(rgb("2a2422"))
    shoulder = 0.075 * height * g * (0.75 if pose in ("walk", "carry", "tuck", "sit", "fish", "bend") else 1)
    for foot, knee, dark in ((foot1, knee1, 0.22), (foot2, knee2, 0.0)):
        thigh = (hip[0] + (knee[0] - hip[0]) * 0.25, hip[1])
        pen.stroke([thigh, knee, (foot[0], foot[1] - 0.02 * height)],
                   [0.095 * height, 0.075 * height, 0.055 * height], darker(legs, dark))  # fmt: skip
        pen.stroke([(foot[0] - 0.005 * height * flip, foot[1] - 0.018 * height),
                    (foot[0] + 0.034 * height * flip, foot[1] - 0.014 * height)],
                   [0.046 * height, 0.034 * height], darker(boots, dark))  # fmt: skip
    _arm(
        pen,
        neck,
        -shoulder * flip,
        elbow2,
        hand2,
        height,
        tint(outfit.coat, 0.22),
        tint(outfit.gloves or outfit.skin, 0.1),
        g,
    )
    if outfit.skirt:
        _skirt(pen, hip, height, tint(outfit.skirt), canvas.light, foot1, foot2)
    _torso(pen, hip, neck, height, shoulder, outfit, coat, canvas.light)
    _arm(pen, neck, shoulder * flip, elbow1, hand1, height, lighter(coat, 0.04), tint(outfit.gloves or outfit.skin), g)
    lean = (neck[0] - hip[0]) * 0.16
    head = (neck[0] + lean + 0.008 * height * flip, neck[1] - 0.07 * height)
    _head(pen, head, neck, height, outfit, tint, flip, back, canvas.light)


def _arm(pen, neck, shoulder, elbow, hand, height, sleeve, skin, girth):
    start = (neck[0] + shoulder * 0.9, neck[1] + 0.055 * height)
    pen.ellipse(*hand, 0.024 * height, 0.026 * height, skin)
    short = (elbow[0] + (hand[0] - elbow[0]) * 0.85, elbow[1] + (hand[1] - elbow[1]) * 0.85)
    pen.stroke([start, elbow, short], [0.072 * height * girth, 0.062 * height * girth, 0.05 * height * girth], sleeve)


def _torso(pen, hip, neck, height, shoulder, outfit, coat, light):
    length = math.hypot(hip[0] - neck[0], hip[1] - neck[1]) or 1
    dx, dy = (hip[0] - neck[0]) / length, (hip[1] - neck[1]) / length
    across = (-dy, dx)
    bent = abs(dx) > 0.3
    hem = min(outfit.hem, 0.05 if bent else 1) * height

    def place(down, out):
        return neck[0] + dx * down + across[0] * out, neck[1] + dy * down + across[1] * out

    rows = [
        (0.008 * height, shoulder * 0.5),
        (0.035 * height, shoulder * 1.06),
        (0.11 * height, shoulder * 1.16),
        (length * 0.62, shoulder * 1.02 * outfit.girth**0.5),
        (length + hem * 0.5, shoulder * 1.16),
        (length + hem, shoulder * (1.16 + outfit.hem * 1.6)),
    ]
    outline = [place(d, w) for d, w in rows] + [place(d, -w) for d, w in reversed(rows)]
    pen.smooth(outline, coat)
    side = 1 if place(0, 1)[0] > neck[0] else -1
    away = -light * side
    for inner, alpha in ((0.1, 0.16), (0.5, 0.2)):
        half = [place(d, away * w * inner) for d, w in rows[1:]] + [
            place(d, away * w * 0.98) for d, w in reversed(rows[1:])
        ]
        pen.polygon(half, clear(darker(coat, 0.6), alpha))
    if outfit.quilted and height > 60:
        for down in (0.10, 0.16, 0.22, 0.28, 0.34):
            seam = [place(down * height, out * shoulder * 1.05) for out in (-1, -0.4, 0.4, 1)]
            pen.line(seam, max(0.8, 0.007 * height), clear(darker(coat, 0.6), 0.42))
    lit = [place(d, -away * w * 0.62) for d, w in rows[1:-1]] + [
        place(d, -away * w * 0.95) for d, w in reversed(rows[1:-1])
    ]
    pen.polygon(lit, clear(lighter(coat, 0.6), 0.22))


def _skirt(pen, hip, height, colour, light, foot1, foot2):
    hem = max(foot1[1], foot2[1]) - 0.07 * height
    left, right = min(foot1[0], foot2[0]) - 0.11 * height, max(foot1[0], foot2[0]) + 0.11 * height
    waist = hip[1] - 0.10 * height
    outline = [(hip[0] - 0.05 * height, waist), (hip[0] + 0.05 * height, waist), (right, hem), (left, hem)]
    pen.polygon(outline, colour)
    for k in range(7):
        t = (k + 0.5) / 7
        foot = left + (right - left) * t
        top = hip[0] + (t - 0.5) * 0.07 * height
        pen.ellipse(foot, hem, (right - left) / 13, 0.022 * height, colour)
        fold = [(top, waist), (foot - 0.014 * height, hem + 0.01 * height), (foot + 0.02 * height, hem + 0.01 * height)]
        bright = (t < 0.5) == (light < 0)
        pen.polygon(fold, clear(lighter(colour, 0.5) if bright else darker(colour, 0.5), 0.28))


def _head(pen, head, neck, height, outfit, tint, flip, back, light):
    r = 0.056 * height
    x, y = head
    skin, hair, hat = tint(outfit.skin), tint(outfit.hair), tint(outfit.hat_colour)
    pen.stroke([(neck[0], neck[1] + 0.02 * height), (x, y + r * 0.4)], [r * 1.0, r * 0.9], darker(skin, 0.18))
    if outfit.hat == "hood":
        pen.ellipse(x - r * 0.1 * flip, y, r * 1.32, r * 1.4, tint(outfit.coat, 0.12))
    if outfit.hat in ("none", "scarf"):
        pen.ellipse(x - r * 0.12 * flip, y - r * 0.12, r * 1.08, r * 1.16, hair)
    if back:
        pen.ellipse(x, y, r * 1.0, r * 1.14, hair if outfit.hat != "hood" else tint(outfit.coat))
    else:
        pen.ellipse(x + r * 0.16 * flip, y + r * 0.08, r * 0.86, r * 1.04, skin)
        pen.ellipse(x + r * (0.16 * flip - 0.36 * light), y + r * 0.2, r * 0.5, r * 0.8, clear(darker(skin, 0.6), 0.16))
    if outfit.hat == "none" and not back:
        pen.polygon(contour(x, y, "-100,10 -80,90 0,126 80,95 100,45 20,62 -40,20", r * flip, -r), hair)
    elif outfit.hat == "beanie":
        pen.smooth(contour(x, y, "-106,20 -90,95 0,142 90,95 106,20 0,42", r, -r), hat)
        pen.stroke(
            [(x - r * 0.98, y - r * 0.34), (x, y - r * 0.46), (x + r * 0.98, y - r * 0.34)],
            [r * 0.36] * 3,
            lighter(hat, 0.15),
        )
    elif outfit.hat == "fur":
        fur = tint(rgb("5d4a3c"))
        pen.stroke(
            [(x - r * 0.9, y - r * 0.5), (x, y - r * 0.85), (x + r * 0.9, y - r * 0.5)],
            [r * 0.9, r * 1.1, r * 0.9],
            fur,
        )
        pen.stroke(
            [(x - r * 0.95 * flip, y - r * 0.3), (x - r * 0.85 * flip, y + r * 0.7)],
            [r * 0.6, r * 0.45],
            darker(fur, 0.15),
        )
        pen.ellipse(x, y - r * 1.05, r * 0.75, r * 0.42, hat)
    elif outfit.hat == "helmet":
        pen.smooth(contour(x, y, "-115,-10 -100,95 0,138 100,95 115,10 30,30", r, -r), hat)
        pen.stroke(
            [(x + r * 0.2 * flip, y - r * 0.1), (x + r * 0.95 * flip, y - r * 0.1)], [r * 0.5] * 2, tint(rgb("3a4254"))
        )
    elif outfit.hat == "scarf":
        pen.smooth(contour(x, y, "-110,-90 -115,40 -50,125 40,125 100,50 30,55 -10,-70", r * flip, -r), hat)
    elif outfit.hat == "hood" and not back:
        pen.stroke(
            [(x - r * 0.75, y - r * 0.7), (x + r * 0.1, y - r * 1.1), (x + r * 0.85, y - r * 0.7)],
            [r * 0.4] * 3,
            tint(rgb("b9a68c")),
        )
    if outfit.scarf:
        scarf = tint(outfit.scarf)
        pen.stroke(
            [(neck[0] - r * 0.85, neck[1] + r * 0.2), (neck[0] + r * 0.85, neck[1] + r * 0.2)], [r * 0.8] * 2, scarf
        )
        pen.stroke(
            [(neck[0] + r * 0.4, neck[1] + r * 0.3), (neck[0] + r * 0.5, neck[1] + r * 2.2)],
            [r * 0.55, r * 0.5],
            darker(scarf, 0.15),
        )


def shadow(pen, x, y, height, alpha=0.3):
    """The shadow a figure throws on the ground, away from the light."""
    colour = darker(pen.canvas.tones.shade, 0.45)
    reach = -pen.canvas.light * height * 0.55
    for share, part in ((1.0, 0.5), (0.7, 0.5)):
        pen.smooth([(x - height * 0.05, y), (x + reach * share, y - height * 0.05), (x + reach * share, y + height * 0.01), (x + height * 0.06, y + height * 0.025)], clear(colour, alpha * part))  # fmt: skip


def bust(pen, x, y, size, outfit, depth=0.0):
    """Someone seated in front of us, seen from the back: shoulders standing on `y`, `size` pixels from there to the crown."""
    canvas = pen.canvas
    tones = canvas.tones

    def tint(colour, dark=0.0):
        return mix(darker(tones.seen(colour), dark), tones.haze, depth)

    coat = tint(outfit.coat)
    turn = canvas.random.uniform(-0.03, 0.03) * size
    shoulders = [
        (-0.46, 0),
        (-0.44, 0.26),
        (-0.34, 0.40),
        (-0.13, 0.50),
        (0.13, 0.50),
        (0.34, 0.40),
        (0.44, 0.26),
        (0.46, 0),
    ]
    pen.smooth([(x + a * size * 0.92, y - b * size) for a, b in shoulders], coat)
    away = -canvas.light
    pen.smooth(contour(x, y, "5,0 2,48 32,40 44,26 45,0", 0.92 * away * size, -size), clear(darker(coat, 0.6), 0.22))  # fmt: skip
    pen.stroke([(x - canvas.light * -size * 0.3, y - size * 0.38), (x - canvas.light * -size * 0.4, y - size * 0.16)], [size * 0.03, size * 0.05], clear(lighter(coat, 0.6), 0.25))  # fmt: skip
    skin, hair = tint(outfit.skin), tint(outfit.hair)
    crown = x + turn
    pen.stroke([(x, y - size * 0.44), (crown, y - size * 0.6)], [size * 0.18, size * 0.17], darker(skin, 0.15))
    pen.stroke([(x - size * 0.12, y - size * 0.49), (x, y - size * 0.465), (x + size * 0.12, y - size * 0.49)], [size * 0.09] * 3, darker(coat, 0.18))  # fmt: skip
    for side in (-1, 1):
        pen.ellipse(crown + side * size * 0.148, y - size * 0.68, size * 0.025, size * 0.042, skin)
    long = outfit.girth > 0.9
    nape = 0.50 if long else 0.58
    head = [(0, 0.93), (0.11, 0.90), (0.158, 0.80), (0.155, 0.68), (0.12 if not long else 0.16, nape), (0, nape - 0.02)]
    head += [(-a, b) for a, b in reversed(head[1:-1])]
    pen.smooth([(crown + a * size, y - b * size) for a, b in head], hair)
    sheen = [(0.02, 0.90), (0.09, 0.87), (0.135, 0.78), (0.13, 0.70), (0.10, 0.78), (0.06, 0.85)]
    pen.smooth([(crown + canvas.light * a * size, y - b * size) for a, b in sheen], clear(lighter(hair, 0.5), 0.16))
    pen.smooth([(crown - canvas.light * a * size, y - b * size) for a, b in sheen], clear(darker(hair, 0.6), 0.3))
