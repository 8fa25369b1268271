"""People as simple figures: a dozen poses, winter and summer clothes, seen from near enough to have no faces."""

import math
from dataclasses import dataclass, replace

from articles.demo.painting.canvas import contour
from articles.demo.painting.tones import clear, darker, lighter, mix, rgb, rgbs

COATS = rgbs("8e3f3c b98a3f 3f6a70 304461 6d7050 69455f a65a3d cfc0a6 3d424c 5d7897 b57c74 48705a")
SKINS = rgbs("d3a583 c89672 b98862 dab294")
HAIRS = rgbs("1f1b1c 2b2320 3a2c25 55504f")

# Joints in hundredths of the figure's height, facing right: feet, knees, hip, neck, elbows, hands.
_JOINTS = {
    "stand": "-5,0 5,0 -4.5,26 4.5,26 0,50 0,84 -12.5,63 12.5,63 -12,47 12,47",
    "wait": "-4,0 6,0 -4,26 5,26 0,50 1,84 -12,64 12,63 -3,56 6,55",
    "walk": "-13,3 12,0 -3,24 9,26 0,50 2.5,84 11,64 -9,63 16,51 -13,49",
    "carry": "-12,3 11,0 -3,24 8,26 0,50 2,84 4,62 -4,62 15,60 13,57",
    "reach": "-6,0 8,0 -5,26 7,26 0,50 3,84 14,74 -10,63 24,80 -9,48",
    "raise": "-6,0 6,0 -5,26 5,26 0,50 0,84 16,86 -15,84 13,104 -13,102",
    "bend": "-10,0 10,0 -8,26 9,25 -6,49 14,74 20,55 10,55 24,40 17,38",
    "sit": "18,2 24,2 19,27 22,28 0,27 2,60 10,40 -5,40 20,36 10,30",
    "fish": "17,0 22,0 18,22 21,23 0,21 6,53 12,34 0,34 24,34 18,30",
    "tuck": "-7,0 2,1 8,22 15,22 -10,34 16,56 20,40 12,38 30,48 28,42",
    "carve": "-14,2 -2,0 -4,24 9,23 -2,42 12,73 26,62 -6,62 33,50 -12,50",
    "dance": "-4,0 10,3 -3,26 10,27 0,50 -1,84 15,90 -15,76 20,106 -26,80",
    "sway": "-5,0 8,0 -3,26 8,26 0,50 2,84 16,74 -14,72 25,84 -27,74",
    "leap": "-28,20 24,12 -13,33 14,32 0,52 3,86 17,92 -14,82 26,105 -27,92",
}
POSES = {pose: contour(0, 0, joints, 1, 1) for pose, joints in _JOINTS.items()}


@dataclass(frozen=True)
class Outfit:
    """What a figure wears: `hat` is beanie, fur, hood, helmet, scarf or none; `hem` is how far the coat falls."""

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
        girth = random.uniform(0.84, 0.95)
        outfit = replace(outfit, hat="none", scarf=None, hem=0.05, girth=girth, gloves=None, quilted=False)
    return outfit


