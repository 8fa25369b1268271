"""Frozen words as readers get them: the lines around a story, its photos, its body."""

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from articles import markup
from articles.markup import Figure, Gallery, Recording
from media.models import Clip
from media.pictures import picture
from newsroom.grammar import arabic, house
from newsroom.text import is_web_address

# How wide a photo of a gallery stands: beside text, and in a story that is a gallery and no more.
SIZES = {False: "(min-width: 62rem) 47rem, (min-width: 50rem) 42rem, 86vw", True: "(min-width: 69rem) 64rem, 100vw"}
# An address that ends like this is a file that browsers play; any other is a page, to which a card leads.
PLAYED = {
    "video": (".mp4", ".m4v", ".mov", ".webm", ".ogv", ".m3u8"),
    "audio": (".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".wav", ".flac", ".m3u8"),
}


def byline(words, people):
    """The byline of frozen words as it is printed, in segments, each person's name one of its own. `people` are those of the
    words, with the address of their page as `slug`."""
    outlets = words["outlets"]
    printed = [(p["role"], p["name"], p["unit"] if p["unit"] not in outlets else None) for p in people]
    named = [(role, name, unit or None) for role, name, unit in printed]
    line = _arabic(words, named) if arabic.prints(words["language"]) else _house(words, named)
    segments, rest = [], line
    for person in people:
        before, found, rest = rest.partition(person["name"])
        if not found:  # cannot be, as the line is made of these names; print the line rather than fail the page
            return [{"text": line}]
        segments += [{"text": before}, {"text": person["name"], "slug": person["slug"]}]
    return [s for s in [*segments, {"text": rest}] if s["text"]]


def _house(words, named):
    outlets = words["outlets"]
    if words["dateline"]:
        outlets = [*outlets[:-1], (outlets[-1] if outlets else "") + words["dateline"]]
    line = house.byline_line(outlets, named)
    if not named and words["collective"]:
        return f"{line}({words['collective']})" if line else words["collective"]
    return line


def _arabic(words, named):
    outlets = [*words["outlets"], *filter(None, [words["dateline"]])]
    collective = words["collective"]
    return arabic.byline_line(words["language"], outlets, named or [(None, collective)] * bool(collective))


def byline_text(words):
    """The byline of frozen words as one line, as readers get it."""
    people = [{**person, "slug": ""} for person in words["bylines"]]
    return "".join(segment["text"] for segment in byline(words, people))


def source(words):
    """Who published the story first, as a dict; None where we did. `url` is "" where the record holds something else than an
    address of the web: forms take no such thing, what wrote into the database might."""
    if not words["source"]:
        return None
    url = words["source_url"]
    return {
        "name": words["source"],
        "title": words.get("source_title", ""),
        "author": words["source_author"],
        "url": url if is_web_address(url) else "",
    }


def editor_line(words):
    """责编:甲 校对:乙; versions before the people of the line were kept have it as text."""
    if "editors" not in words:
        return words.get("editor_line", "")
    if arabic.prints(words["language"]):
        told = (f"{arabic.role(editor['role'], words['language'])}: {editor['name']}" for editor in words["editors"])
        return "؛ ".join(told)
    return " ".join(f"{editor['role']}:{editor['name']}" for editor in words["editors"])


def photos_in(words):
    """The numbers of the photos that the words show, in the order of the body, the cover's last where it stands in no
    figure."""
    numbers = dict.fromkeys(markup.photos(words["body"]))
    if words["cover"]:
        numbers.setdefault(words["cover"])
    return list(numbers)


def shown(photos, numbers):
    """Number → Photo, of those of `photos` with these numbers, with their public files."""
    return photos.filter(pk__in=numbers).prefetch_related("renditions").in_bulk() if numbers else {}


def pictures(words, found):
    """Number → picture, of the photos that the words show and that are among `found`, as `shown` gives them."""
    said, language = words["photos"], words["language"]
    numbers = [n for n in photos_in(words) if n in found and str(n) in said]
    return {n: picture(found[n], said[str(n)], language) for n in numbers}


def printed(words, shown):
    """The body of frozen words as readers get it. `shown` is number → picture, of the photos that may be shown. Other
    stories stay as their number: articles.public fills in what is on the site when it is read."""
    numbers = [int(number) for number in words.get("clips", {})]
    usable = set(Clip.objects.usable().filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else set()

    language = words.get("language", settings.LANGUAGE_CODE)
    alone = len(markup.places(words["body"])) == 1 and not markup.text(words["body"]).strip()

    def html_of(place, position):
        if isinstance(place, Figure):
            return _figure(place, position, shown, language)
        if isinstance(place, Gallery):
            return _gallery(place, position, shown, alone, language)
        if isinstance(place, Recording):
            said = words.get("clips", {}).get(str(place.clip)) if place.clip in usable else None
            return _clip(place, said) if place.clip else _by_address(place)
        return f'<aside data-story="{place.story}"></aside>'

    return markup.replace_places(words["body"], html_of)


def _figure(place, position, shown, language):
    if place.photo not in shown:
        return ""
    said = {**shown[place.photo], "caption": place.caption or shown[place.photo]["caption"]}
    if place.caption and language != settings.LANGUAGE_CODE:
        said["alt"] = place.caption  # the library describes its photos in the language of the desk
    return render_to_string("story/figure.html", {"picture": said, "position": position, "language": language})


def _gallery(place, position, shown, alone, language):
    pictures = [shown[number] for number in place.photos if number in shown]
    if not pictures:
        return ""
    context = {
        "pictures": pictures,
        "position": position,
        "caption": place.caption,
        "alone": alone,
        "sizes": SIZES[alone],
        "language": language,
    }
    return render_to_string("story/gallery.html", context)


def _clip(place, said):
    if said is None:
        return ""
    address = f"{settings.MEDIA_URL}clips/{said['file']}"
    return _player(said["kind"], address, place.caption or said["title"], said["credit"])


def _by_address(place):
    if not place.address:
        return ""
    if plays(place):
        return _player(place.kind, place.address, place.caption, "")
    site = (urlsplit(place.address).hostname or "").removeprefix("www.")
    return render_to_string("story/elsewhere.html", {"place": place, "site": site})


def _player(kind, address, caption, credit):
    context = {"kind": kind, "address": address, "caption": caption, "credit": credit}
    return render_to_string("story/recording.html", context)


def plays(place):
    """Whether browsers play what is at the address of a recording, as a file; else a card leads to its page."""
    return urlsplit(place.address).path.lower().endswith(PLAYED[place.kind])
