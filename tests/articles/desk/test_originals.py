"""Which stories are versions of one another."""

import pytest

from articles.desk import publishing
from articles.desk.workflow import Verb
from articles.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(cast):
    """Makes a story on the site that is a translation of another, in a language of its own."""

    def made(original, language):
        section = factories.section(language=language)
        return cast.published(cast.article(translation_of=original, language=language, section=section))

    return made


def corrected(cast, article, **fields):
    cast.signed(cast.changed(article, **fields))
    cast.do(article, Verb.CORRECT, cast.chief_editor, text="注明原稿。")


def originals():
    return dict(Publication.objects.values_list("story", "original"))


def test_a_translation_knows_the_story_that_it_translates(cast, translation):
    first = cast.published()
    second = translation(first, "ug")
    assert originals() == {first.pk: None, second.pk: first.pk}


def test_a_translation_of_a_translation_belongs_to_the_first(cast, translation):
    first = cast.published()
    second = translation(first, "ug")
    third = translation(second, "kk-arab")
    assert originals()[third.pk] == first.pk


def test_one_that_becomes_a_translation_takes_its_translations_along(cast, translation):
    middle = cast.published()
    last = translation(middle, "ug")
    first = cast.published()
    corrected(cast, middle, translation_of=first)
    assert originals() == {first.pk: None, middle.pk: first.pk, last.pk: first.pk}


def test_two_that_name_each_other_do_not_go_round_for_ever(cast, translation):
    first = cast.published()
    second = translation(first, "ug")
    corrected(cast, first, translation_of=second)
    assert originals() == {first.pk: second.pk, second.pk: first.pk}


def test_the_record_makes_the_same_rows_again_in_whatever_order(cast, translation):
    first = cast.published()
    second = translation(first, "ug")
    translation(second, "kk-arab")
    cast.do(first, Verb.WITHDRAW, cast.chief_editor)
    before = originals()
    Publication.objects.all().delete()
    publishing.project_all()
    assert originals() == before
