"""The logo of a masthead: taken in like a photo, made into public files; and the icons that stand for an edition."""

from io import BytesIO

from PIL import Image, ImageDraw

from media import guard, renditions, stores
from media.typesetting import can_set, draw_letter, settable
from newsroom.colours import PAPER, PAPER_AT_NIGHT, RED, contrast, written

FORMATS = ("png", "jpeg", "webp")
MOST_BYTES = 2_000_000
SHORTEST, LONGEST = 48, 4_000  # pixels of a side
FLATTEST, TALLEST = 12, 1.5  # width by height, height by width
SQUARE = 1.5  # a logo no longer than this also makes the icons: of a wider one nothing would be seen in them
BOX = 720, 132  # pixels: three times as high as the nameplate shows it
ICONS = (32, 180, 192, 512)
FAINT = 1.8  # contrast below which a pixel is not seen
SEEN = 0.25  # the part of a logo's pixels that has to be seen on paper
LOST = 0.08  # the part of them that may be lost at night


class Refused(Exception):
    """The file is not taken. `code` says why: one of guard.Refused, or not_a_logo, too_heavy, wrong_size, wrong_shape, faint."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def take(path):
    """Keep the public files of the logo at `path` and return what Masthead.logo holds: src, width, height; plate, whether
    a light plate has to lie behind it on dark pages; icons, size → address, empty where the logo is too wide for them.
    Raises Refused, with nothing kept."""
    mark = _opened(path)
    shown = mark.copy()
    shown.thumbnail(BOX, Image.Resampling.LANCZOS)
    found = {
        "src": _kept(shown),
        "width": shown.width,
        "height": shown.height,
        "plate": _seen(mark, PAPER_AT_NIGHT) < 1 - LOST,
    }
    icons = {}
    if max(mark.size) <= SQUARE * min(mark.size):
        icons = {str(size): _kept(_icon(mark, size)) for size in ICONS}
        icons["maskable"] = _kept(_icon(mark, 512, inside=0.6))
    return {**found, "icons": icons}


def files_of(logo):
    """The names in the store of all public files of what Masthead.logo holds."""
    addresses = [logo["src"], *logo["icons"].values()] if logo else []
    return [stores.name_in(address) for address in addresses]


def bytes_of(address):
    """What is in the public file at this address of a logo or an icon. Raises OSError where it is gone."""
    with stores.photos().open(stores.name_in(address)) as file:
        return file.read()


def drawn(name, colour, size, *, is_maskable=False):
    """The icon of an edition without one of its own, as the bytes of a PNG: the first character of its name in a square of
    its colour."""
    letter = next((mark for mark in settable(name) if mark.isalnum() and can_set(mark)), "")
    large = 8 * size if size < 64 else 2 * size
    ground = Image.new("RGBA", (large, large), colour or RED)
    pen = ImageDraw.Draw(ground)
    if letter:
        draw_letter(pen, letter, round(large * (0.5 if is_maskable else 0.72)), large, "#ffffff")
    if not is_maskable and size != 180:  # iOS rounds by itself
        ground.putalpha(_rounded(large))
    return _png(ground.resize((size, size), Image.Resampling.LANCZOS))


def favicon(data):
    """The bytes of a favicon.ico of 16, 32 and 48 pixels, from those of a PNG."""
    with Image.open(BytesIO(data), formats=["PNG"]) as icon:
        stream = BytesIO()
        icon.convert("RGBA").save(stream, "ICO", sizes=[(16, 16), (32, 32), (48, 48)])
    return stream.getvalue()


def _opened(path):
    """The logo upright, in sRGB, with its transparency, cut to what is seen of it. Raises Refused."""
    if path.stat().st_size > MOST_BYTES:
        raise Refused("too_heavy")
    try:
        seen = guard.inspect(path)
    except guard.Refused as refusal:
        raise Refused(refusal.code) from refusal
    if seen.format not in FORMATS:
        raise Refused("not_a_logo")
    if max(seen.width, seen.height) > LONGEST:
        raise Refused("wrong_size")
    mark = renditions.clear(path)
    box = mark.getchannel("A").point(lambda value: 255 if value > 8 else 0).getbbox()
    if box is None:
        raise Refused("faint")
    mark = mark.crop(box)
    if min(mark.size) < SHORTEST:
        raise Refused("wrong_size")
    if mark.width > FLATTEST * mark.height or mark.height > TALLEST * mark.width:
        raise Refused("wrong_shape")
    if _seen(mark, PAPER) < SEEN:
        raise Refused("faint")
    return mark


def _seen(mark, ground):
    """The part of a logo's pixels, from 0 to 1, that stands out from what it lies on; all of one that brings its own
    ground along."""
    small = mark.copy()
    small.thumbnail((96, 96))
    pixels = list(small.get_flattened_data())
    opaque = [pixel for pixel in pixels if pixel[3] > 127]
    if ground == PAPER_AT_NIGHT and len(opaque) > 0.95 * len(pixels):
        return 1
    return sum(contrast(written(pixel[:3]), ground) >= FAINT for pixel in opaque) / max(len(opaque), 1)


def _icon(mark, size, inside=0.86):
    """The logo in the middle of a square of paper."""
    ground = Image.new("RGBA", (size, size), PAPER)
    share = inside * size / max(mark.size)
    small = mark.resize([max(1, round(side * share)) for side in mark.size], Image.Resampling.LANCZOS)
    ground.alpha_composite(small, ((size - small.width) // 2, (size - small.height) // 2))
    return ground


def _rounded(size):
    mask = Image.new("L", (size, size))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size - 1, size - 1), size // 6, fill=255)
    return mask


def _kept(picture):
    return stores.address_of(stores.photos().store(_png(picture), "png").name)


def _png(picture):
    stream = BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()
