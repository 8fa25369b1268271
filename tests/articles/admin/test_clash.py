"""Two people in one form: what merges, what clashes, and what is asked."""

import re

import pytest
from django.utils.translation import gettext as _

from articles.desk import saving, workflow
from articles.desk.contents import content_of
from articles.desk.workflow import Verb
from articles.models import Article, Autosave, Section, Signature, Snapshot
from newsroom.models import Reporter
from tests.articles.admin.desk import address, form_of, said

FIRST, SECOND, THIRD = "<p>第一段。</p>", "<p>第二段。</p>", "<p>第三段。</p>"


@pytest.fixture
def article(cast):
    return cast.article(body=FIRST + SECOND + THIRD)


@pytest.fixture
def editor(cast, client):
    client.force_login(cast.editor)
    return client


@pytest.fixture
def faster(cast, article):
    """faster(headline="…") saves the article as the section head, while somebody has the form open."""

    def save(**changes):
        now = Article.objects.get(pk=article.pk)
        return saving.save(article.pk, content_of(now) | changes, cast.section_head, now.saves)

    return save


def choose(client, page, own=None, **choices):
    """Press save on the page of a clash, having chosen; `own` is what is written where "own" was."""
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode()))
    named = {f"choice-{key.replace('_', ':')}": value for key, value in choices.items()}
    named |= {name.replace("choice", "own"): own for name in named if own is not None}
    return client.post(address(page.context["original"]), fields | named, follow=True)


def fresh(article):
    return Article.objects.get(pk=article.pk)


def test_changes_in_different_places_are_merged_and_told(editor, article, faster):
    mine = form_of(article, kicker="引题", body=FIRST + SECOND + "<p>我的第三段。</p>")
    faster(subtitle="副题", body="<p>她的第一段。</p>" + SECOND + THIRD)
    response = editor.post(address(article), mine, follow=True)
    now = fresh(article)
    assert (now.kicker, now.subtitle) == ("引题", "副题")
    assert now.body == "<p>她的第一段。</p>" + SECOND + "<p>我的第三段。</p>"
    assert "section-head" in said(response)
    assert str(Article._meta.get_field("subtitle").verbose_name) in said(response)


def test_people_that_somebody_else_changed_are_merged_as_well(editor, article, cast, faster):
    mine = form_of(article, kicker="引题")  # its rows carry the numbers of bylines that are replaced meanwhile
    he = Reporter.objects.create(name="贺小满")
    faster(bylines=[{"role": "通讯员", "reporter": he.pk, "name": "贺小满", "unit": ""}])
    editor.post(address(article), mine)
    now = fresh(article)
    assert now.kicker == "引题"
    assert [line.reporter for line in now.bylines.all()] == [he]


def test_a_clash_is_shown_and_nothing_is_saved(editor, article, faster):
    mine = form_of(article, headline="我的标题", kicker="引题")
    faster(headline="她的标题")
    page = editor.post(address(article), mine)
    assert page.status_code == 200
    shown = page.content.decode()
    (place,) = page.context["places"]
    assert "section-head" in place.theirs.who
    assert "<ins>她的标题</ins>" in place.theirs.change.html
    assert "<ins>我的标题</ins>" in place.mine.change.html
    assert 'value="both"' not in shown
    assert (fresh(article).headline, fresh(article).kicker, fresh(article).saves) == ("她的标题", "", 2)


@pytest.mark.parametrize("choice, kept", [("theirs", "她的标题"), ("mine", "我的标题")])
def test_what_is_chosen_is_saved_with_all_the_rest(editor, article, faster, choice, kept):
    mine = form_of(article, headline="我的标题", kicker="引题", tags="冰雪")
    faster(headline="她的标题", subtitle="副题")
    page = editor.post(address(article), mine)
    done = choose(editor, page, headline=choice)
    now = fresh(article)
    assert (now.headline, now.kicker, now.subtitle, list(now.tags.names())) == (kept, "引题", "副题", ["冰雪"])
    assert Snapshot.objects.first().kind == Snapshot.Kind.MERGED
    assert _("Saved as you chose.") in said(done)