def person(pen, x, y, height, outfit, pose="stand", facing=1, depth=0.0, back=False, lean=0.0):
    """A figure with its feet at (x, y), `height` pixels tall, facing right (1) or left (-1), or seen from the back.

    `lean` tips it forward by that share of its height.
    """
    canvas = pen.canvas
    tones = canvas.tones

    def at(joint):
        return x + (joint[0] + joint[1] * lean) * height * facing, y - joint[1] * height

    def tint(colour, dark=0.0):
        return mix(darker(tones.seen(colour), dark), tones.haze, depth)

    foot1, foot2, knee1, knee2, hip, neck, elbow1, elbow2, hand1, hand2 = map(at, POSES[pose])
    g = outfit.girth
    legs, coat = tint(outfit.trousers), tint(outfit.coat)
    boots = tint(rgb("2a2422"))
    shoulder = 0.075 * height * g * (0.75 if pose in ("walk", "carry", "tuck", "sit", "fish", "bend") else 1)
    for foot, knee, dark in ((foot1, knee1, 0.22), (foot2, knee2, 0.0)):
        thigh, ankle = (hip[0] + (knee[0] - hip[0]) * 0.25, hip[1]), (foot[0], foot[1] - 0.02 * height)
        pen.stroke([thigh, knee, ankle], [0.095 * height, 0.075 * height, 0.055 * height], darker(legs, dark))
        sole = contour(*foot, "-0.5,-1.8 3.4,-1.4", height * facing, height)
        pen.stroke(sole, [0.046 * height, 0.034 * height], darker(boots, dark))
    hand = outfit.gloves or outfit.skin
    _arm(pen, neck, -shoulder * facing, elbow2, hand2, height, tint(outfit.coat, 0.22), tint(hand, 0.1), g)
    if outfit.skirt:
        _skirt(pen, hip, height, tint(outfit.skirt), canvas.light, foot1, foot2)
    _torso(pen, hip, neck, height, shoulder, outfit, coat, canvas.light)
    _arm(pen, neck, shoulder * facing, elbow1, hand1, height, lighter(coat, 0.04), tint(hand), g)
    lean = (neck[0] - hip[0]) * 0.16
    head = (neck[0] + lean + 0.008 * height * facing, neck[1] - 0.07 * height)
    _head(pen, head, neck, height, outfit, tint, facing, back)


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
        half = [place(d, away * w * inner) for d, w in rows[1:]]
        half += [place(d, away * w * 0.98) for d, w in reversed(rows[1:])]
        pen.polygon(half, clear(darker(coat, 0.6), alpha))
    if outfit.quilted and height > 60:
        for down in (0.10, 0.16, 0.22, 0.28, 0.34):
            seam = [place(down * height, out * shoulder * 1.05) for out in (-1, -0.4, 0.4, 1)]
            pen.line(seam, max(0.8, 0.007 * height), clear(darker(coat, 0.6), 0.42))
    lit = [place(d, -away * w * 0.62) for d, w in rows[1:-1]]
    lit += [place(d, -away * w * 0.95) for d, w in reversed(rows[1:-1])]
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


def _head(pen, head, neck, height, outfit, tint, facing, back):
    """Neck, face, hair, and whatever is worn on them."""
    x, y = head
    r, light = 0.056 * height, pen.canvas.light
    skin, hair = tint(outfit.skin), tint(outfit.hair)
    pen.stroke([(neck[0], neck[1] + 0.02 * height), (x, y + r * 0.4)], [r, r * 0.9], darker(skin, 0.18))
    if outfit.hat == "hood":
        pen.ellipse(x - r * 0.1 * facing, y, r * 1.32, r * 1.4, tint(outfit.coat, 0.12))
    if outfit.hat in ("none", "scarf"):
        pen.ellipse(x - r * 0.12 * facing, y - r * 0.12, r * 1.08, r * 1.16, hair)
    if back:
        pen.ellipse(x, y, r, r * 1.14, hair if outfit.hat != "hood" else tint(outfit.coat))
    else:
        pen.ellipse(x + r * 0.16 * facing, y + r * 0.08, r * 0.86, r * 1.04, skin)
        cheek = x + r * (0.16 * facing - 0.36 * light)
        pen.ellipse(cheek, y + r * 0.2, r * 0.5, r * 0.8, clear(darker(skin, 0.6), 0.16))
    if outfit.hat == "none" and not back:
        pen.polygon(contour(x, y, "-100,10 -80,90 0,126 80,95 100,45 20,62 -40,20", r * facing, -r), hair)
    if outfit.hat != "none" and not (outfit.hat == "hood" and back):
        _HATS[outfit.hat](pen, x, y, r, facing, tint(outfit.hat_colour), tint)
    if outfit.scarf:
        scarf = tint(outfit.scarf)
        pen.stroke(contour(*neck, "-85,20 85,20", r, r), [r * 0.8] * 2, scarf)
        pen.stroke(contour(*neck, "40,30 50,220", r, r), [r * 0.55, r * 0.5], darker(scarf, 0.15))


def _beanie(pen, x, y, r, facing, paint, tint):
    pen.smooth(contour(x, y, "-106,20 -90,95 0,142 90,95 106,20 0,42", r, -r), paint)
    pen.stroke(contour(x, y, "-98,34 0,46 98,34", r, -r), [r * 0.36] * 3, lighter(paint, 0.15))


