"""The forms of a pack: HTML in which every element carries its own style, as WeChat's editor keeps it, the same for paper,
and plain text. They are built from the frozen body element by element; nothing of it comes through that is not named here."""

from html import escape

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import printing
from articles.desk import packing
from articles.markup import Figure, Gallery, Recording, Related, place_of
from articles.markup.tags import INLINE
from articles.markup.tree import parsed
from newsroom.grammar import arabic

# The looks of a body, in literal values: WeChat drops sheets, classes and variables.
WECHAT = {
    "story": "font-size:16px;line-height:1.75;color:#333",
    "kicker": "margin:0;font-size:15px;color:#666",
    "subtitle": "margin:0 0 .6em;font-size:17px;color:#555",
    "byline": "margin:0 0 1.2em;font-size:14px;color:#888",
    "standfirst": "margin:0 0 1.2em;padding:10px 14px;background-color:#f6f6f6;font-size:15px;color:#555",
    "label": "margin:0 0 1em;font-size:14px;color:#888",
    "p": "margin:0 0 1em;text-align:justify",
    "h2": "margin:1.4em 0 .6em;font-size:19px;line-height:1.4;font-weight:bold",
    "h3": "margin:1.2em 0 .5em;font-size:17px;line-height:1.4;font-weight:bold",
    "blockquote": "margin:0 0 1em;padding-left:12px;border-left:3px solid #ddd;color:#555",
    "pull": "margin:1.4em 0;padding:14px 0;border-top:2px solid #b3261e;border-bottom:1px solid #ddd;font-size:19px;font-weight:bold",
    "list": "margin:0 0 1em;padding-left:1.6em",
    "li": "margin:0 0 .4em",
    "table": "width:100%;margin:0 0 1em;border-collapse:collapse;font-size:14px",
    "cell": "padding:6px 8px;border:1px solid #ddd",
    "head": "padding:6px 8px;border:1px solid #ddd;font-weight:bold;background-color:#f6f6f6",
    "hr": "margin:1.6em 0;border:0;border-top:1px solid #ddd",
    "figure": "margin:1.2em 0",
    "img": "display:block;max-width:100%;height:auto;margin:0 auto",
    "caption": "margin:.5em 0 0;font-size:14px;line-height:1.5;color:#888;text-align:center",
    "credit": "font-size:13px;color:#aaa",
    "end": "margin:0;font-size:14px;color:#888",
    "foot": "margin:2em 0 0",
}
PAPER = WECHAT | {
    "story": "font-size:11pt;line-height:1.7;color:#000",
    "kicker": "margin:0;font-size:12pt",
    "headline": "margin:.2em 0;font-size:22pt;line-height:1.3;font-weight:bold",
    "subtitle": "margin:0 0 .6em;font-size:13pt",
    "figure": "margin:1em 0;break-inside:avoid",
    "img": "display:block;max-width:100%;max-height:16cm;height:auto;width:auto;margin:0 auto",
    "caption": "margin:.4em 0 0;font-size:9.5pt;line-height:1.5;color:#333;text-align:center",
    "credit": "font-size:9pt;color:#555",
}
RENAMED = {"b": "strong", "i": "em", "cite": "em", "h4": "h3", "thead": "tbody", "tfoot": "tbody"}
LOOKS = {
    "u": "text-decoration:underline",
    "s": "text-decoration:line-through",
    "sub": "font-size:12px;vertical-align:sub",
    "sup": "font-size:12px;vertical-align:super",
}
BLOCKS = {"p": "p", "h2": "h2", "h3": "h3", "ul": "list", "ol": "list", "li": "li", "table": "table"}
KEPT = {"strong", "em", "tbody", "tr"}
ELSEWHERE = {"rp", "caption"}  # round brackets stand already; a table's caption stands before it
DIRECTIONS = {"rtl", "ltr"}


def wechat(pack, source_of=None):
    """The body for WeChat. `source_of` gives the address of a Shot's file; that of its public file on this site otherwise."""
    return _Html(pack, WECHAT, source_of or public_source).story()


def paper(pack, source_of):
    """The same with its headline, for a sheet of paper."""
    return _Html(pack, PAPER, source_of).story(headline=True)


def public_source(shot):
    """The full address of the public file of a Shot; "" where it has none yet."""
    return packing.absolute(shot.address) if shot.address else ""


def is_right_to_left(pack):
    """Whether the story is written from right to left."""
    return arabic.prints(pack.words["language"])


