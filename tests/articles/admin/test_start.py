from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.desk import arriving
from articles.desk.workflow import Verb
from articles.models import Article, Autosave, Byline, Note, Plan, Remit, Section
from newsroom import audit, backups, roles
from newsroom.models import Beat, Reporter

START = "/admin/"


def cards(client, user, query=""):
    client.force_login(user)
    page = client.get(START + query)
    return {card.name: card for card in [*page.context["now"], *page.context["later"]]}


def headlines(card):
    return [row.headline for row in card.rows]


def submitted(cast, **fields):
    article = cast.article(**fields)
    cast.do(article, Verb.SUBMIT, cast.reporter)
    return article


def trashed(article):
    Article.objects.filter(pk=article.pk).update(trashed_at=timezone.now())
    return article


@pytest.fixture
def villages(cast):
    """Another section, of which the section head has nothing."""
    Remit.objects.create(user=cast.section_head).sections.add(cast.section)
    return Section.objects.create(masthead_id="zh-hans", name="乡村", slug="villages")


def test_what_waits_for_a_signer_is_hers_to_sign(client, cast):
    article = submitted(cast, headline="等一审")
    card = cards(client, cast.editor)["waiting"]
    assert headlines(card) == ["等一审"]
    assert "一审" in card.rows[0].step
    assert cards(client, cast.section_head)["waiting"].count == 0
    cast.do(article, Verb.SIGN, cast.editor)
    assert cards(client, cast.editor)["waiting"].count == 0
    assert headlines(cards(client, cast.section_head)["waiting"]) == ["等一审"]


def test_nothing_waits_for_her_that_she_wrote_signed_or_may_not_touch(client, cast, villages):
    editors, heads = cast.editor.groups.get(), cast.section_head.groups.get()
    cast.reporter.groups.add(editors)
    submitted(cast)
    assert cards(client, cast.reporter)["waiting"].count == 0
    both = cast.user("both", "editor")
    both.groups.add(heads)
    cast.do(submitted(cast, headline="签过一审"), Verb.SIGN, both)
    assert "签过一审" not in headlines(cards(client, both)["waiting"])
    cast.do(submitted(cast, headline="别的栏目", section=villages), Verb.SIGN, cast.editor)
    trashed(submitted(cast, headline="垃圾箱里"))
    assert headlines(cards(client, cast.section_head, "?sections=all")["waiting"]) == ["签过一审"]
    assert "垃圾箱里" not in headlines(cards(client, cast.editor)["waiting"])


def test_words_changed_after_the_last_signature_wait_for_it_again(client, cast):
    article = cast.signed(cast.article(headline="签后又改"))
    assert cards(client, cast.chief_editor)["waiting"].count == 0
    cast.changed(article, subtitle="新的副题")
    shown = cards(client, cast.chief_editor)
    assert headlines(shown["waiting"]) == ["签后又改"]
    assert shown["ready"].count == 0
    assert cards(client, cast.section_head)["waiting"].count == 0


def test_what_came_back_says_by_whom_and_why(client, cast):
    returned = submitted(cast, headline="退稿")
    cast.do(returned, Verb.RETURN, cast.editor, text="第一次。")
    cast.do(returned, Verb.SUBMIT, cast.editor)
    cast.do(returned, Verb.RETURN, cast.editor, text="请核对出席人数。")
    gone = submitted(cast, headline="垃圾箱里")
    cast.do(gone, Verb.RETURN, cast.editor, text="重写。")
    trashed(gone)
    card = cards(client, cast.reporter)["returned"]
    assert (card.count, headlines(card)) == (1, ["退稿"])
    assert (card.rows[0].who, card.rows[0].said) == ("editor", "请核对出席人数。")
    assert headlines(cards(client, cast.editor)["returned"]) == ["退稿"]  # she submitted it
    assert cards(client, cast.section_head)["returned"].count == 0


def test_my_drafts_are_what_i_have_in_work(client, cast):
    mine = cast.article(headline="草稿")
    trashed(cast.article(headline="垃圾箱里"))
    cast.published(cast.article(headline="已上网"))
    live = cast.published(cast.article(headline="在改"))
    cast.changed(live, subtitle="新的副题", updated_by=cast.editor)
    theirs = cast.article(headline="别人的", created_by=cast.editor)
    theirs.bylines.all().delete()
    assert sorted(headlines(cards(client, cast.reporter)["drafts"])) == ["在改", "草稿"]
    assert sorted(headlines(cards(client, cast.editor)["drafts"])) == ["别人的", "在改"]
    Byline.objects.filter(article=mine).delete()
    assert "草稿" in headlines(cards(client, cast.reporter)["drafts"])


