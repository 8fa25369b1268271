"""Where the eye goes in a photo: the point that every crop keeps in its middle as far as it can."""

from PIL import Image, ImageChops, ImageFilter, ImageStat

SIDE = 64  # of the thumbnail that is looked at, in pixels
MIDDLE = (50, 40)  # what is guessed where nothing stands out: a little above the middle, where heads are


def guess(picture):
    """The focal point of an upright RGB picture as (x, y), in per cent from the left and from the top.

    It is the centre of what has edges and colour, faces first: where the sharp, the saturated and the skin-coloured are,
    the middle of the picture counting for more than its rim."""
    small = picture.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BOX)
    weight = ImageChops.multiply(_interest(small), _centred())
    columns = list(weight.resize((SIDE, 1), Image.Resampling.BOX).tobytes())
    rows = list(weight.resize((1, SIDE), Image.Resampling.BOX).tobytes())
    if ImageStat.Stat(weight).stddev[0] < 2:
        return MIDDLE
    return _centre(columns), _centre(rows)


def _interest(small):
    """How much each pixel draws the eye, 0 to 255."""
    edges = small.convert("L").filter(ImageFilter.FIND_EDGES)
    edges.paste(0, (0, 0, SIDE, 1))  # the filter leaves the rim as it is
    edges.paste(0, (0, SIDE - 1, SIDE, SIDE))
    edges.paste(0, (0, 0, 1, SIDE))
    edges.paste(0, (SIDE - 1, 0, SIDE, SIDE))
    hue, saturation, value = small.convert("HSV").split()
    # Skin of every tone lies between red and yellow: about 5 to 35 of 255, neither grey nor glaring.
    skin = ImageChops.multiply(
        hue.point(lambda h: 255 if 3 <= h <= 30 else 0),
        ImageChops.multiply(
            saturation.point(lambda s: 255 if 40 <= s <= 180 else 0), value.point(lambda v: 255 if v >= 60 else 0)
        ),
    )
    strong = ImageChops.add(edges, saturation.point(lambda s: s // 4))
    found = ImageChops.add(strong, skin.point(lambda s: s // 4))
    return found.filter(ImageFilter.GaussianBlur(2)).point(lambda w: max(0, w - 24))


def _centred():
    """A map that is light in the middle and half as light at the rim."""
    return ImageChops.invert(Image.radial_gradient("L").resize((SIDE, SIDE)).point(lambda d: d // 2))


def _centre(weights):
    """The centre of gravity of a row of weights, in per cent."""
    # squared, so that one strong place wins over many weak ones
    heavy = [weight * weight for weight in weights]
    total = sum(heavy)
    if not total:
        return 50
    return round(100 * sum((n + 0.5) * weight for n, weight in enumerate(heavy)) / total / len(heavy))
