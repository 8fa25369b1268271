from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.desk import arriving, contents, filing, saving, understanding
from articles.models import Article, Dispatch, Supplier, Supply
from newsroom.models import Reporter
from tests.articles.admin.desk import address, said
from tests.articles.admin.dispatching import COPY, form_of, page_of, send, take

pytestmark = pytest.mark.django_db
COST = 14  # queries
RECEIVED = date(2026, 3, 5)


@pytest.fixture
def desk(cast, client):
    client.force_login(cast.editor)
    return client


@pytest.fixture
def dispatch(cast):
    return take(cast.reporter, received=RECEIVED, name="冬市.docx")


def in_file(cast, tmp_path, name="冬市.txt", text=COPY):
    path = tmp_path / "copy"
    path.write_text(text)
    return arriving.take_file(path, name, user=cast.reporter, received=RECEIVED)[0]


def newer(cast, more="摊位比去年多二十个。"):
    return take(cast.reporter, COPY.replace("持续到月底。", f"持续到月底。{more}"), received=RECEIVED, name="新.docx")


def reworded(article, cast, **words):
    """Change an article as its form does."""
    article.refresh_from_db()
    saving.save(article.pk, {**contents.content_of(article), **words}, cast.editor, article.saves)


# ---- what it shows


def test_it_shows_the_copy_piece_by_piece_beside_what_was_understood(desk, dispatch):
    page = desk.get(page_of(dispatch))
    html = page.content.decode()
    assert "<mark>雪川新闻网-雪川地区融媒体中心讯(记者 林知夏 实习记者 石小雨)</mark>3月5日" in html
    assert [piece.role for piece in page.context["pieces"]] == ["headline", "lead", "text", "caption", "text"]
    form = form_of(page)
    assert form["headline"] == ["河谷冬市开张"]
    assert form["event_date"] == ["2026-03-05"]
    assert (form["people-1-name"], form["people-1-who"]) == (["石小雨"], ["new"])
    assert form["credit-2"] == ["实习记者 石小雨摄"]


def test_what_was_not_understood_is_marked(desk, cast):
    text = "河谷冬市开张\n雪川新闻网讯（记者：采访组一行三人，3月5日）\n3月5日，冬市在老街开张。\n市集持续到月底。"
    page = desk.get(page_of(take(cast.editor, text, received=RECEIVED)))
    assert [piece.is_unread for piece in page.context["pieces"]] == [False, True, False, False]
    assert _("Not understood; it stays in the text as it is.") in page.content.decode()


def test_no_words_of_copy_become_markup(desk, cast):
    text = "<script>alert(1)</script>\n雪川新闻网讯(记者 林知夏)3月5日，<b>冬市</b>开张。"
    page = desk.get(page_of(take(cast.editor, text, received=RECEIVED, name="<i>x</i>"))).content.decode()
    assert "<script>alert" not in page and "<b>冬市" not in page and "<i>x</i>" not in page


def test_it_costs_the_same_however_much_came(desk, cast, dispatch, django_assert_num_queries):
    cast.photo()
    desk.get(page_of(dispatch))
    with django_assert_num_queries(COST):
        desk.get(page_of(dispatch))
    names = ("张三山", "李四水", "王五林", "赵六石", "孙七田")
    for name in names:
        Reporter.objects.create(name=name)
    more = COPY.replace("石小雨)", f"石小雨 {' '.join(names)})") + "又一段话说到冬市。\n" * 30
    photos = [cast.photo(colour=(20 * n, 90, 90)) for n in range(4)]
    longer = take(cast.editor, more, received=RECEIVED, photos=photos)
    with django_assert_num_queries(COST + 3):  # its photos, their credits and files
        desk.get(page_of(longer))


# ---- its verbs


