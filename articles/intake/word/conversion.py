"""A document made plain as HTML, by mammoth, and from there as copy."""

import io
import re
import zipfile
from html import escape

import mammoth
from lxml import etree

from articles.intake.embedded import written
from articles.intake.html import copy_of
from articles.intake.word.names import REL, R, W

DEEPEST_LIST = 9
_RELATION = R[1:-1]
_MARK = re.compile(r'<(p|li|h[1-6])><a id="look-(\d+)"></a>')
_PICTURE = re.compile(r'<a id="picture-(\d+)"></a>')
_LEFT_OVER = re.compile(r'<a id="look-\d+"></a>')


def _style_map():
    lines = ["u => u"]
    for kind, tag in (("unordered", "ul"), ("ordered", "ol")):
        for level in range(1, DEEPEST_LIST + 1):
            lines.append(f"p:{kind}-list({level}) => {'ul|ol > li > ' * (level - 1)}{tag} > li:fresh")
    return "\n".join(lines)


def copy_of_plain(plain, package, folder):
    """The Copy of a prepass.Plain; the pictures of its Package are written into `folder`."""
    made = mammoth.convert_to_html(
        _file(plain), style_map=_style_map(), include_embedded_style_map=False, external_file_access=False
    )
    pictures = {}
    for number, found in enumerate(plain.pictures):
        pictures[f"picture-{number}"] = written(package.read(found.part), found.name, folder, found.alt)
    html = _MARK.sub(lambda mark: f'<{mark[1]} style="{_style(*plain.looks[int(mark[2])])}">', made.value)
    html = _PICTURE.sub(lambda mark: f'<img src="picture-{mark[1]}">', html)
    return copy_of(f'<div style="white-space: pre-wrap">{_LEFT_OVER.sub("", html)}</div>', pictures)


def _style(is_centred, size):
    said = ["text-align: center"] if is_centred else []
    return "; ".join([*said, f"font-size: {size:g}pt"] if size else said)


def _file(plain):
    """A Word file with nothing in it but what was made plain."""
    body = etree.tostring(plain.body, encoding="unicode", with_tail=False)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("_rels/.rels", _relations({"main": ("officeDocument", "word/document.xml", "Internal")}))
        links = {name: ("hyperlink", target, "External") for name, target in plain.links.items()}
        archive.writestr("word/_rels/document.xml.rels", _relations(links))
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W[1:-1]}">{body}</w:document>')
        archive.writestr("word/numbering.xml", _numbering())
    packed.seek(0)
    return packed


def _relations(relations):
    rows = "".join(
        f'<Relationship Id="{name}" Type="{_RELATION}/{kind}" Target="{escape(target)}" TargetMode="{mode}"/>'
        for name, (kind, target, mode) in relations.items()
    )
    return f'<Relationships xmlns="{REL[1:-1]}">{rows}</Relationships>'


def _numbering():
    """Two lists: the first has bullets, the second numbers."""
    written = ""
    for number, form in (("1", "bullet"), ("2", "decimal")):
        levels = "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/></w:lvl>' for level in range(DEEPEST_LIST))
        written += f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'
    for number in "12":
        written += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    return f'<w:numbering xmlns:w="{W[1:-1]}">{written}</w:numbering>'
