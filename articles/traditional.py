"""Traditional characters and the simplified ones they are compared as. Pure."""

_PAIRS = "萬万與与經经濟济雪雪"

SIMPLIFIED = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
