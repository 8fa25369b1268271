"""The picture that a shared story shows. Its address says what is on it, and it is drawn when it is first asked for: an
address that a page names is never empty, and what the story no longer shows is at no address."""

import hashlib
import json
import logging
import threading

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from articles.models.publication import Publication
from articles.public.pages import guarded
from media import cardfiles, cards, credits, stores
from newsroom.models import Masthead
from newsroom.pagecache import kept

log = logging.getLogger("newsroom.public")
PATIENCE = 10  # seconds that a request waits for the drawings before it
DRAWING = threading.Lock()


def address(story, masthead):
    """The address of the card of a Publication, under the masthead of its edition."""
    return _address(story, _mark(_card(story, masthead), _photo(story), masthead))


@kept(store=False)
@require_safe
def card(request, year, month, day, story, mark):
    """The card of a story on the site, a JPEG; from any other mark on to the right one. 404 where there is no such story."""
    found = _found(story)
    if found is None:
        raise Http404
    masthead = _masthead(found)
    right = address(found, masthead)
    if request.path != right:
        return _kept(HttpResponseRedirect(right), 30)
    data, seconds = cardfiles.read(story, mark), 86_400
    if data is None:
        data, seconds = _drawn(found, masthead, mark)
    if data is None:  # others are being drawn: the photo alone, for once
        social = (found.cover or {}).get("social")
        return _kept(HttpResponseRedirect(social) if social else HttpResponse(status=503), 0)
    return _kept(HttpResponse(data, content_type="image/jpeg"), seconds)


def _kept(response, seconds):
    return guarded(response, f"public, max-age={seconds}")


def _found(story):
    fields = ("key", "story", "date", "language", "headline", "kicker", "cover")
    return Publication.objects.filter(story=story).only(*fields).first()


def _masthead(story):
    return Masthead.objects.filter(language=story.language).first() or Masthead(language=story.language)


def _drawn(story, masthead, mark):
    """The card as bytes and for how many seconds it may be kept; no bytes where others take too long."""
    if not DRAWING.acquire(timeout=PATIENCE):
        return None, 0
    try:
        if data := cardfiles.read(story.story, mark):  # whoever drew before drew this
            return data, 86_400
        photo, logo = _opened(_photo(story)), _opened(stores.name_in((masthead.logo or {}).get("src")))
        data = cards.draw(_card(story, masthead), photo, logo)
    finally:
        DRAWING.release()
    if _photo(story) and not photo:
        return data, 30
    cardfiles.keep(story.story, mark, data)
    now = _found(story.story)
    if now is None or address(now, _masthead(now)) != _address(story, mark):  # it changed while its card was drawn
        cardfiles.forget(story.story)
    return data, 86_400


def _opened(name):
    if not name:
        return None
    try:
        return stores.photos().open(name)
    except Exception:  # a bucket raises what it likes; a card without its photo is a card
        log.warning("card: the file %s is not there", name)
        return None


def _photo(story):
    """The name in the store of the photo that the card shows, "" where it shows none."""
    cover = story.cover or {}
    return stores.name_in(cover.get("large") or cover.get("src"))


def _card(story, masthead):
    cover = story.cover or {}
    return cards.Card(
        headline=story.headline,
        kicker=story.kicker,
        house=masthead.name,
        credit=cover.get("credit", ""),
        label=credits.label(cover) if cover else "",
        colour=masthead.colour,
        focus=tuple(cover.get("focus") or (50, 40)),
    )


def _mark(card, photo, masthead):
    """Eight hexadecimal digits over all that the card shows."""
    shown = [cards.LOOK, *vars(card).values(), photo, (masthead.logo or {}).get("src")]
    return hashlib.blake2b(json.dumps(shown).encode(), digest_size=4).hexdigest()


def _address(story, mark):
    return f"{story.get_absolute_url()}card-{mark}.jpg"
