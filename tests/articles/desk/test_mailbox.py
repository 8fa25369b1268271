"""Unread mails of the desk's mailbox become dispatches; the mailbox itself is read in tests/articles/intake."""

import contextlib
import hashlib

import pytest
from django.utils import timezone

from articles.desk import arriving, mailbox
from articles.intake import mailbox as intake
from articles.models import Dispatch
from media import stores

pytestmark = pytest.mark.django_db

MAIL = "From: 章台 <zhangtai@example.com>\r\nSubject: 冰湖开网\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n雪川新闻网(记者 林知夏)3月9日,冰湖开网。\r\n"


class Waiting:
    def __init__(self, data, is_whole=True):
        self.data, self.size, self.is_whole, self.is_done = data, len(data), is_whole, False

    def done(self):
        self.is_done = True


@pytest.fixture
def unread(settings, monkeypatch):
    """unread(mail, …) lets these wait in the mailbox, which the settings now name; gives what was asked of it."""
    settings.MAILBOX_HOST, settings.MAILBOX_USER, settings.MAILBOX_PASSWORD = "mail.example", "desk", "secret"
    asked = []

    def unread(*mails):
        @contextlib.contextmanager
        def fetch(*account):
            asked.append(account)
            yield iter(mails)

        monkeypatch.setattr(intake, "fetch", fetch)
        return asked

    return unread


def collect():
    return mailbox.collect(timezone.now())


def test_without_a_host_no_mailbox_is_asked(monkeypatch):
    monkeypatch.setattr(intake, "fetch", None)
    assert collect() == 0


def test_a_mail_becomes_a_dispatch_that_waits_and_is_marked_as_read(unread):
    mail = Waiting(MAIL.encode())
    asked = unread(mail)
    assert collect() == 1
    dispatch = Dispatch.objects.waiting().get()
    assert (dispatch.name, dispatch.sender) == ("冰湖开网", "章台 <zhangtai@example.com>")
    assert [person["name"] for person in arriving.understood(dispatch).said["people"]] == ["林知夏"]
    assert mail.is_done
    assert asked == [("mail.example", 993, "desk", "secret", "INBOX")]


def test_the_mail_itself_is_kept_as_it_came(unread):
    unread(Waiting(MAIL.encode()))
    collect()
    with stores.copies().open(Dispatch.objects.get().original) as kept:
        assert kept.read() == MAIL.encode()


def test_a_mail_whose_mark_was_lost_is_taken_once(unread):
    for _again in range(2):
        mail = Waiting(MAIL.encode())
        unread(mail)
        collect()
    assert Dispatch.objects.count() == 1
    assert mail.is_done


def test_a_mail_that_cannot_be_read_is_kept_with_the_reason_and_keeps_no_other_waiting(unread):
    empty = b"From: a@example.com\r\nSubject: nothing\r\n\r\n"
    unread(Waiting(empty), Waiting(MAIL.encode()))
    assert collect() == 2
    failed = Dispatch.objects.get(sha256=hashlib.sha256(empty).hexdigest())
    assert failed.failure
    assert Dispatch.objects.exclude(failure__gt="").get().name == "冰湖开网"


def test_a_mail_that_breaks_its_reader_is_kept_too(unread, monkeypatch):
    def break_down(*args, **more):
        raise RecursionError

    monkeypatch.setattr(arriving, "take_file", break_down)
    mail = Waiting(MAIL.encode())
    unread(mail)
    assert collect() == 1
    assert Dispatch.objects.get().failure
    assert mail.is_done


def test_of_a_mail_that_is_too_large_the_head_is_kept(unread):
    unread(Waiting(MAIL.encode()[:80], is_whole=False))
    collect()
    assert "MB" in Dispatch.objects.get().failure


def test_only_one_worker_is_at_the_mailbox(unread):
    unread(Waiting(MAIL.encode()))
    with mailbox._alone() as is_alone:
        assert is_alone
        assert collect() == 0
    assert collect() == 1
