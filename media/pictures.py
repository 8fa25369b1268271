"""A photo as a page shows it: addresses, sizes, words and credit in one dict of plain values."""

from django.db.models import Value

from media import credits
from media.models import PhotoCredit, Rendition

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


def picture(photo, said=None, language=""):
    """The photo for a template. `said` is what `words` gave, perhaps frozen long ago; the files are those of today. The
    credit is printed as pages in `language` print it.

    Keys: number, width, height, alt, caption, credit, marks, focus (from the left and from the top in per cent, None where
    it is not known), src (a JPEG near 960 pixels wide), large (the largest JPEG), avif, webp and jpeg (srcset values), card
    (400×300) and square (200×200) with avif, webp, jpeg, width, height, and social (1200×630, an address). What has no
    rendition is empty. For machines: creators (role, name, unit, work of each), provider and agency, copyright and
    licence_url, the address of its terms. A template shows it with `{% photo %}`.
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
        "credit": credits.line(said, language),
        "creators": [{key: one[key] for key in ("role", "name", "unit", "work")} for one in said["people"]],
        "provider": said["provider"],
        "agency": said["agency"],
        "copyright": photo.copyright,
        "licence_url": photo.licence_url,
        "marks": said["marks"],
        "focus": None if photo.focus_x is None else [photo.focus_x, photo.focus_y],
        "src": near.url() if near else "",
        "large": jpegs[-1].url() if jpegs else "",
        "avif": _srcset(wide, "avif"),
        "webp": _srcset(wide, "webp"),
        "jpeg": _srcset(wide, "jpeg"),
        "card": _crop(made, Rendition.Kind.CARD),
        "square": _crop(made, Rendition.Kind.SQUARE),
        "social": next((r.url() for r in made if r.kind == Rendition.Kind.SOCIAL and r.format == "jpeg"), ""),
    }


def usable(photos, language=""):
    """Number → picture of those of `photos` that may go out now: not killed, not past their rights, and credited as pages
    in `language` print it. One query for all of them, none where there is no photo."""
    photos = {photo.pk: photo for photo in photos if photo.killed_at is None and not photo.is_expired()}
    if not photos:
        return {}
    for number, parts in _parts(photos).items():
        photos[number]._prefetched_objects_cache = parts
    return {
        n: picture(photo, language=language) for n, photo in photos.items() if credits.is_credited(credits.facts(photo))
    }


def _parts(numbers):
    """Number → its credits and its renditions, read together: they share no column but are few."""
    owed = PhotoCredit.objects.filter(photo__in=numbers).values_list(
        "photo", Value("credit"), "work", "role", "name", "unit", "position", "pk", "reporter"
    )
    made = Rendition.objects.filter(photo__in=numbers).values_list(
        "photo", Value("rendition"), "kind", "format", "name", Value(""), "width", "height", "pk"
    )
    parts = {number: {"credits": [], "renditions": []} for number in numbers}
    for photo, what, a, b, name, unit, x, y, z in owed.order_by().union(made.order_by(), all=True):
        if what == "credit":
            credit = PhotoCredit(pk=y, work=a, role=b, name=name, unit=unit, position=x, reporter_id=z)
            parts[photo]["credits"].append(credit)
        else:
            parts[photo]["renditions"].append(Rendition(kind=a, format=b, name=name, width=x, height=y))
    for found in parts.values():
        found["credits"].sort(key=lambda credit: (credit.position, credit.pk))
    return parts


def _srcset(renditions, format):
    chosen = sorted((r for r in renditions if r.format == format), key=lambda r: r.width)
    return ", ".join(f"{r.url()} {r.width}w" for r in chosen)


def _crop(renditions, kind):
    found = {r.format: r for r in renditions if r.kind == kind}
    if "jpeg" not in found:
        return {}
    jpeg = found["jpeg"]
    urls = {format: found[format].url() if format in found else "" for format in ("avif", "webp", "jpeg")}
    return {**urls, "width": jpeg.width, "height": jpeg.height}
