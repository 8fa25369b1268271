"""Storing words: nobody's save is written over, and the history keeps what each one left."""

import pytest
from django.db import connection

from articles.desk import filing, saving
from articles.desk.contents import content_of
from articles.desk.workflow import Refused, Verb
from articles.models import Article, Snapshot
from newsroom.models import Reporter

FIRST, SECOND, THIRD = "<p>第一段。</p>", "<p>第二段。</p>", "<p>第三段。</p>"


@pytest.fixture
def article(cast):
    return cast.article(body=FIRST + SECOND + THIRD)


def fresh(article):
    return Article.objects.get(pk=article.pk)


def saved(article, user, seen=None, **changes):
    """Save `changes` to the article as it is now, or as it was when `seen` was saved."""
    content = content_of(fresh(article)) | changes
    return saving.save(article.pk, content, user, fresh(article).saves if seen is None else seen)


def test_a_save_stores_words_counts_and_is_remembered(article, cast):
    done = saved(article, cast.editor, headline="新标题", tags=["冰雪", "冬捕"])
    assert (done.merged, sorted(done.changed)) == (False, ["headline", "tags"])
    now = fresh(article)
    assert (now.headline, now.saves, now.updated_by) == ("新标题", 2, cast.editor)
    newest, first = Snapshot.objects.all()
    assert (newest.number, newest.kind, newest.by, newest.by_name) == (2, "saved", cast.editor, "editor")
    assert newest.content == content_of(now)
    assert sorted(newest.changed) == ["headline", "tags"]
    assert (first.number, first.content["headline"]) == (1, "冬季旅游推介会召开")


def test_saving_what_is_there_saves_nothing(article, cast):
    done = saved(article, cast.editor)
    assert (done.changed, done.merged) == ([], False)
    assert fresh(article).saves == 1
    assert not Snapshot.objects.exists()


def test_keys_that_a_content_lacks_stay_as_they_are(article, cast):
    saving.save(article.pk, {"kicker": "冬日"}, cast.editor, 1)
    now = fresh(article)
    assert (now.kicker, now.headline, now.bylines.count()) == ("冬日", "冬季旅游推介会召开", 2)


def test_changes_in_different_places_merge(article, cast):
    mine = content_of(article) | {"body": FIRST + SECOND + "<p>我的第三段。</p>", "kicker": "引题"}
    saved(article, cast.section_head, body="<p>她的第一段。</p>" + SECOND + THIRD, subtitle="副题")
    done = saving.save(article.pk, mine, cast.editor, 1)
    assert done.merged
    assert sorted(done.changed) == ["body", "kicker"]
    now = fresh(article)
    assert now.body == "<p>她的第一段。</p>" + SECOND + "<p>我的第三段。</p>"
    assert (now.kicker, now.subtitle, now.saves) == ("引题", "副题", 3)
    assert Snapshot.objects.first().kind == Snapshot.Kind.MERGED


def test_a_clash_is_told_and_nothing_is_saved(article, cast):
    mine = content_of(article) | {"headline": "我的标题", "kicker": "引题"}
    saved(article, cast.section_head, headline="她的标题")
    with pytest.raises(saving.Clash) as told:
        saving.save(article.pk, mine, cast.editor, 1)
    clash = told.value
    assert [(c.key, c.theirs, c.mine) for c in clash.merge.clashes] == [("headline", "她的标题", "我的标题")]
    assert (clash.article.saves, clash.seen, clash.merge.content["kicker"]) == (2, 1, "引题")
    assert (fresh(article).headline, fresh(article).kicker, fresh(article).saves) == ("她的标题", "", 2)
    assert Snapshot.objects.count() == 2


def test_both_writing_the_same_is_no_clash_and_no_save(article, cast):
    mine = content_of(article) | {"headline": "同一标题"}
    saved(article, cast.section_head, headline="同一标题")
    done = saving.save(article.pk, mine, cast.editor, 1)
    assert (done.changed, done.merged, fresh(article).saves) == ([], False, 2)


def test_who_changed_nothing_takes_nothing_back(article, cast):
    mine = content_of(article)
    saved(article, cast.section_head, headline="她的标题")
    done = saving.save(article.pk, mine, cast.editor, 1)
    assert (done.changed, done.merged) == ([], True)
    assert fresh(article).headline == "她的标题"


