"""Where a photo of a person stands newest, kept while stories come and go."""

import pytest

from articles.desk import newest, publishing
from articles.desk.verifying import wrong_with_publication
from articles.desk.workflow import Verb
from articles.models import Publication, PublicationCredit, Version
from media.models import Photo
from tests import factories

pytestmark = pytest.mark.django_db


def standing():
    """(story, photo, edition) of the rows that say they are the newest."""
    rows = PublicationCredit.objects.filter(newest_in__isnull=False).order_by("publication_id", "position")
    return list(rows.values_list("publication__story", "photo", "newest_in"))


def figures(*photos):
    return "<p>推介会召开。</p>" + "".join(f'<figure data-photo="{photo.pk}"></figure>' for photo in photos)


@pytest.fixture
def photo(cast):
    return cast.photo()


@pytest.fixture
def stories(cast, photo):
    """An older and a newer story that show the photo."""
    return [cast.published(cast.article(headline=f"雪{n}", body=figures(photo))) for n in range(2)]


def test_it_is_the_newest_story_that_shows_it(stories, photo):
    assert standing() == [(stories[1].pk, photo.pk, "zh-hans")]


def test_withdrawn_the_one_before_is_the_newest_and_restored_it_is_again(cast, stories, photo):
    older, newer = stories
    cast.do(newer, Verb.WITHDRAW, cast.chief_editor)
    assert standing() == [(older.pk, photo.pk, "zh-hans")]
    cast.do(newer, Verb.RESTORE, cast.chief_editor)
    assert standing() == [(newer.pk, photo.pk, "zh-hans")]


def test_the_last_to_leave_leaves_none(cast, stories):
    for story in stories:
        cast.do(story, Verb.WITHDRAW, cast.chief_editor)
    assert standing() == []


def test_a_correction_of_the_older_changes_nothing_and_one_that_takes_the_photo_out_does(cast, stories, photo):
    older, newer = stories
    cast.changed(older, headline="雪停了")
    cast.do(cast.signed(older), Verb.CORRECT, cast.chief_editor, text="改。")
    assert standing() == [(newer.pk, photo.pk, "zh-hans")]
    other = cast.photo(colour=(1, 2, 3))
    cast.changed(newer, body=figures(other))
    cast.do(cast.signed(newer), Verb.CORRECT, cast.chief_editor, text="换图。")
    assert standing() == [(older.pk, photo.pk, "zh-hans"), (newer.pk, other.pk, "zh-hans")]


def test_each_edition_has_its_own(stories, photo):
    theirs = factories.publication(story=9000, section=factories.section(language="kk-arab"))
    row = PublicationCredit.objects.get(newest_in="zh-hans")
    factories.shown(theirs, row.reporter, photo)
    assert {language for _story, _photo, language in standing()} == {"zh-hans", "kk-arab"}


def test_stories_that_go_out_together_have_one_among_them(cast):
    photo = cast.photo()
    versions = [
        Version.objects.get(story=cast.published(cast.article(headline=f"雪{n}", body=figures(photo))).pk)
        for n in range(3)
    ]
    Publication.objects.all().delete()
    publishing.project(*versions[::-1])
    assert [story for story, *_rest in standing()] == [versions[-1].story]


def test_two_to_whom_one_photo_is_owed_have_one_each(cast, stories, photo):
    lin = cast.lin
    factories.shown(factories.publication(story=9000), lin, photo)
    assert PublicationCredit.objects.filter(newest_in="zh-hans", photo=photo.pk).count() == 2


def test_all_of_them_settled_at_once_say_the_same(stories):
    before = standing()
    PublicationCredit.objects.update(newest_in=None)
    newest.settle_all()
    assert standing() == before


@pytest.mark.parametrize("at", [0, 1])
def test_a_story_that_says_it_wrongly_is_told_and_made_anew(stories, at):
    before = standing()
    Photo.objects.update(changed_at=None)  # the pulse followed
    PublicationCredit.objects.update(newest_in=None)
    if at == 0:
        PublicationCredit.objects.filter(publication__story=stories[0].pk).update(newest_in="zh-hans")
    found = {story.pk: wrong_with_publication(story.pk) for story in stories}
    said = ["newest photos not as its version makes it"]
    assert found == {stories[0].pk: said if at == 0 else [], stories[1].pk: said}
    publishing.project_all()
    assert standing() == before
    assert not any(wrong_with_publication(story.pk) for story in stories)
