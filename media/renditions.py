"""The public files of a photo: upright, in sRGB, small enough, and saying whose they are; nothing else of the original."""

from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from math import ceil

from PIL import Image, ImageCms

from media import files, guard
from media.metadata import read, with_iptc, xmp_packet

WIDTHS = (320, 640, 960, 1280, 1920)
CROPS = {"social": (1200, 630), "card": (400, 300), "square": (200, 200)}
# How each format is written. A format that is to be offered is added here.
SAVE = {
    "jpeg": {"format": "JPEG", "quality": 80, "progressive": True},
    "webp": {"format": "WEBP", "quality": 78},
    "avif": {"format": "AVIF", "quality": 60, "speed": 8, "max_threads": 1},
}
LONGEST_SIDE = {"jpeg": 65_535, "webp": 16_383, "avif": 65_535}
# The JPEG decoder halves a photo for nothing. It must leave this much more than is wanted, or fine lines turn to steps.
DRAFT_RESERVE = 1.5
# How far Pillow may coarsen a large photo before it resizes it with care; at 3 nobody can tell.
REDUCING_GAP = 3.0
LANCZOS = Image.Resampling.LANCZOS


@dataclass(frozen=True)
class Made:
    """One public file: kind (`wide` is the whole photo, others as in CROPS), format (as in SAVE), width and height in
    pixels, its name as `files.store` gives it, its hash, and its size in bytes."""

    kind: str
    format: str
    width: int
    height: int
    name: str
    sha256: str
    size: int


def make(original, into, *, widths=WIDTHS, formats=("jpeg", "webp"), metadata, focus=None):
    """Make every public file of the photo at path `original`, one that `guard.inspect` let through; a list of Made.

    `into` is the folder to keep them in, or a function that keeps (bytes, extension) and returns a `files.Stored`.
    `metadata` is the Inscription that every file carries; marks of AI in the original are carried over. `focus` is the point
    that crops keep in their middle as far as they can, (x, y) in per cent; the middle where None. Nothing is enlarged: a photo 500 wide is given 320 and 500 wide, and a crop for which it is too small is smaller in the same shape.
    A format in which the whole photo would be too long (WebP ends at 16,383 pixels) is given for the crops only: a page that
    was offered only its small sizes would show those. The same photo and words make the same files.
    Raises what Pillow raises for a file that it cannot read, KeyError for a format that is not offered."""
    keep = into if callable(into) else partial(_store, into)
    inscription = _with_marks_of(original, metadata)
    master = _master(original, max(widths))
    made = []
    for kind, picture in _pictures(master, widths, focus):
        for format in formats:
            if kind == "wide" and master.height > LONGEST_SIDE[format]:
                continue
            stored = keep(_encode(picture, format, inscription), guard.EXTENSIONS[format])
            made.append(Made(kind, format, *picture.size, stored.name, stored.sha256, stored.size))
    return made


def _store(folder, data, extension):
    return files.store(data, folder, extension)


def _with_marks_of(original, inscription):
    """The inscription with the marks of AI that the original bears, where it has none of its own: the law asks that they
    stay with the picture (GB 45438-2025)."""
    said = read(original)
    return replace(
        inscription,
        ai_source_type=inscription.ai_source_type or said.ai_source_type,
        aigc=inscription.aigc or said.aigc,
    )


def _master(original, width):
    """The photo that all public files are made from: upright, opaque, 8 bits of sRGB, `width` wide at most."""
    picture = _opaque(_upright(original, width))
    picture.info = {}  # else Pillow writes the original's comment into each JPEG
    return picture


