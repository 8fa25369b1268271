"""The front page and the lists. Each view is short: find, 404, answer."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.models.taxonomy import Tag
from articles.public import lists
from articles.public.pages import DEFAULT, open_edition, page
from articles.public.paging import Page, before_of, newest
from articles.public.search import find
from newsroom.fields import printable
from newsroom.models import Reporter

UNDER, BESIDE, RIVER, BLOCK = 2, 4, 10, 4  # stories under the lead, beside it, in the newest, in a section's block
LONGEST_QUERY = 80


@require_safe
def front(request, language=DEFAULT):
    """The front page: the slots, filled up with the newest; the newest; a block for each section."""
    edition = open_edition(language)
    slots = lists.in_slots(language)
    latest = list(lists.of_edition(language)[: len(slots) + 1 + UNDER + BESIDE + RIVER])
    lead, seconds = _top(slots, latest)
    shown = {story.key for story in [lead, *seconds] if story}
    river = [story for story in latest if story.key not in shown][:RIVER]
    shown |= {story.key for story in river}
    context = {
        "is_front": True,
        "lead": lead,
        "under": seconds[:UNDER],
        "beside": seconds[UNDER:],
        "river": river,
        "blocks": _blocks(edition.sections, shown),
    }
    return page(request, "public/front.html", edition, context)


def _top(slots, latest):
    """The lead and those beside it: the slots in their order, then the newest; without slots the newest with a photo
    leads. (None, []) where there is no story."""
    lead = slots[0] if slots else next((s for s in latest if s.cover), latest[0] if latest else None)
    if lead is None:
        return None, []
    placed = {story.key for story in [lead, *slots]}
    fill = [story for story in latest if story.key not in placed]
    seconds = slots[1:]
    return lead, seconds + fill[: max(UNDER + BESIDE - len(seconds), 0)]


def _blocks(sections, shown):
    """(section, stories) for each section that has stories: its newest, those that do not stand higher up rather than
    those that do, and the newest of them with a photo first."""
    if not sections:
        return []
    found = lists.newest_of_each(sections, 3 * BLOCK)
    blocks = []
    for section in sections:
        fresh_first = sorted(found[section.pk], key=lambda story: story.key in shown)
        if chosen := sorted(fresh_first[:BLOCK], key=lambda story: -story.key):
            first = next((story for story in chosen if story.cover), chosen[0])
            blocks.append((section, [first, *(story for story in chosen if story is not first)]))
    return blocks


@require_safe
def section(request, slug, language=DEFAULT):
    """The stories of a section."""
    edition = open_edition(language)
    found = section_of(edition, slug)
    stories = newest(lists.of_section(found), before_of(request))
    return page(request, "public/section.html", edition, {"section": found, "page": stories})


def section_of(edition, slug):
    """The section of a language edition with this address; Http404 where it has none."""
    for found in edition.sections:
        if found.slug == slug:
            return found
    raise Http404


@require_safe
def tag(request, slug, language=DEFAULT):
    """The stories with a tag. A tag that no story on the site carries is not there: it may be a draft's."""
    edition = open_edition(language)
    found = get_object_or_404(Tag, slug=printable(slug))
    stories = lists.tagged(found, language, before_of(request))
    if not stories.rows:
        raise Http404
    return page(request, "public/tag.html", edition, {"tag": found, "page": stories})


@require_safe
def reporter(request, slug, language=DEFAULT):
    """A person with her stories. One whom no story on the site names is not there."""
    edition = open_edition(language)
    found = get_object_or_404(Reporter.objects.defer("user"), slug=printable(slug))
    stories = lists.written_by(found, language, before_of(request))
    if not stories.rows:
        raise Http404
    return page(request, "public/reporter.html", edition, {"reporter": found, "page": stories})


@require_safe
def corrections(request, language=DEFAULT):
    """What was corrected, and how, the latest first."""
    edition = open_edition(language)
    stories = lists.corrected(language, before_of(request))
    return page(request, "public/corrections.html", edition, {"page": stories})


@require_safe
def search(request, language=DEFAULT):
    """The stories in which the words of `?q=` stand, with the passages around them; the form alone without words."""
    edition = open_edition(language)
    query = " ".join(printable(request.GET.get("q", "")[: 10 * LONGEST_QUERY]).split())[:LONGEST_QUERY]
    found = find(query, language, before=before_of(request))
    for story in found.stories:
        story.passage = found.passages.get(story.key, "")
    stories = Page(found.stories, found.before if found.more else None, "before" not in request.GET)
    context = {"query": query, "page": stories, "is_search": True}
    response = page(request, "public/search.html", edition, context)
    response["X-Robots-Tag"] = "noindex"
    return response
