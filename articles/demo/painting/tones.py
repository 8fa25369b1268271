"""Colours: mixing them, and the light of an hour of the day."""

from dataclasses import dataclass

Colour = tuple[int, int, int]


def rgb(text: str) -> Colour:
    """`"d8c3c2"` as (216, 195, 194)."""
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:6], 16)


def rgbs(text: str) -> list[Colour]:
    """Several colours, as `rgb` reads them, parted by spaces."""
    return [rgb(word) for word in text.split()]


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`share` of the other colour (0 to 1) in the one."""
    share = min(max(share, 0.0), 1.0)
    return tuple(round(a + (b - a) * share) for a, b in zip(one[:3], other[:3], strict=True))


def times(one: Colour, light: Colour) -> Colour:
    """A surface of one colour under coloured light."""
    return tuple(a * b // 255 for a, b in zip(one[:3], light[:3], strict=True))


def lighter(colour: Colour, share: float) -> Colour:
    """The colour with so much warm white in it."""
    return mix(colour, (255, 252, 246), share)


def darker(colour: Colour, share: float) -> Colour:
    """The colour with so much night blue in it."""
    return mix(colour, (14, 18, 34), share)


def clear(colour: Colour, alpha: float) -> tuple[int, int, int, int]:
    """The colour as a glaze: `alpha` 0 is invisible, 1 is solid."""
    return (*colour[:3], round(255 * min(max(alpha, 0.0), 1.0)))


def shifted(random, colour: Colour, by: int = 10) -> Colour:
    """The colour with a small deviation in each channel, as hand-mixed paint has."""
    common = random.randint(-by, by)
    return tuple(min(max(c + common + random.randint(-by // 3, by // 3), 0), 255) for c in colour[:3])


@dataclass(frozen=True)
class Tones:
    """The light of one hour: sky from top to horizon, sun, air, snow in light and in shade, trees, key light, cloud."""

    name: str
    zenith: Colour
    middle: Colour
    horizon: Colour
    glow: Colour
    haze: Colour
    lit: Colour
    shade: Colour
    dark: Colour
    key: Colour
    cloud: Colour
    lamps: float  # how much windows and lamps shine, 0 to 1

    def seen(self, colour: Colour, depth: float = 0.0) -> Colour:
        """A local colour in this light, `depth` (0 near, 1 far) into the air."""
        return mix(times(colour, self.key), self.haze, depth)


def _tones(name, colours, lamps):
    return Tones(name, *(rgb(word) for word in colours.split()), lamps)


TONES = {
    tones.name: tones
    for tones in (
        _tones("dawn", "7893b8 d4bcbc f6d8b4 ffdfae d3c3c9 ffe7d0 92a0c6 33445a ffe8d6 fbe3d6", 0.35),
        _tones("day", "5682ab 97b7cd dbe5e6 fff4da c0d4e0 fbfaf5 9ab3d2 2c4a4d fffcf4 ffffff", 0.0),
        _tones("clear", "3c6c9c 789fc0 cddce2 fff1cf b4cddf fffdf6 8aa5c8 2a4648 fffaf0 ffffff", 0.0),
        _tones("dusk", "44537f a8879f eeb088 ffc58c a894ad f4cdb6 6f7aab 28324d e6bda8 e8b9ae", 0.75),
        _tones("night", "0e1832 20325a 41587f 9fb2d8 2f4369 9db0d2 3a4d76 101c33 5e71a0 5a6c95", 1.0),
        _tones("room", "7ea3c4 b4cbd9 e2e9e8 fff0d2 d6cabb f6efe2 a3978f 3b3433 fff6e8 ffffff", 0.4),
        _tones("lamplight", "2a3a5e 4a5478 8f7f8a ffd9a0 b08f72 f8e2c0 80695f 2f2523 f6d9b6 d8bfa8", 1.0),
        _tones("snowfall", "a3b0bd bfc9d1 dbe0e2 f2efe8 c9d1d7 f0f1ef abb8c6 4c5c66 e4e8ea e6eaec", 0.3),
    )
}
