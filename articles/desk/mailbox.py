"""The mailbox of the desk: unread mails become dispatches that wait to be filed."""

import contextlib
import hashlib
import logging
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext as _

from articles.desk import arriving
from articles.intake import mailbox
from articles.models import Dispatch
from newsroom import sweeper

log = logging.getLogger("newsroom.mailbox")
NAME = "mail.eml"


def collect(now):
    """Take in what is unread in the mailbox of the settings, where they name one; how many mails. What cannot be read is
    kept as it came, with the reason. A mail is marked as read once its dispatch is stored. Raises
    articles.intake.mailbox.MailboxFailed."""
    if not settings.MAILBOX_HOST:
        return 0
    with _alone() as is_alone:
        return _collected() if is_alone else 0


@contextlib.contextmanager
def _alone():
    """Whether no other worker of this machine is at the mailbox, while the context lasts."""
    settings.UPLOADS.mkdir(parents=True, exist_ok=True)
    with (settings.UPLOADS / ".mailbox").open("a") as file:
        try:
            sweeper.lock(file)
        except OSError:
            yield False
        else:
            yield True


def _collected():
    taken = 0
    account = (settings.MAILBOX_HOST, settings.MAILBOX_PORT, settings.MAILBOX_USER, settings.MAILBOX_PASSWORD)
    with mailbox.fetch(*account, settings.MAILBOX_FOLDER) as mails:
        for mail in mails:
            _take(mail)
            mail.done()
            taken += 1
    return taken


def _take(mail):
    digest = hashlib.sha256(mail.data).hexdigest()
    if Dispatch.objects.filter(sha256=digest).exists():  # it was stored, and the mark did not get through
        return
    with tempfile.NamedTemporaryFile(dir=settings.UPLOADS, prefix=".mail-", suffix=".eml") as file:
        file.write(mail.data)
        file.flush()
        path = Path(file.name)
        if not mail.is_whole:
            too_large = _(
                "This mail is too large (%(size)s MB): only its head was taken. Fetch it from the mailbox by hand."
            )
            arriving.keep_unread(path, NAME, too_large % {"size": mail.size // 1_000_000})
            return
        try:
            arriving.take_file(path, NAME, user=None)
        except DatabaseError:
            raise  # the mail is well, and comes again
        except Exception as error:  # it must not keep those behind it from being read
            is_said = isinstance(error, arriving.Refused)
            arriving.keep_unread(path, NAME, str(error) if is_said else _("This mail could not be read."))
            log.warning("a mail could not be read: %s", error, exc_info=None if is_said else error)
