"""How a page shows a photo: every `<picture>` that readers get is written here, so none can forget its label."""

from django import template

from media import credits

register = template.Library()
FORMATS = ("avif", "webp")  # offered beside the JPEG, the smallest first


@register.inclusion_tag("media/photo.html")
def photo(picture, sizes="100vw", crop="", css="", alt=None, lazy=True):
    """The photo as `<picture>`, with its size, so that nothing moves when it comes; nothing where it has no public file.

    `picture` is what media.pictures.picture gives. `sizes` says how wide it stands, as in HTML. `crop` is "card" or "square"
    for the small ones of lists: words beside it say what it shows, so it has no alt text, and its title is the credit.
    `alt` takes the place of the photo's own. `lazy=False` is for the first that readers see. What AI made or changed
    carries its label in the corner."""
    files = (picture or {}).get(crop) if crop else picture
    src = files and files.get("jpeg" if crop else "src")
    if not src:
        return {}
    if alt is None:
        alt = "" if crop else picture["alt"]
    return {
        "src": src,
        "sources": [(name, files[name]) for name in FORMATS if files.get(name)],
        "srcset": "" if crop else files.get("jpeg"),
        "sizes": "" if crop else sizes,
        "width": files["width"],
        "height": files["height"],
        "alt": alt,
        "title": picture["credit"] if crop else "",
        "at": "" if crop else _at(picture.get("focus")),
        "label": credits.label(picture),
        "css": css,
        "lazy": lazy,
    }


def _at(focus):
    """The classes that keep the focal point in sight where a page crops; in tens, for a page may carry no style of its
    own. "" for the middle, which needs none."""
    across, down = (round(part / 10) for part in focus or (50, 50))
    return " ".join(f"{side}{tens}" for side, tens in (("x", across), ("y", down)) if tens != 5)
