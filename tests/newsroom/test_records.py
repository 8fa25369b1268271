"""What is only added to: no script changes or deletes a row, whichever way it tries."""

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article, Signature, Version
from newsroom import audit
from newsroom.models import LogLine

pytestmark = pytest.mark.django_db
RECORDS = [LogLine, Signature, Version]


@pytest.fixture(params=RECORDS, ids=lambda model: model.__name__)
def row(request, cast):
    cast.published()
    audit.record("login", cast.editor)
    return request.param.objects.first()


def values(row):
    return type(row).objects.filter(pk=row.pk).values().get()


def copy(row):
    """A new row that claims the number of one that is there."""
    return type(row)(**values(row) | {"note" if hasattr(row, "note") else "detail": "forged"})


def test_a_row_of_a_script_is_never_written_over_one_that_is_there(row):
    before = values(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        copy(row).save()
    with pytest.raises(TypeError):
        type(row).objects.bulk_create([copy(row)], update_conflicts=True, unique_fields=["id"], update_fields=["id"])
    assert values(row) == before


def test_none_is_changed_or_deleted(row):
    before, rows = values(row), type(row).objects
    ways = [
        row.save,
        row.delete,
        rows.all().delete,
        lambda: rows.update(id=1000),
        lambda: rows.bulk_update([copy(row)], ["note" if hasattr(row, "note") else "detail"]),
        lambda: rows.update_or_create({"id": row.pk}, pk=row.pk),
        lambda: rows.redact(id=1000),
    ]
    for way in ways:
        with pytest.raises(TypeError), transaction.atomic():
            way()
    assert values(row) == before


def test_what_was_decided_about_an_article_goes_with_it_when_it_is_deleted_for_good(cast):
    article = cast.signed()
    Article.objects.get(pk=article.pk).delete()
    assert not Signature.objects.exists()
