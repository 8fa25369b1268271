"""Which story a translation says in another language, and in which of its versions."""

from articles.models import Version

DEEPEST = 5  # translations of translations that are followed
SAYING = [Version.Kind.PUBLISHED, Version.Kind.CORRECTED, Version.Kind.MOVED_IN]  # something new


def original_of(words):
    """The number of the story of which frozen words are a translation; where that is a translation itself, the first one.
    None where they are no translation. What counts is the record: what was last published of each."""
    number = words.get("translation_of")
    for _step in range(DEEPEST if number else 0):
        told = Version.objects.filter(story=number).exclude(kind=Version.Kind.WITHDRAWN).order_by("-number")
        before = told.values_list("words__translation_of", flat=True).first()
        if before in (None, words["story"]):
            break
        number = before
    return number


def newest_version(story):
    """The number of the version that last said something new of a story; 0 where nothing of it was published."""
    said = Version.objects.filter(story=story, kind__in=SAYING).order_by("-number")
    return said.values_list("number", flat=True).first() or 0
