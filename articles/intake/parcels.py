"""Files that came together, in a mail or a zip: the one that is copy, and the pictures beside it. Pure."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from articles.intake import docx, html, office, placing, plaintext
from articles.intake.copy import Picture, Unreadable
from media import guard

TEXTS = {".txt", ".text", ".md"}
PAGES = {".html", ".htm"}
WORD = {".docx", ".docm"}
DOCUMENTS = WORD | office.EXTENSIONS
PACKED = {".rar", ".7z", ".tar", ".gz", ".tgz", ".zip"}
MOST_NAMED = 10
LONGEST_PAGE = 5_000_000  # bytes of a text or a page
# What systems and programs put beside the files of a person.
JUNK_FOLDERS = {"__macosx", ".git", ".svn", "$recycle.bin"}
JUNK = re.compile(r"\.|~\$|thumbs\.db$|desktop\.ini$|ehthumbs|att\d{5}\.(?:txt|htm)", re.IGNORECASE)
_CAPTIONS = re.compile(r"图片?(?:说明?|注|释|文字说明)|(?:照片|配图|插图)(?:说明|文字)|captions?", re.IGNORECASE)


@dataclass(frozen=True)
class File:
    """A file on disk, and the name it came under, without folders. One that was too large to be unpacked has no path."""

    name: str
    path: Path | None


@dataclass
class Parcel:
    """Files by what they are: those that are copy, texts with captions alone, pictures, and all others."""

    copies: list[File] = field(default_factory=list)
    captions: list[File] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    others: list[File] = field(default_factory=list)


class Beside(dict):
    """Pictures by the addresses that a page beside them has for them, in whatever folder it looks for them."""

    def __init__(self, pictures):
        super().__init__((picture.name.lower(), picture) for picture in pictures)

    def get(self, source, default=None):
        return super().get(last_name(unquote(source)).lower(), default)


def is_junk(name):
    """Whether a file of this name, which may have folders before it, is one that no person sent on purpose."""
    *folders, last = PurePosixPath(name).parts or ("",)
    return any(folder.lower() in JUNK_FOLDERS for folder in folders) or bool(JUNK.match(last))


def digest(data):
    """The SHA-256 of `data`, as a Picture has it."""
    return hashlib.sha256(data).hexdigest()


def keep(data, name, folder):
    """The Picture that `data` is, written into `folder`; None where it is none that the photo desk takes."""
    folder = Path(folder)
    sha256 = digest(data)
    path = folder / sha256
    path.write_bytes(data)
    format = guard.sniff(path)
    if format is None:
        path.unlink()
        return None
    kept = path.replace(folder / f"{sha256}.{guard.EXTENSIONS[format]}")
    return Picture(kept, name or kept.name, sha256)


def write(data, name, folder):
    """A File with `data`, in `folder` under a name of our own with the extension that it came with."""
    extension = PurePosixPath(name).suffix.lower()
    if not re.fullmatch(r"\.[a-z0-9]{2,5}", extension):
        extension = ""
    path = Path(folder) / f"{digest(data)}{extension}"
    path.write_bytes(data)
    return File(name, path)


def sort(came, pictures_folder, folder):
    """The Parcel of files that `came` as (name, bytes), or (name, None) where nobody wants the bytes: pictures are written
    into `pictures_folder`, others into `folder`. What came twice counts once."""
    parcel, seen = Parcel(), set()
    for name, data in came:
        if data is None:
            parcel.others.append(File(last_name(name), None))
            continue
        if digest(data) in seen or not data or is_junk(name):
            continue
        seen.add(digest(data))
        if picture := keep(data, last_name(name), pictures_folder):
            parcel.pictures.append(picture)
            continue
        file = write(data, last_name(name), folder)
        if kind_of(file) not in (TEXTS, PAGES, DOCUMENTS):
            parcel.others.append(file)
        elif kind_of(file) is TEXTS and _CAPTIONS.search(file.name):
            parcel.captions.append(file)
        else:
            parcel.copies.append(file)
    return parcel


def last_name(name):
    """A name without folders and control characters, composed as keyboards type it (macOS packs names decomposed)."""
    last = re.split(r"[/\\]", name)[-1].strip()
    return unicodedata.normalize("NFC", "".join(c for c in last if c.isprintable()))[:200]


def kind_of(file):
    """TEXTS, PAGES or DOCUMENTS; None for a file that is not copy."""
    extension = PurePosixPath(file.name).suffix.lower()
    return next((kind for kind in (TEXTS, PAGES, DOCUMENTS) if extension in kind), None)


def only_copy(parcel):
    """The one file that is copy; None where there is none. Raises Unreadable: several_copies, with their `names`."""
    if len(parcel.copies) > 1:
        raise Unreadable("several_copies", names=listed(parcel.copies))
    return parcel.copies[0] if parcel.copies else None


def listed(files):
    """The names of files for a message, the first ten of them."""
    names = [file.name for file in files]
    return "、".join(names[:MOST_NAMED]) + ("…" if len(names) > MOST_NAMED else "")


def read(file, folder, pictures=()):
    """The Copy that a File of one of these kinds is; a page shows those of `pictures` that it refers to. Raises
    Unreadable."""
    kind = kind_of(file)
    if kind is DOCUMENTS:
        return _read_document(file.path, folder)
    if file.path.stat().st_size > LONGEST_PAGE:
        raise Unreadable("too_large", bytes=LONGEST_PAGE)
    text = plaintext.decode(file.path.read_bytes())
    return html.copy_of(text, Beside(pictures), folder=folder) if kind is PAGES else plaintext.copy_of(text)


def _read_document(path, folder):
    if path.suffix not in WORD:
        return office.read(path, folder)
    try:
        return docx.read(path, folder)
    except Unreadable as reason:
        if reason.code != "not_docx":
            raise
    return office.read(path, folder)  # an old file that somebody gave the new ending


def together(copy, parcel):
    """`copy` with what came beside it: captions that a text of their own gives, pictures in their places, and the names of
    what was left out."""
    told, pieces = list(copy.told), list(copy.pieces)
    for file in parcel.captions:
        pieces += plaintext.copy_of(plaintext.decode(file.path.read_bytes())).pieces
        told.append("captions_file")
    if parcel.others:
        told.append("other_files")
    if any(PurePosixPath(file.name).suffix.lower() in PACKED for file in parcel.others):
        told.append("packed_files")
    left_out = [*copy.left_out, *(file.name for file in parcel.others)]
    copy = replace(copy, pieces=pieces, told=list(dict.fromkeys(told)), left_out=left_out)
    return placing.place(copy, parcel.pictures)
