"""Guessers are slowed down before a password is looked at, and nobody is locked out by what others do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Lock

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.utils import timezone

from newsroom import audit
from newsroom.accounts import door, throttle
from newsroom.accounts.models import Tries
from newsroom.models import LogLine

PASSWORD, WRONG = "a long enough word", "wrong"
HOME, AWAY = "192.0.2.7", "198.51.100.9"


def log_in(client, name="editor", password=WRONG, address=HOME):
    return client.post("/admin/login/", {"username": name, "password": password}, REMOTE_ADDR=address)


def wrong(client, times, **more):
    """The answers to so many wrong tries, each made as soon as it may be."""
    return [log_in(client, **more).status_code for _once in range(times)]


@pytest.fixture(autouse=True)
def quiet():
    """Nobody came too early before."""
    door._turned_away.clear()


@pytest.fixture
def hashes(monkeypatch):
    """The passwords that were looked at."""
    looked_at, lock = [], Lock()
    encode = MD5PasswordHasher.encode

    def counting(self, password, salt):
        with lock:
            looked_at.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    return looked_at


def test_a_few_wrong_tries_wait_for_nothing_and_then_the_wait_grows(client, cast):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert wrong(client, 7) == [200] * 6 + [429]
        clock.shift(2.1)
        assert wrong(client, 2) == [200, 429]
        clock.shift(2.1)
        assert wrong(client, 1) == [429]
        clock.shift(2)
        assert wrong(client, 2) == [200, 429]


def test_the_right_password_waits_as_well_and_is_told_how_long(client, cast):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        wrong(client, 6)
        early = log_in(client, password=PASSWORD)
        assert early.status_code == 429
        assert early["Retry-After"] == "2"
        assert "请等待 2 秒后再试" in early.content.decode()
        assert 'value="editor"' in early.content.decode()
        clock.shift(2.1)
        assert log_in(client, password=PASSWORD).status_code == 302


def test_a_right_password_starts_anew(client, cast):
    wrong(client, 4)
    assert log_in(client, password=PASSWORD).status_code == 302
    assert not throttle.slowed(timezone.now())
    assert wrong(Client(), 5) == [200] * 5


def test_who_guesses_at_many_names_from_one_network_waits(client, cast):
    answers = [log_in(client, name=f"name{number}").status_code for number in range(9)]
    assert answers == [200] * 7 + [429] * 2
    assert log_in(client, name="editor", address=AWAY).status_code == 200


def test_who_guesses_at_one_name_from_many_networks_waits_but_never_long(client, cast):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(100):
            log_in(client, address=f"198.51.100.{number}")
            clock.shift(31)
        assert log_in(client, password=PASSWORD, address=HOME).status_code == 302


def test_nobody_locks_out_a_browser_that_was_there_before(cast):
    known, stranger = Client(), Client()
    log_in(known, password=PASSWORD)
    known.post("/admin/logout/")
    wrong(stranger, 9)  # from the same network
    assert log_in(stranger, password=PASSWORD).status_code == 429
    assert log_in(known, password=PASSWORD).status_code == 302


def test_a_known_browser_is_known_by_those_who_logged_in_there_only(cast):
    known = Client()
    log_in(known, password=PASSWORD)
    known.post("/admin/logout/")
    wrong(Client(), 9, name="reporter")
    assert log_in(known, name="reporter", password=PASSWORD).status_code == 429


def test_a_known_browser_may_not_guess_for_ever(cast):
    known = Client()
    log_in(known, password=PASSWORD)
    known.post("/admin/logout/")
    assert wrong(known, 12)[-1] == 429
    known.cookies["newsroom_known"] = known.cookies["newsroom_known"].value[:-2] + "xx"
    assert log_in(known, password=PASSWORD).status_code == 302  # as any stranger from there


def test_one_wait_is_not_shared_by_addresses_of_other_networks():
    assert throttle.network_of("2001:db8:1:2:3:4:5:6") == throttle.network_of("2001:db8:1:2::1") == "2001:db8:1:2::/64"
    assert throttle.network_of("2001:db8:1:3::1") != throttle.network_of("2001:db8:1:2::1")
    assert throttle.network_of("::ffff:192.0.2.7") == throttle.network_of("192.0.2.7") == "192.0.2.7"
    assert throttle.network_of(None) == throttle.network_of("no address") == "?"


@pytest.mark.parametrize("name", ["editor", " EDITOR", "x" * 3000, "雪\u202e", "a\ud800"])
def test_any_name_can_be_counted(db, name):
    for key in throttle.of_login(name, HOME):
        assert len(key.digest) == 64
    assert throttle.of_login("editor", HOME) == throttle.of_login(" Editor", HOME)


def test_a_refused_try_costs_one_query_and_neither_hash_nor_line(client, cast, hashes, django_assert_num_queries):
    wrong(client, 6)
    lines = LogLine.objects.count()
    looked_at = len(hashes)
    with django_assert_num_queries(1):
        assert log_in(client).status_code == 429
    assert (LogLine.objects.count(), len(hashes)) == (lines, looked_at)


def test_while_many_come_too_early_they_get_a_plain_page_from_which_one_gets_in(client, cast):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        wrong(client, 6 + door.MANY)
        plain = log_in(client)
        assert (plain.status_code, plain["Retry-After"]) == (429, "2")
        page = plain.content.decode()
        assert len(page) < 2000
        assert "错误次数过多，请等待" in page
        assert 'value="editor"' in page
        assert (
            log_in(client, name="<b>" * 99).status_code == 200
        )  # another may be tried, and gets the page that all get
        clock.shift(3)
        assert log_in(client, password=PASSWORD).status_code == 302


def test_the_log_tells_of_slowed_logins_once_and_is_not_flooded(client, cast, monkeypatch):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        wrong(client, 6)
        wrong(client, 20)
        slowed = LogLine.objects.filter(kind="slowed")
        assert [line.about for line in slowed] == ["同一网络试同一登录名：editor 192.0.2.7"]
        assert LogLine.objects.filter(kind="login-failed").count() == 6
        for number in range(200):
            clock.shift(1)
            log_in(client, name=f"name{number}", address=f"2001:db8:0:{number:x}::1")
    failed = LogLine.objects.filter(kind="login-failed")
    assert failed.count() == audit.MOST
    assert "不再一一记录" in failed.first().detail


def test_an_hour_later_the_log_tells_again(cast):
    for _once in range(audit.MOST + 5):
        audit.record_sparingly("login-failed", None)
    assert LogLine.objects.count() == audit.MOST
    with time_machine.travel(timezone.now() + timedelta(hours=1, minutes=1)):
        assert audit.record_sparingly("login-failed", None).detail == ""


def test_what_is_forgotten_is_deleted(cast, client):
    wrong(client, 3)
    throttle.prune(timezone.now())
    assert Tries.objects.count() == 3
    throttle.prune(timezone.now() + timedelta(hours=2))
    assert [row.kind for row in Tries.objects.all()] == ["pair"]
    throttle.prune(timezone.now() + timedelta(days=1))
    assert not Tries.objects.exists()


def test_the_old_password_is_not_for_guessing_either(client, cast, hashes):
    client.force_login(cast.editor)
    new = {"new_password1": "another good phrase 7", "new_password2": "another good phrase 7"}
    for _once in range(6):
        client.post("/admin/password_change/", {"old_password": "wrong", **new})
    looked_at = hashes.count(PASSWORD)
    answer = client.post("/admin/password_change/", {"old_password": PASSWORD, **new})
    assert "错误次数过多" in answer.content.decode()
    assert hashes.count(PASSWORD) == looked_at
    cast.editor.refresh_from_db()
    assert cast.editor.check_password(PASSWORD)


@pytest.mark.parametrize("kind", ["one name", "many names", "many networks"])
@pytest.mark.django_db(transaction=True)
def test_of_120_guesses_at_once_at_most_ten_are_looked_at(cast, hashes, kind):
    def guess(number):
        name = f"name{number}" if kind == "many names" else "editor"
        address = f"198.51.100.{number}" if kind == "many networks" else HOME
        try:
            return log_in(Client(), name=name, password=f"guess{number}", address=address).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(guess, range(120)))
    assert set(answers) <= {200, 429}
    assert 1 <= len({word for word in hashes if word.startswith("guess")}) <= 10


@pytest.mark.django_db(transaction=True)
def test_many_who_are_right_at_once_do_not_slow_each_other_down(cast):
    """From one network, in browsers that are not known yet: a morning after an upgrade."""

    def come_in(name):
        try:
            while (answer := log_in(Client(), name=name, password=PASSWORD)).status_code == 429:
                assert "此刻登录的人很多" in answer.content.decode()
            return answer.status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(18) as pool:
        assert list(pool.map(come_in, [*cast.users] * 3)) == [302] * 18
    assert not throttle.slowed(timezone.now())
