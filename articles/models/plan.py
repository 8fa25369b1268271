"""What is planned (选题) and who is to do it (派工), before there is copy; and the key of each login's calendar."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.taxonomy import Section
from newsroom.fields import LineField, LinesField
from newsroom.models import Reporter


class PlanQuerySet(models.QuerySet):
    def whole(self):
        """With all that a calendar shows of each, in the order of a day."""
        people = models.Prefetch("assignments", Assignment.objects.select_related("reporter"))
        return (
            self.select_related("section", "article").defer("article__body", "article__copy").prefetch_related(people)
        )


class Plan(models.Model):
    """Something that is to be reported on, on a day, at a place; becomes one article."""

    title = LineField(_("title"), max_length=120)
    date = models.DateField(_("date"), db_index=True)
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    place = LineField(_("place"), max_length=80, blank=True)
    notes = LinesField(
        _("remarks"), max_length=900, blank=True, help_text=_("Whom to ask, what to bring; the desk sees it.")
    )
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    article = models.OneToOneField(
        Article, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("article")
    )
    is_off = models.BooleanField(_("called off"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["date", F("starts").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="plan_has_a_title"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=False, ends__gte=F("starts")),
                name="plan_ends_after_it_starts",
                violation_error_message=_("It ends at or after the time at which it begins; say that too."),
            ),
        ]

    def __str__(self):
        return self.title


class Assignment(models.Model):
    """One person who is to do one thing for a plan."""

    class Kind(models.TextChoices):
        WORDS = "words", _("words")
        PHOTOS = "photos", _("photos")
        VIDEO = "video", _("video")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="assignments", verbose_name=_("plan"))
    reporter = models.ForeignKey(Reporter, models.PROTECT, related_name="+", verbose_name=_("reporter"))
    kind = models.CharField(_("kind"), max_length=6, choices=Kind, default=Kind.WORDS)
    is_done = models.BooleanField(_("done"), default=False)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "reporter", "kind"],
                name="plan_assigns_a_person_once_a_kind",
                violation_error_message=_("The same person is assigned the same twice."),
            )
        ]
        indexes = [models.Index(fields=["reporter", "is_done"], name="assignments_of_a_person")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.reporter}"


class CalendarKey(models.Model):
    """The secret by which the calendar app of a login reads the plans. The address itself is kept nowhere, only its hash."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", primary_key=True)
    hash = models.CharField(_("hash"), max_length=64, unique=True, help_text=_("SHA-256 of the token."))
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("key of a calendar")
        verbose_name_plural = _("keys of calendars")
        default_permissions = ()

    def __str__(self):
        return f"{self.user_id} {self.made_at:%Y-%m-%d}"
