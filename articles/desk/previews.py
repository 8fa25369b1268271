"""Preview links: the words of an article as they are now, for somebody without a login, for three days.

The address holds a token of 128 bits, which is shown once and kept nowhere; the row keeps its SHA-256. A link shows the
words that were frozen when it was made and nothing that came later.
"""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import workflow
from articles.desk.rendering import freeze, unsaved
from articles.models import PreviewLink, Section
from newsroom import audit, keys

LIFE = timedelta(hours=72)


class Refused(Exception):
    """A link was not made or not revoked; the message says why, in the user's language."""


def why_not(article, user):
    """The reason why `user` may not give a link to `article`, or take one back; None where she may. Unpublished words
    leave the house by it: that is for editors, each in her sections."""
    if not user.has_perm("articles.change_article") or not workflow.edits_others(user):
        return _("Editors share previews.")
    if not workflow.in_remit(user, article):
        return _("It stands in a section that is not yours.")
    return None


def share(article, user, remark=""):
    """Make a link to the words of `article` as they are stored now. Returns (PreviewLink, token). Raises Refused."""
    if reason := why_not(article, user):
        raise Refused(reason)
    if article.trashed_at:
        raise Refused(_("The article is in the trash."))
    if not article.section_id:
        raise Refused(_("Choose a section and save: without one there is no page to show."))
    token = keys.new()
    link = PreviewLink.objects.create(
        article=article,
        hash=keys.digest(token),
        words=freeze(article),
        made_by=user,
        expires_at=timezone.now() + LIFE,
        remark=remark[:60],
    )
    audit.record("public", user, about=article.headline, detail=_said(_("preview link made"), link), story=article.pk)
    return link, token


def revoke(link, user):
    """Let the link answer no more. Raises Refused."""
    if reason := why_not(link.article, user):
        raise Refused(reason)
    if PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        detail = _said(_("preview link revoked"), link)
        audit.record("public", user, about=link.article.headline, detail=detail, story=link.article_id)


def find(token):
    """The link with this token that still answers; None where there is none. What is in the trash is shown to nobody."""
    if not keys.may_be(token):
        return None
    return PreviewLink.objects.open().filter(hash=keys.digest(token), article__trashed_at=None).first()


def count(link):
    """Note that the link was opened once more."""
    PreviewLink.objects.filter(pk=link.pk).update(reads=F("reads") + 1)


def links_of(article):
    """The links to `article`, newest first, without their words."""
    found = PreviewLink.objects.filter(article=article).defer("words").select_related("made_by__reporter")
    return list(found.order_by("-pk")[:20])


def story_of(link):
    """The story that a link shows, an unsaved Publication; None where its section is no more."""
    try:
        return unsaved(link.words, link.made_at)
    except Section.DoesNotExist:
        return None


def _said(what, link):
    return f"{what}：{link.remark}" if link.remark else what
