"""The picture that a shared link shows: a story's headline in type on the colour of the paper, its photo beside it. Pure."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageOps

from media import guard
from media.typesetting import ARABIC, can_set, draw_line, fit, lines_of, settable, width_of
from newsroom.colours import GREY, INK, PAPER, RED

SIZE = 1200, 630
LOOK = 1  # raised whenever cards come to look different
EDGE = 56
PHOTO_WIDTH = 480
LINES = 3
SIZES_BESIDE, SIZES_ALONE = (64, 58, 52, 47, 43), (96, 84, 74, 66)
LEADING = 1.36
KICKER, HOUSE, CREDIT, LABEL = 28, 30, 19, 28
LOGO = 52  # pixels high


@dataclass(frozen=True)
class Card:
    """What a card says. `label` stands on the photo itself, as the law asks where AI made or changed it; `focus` is the point
    of the photo that the crop keeps, in per cent from the left and the top; `colour` that of the masthead, "" for the house's
    red."""

    headline: str
    kicker: str = ""
    house: str = ""
    credit: str = ""
    label: str = ""
    colour: str = ""
    focus: tuple = (50, 40)


def draw(card, photo=None, logo=None):
    """The card as the bytes of a JPEG, 1200×630. `photo` and `logo` are open files of what was made here, or None. What the
    photo's file says of itself goes along."""
    said = {}
    sheet = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(sheet)
    is_rtl = bool(ARABIC.search(card.headline))
    left, right = EDGE, SIZE[0] - EDGE
    if photo:
        at = 0 if is_rtl else SIZE[0] - PHOTO_WIDTH
        picture, said = _crop(photo, card.focus)
        sheet.paste(picture, (at, 0))
        _label(pen, card.label, at)
        left, right = (PHOTO_WIDTH + EDGE, right) if is_rtl else (left, at - EDGE)
        _credit(pen, settable(card.credit), at)
    start, way = (right, -1) if is_rtl else (left, 1)
    colour = card.colour or RED
    pen.rectangle(_box(start, EDGE, way * 88, 8), fill=colour)
    _words(pen, card, (start, right - left), is_rtl, SIZES_BESIDE if photo else SIZES_ALONE)
    _house(sheet, pen, card, (start, right - left), is_rtl, logo)
    stream = BytesIO()
    sheet.save(stream, "JPEG", quality=86, progressive=True, **said)
    return stream.getvalue()


def _crop(photo, focus):
    """The part of the photo that the card shows, and what its file says, as Pillow writes it."""
    with guard.open_photo(photo, "jpeg") as found:
        said = {"xmp": found.info["xmp"]} if "xmp" in found.info else {}
        found.draft("RGB", (2 * PHOTO_WIDTH, SIZE[1]))
        middle = (focus[0] / 100, focus[1] / 100)
        size = (PHOTO_WIDTH, SIZE[1])
        return ImageOps.fit(found.convert("RGB"), size, Image.Resampling.LANCZOS, centering=middle), said


def _label(pen, text, at):
    if text:
        line = lines_of(text, LABEL, PHOTO_WIDTH, 1)[0]
        pen.rectangle((at, 0, at + width_of(line, LABEL) + LABEL, round(1.5 * LABEL)), fill="#000000")
        draw_line(pen, line, LABEL, (at + LABEL // 2, round(1.1 * LABEL)), "#ffffff")


def _credit(pen, text, at):
    """Whose the photo is, on a strip of paper at its foot."""
    if not text or not can_set(text):
        return
    line = lines_of(text, CREDIT, PHOTO_WIDTH - 2 * CREDIT, 1)[0]
    wide = width_of(line, CREDIT)
    x = at + PHOTO_WIDTH - wide - 2 * CREDIT
    pen.rectangle((x, SIZE[1] - 2 * CREDIT, at + PHOTO_WIDTH, SIZE[1]), fill=PAPER)
    is_rtl = bool(ARABIC.search(text))
    base = SIZE[1] - round(0.7 * CREDIT)
    draw_line(pen, line, CREDIT, (x + CREDIT + (wide if is_rtl else 0), base), GREY, is_rtl=is_rtl)


def _words(pen, card, room, is_rtl, sizes):
    """Kicker and headline, in the middle between the rule above and the name of the house below."""
    headline, kicker = settable(card.headline), settable(card.kicker)
    if not headline or not can_set(headline):
        return
    start, width = room
    size, lines = fit(headline, sizes, width, LINES)
    leading = round(size * LEADING)
    kicker = kicker if can_set(kicker) else ""
    high = len(lines) * leading + (2 * KICKER if kicker else 0)
    top, foot = EDGE + 24, SIZE[1] - EDGE - LOGO - 12
    y = top + max(0, foot - top - high) // 2
    if kicker:
        line = lines_of(kicker, KICKER, width, 1)[0]
        draw_line(pen, line, KICKER, (start, y + KICKER), GREY, is_rtl=is_rtl)
        y += 2 * KICKER
    for line in lines:
        draw_line(pen, line, size, (start, y + round(size * 1.06)), INK, is_rtl=is_rtl)
        y += leading


def _house(sheet, pen, card, room, is_rtl, logo):
    """Who publishes it: the logo, else the name in the colour of the masthead."""
    start, width = room
    if logo:
        with guard.open_photo(logo, "png") as found:
            mark = found.convert("RGBA")
            mark.thumbnail((width, LOGO), Image.Resampling.LANCZOS)
        at = start - mark.width if is_rtl else start
        sheet.paste(mark, (at, SIZE[1] - EDGE - mark.height), mark)
        return
    name = settable(card.house)
    if name and can_set(name):
        line = lines_of(name, HOUSE, width, 1)[0]
        draw_line(pen, line, HOUSE, (start, SIZE[1] - EDGE - 4), card.colour or RED, is_rtl=is_rtl)


def _box(start, top, across, down):
    return (min(start, start + across), top, max(start, start + across) - 1, top + down - 1)