class _Html:
    def __init__(self, pack, styles, source_of):
        self.pack, self.words, self.source_of = pack, pack.words, source_of
        turned = is_right_to_left(pack)
        self.styles = {name: look.replace("left", "right") if turned else look for name, look in styles.items()}

    def story(self, headline=False):
        words, styles = self.words, self.styles
        whole = styles["story"] + (";direction:rtl;text-align:right" if is_right_to_left(self.pack) else "")
        head = [("kicker", words["kicker"]), *([("headline", words["headline"])] if headline else [])]
        head += [("subtitle", words["subtitle"]), ("byline", printing.byline_text(words))]
        head += [("label", ai_label(words)), ("standfirst", words["standfirst"])]
        lines = "".join(self.line(name, text) for name, text in head)
        end = "".join(self.line("end", text) for text in closing(self.pack))
        foot = f'<section style="{styles["foot"]}">{end}</section>'
        return f'<section style="{whole}">{lines}{self.inside(parsed(words["body"]))}{foot}</section>'

    def line(self, name, text):
        return f'<p style="{self.styles[name]}">{_text(text)}</p>' if text else ""

    def inside(self, element):
        """What stands in an element."""
        children = (self.node(child) + _text(child.tail) for child in element if isinstance(child.tag, str))
        return _text(element.text) + "".join(children)

    def node(self, element):
        tag = RENAMED.get(element.tag, element.tag)
        if tag in {"figure", "aside"}:
            return self.place(element)
        if tag in ELSEWHERE:
            return ""
        if tag == "br":
            return "<br>"
        if tag == "hr":
            return f'<hr style="{self.styles["hr"]}">'
        inside = self.inside(element)
        if tag in {"td", "th"}:
            return f'<td{_spans(element)} style="{self.styles["head" if tag == "th" else "cell"]}{_way(element)}">{inside}</td>'
        if tag == "blockquote":
            style = self.styles["pull" if element.get("data-pull") is not None else "blockquote"]
            return f'<blockquote style="{style}{_way(element)}">{inside}</blockquote>'
        if tag in BLOCKS:
            above = "".join(self.line("label", _tidy(_said(one))) for one in element.findall("caption"))
            return f'{above}<{tag}{_start(element)} style="{self.styles[BLOCKS[tag]]}{_way(element)}">{inside}</{tag}>'
        if tag in KEPT:
            return f"<{tag}>{inside}</{tag}>"
        if tag in LOOKS:
            return f'<span style="{LOOKS[tag]}">{inside}</span>'
        if tag == "rt":
            return f"({inside})"
        if tag == "q":
            return f"“{inside}”"
        way = _way(element).strip(";")
        return f'<span style="{way}">{inside}</span>' if way and tag == "span" else inside

    def place(self, element):
        place = place_of(element)
        if isinstance(place, (Figure, Gallery)):
            caption = place.caption if isinstance(place, Gallery) else ""
            shots = "".join(self.shot(shot, place) for shot in packing.shots_of(self.pack, place))
            return (self.line("label", caption) if shots else "") + shots
        text = told_of(self.pack, place)
        return self.line("label", text) if text else ""

    def shot(self, shot, place):
        caption, alt = caption_of(self.pack, shot, place)
        source = self.source_of(shot)
        image = f'<img src="{escape(source)}" alt="{escape(alt)}" style="{self.styles["img"]}">' if source else ""
        credit = f'<span style="{self.styles["credit"]}">{_text(shot.credit)}</span>' if shot.credit else ""
        said = " ".join(filter(None, [_text(caption), credit]))
        below = f'<p style="{self.styles["caption"]}">{said}</p>' if said else ""
        return f'<section style="{self.styles["figure"]}">{image}{below}</section>'


def _text(text):
    return escape(text or "", quote=False)


def _way(element):
    """The direction that an element has of its own, as the end of its style."""
    return f";direction:{element.get('dir')}" if element.get("dir") in DIRECTIONS else ""


def _spans(element):
    return "".join(_number(element, name) for name in ("colspan", "rowspan"))


def _start(element):
    return _number(element, "start") if element.tag == "ol" else ""


def _number(element, name):
    value = element.get(name) or ""
    return f' {name}="{value}"' if value.isascii() and value.isdigit() and len(value) < 5 else ""


# ---- what all forms say


def ai_label(words):
    """What the law wants said of a text that AI made or helped to make (GB 45438-2025)."""
    if words.get("ai_part") == "generated":
        return _("This text was generated by AI.")
    return _("This text was written with the help of AI.") if words.get("ai_part") else ""