def test_what_is_corrected_is_kept_and_filed_later(desk, dispatch):
    kept = send(desk, dispatch, "save", headline="河谷冬市在老街开张", people__1__name="石小语")
    assert kept.redirect_chain == [(page_of(dispatch), 302)]
    assert not Article.objects.exists()
    send(desk, dispatch, "file")
    article = Article.objects.get()
    assert article.headline == "河谷冬市在老街开张"
    assert [line.reporter.name for line in article.bylines.all()] == ["林知夏", "石小语"]
    assert article.copy == COPY


def test_filing_goes_to_the_article_and_says_what_was_understood(desk, dispatch):
    filed = send(desk, dispatch, "file")
    assert filed.redirect_chain == [(address(Article.objects.get()), 302)]
    for part in ("雪川地区融媒体中心", "记者 林知夏", "实习记者 石小雨", "居民在市集上挑选年货", _("New to the house")):
        assert part in said(filed)
    assert Reporter.objects.get(name="石小雨").is_unchecked
    assert reverse("desk:dispatch", args=[dispatch.pk]) in filed.content.decode()


def test_an_unclosed_bracket_is_filed_whole_and_said(desk, cast):
    text = "河谷冬市开张\n雪川新闻网讯(记者 林知夏 3月5日，河谷冬市在老街开张，市集持续到月底。\n"
    filed = send(desk, take(cast.reporter, text, received=RECEIVED), "file")
    assert "市集持续到月底" in Article.objects.get().body
    assert any(message.level_tag == "warning" for message in filed.context["messages"])


def test_a_byline_that_was_written_in_is_missed_no_more(desk, cast):
    dispatch = take(cast.reporter, "河谷冬市开张\n3月5日，河谷冬市在老街开张。", received=RECEIVED)
    assert str(understanding.NO_BYLINE) in desk.get(page_of(dispatch)).content.decode()
    page = send(desk, dispatch, "save", people__0__role="记者", people__0__name="林知夏", outlets="雪川新闻网")
    assert str(understanding.NO_BYLINE) not in page.content.decode()
    assert not any(message.level_tag == "warning" for message in send(desk, dispatch, "file").context["messages"])


def test_a_mistake_keeps_all_that_was_typed_and_stores_nothing(desk, dispatch):
    page = send(
        desk, dispatch, "file", headline="", dateline="云杉讯", people__0__name="林" * 61, caption__2="又一句图说。"
    )
    assert page.status_code == 200
    form = form_of(page)
    assert (form["dateline"], form["people-0-name"], form["caption-2"]) == (["云杉讯"], ["林" * 61], ["又一句图说。"])
    assert not Article.objects.exists()
    dispatch.refresh_from_db()
    assert dispatch.said is None


def test_copy_of_thousands_of_lines_can_be_kept_and_filed(desk, cast):
    lines = [f"第{number}行诗，写的是雪。" for number in range(2500)]
    dispatch = take(cast.reporter, "\n".join(["雪的长诗", *lines]), received=RECEIVED)
    send(desk, dispatch, "file", **{"kind-0": "heading"})
    assert f"<p>{lines[-1]}</p>" in Article.objects.get().body
    assert f"<h2>{lines[0]}</h2>" in Article.objects.get().body


def test_another_day_of_receipt_reads_the_dates_anew(desk, dispatch):
    page = send(desk, dispatch, "save", received="2027-03-20")
    assert form_of(page)["event_date"] == ["2027-03-05"]
    assert "2027年3月20日" in said(page)


def test_a_day_that_was_typed_stays_whatever_the_day_of_receipt(desk, dispatch):
    page = send(desk, dispatch, "save", received="2027-03-20", event_date="2026-03-04")
    assert form_of(page)["event_date"] == ["2026-03-04"]


def test_read_anew_it_is_as_it_came(desk, dispatch):
    send(desk, dispatch, "save", headline="别的标题")
    assert form_of(send(desk, dispatch, "again"))["headline"] == ["河谷冬市开张"]