def test_signed_and_held_are_for_those_who_publish(client, cast, villages):
    cast.signed(cast.article(headline="待发"))
    late = cast.signed(cast.article(headline="定时"))
    cast.do(late, Verb.SCHEDULE, cast.chief_editor, at=timezone.now() + timedelta(hours=3))
    held = cast.article(headline="没发出")
    Article.objects.filter(pk=held.pk).update(held="图片没有署名。")
    other = cast.article(headline="别的栏目", section=villages, created_by=cast.editor, held="没有签完。")
    other.bylines.all().delete()
    shown = cards(client, cast.section_head)
    assert headlines(shown["ready"]) == ["待发"]
    assert [(row.headline, row.said) for row in shown["held"].rows] == [("没发出", "图片没有署名。")]
    assert sorted(headlines(cards(client, cast.chief_editor)["held"])) == ["别的栏目", "没发出"]
    assert headlines(cards(client, cast.reporter)["held"]) == ["没发出"]
    assert headlines(cards(client, cast.editor)["held"]) == ["别的栏目"]
    assert cards(client, cast.photo_desk)["held"].count == 0
    assert cards(client, cast.reporter)["ready"].count == 0


def test_notes_to_me_that_are_open_lead_to_their_passage(client, cast):
    article = cast.article(headline="有批注")
    written = {"article": article, "author": cast.editor, "author_name": "editor"}
    note = Note.objects.create(text="人数是多少？", to=cast.reporter, **written)
    Note.objects.create(text="答复", to=cast.reporter, answers_to=note, **written)
    Note.objects.create(text="给所有人", **written)
    Note.objects.create(text="解决了", to=cast.reporter, resolved_at=timezone.now(), **written)
    Note.objects.create(
        text="扔了", to=cast.reporter, author_name="editor", article=trashed(cast.article(headline="垃圾箱里"))
    )
    card = cards(client, cast.reporter)["notes"]
    assert [(row.headline, row.said, row.who) for row in card.rows] == [("有批注", "人数是多少？", "editor")]
    assert card.count == 1
    assert card.rows[0].address.endswith(f"/{article.pk}/change/?note={note.pk}")
    assert cards(client, cast.editor)["notes"].count == 0


def test_what_i_typed_and_did_not_save_is_offered(client, cast):
    article = cast.article(headline="老标题")
    Autosave.objects.create(user=cast.reporter, article=article, tab="a", content={"headline": "新标题"})
    Autosave.objects.create(user=cast.reporter, tab="b", content={"headline": "还没有号"})
    Autosave.objects.create(user=cast.reporter, tab="c", content={"body": "<p>只有正文</p>"})
    Autosave.objects.create(user=cast.reporter, article=trashed(cast.article()), tab="d", content={"headline": "扔了"})
    Autosave.objects.create(user=cast.editor, article=article, tab="e", content={"headline": "别人的"})
    card = cards(client, cast.reporter)["unsaved"]
    assert card.count == 3
    assert headlines(card)[1:] == ["还没有号", "新标题"]
    assert headlines(card)[0] not in {"", "None"}
    assert [row.address for row in card.rows][1:] == [
        "/admin/articles/article/add/",
        f"/admin/articles/article/{article.pk}/change/",
    ]


def test_what_is_due_today_is_counted_and_what_comes_later_is_told(client, cast, villages):
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    later = noon + timedelta(days=2)
    Article.objects.filter(pk=cast.signed(cast.article(headline="今天出")).pk).update(publish_at=noon)
    Article.objects.filter(pk=cast.article(headline="今天解禁").pk).update(publish_at=noon + timedelta(minutes=1))
    live = cast.published(cast.article(headline="今天下"))
    Article.objects.filter(pk=live.pk).update(take_off_at=noon + timedelta(minutes=2))
    Article.objects.filter(pk=cast.article(headline="后天出").pk).update(publish_at=later)
    other = cast.article(headline="别的栏目", section=villages, created_by=cast.editor)
    Article.objects.filter(pk=other.pk).update(publish_at=noon - timedelta(days=1))
    card = cards(client, cast.section_head)["due"]
    assert headlines(card) == ["今天出", "今天解禁", "今天下", "后天出"]
    assert card.count == 3
    assert card.said == "以后还有 1 篇"
    assert [bool(row.step) for row in card.rows[:3]] == [False, True, False]  # one is not signed yet
    assert all(f"{noon:%m-%d}" in row.badge for row in card.rows[:3])
    everywhere = cards(client, cast.section_head, "?sections=all")["due"]
    assert headlines(everywhere)[0] == "别的栏目"
    assert everywhere.rows[0].is_late
    assert everywhere.count == 4


