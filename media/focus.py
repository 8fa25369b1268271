"""Where the eye goes in a photo: the point that every crop keeps in its middle as far as it can."""

from PIL import Image, ImageChops, ImageFilter, ImageStat

SIDE, FINE = 64, 256  # of the thumbnails that are looked at, in pixels
MIDDLE = (50, 40)  # what is guessed where nothing stands out: a little above the middle, where heads are


def guess(picture):
    """The focal point of an upright RGB picture as (x, y), in per cent from the left and from the top.

    It is the centre of what has edges and colour, faces first: where the sharp, the saturated and the skin-coloured are,
    the middle of the picture counting for more than its rim."""
    weight = ImageChops.multiply(_interest(picture.convert("RGB")), _centred())
    if ImageStat.Stat(weight).stddev[0] < 2:
        return MIDDLE
    most = weight.getextrema()[1]
    weight = weight.point(lambda w: w * 255 // most)  # else faint things are rounded away in the averages
    columns = list(weight.resize((SIDE, 1), Image.Resampling.BOX).tobytes())
    rows = list(weight.resize((1, SIDE), Image.Resampling.BOX).tobytes())
    return _centre(columns), _centre(rows)


def _interest(picture):
    """How much each part of the picture draws the eye, 0 to 255."""
    small = picture.resize((SIDE, SIDE), Image.Resampling.BOX)
    # Coarse ones are outlines; fine ones, which would be gone in the thumbnail, are hair, cloth and writing.
    edges = ImageChops.lighter(_edges(small), _edges(picture.resize((FINE, FINE), Image.Resampling.BOX)))
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


def _edges(picture):
    """Where its brightness changes, as a thumbnail."""
    edges = picture.convert("L").filter(ImageFilter.FIND_EDGES)
    inner = edges.crop((1, 1, edges.width - 1, edges.height - 1))  # the filter leaves the rim as it is
    edges = Image.new("L", edges.size)
    edges.paste(inner, (1, 1))
    return edges.resize((SIDE, SIDE), Image.Resampling.BOX)


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
