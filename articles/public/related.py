"""The other stories that a story leads to, in its body and in its list of related ones. It knows their numbers only; what
is on the site is looked up when readers ask, so a story that was withdrawn stands on nobody's page any more."""

import re
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html

from articles.models.publication import Publication

_PLACE = re.compile(r'<aside data-story="([0-9]{1,15})"></aside>')


@dataclass(frozen=True)
class Filled:
    """A story as readers get it: its body with the cards of others, and the stories of its list, as cards."""

    html: str
    listed: list[Publication]


def filled(story):
    """The story with what it leads to, as far as that is on the site; what is not prints nothing. One query where it
    leads anywhere."""
    numbers = story.facts.get("related", [])
    found = on_site([story.html], numbers)
    html = _filled(story.html, lambda number: _card(found.get(number)))
    return Filled(html, [found[number] for number in numbers if number in found])


def on_site(bodies, numbers=()):
    """Number → Publication, as a card, of the stories that the bodies lead to, and of those with these numbers, as far
    as they are on the site."""
    numbers = {int(number) for html in bodies for number in _PLACE.findall(html)} | set(numbers)
    stories = Publication.objects.cards().filter(story__in=numbers) if numbers else ()
    return {story.story: story for story in stories}


def with_links(html, found, absolute):
    """The body with a paragraph that links to each story of `found`, for feeds; `absolute` makes a full address."""
    return _filled(html, lambda number: _link(found.get(number), absolute))


def _filled(html, made):
    return _PLACE.sub(lambda place: made(int(place[1])), html)


def _card(story):
    return render_to_string("story/related.html", {"story": story}).strip() if story else ""


def _link(story, absolute):
    if story is None:
        return ""
    return format_html('<p><a href="{}">{}</a></p>', absolute(story.get_absolute_url()), story.headline)