def test_mine_in_review_say_whom_they_wait_for(client, cast):
    article = submitted(cast, headline="等一审")
    cast.signed(cast.article(headline="待发"))
    trashed(submitted(cast, headline="垃圾箱里"))
    cast.article(headline="草稿")
    card = cards(client, cast.reporter)["others"]
    assert headlines(card) == ["等一审", "待发"]
    assert card.rows[0].who == roles.label("editor")
    assert cards(client, cast.editor)["others"].count == 0
    cast.do(article, Verb.SIGN, cast.editor)
    assert cards(client, cast.reporter)["others"].rows[0].who == roles.label("section-head")


def test_mine_that_i_may_act_on_myself_do_not_wait_for_others(client, cast):
    article = cast.article(headline="代收的稿", created_by=cast.section_head)
    cast.do(article, Verb.SUBMIT, cast.section_head)
    assert headlines(cards(client, cast.section_head)["others"]) == ["代收的稿"]
    cast.do(article, Verb.SIGN, cast.editor)
    shown = cards(client, cast.section_head)
    assert (shown["others"].count, shown["waiting"].count) == (0, 1)
    cast.do(article, Verb.SIGN, cast.section_head)
    cast.do(article, Verb.SIGN, cast.chief_editor)
    shown = cards(client, cast.section_head)
    assert (shown["others"].count, shown["ready"].count) == (0, 1)


def test_out_today_is_what_went_out_today_in_my_sections(client, cast):
    villages = Section.objects.create(masthead_id="zh-hans", name="乡村", slug="villages")
    cast.published(cast.article(headline="已发"))
    cast.published(cast.article(headline="乡村的", section=villages))
    Remit.objects.create(user=cast.section_head).sections.add(cast.section)
    assert headlines(cards(client, cast.chief_editor)["out"]) == ["乡村的", "已发"]
    assert headlines(cards(client, cast.section_head)["out"]) == ["已发"]
    assert cards(client, cast.section_head, "?sections=all")["out"].count == 2


def test_only_who_is_limited_to_sections_may_choose_all_of_them(client, cast, villages):
    client.force_login(cast.section_head)
    page = client.get(START).content.decode()
    assert "?sections=all" in page
    assert "要闻" in page
    client.force_login(cast.chief_editor)
    assert "?sections=all" not in client.get(START).content.decode()


@pytest.mark.parametrize(("age", "is_silent"), [(None, True), (5, False), (29, False), (90, True)])
def test_a_clock_that_stands_still_is_told(client, cast, age, is_silent):
    client.force_login(cast.reporter)
    with time_machine.travel(timezone.now(), tick=False):
        if age is not None:
            Beat.objects.create(pk=1, at=timezone.now() - timedelta(seconds=age))
        page = client.get(START)
    assert bool(page.context["silence"]) is is_silent
    assert ("start-alarm" in page.content.decode()) is is_silent


def test_counts_are_true_beyond_what_is_shown(client, cast):
    for number in range(10):
        cast.article(headline=f"草稿{number}")
    card = cards(client, cast.reporter)["drafts"]
    assert (card.count, len(card.rows)) == (10, 8)
    assert card.all


def test_several_to_sign_can_be_read_and_signed_together(client, cast):
    submitted(cast, headline="一")
    assert cards(client, cast.editor)["waiting"].all == ""
    submitted(cast, headline="二")
    assert client.get(cards(client, cast.editor)["waiting"].all).status_code == 200


def test_who_has_nothing_to_do_is_told_so_kindly(client, cast):
    client.force_login(cast.chief_editor)
    page = client.get(START)
    assert page.context["is_idle"]
    assert "start-idle" in page.content.decode()
    cast.article(created_by=cast.chief_editor)
    assert not client.get(START).context["is_idle"]


