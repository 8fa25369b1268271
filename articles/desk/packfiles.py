"""The files of a pack: photos within the limits of WeChat, two cuts of the cover, the texts, and the zip of them all."""

import io
import re
import zipfile

from django.template.loader import render_to_string

from articles.desk import packforms, packing
from media import renditions, stores
from media.tasks import inscription

COVERS = {"cover.jpg": (900, 383), "cover-square.jpg": (500, 500)}  # 2.35:1 and 1:1
TEXTS = {"story.txt": "text/plain", "body.html": "text/html", "story.html": "text/html", "credits.txt": "text/plain"}
# One moment for all files of every zip, so that the same version gives the same bytes: the first that a zip can say.
EVER = (1980, 1, 1, 0, 0, 0)
UNSAFE = re.compile(r"[^\w.-]+")


def names(pack):
    """The names of all files of a pack, in the order in which its zip holds them."""
    pictures = [f"pictures/{shot.name}" for shot in pack.shots.values()]
    return [*TEXTS, *(COVERS if pack.cover else ()), *pictures]


def content_of(pack, name):
    """The bytes of one file of a pack, by its name in `names`. Raises KeyError for another name, OSError where the photo's
    file is not there."""
    if name in COVERS and pack.cover:
        return _cut(pack.cover, COVERS[name])
    if name in TEXTS:
        return _text(pack, name).encode()
    return _picture({f"pictures/{shot.name}": shot for shot in pack.shots.values()}[name])


def zipped(pack):
    """All files of a pack as the bytes of one zip. A photo whose files are not there is left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names(pack):
            try:
                content = content_of(pack, name)
            except OSError:
                continue
            entry = zipfile.ZipInfo(name, EVER)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED if name in TEXTS else zipfile.ZIP_STORED
            archive.writestr(entry, content)
    return stream.getvalue()


def name_of_zip(pack):
    """What the zip is called: the day, the number and the headline of the story."""
    headline = UNSAFE.sub("-", pack.words["headline"]).strip("-.")[:40].strip("-.")
    parts = [f"{pack.publication.date:%Y%m%d}", str(pack.publication.story), f"v{pack.publication.version}", headline]
    return f"{'-'.join(filter(None, parts))}.zip"


def _text(pack, name):
    inside = lambda shot: f"pictures/{shot.name}"  # noqa: E731
    if name == "story.txt":
        return packforms.plain(pack)
    if name == "credits.txt":
        return _credits(pack)
    if name == "body.html":
        return packforms.wechat(pack, inside)
    context = {"pack": pack, "body": packforms.paper(pack, inside), "turned": packforms.is_right_to_left(pack)}
    return render_to_string("desk/pack_paper.html", context)


def _credits(pack):
    """A paragraph a photo: its file, what is printed under it, to whom it is owed, what it shows."""
    covers = [f"{' '.join(COVERS)}\n{_owed(pack.cover)}"] if pack.cover else []
    return "\n\n".join([*(f"pictures/{shot.name}\n{_owed(shot)}" for shot in pack.shots.values()), *covers, ""])


def _owed(shot):
    return "\n".join(filter(None, [shot.caption, shot.credit, shot.alt if shot.alt != shot.caption else ""]))


def _picture(shot):
    if shot.rendition:
        with stores.photos().open(shot.rendition.name) as stream:
            return stream.read()
    with stores.originals().local(shot.photo.original) as path:
        return renditions.within(path, packing.WIDEST, packing.HEAVIEST, metadata=inscription(shot.photo))


def _cut(shot, size):
    photo = shot.photo
    focus = None if photo.focus_x is None else (photo.focus_x, photo.focus_y)
    with stores.originals().local(photo.original) as path:
        return renditions.cut(path, *size, metadata=inscription(photo), focus=focus)
