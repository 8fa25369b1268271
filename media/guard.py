"""Is this file a photo, whole and of bearable size? Asked before anything of it is kept.

The first bytes say which one decoder may open it. That decoder then loads all of it in a process of its own, with little
memory and time. This file is also the program of that process, so it imports nothing of the project.
"""

import contextlib
import json
import logging
import mmap
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

try:
    import resource
except ImportError:  # Windows: the wall clock alone bounds the child there
    resource = None

MAX_BYTES = 80_000_000
MAX_SIDE = 30_000
MAX_PIXELS = 100_000_000
MAX_SCANS = 100
# Of a JPEG that is sent in several passes, which a decoder holds whole, two bytes a sample: 25 megapixels in full colour, or
# 50 with the colours halved as cameras do.
MAX_HELD_SAMPLES = 75_000_000
CHILD_MEMORY = 1 << 30
CHILD_PROCESSOR_SECONDS = 20
CHILD_WALL_SECONDS = 60

EXTENSIONS = {
    "jpeg": "jpg",
    "png": "png",
    "webp": "webp",
    "gif": "gif",
    "tiff": "tif",
    "avif": "avif",
    "heic": "heic",
}
# Named through their modules: these are loaded then, and Pillow's forty others are not.
DECODERS = {
    "jpeg": JpegImagePlugin.JpegImageFile.format,
    "png": PngImagePlugin.PngImageFile.format,
    "webp": WebPImagePlugin.WebPImageFile.format,
    "gif": GifImagePlugin.GifImageFile.format,
    "tiff": TiffImagePlugin.TiffImageFile.format,
    "avif": AvifImagePlugin.AvifImageFile.format,
    "heic": "HEIF",  # of pillow_heif, which there is not for every machine
}
AVIF_BRANDS = {b"avif", b"avis"}
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis"}
# What a JPEG decoder stops at: any marker but the restarts; or padding that no camera writes.
JPEG_MARKER = re.compile(rb"\xff{64}|\xff[\x01-\xcf\xd8-\xfe]")
# The heads of a picture, but for three numbers among them that mean something else; those of one in passes.
JPEG_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
JPEG_PASSES = {0xC2, 0xC6, 0xCA, 0xCE}
# How a child ends that used up its processor time; None where no such limit is known.
OVERTIME = -signal.SIGXCPU if hasattr(signal, "SIGXCPU") else None
ORIENTATION = 0x0112
# What turns a picture upright, by its orientation.
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
NEW_SUBFILE_TYPE = 0x00FE

Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # so that Pillow's own alarm goes off where ours does, everywhere

log = logging.getLogger("newsroom.photos")