def test_laid_aside_it_waits_no_more_until_it_is_taken_back(desk, dispatch):
    page = send(desk, dispatch, "drop")
    assert page_of(dispatch) in said(page)
    assert not Dispatch.objects.waiting().exists()
    assert 'id="dispatch"' not in desk.get(page_of(dispatch)).content.decode()
    desk.post(page_of(dispatch), {"do": "save"})
    desk.post(page_of(dispatch), {"do": "undrop"})
    assert Dispatch.objects.waiting().get() == dispatch


def test_what_was_filed_is_shown_and_closed(desk, dispatch):
    form = form_of(desk.get(page_of(dispatch)))
    send(desk, dispatch, "file")
    page = desk.get(page_of(dispatch)).content.decode()
    assert 'id="dispatch"' not in page
    assert address(Article.objects.get()) in page
    again = desk.post(page_of(dispatch), {**form, "do": "file"}, follow=True)
    assert _("This dispatch is closed: nothing of it can be changed any more.") in said(again)
    assert Article.objects.count() == 1


def test_of_two_who_correct_at_once_the_second_is_told_and_loses_nothing(desk, dispatch):
    mine = form_of(desk.get(page_of(dispatch)), headline="我的标题")
    send(desk, dispatch, "save", headline="她的标题")
    page = desk.post(page_of(dispatch), {**mine, "do": "save"})
    assert page.status_code == 200
    form = form_of(page)
    assert form["headline"] == ["我的标题"]
    dispatch.refresh_from_db()
    assert dispatch.said["headline"] == "她的标题"
    desk.post(page_of(dispatch), {**form, "do": "save"})
    dispatch.refresh_from_db()
    assert dispatch.said["headline"] == "我的标题"


def test_a_page_that_was_tampered_with_changes_nothing(desk, dispatch):
    page = send(desk, dispatch, "save", blocks="x", headline="别的标题")
    assert page.redirect_chain == [(page_of(dispatch), 302)]
    dispatch.refresh_from_db()
    assert dispatch.said is None
    assert desk.post(page_of(dispatch), {"do": "nonsense"}).status_code == 404


def test_what_could_not_be_read_says_why_and_can_be_laid_aside(desk, dispatch):
    Dispatch.objects.filter(pk=dispatch.pk).update(failure="“坏稿.doc” 打不开。", pieces={})
    assert "“坏稿.doc” 打不开。" in desk.get(page_of(dispatch)).content.decode()
    desk.post(page_of(dispatch), {"do": "drop"})
    dispatch.refresh_from_db()
    assert dispatch.dropped_at


# ---- copies that come again


def test_the_same_copy_again_is_said_with_its_article(desk, cast, dispatch):
    article = filing.file(dispatch, cast.editor).article
    page = desk.get(page_of(take(cast.editor, received=RECEIVED))).content.decode()
    assert _("The same dispatch came before") in page
    assert address(article) in page
    assert f'value="update:{article.pk}"' in page


def test_a_newer_copy_updates_the_article_and_what_the_desk_changed_stays(desk, cast, dispatch):
    article = filing.file(dispatch, cast.editor).article
    reworded(article, cast, headline="冬市开张，持续到月底")
    copy = newer(cast)
    shown = desk.get(reverse("desk:dispatch_differences", args=[copy.pk, dispatch.pk])).content.decode()
    assert "<ins>摊位比去年多二十个。</ins>" in shown
    page = send(desk, copy, f"update:{article.pk}")
    assert page.redirect_chain == [(address(article), 302)]
    article.refresh_from_db()
    assert "摊位比去年多二十个" in article.body
    assert article.headline == "冬市开张，持续到月底"
    copy.refresh_from_db()
    assert copy.article == article
    third = newer(cast, "摊位比去年多二十个。夜里也开。")
    send(desk, third, f"update:{article.pk}")
    article.refresh_from_db()
    assert "夜里也开" in article.body and article.headline == "冬市开张，持续到月底"


