"""The edition: one number that only grows."""

import pytest
from django.db import transaction

from newsroom import edition
from newsroom.models import Edition
from tests.newsroom.together import together


@pytest.mark.django_db
def test_an_empty_site_is_at_its_first_edition():
    assert edition.current() == 1


@pytest.mark.django_db
def test_every_bump_begins_the_next():
    edition.bump()
    first = edition.current()
    edition.bump()
    assert edition.current() == first + 1
    assert Edition.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_no_new_edition():
    edition.bump()
    before = edition.current()
    with pytest.raises(RuntimeError), transaction.atomic():
        edition.bump()
        raise RuntimeError
    assert edition.current() == before


@pytest.mark.django_db(transaction=True)
def test_bumps_at_once_are_all_counted():
    edition.bump()
    before = edition.current()
    together(8, transaction.atomic(edition.bump))
    assert edition.current() == before + 8


@pytest.mark.django_db(transaction=True)
def test_first_bumps_at_once_make_one_row():
    together(4, transaction.atomic(edition.bump))
    assert Edition.objects.count() == 1
    assert edition.current() == 5