def _fur_hat(pen, x, y, r, facing, paint, tint):
    fur = tint(rgb("5d4a3c"))
    pen.stroke(contour(x, y, "-90,50 0,85 90,50", r, -r), [r * 0.9, r * 1.1, r * 0.9], fur)
    pen.stroke(contour(x, y, "-95,30 -85,-70", r * facing, -r), [r * 0.6, r * 0.45], darker(fur, 0.15))
    pen.ellipse(x, y - r * 1.05, r * 0.75, r * 0.42, paint)


def _helmet(pen, x, y, r, facing, paint, tint):
    pen.smooth(contour(x, y, "-115,-10 -100,95 0,138 100,95 115,10 30,30", r, -r), paint)
    pen.stroke(contour(x, y, "20,10 95,10", r * facing, -r), [r * 0.5] * 2, tint(rgb("3a4254")))


def _headscarf(pen, x, y, r, facing, paint, tint):
    pen.smooth(contour(x, y, "-110,-90 -115,40 -50,125 40,125 100,50 30,55 -10,-70", r * facing, -r), paint)


def _hood(pen, x, y, r, facing, paint, tint):
    pen.stroke(contour(x, y, "-75,70 10,110 85,70", r, -r), [r * 0.4] * 3, tint(rgb("b9a68c")))


_HATS = {"beanie": _beanie, "fur": _fur_hat, "helmet": _helmet, "scarf": _headscarf, "hood": _hood}


def shadow(pen, x, y, height, alpha=0.3):
    """The shadow a figure throws on the ground, away from the light."""
    colour = darker(pen.canvas.tones.shade, 0.45)
    reach = -pen.canvas.light * height * 0.55
    for share in (1.0, 0.7):
        tip = x + reach * share
        ground = [
            (x - height * 0.05, y),
            (tip, y - height * 0.05),
            (tip, y + height * 0.01),
            (x + height * 0.06, y + height * 0.025),
        ]
        pen.smooth(ground, clear(colour, alpha * 0.5))


def bust(pen, x, y, size, outfit, depth=0.0):
    """Someone seated in front of us, from the back: shoulders standing on `y`, the crown `size` pixels above."""
    canvas = pen.canvas
    tones = canvas.tones

    def tint(colour, dark=0.0):
        return mix(darker(tones.seen(colour), dark), tones.haze, depth)

    coat = tint(outfit.coat)
    turn = canvas.random.uniform(-0.03, 0.03) * size
    light = canvas.light
    pen.smooth(contour(x, y, "-46,0 -44,26 -34,40 -13,50 13,50 34,40 44,26 46,0", 0.92 * size, -size), coat)
    away = contour(x, y, "5,0 2,48 32,40 44,26 45,0", -0.92 * light * size, -size)
    pen.smooth(away, clear(darker(coat, 0.6), 0.22))
    sleeve = contour(x, y, "30,38 40,16", light * size, -size)
    pen.stroke(sleeve, [size * 0.03, size * 0.05], clear(lighter(coat, 0.6), 0.25))
    skin, hair = tint(outfit.skin), tint(outfit.hair)
    crown = x + turn
    pen.stroke([(x, y - size * 0.44), (crown, y - size * 0.6)], [size * 0.18, size * 0.17], darker(skin, 0.15))
    pen.stroke(contour(x, y, "-12,49 0,46.5 12,49", size, -size), [size * 0.09] * 3, darker(coat, 0.18))
    for side in (-1, 1):
        pen.ellipse(crown + side * size * 0.148, y - size * 0.68, size * 0.025, size * 0.042, skin)
    cut = _LONG_HAIR if outfit.girth > 0.9 else _SHORT_HAIR
    pen.smooth(contour(crown, y, cut, size, -size), hair)
    sheen = "2,90 9,87 13.5,78 13,70 10,78 6,85"
    pen.smooth(contour(crown, y, sheen, light * size, -size), clear(lighter(hair, 0.5), 0.16))
    pen.smooth(contour(crown, y, sheen, -light * size, -size), clear(darker(hair, 0.6), 0.3))


_LONG_HAIR = "0,93 11,90 15.8,80 15.5,68 16,50 0,48 -16,50 -15.5,68 -15.8,80 -11,90"
_SHORT_HAIR = "0,93 11,90 15.8,80 15.5,68 12,58 0,56 -12,58 -15.5,68 -15.8,80 -11,90"
