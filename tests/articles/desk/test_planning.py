"""Plans: what becomes of them, who is on them, what a calendar app gets."""

from datetime import date, time, timedelta

import icalendar
import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.desk import planning
from articles.models import Article, CalendarKey, Note, Plan, Snapshot
from newsroom.models import Reporter


@pytest.fixture
def plan(cast):
    made = Plan.objects.create(
        title="河谷冬捕开网",
        date=date(2026, 12, 27),
        starts=time(9),
        ends=time(11, 30),
        place="雪川湖",
        notes="找渔政站老李",
        section=cast.section,
        made_by=cast.editor,
    )
    made.assignments.create(reporter=cast.lin, kind="words")
    made.assignments.create(reporter=cast.jiang, kind="photos")
    return made


def events(data):
    return {str(event["summary"]): event for event in icalendar.Calendar.from_ical(data).walk("VEVENT")}


def test_a_plan_becomes_an_article_that_knows_what_was_planned(cast, plan):
    article = planning.to_article(plan, cast.editor)
    assert (article.headline, article.section, article.created_by) == ("河谷冬捕开网", cast.section, cast.editor)
    stored = Article.objects.get(pk=article.pk)
    assert stored.outlets == "雪川新闻网-雪川地区融媒体中心"
    assert stored.dateline == "雪川湖12月27日讯"
    assert stored.event_date == date(2026, 12, 27)
    assert [(line.reporter, line.role) for line in stored.bylines.all()] == [(cast.lin, "记者")]
    note = Note.objects.get(article=article)
    for said in ("09:00–11:30", "雪川湖", "图片：江一帆", "找渔政站老李"):
        assert said in note.text
    assert Snapshot.objects.filter(article=article).count() == 1


def test_the_byline_has_the_role_of_today(cast, plan):
    Reporter.objects.filter(pk=cast.lin.pk).update(role="首席记者", unit="北川日报")
    line = planning.to_article(plan, cast.editor).bylines.get()
    assert (line.role, line.unit) == ("首席记者", "北川日报")


def test_a_second_time_gives_the_same_article(cast, plan):
    first = planning.to_article(plan, cast.editor)
    assert planning.to_article(plan, cast.reporter) == first
    assert Article.objects.count() == 1
    first.delete()
    assert planning.to_article(Plan.objects.get(), cast.editor).pk


def test_a_plan_that_is_called_off_becomes_nothing(cast, plan):
    Plan.objects.update(is_off=True)
    with pytest.raises(planning.Refused, match="取消"):
        planning.to_article(plan, cast.editor)
    assert not Article.objects.exists()


def test_who_may_not_write_articles_makes_none(cast, plan):
    nobody = get_user_model().objects.create_user("nobody", is_staff=True)
    with pytest.raises(planning.Refused):
        planning.to_article(plan, nobody)


def test_a_plan_without_anything_else_becomes_an_article_too(cast):
    plan = Plan.objects.create(title="未定", date=date(2026, 12, 1))
    article = planning.to_article(plan, cast.reporter)
    assert (article.section, article.bylines.count()) == (None, 0)


def test_a_place_that_is_too_long_stands_in_the_note(cast, plan):
    Plan.objects.update(place="很" * 60)
    article = planning.to_article(plan, cast.editor)
    assert article.dateline == "12月27日讯"
    assert "很" * 60 in Note.objects.get().text


def test_a_plan_ends_after_it_starts(cast):
    for starts, ends in ((None, time(10)), (time(11), time(10))):
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.create(title="x", date=date(2026, 12, 1), starts=starts, ends=ends)


def test_what_waits_for_a_person_is_hers_not_done_not_off_and_not_long_past(cast, plan):
    today = timezone.localdate()
    Plan.objects.update(date=today)

    def other(days, **more):
        made = Plan.objects.create(title=f"{days}", date=today + timedelta(days=days), **more)
        return made.assignments.create(reporter=cast.lin, kind="video")

    soon = other(3)
    other(-40)
    other(1, is_off=True)
    done = other(2)
    done.is_done = True
    done.save()
    assert [one.pk for one in planning.waiting_for(cast.reporter)] == [plan.assignments.first().pk, soon.pk]
    assert list(planning.waiting_for(cast.editor)) == []


# ---- the calendar


def test_an_app_gets_ninety_days_before_and_after(cast, plan):
    today = timezone.localdate()
    for days in (-91, -90, 0, 90, 91):
        Plan.objects.create(title=f"{days}", date=today + timedelta(days=days))
    found = events(planning.calendar())
    assert {"-90", "0", "90"} <= found.keys()
    assert not {"-91", "91"} & found.keys()
    whole = found["0"]
    assert (whole.decoded("dtstart"), whole.decoded("dtend")) == (today, today + timedelta(days=1))


def test_an_event_says_when_where_and_who(cast, plan, settings):
    settings.SITE_URL = "https://news.example"
    Plan.objects.update(date=timezone.localdate())
    event = events(planning.calendar())["河谷冬捕开网"]
    assert timezone.localtime(event.decoded("dtstart")).time() == time(9)
    assert timezone.localtime(event.decoded("dtend")).time() == time(11, 30)
    assert (event["location"], event["status"]) == ("雪川湖", "CONFIRMED")
    assert event["uid"] == f"plan-{plan.pk}@news.example"
    assert "文字：林知夏" in event["description"]
    assert event["url"] == f"https://news.example/admin/articles/plan/{plan.pk}/change/"


def test_what_is_called_off_is_cancelled(cast, plan):
    Plan.objects.update(date=timezone.localdate(), is_off=True)
    assert events(planning.calendar())["河谷冬捕开网"]["status"] == "CANCELLED"


def test_text_of_a_plan_breaks_no_calendar(cast):
    said = "标题;BEGIN:VEVENT,\\n"
    Plan.objects.create(title=said, date=timezone.localdate(), place="a:b;c", notes="一\r\nEND:VCALENDAR\r\n二")
    found = events(planning.calendar())
    assert list(found) == [said]
    assert "二" in found[said]["description"]


def test_a_calendar_costs_the_same_however_much_is_planned(cast, plan, django_assert_num_queries):
    for n in range(20):
        Plan.objects.create(title=f"{n}", date=timezone.localdate()).assignments.create(reporter=cast.lin)
    with django_assert_num_queries(2):
        planning.calendar()


def test_a_key_is_kept_as_its_hash_alone_and_made_anew(cast):
    token = planning.new_key(cast.editor)
    assert token not in str(CalendarKey.objects.get().__dict__)
    assert planning.owner_of(token) == cast.editor
    again = planning.new_key(cast.editor)
    assert planning.owner_of(token) is None
    assert planning.owner_of(again) == cast.editor
    planning.drop_key(cast.editor)
    assert planning.owner_of(again) is None


@pytest.mark.parametrize("token", ["", "x", "令牌", "a" * 400])
def test_no_other_token_opens_anything(cast, token):
    planning.new_key(cast.editor)
    assert planning.owner_of(token) is None


def test_a_login_that_is_closed_or_lost_its_roles_gets_nothing(cast):
    token = planning.new_key(cast.editor)
    cast.editor.groups.clear()
    assert planning.owner_of(token) is None
    other = planning.new_key(cast.reporter)
    get_user_model().objects.filter(pk=cast.reporter.pk).update(is_active=False)
    assert planning.owner_of(other) is None
