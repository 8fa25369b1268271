"""The ledger (发稿统计): by which rules stories and photos are counted, and the lines of months that are closed."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.fields import LineField, LinesField
from newsroom.records import Record

PERCENT = [MaxValueValidator(100)]
NOT_BELOW_NOTHING = [MinValueValidator(0)]


class Kind(models.TextChoices):
    """What a line of the ledger is for."""

    STORY = "story", _("story")
    PHOTO = "photo", _("photo")
    TRANSLATION = "translation", _("translation")
    EDITING = "editing", _("editing")
    VIEWS = "views", _("views")
    BONUS = "bonus", _("bonus or deduction")


class LedgerRules(models.Model):
    """How the newsroom counts from a month on, until the next rules hold. Those of a closed month are changed no more."""

    class Sharing(models.TextChoices):
        EQUAL = "equal", _("equal parts")
        FIRST = "first", _("the first gets a part, the others equal ones of the rest")
        ROLES = "roles", _("by the weights of roles below")

    class Money(models.TextChoices):
        NONE = "none", _("points only")
        POINTS = "points", _("points times yuan")
        FEES = "fees", _("a fee in each rule")

    since = models.DateField(
        _("from the month"), unique=True, help_text=_("They hold for what is first published from its first day on.")
    )
    sharing = models.CharField(_("authors share"), max_length=6, choices=Sharing, default=Sharing.EQUAL)
    photo_sharing = models.CharField(_("photographers share"), max_length=6, choices=Sharing, default=Sharing.EQUAL)
    first_part = models.PositiveSmallIntegerField(
        _("part of the first, in per cent"),
        default=60,
        validators=PERCENT,
        help_text=_("Where the first of a byline gets a part of her own."),
    )
    reprints = models.PositiveSmallIntegerField(
        _("reprints count, in per cent"), default=0, validators=PERCENT, help_text=_("0: not at all.")
    )
    translations = models.PositiveSmallIntegerField(
        _("translations count, in per cent"),
        default=0,
        validators=PERCENT,
        help_text=_("For the authors of the original; who translates is counted below."),
    )
    moved_in = models.PositiveSmallIntegerField(
        _("stories of a former site count, in per cent"), default=0, validators=PERCENT
    )
    counts_withdrawn = models.BooleanField(
        _("withdrawn stories count all the same"),
        default=False,
        help_text=_("Otherwise a story is not counted from the moment it is withdrawn."),
    )
    counts_translators = models.BooleanField(
        _("count translators"),
        default=False,
        help_text=_("Whoever stands in a byline as 翻译 or 编译, by rules of that kind."),
    )
    counts_editors = models.BooleanField(
        _("count editors"), default=False, help_text=_("Whoever stands in the editor line, by rules of that kind.")
    )
    views_points = models.DecimalField(
        _("points for 1,000 views"),
        max_digits=5,
        decimal_places=2,
        default=0,
        db_default=0,
        validators=NOT_BELOW_NOTHING,
        help_text=_("To the authors, in the month in which the story was read. 0: views are not counted."),
    )
    money = models.CharField(_("money"), max_length=6, choices=Money, default=Money.NONE)
    yuan = models.DecimalField(
        _("yuan a point"), max_digits=8, decimal_places=2, default=0, validators=NOT_BELOW_NOTHING
    )

    class Meta:
        verbose_name = _("rules of the ledger")
        verbose_name_plural = _("rules of the ledger")
        ordering = ["-since"]

    def __str__(self):
        return f"{self.since:%Y-%m}"


class LedgerRate(models.Model):
    """What a story or photo of a kind, section and size gets; the first of the rules that fits it counts."""

    class For(models.TextChoices):
        STORY = "story", _("story")
        PHOTOS = "photos", _("story in photos")
        RECORDING = "recording", _("story with video or audio")
        PHOTO = "photo", _("photo")
        TRANSLATION = "translation", _("translation")
        EDITING = "editing", _("editing")

    rules = models.ForeignKey(LedgerRules, models.CASCADE, related_name="rates")
    position = models.PositiveSmallIntegerField(_("order"), default=10, help_text=_("The first that fits counts."))
    kind = models.CharField(_("kind"), max_length=11, choices=For, default=For.STORY)
    section = models.CharField(_("section"), max_length=40, blank=True)
    language = models.CharField(_("edition"), max_length=16, blank=True)
    least = models.PositiveIntegerField(_("size from"), null=True, blank=True)
    most = models.PositiveIntegerField(
        _("size up to"), null=True, blank=True, help_text=_("In characters; of a story in photos, in photos.")
    )
    points = models.DecimalField(_("points"), max_digits=7, decimal_places=2, default=0, validators=NOT_BELOW_NOTHING)
    fee = models.DecimalField(_("fee in yuan"), max_digits=8, decimal_places=2, default=0, validators=NOT_BELOW_NOTHING)

    class Meta:
        verbose_name = _("rule of the ledger")
        verbose_name_plural = _("what counts how much")
        ordering = ["position", "pk"]

    def __str__(self):
        size = f"{self.least or 0}–{'' if self.most is None else self.most}" if self.least or self.most else ""
        said = [f"{self.position}.", self.get_kind_display(), self.section, self.language, size]
        return " ".join(filter(None, said))


class LedgerRole(models.Model):
    """How much the share of a role weighs against others; a role that is not named weighs 1."""

    rules = models.ForeignKey(LedgerRules, models.CASCADE, related_name="roles")
    role = LineField(_("role"), max_length=20)
    weight = models.DecimalField(_("weight"), max_digits=5, decimal_places=2, default=1, validators=NOT_BELOW_NOTHING)

    class Meta:
        verbose_name = _("weight of a role")
        verbose_name_plural = _("weights of roles")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["rules", "role"], name="ledger_weighs_a_role_once")]

    def __str__(self):
        return self.role


class LedgerStory(models.Model):
    """What the ledger needs to know of a story, taken from its versions; made anew where `stamp` is not theirs any more."""

    story = models.PositiveBigIntegerField(primary_key=True)
    stamp = models.CharField(max_length=40)
    facts = models.JSONField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.story)


class LedgerClosing(Record):
    """That a month was closed, by whom, and how far the record had come."""

    month = models.DateField(_("month"), unique=True, help_text=_("Its first day."))
    at = models.DateTimeField(_("time"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = LineField(_("closed by"), max_length=150)
    version = models.PositiveBigIntegerField(default=0)  # the number of the last row of the record
    same = models.PositiveBigIntegerField(default=0)  # and of the last row of LedgerSame

    class Meta:
        verbose_name = _("closing of a month")
        verbose_name_plural = _("closings of months")
        default_permissions = ("add", "view")
        ordering = ["-month"]

    def __str__(self):
        return f"{self.month:%Y-%m}"


class LedgerSame(Record):
    """That what is counted for one person is another's: a pen name, a second row for the same one. The last word counts."""

    person = models.CharField(max_length=140)
    name = LineField(_("name"), max_length=60)
    into = models.CharField(max_length=140)
    into_name = LineField(_("is the same as"), max_length=60)
    at = models.DateTimeField(_("time"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = LineField(max_length=150)

    class Meta:
        verbose_name = _("same person")
        verbose_name_plural = _("same persons")
        default_permissions = ("add", "view")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.name} → {self.into_name}"


class LedgerLine(Record):
    """What one person gets of one story or photo; kept when its month is closed, or when it is a bonus or deduction.

    `share`, `points` and `cents` are hundredths: of one story or photo, of a point, of a yuan. `person` is the key of a person,
    as articles.ledger.people makes it; empty: the house. A later line stands in another month than that of its `origin`
    and sets right what was closed there; `earlier` is the line that it is about, where there is one."""

    class Why(models.TextChoices):
        CORRECTED = "corrected", _("corrected")
        WITHDRAWN = "withdrawn", _("withdrawn")
        RESTORED = "restored", _("restored")
        MOVED_IN = "moved_in", _("moved in")
        REDACTED = "redacted", _("words removed")
        SAME = "same", _("same person")
        CHANGED = "published", _("changed")

    month = models.DateField(_("month"))
    origin = models.DateField(_("of the month"))
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    story = models.PositiveBigIntegerField(_("story"), null=True)
    photo = models.PositiveBigIntegerField(_("photo"), null=True)
    day = models.DateField(_("date"))
    section = models.CharField(_("section"), max_length=40, blank=True)
    language = models.CharField(_("edition"), max_length=16, blank=True)
    person = models.CharField(max_length=140, blank=True)
    name = LineField(_("name"), max_length=60, blank=True)
    unit = LineField(_("unit"), max_length=60, blank=True)
    role = LineField(_("role"), max_length=20, blank=True)
    share = models.IntegerField(_("share"), default=0)
    points = models.IntegerField(_("points"), default=0)
    cents = models.IntegerField(_("yuan"), default=0)
    rate = models.ForeignKey(LedgerRate, models.PROTECT, null=True, related_name="+")
    percent = models.PositiveSmallIntegerField(default=100)
    earlier = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    why = models.CharField(_("reason"), max_length=9, choices=Why, blank=True)
    note = LinesField(_("reason"), blank=True)
    at = models.DateTimeField(_("time"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = LineField(max_length=150, blank=True)

    class Meta:
        verbose_name = _("line of the ledger")
        verbose_name_plural = _("lines of the ledger")
        default_permissions = ("add", "view")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["month", "person"], name="ledger_of_a_month"),
            models.Index(fields=["person", "month"], name="ledger_of_a_person"),
            models.Index(fields=["story"], name="ledger_of_a_story"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind="bonus") | Q(story__isnull=False), name="a_line_has_its_story"),
            models.CheckConstraint(condition=~Q(kind="bonus") | ~Q(note=""), name="a_bonus_gives_its_reason"),
        ]

    def __str__(self):
        return f"{self.month:%Y-%m} {self.name} {self.points}"

    @property
    def is_later(self):
        """Whether it sets right a month that was closed."""
        return self.month != self.origin
