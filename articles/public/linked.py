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
    rows = Publication.objects.only("key", "story", "date", "language", "headline")
    found = lists.from_each([rows.filter(story=first), rows.filter(original=first)[:MOST]])
    by_language = {
        one.language: one for one in sorted(found, key=lambda one: (one.story != first, one.key), reverse=True)
    }
    by_language[story.language] = story
    if len(by_language) < 2:
        return []
    return sorted(by_language.values(), key=lambda one: (one.story != first, one.key))
