"""What the paper shows in photos: the stories that have several, and the photos that a person made."""

import re
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.models.publication import Publication, PublicationCredit
from articles.public import lists
from articles.public.pages import DEFAULT, open_edition, page
from articles.public.paging import LARGEST_KEY, SIZE, Page, before_of, newest
from media.models import Photo
from newsroom.fields import printable
from newsroom.models import Reporter
from newsroom.pagecache import kept

MANY = RawSQL("3", ())  # photos of a story told in photos; said as the index says it, or SQLite does not read it
FEW, SHEET = 4, 24  # photos of a person on her page, and on a page of them all


@dataclass(frozen=True)
class Shot:
    """A photo that a person made, as media.pictures.picture gives it, and the story that shows it."""

    picture: dict
    story: Publication


@kept("before")
@require_safe
def index(request, language=DEFAULT):
    """The stories that show three photos or more."""
    edition = open_edition(language)
    stories = newest(lists.of_edition(language).filter(photo_count__gte=MANY), before_of(request), SIZE)
    return page(request, "public/photos.html", edition, {"page": stories})


@kept("before")
@require_safe
def of_reporter(request, slug, language=DEFAULT):
    """The photos of a person; 404 where no story on the site shows one."""
    edition = open_edition(language)
    found = get_object_or_404(Reporter.objects.defer("user"), slug=printable(slug))
    shots = shot_by(found, language, _cursor_of(request), SHEET)
    if not shots.rows:
        raise Http404
    return page(request, "public/reporter_photos.html", edition, {"reporter": found, "page": shots})


def shot_by(reporter, language, before, size):
    """A page of the photos owed to `reporter` that stories of a language edition show and that may be used today, as Shots:
    those of the newest story first, each photo where it stands newest. `before` is a pair, the key of a story and the
    place of a photo in it, below which the page begins; None for the newest. One query."""
    rows = PublicationCredit.objects.filter(reporter=reporter.pk, newest_in=language)
    if before is not None:
        key, position = before
        rows = rows.filter(publication_id__lte=key).filter(Q(publication_id__lt=key) | Q(position__gt=position))
    rows = rows.filter(Exists(Photo.objects.placeable().filter(pk=OuterRef("photo"))))
    rows = rows.select_related("publication").defer("publication__html").order_by("-publication_id", "position")
    rows = list(rows[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    shots = (_shot(row) for row in rows[:size])
    return Page([shot for shot in shots if shot], last and f"{last.publication_id}-{last.position}", before is None)


def _shot(row):
    """The photo of a row as its story has it; None where it has no public file."""
    photos = row.publication.facts["photos"]
    found = next((photo for photo in photos if photo["number"] == row.photo and photo["src"]), None)
    return found and Shot(found, row.publication)


def _cursor_of(request):
    """The cursor in `?before=`, the key of a story and the place of a photo in it; None where there is none, Http404 for
    anything else."""
    text = request.GET.get("before")
    if text is None:
        return None
    found = re.fullmatch(r"([0-9]{1,19})-([0-9]{1,4})", text, re.ASCII)
    if not found or int(found[1]) > LARGEST_KEY:
        raise Http404
    return int(found[1]), int(found[2])
