"""The versions of a story in other languages. Each knows the number of the first; who else is on the site is looked up when
readers ask, so that what is published or withdrawn is seen by the others at once."""

from articles.models.publication import Publication
from articles.public import lists

MOST = 20  # languages of one story


def versions(story, edition):
    """The Publications that say what `story` says, itself among them, one a language, the first version before its
    translations; none where it stands alone. One query, none where the site has one edition."""
    if len(edition.editions) < 2:
        return []
    first = story.original or story.story
    found = lists.from_each([_rows().filter(story=first), _rows().filter(original=first)[:MOST]])
    return _a_language_each(story, first, found)


def of_several(stories, editions):
    """Number → what `versions` gives for it, of several stories, in two queries; `editions` as Furniture has them."""
    if len(editions) < 2 or not stories:
        return {}
    firsts = {story.original or story.story for story in stories}
    by_first = {}
    for one in [*_rows().filter(story__in=firsts), *_rows().filter(original__in=firsts)[: MOST * len(firsts)]]:
        by_first.setdefault(one.original or one.story, []).append(one)
    return {
        story.story: _a_language_each(story, first, by_first.get(first, []))
        for story in stories
        for first in [story.original or story.story]
    }


def _rows():
    return Publication.objects.only("key", "story", "date", "language", "headline", "original")


def _a_language_each(story, first, found):
    by_language = {
        one.language: one for one in sorted(found, key=lambda one: (one.story != first, one.key), reverse=True)
    }
    by_language[story.language] = story
    if len(by_language) < 2:
        return []
    return sorted(by_language.values(), key=lambda one: (one.story != first, one.key))
