"""The pictures of a WordPress body: in shortcodes, in figures, or bare between the words. Pure."""

import re
from dataclasses import dataclass, replace

import lxml.html

from articles import markup

_ATTRIBUTE = re.compile(r"""([a-z_]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))""", re.ASCII)
_IMAGE = re.compile(r"(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?", re.IGNORECASE)
_NUMBER = re.compile(r"(?:wp-image-|attachment_)(\d{1,15})", re.ASCII)
_OPENING = re.compile(r"(?<!\[)\[(caption|wp_caption|gallery)(?=[\s\]])")
_ATTRIBUTES = re.compile(r"""(?:[^\[\]"']++|"[^"]*+"|'[^']*+')*+\]""")
LONGEST_SHORTCODE = 2000  # characters between its brackets
# Where pictures that load late keep their address.
SOURCES = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "src")
SIGNS = {"emoji", "wp-smiley"}


@dataclass(frozen=True)
class Picture:
    """A picture of a body: the number of the file it is (0: not said), the address it was shown from ("": not said), and
    what was said of it there."""

    number: int
    address: str
    caption: str = ""
    alt: str = ""


class Album:
    """The pictures of one body, in the order in which they were put in, counted from 1."""

    def __init__(self):
        self.pictures = []

    def place(self, picture):
        """A photo place for `picture`, as an element."""
        self.pictures.append(picture)
        return self._element(markup.Figure(len(self.pictures)))

    def gallery(self, pictures, caption=""):
        """A gallery of `pictures`, as an element."""
        first = len(self.pictures) + 1
        self.pictures += pictures
        figure = lxml.html.Element("figure")
        figure.set("data-gallery", " ".join(str(n) for n in range(first, first + len(pictures))))
        line = lxml.html.Element("figcaption")
        line.text = caption
        figure.append(line)
        return figure

    def bare(self, block):
        """The number of the picture that a photo place shows without a caption; None where `block` is none."""
        number = int(block.get("data-photo") or 0) if block.tag == "figure" else 0
        return number if number and not self.pictures[number - 1].caption else None

    def caption(self, number, text):
        """Give a picture its caption."""
        self.pictures[number - 1] = replace(self.pictures[number - 1], caption=text)

    @staticmethod
    def _element(figure):
        return lxml.html.fragment_fromstring(markup.figure_html(figure))


def without_shortcodes(content, attached=()):
    """`content` with [caption] and [gallery] as figures; other shortcodes are text, and stay. `attached` are the numbers of
    what a gallery without numbers shows."""
    parts, at = [], 0
    closes = dict.fromkeys(("caption", "wp_caption"), True)
    for opening in _OPENING.finditer(content):
        name, start = opening[1], _end_of_shortcode(content, opening.end())
        if opening.start() < at or start < 0 or not closes.get(name, True):
            continue
        said = content[opening.end() : start - 1]
        end = start
        if name == "gallery":
            figure = _gallery(said, attached)
        else:
            end = content.find(f"[/{name}]", start)
            closes[name] = end >= 0  # one that never closes stays as text, and so does what opens after it
            if end < 0:
                continue
            figure = _figure(said, content[start:end])
            end += len(name) + 3
        parts += [content[at : opening.start()], figure]
        at = end
    return "".join([*parts, content[at:]])


def _end_of_shortcode(content, at):
    """The offset behind the bracket that closes what opened before `at`, brackets in quotes left aside; -1 where none does."""
    found = _ATTRIBUTES.match(content, at, at + LONGEST_SHORTCODE)
    return found.end() if found else -1


def _attributes(text):
    return {name: first or second or third for name, first, second, third in _ATTRIBUTE.findall(text)}


def _figure(attributes, inner):
    """The shortcode as the figure that it shows."""
    said = _attributes(attributes)
    image = _IMAGE.search(inner)
    if image is None:
        return inner
    words = inner[: image.start()] + inner[image.end() :]
    number = _NUMBER.search(said.get("id", ""))
    known = f' data-number="{number[1]}"' if number else ""
    words = re.sub(r"\s*\n\s*", " ", words).strip() or said.get("caption", "")
    return f"\n\n<figure{known}>{image[0]}<figcaption>{words}</figcaption></figure>\n\n"


def _gallery(attributes, attached):
    said = _attributes(attributes)
    listed = re.findall(r"\d{1,15}", said.get("ids") or said.get("include") or "")
    left_out = set(re.findall(r"\d{1,15}", said.get("exclude", "")))
    numbers = listed or [str(number) for number in attached]
    numbers = " ".join(number for number in numbers if number not in left_out)
    return f'\n\n<figure data-numbers="{numbers}"></figure>\n\n' if numbers else ""


def write_signs(root):
    """Put the characters in place of signs that are drawn as pictures, as smileys are."""
    for image in list(root.iter("img")):
        if SIGNS & set((image.get("class") or "").split()):
            image.tail = (image.get("alt") or "") + (image.tail or "")
            image.drop_tree()


def images(element):
    """The pictures in `element`; one that says neither number nor address is none, and goes."""
    found = []
    for image in list(element.iter("img")):
        if address_of(image) or number_of(image):
            found.append(image)
        else:
            image.drop_tree()
    return found


def picture_of(image, caption="", number=0):
    """The Picture that an `img` shows."""
    return Picture(
        number_of(image) or number,
        address_of(image),
        " ".join(caption.split()),
        " ".join((image.get("alt") or "").split()),
    )


def address_of(image):
    """Where an `img` is shown from; "" for one that was written into the text itself."""
    found = next((image.get(name) for name in SOURCES if image.get(name)), "").strip()
    return "" if found.lower().startswith("data:") else found


def number_of(image):
    """The number of the file that an `img` says it shows, 0 where it says none."""
    if found := _NUMBER.search(image.get("class") or ""):
        return int(found[1])
    said = image.get("data-id") or image.get("data-attachment-id") or ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else 0