def within(original, width, most, *, metadata):
    """The whole photo as the bytes of one JPEG, `width` pixels wide and `most` bytes long at most: first with less care for
    fine detail, then smaller. Otherwise as `make`."""
    inscription = _with_marks_of(original, metadata)
    picture = _master(original, width)
    while True:
        for quality in (SAVE["jpeg"]["quality"], 70, 60, 50):
            data = _encode(picture, "jpeg", inscription, quality=quality)
            if len(data) <= most or max(picture.size) < 2:
                return data
        picture = picture.resize([max(1, side * 4 // 5) for side in picture.size], LANCZOS)


def cut(original, width, height, *, metadata, focus=None):
    """The largest part of the photo in that shape as the bytes of one JPEG, with its focal point as `make` has it."""
    inscription = _with_marks_of(original, metadata)
    return _encode(_crop(_master(original, max(WIDTHS)), width, height, focus), "jpeg", inscription)


def clear(original):
    """A photo upright and in sRGB, in its full size and with its transparency, as RGBA."""
    picture = _upright(original, LONGEST_SIDE["jpeg"]).convert("RGBA")
    picture.info = {}
    return picture


def _upright(original, width):
    with guard.open_photo(original, guard.sniff(original)) as photo:
        if photo.format in ("JPEG", "MPO"):
            _draft(photo, width)
        photo.load()
        way = guard.orientation(photo)
        profile = photo.info.get("icc_profile")
        picture = _eight_bit(photo)
    share = min(1, width / _across(picture, way))
    if share < 1:
        size = [max(1, round(side * share)) for side in picture.size]
        picture = picture.resize(size, LANCZOS, reducing_gap=REDUCING_GAP)
    if way in guard.UPRIGHT:
        picture = picture.transpose(guard.UPRIGHT[way])
    return _srgb(picture, profile)


def _draft(photo, width):
    """Let the decoder leave out pixels that `width` has no use for."""
    share = width * DRAFT_RESERVE / _across(photo, guard.orientation(photo))
    if share < 1:
        photo.draft(None, (ceil(photo.width * share), ceil(photo.height * share)))


def _across(picture, way):
    """The width that a picture has once it is upright."""
    return picture.height if way > 4 else picture.width


def _eight_bit(photo):
    """The photo in a mode that can be resized and that profiles know: L, RGB, RGBA, CMYK or LAB."""
    if photo.mode.startswith("I"):
        # 16 bits: 65,535 is white and 257 the step to the next of 255.
        return photo.convert("I").point(lambda value: value / 257 + 0.5).convert("L")
    if photo.has_transparency_data:
        return photo.convert("RGBA")
    if photo.mode in ("1", "F"):
        return photo.convert("L")
    if photo.mode in ("L", "RGB", "CMYK", "LAB"):
        return photo
    return photo.convert("RGB")


def _srgb(picture, profile):
    """The picture in the colours of sRGB, as RGB or RGBA. A profile that is torn or of another kind of picture is passed
    over, as browsers do."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    srgb = ImageCms.createProfile("sRGB")
    try:
        if profile:
            return ImageCms.profileToProfile(picture, BytesIO(profile), srgb, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        pass
    if picture.mode == "LAB":  # which Pillow converts no other way
        return ImageCms.profileToProfile(picture, ImageCms.createProfile("LAB"), srgb, outputMode=mode)
    return picture.convert(mode)


def _opaque(picture):
    """The picture on white, where it was transparent."""
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def small(original, width=320):
    """A photo upright and in sRGB, `width` pixels wide at most, to look at by machine."""
    return _master(original, width)


def _pictures(master, widths, focus):
    """Kind and pixels of every file to be made. Each width comes from the next larger one, which costs the least."""
    picture = master
    for width in sorted({master.width, *(w for w in widths if w < master.width)}, reverse=True):
        if width < picture.width:
            height = max(1, round(master.height * width / master.width))
            picture = picture.resize((width, height), LANCZOS)
        yield "wide", picture
    for kind, size in CROPS.items():
        yield kind, _crop(master, *size, focus)


def _crop(master, width, height, focus):
    """The largest part of the shape, made as small as asked, with the focal point as near to its middle as the edges let it.
    Without one it lies in the middle; of an upright photo a third of what is left out lies above it and two thirds below,
    for faces are high up."""
    part = min(master.width / width, master.height / height)
    across, down = width * part, height * part
    left = (master.width - across) / 2
    top = (master.height - down) / (3 if master.height > master.width else 2)
    if focus:
        left = min(max(master.width * focus[0] / 100 - across / 2, 0), master.width - across)
        top = min(max(master.height * focus[1] / 100 - down / 2, 0), master.height - down)
    share = min(1, part)
    size = max(1, round(width * share)), max(1, round(height * share))
    # Rounding may carry the far edges a hair beyond the picture, which Pillow refuses.
    box = (max(left, 0), max(top, 0), min(left + across, master.width), min(top + down, master.height))
    return master.resize(size, LANCZOS, box=box, reducing_gap=REDUCING_GAP)


def _encode(picture, format, inscription, **more):
    """The bytes of a file that says its words in XMP, and in IPTC where the format has that."""
    stream = BytesIO()
    picture.save(stream, xmp=xmp_packet(inscription), **SAVE[format] | more)
    data = stream.getvalue()
    return with_iptc(data, inscription) if format == "jpeg" else data
