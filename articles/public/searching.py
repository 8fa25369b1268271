"""The search page, and what is suggested while a reader types."""

import re

from django.http import Http404, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models.relevance import LAST, Place
from articles.public import asking, names
from articles.public.pages import DEFAULT, interface, keep_briefly, open_edition, page
from articles.public.paging import before_of
from articles.public.search import find, marked
from articles.tokens import LONGEST_QUERY, fold, of_query
from newsroom.pagecache import kept
from newsroom.text import printable

_PLACE = re.compile(r"([0-9]{1,10})-([0-2])-([0-9]{1,19})", re.ASCII)


@kept(*asking.PARTS, "before", store=False)
@require_safe
def search(request, language=DEFAULT):
    """The stories in which the words of `?q=` stand, with the passages around them, the most relevant first or with
    `?order=newest` the newest; limited by section, person, dates and photos. Above them the people, tags and sections of
    that name. The form alone where nothing is asked."""
    edition = open_edition(language)
    with translation.override(interface(language)):
        asked, named = _asked(request, edition)
        context = {"asked": asked, "query": asked.words, "names": named, "is_search": True}
        context |= _found(request, asked, language)
        response = page(request, "public/search.html", edition, context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _asked(request, edition):
    asked = asking.read(request.GET, edition.sections)
    phrases = of_query(asked.words).phrases
    phrases = [phrase for phrase in phrases if len(phrase) > 1 or len(phrases) == 1]
    named, meant = names.named(edition, phrases, asked.typed["person"])
    return asking.of_person(asked, meant), [] if "before" in request.GET else named


def _found(request, asked, language):
    before = before_of(request) if asked.is_newest else place_of(request.GET.get("before"))
    page = find(asked.words, language, before=before, limits=asked.limits, relevant=not asked.is_newest)
    if before is not None and not page.stories and not page.more:
        raise Http404
    for story in page.stories if page.phrases else ():
        story.passage = page.passages[story.key]
        story.marked = marked(story.headline, page.phrases)
        story.kicker, story.people = marked(story.kicker, page.phrases), marked(story.people, page.phrases)
    further = asked.address(before=text_of(page.before)) if page.more else ""
    return {"stories": page.stories, "further": further, "is_first": before is None}


@kept("q", store=False)
@require_safe
def suggest(request, language=DEFAULT):
    """JSON `{"suggestions": [{kind, said, name, url}]}`: the people, tags and sections of an edition whose names have the
    text of `?q=` in them, at most eight; `said` is what they are, in words."""
    edition = open_edition(language)
    typed = fold(printable(request.GET.get("q", "")[:LONGEST_QUERY])).strip()
    found, _meant = names.named(edition, [typed])
    with translation.override(interface(language)):
        said = {names.REPORTER: _("Reporter"), names.TAG: _("Tag"), names.SECTION: _("Section")}
        rows = [{"kind": one.kind, "said": said[one.kind], "name": one.name, "url": one.url} for one in found]
    response = JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})
    response["X-Robots-Tag"] = "noindex"
    return keep_briefly(request, response)


def text_of(before):
    """Where a page ended, as addresses say it: the key, or in the order of relevance time, zone and key."""
    return f"{before.now}-{before.zone}-{before.key}" if isinstance(before, Place) else str(before)


def place_of(text):
    """The Place that an address says; None where it says nothing, Http404 for anything else."""
    if text is None:
        return None
    found = _PLACE.fullmatch(text)
    if not found:
        raise Http404
    now, zone, key = map(int, found.groups())
    if now >= 2**32 or key > LAST:
        raise Http404
    return Place(now, zone, key)
