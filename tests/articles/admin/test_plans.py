"""Planning at the desk: the calendar, the form, the article, the address for calendar apps."""

import re
from datetime import date

import pytest
from django.utils import timezone

from articles.models import Article, Plan, Section

CALENDAR = "/admin/articles/plan/"


@pytest.fixture
def editor(cast, client):
    client.force_login(cast.editor)
    return client


@pytest.fixture
def plan(cast):
    made = Plan.objects.create(title="河谷冬捕开网", date=date(2026, 12, 27), place="雪川湖", section=cast.section)
    made.assignments.create(reporter=cast.jiang, kind="photos")
    return made


def form(**more):
    rows = {"assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0}
    return {"title": "雪后", "date": "2026-12-03", "place": "", "notes": "", "section": ""} | rows | more


def test_the_calendar_is_where_one_begins(editor, plan):
    page = editor.get(f"{CALENDAR}?month=2026-12")
    text = page.text
    for said in ("河谷冬捕开网", "雪川湖", "江一帆", "?date=2026-12-03", "?month=2026-11", "?month=2027-01"):
        assert said in text
    assert "河谷冬捕开网" not in editor.get(f"{CALENDAR}?month=2026-10").text
    assert editor.get(CALENDAR).context["month"] == timezone.localdate().replace(day=1)


@pytest.mark.parametrize("month", ["x", "2026-13", "0001-01", "9999-12", ""])
def test_a_month_that_is_none_is_this_one(editor, month):
    found = editor.get(CALENDAR, {"month": month, "person": "x", "section": "-1"})
    assert found.status_code == 200
    assert found.context["month"] == timezone.localdate().replace(day=1)


def test_it_is_narrowed_by_person_and_section(editor, cast, plan):
    other = Section.objects.create(masthead_id="zh-hans", name="民生", slug="life")
    shown = lambda **query: "河谷冬捕开网" in editor.get(CALENDAR, {"month": "2026-12"} | query).text  # noqa: E731
    assert shown(person=cast.jiang.pk)
    assert not shown(person=cast.lin.pk)
    assert shown(section=cast.section.pk)
    assert not shown(section=other.pk)


def test_the_list_is_searched(editor, plan):
    assert "河谷冬捕开网" in editor.get(f"{CALENDAR}?q=冬捕").text
    assert "河谷冬捕开网" not in editor.get(f"{CALENDAR}?q=没有的").text
    assert "河谷冬捕开网" in editor.get(f"{CALENDAR}?q=").text
    assert "江一帆" in editor.get(f"{CALENDAR}?off=no").text


def test_the_calendar_costs_the_same_however_much_is_planned(editor, cast, plan, django_assert_max_num_queries):
    for n in range(30):
        Plan.objects.create(title=f"{n}", date=date(2026, 12, 5)).assignments.create(reporter=cast.lin)
    with django_assert_max_num_queries(14):
        editor.get(f"{CALENDAR}?month=2026-12")


def test_a_plan_is_made_on_the_day_that_was_pressed(editor, cast):
    page = editor.get(f"{CALENDAR}add/?date=2026-12-03")
    assert page.context["adminform"].form["date"].value() == date(2026, 12, 3)
    assert editor.get(f"{CALENDAR}add/?date=2026-99-99").status_code == 200
    rows = {"assignments-TOTAL_FORMS": 1, "assignments-0-kind": "photos", "assignments-0-reporter": cast.jiang.pk}
    assert editor.post(f"{CALENDAR}add/", form(starts="09:00", **rows)).status_code == 302
    made = Plan.objects.get()
    assert (made.title, made.made_by, made.assignments.get().reporter) == ("雪后", cast.editor, cast.jiang)


def test_bad_input_is_told_and_nothing_is_lost(editor, cast):
    page = editor.post(f"{CALENDAR}add/", form(starts="11:00", ends="10:00", notes="记下的话"))
    assert page.status_code == 200
    assert "记下的话" in page.text
    assert "结束时间" in page.text
    rows = {"assignments-TOTAL_FORMS": 2}
    for at in range(2):
        rows |= {f"assignments-{at}-kind": "photos", f"assignments-{at}-reporter": cast.jiang.pk}
    assert editor.post(f"{CALENDAR}add/", form(**rows)).status_code == 200
    assert not Plan.objects.exists()


def test_one_click_makes_the_article_and_a_second_opens_it(editor, plan):
    first = editor.post(f"{CALENDAR}{plan.pk}/article/")
    article = Article.objects.get()
    assert first["Location"] == f"/admin/articles/article/{article.pk}/change/"
    assert editor.post(f"{CALENDAR}{plan.pk}/article/")["Location"] == first["Location"]
    assert editor.get(f"{CALENDAR}{plan.pk}/article/").status_code == 405
    assert first["Location"] in editor.get(f"{CALENDAR}{plan.pk}/change/").text
    page = editor.get(first["Location"]).text
    assert "江一帆" in page
    assert f"{CALENDAR}{plan.pk}/change/" in page


def test_one_that_is_called_off_says_so(editor, plan):
    Plan.objects.update(is_off=True)
    assert f"{plan.pk}/article/" not in editor.get(f"{CALENDAR}{plan.pk}/change/").text
    answer = editor.post(f"{CALENDAR}{plan.pk}/article/", follow=True)
    assert "选题已取消" in answer.text
    assert "取消" in editor.get(f"{CALENDAR}?month=2026-12").text


def test_who_may_only_look_sees_and_changes_nothing(client, cast, plan):
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Permission

    viewer = get_user_model().objects.create_user("viewer", is_staff=True)
    client.force_login(viewer)
    assert client.get(f"{CALENDAR}?month=2026-12").status_code == 403
    assert client.post(f"{CALENDAR}key/", {"do": "make"}).status_code == 403
    viewer.user_permissions.add(Permission.objects.get(codename="view_plan"))
    page = client.get(f"{CALENDAR}?month=2026-12").text
    assert "河谷冬捕开网" in page
    assert "?date=" not in page
    client.post(f"{CALENDAR}{plan.pk}/article/")
    client.post(f"{CALENDAR}{plan.pk}/change/", form(title="改"))
    assert not Article.objects.exists()
    assert Plan.objects.get().title == "河谷冬捕开网"


def test_her_assignments_stand_on_the_start_page(client, cast):
    for n in range(10):
        made = Plan.objects.create(title=f"选题{n}", date=timezone.localdate())
        made.assignments.create(reporter=cast.lin, kind="video")
    client.force_login(cast.reporter)
    page = client.get("/admin/")
    card = next(one for one in page.context["now"] if one.name == "assignments")
    assert (card.count, len(card.rows)) == (10, 8)
    assert f"?person={cast.lin.pk}" in page.text
    client.force_login(cast.editor)
    assert "选题0" not in client.get("/admin/").text


def test_the_address_of_a_calendar_is_shown_once_and_answers(editor, client, cast, plan):
    Plan.objects.update(date=timezone.localdate())
    page = editor.post(f"{CALENDAR}key/", {"do": "make"}).text
    path = re.search(r'value="https?://[^/]+(/desk/calendar/[\w-]{22}\.ics)"', page)[1]
    assert path not in editor.get(CALENDAR).text
    client.logout()
    answer = client.get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "河谷冬捕开网" in answer.text
    client.force_login(cast.editor)
    client.post(f"{CALENDAR}key/", {"do": "off"})
    client.logout()
    gone = client.get(path)
    assert (gone.status_code, gone["Cache-Control"]) == (404, "no-store")
    assert client.post(path).status_code == 405


def test_nothing_that_was_typed_becomes_markup(editor, plan):
    Plan.objects.update(title="<b>粗</b>", place="<script>x</script>")
    for query in ("?month=2026-12", "?q="):
        assert "<b>粗" not in editor.get(CALENDAR + query).text