def test_where_both_changed_the_same_nothing_is_done_until_it_is_said(desk, cast, dispatch):
    article = filing.file(dispatch, cast.editor).article
    reworded(article, cast, body=article.body.replace("六十个摊位", "六十二个摊位"))
    copy = newer(cast)
    page = send(desk, copy, f"update:{article.pk}")
    assert page.redirect_chain[-1][0] == reverse("desk:dispatch_differences", args=[copy.pk, dispatch.pk])
    article.refresh_from_db()
    assert "六十二个摊位" in article.body and "摊位比去年" not in article.body
    update = reverse("desk:dispatch_update", args=[copy.pk, article.pk])
    desk.post(update, {"seen": page.context["seen"]})
    article.refresh_from_db()
    assert "摊位比去年" in article.body


def test_an_article_that_may_not_be_changed_is_as_it_was(client, cast, dispatch):
    article = filing.file(dispatch, cast.editor).article
    copy = newer(cast)
    client.force_login(cast.photo_desk)
    page = send(client, copy, f"update:{article.pk}")
    assert str(article.pk) in said(page)
    article.refresh_from_db()
    copy.refresh_from_db()
    assert "摊位比去年" not in article.body and copy.filed_at is None


def test_two_that_are_only_alike_are_compared_as_they_are(desk, cast, dispatch):
    copy = newer(cast)
    shown = desk.get(reverse("desk:dispatch_differences", args=[copy.pk, dispatch.pk])).content.decode()
    assert "<ins>摊位比去年多二十个。</ins>" in shown
    assert "dispatch-verbs" not in shown
    assert not Reporter.objects.filter(name="石小雨").exists()


# ---- the original, and who may


def test_the_file_comes_as_it_came_as_a_download(desk, cast, tmp_path):
    dispatch = in_file(cast, tmp_path)
    response = desk.get(reverse("desk:dispatch_original", args=[dispatch.pk]))
    assert b"".join(response.streaming_content).decode() == COPY
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_without_a_file_there_is_nothing_to_download(desk, dispatch):
    assert desk.get(reverse("desk:dispatch_original", args=[dispatch.pk])).status_code == 404


def test_who_may_not_see_articles_sees_no_dispatch(client, cast, tmp_path):
    dispatch, other = in_file(cast, tmp_path), take(cast.editor)
    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    for name in ("dispatch", "dispatch_original"):
        assert client.get(reverse(f"desk:{name}", args=[dispatch.pk])).status_code == 403
    assert client.get(reverse("desk:dispatch_differences", args=[other.pk, dispatch.pk])).status_code == 403


def test_who_may_only_look_looks(client, cast, dispatch):
    looker = get_user_model().objects.create_user("looker", is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(looker)
    page = client.get(page_of(dispatch))
    assert "河谷冬市开张" in page.content.decode() and 'id="dispatch"' not in page.content.decode()
    for verb in ("save", "file", "drop", "again", "undrop"):
        assert client.post(page_of(dispatch), {"do": verb}).status_code == 403
    article = cast.article()
    assert client.post(reverse("desk:dispatch_update", args=[dispatch.pk, article.pk])).status_code == 403


def test_a_story_of_a_supplier_stays_as_it_was_sent(desk, dispatch):
    supplier = Supplier.objects.create(
        name="白河县融媒体中心", address="https://baihe.example", key="k", language_id="zh-hans"
    )
    kept = arriving.understood(dispatch).said
    Dispatch.objects.update(said=kept, supply=Supply.objects.create(supplier=supplier, story=7))
    page = desk.get(f"/admin/dispatches/{dispatch.pk}/")
    assert 'value="again"' not in page.content.decode()
    answer = desk.post(f"/admin/dispatches/{dispatch.pk}/", {"do": "again"}, follow=True)
    assert "不能重新识别" in answer.content.decode()
    assert Dispatch.objects.get(pk=dispatch.pk).said == kept
    assert "有更正" not in desk.get("/admin/file/").content.decode()
