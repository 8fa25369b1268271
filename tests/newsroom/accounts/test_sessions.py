"""Where people are logged in: seen by them, ended by them, and by time."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.utils import timezone

from newsroom import checks
from newsroom.accounts import devices, sessions
from newsroom.accounts.models import Session
from newsroom.models import LogLine

PASSWORD, NEW = "a long enough word", "quite another phrase 7"
MINE = "/admin/my-login/"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; V2304A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 "
    "Mobile Safari/537.36 MicroMessenger/8.0.50"
)


def logged_in(name="editor", **meta):
    client = Client(**{"REMOTE_ADDR": "192.0.2.7"} | meta)
    assert client.post("/admin/login/", {"username": name, "password": PASSWORD}).status_code == 302
    return client


def is_in(client):
    return client.get("/admin/").status_code == 200


def test_each_sees_where_she_is_logged_in(cast):
    logged_in(HTTP_USER_AGENT=PHONE, REMOTE_ADDR="198.51.100.9")
    here = logged_in()
    logged_in("reporter", REMOTE_ADDR="203.0.113.5")
    page = here.get(MINE).content.decode()
    assert "微信 8 · Android 14" in page
    assert "198.51.100.9" in page
    assert "192.0.2.7" in page
    assert "203.0.113.5" not in page
    assert page.count("当前浏览器") == 1
    assert not [row for row in Session.objects.all() if row.pk in page]  # who has the key has the login


def test_any_browser_may_say_anything_of_itself(cast):
    logged_in(HTTP_USER_AGENT="\x00雪\ud800" * 400, HTTP_X_FORWARDED_FOR="fe80::1%eth0", REMOTE_ADDR="127.0.0.1")
    assert Session.objects.get().address == "fe80::1"


def test_one_ends_one_of_them_or_all_others(cast):
    first, second, third, here = (logged_in() for _once in range(4))
    other = logged_in("reporter")
    number = sessions.number_of(Session.objects.get(pk=first.session.session_key))
    here.post(f"{MINE}end/", {"number": number})
    assert [is_in(client) for client in (first, second, here)] == [False, True, True]
    here.post(f"{MINE}end/", {"number": sessions.number_of(Session.objects.get(pk=other.session.session_key))})
    here.post(f"{MINE}end/", {"number": sessions.number_of(Session.objects.get(pk=here.session.session_key))})
    assert is_in(other)
    assert is_in(here)
    here.post(f"{MINE}end/")
    assert [is_in(client) for client in (second, third, here, other)] == [False, False, True, True]
    assert [line.detail for line in LogLine.objects.filter(kind="session")] == [
        "结束了 2 处登录。",
        "结束了 1 处登录。",
    ]


def test_an_administrator_ends_those_of_others(cast):
    editor, chief = logged_in(), logged_in("administrator")
    page = chief.get(f"/admin/logins/{cast.editor.pk}/").content.decode()
    assert "192.0.2.7" in page
    chief.post(f"/admin/logins/{cast.editor.pk}/end/")
    assert not is_in(editor)
    chief.post(f"/admin/logins/{cast.administrator.pk}/end/")
    assert is_in(chief)  # never the one that asks


def test_a_changed_password_ends_all_others(cast):
    other, here = logged_in(), logged_in()
    here.post("/admin/password_change/", {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})
    assert is_in(here)
    assert Session.objects.filter(user=cast.editor).count() == 1
    assert not is_in(other)
    assert here.get(MINE).content.decode().count("当前浏览器") == 1


def test_a_password_that_an_administrator_sets_ends_all(cast):
    editor, chief = logged_in(), logged_in("administrator")
    form = {"usable_password": "true", "password1": NEW, "password2": NEW, "set-password": ""}
    chief.post(f"/admin/auth/user/{cast.editor.pk}/password/", form)
    assert not is_in(editor)
    assert not Session.objects.filter(user=cast.editor).exists()


def test_a_password_set_at_the_console_shows_no_dead_logins(cast):
    logged_in()
    cast.editor.set_password(NEW)
    cast.editor.save()
    assert sessions.of(cast.editor) == []


def test_a_login_that_is_closed_has_ended_for_good(cast):
    editor, chief = logged_in(), logged_in("administrator")
    form = {"username": "editor", "groups": list(cast.editor.groups.values_list("pk", flat=True))}
    chief.post(f"/admin/auth/user/{cast.editor.pk}/change/", form)
    assert not Session.objects.filter(user=cast.editor).exists()
    chief.post(f"/admin/auth/user/{cast.editor.pk}/change/", form | {"is_active": "on"})
    assert get_user_model().objects.get(pk=cast.editor.pk).is_active
    assert not is_in(editor)


def test_nobody_else_sees_or_ends_logins(cast, client):
    editor = logged_in()
    client.force_login(cast.chief_editor)
    assert client.get(f"/admin/logins/{cast.editor.pk}/").status_code == 403
    assert client.post(f"/admin/logins/{cast.editor.pk}/end/").status_code == 403
    assert is_in(editor)


def test_a_login_ends_where_nobody_used_it_and_in_any_case_some_day(cast, settings):
    settings.SESSION_IDLE_HOURS, settings.SESSION_COOKIE_AGE = 24, 3 * 86_400
    with time_machine.travel(timezone.now(), tick=False) as clock:
        idle, busy = logged_in(), logged_in()
        for _day in range(3):
            clock.shift(timedelta(hours=23))
            assert is_in(busy)
        assert not is_in(idle)
        assert len(sessions.of(cast.editor)) == 1
        clock.shift(timedelta(hours=4))
        assert not is_in(busy)
        sessions.prune(timezone.now())
        assert not Session.objects.exists()


def test_no_message_or_change_prolongs_a_login(cast, settings):
    settings.SESSION_COOKIE_AGE = 3 * 86_400
    with time_machine.travel(timezone.now(), tick=False) as clock:
        here = logged_in()
        ends = Session.objects.get().expire_date
        clock.shift(timedelta(hours=20))
        here.get("/admin/second-step/set-up/")  # keeps something in the session
        assert abs(Session.objects.get().expire_date - ends) < timedelta(seconds=2)
        assert 0 < here.cookies["sessionid"]["max-age"] <= 3 * 86_400 - 20 * 3600


def test_being_seen_is_written_down_now_and_then_only(cast, django_assert_num_queries):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        here = logged_in()
        began = Session.objects.get().seen
        clock.shift(timedelta(minutes=4))
        is_in(here)
        assert Session.objects.get().seen == began
        clock.shift(timedelta(minutes=2))
        here.get("/admin/", REMOTE_ADDR="198.51.100.9")
        assert Session.objects.get().seen == timezone.now()
        assert Session.objects.get().address == "198.51.100.9"
        with django_assert_num_queries(2):  # the session and the user
            here.get("/admin/second-step/")


@pytest.mark.parametrize("name", ["SESSION_COOKIE_AGE", "SESSION_IDLE_HOURS"])
def test_an_operator_who_leaves_no_time_to_log_in_is_told(settings, name):
    assert checks.logins_last_a_while() == []
    setattr(settings, name, 0)
    assert [error.id for error in checks.logins_last_a_while()] == ["newsroom.E041"]


def test_an_open_form_alone_does_not_keep_a_login_alive(cast):
    article = cast.article()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        here = logged_in()
        began = Session.objects.get().seen
        clock.shift(timedelta(hours=1))
        assert here.post(f"/admin/articles/article/{article.pk}/presence/", {"typing": "0"}).status_code == 200
        assert Session.objects.get().seen == began


def test_an_ended_login_does_not_come_back_with_a_request_that_was_on_its_way(cast):
    here = logged_in()
    store = sessions.SessionStore(here.session.session_key)
    store["something"] = 1
    sessions.end(cast.editor)
    with pytest.raises(UpdateError):
        store.save()
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "微信 8 · Android 14"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 Edg/131.0",
            "Edge 131 · Windows",
        ),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox 133 · Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605 Version/18.1 Mobile Safari/604",
            "Safari 18 · iPhone",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36",
            "Chrome 131 · Mac",
        ),
        (
            "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0.0.0 Safari/537.36 ArkWeb/4",
            "Chrome 114 · HarmonyOS",
        ),
        ("", "未知浏览器"),
        ("curl/8", "未知浏览器"),
        ("<script>alert(1)</script>" * 20, "未知浏览器"),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(agent, words):
    assert devices.in_words(agent) == words
