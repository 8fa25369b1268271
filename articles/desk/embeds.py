"""What stands in a body beside its text, as readers get it: photos, galleries, video and audio, other stories."""

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from articles import markup
from articles.markup import Figure, Gallery, Recording
from media import clips
from media.models import Clip

# How wide a photo of a gallery stands: beside text, and in a story that is a gallery and no more.
SIZES = {False: "(min-width: 62rem) 47rem, (min-width: 50rem) 42rem, 86vw", True: "(min-width: 69rem) 64rem, 100vw"}
# An address that ends like this is a file that browsers play; any other is a page, to which a card leads.
PLAYED = {
    "video": (".mp4", ".m4v", ".mov", ".webm", ".ogv", ".m3u8"),
    "audio": (".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".wav", ".flac", ".m3u8"),
}


def facts_of_clips(body):
    """Number → what is said of each clip of a body, for `freeze`: the record has to be whole without the library."""
    numbers = clips_in(body)
    found = Clip.objects.filter(pk__in=numbers).order_by("pk") if numbers else ()
    return {str(clip.pk): clips.words(clip) for clip in found}


def clips_in(body):
    """The numbers of the clips of a body, as text and in order of number."""
    return [str(number) for number in sorted({place.clip for place in markup.recordings(body) if place.clip})]


def printed(words, shown):
    """The body of frozen words as readers get it. `shown` is number → picture, of the photos that may be shown. Other
    stories stay as their number: articles.public fills in what is on the site when it is read."""
    numbers = [int(number) for number in words.get("clips", {})]
    usable = set(Clip.objects.usable().filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else set()

    alone = len(markup.places(words["body"])) == 1 and not markup.text(words["body"]).strip()

    def html_of(place, position):
        if isinstance(place, Figure):
            return _figure(place, position, shown)
        if isinstance(place, Gallery):
            return _gallery(place, position, shown, alone)
        if isinstance(place, Recording):
            said = words.get("clips", {}).get(str(place.clip)) if place.clip in usable else None
            return _clip(place, said) if place.clip else _by_address(place)
        return f'<aside data-story="{place.story}"></aside>'

    return markup.replace_places(words["body"], html_of)


def missing(words):
    """What the places of frozen words lack before they may go out: a list of sentences, empty when nothing is."""
    found = []
    places = markup.places(words["body"])
    if any(isinstance(place, Gallery) and not place.photos for place in places):
        found.append(_("A gallery has no photos: choose some, or take it out."))
    recordings = [place for place in places if isinstance(place, Recording)]
    if any(not (place.address or place.clip) for place in recordings):
        found.append(_("A place still waits for its video or audio: choose one, or take the place out."))
    if any(place.address and not _plays(place) and not place.caption for place in recordings):
        found.append(_("A link to a video or audio page has no title."))
    return found + _of_clips(words, dict.fromkeys(place.clip for place in recordings if place.clip))


def _of_clips(words, numbers):
    found = []
    killed = Clip.objects.exclude(killed_at=None).filter(pk__in=numbers) if numbers else Clip.objects.none()
    killed = set(killed.values_list("pk", flat=True))
    for number in numbers:
        said = words.get("clips", {}).get(str(number))
        name = {"clip": (said or {}).get("title", "")[:20] or number}
        if said is None:
            found.append(_("Clip %(clip)s is not in the library.") % name)
            continue
        if number in killed:
            found.append(_("Clip “%(clip)s” was killed and can never go out again.") % name)
        if not said["credit"]:
            found.append(_("Clip “%(clip)s” has no credit.") % name)
    return found


def _figure(place, position, shown):
    if place.photo not in shown:
        return ""
    said = {**shown[place.photo], "caption": place.caption or shown[place.photo]["caption"]}
    return render_to_string("story/figure.html", {"picture": said, "position": position})


def _gallery(place, position, shown, alone):
    pictures = [shown[number] for number in place.photos if number in shown]
    if not pictures:
        return ""
    context = {
        "pictures": pictures,
        "position": position,
        "caption": place.caption,
        "alone": alone,
        "sizes": SIZES[alone],
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
    if _plays(place):
        return _player(place.kind, place.address, place.caption, "")
    site = (urlsplit(place.address).hostname or "").removeprefix("www.")
    return render_to_string("story/elsewhere.html", {"place": place, "site": site})


def _player(kind, address, caption, credit):
    context = {"kind": kind, "address": address, "caption": caption, "credit": credit}
    return render_to_string("story/recording.html", context)


def _plays(place):
    return urlsplit(place.address).path.lower().endswith(PLAYED[place.kind])