def test_it_offers_to_file_and_to_upload(client, cast):
    client.force_login(cast.reporter)
    page = client.get(START).content.decode()
    assert 'href="/admin/file/"' in page
    assert 'href="/admin/media/photo/upload/"' in page


def test_dispatches_wait_until_they_are_filed_or_laid_aside(client, cast):
    dispatch = arriving.take_text("河谷冬市开张\n市集持续到月底。", user=cast.reporter)
    row = cards(client, cast.editor)["dispatches"].rows[0]
    assert (row.headline, row.address) == ("河谷冬市开张", f"/admin/dispatches/{dispatch.pk}/")
    assert cards(client, cast.chief_editor)["dispatches"].count == 1
    client.post(row.address, {"do": "drop"})
    assert cards(client, cast.editor)["dispatches"].count == 0


def fill(cast, number):
    """One of everything that the start page of the chief editor shows."""
    mine = {"created_by": cast.chief_editor}
    photo = cast.photo(colour=(number * 12, 90, 200 - number * 12), processed=False)
    first = cast.article(headline=f"待签{number}")
    cast.do(first, Verb.SUBMIT, cast.reporter)
    for user in (cast.editor, cast.section_head):
        cast.do(first, Verb.SIGN, user)
    cast.signed(cast.article(headline=f"待发{number}", cover=photo))
    cast.changed(cast.signed(cast.article(headline=f"又改{number}")), subtitle="新的副题")
    returned = submitted(cast, headline=f"退稿{number}", **mine)
    cast.do(returned, Verb.RETURN, cast.editor, text="请核对。")
    cast.article(headline=f"草稿{number}", held="没有签完。", **mine)
    submitted(cast, headline=f"在审{number}", **mine)
    Article.objects.filter(pk=cast.article().pk).update(publish_at=timezone.now(), updated_by=cast.reporter)
    live = cast.published()
    Article.objects.filter(pk=live.pk).update(take_off_at=timezone.now())
    Note.objects.create(article=live, to=cast.chief_editor, author_name="x", text="看这里")
    arriving.take_text(f"来稿{number}\n市集持续到月底。", user=cast.editor)
    Autosave.objects.create(user=cast.chief_editor, article=live, tab=str(number), content={"headline": "新标题"})
    plan = Plan.objects.create(title=f"选题{number}", date=timezone.localdate())
    plan.assignments.create(reporter=Reporter.objects.get_or_create(user=cast.chief_editor, name="祁连")[0])


def test_it_costs_the_same_with_more_of_everything(client, cast):
    client.force_login(cast.chief_editor)
    Beat.objects.create(pk=1, at=timezone.now())
    Remit.objects.create(user=cast.chief_editor).sections.add(cast.section)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            page = client.get(START)
        return len(asked), {card.name: card.count for card in [*page.context["now"], *page.context["later"]]}

    fill(cast, 1)
    client.get(START)
    few, counts = cost()
    assert all(counts.values()), counts
    assert few == 23
    for number in range(2, 12):
        fill(cast, number)
    many, counts = cost()
    assert min(counts.values()) == 11, counts
    assert many == few


def test_somebody_without_a_role_sees_an_empty_page(client, cast):
    from django.contrib.auth import get_user_model

    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    page = client.get(START)
    assert page.status_code == 200
    assert page.context["now"] == page.context["later"] == []


def told(client, user):
    client.force_login(user)
    return client.get(START).context["backup"]


def test_administrators_are_told_where_there_is_no_backup_or_an_old_one(client, cast):
    assert told(client, cast.administrator)[0] == "本站还没有备份。"
    page = client.get(START).text
    assert "本站还没有备份。" in page
    audit.record("backup", None, (timezone.now() - timedelta(days=3)).strftime(backups.NAMED))
    assert told(client, cast.administrator)[0] == "最近一次成功的备份已经过期。"
    audit.record("backup", None, timezone.now().strftime(backups.NAMED))
    assert told(client, cast.administrator) is None


def test_nobody_else_is_told_of_backups(client, cast):
    for role in set(roles.LABELS) - {roles.ADMINISTRATOR}:
        assert told(client, cast.users[role]) is None
        assert "备份" not in client.get(START).text
