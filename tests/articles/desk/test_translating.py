"""A translation is begun, and the desk sees when its original has gone on."""

import pytest

from articles import markup
from articles.desk import saving, translating, workflow
from articles.desk.workflow import Verb
from articles.models import Article, Publication, PublicationTag, Tag
from newsroom.models import LogLine
from tests import factories

pytestmark = pytest.mark.django_db
BODY = "<p>河谷昨夜下雪。</p><p>雪深二十厘米。</p><p>班车停运一天。</p>"
LATER = "<p>河谷昨夜下雪。</p><p>雪深三十厘米。</p><p>班车停运一天。</p><p>学校停课。</p>"


@pytest.fixture
def original(cast):
    """A story on the site, in a house that has a Uyghur edition with a section of the same address."""
    factories.masthead("ug", name="قاردەريا خەۋەرلىرى", outlet="قاردەريا تورى", publisher="قاردەريا مەركىزى")
    factories.section(cast.section.slug, language="ug", name="خەۋەر")
    article = cast.article(body=BODY, subtitle="推介会副题")
    saving.begin(article, cast.reporter)
    article.tags.add("冰雪", "旅游")
    return cast.published(article)


@pytest.fixture
def translation(cast, original):
    return translating.begin(original, "ug", cast.editor)


def corrected(cast, article, **fields):
    cast.signed(cast.changed(article, **fields))
    cast.do(article, Verb.CORRECT, cast.chief_editor, text="雪深有误。")


def fresh(article):
    return translating.with_level(Article.objects).get(pk=article.pk)


def test_it_begins_with_the_words_people_and_photos_of_the_original(cast, original):
    tag = Tag.objects.get(name="冰雪")
    PublicationTag.objects.create(
        publication=factories.publication(story=900, section=factories.section(language="ug")), tag=tag
    )
    found = fresh(translating.begin(original, "ug", cast.editor))
    assert (found.translation_of, found.translated_version, found.language) == (original, 1, "ug")
    assert (found.headline, found.subtitle, found.body) == (original.headline, "推介会副题", BODY)
    assert (found.section.slug, found.section.language) == (original.section.slug, "ug")
    assert found.outlets == "قاردەريا تورى-قاردەريا مەركىزى"
    assert [(line.role, line.reporter) for line in found.bylines.all()] == [
        ("记者", cast.lin),
        ("实习记者", cast.jiang),
    ]
    assert [tag.name for tag in found.tags.all()] == ["冰雪"]  # stories of that edition carry it
    assert (found.state, found.created_by, found.snapshots.count()) == (Article.State.DRAFT, cast.editor, 1)


def test_captions_are_written_on_their_places_to_be_translated(cast, original):
    photo = cast.photo(caption="推介会现场。")
    corrected(cast, original, body=f'{BODY}<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>')
    found = translating.begin(original, "ug", cast.editor)
    assert [(place.photo, place.caption) for place in markup.figures(fresh(found).body)] == [(photo.pk, "推介会现场。")]
    assert found.translated_version == 2


def test_it_begins_with_what_readers_have_and_not_with_what_the_desk_is_changing(cast, original):
    cast.changed(original, headline="还没有发布的标题")
    assert translating.begin(original, "ug", cast.editor).headline == "冬季旅游推介会召开"


def test_one_that_never_went_out_is_translated_as_it_stands(cast, original):
    draft = cast.article(headline="尚未发布")
    found = translating.begin(draft, "ug", cast.editor)
    assert (found.headline, found.translated_version) == ("尚未发布", 0)
    assert not translating.level_of(fresh(found)).is_behind
    cast.published(draft)
    level = translating.level_of(fresh(found))
    assert (level.version, level.newest, level.is_behind, level.passages) == (0, 1, True, [])


def test_what_is_begun_from_a_translation_is_one_of_the_first_story(cast, original, translation):
    factories.masthead("kk-arab")
    assert translating.begin(translation, "kk-arab", cast.editor).translation_of == original


@pytest.mark.parametrize("language", ["zh-hans", "fr", "ug"])
def test_there_is_one_translation_in_each_language_of_the_house(cast, original, translation, language):
    with pytest.raises(workflow.Refused):
        translating.begin(original, language, cast.editor)
    assert Article.objects.filter(translation_of=original).count() == 1


def test_it_is_behind_once_the_original_was_corrected_and_tells_in_which_paragraphs(cast, original, translation):
    assert not translating.level_of(fresh(translation)).is_behind
    corrected(cast, original, body=LATER, headline="冬季旅游推介会延期")
    level = translating.level_of(fresh(translation))
    assert (level.version, level.newest, level.is_behind, level.is_live) == (1, 2, True, True)
    assert [change.field for change in level.changes] == ["headline"]
    assert [(one.number, one.kind, one.here) for one in level.passages] == [
        (2, "changed", "雪深二十厘米。"),
        (4, "added", ""),
    ]
    assert level.numbers == [2, 4]
    assert "<del>二</del><ins>三</ins>" in level.passages[0].html
    assert list(translating.behind(Article.objects)) == [translation]
    assert [one.is_behind for one in translating.translations_of(original)] == [True]


def test_restoring_a_withdrawn_original_says_nothing_new(cast, original, translation):
    cast.do(original, Verb.WITHDRAW, cast.chief_editor)
    assert not translating.level_of(fresh(translation)).is_live
    cast.do(original, Verb.RESTORE, cast.chief_editor)
    assert not translating.level_of(fresh(translation)).is_behind
    assert not translating.behind(Article.objects).exists()


def test_somebody_says_that_it_is_level_again(cast, original, translation):
    corrected(cast, original, body=LATER)
    said = translating.catch_up(fresh(translation), cast.editor, 2)
    assert "2" in said
    assert not translating.level_of(fresh(translation)).is_behind
    assert not translating.behind(Article.objects).exists()
    assert LogLine.objects.first().detail == said


def test_only_those_say_so_who_may_edit_it_and_of_a_version_that_was_out(cast, original, translation):
    corrected(cast, original, body=LATER)
    for user, version in ((cast.photo_desk, 2), (cast.editor, 3), (cast.editor, 0)):
        with pytest.raises(workflow.Refused):
            translating.catch_up(fresh(translation), user, version)
    assert fresh(translation).translated_version == 1


def test_an_original_chosen_by_hand_is_meant_as_it_was_last_published(cast, original):
    corrected(cast, original, body=LATER)
    article = cast.article()
    saving.begin(article, cast.reporter)
    saved = saving.save(article.pk, {"translation_of": original.pk}, cast.editor, 1).article
    assert fresh(saved).translated_version == 2
    saving.save(article.pk, {"translation_of": None}, cast.editor, 2)
    assert fresh(saved).translated_version == 0


def test_nothing_public_knows_the_level(cast, original, translation):
    assert "translated_version" not in {field.name for field in Publication._meta.get_fields()}