class Refused(Exception):
    """The file is not taken. `code` says why: empty, not_a_photo, too_large, too_many_pixels, in_passes, broken,
    took_too_long."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Inspection:
    """What a photo turned out to be: format (a key of EXTENSIONS), and pixels as a viewer sees it, turned upright; and what
    it looks like, 64 bits as media.likeness reads them."""

    format: str
    width: int
    height: int
    likeness: int = 0

    @property
    def extension(self):
        """The extension that the content calls for, without a dot."""
        return EXTENSIONS[self.format]


def inspect(path):
    """What the photo at `path` is, as an Inspection, once every pixel of it could be read. Raises Refused."""
    path = Path(path)
    size = path.stat().st_size
    if size == 0:
        raise Refused("empty")
    if size > MAX_BYTES:
        raise Refused("too_large")
    format = sniff(path)
    if format is None or not _is_known(format):
        raise Refused("not_a_photo")
    return Inspection(format, *_measure_in_child(path, format))


def sniff(path):
    """The format that the first bytes of a file claim, a key of EXTENSIONS; None for anything else."""
    with Path(path).open("rb") as stream:
        head = stream.read(64)
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith((b"II*\0", b"MM\0*")):
        return "tiff"
    if head[4:8] == b"ftyp":
        return _sniff_brands(head)
    return None


def open_photo(path, format):
    """The photo at `path` as Pillow opens it (lazily), by the decoder of `format` and no other. Raises what Pillow raises."""
    if format == "heic":
        import pillow_heif

        # One thread, for each takes its share of the memory; and never the thumbnail for the photo: it may show another one.
        pillow_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)
    return Image.open(path, formats=[DECODERS[format]])


def orientation(photo):
    """How an open photo lies, 1 to 8 as EXIF counts; 1 where it does not say. Ask after the pixels are loaded, for some
    decoders turn the photo while they load."""
    try:
        found = photo.getexif().get(ORIENTATION)
    except MemoryError:
        raise
    except Exception:  # a torn EXIF block raises many things, and is no reason to refuse the pixels
        return 1
    return found if found in range(1, 9) else 1


def _sniff_brands(head):
    """avif or heic by the brands of an ISO media file, the major one and those it says it is compatible with."""
    length = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, length, 4))}
    if brands & AVIF_BRANDS:
        return "avif"
    if brands & HEIC_BRANDS:
        return "heic"
    return None


def _is_known(format):
    return format != "heic" or find_spec("pillow_heif") is not None


def _measure_in_child(path, format):
    """Width, height and likeness from a process of its own. Raises Refused.

    A fresh interpreter, not a fork: the web server has threads, and a forked child inherits their locks held for ever.
    For the same reason it sets its limits itself: `preexec_fn` would run between fork and exec. `-P` keeps the folder
    of this file, full of modules with common names, off its import path."""
    command = [sys.executable, "-P", __file__, str(path), format, str(CHILD_PROCESSOR_SECONDS)]
    try:
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=CHILD_WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise Refused("took_too_long") from None
    if ended.returncode == OVERTIME:
        raise Refused("took_too_long")
    if ended.returncode != 0:
        log.warning("looking at a %s ended with %s: %s", format, ended.returncode, ended.stderr[-500:])
        raise Refused("broken")
    answer = json.loads(ended.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"])
    return answer["width"], answer["height"], int(answer["likeness"], 16)


def _main(path, format, processor_seconds):
    """What the child does: say on the standard output, in JSON, how large the photo is or why it is refused."""
    _limit(int(processor_seconds))
    try:
        width, height, likeness = _measure(path, format)
        answer = {"width": width, "height": height, "likeness": f"{likeness:016x}"}
    except Refused as refusal:
        answer = {"refused": refusal.code}
    json.dump(answer, sys.stdout)


def _limit(processor_seconds):
    if resource is None:
        return
    # Each in its own right: macOS knows no bound of the address space.
    for what, bound in (
        (resource.RLIMIT_AS, CHILD_MEMORY),
        (resource.RLIMIT_CPU, processor_seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (bound, resource.getrlimit(what)[1]))


def _measure(path, format):
    """Load every pixel; width and height of the photo upright, and its likeness. Raises Refused, for whatever goes wrong."""
    Image.MAX_IMAGE_PIXELS = None  # here we measure ourselves, and one answer is enough
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each thread takes its share of the address space
    try:
        if format == "jpeg":
            _scan_jpeg(path)
        with open_photo(path, format) as photo:
            _check_size(*photo.size)
            if format == "tiff" and photo.tag_v2.get(NEW_SUBFILE_TYPE, 0) & 1:
                raise Refused("not_a_photo")  # a camera's raw file, showing its small preview
            width, height = _load(photo)
            way = orientation(photo)
            size = (height, width) if way > 4 else (width, height)
            return *size, _likeness(photo, way)
    except Refused:
        raise
    except MemoryError:
        raise Refused("too_many_pixels") from None
    except Exception:
        raise Refused("broken") from None


def _load(photo):
    """Decode all of an open photo; its size in pixels, which some decoders know only then."""
    if photo.format not in ("JPEG", "MPO"):
        photo.load()
        _check_size(*photo.size)
        return photo.size
    size = photo.size
    # An eighth as wide: every byte is decoded all the same, but into a 64th of the memory.
    photo.draft(None, (1, 1))
    photo.load()
    return size


def _likeness(photo, way):
    """The difference hash of a loaded photo, an int of 64 bits. It is taken upright: a phone turns its photos by EXIF, and
    what is sent on has been turned for good."""
    if photo.mode not in ("L", "LA", "RGB", "RGBA", "CMYK"):  # first smaller: others can't be averaged as they are
        photo = photo.resize([min(side, 512) for side in photo.size], Image.Resampling.NEAREST)
    if photo.mode.startswith("I"):  # 16 bits, of which Pillow would cut off the upper ones
        photo = photo.convert("I").point(lambda value: value / 257).convert("L")
    if photo.mode not in ("L", "LA", "RGB", "RGBA", "CMYK"):
        photo = photo.convert("RGB")
    grey = photo.resize((64, 64), Image.Resampling.BOX, reducing_gap=2.0).convert("RGB").convert("L")
    if way in UPRIGHT:
        grey = grey.transpose(UPRIGHT[way])
    cells = grey.resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (cells[row * 9 + column] > cells[row * 9 + column + 1])
    return bits


def _check_size(width, height):
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise Refused("too_many_pixels")


def _scan_jpeg(path):
    """Refuse what costs a decoder far more than its pixels: a hundred passes over the photo, passes over a very large one, or
    endless padding.

    Only what a decoder would come to is looked at, up to the end of the first picture: phones append films, and cameras
    put whole profiles and thumbnails into segments, where such bytes mean nothing."""
    scans, at, frame, held = 0, 2, b"", False
    with Path(path).open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        while found := JPEG_MARKER.search(data, at):
            at = found.end()
            marker = found[0][1]
            if marker == 0xFF:
                raise Refused("broken")
            if marker == 0xD9:
                return
            if marker in JPEG_FRAMES and not frame:
                frame, held = data[at : at + 32], marker in JPEG_PASSES
            if marker == 0xDA:
                scans += 1
                if scans > MAX_SCANS:
                    raise Refused("broken")
                # One colour after the other is as much to hold as one pass after the other.
                if (held or data[at + 2 : at + 3] < frame[7:8]) and _samples(frame) > MAX_HELD_SAMPLES:
                    raise Refused("in_passes")
            if marker not in (0x01, 0xD8):
                at += int.from_bytes(data[at : at + 2], "big")


def _samples(frame):
    """How many samples a JPEG has by the head of its picture: size, bits, height, width, and three bytes for each colour, the
    second of which says how often it is taken across and down."""
    height, width, colours = int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[5:7], "big"), frame[7]
    taken = [(frame[at] >> 4, frame[at] & 15) for at in range(9, min(8 + 3 * colours, len(frame)), 3)]
    most = max(across for across, _ in taken) * max(down for _, down in taken)
    return sum(width * height * across * down // max(most, 1) for across, down in taken)


if __name__ == "__main__":
    _main(*sys.argv[1:])
