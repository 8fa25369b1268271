"""The edition: one number that only grows."""

import pytest
from django.db import transaction

from newsroom import edition
from newsroom.models import Edition
from tests.newsroom.together import together


@pytest.mark.django_db
def test_an_empty_site_is_at_its_first_edition():
    assert edition.current() == 1


@pytest.mark.django_db(transaction=True)
def test_a_box_knows_how_long_ago_it_heard_of_it(settings, tmp_path):
    settings.VAR = tmp_path  # a box that has heard of none
    edition.bump()
    assert 0 <= edition.age() < 60


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


@pytest.mark.django_db
def test_it_is_heard_in_a_data_folder_that_is_not_there_yet(settings, tmp_path):
    settings.VAR = tmp_path / "new" / "data"
    edition.announce()
    assert edition.heard() == edition.Heard(1, 0)


@pytest.mark.django_db
def test_where_no_file_can_be_made_the_database_is_asked(settings, tmp_path, django_assert_num_queries):
    settings.VAR = tmp_path / "file"
    settings.VAR.touch()
    with django_assert_num_queries(1):
        assert edition.heard() == edition.Heard(1, 0)
    edition.announce()
