"""The second step: before it nobody is logged in, and where it is asked for nothing but setting it up works."""

import re
import time
from datetime import timedelta

import pyotp
import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom import roles
from newsroom.accounts import twostep
from newsroom.accounts.models import SecondStep, Session
from newsroom.models import LogLine
from tests.architecture.matrix import ADMIN
from tests.architecture.test_matrix import answered, world  # noqa: F401, a fixture

PASSWORD = "a long enough word"
STEP, SET_UP, MINE = "/admin/second-step/", "/admin/second-step/set-up/", "/admin/my-login/"


def code_of(salt, later=0):
    return pyotp.TOTP(twostep.secret(salt)).at(int(time.time()) + later)


def stepped(user):
    """The login, with a second step; returns (salt, recovery codes)."""
    salt = twostep.fresh()
    codes = twostep.begin(user, salt, code_of(salt))
    SecondStep.objects.update(last=0)
    return salt, codes


def log_in(client, name="editor", then=""):
    return client.post(f"/admin/login/{then}", {"username": name, "password": PASSWORD})


def is_in(client):
    return client.get("/admin/").status_code == 200


def test_the_password_alone_opens_nothing(cast, client, world):  # noqa: F811
    stepped(cast.administrator)
    assert log_in(client, "administrator").url == STEP
    client.get(STEP)
    opened = []
    for name, row in ADMIN.items():
        if "reader" not in row.who and not name.startswith("accounts:"):
            address = reverse(name, kwargs=row.arguments(world))
            for method in ("get", "post"):
                response = getattr(client, method)(address, row.form(world))
                opened += [name] if answered(response) and response.status_code != 405 else []
    assert opened == []
    assert client.get(MINE).status_code == client.get(SET_UP).status_code == 302
    assert client.get(SET_UP).url == STEP
    assert not Session.objects.filter(user__isnull=False).exists()


def test_a_code_logs_in_and_leads_where_one_wanted_to_go(cast, client):
    salt, _codes = stepped(cast.editor)
    assert log_in(client, then="?next=/admin/articles/article/").url == STEP
    assert "验证器" in client.get(STEP).content.decode()
    answer = client.post(STEP, {"code": code_of(salt)})
    assert answer.url == "/admin/articles/article/"
    assert is_in(client)
    assert Session.objects.get().user == cast.editor
    assert LogLine.objects.filter(kind="login").count() == 1


@pytest.mark.parametrize("later", [-30, 0, 30])
def test_telephones_may_go_half_a_minute_wrong(cast, later):
    salt, _codes = stepped(cast.editor)
    assert twostep.accepts(cast.editor, code_of(salt, later))


@pytest.mark.parametrize(
    "typed", ["", "000000", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "x" * 5000, "AAAAAAAAAAAAAAAA"]
)
def test_what_is_no_code_is_refused(cast, client, typed):
    stepped(cast.editor)
    log_in(client)
    with time_machine.travel(timezone.now(), tick=False):
        answer = client.post(STEP, {"code": typed})
        assert answer.status_code == 200
        assert "验证码不对" in answer.content.decode()
    assert not is_in(client)


def test_codes_are_taken_as_people_type_them(cast):
    salt, codes = stepped(cast.editor)
    with time_machine.travel(timezone.now(), tick=False):
        code = code_of(salt)
        assert twostep.accepts(cast.editor, f" {code[:3]} {code[3:]}　")
        SecondStep.objects.update(last=0)
        assert twostep.accepts(cast.editor, code.translate({48 + digit: 0xFF10 + digit for digit in range(10)}))
    assert twostep.accepts(cast.editor, "-".join(re.findall("....", codes[0])).lower())


def test_no_code_is_accepted_twice_nor_one_of_before(cast):
    salt, codes = stepped(cast.editor)
    with time_machine.travel(timezone.now(), tick=False):
        assert twostep.accepts(cast.editor, code_of(salt))
        assert not twostep.accepts(cast.editor, code_of(salt))
        assert not twostep.accepts(cast.editor, code_of(salt, -30))
    assert twostep.accepts(cast.editor, codes[0])
    assert not twostep.accepts(cast.editor, codes[0])
    assert not twostep.accepts(cast.reporter, codes[1])


def test_a_recovery_code_logs_in_once_and_a_warning_comes_in_time(cast, client):
    _salt, codes = stepped(cast.editor)
    for used in range(7):
        assert twostep.accepts(cast.editor, codes[used])
    log_in(client)
    assert client.post(STEP, {"code": codes[7]}).status_code == 302
    assert "恢复码只剩 2 个" in client.get("/admin/").content.decode()
    assert LogLine.objects.filter(kind="second-step").first().detail.endswith("还剩 2 个")


