"""What stands in a body beside its text, before it goes out: what is said of clips, and what places still lack."""

from django.utils.translation import gettext as _

from articles import markup
from articles.markup import Gallery, Recording
from articles.printing import plays
from media import clips
from media.models import Clip


def facts_of_clips(body):
    """Number → what is said of each clip of a body, for `freeze`: the record has to be whole without the library."""
    numbers = clips_in(body)
    found = Clip.objects.filter(pk__in=numbers).order_by("pk") if numbers else ()
    return {str(clip.pk): clips.words(clip) for clip in found}


def clips_in(body):
    """The numbers of the clips of a body, as text and in order of number."""
    return [str(number) for number in sorted({place.clip for place in markup.recordings(body) if place.clip})]


def missing(words):
    """What the places of frozen words lack before they may go out: a list of sentences, empty when nothing is."""
    found = []
    places = markup.places(words["body"])
    if any(isinstance(place, Gallery) and not place.photos for place in places):
        found.append(_("A gallery has no photos: choose some, or take it out."))
    recordings = [place for place in places if isinstance(place, Recording)]
    if any(not (place.address or place.clip) for place in recordings):
        found.append(_("A place still waits for its video or audio: choose one, or take the place out."))
    if any(place.address and not plays(place) and not place.caption for place in recordings):
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
