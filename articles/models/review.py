"""Review: the stages a story passes, and who signed what."""

import re

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.fields import LineField, LinesField
from newsroom.grammar.names import key, keys
from newsroom.models import Reporter
from newsroom.records import Record, RecordQuerySet
from newsroom.roles import name_of


def in_byline(article, user):
    """Whether `user` stands in the byline of `article`: by her login, by one of her names where it has no login, or in the
    collective line, where that is what is printed."""
    return stands_in(list(article.bylines.select_related("reporter")), article.collective, user)


def stands_in(bylines, collective, user):
    """The same of `bylines`, a list read with their reporters, and the collective line."""
    if not bylines:
        return is_named_in(collective, user)
    names = names_of(user)
    return any(byline.is_of_login(user) or not names.isdisjoint(_names_without_login(byline)) for byline in bylines)


def _names_without_login(byline):
    """The names, as they are compared, by which a line names somebody of whom nobody says whose login she has."""
    if byline.reporter is None:
        return {key(byline.name)}
    return keys(byline.reporter.names) if byline.reporter.user_id is None else frozenset()


def of_person(user):
    """The same of persons, as a condition on Byline."""
    names = names_of(user)
    hers = Reporter.objects.filter(user=None).named_any(names)
    return Q(reporter__user=user) | Q(reporter__in=hers.values("pk")) | Q(reporter=None, key__in=names)


def is_named_in(collective, user):
    """Whether a collective line has one of the user's names; a Latin one as a word of its own."""
    line = key(collective)
    return any(re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", line) for name in names_of(user))


def names_of(user):
    """The names that `user` is printed under, as names are compared: her own, and the others of the reporter she is."""
    reporter = getattr(user, "reporter", None)
    return keys([name_of(user), *(reporter.names if reporter else ())]) - {""}


class ReviewStage(models.Model):
    """One of the reviews that every story passes, in order: 一审, 二审, 三审 by default."""

    name = LineField(_("name"), max_length=20, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        related_name="+",
        verbose_name=_("who signs"),
        help_text=_("Members of this role may sign at this stage."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("review stage")
        verbose_name_plural = _("review stages")
        ordering = ["position"]

    def __str__(self):
        return self.name


class SignatureQuerySet(RecordQuerySet):
    # Only whether they still count, and when they were given: who signed what stays as it was.
    MAY_CHANGE = frozenset({"is_superseded", "at"})
    MAY_BE_REDACTED = frozenset({"words"})

    def bulk_create(self, objs, **options):
        """As one by one: nobody signs a story that carries her own byline."""
        objs = list(objs)
        for signature in objs:
            signature.refuse_own_byline()
        return super().bulk_create(objs, **options)

    def counting(self):
        """Those that count: signed, and not signed again since."""
        return self.filter(verdict=Signature.Verdict.SIGNED, is_superseded=False)

    def standing(self, article):
        """The signatures that count in the article's round of review now, in the order of the stages."""
        return self.counting().filter(article=article, round=article.round).order_by("stage__position")


class Signature(Record):
    """What one person decided about exact words: a submission, a signature or a return. Only ever added to."""

    class Verdict(models.TextChoices):
        SUBMITTED = "submitted", _("submitted")
        SIGNED = "signed", _("signed")
        RETURNED = "returned", _("returned")

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="signatures", verbose_name=_("article")
    )
    round = models.PositiveIntegerField(_("round of review"))
    stage = models.ForeignKey(
        ReviewStage, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("review stage")
    )
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("signer"))
    signer_name = LineField(_("name of the signer"), max_length=150)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    words = models.JSONField(_("words as read"))
    note = LinesField(_("note"), blank=True, max_length=1000)
    is_superseded = models.BooleanField(_("superseded"), default=False)
    at = models.DateTimeField(_("time"), default=timezone.now)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["pk"]
        indexes = [models.Index(fields=["article", "signer"], name="signatures_of_a_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "round", "stage"],
                condition=Q(verdict="signed", is_superseded=False),
                name="one_standing_signature_a_stage",
            ),
            models.UniqueConstraint(
                fields=["article", "round", "signer"],
                condition=Q(verdict="signed", is_superseded=False),
                name="nobody_signs_two_stages",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="signed") | Q(stage__isnull=False), name="a_signature_is_for_a_stage"
            ),
            models.CheckConstraint(condition=~Q(verdict="returned") | ~Q(note=""), name="a_return_gives_its_reason"),
        ]

    def __str__(self):
        return f"{self.stage or ''} {self.signer_name} {self.get_verdict_display()}".strip()

    def save(self, **options):
        if self._state.adding:
            self.refuse_own_byline()
        super().save(**options)

    def refuse_own_byline(self):
        """Raises ValidationError where this is a signature of somebody in the byline."""
        if self.verdict == self.Verdict.SIGNED and in_byline(self.article, self.signer):
            raise ValidationError(_("Nobody may review a story that carries her own byline."))