def caption_of(pack, shot, place):
    """The caption that a photo has in this place, and its alt text."""
    own = place.caption if isinstance(place, Figure) else ""
    said = pack.words["photos"][str(shot.number)]
    return own or said["caption"], packing.alt_of(pack.words, said, own)


def told_of(pack, place):
    """The line that stands for a recording or another story; "" where the site shows nothing."""
    if isinstance(place, Recording):
        found = packing.recording_of(pack, place)
        if not found:
            return ""
        kind, title, credit, address = found
        named = " ".join(filter(None, [title or pack.words["headline"], credit]))
        said = {"kind": _("Video") if kind == "video" else _("Audio"), "title": named, "address": address}
        return _("%(kind)s: %(title)s, at %(address)s") % said
    if isinstance(place, Related) and place.story in pack.others:
        return _("Related story: %(headline)s") % {"headline": pack.others[place.story]}
    return ""


def closing(pack):
    """The lines at the end of the story: where it is from, who edited it, where it is to be read."""
    source = printing.source(pack.words)
    lines = []
    if source:
        lines.append(f"{_('Source:')} {source['name']}")
        if source["title"]:
            lines.append(_("Original title: %(title)s") % {"title": source["title"]})
        if source["author"]:
            lines.append(_("Original author: %(author)s") % {"author": source["author"]})
    lines.append(printing.editor_line(pack.words))
    lines.append(_("Read the original: %(address)s") % {"address": pack.address})
    return list(filter(None, lines))


# ---- plain text


def plain(pack):
    """The story as text: a line a paragraph, an empty line between them; what is said of photos stands in its place."""
    words = pack.words
    day = date_format(timezone.localtime(pack.publication.published_at), "DATE_FORMAT")
    head = [words["kicker"], words["headline"], words["subtitle"]]
    imprint = [printing.byline_text(words), day, ai_label(words)]
    blocks = ["\n".join(filter(None, part)) for part in (head, imprint, [words["standfirst"]])]
    blocks += _Plain(pack).blocks(parsed(words["body"]))
    blocks.append("\n".join(closing(pack)))
    return "\n\n".join(filter(None, blocks)) + "\n"


class _Plain:
    def __init__(self, pack):
        self.pack = pack

    def blocks(self, root):
        """The paragraphs of what stands in an element."""
        found, run = [], root.text or ""
        for child in root:
            if not isinstance(child.tag, str):
                continue
            if child.tag in INLINE:
                run += _said(child)
            else:
                found += [run, *self.block(child)]
                run = ""
            run += child.tail or ""
        return [text for text in map(_tidy, [*found, run]) if text]

    def block(self, element):
        tag = element.tag
        if tag in {"figure", "aside"}:
            return self.place(element)
        if tag in {"ul", "ol"}:
            return ["\n".join(self.items(element))]
        if tag == "table":
            rows = ("\t".join(_tidy(_said(cell)) for cell in row.iter("td", "th")) for row in element.iter("tr"))
            places = [text for one in element.iter("figure", "aside") for text in self.place(one)]
            caption = [_said(one) for one in element.iter("caption")]
            return [*caption, "\n".join(rows), *places]
        if tag == "hr":
            return ["* * *"]
        return self.blocks(element)

    def items(self, element):
        for at, item in enumerate(element.findall("li"), _first(element)):
            mark = "· " if element.tag == "ul" else f"{at}. "
            yield mark + " ".join(" ".join(self.blocks(item)).split())

    def place(self, element):
        place = place_of(element)
        if not isinstance(place, (Figure, Gallery)):
            return [told_of(self.pack, place)]
        shots = packing.shots_of(self.pack, place)
        lines = [place.caption] if isinstance(place, Gallery) and shots else []
        for shot in shots:
            said = " ".join(filter(None, [caption_of(self.pack, shot, place)[0], shot.credit]))
            lines.append(f"[{shot.name}] {said}".strip())
        return lines


def _first(element):
    start = element.get("start") or ""
    return int(start) if element.tag == "ol" and start.isascii() and start.isdigit() else 1


def _said(element):
    """The words of an inline element; a line break is one, and the reading of a character stands in brackets."""
    if element.tag == "br":
        return "\n"
    if element.tag in {"rp", "figure", "aside"}:
        return ""
    inside = (element.text or "") + "".join(
        _said(child) + (child.tail or "") for child in element if isinstance(child.tag, str)
    )
    return f"({inside})" if element.tag == "rt" else f"“{inside}”" if element.tag == "q" else inside


def _tidy(text):
    return "\n".join(line for line in (" ".join(part.split()) for part in text.split("\n")) if line)
