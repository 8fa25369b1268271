"""The pictures that HTML from outside refers to. Pure."""

import base64
import binascii
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote_to_bytes

from articles.intake.copy import Picture

MAX_BYTES = 20_000_000
EXTENSIONS = {
    "jpeg": "jpg",
    "jpg": "jpg",
    "png": "png",
    "gif": "gif",
    "webp": "webp",
    "bmp": "bmp",
    "tiff": "tif",
    "heic": "heic",
    "avif": "avif",
}
ALT_LENGTH = 500
_DATA = re.compile(r"data:image/([a-z]{3,4})((?:;[^,;]{0,100}){0,4}),", re.IGNORECASE)
# What programs write where a person's words belong: WPS IMG_256, Word "Picture 1", the name of the file.
_MACHINE_ALT = re.compile(
    r"IMG[_-]?\d+|(picture|image|图片|图像)\s*\d*|[^\s]{1,200}\.(jpe?g|png|gif|webp|bmp|tiff?|heic|emf|wmf)|https?://\S+",
    re.IGNORECASE,
)
_DESCRIBED_BY_MACHINE = re.compile(r"\n\s*\n|description (automatically )?generated|自动生成", re.IGNORECASE)


class Pictures:
    """Pictures by what an `img` calls them. `used` are those that were placed, each once, in order; `told` the codes of
    what could not be."""

    def __init__(self, known, folder=None):
        self.known = known
        self.folder = None if folder is None else Path(folder)
        self.used = []
        self.told = []
        self._places = {}

    def place(self, attributes):
        """The place among `used` of the picture that an `img` with these attributes shows; None where it shows none."""
        source = (attributes.get("src") or "").strip()
        picture = self.known.get(source) or self._held(source)
        if picture is None:
            self._tell(source or attributes.get("data-src", ""), attributes)
            return None
        if picture.sha256 not in self._places:
            self._places[picture.sha256] = len(self.used)
            self.used.append(replace(picture, alt=picture.alt or human(attributes.get("alt", ""))))
        return self._places[picture.sha256]

    def _tell(self, source, attributes):
        if attributes.get("width") in ("0", "1") and attributes.get("height") in ("0", "1"):
            return  # it counts readers, and is no picture
        is_linked = re.match(r"(https?:)?//", source, re.IGNORECASE)
        self.told.append("linked_picture" if is_linked else "lost_picture")

    def _held(self, source):
        """The picture that is written out in `source` itself, once it is in the folder; None where there is none."""
        found = _DATA.match(source)
        if not found or self.folder is None or found[1].lower() not in EXTENSIONS or len(source) > 2 * MAX_BYTES:
            return None
        try:
            content = source[found.end() :]
            is_coded = found[2].lower().endswith(";base64")
            data = base64.b64decode(unquote_to_bytes(content)) if is_coded else unquote_to_bytes(content)
        except (binascii.Error, ValueError):
            return None
        if not 0 < len(data) <= MAX_BYTES:
            return None
        return written(data, f"picture.{EXTENSIONS[found[1].lower()]}", self.folder)


def written(data, name, folder, alt=""):
    """The Picture of `data`, written into `folder` under its hash."""
    sha256 = hashlib.sha256(data).hexdigest()
    suffix = Path(name).suffix.lower()
    path = Path(folder) / (sha256 + (suffix if re.fullmatch(r"\.[a-z0-9]{1,5}", suffix) else ""))
    if not path.exists():
        path.write_bytes(data)
    return Picture(path, name, sha256, alt)


def human(alt):
    """A description of a picture if a person wrote it, else nothing."""
    alt = " ".join(alt.split()) if not _DESCRIBED_BY_MACHINE.search(alt) else ""
    return "" if _MACHINE_ALT.fullmatch(alt) else alt[:ALT_LENGTH]