def test_codes_are_not_for_guessing(cast, client):
    salt, _codes = stepped(cast.editor)
    log_in(client)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        answers = [client.post(STEP, {"code": "000000"}).status_code for _once in range(10)]
        assert answers == [200] * 6 + [429] * 4
        assert client.post(STEP, {"code": code_of(salt)}).status_code == 429  # the right one waits too
        assert LogLine.objects.filter(kind="login-failed").count() == 6
        log_in(client)  # the password again is no way round
        assert client.post(STEP, {"code": "000000"}).status_code == 429
        clock.shift(3)
        assert client.post(STEP, {"code": code_of(salt)}).status_code == 302


def test_who_waits_too_long_or_changes_the_password_begins_anew(cast, client):
    salt, _codes = stepped(cast.editor)
    log_in(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert client.get(STEP).url == "/admin/login/"
        assert client.post(STEP, {"code": code_of(salt)}).url == "/admin/login/"
    log_in(client)
    cast.editor.set_password("quite another phrase 7")
    cast.editor.save()
    assert client.post(STEP, {"code": code_of(salt)}).url == "/admin/login/"


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_a_login_that_is_closed_meanwhile_does_not_come_in(cast, client, change):
    salt, _codes = stepped(cast.editor)
    log_in(client)
    get_user_model().objects.filter(pk=cast.editor.pk).update(**change)
    client.post(STEP, {"code": code_of(salt)})
    assert not is_in(client)


def test_who_logs_in_over_another_login_is_nobody_until_the_second_step(cast, client):
    salt, _codes = stepped(cast.editor)
    client.force_login(cast.administrator)
    assert log_in(client).url == STEP
    assert not is_in(client)
    client.post(STEP, {"code": code_of(salt)})
    assert Session.objects.get().user == cast.editor


def switch_on(client, **more):
    client.get(SET_UP)
    return client.post(SET_UP, {"code": code_of(client.session["second step"])} | more)


def test_one_sets_it_up_with_the_password_and_a_code_and_gets_ten_codes(cast, client):
    other = Client()
    other.force_login(cast.editor)
    client.force_login(cast.editor)
    page = client.get(SET_UP).content.decode()
    secret = twostep.secret(client.session["second step"])
    assert "<svg" in page
    assert secret in page.replace(" ", "")
    assert "密码不对" in switch_on(client, password="wrong").content.decode()
    assert "不是验证器现在显示的" in client.post(SET_UP, {"code": "000000", "password": PASSWORD}).content.decode()
    assert twostep.of(cast.editor) is None
    page = switch_on(client, password=PASSWORD)
    codes = re.findall(r"<code>([A-Z2-9-]{19})</code>", page.content.decode())
    assert len(set(codes)) == twostep.CODES
    assert page["Cache-Control"].count("no-store") == 1
    assert is_in(client)
    assert not is_in(other)  # it had the first step only
    assert twostep.accepts(cast.editor, codes[3])
    assert client.get(SET_UP).url == MINE
    assert secret not in client.get(MINE).content.decode()
    stored = SecondStep.objects.get()
    assert secret not in f"{stored.salt} {stored.recovery}"
    assert not [code for code in codes if code.replace("-", "") in str(stored.recovery)]


def test_new_codes_and_switching_off_ask_for_the_password(cast, client):
    _salt, codes = stepped(cast.editor)
    client.force_login(cast.editor)
    for address in ("codes", "one-step"):
        assert "密码不对" in client.post(f"{MINE}{address}/", {"password": "wrong"}).content.decode()
    page = client.post(f"{MINE}codes/", {"password": PASSWORD}).content.decode()
    assert not twostep.accepts(cast.editor, codes[0])
    assert twostep.accepts(cast.editor, re.search(r"<code>(.{19})</code>", page)[1])
    assert client.post(f"{MINE}one-step/", {"password": PASSWORD}).url == MINE
    assert twostep.of(cast.editor) is None
    assert log_in(Client()).url == "/admin/"


def require(client, *names, **more):
    return client.post("/admin/logins/require/", {"role": names} | more, follow=True).content.decode()


@pytest.mark.parametrize("asked", [{"names": [roles.EDITOR]}, {"everybody": "on"}])
def test_where_it_is_required_nothing_works_but_setting_it_up(cast, client, asked):
    editor = Client()
    log_in(editor)
    stepped(cast.administrator)
    client.force_login(cast.administrator)
    names = asked.pop("names", [])
    assert "1 人已退出登录" in require(client, *names, **asked)
    assert not is_in(editor)  # she was in, with one step
    assert is_in(client)
    assert log_in(editor, then="?next=/admin/articles/article/").url == SET_UP
    assert editor.get("/admin/").status_code == editor.get(MINE).status_code == 302
    page = switch_on(editor).content.decode()
    assert 'href="/admin/articles/article/"' in page
    assert is_in(editor)
    assert "必须两步登录" in editor.post(f"{MINE}one-step/", {"password": PASSWORD}).content.decode()
    assert twostep.of(cast.editor)
    assert log_in(Client()).url == STEP
    assert log_in(Client(), "reporter").url == (SET_UP if asked else "/admin/")


def test_nobody_requires_of_herself_what_she_cannot_do(cast, client):
    client.force_login(cast.administrator)
    assert "请先为自己设置" in require(client, roles.ADMINISTRATOR)
    assert "请先为自己设置" in require(client, everybody="on")
    assert not twostep.rule().everybody
    assert "须两步登录：编辑" in require(client, roles.EDITOR, "no role")
    assert twostep.rule().roles == [roles.EDITOR]
    assert LogLine.objects.get(kind="second-step").detail == "无人 → 编辑"


def test_a_role_that_requires_it_ends_a_login_of_one_step(cast, client):
    twostep.require(cast.administrator, everybody=False, names={roles.EDITOR})
    reporter = Client()
    log_in(reporter, "reporter")
    client.force_login(cast.administrator)
    form = {"username": "reporter", "is_active": "on", "groups": [Group.objects.get(name=roles.EDITOR).pk]}
    client.post(f"/admin/auth/user/{cast.reporter.pk}/change/", form)
    assert not is_in(reporter)
    assert log_in(reporter, "reporter").url == SET_UP


def test_a_superuser_is_asked_as_administrators_are(cast):
    root = get_user_model().objects.create_superuser("root", password=PASSWORD)
    twostep.require(cast.administrator, everybody=False, names={roles.ADMINISTRATOR})
    assert twostep.is_required(root)


def test_an_administrator_takes_the_second_step_of_somebody_away(cast, client):
    salt, _codes = stepped(cast.editor)
    editor = Client()
    log_in(editor)
    editor.post(STEP, {"code": code_of(salt)})
    assert is_in(editor)
    client.force_login(cast.administrator)
    address = f"/admin/logins/{cast.editor.pk}/"
    assert "取消第二步验证" in client.get(address).content.decode()
    client.post(f"{address}reset/")
    assert not is_in(editor)
    assert log_in(editor).url == "/admin/"
    line = LogLine.objects.get(kind="second-step")
    assert (line.actor, line.about) == (cast.administrator, "editor")


def test_no_administrator_touches_a_superuser_or_her_own(cast, client):
    root = get_user_model().objects.create_superuser("root")
    stepped(root)
    stepped(cast.administrator)
    client.force_login(cast.administrator)
    for name in ("", "end/", "reset/"):
        address = f"/admin/logins/{root.pk}/{name}"
        assert (client.post(address) if name else client.get(address)).status_code == 404
    client.post(f"/admin/logins/{cast.administrator.pk}/reset/")
    assert SecondStep.objects.count() == 2


def test_the_console_takes_it_away_where_no_administrator_can(cast, capsys):
    stepped(cast.administrator)
    call_command("reset_second_step", "administrator")
    assert twostep.of(cast.administrator) is None
    assert LogLine.objects.filter(kind="second-step", actor=None).exists()
    with pytest.raises(CommandError, match="no login"):
        call_command("reset_second_step", "nobody-of-that-name")


def test_what_makes_no_sense_is_no_error(cast, client):
    stepped(cast.editor)
    log_in(client)
    assert client.post(STEP, {"code": "\x00"}).status_code == 200
    client.force_login(cast.administrator)
    for address in ("/admin/logins/99999999999999999999/", "/admin/logins/0/"):
        assert client.get(address).status_code == 404
    for address in (
        "logins/release/",
        "logins/require/",
        f"logins/{cast.editor.pk}/end/",
        "my-login/end/",
        "my-login/codes/",
    ):
        answer = client.post(f"/admin/{address}", {"key": "\x00", "number": "\x00", "role": "\x00", "password": "\x00"})
        assert answer.status_code == 302