def test_of_one_paragraph_both_may_stand(editor, article, faster):
    mine = form_of(article, body=FIRST + "<p>我的第二段。</p>" + THIRD)
    faster(body=FIRST + "<p>她的第二段。</p>" + THIRD)
    page = editor.post(address(article), mine)
    assert "second" not in page.context["places"]
    choose(editor, page, body_1="both")
    assert fresh(article).body == FIRST + "<p>她的第二段。</p><p>我的第二段。</p>" + THIRD


def test_a_place_may_be_written_anew(editor, article, faster):
    mine = form_of(article, body=FIRST + "<h2>我的第二段。</h2>" + THIRD, kicker="引题")
    faster(body=FIRST + "<h2>她的第二段。</h2>" + THIRD)
    page = editor.post(address(article), mine)
    assert page.context["places"][0].own.text == "我的第二段。"
    choose(editor, page, body_1="own", own=" 商量好的 <b>\r\n\r\n另起一段\x00")
    assert fresh(article).body == FIRST + "<h2>商量好的 &lt;b&gt;</h2><p>另起一段</p>" + THIRD
    assert fresh(article).kicker == "引题"


def test_what_is_written_anew_has_to_fit(editor, article, faster):
    mine = form_of(article, headline="我的标题", standfirst="我的摘要")
    faster(headline="她的标题", standfirst="她的摘要")
    page = editor.post(address(article), mine)
    again = choose(editor, page, headline="own", standfirst="mine", own="长" * 121)
    assert [(place.chosen, bool(place.own.errors)) for place in again.context["places"]] == [
        ("own", True),
        ("mine", False),
    ]
    assert "长" * 121 in again.content.decode()
    assert fresh(article).headline == "她的标题"
    choose(editor, again, headline="own", standfirst="mine", own=" 商量好的\n标题 ")
    assert (fresh(article).headline, fresh(article).standfirst) == ("商量好的 标题", "我的摘要")


def test_what_is_chosen_elsewhere_is_not_written_anew(editor, article, faster):
    figure = '<figure data-photo="%d"><figcaption></figcaption></figure>'
    mine = form_of(article, body=FIRST + figure % 1 + THIRD, tags="冰雪", section="")
    faster(body=FIRST + figure % 2 + THIRD)
    page = editor.post(address(article), mine)
    (place,) = page.context["places"]
    assert place.own is None
    again = choose(editor, page, body_1="own", own="图")
    assert again.context["is_again"]
    assert "figure" in fresh(article).body


def test_without_a_choice_the_page_comes_again_and_keeps_the_others(editor, article, faster):
    mine = form_of(article, headline="我的标题", kicker="我的引题")
    faster(headline="她的标题", kicker="她的引题")
    page = editor.post(address(article), mine)
    again = choose(editor, page, kicker="mine")
    assert again.context["is_again"]
    assert [(place.key, place.chosen) for place in again.context["places"]] == [("kicker", "mine"), ("headline", "")]
    choose(editor, again, kicker="mine", headline="theirs")
    assert (fresh(article).headline, fresh(article).kicker) == ("她的标题", "我的引题")


def test_a_third_save_in_between_is_not_written_over(editor, article, faster):
    mine = form_of(article, headline="我的标题")
    faster(headline="她的标题")
    page = editor.post(address(article), mine)
    faster(headline="她的第二个标题")
    again = choose(editor, page, headline="mine")
    assert [place.key for place in again.context["places"]] == ["headline"]
    assert fresh(article).headline == "她的第二个标题"
    choose(editor, again, headline="mine")
    assert fresh(article).headline == "我的标题"


def test_a_third_save_elsewhere_is_merged(editor, article, faster):
    mine = form_of(article, headline="我的标题")
    faster(headline="她的标题")
    page = editor.post(address(article), mine)
    faster(kicker="后来的引题")
    choose(editor, page, headline="mine")
    assert (fresh(article).headline, fresh(article).kicker) == ("我的标题", "后来的引题")


def test_a_page_that_somebody_changed_by_hand_is_not_believed(editor, article, faster):
    mine = form_of(article, headline="我的标题")
    faster(headline="她的标题")
    editor.post(address(article), mine)
    done = editor.post(address(article), {"_settle": "1", "kept": "made:up", "choice-headline": "mine"}, follow=True)
    assert fresh(article).headline == "她的标题"
    assert _("This page could not be read. What you typed is kept as unsaved work.") in said(done)