def test_people_and_tags_are_part_of_a_save(article, cast):
    he = Reporter.objects.create(name="贺小满", role="通讯员")
    mine = content_of(article) | {"tags": ["冰雪"]}
    line = {"role": "通讯员", "reporter": he.pk, "name": "贺小满", "unit": "河谷乡"}
    editors = [{"role": "责编", "reporter": None, "name": "陆鸣"}]
    saved(article, cast.section_head, bylines=[line], editors=editors, tags=["冬捕"])
    saving.save(article.pk, mine, cast.editor, 1)
    now = content_of(fresh(article))
    assert (now["bylines"], now["editors"], now["tags"]) == ([line], editors, ["冬捕", "冰雪"])


@pytest.mark.parametrize("seen", [0, 5, 99])
def test_a_save_that_began_with_nobody_knows_what_writes_nothing_over(article, cast, seen):
    cast.changed(article, headline="她的标题")
    with pytest.raises(saving.Clash) as told:
        saving.save(article.pk, content_of(article) | {"headline": "我的标题"}, cast.editor, seen)
    assert [clash.key for clash in told.value.merge.clashes] == ["headline"]


def test_what_was_written_by_other_means_stays_in_the_history(article, cast):
    saved(article, cast.editor, headline="第二稿")
    cast.changed(article, headline="脚本改的")  # saves goes up, no snapshot is written
    saved(article, cast.editor, headline="第四稿")
    assert [(s.number, s.content["headline"]) for s in Snapshot.objects.all()] == [
        (4, "第四稿"),
        (3, "脚本改的"),
        (2, "第二稿"),
        (1, "冬季旅游推介会召开"),
    ]


def test_those_who_may_not_edit_are_refused(article, cast):
    other = cast.user("other", "reporter")
    with pytest.raises(Refused):
        saved(article, other, headline="不行")
    cast.do(article, Verb.SUBMIT, cast.reporter)
    with pytest.raises(Refused):
        saved(article, cast.reporter, headline="不行")
    assert fresh(article).headline == "冬季旅游推介会召开"


def test_nothing_is_saved_into_the_trash(article):
    from django.utils import timezone

    Article.objects.update(trashed_at=timezone.now())
    with pytest.raises(Refused):
        saved(article, None, headline="不行")


def test_a_script_saves_in_nobodys_name(article):
    saved(article, None, headline="脚本改的")
    newest = Snapshot.objects.first()
    assert (newest.by, newest.by_name, newest.content["headline"]) == (None, "", "脚本改的")


def test_filed_copy_begins_its_history(cast):
    filed = filing.file_copy("冬捕开网\n\n河面上了冻，渔工在冰上拉网。", user=cast.editor)
    first = Snapshot.objects.get()
    assert (first.kind, first.number, first.by) == (Snapshot.Kind.FILED, 1, cast.editor)
    assert first.content == content_of(filed.article)


def test_restoring_is_told_as_such_in_the_history(article, cast):
    saving.save(article.pk, {"headline": "旧标题"}, cast.editor, 1, Snapshot.Kind.RESTORED)
    assert Snapshot.objects.first().kind == Snapshot.Kind.RESTORED


def test_since_tells_the_saves_of_others(article, cast):
    saved(article, cast.editor, headline="二")
    saved(article, cast.section_head, headline="三")
    assert [(s.number, s.by_name) for s in saving.since(article, 1)] == [(3, "section-head"), (2, "editor")]


def test_a_save_costs_the_same_however_many_came_before(article, cast, django_assert_num_queries):
    cost = 18 if connection.vendor == "postgresql" else 20  # SQLite takes three statements for a row of the index
    saved(article, cast.editor, headline="二")
    content = content_of(fresh(article))
    with django_assert_num_queries(cost):
        saving.save(article.pk, content | {"headline": "三"}, cast.editor, 2)
    for number in range(10):
        saved(article, cast.editor, headline=f"稿{number}")
    with django_assert_num_queries(cost):
        saving.save(article.pk, content | {"headline": "末"}, cast.editor, 13)
