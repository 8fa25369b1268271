"""The pack of a story (公众号稿): what the site says of it now, for WeChat, for partners and for paper. Never the working copy."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from articles import markup, printing
from articles.desk import times
from articles.markup import Figure, Gallery, Related
from articles.models import Publication, Version
from media import credits
from media.models import Clip, Photo, Rendition
from newsroom.models import Masthead

# What WeChat takes: characters and bytes of a body, characters of its fields, pixels and bytes of a picture in a body.
MOST_CHARACTERS, MOST_BYTES = 20_000, 1_000_000
MOST_OF = {"title": 64, "author": 8, "digest": 120}
WIDEST, HEAVIEST = 1080, 1_000_000
SENTENCE_ENDS = "。！？.!?؟"


class NoPack(Exception):
    """There is no pack of this story; the message says why, in the user's language."""


@dataclass(frozen=True)
class Shot:
    """A photo of a pack: its number in the library, the name of its file, what is printed with it, and the public file that
    fits WeChat as it is. `rendition` is None where one has to be made; `address` is then that of a public file to show in its
    place, "" where there is none."""

    photo: Photo
    name: str
    caption: str
    alt: str
    credit: str
    rendition: Rendition | None
    address: str

    @property
    def number(self):
        return self.photo.pk


@dataclass(frozen=True)
class Pack:
    """A story on the site with all that its forms need: the frozen `words` of its Version, the photos that may be shown, by
    number in the order of the body, the cover (a Shot or None), headlines of the stories it leads to, by number, and the
    numbers of the clips that are shown. `address` is the full one of the story."""

    publication: Publication
    words: dict
    shots: dict
    cover: Shot | None
    others: dict
    clips: frozenset
    address: str
    outlet: str


@dataclass(frozen=True)
class Field:
    """A field of WeChat's form: what is to be copied, how many characters it may have, and how many it has too many. What
    readers would miss is never cut off: a title that is too long is for the desk to shorten."""

    name: str
    text: str
    most: int

    @property
    def over(self):
        return max(0, len(self.text) - self.most)


def pack_of(story):
    """The Pack of a story, by its number. Raises NoPack."""
    publication = Publication.objects.select_related("section").filter(story=story).first()
    if publication is None:
        raise NoPack(_why_none(story))
    words = Version.objects.get(story=story, number=publication.version).words
    places = markup.places(words["body"])
    shots, cover = _shots(words, places)
    clips = {place.clip for place in markup.recordings(words["body"]) if place.clip}
    usable = Clip.objects.usable().filter(pk__in=clips).values_list("pk", flat=True) if clips else ()
    others = [place.story for place in places if isinstance(place, Related)]
    found = Publication.objects.filter(story__in=others).values_list("story", "headline") if others else ()
    masthead = Masthead.objects.filter(language=words["language"]).first()
    return Pack(
        publication,
        words,
        shots,
        cover,
        dict(found),
        frozenset(usable),
        absolute(publication.get_absolute_url()),
        masthead.name if masthead else "",
    )


def absolute(address):
    """The full address of a path of ours, or of a public file that lies on another host."""
    return urljoin(settings.SITE_URL + "/", address)


def _why_none(story):
    last = Version.objects.filter(story=story).defer("words").order_by("-number").first()
    if last is None:
        return _("The story is not on the site yet: its pack is there once it is published.")
    return _("The story was withdrawn on %(time)s: nothing of it is passed on.") % {"time": times.shown(last.at)}


def _shots(words, places):
    """Number → Shot of the photos of the body in their order, and the Shot of the cover."""
    numbers, captions = dict.fromkeys(markup.photos(words["body"])), {}
    for place in places:
        if isinstance(place, Figure) and place.photo and place.caption:
            captions.setdefault(place.photo, place.caption)
    wanted = {*numbers, words["cover"]} - {None}
    found = Photo.objects.usable().filter(pk__in=wanted).prefetch_related("renditions").in_bulk() if wanted else {}
    shown = [number for number in numbers if number in found and str(number) in words["photos"]]
    shots = {
        number: _shot(found[number], words, f"{at:02d}.jpg", captions.get(number, ""))
        for at, number in enumerate(shown, 1)
    }
    cover = words["cover"]
    if cover in found and str(cover) in words["photos"]:
        return shots, shots.get(cover) or _shot(found[cover], words, "", "")
    return shots, next(iter(shots.values()), None)


def _shot(photo, words, name, caption):
    said = words["photos"][str(photo.pk)]
    fitting, shown = _files_of(photo)
    return Shot(
        photo=photo,
        name=name,
        caption=caption or said["caption"],
        alt=alt_of(words, said, caption),
        credit=credits.line(said, words["language"]),
        rendition=fitting,
        address=shown.url() if shown else "",
    )


def alt_of(words, said, caption):
    """What a photo shows, as the story says it: in another language its caption there, as the library speaks the desk's."""
    return caption if caption and words["language"] != settings.LANGUAGE_CODE else said["alt"]


def _files_of(photo):
    """The public file of a photo that WeChat takes as it is (None: it has to be made), and the one to show."""
    whole = [one for one in photo.renditions.all() if one.kind == Rendition.Kind.WIDE and one.format == "jpeg"]
    narrow = sorted((one for one in whole if one.width <= WIDEST), key=lambda one: one.width)
    if narrow and narrow[-1].size <= HEAVIEST:
        return narrow[-1], narrow[-1]
    light = [one for one in narrow if one.size <= HEAVIEST]
    return None, (light or narrow or [None])[-1]


# ---- what is typed into WeChat's form beside the body


def title(pack):
    """The headline, whole."""
    return Field("title", pack.words["headline"], MOST_OF["title"])


def author(pack):
    """The names of the byline, as many as WeChat has room for."""
    names = list(dict.fromkeys(person["name"] for person in pack.words["bylines"]))
    line = " ".join(names) or pack.words["collective"]
    while len(names) > 1 and len(line) > MOST_OF["author"]:
        names.pop()
        line = " ".join(names)
    return Field("author", line, MOST_OF["author"])


def digest(pack):
    """The summary that lists show, to the end of a sentence where it is too long."""
    text, most = pack.publication.summary, MOST_OF["digest"]
    if len(text) > most:
        end = max(text.rfind(mark, 0, most) for mark in SENTENCE_ENDS)
        text = text[: end + 1] if end > most // 3 else text[: most - 1] + "…"
    return Field("digest", text, most)


def too_long(html):
    """How many characters and how many bytes a body has more than WeChat takes: a pair, (0, 0) where it fits."""
    return max(0, len(html) - MOST_CHARACTERS), max(0, len(html.encode()) - MOST_BYTES)


def shots_of(pack, place):
    """The Shots that a place of the body shows."""
    if isinstance(place, Gallery):
        return [pack.shots[number] for number in place.photos if number in pack.shots]
    return [pack.shots[place.photo]] if isinstance(place, Figure) and place.photo in pack.shots else []


def recording_of(pack, place):
    """(kind, title, credit, address) of a recording, the address being that where it is to be seen; None where the site
    shows none."""
    if place.clip:
        said = pack.words.get("clips", {}).get(str(place.clip)) if place.clip in pack.clips else None
        return said and (said["kind"], place.caption or said["title"], said["credit"], pack.address)
    if not place.address:
        return None
    return place.kind, place.caption, "", pack.address if printing.plays(place) else place.address
