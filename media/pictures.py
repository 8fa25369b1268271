"""A photo as a page shows it: addresses, sizes, words and credit in one dict of plain values."""

from media import credits
from media.models import Rendition

FALLBACK_WIDTH = 960


def words(photo):
    """What is said of a photo, for a version to freeze: caption, alt text, place, date and what is owed for it."""
    return {
        "caption": photo.caption,
        "alt": photo.alt or photo.caption[:200],
        "place": photo.place,
        "taken_on": photo.taken_on.isoformat() if photo.taken_on else None,
        "sha256": photo.sha256,
        **credits.facts(photo),
    }


def picture(photo, said=None):
    """The photo for a template. `said` is what `words` gave, perhaps frozen long ago; the files are those of today.

    Keys: number, width, height, alt, caption, credit, marks, src (a JPEG near 960 pixels wide), webp and jpeg (srcset
    values), card (400×300) and square (200×200) with webp, jpeg, width, height, and social (1200×630, an address). What
    has no rendition is empty.
    """
    said = said or words(photo)
    made = list(photo.renditions.all())
    wide = [r for r in made if r.kind == Rendition.Kind.WIDE]
    jpegs = sorted((r for r in wide if r.format == "jpeg"), key=lambda r: r.width)
    near = next((r for r in jpegs if r.width >= FALLBACK_WIDTH), jpegs[-1] if jpegs else None)
    return {
        "number": photo.pk,
        "width": near.width if near else photo.width,
        "height": near.height if near else photo.height,
        "alt": said["alt"],
        "caption": said["caption"],
        "credit": credits.line(said),
        "marks": said["marks"],
        "src": near.url() if near else "",
        "webp": _srcset(wide, "webp"),
        "jpeg": _srcset(wide, "jpeg"),
        "card": _crop(made, Rendition.Kind.CARD),
        "square": _crop(made, Rendition.Kind.SQUARE),
        "social": next((r.url() for r in made if r.kind == Rendition.Kind.SOCIAL and r.format == "jpeg"), ""),
    }


def _srcset(renditions, format):
    chosen = sorted((r for r in renditions if r.format == format), key=lambda r: r.width)
    return ", ".join(f"{r.url()} {r.width}w" for r in chosen)


def _crop(renditions, kind):
    found = {r.format: r for r in renditions if r.kind == kind}
    if "jpeg" not in found:
        return {}
    jpeg = found["jpeg"]
    webp = found.get("webp")
    return {"jpeg": jpeg.url(), "webp": webp.url() if webp else "", "width": jpeg.width, "height": jpeg.height}
