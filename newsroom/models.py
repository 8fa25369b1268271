"""The house and its people: who is named in bylines and credits, and under which masthead the site appears."""

from itertools import chain

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from newsroom.accounts.models import SecondStep, Session, StepRule, Tries  # noqa: F401  (models of this app as well)
from newsroom.fields import LineField, LinesField, NamesField, names_in
from newsroom.grammar.names import key, keys
from newsroom.records import Record, RecordQuerySet


class Masthead(models.Model):
    """One language edition of the site: its names, licence numbers and contact."""

    language = models.CharField(
        _("language"),
        max_length=16,
        unique=True,
        default="zh-hans",
        validators=[
            RegexValidator(r"\A[a-z]{2,3}(-[a-z0-9]{2,8})*\Z", _("A language code such as zh-hans or kk-arab."))
        ],
        help_text=_("The code that stands in the pages' lang attribute, such as zh-hans or kk-arab."),
    )
    language_name = LineField(
        _("name of the language"),
        max_length=40,
        blank=True,
        help_text=_("As its readers write it, such as 简体中文; readers choose the language by it."),
    )
    name = LineField(_("name"), max_length=40, help_text=_("What readers see at the head of every page."))
    slogan = LineField(_("slogan"), max_length=60, blank=True, help_text=_("A short line under the name."))
    outlet = LineField(
        _("outlet"),
        max_length=40,
        help_text=_("How the outlet is printed before a byline, such as 雪川新闻网."),
    )
    publisher = LineField(_("publisher"), max_length=60, help_text=_("The media center that is responsible."))
    about = LinesField(_("about"), blank=True, help_text=_("Two or three sentences for the foot of the page."))
    news_licence = LineField(_("news service licence"), max_length=60, blank=True)
    licence_holder = LineField(
        _("holder of the licence"), max_length=60, blank=True, help_text=_("Empty: the publisher above.")
    )
    licence_kind = LineField(
        _("kind of service"), max_length=60, blank=True, help_text=_("As the licence names it, such as 互联网站.")
    )
    icp = LineField(_("ICP number"), max_length=60, blank=True)
    police = LineField(_("public security number"), max_length=60, blank=True)
    report_line = LineField(_("report line"), max_length=60, blank=True, help_text=_("Telephone for reports."))
    email = models.EmailField(_("email"), blank=True)
    telephone = LineField(_("telephone"), max_length=40, blank=True)
    address = LineField(_("postal address"), max_length=120, blank=True)
    colour = models.CharField(
        _("colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"\A#[0-9a-f]{6}\Z", _("A colour such as #b3261e."))],
        help_text=_("Of rubrics, rules and links; empty: the red of printing ink."),
    )
    logo = models.JSONField(
        _("logo"), null=True, blank=True, editable=False, help_text=_("Its public files, as media.logos gives them.")
    )

    class Meta:
        verbose_name = _("masthead")
        verbose_name_plural = _("mastheads")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(outlet=""), name="masthead_has_its_names"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return "/" if self.language == settings.LANGUAGE_CODE else f"/{self.language}/"


class Role(models.TextChoices):
    """What a person is, as copy prints it. A byline keeps its own copy, so that a promotion changes no old story."""

    REPORTER = "记者", _("reporter")
    TRAINEE = "实习记者", _("trainee reporter")
    PROBATION = "见习记者", _("probationary reporter")
    CHIEF = "首席记者", _("chief reporter")
    SPECIAL = "特约记者", _("contributing reporter")
    ALL_MEDIA = "全媒体记者", _("all-media reporter")
    CONVERGED = "融媒记者", _("converged-media reporter")
    PHOTOGRAPHER = "摄影记者", _("photojournalist")
    CORRESPONDENT = "通讯员", _("correspondent")
    SPECIAL_CORRESPONDENT = "特约通讯员", _("contributing correspondent")
    STUDENT = "实习生", _("student trainee")
    MENTOR = "指导老师", _("mentor")
    PHOTOGRAPHY = "摄影", _("photography")
    CAMERA = "摄像", _("camera")
    EDITING = "剪辑", _("video editing")
    TRANSLATION = "翻译", _("translation")
    COMPILED = "编译", _("translated and compiled by")
    GRAPHICS = "制图", _("graphics")
    AUTHOR = "作者", _("author")


NAMES = frozenset({"name", "other_names"})  # the fields of a person that hold names


class ReporterQuerySet(models.QuerySet):
    """Persons, and by what names they are known. Whatever writes a person's names writes their keys as well."""

    def named(self, name):
        """Those whose name, or one of whose other names, is `name`, whatever dots, widths and spaces it is written in."""
        return self.named_any([name])

    def named_any(self, names):
        """The same of several names."""
        return self.filter(pk__in=ReporterName.objects.filter(key__in=_keys_of(names)).values("reporter"))

    def known(self, names):
        """Those of `names` that somebody in this set bears."""
        found = ReporterName.objects.filter(key__in=_keys_of(names), reporter__in=self.values("pk"))
        borne = set(found.values_list("key", flat=True))
        return frozenset(name for name in names if key(name) in borne)

    def update(self, **fields):
        if fields.keys().isdisjoint(NAMES):
            return super().update(**fields)
        with transaction.atomic():
            numbers = list(self.values_list("pk", flat=True))  # before: it may be the names that they were found by
            changed = super().update(**fields)
            _write_keys(self.model.objects.filter(pk__in=numbers))
        return changed

    update.alters_data = True

    def bulk_create(self, objs, *args, **options):
        objs = list(objs)
        with transaction.atomic():
            made = super().bulk_create(objs, *args, **options)
            _write_keys(self.model.objects.filter(slug__in=[reporter.slug for reporter in objs]))
        return made

    bulk_create.alters_data = True


class Reporter(models.Model):
    """A person who is named in bylines or photo credits; need not have a login."""

    name = LineField(_("name"), max_length=60, db_index=True)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text=_("Stands in the address of the person's page; made from the name if empty."),
    )
    role = LineField(
        _("role"),
        max_length=20,
        default=Role.REPORTER,
        help_text=_("Offered in new bylines. Printed stories keep the role they were printed with."),
    )
    unit = LineField(
        _("unit"), max_length=60, blank=True, help_text=_("For people of other houses; empty for our own.")
    )
    other_names = NamesField(
        _("other names"),
        blank=True,
        default="",
        help_text=_(
            "Pen names and other spellings, one a line or parted by 、. Copy that uses one of them means this person."
        ),
    )
    biography = LinesField(_("biography"), blank=True, help_text=_("One or two sentences for the person's page."))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reporter",
        verbose_name=_("login"),
        help_text=_("Whose login this is. Nobody can review a story that carries her own byline."),
    )
    is_unchecked = models.BooleanField(
        _("new"),
        default=False,
        help_text=_("Made from a name in copy; clear it once the person is known to be real."),
    )

    objects = ReporterQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporter")
        verbose_name_plural = _("reporters")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], condition=Q(is_unchecked=True), name="reporters_unchecked")]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="reporter_has_a_name")]

    def __str__(self):
        return f"{self.name}（{self.unit}）" if self.unit else self.name

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = free_slug(Reporter, self.name)
        written = kwargs.get("update_fields")
        with transaction.atomic():
            super().save(*args, **kwargs)
            if written is None or not NAMES.isdisjoint(written):
                _write_keys([self])

    def get_absolute_url(self):
        return reverse("reporter", args=[self.slug])

    @property
    def names(self):
        """Every name of this person, the printed one first."""
        return [self.name, *names_in(self.other_names)]


