"""Topics as readers see them: their list, and the page of each with its blocks."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.models.topic import Topic, TopicBlock, blocks_of
from articles.public import lists, structured
from articles.public.pages import DEFAULT, open_edition, page
from articles.public.paging import SIZE, Page, before_of, newest
from media import pictures
from newsroom.fields import printable
from newsroom.pagecache import kept

Kind = TopicBlock.Kind


@kept("before")
@require_safe
def index(request, language=DEFAULT):
    """The topics that are open, the newest first."""
    edition = open_edition(language)
    found = newest(_open(language), before_of(request), by="pk")
    covers = pictures.usable([topic.cover for topic in found.rows if topic.cover], language)
    for topic in found.rows:
        topic.picture = covers.get(topic.cover_id)
    return page(request, "public/topics.html", edition, {"page": found})


@kept("before")
@require_safe
def topic(request, slug, language=DEFAULT):
    """The page of a topic, with `?before=` the older stories of its newest block; 404 while it is not open."""
    edition = open_edition(language)
    found = get_object_or_404(_open(language), slug=printable(slug))
    blocks, before = blocks_of(found), before_of(request)
    if before is None:
        context = topic_page(edition, found, blocks)
        context["structured"] = structured.as_script(structured.collection(edition, found, context))
    elif any(block.kind == Kind.NEWEST for block in blocks):
        context = {"topic": found, "page": newest(lists.of_edition(language).filter(topic=found.pk), before)}
    else:
        raise Http404
    return page(request, "public/topic.html", edition, context)


def _open(language):
    return Topic.objects.filter(masthead=language, is_open=True).select_related("cover")


def topic_page(edition, topic, blocks):
    """The page that `topic` and `blocks` make, saved or not, as the context of public/topic.html. One query, and one
    more for the cover. The newest of the topic pass over what stands in a block by hand."""
    by_hand = {number for block in blocks if block.kind == Kind.STORIES for number in block.numbers}
    has_newest = bool(topic.pk) and any(block.kind == Kind.NEWEST for block in blocks)
    cards = lists.bare(edition.masthead.language)
    parts = [cards.filter(story__in=by_hand)] if by_hand else []
    parts += [cards.filter(topic=topic.pk)[: SIZE + 1 + len(by_hand)]] if has_newest else []
    stories = lists.together(edition, lists.from_each(parts))
    on_site = {story.story: story for story in stories}
    for block in blocks:
        block.stories = [on_site[number] for number in block.numbers if number in on_site]
    rest = (
        [story for story in stories if story.topic_id == topic.pk and story.story not in by_hand] if has_newest else []
    )
    covers = pictures.usable([topic.cover] if topic.cover else [], edition.masthead.language)
    return {
        "topic": topic,
        "cover": covers.get(topic.cover_id),
        "blocks": blocks,
        "page": Page(rest[:SIZE], rest[SIZE - 1].key if len(rest) > SIZE else None, True),
    }
