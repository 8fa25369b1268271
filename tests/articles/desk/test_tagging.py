"""Tags that are merged and renamed: in articles, on the site, in what is typed later and in what is rebuilt."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.desk import publishing, tagging
from articles.desk.tasks import name_tags
from articles.desk.workflow import Verb
from articles.models import Article, Publication, PublicationTag, Tag, TagAlias
from articles.models.taxonomy import resolved
from newsroom import edition
from newsroom.models import LogLine


@pytest.fixture
def tagged(cast):
    """tagged(headline, *names): a story on the site with these tags."""

    def tagged(headline, *names):
        article = cast.article(headline=headline)
        article.tags.add(*names)
        return cast.published(article)

    return tagged


def tag(name):
    return Tag.objects.get(name=name)


def on_site(article):
    """The tags of a story as its page has them, and as the lists have them."""
    publication = Publication.objects.get(story=article.pk)
    rows = PublicationTag.objects.filter(publication=publication).values_list("tag__name", flat=True)
    return [one["name"] for one in publication.facts["tags"]], sorted(rows)


def work():
    """Do the tasks that wait, as a worker would."""
    for row in DBTaskResult.objects.ready():
        if row.task_path.endswith("name_tags"):
            name_tags.call(*row.args_kwargs["args"])
            row.delete()


def test_a_merge_moves_articles_stories_and_other_names(tagged, cast):
    one, both = tagged("一", "滑雪"), tagged("二", "滑雪", "冰雪")
    draft = cast.article()
    draft.tags.add("滑雪")
    TagAlias.objects.create(name="双板", slug="双板", tag=tag("滑雪"))
    tagging.merge(tag("滑雪"), tag("冰雪"), cast.chief_editor)
    work()
    assert on_site(one) == on_site(both) == (["冰雪"], ["冰雪"])
    assert list(draft.tags.names()) == ["冰雪"]
    assert sorted(tag("冰雪").aliases.values_list("name", "is_former")) == [("双板", False), ("滑雪", True)]
    assert not Tag.objects.filter(name="滑雪").exists()


def test_a_rebuild_from_the_record_gives_the_same(tagged, cast):
    article = tagged("一", "滑雪", "冰雪", "牧场")
    tagging.merge(tag("滑雪"), tag("冰雪"), cast.chief_editor)
    tagging.rename(tag("牧场"), "草原", cast.chief_editor)
    work()
    before = Publication.objects.filter(story=article.pk).values().get(), on_site(article)
    publishing.project_all()
    assert (Publication.objects.filter(story=article.pk).values().get(), on_site(article)) == before
    assert on_site(article)[1] == ["冰雪", "草原"]


def test_what_is_typed_later_becomes_the_tag(tagged, cast):
    tagged("一", "滑雪", "冰雪")
    tagging.merge(tag("滑雪"), tag("冰雪"), cast.chief_editor)
    article = cast.article()
    article.tags.set(["滑雪", "冰雪", "新词"])
    assert sorted(article.tags.names()) == ["冰雪", "新词"]
    article.tags.add("滑雪")
    assert article.tags.count() == 2
    assert resolved(["牧场", "滑雪", "冰雪"]) == ["牧场", "冰雪"]


def test_other_names_are_known_in_any_case(cast):
    kept = Tag.objects.create(name="人工智能")
    TagAlias.objects.create(name="AI", slug="ai", tag=kept)
    assert resolved(["ai", "Ai"]) == ["人工智能"]


def test_the_edition_goes_on_and_the_log_says_who(tagged, cast):
    tagged("一", "滑雪", "冰雪")
    before = edition.current()
    tagging.merge(tag("滑雪"), tag("冰雪"), cast.chief_editor)
    assert edition.current() > before
    line = LogLine.objects.get(kind="public", about="滑雪 → 冰雪")
    assert line.actor == cast.chief_editor


def test_merging_twice_is_refused_and_does_no_harm(tagged, cast):
    article = tagged("一", "滑雪", "冰雪")
    old, kept = tag("滑雪"), tag("冰雪")
    tagging.merge(old, kept, cast.chief_editor)
    with pytest.raises(tagging.Refused):
        tagging.merge(old, kept, cast.chief_editor)
    with pytest.raises(tagging.Refused):
        tagging.merge(kept, kept, cast.chief_editor)
    work()
    assert on_site(article) == (["冰雪"], ["冰雪"])


def test_merges_one_after_another_lead_to_the_last(tagged, cast):
    article = tagged("一", "滑雪")
    Tag.objects.create(name="冰雪")
    Tag.objects.create(name="冬季")
    tagging.merge(tag("滑雪"), tag("冰雪"), cast.chief_editor)
    tagging.merge(tag("冰雪"), tag("冬季"), cast.chief_editor)
    work()
    assert on_site(article) == (["冬季"], ["冬季"])
    assert resolved(["滑雪", "冰雪"]) == ["冬季"]
    publishing.project_all()
    assert on_site(article) == (["冬季"], ["冬季"])


def test_names_follow_in_batches_and_a_batch_may_run_twice(tagged, cast, monkeypatch):
    monkeypatch.setattr("articles.desk.tasks.BATCH", 1)
    stories = [tagged(f"第{n}篇", "滑雪") for n in range(3)]
    tagging.rename(tag("滑雪"), "雪上", cast.chief_editor)
    name_tags.call(tag("雪上").pk)
    name_tags.call(tag("雪上").pk)
    while DBTaskResult.objects.ready().filter(task_path__endswith="name_tags").exists():
        work()
    assert {tuple(on_site(story)[0]) for story in stories} == {("雪上",)}


def test_a_new_name_and_the_way_back(tagged, cast):
    article = tagged("一", "滑雪")
    kept = tag("滑雪")
    tagging.rename(kept, "雪上运动", cast.chief_editor)
    kept.refresh_from_db()
    assert (kept.name, kept.slug) == ("雪上运动", "雪上运动")
    assert resolved(["滑雪"]) == ["雪上运动"]
    tagging.rename(kept, "滑雪", cast.chief_editor)
    kept.refresh_from_db()
    work()
    assert (kept.name, kept.slug) == ("滑雪", "滑雪")
    assert on_site(article) == (["滑雪"], ["滑雪"])
    assert resolved(["雪上运动"]) == ["滑雪"]


def test_a_name_written_otherwise_keeps_the_record_readable(tagged, cast):
    article = tagged("一", "ai")
    tagging.rename(tag("ai"), "AI", cast.chief_editor)
    publishing.project_all()
    assert on_site(article) == (["AI"], ["AI"])


def test_a_name_that_another_tag_has_is_refused(cast):
    one = Tag.objects.create(name="滑雪")
    other = Tag.objects.create(name="冰雪")
    TagAlias.objects.create(name="雪上", slug="雪上", tag=other)
    for name in ("冰雪", "雪上"):
        with pytest.raises(tagging.Refused):
            tagging.rename(one, name, cast.chief_editor)


def test_what_is_signed_and_scheduled_stands_in_the_way(cast):
    article = cast.article()
    article.tags.add("滑雪")
    cast.signed(article)
    into = Tag.objects.create(name="冰雪")
    cast.do(article, Verb.SCHEDULE, cast.chief_editor, at=timezone.now() + timedelta(hours=1))
    with pytest.raises(tagging.Refused, match=article.headline):
        tagging.merge(tag("滑雪"), into, cast.chief_editor)
    assert list(article.tags.names()) == ["滑雪"]
    Article.objects.update(publish_at=None)
    assert [one.pk for one in tagging.reach(tag("滑雪")).signed] == [article.pk]
    tagging.merge(tag("滑雪"), into, cast.chief_editor)
    assert "签" in cast.why_not(article, Verb.PUBLISH, cast.chief_editor)


def test_one_scheduled_among_many_signed_stands_in_the_way_too(cast):
    signed = [cast.article(state="signed") for _ in range(52)]
    for article in signed:
        article.tags.add("滑雪")
    for article in (signed[0], signed[-1]):
        Article.objects.filter(pk=article.pk).update(publish_at=timezone.now() + timedelta(hours=1))
    assert [one.pk for one in tagging.reach(tag("滑雪")).scheduled] == [signed[0].pk, signed[-1].pk]
    with pytest.raises(tagging.Refused):
        tagging.merge(tag("滑雪"), Tag.objects.create(name="冰雪"), cast.chief_editor)


def test_synonyms_are_set_and_former_names_stay(cast):
    kept = Tag.objects.create(name="冰雪")
    TagAlias.objects.create(name="旧名", slug="旧名", tag=kept, is_former=True)
    tagging.set_synonyms(kept, ["滑雪", "雪上"])
    tagging.set_synonyms(kept, ["雪上"])
    assert sorted(kept.aliases.values_list("name", flat=True)) == sorted(["旧名", "雪上"])


def test_a_new_tag_takes_no_address_that_leads_to_another(cast):
    kept = Tag.objects.create(name="冰雪")
    TagAlias.objects.create(name="冰雪·旅游", slug="冰雪-旅游", tag=kept)
    assert Tag.objects.create(name="冰雪-旅游").slug != "冰雪-旅游"