def test_a_clash_cannot_be_settled_by_who_may_not_edit(client, article, cast, faster):
    client.force_login(cast.reporter)
    mine = form_of(article, headline="我的标题")
    faster(headline="她的标题")
    page = client.post(address(article), mine)
    cast.do(article, Verb.SUBMIT, cast.editor)
    assert choose(client, page, headline="mine").status_code == 403
    assert fresh(article).headline == "她的标题"


def test_places_of_every_kind_are_shown(editor, article, cast, faster):
    other, third = (Section.objects.create(masthead_id="zh-hans", name=n, slug=n) for n in ("民生", "经济"))
    changes = {"section": other.pk, "event_date": "2026-03-05", "source": "河谷报"}
    mine = form_of(article, section=third.pk, event_date="2026-03-06", source="山口报", bylines=[])
    faster(**changes, bylines=[{"role": "记者", "reporter": cast.lin.pk, "name": "林知夏", "unit": ""}])
    page = editor.post(address(article), mine)
    places = {place.key: place for place in page.context["places"]}
    assert places.keys() == {"section", "event_date", "source", "bylines"}
    assert "民生" in places["section"].theirs.change.html
    assert "经济" in places["section"].mine.change.html


def test_a_signature_waits_where_words_of_others_came_in(client, article, cast, faster):
    cast.do(article, Verb.SUBMIT, cast.reporter)
    client.force_login(cast.editor)
    mine = form_of(article, kicker="引题", _verb="sign")
    faster(subtitle="副题")
    response = client.post(address(article), mine, follow=True)
    assert (fresh(article).kicker, fresh(article).subtitle) == ("引题", "副题")
    assert str(Verb.SIGN.label) in said(response)
    assert not Signature.objects.filter(verdict=Signature.Verdict.SIGNED).exists()


def test_who_only_looked_does_not_submit_the_words_of_others(client, article, cast, faster):
    client.force_login(cast.reporter)
    mine = form_of(article, _verb="submit")
    faster(headline="她的标题")
    client.post(address(article), mine)
    assert fresh(article).state == Article.State.DRAFT


def test_a_return_is_done_whatever_came_in_and_keeps_its_reason(client, article, cast, faster):
    cast.do(article, Verb.SUBMIT, cast.reporter)
    client.force_login(cast.editor)
    mine = form_of(article, kicker="引题", _verb="return", text_return="导语不清")
    faster(subtitle="副题")
    client.post(address(article), mine)
    assert fresh(article).state == Article.State.RETURNED


def test_a_verb_that_came_with_a_clash_is_left_and_its_words_are_shown(client, article, cast, faster):
    cast.do(article, Verb.SUBMIT, cast.reporter)
    client.force_login(cast.editor)
    mine = form_of(article, headline="我的标题", _verb="return", text_return="导语不清")
    faster(headline="她的标题")
    page = client.post(address(article), mine)
    assert str(Verb.RETURN.label) in page.content.decode()
    done = choose(client, page, headline="mine")
    assert str(Verb.RETURN.label) in said(done)
    assert "导语不清" in done.content.decode()
    assert fresh(article).state == Article.State.REVIEW


def test_settling_ends_the_unsaved_work(editor, article, cast, faster):
    Autosave.objects.create(user=cast.editor, article=article, tab="a-tab", seen=1, content={"headline": "我的标题"})
    mine = form_of(article, headline="我的标题", tab="a-tab")
    faster(headline="她的标题")
    page = editor.post(address(article), mine)
    assert Autosave.objects.exists()
    choose(editor, page, headline="mine")
    assert not Autosave.objects.exists()


def test_a_form_refused_while_it_was_sent_keeps_what_was_typed(editor, article, monkeypatch):
    def refused(*arguments, **options):
        raise workflow.Refused("定时了")

    monkeypatch.setattr(saving, "save", refused)
    response = editor.post(address(article), form_of(article, headline="我的标题", tab="a-tab"), follow=True)
    assert "定时了" in said(response)
    assert Autosave.objects.get().content["headline"] == "我的标题"


def test_a_form_of_one_who_may_no_longer_edit_keeps_what_was_typed(client, article, cast):
    client.force_login(cast.reporter)
    mine = form_of(article, headline="我的标题", tab="a-tab")
    cast.do(article, Verb.SUBMIT, cast.reporter)
    assert client.post(address(article), mine).status_code == 403
    page = client.get(address(article))
    assert page.context["refusal"]
    assert "我的" in page.content.decode()
