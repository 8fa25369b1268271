"""The change feed: the record in its order, nothing missed and nothing twice, and no words that are gone."""

import pytest

from articles.desk import publishing, redacting
from articles.desk.workflow import Verb
from articles.models import Section, Version
from articles.public.api import cursors
from tests import factories
from tests.articles.public.api.asked import ask, followed, numbers, partner, problem, said
from tests.articles.public.ninjs_schema import errors
from tests.articles.public.test_record import corrected

pytestmark = pytest.mark.django_db
SECRET = "撤下的夜莺"


@pytest.fixture
def history(cast):
    """A story that was corrected, one that was withdrawn and put back, one that was withdrawn: their numbers."""
    first, second, third = (cast.published(cast.article(headline=f"第{n}条")) for n in "一二三")
    corrected(cast, first, "改了一个数字。", body="<p>改过的一句。</p>")
    cast.do(second, Verb.WITHDRAW, cast.chief_editor, text="核实中。")
    publishing.restore(second.pk, note="已核实。")
    cast.do(third, Verb.WITHDRAW, cast.chief_editor, text="来源有误。")
    return [first.pk, second.pk, third.pk]


def test_it_tells_everything_once_in_the_order_of_the_record(client, history):
    first, second, third = history
    for size in (1, 2, 3, 100):
        found, _cursor = followed(client, size=size)
        assert [(one["story"], one["kind"], one.get("note", "")) for one in found] == [
            (first, "published", ""),
            (second, "published", ""),
            (third, "published", ""),
            (first, "corrected", "改了一个数字。"),
            (second, "withdrawn", "核实中。"),
            (second, "restored", "已核实。"),
            (third, "withdrawn", "来源有误。"),
        ]


def test_whoever_comes_back_gets_what_is_new_and_only_that(client, cast, history):
    _all, cursor = followed(client)
    assert followed(client, since=cursor) == ([], cursor)
    assert said(ask(client, "changes/?since=latest"))["cursor"] == cursor
    article = cast.published(cast.article(headline="第四条"))
    [change], later = followed(client, since=cursor)
    assert (change["story"], change["cursor"]) == (article.pk, later)


def test_on_a_site_without_a_record_one_can_begin(client, cast):
    empty = said(ask(client, "changes/?since=latest"))
    assert empty["items"] == []
    assert followed(client, since=empty["cursor"])[0] == []
    cast.published()
    assert len(followed(client, since=empty["cursor"])[0]) == 1


def test_its_items_hold_to_ninjs_and_say_how_the_story_is_now(client, history):
    _partner, key = partner()
    for one in (None, key):
        found, _cursor = followed(client, one)
        assert [errors(change["item"]) for change in found] == [[]] * len(found)
        assert [numbers([change["item"]]) for change in found] == [[change["story"]] for change in found]
        assert [change["item"]["pubStatus"] for change in found] == [
            *("usable", "usable", "canceled"),
            *("usable", "usable", "usable", "canceled"),
        ]
        assert ("bodies" in found[0]["item"]) is bool(one)
        assert found[-1]["item"]["edNote"] == "来源有误。"


def test_words_that_were_withdrawn_or_corrected_are_handed_to_nobody(client, cast):
    withdrawn = cast.published(cast.article(headline=SECRET, body=f"<p>{SECRET}</p>"))
    mended = cast.published(cast.article(body=f"<p>{SECRET}</p>"))
    _partner, key = partner()
    assert SECRET in ask(client, "changes/", key).content.decode()
    cast.do(withdrawn, Verb.WITHDRAW, cast.chief_editor, text="来源有误。")
    corrected(cast, mended, "改了一句。", body="<p>改过的一句。</p>")
    assert SECRET not in ask(client, "changes/?size=100", key).content.decode()


def test_a_redacted_version_is_told_as_one(client, cast):
    article = cast.published(cast.article(headline=SECRET, body=f"<p>{SECRET}</p>"))
    before, cursor = followed(client)
    redacting.redact(article.pk, 1, "法院决定。")
    found, _cursor = followed(client)
    assert [(one["kind"], one.get("redacted", {}).get("reason")) for one in found] == [
        ("published", "法院决定。"),
        ("withdrawn", None),
    ]
    assert found[0]["cursor"] == before[0]["cursor"]  # those who follow go on
    assert [one["kind"] for one in followed(client, since=cursor)[0]] == ["withdrawn"]
    assert SECRET not in ask(client, "changes/").content.decode()


def test_a_key_for_some_sections_hears_of_those_and_of_what_leaves_them(client, cast):
    villages = Section.objects.create(masthead_id="zh-hans", name="乡村", slug="villages")
    here = cast.published(cast.article(section=villages))
    elsewhere = cast.published()
    _partner, key = partner([villages])
    found, cursor = followed(client, key, size=1)
    assert [one["story"] for one in found] == [here.pk]
    corrected(cast, elsewhere, "改了。", body="<p>改过。</p>")
    corrected(cast, here, "移到要闻。", section=cast.section, body="<p>改过。</p>")
    [change], cursor = followed(client, key, since=cursor)
    assert (change["story"], change["item"]["pubStatus"]) == (here.pk, "canceled")
    cast.do(here, Verb.WITHDRAW, cast.chief_editor, text="来源有误。")
    [change], _cursor = followed(client, key, since=cursor)
    assert (change["kind"], change["note"]) == ("withdrawn", "来源有误。")


def test_a_cursor_that_the_record_does_not_hold_is_refused(client, history):
    first = Version.objects.order_by("pk").first()
    pk, link = first.pk, first.link
    for gone in (cursors.made("v", pk, "0" * 12), cursors.made("v", 2**40, link[:12]), cursors.made("v", pk, "")):
        assert "从头" in problem(ask(client, f"changes/?since={gone}"), 410, "cursor-gone")["detail"]
    for bad in (
        "x",
        "雪",
        "0",
        cursors.made("k", 1),
        cursors.made("v", 2**63, "a"),
        cursors.made("v", -1, "a"),
        "A" * 90,
    ):
        problem(ask(client, f"changes/?since={bad}"), 400, "bad-value")


def test_a_page_costs_the_same_however_long_the_record_is(client, cast, django_assert_max_num_queries):
    def grow():
        article = cast.published(cast.article())
        cast.do(article, Verb.WITHDRAW, cast.chief_editor, text="来源有误。")
        cast.published(cast.article())

    def cost():
        with django_assert_max_num_queries(40) as counted:
            said(ask(client, "changes/?size=100"))
        return len(counted)

    grow()
    few = cost()
    for _ in range(3):
        grow()
    assert cost() == few <= 7


def test_what_moved_in_and_a_site_of_before_are_told_too(client):
    assert said(ask(client, "changes/"))["items"] == []
    factories.publication()  # on the site by no version: nobody is told of what the record does not know
    assert said(ask(client, "changes/"))["items"] == []