class ReporterName(models.Model):
    """One name by which a person is known, in the form in which names are compared. Written with the person."""

    reporter = models.ForeignKey(Reporter, models.CASCADE, related_name="+")
    key = models.CharField(max_length=120, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reporter", "key"], name="reporter_has_a_name_once")]

    def __str__(self):
        return self.key


def _keys_of(names):
    """The keys of `names`, cut as they are stored."""
    return {one[: ReporterName._meta.get_field("key").max_length] for one in keys(names)} - {""}


def _write_keys(reporters):
    """Bring the stored keys of `reporters` in line with their names."""
    wanted = {(reporter.pk, one) for reporter in reporters for one in _keys_of(reporter.names)}
    rows = ReporterName.objects.filter(reporter__in=[reporter.pk for reporter in reporters])
    there = {(row.reporter_id, row.key): row.pk for row in rows}
    if gone := [there[pair] for pair in there.keys() - wanted]:
        ReporterName.objects.filter(pk__in=gone).delete()
    new = (ReporterName(reporter_id=number, key=one) for number, one in sorted(wanted - there.keys()))
    ReporterName.objects.bulk_create(new, ignore_conflicts=True)


def staff_names():
    """Every name of everybody the house knows, pen names and other spellings among them, as they are written: what parts
    names that copy runs together."""
    rows = Reporter.objects.values_list("name", "other_names")
    return frozenset(name for printed, others in rows for name in (printed, *names_in(others)))


def own_outlets():
    """The names under which the house itself puts stories out, in every language."""
    return frozenset(filter(None, chain.from_iterable(Masthead.objects.values_list("outlet", "publisher"))))


class Edition(models.Model):
    """One row: the number of the edition that is out (see newsroom.edition)."""

    number = models.PositiveBigIntegerField(default=1)
    firm = models.PositiveBigIntegerField(default=0)  # the last one that took something away
    day = models.DateField(null=True)  # on which the pulse last turned it

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="only_one_edition")]

    def __str__(self):
        return str(self.number)


class Beat(models.Model):
    """One row: when the pulse last did its round, to the ten seconds."""

    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="only_one_beat")]

    def __str__(self):
        return self.at.isoformat()


class LogLineQuerySet(RecordQuerySet):
    MAY_BE_REDACTED = frozenset({"about", "detail"})  # which hold headlines, and notes for readers


class LogLine(Record):
    """One line of the audit log: who decided, logged in or changed somebody's rights, and when. Only ever added to, by
    newsroom.audit."""

    at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    kind = models.CharField(_("what"), max_length=20, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    actor_name = LineField(_("name"), max_length=150, blank=True)
    story = models.PositiveBigIntegerField(_("story"), null=True, blank=True, db_index=True)
    about = LineField(_("about"), max_length=200, blank=True)
    detail = LinesField(_("detail"), blank=True)
    address = models.GenericIPAddressField(_("network address"), null=True, blank=True)

    objects = LogLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the audit log")
        verbose_name_plural = _("audit log")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["actor_name", "-id"], name="log_lines_of_a_name")]

    def __str__(self):
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.about}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("The audit log is only added to; a line is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The audit log is only added to; a line is never deleted.")


def free_slug(model, name, field="slug"):
    """A slug made of `name` that no row of `model` has yet; Chinese stays as it is."""
    # The middle dot of a name is kept apart as a hyphen: 冰雪·旅游 and 冰雪旅游 are two.
    base = slugify(name.replace("·", "-"), allow_unicode=True)[:70] or "x"
    taken = set(model.objects.filter(**{f"{field}__startswith": base}).values_list(field, flat=True))
    number = 2
    slug = base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
