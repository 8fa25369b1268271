"""The lists of the queue and the rules of the workflow agree, whoever asks and however an article stands."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.desk.queue import Queue
from articles.desk.workflow import Verb, why_not
from articles.models import Article, Byline, Remit, Section
from newsroom import roles
from newsroom.models import Reporter


def to_sign(user):
    """The headlines of what waits for the signature of `user`."""
    return sorted(article.headline for article in Queue(user).to_sign)


def may_sign(user):
    """The headlines of what the rules let `user` sign."""
    articles = Article.objects.all()
    return sorted(article.headline for article in articles if why_not(article, Verb.SIGN, user) is None)


def stand(cast, times):
    """The article after `times` of its three signatures."""
    article = cast.article(headline=f"签过{times}次")
    cast.do(article, Verb.SUBMIT, cast.reporter)
    for user in (cast.editor, cast.section_head, cast.chief_editor)[:times]:
        cast.do(article, Verb.SIGN, user)
    return article


@pytest.fixture
def desk(cast):
    """Articles in every state that signing asks about, and people who may and may not."""
    other = Section.objects.create(masthead_id="zh-hans", name="乡村", slug="villages")
    for times in (0, 1, 2, 3):
        stand(cast, times)
    cast.article(headline="草稿")
    returned = cast.article(headline="退稿")
    cast.do(returned, Verb.SUBMIT, cast.reporter)
    cast.do(returned, Verb.RETURN, cast.editor, text="请核对。")
    later = stand(cast, 1)
    Article.objects.filter(pk=later.pk).update(headline="定时的", publish_at=timezone.now() + timedelta(days=1))
    cast.changed(cast.signed(cast.article(headline="签后又改")), subtitle="新的副题")
    elsewhere = cast.article(headline="别的栏目", section=other)
    cast.do(elsewhere, Verb.SUBMIT, cast.reporter)
    nowhere = cast.article(headline="没有栏目", section=None)
    cast.do(nowhere, Verb.SUBMIT, cast.reporter)
    named = cast.article(headline="同名的署名")
    Byline.objects.create(article=named, reporter=Reporter.objects.create(name="editor"), role="记者", position=5)
    cast.do(named, Verb.SUBMIT, cast.reporter)
    typed = cast.article(headline="没有主页的署名")
    Byline.objects.create(article=typed, name="ｅｄｉｔｏｒ", role="记者", position=5)
    cast.do(typed, Verb.SUBMIT, cast.reporter)
    trashed = stand(cast, 0)
    Article.objects.filter(pk=trashed.pk).update(headline="垃圾箱里", trashed_at=timezone.now())
    photo = cast.photo(processed=False)
    retold = cast.signed(cast.article(headline="图说改了", cover=photo))
    photo.caption = "改过的图说。"
    photo.save()
    assert retold.saves == 1
    both = cast.user("both", "editor")
    both.groups.add(*cast.section_head.groups.all())
    one_more = cast.article(headline="一人两审")
    cast.do(one_more, Verb.SUBMIT, cast.reporter)
    cast.do(one_more, Verb.SIGN, both)
    limited = cast.user("limited", "editor")
    Remit.objects.create(user=limited).sections.add(cast.section)
    empty = cast.user("empty", "editor")
    Remit.objects.create(user=empty)
    cast.users |= {"both": both, "limited": limited, "empty": empty}
    return cast


@pytest.mark.parametrize("who", [*roles.LABELS, "both", "limited", "empty"])
def test_what_waits_for_a_signature_is_what_the_rules_let_her_sign(who, desk):
    user = type(desk.editor).objects.get(username=who)
    assert to_sign(user) == may_sign(user)


def test_it_is_what_one_would_expect(desk):
    assert to_sign(desk.editor) == ["别的栏目", "没有栏目", "签过0次"]
    assert to_sign(desk.section_head) == ["一人两审", "定时的", "签过1次"]
    assert to_sign(desk.chief_editor) == ["图说改了", "签后又改", "签过2次"]
    assert to_sign(desk.users["limited"]) == ["同名的署名", "没有主页的署名", "没有栏目", "签过0次"]
    assert "一人两审" not in to_sign(desk.users["both"])
    assert to_sign(desk.reporter) == to_sign(desk.photo_desk) == []


def test_what_is_signed_through_and_as_it_was_read_is_to_be_published(desk):
    def ready(user):
        return [article.headline for article in Queue(user).ready]

    assert ready(desk.section_head) == ready(desk.chief_editor) == ["签过3次"]
    assert ready(desk.editor) == ready(desk.reporter) == []
    Article.objects.filter(headline="签过3次").update(publish_at=timezone.now())
    assert ready(desk.section_head) == []
    Article.objects.filter(headline="签过3次").update(publish_at=None, section=Section.objects.get(slug="villages"))
    Remit.objects.create(user=desk.section_head).sections.add(desk.section)
    assert ready(type(desk.editor).objects.get(pk=desk.section_head.pk)) == []
