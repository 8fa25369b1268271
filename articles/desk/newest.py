"""Where a photo of a person stands newest in an edition: the one row of her photo that says `newest_in`. It changes when a
story comes to the site or leaves it, inside the same transaction; those stand in a queue behind `edition.bump()`."""

from django.db.models import Exists, F, OuterRef, Subquery, Window
from django.db.models.functions import RowNumber

from articles.models import Publication, PublicationCredit


def settle(publications, rows):
    """Let the `rows` of credits, unsaved ones of these publications, say where they are the newest; rows on the site that
    they are newer than no longer do."""
    if not rows:
        return
    languages = {publication.key: publication.language for publication in publications}
    those = PublicationCredit.objects.filter(
        newest_in__in=set(languages.values()),
        reporter__in={row.reporter_id for row in rows},
        photo__in={row.photo for row in rows},
    )
    newest = {(row.reporter_id, row.photo, row.newest_in): row for row in those}
    outdone = []
    for row in sorted(rows, key=lambda row: row.publication_id):
        language = languages[row.publication_id]
        before = newest.get((row.reporter_id, row.photo, language))
        if before and before.publication_id > row.publication_id:
            continue
        if before:
            before.newest_in = None
            outdone.append(before.pk)  # None of one that is not saved yet
        row.newest_in = language
        newest[row.reporter_id, row.photo, language] = row
    if any(outdone):
        PublicationCredit.objects.filter(pk__in=filter(None, outdone)).update(newest_in=None)


def successors_of(publication):
    """The numbers of the rows that are the newest once `publication` has left the site: `promote` them then."""
    older = _same(publication).filter(publication__lt=publication.key).order_by("-publication_id")
    leaving = publication.credit_rows.filter(newest_in__isnull=False).annotate(next=Subquery(older.values("pk")[:1]))
    return [row for row in leaving.values_list("next", flat=True) if row]


def promote(rows, language):
    """Let the rows of these numbers say that they are the newest."""
    if rows:
        PublicationCredit.objects.filter(pk__in=rows).update(newest_in=language)


def settle_all():
    """The same for all rows there are, which were written past publishing."""
    place = Window(RowNumber(), ["reporter_id", "photo", "publication__language"], F("publication_id").desc())
    newest = PublicationCredit.objects.annotate(place=place).filter(place=1)
    language = Publication.objects.filter(key=OuterRef("publication_id")).values("language")[:1]
    PublicationCredit.objects.filter(newest_in__isnull=False).update(newest_in=None)
    PublicationCredit.objects.filter(pk__in=newest.values("pk")).update(newest_in=Subquery(language))


def wrong_with(publication):
    """Whether a row of the story on the site says that it is the newest and is not, or is and does not say so."""
    newer = Exists(_same(publication).filter(publication__gt=publication.key))
    rows = publication.credit_rows.annotate(outdone=newer).values_list("newest_in", "outdone")
    return any(said != (None if outdone else publication.language) for said, outdone in rows)


def _same(publication):
    """The rows of the same photo and person as a row of `publication` asks for, in its edition."""
    return PublicationCredit.objects.filter(
        reporter=OuterRef("reporter"), photo=OuterRef("photo"), publication__language=publication.language
    )
