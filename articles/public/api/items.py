"""Stories as the API hands them out: ninjs 3.1, as far as the one who asks may see them."""

from django.utils import translation
from django.utils.translation import gettext as _

from articles.public import linked, ninjs, reading, related
from articles.public.languages import interface
from articles.public.pages import absolute, open_edition
from media.models import Photo

HANDED_ON = {Photo.Licence.OURS, Photo.Licence.FREE}
PHOTOS = ("cover", "photo")  # what associations say that photos are to a story


def of_stories(stories, who):
    """Publications, with their sections and topics, as news objects for `who` asks, in their order; the number of queries
    does not grow with them."""
    if not stories:
        return []
    editions = {language: open_edition(language) for language in {story.language for story in stories}}
    numbers = {number for story in stories for number in story.facts.get("related", ())}
    others = related.on_site([story.html for story in stories] if who.has_text else [], numbers)
    versions = linked.of_several(stories, next(iter(editions.values())).editions)
    found = [
        ninjs.usable(story, editions[story.language], others, versions.get(story.story, ()), whole=who.has_text)
        for story in stories
    ]
    if who.partner:
        _on_terms(found, stories, who)
    return found


def unread(stories, who):
    """A queryset of Publications without what would not be handed to `who` asks."""
    return stories if who.has_text else stories.defer("html")


def is_handed_on(photo):
    """Whether the original of a Photo may go to others: ours or free, nothing said against, not killed, its time not over."""
    is_free = photo.licence in HANDED_ON and not photo.restrictions
    return is_free and photo.killed_at is None and not photo.is_expired()


def original_of(photo):
    """Where the original of a photo is, for those whose key opens it."""
    return absolute(f"/api/v1/photos/{photo}/original")


def _on_terms(items, stories, who):
    """Say in each of `items` on what terms a partner has it and its photos, and where the originals are that she may have."""
    library = Photo.objects.in_bulk({one for item in items for one in _numbers(item)})
    for item, story in zip(items, stories, strict=True):
        if who.partner.terms and not story.facts.get("source"):
            item["usageTerms"] = reading.clean(who.partner.terms)
        with translation.override(interface(story.language)):
            for shown in item.get("associations", ()):
                if shown["rel"] in PHOTOS and (photo := library.get(_number(shown))):
                    shown["usageTerms"] = _terms(photo)
                    if who.has_originals and is_handed_on(photo):
                        shown.setdefault("renditions", []).append(_original(photo))


def _numbers(item):
    return [_number(one) for one in item.get("associations", ()) if one["rel"] in PHOTOS]


def _number(shown):
    return int(next(one["value"] for one in shown["altIds"] if one["role"] == "photo"))


def _terms(photo):
    if photo.restrictions or photo.licence not in HANDED_ON:
        return _("Not ours to pass on: ask those to whom it is owed before you use it elsewhere.")
    if photo.licence == Photo.Licence.FREE:
        return _("Under a free licence; its credit has to stand with it.")
    return _("May be used with this story, with its credit.")


def _original(photo):
    return {
        "name": "original",
        "href": original_of(photo.pk),
        "contentType": TYPES.get(photo.format, "application/octet-stream"),
        "width": photo.width,
        "height": photo.height,
        "sizeInBytes": photo.size,
    }


TYPES = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
    "heic": "image/heic",
    "heif": "image/heif",
    "tiff": "image/tiff",
    "gif": "image/gif",
}
