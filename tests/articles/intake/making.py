"""Invented files: a Word file, pictures, a zip, a mail."""

import io
import zipfile
from email.message import EmailMessage

from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(*lines):
    """A Word file with these paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    document = f'<?xml version="1.0"?><w:document {NAMES}><w:body>{body}</w:body></w:document>'
    return packed({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document})


def picture(shade=0, format="JPEG", side=8):
    """A picture of one shade, another file for every shade."""
    made = io.BytesIO()
    Image.new("RGB", (side, side), (shade, 0, 0)).save(made, format)
    return made.getvalue()


def large_picture(shade=0):
    """A picture of more than 20 KB."""
    return picture(shade) + bytes(25_000)


def packed(files, *, raw=None):
    """A zip of `files`, name → content. With `raw`, a charset, names are written in it, without the mark of UTF-8."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if raw:
                info = _named(name.encode(raw), info)
            archive.writestr(info, content)
    return made.getvalue()


def _named(name, info):
    class Raw(zipfile.ZipInfo):
        __slots__ = ()

        def _encodeFilenameFlags(self):
            return name, 0

    made = Raw(info.filename)
    made.compress_type = info.compress_type
    return made


def mail(text="", *, subject="来稿", page=None, files=(), sender="周牧野 <zhou@example.org>"):
    """The bytes of a mail with these words, page and files as (name, bytes, type)."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "desk@example.org", subject
    made.set_content(text)
    if page is not None:
        made.add_alternative(page, subtype="html")
    for name, content, kind in files:
        main, _, sub = kind.partition("/")
        made.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return made.as_bytes()


# Of HTML, what has cost a reader of it more with each piece that came before.
NOISE = (
    "<div>",
    "<table><tr><td>",
    "<i></b>",
    "<b>x</i>",
    "<ul><li>",
    "<ul><li>" + "<p>x" * 20_000,
    "x<br>",
    "<p>x<!",
    "<font size=5>x",
    "&nbsp;<b>",
)
