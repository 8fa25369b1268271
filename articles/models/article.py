"""The working copy: what the desk edits. Readers never see it; they see what was frozen from it."""

from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThan
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField
from taggit.managers import TaggableManager

from articles import markup
from articles.models.review import ReviewStage
from articles.models.taxonomy import Section, TaggedArticle, TagsOfArticle
from articles.models.topic import Topic
from media.models import Photo
from newsroom.fields import KeyField, LineField, LinesField
from newsroom.models import Reporter, Role


def clean_body(html):
    """The body as it may be stored; a ValidationError where it cannot be."""
    try:
        return markup.clean(html)
    except markup.Unfit as error:
        raise ValidationError(
            _("The body is too long or too deeply nested: at most a million characters of HTML, a hundred levels.")
        ) from error


EVER = datetime(2000, 1, 1, tzinfo=UTC)  # times are compared, not tested for being there: so their indexes serve
TIMED = [Q(publish_at__gt=EVER), Q(take_off_at__gt=EVER)]
HELD = Q(held__gt="")
# Saves since the last publishing. Subtracted and not compared, and its index not of a part: only so does PostgreSQL know
# how few articles have any.
AHEAD = F("saves") - F("published_saves")


class ArticleQuerySet(models.QuerySet):
    def due(self, now):
        """Those scheduled for `now` or before."""
        return self.filter(publish_at__lte=now)

    def kept(self):
        """Those that are not in the trash."""
        return self.filter(trashed_at=None)

    def being_changed(self):
        """Those that are not in the trash and have words that were never published."""
        return self._by_index(Q(trashed_at=None) & Q(GreaterThan(AHEAD, 0)))

    def timed(self):
        """Those that have a time, of publishing or of taking off."""
        return self._by_index(*TIMED)

    def held_back(self):
        """Those that the clock has held back."""
        return self._by_index(HELD)

    def clocked(self):
        """Those that have a time or are held back."""
        return self._by_index(*TIMED, HELD)

    def newest_of(self, user, most):
        """Of the newest `most` articles that are `user`'s, filed by her or with her in the byline, those in this set."""
        bylined = Byline.objects.filter(reporter__user=user).order_by().values("article")
        hers = Article.objects.filter(created_by=user).order_by().values("pk").union(bylined)
        return self.filter(pk__in=hers.order_by("-pk")[:most])

    def _by_index(self, *conditions):
        """Those that meet one of the conditions. Each is looked up for itself: joined by OR, or beside an order, the
        planner would rather read every article than the index that knows the few."""
        first, *others = (Article.objects.filter(condition).order_by().values("pk") for condition in conditions)
        # all=True: to leave out what is there twice, SQLite would read every article in the order of numbers
        return self.filter(pk__in=first.union(*others, all=True) if others else first)


class Article(models.Model):
    """A story in the making, from the dispatch to the next publication. Its primary key is the story number."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        RETURNED = "returned", _("returned")
        SIGNED = "signed", _("signed")

    headline = LineField(_("headline"), max_length=120)
    kicker = LineField(_("kicker"), max_length=80, blank=True, help_text=_("A short line above the headline."))
    subtitle = LineField(_("subtitle"), max_length=120, blank=True, help_text=_("A line under the headline."))
    standfirst = LinesField(
        _("standfirst"),
        max_length=300,
        blank=True,
        help_text=_("What lists, feeds and shared links show; the first sentences serve where empty."),
    )
    outlets = LineField(
        _("outlets"),
        max_length=120,
        blank=True,
        help_text=_("Printed before the byline, several parted by a hyphen."),
    )
    dateline = LineField(
        _("dateline"), max_length=40, blank=True, help_text=_("Printed after the outlets, such as 讯.")
    )
    collective = LineField(
        _("collective byline"),
        max_length=40,
        blank=True,
        help_text=_("Such as 本报评论员: printed where no person is named."),
    )
    event_date = models.DateField(_("date of the event"), null=True, blank=True)
    body = ProseEditorField(_("body"), extensions=markup.EDITOR, sanitize=clean_body, blank=True)
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    language = models.CharField(_("language"), max_length=16, default="zh-hans")
    tags = TaggableManager(_("tags"), through=TaggedArticle, manager=TagsOfArticle, blank=True, help_text="")
    cover = models.ForeignKey(
        Photo,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover"),
        help_text=_("Shown in lists; the first photo of the body serves where empty."),
    )
    source = LineField(_("source"), max_length=60, blank=True, help_text=_("For reprints: who published it first."))
    source_title = LineField(_("original title"), max_length=120, blank=True)
    source_author = LineField(_("original author"), max_length=60, blank=True)
    source_url = models.URLField(_("original address"), blank=True)
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("topic"))
    translation_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("translation of"),
    )
    related = models.JSONField(
        _("related stories"), default=list, blank=True, help_text=_("Story numbers, in the order they are printed.")
    )

    copy = models.TextField(_("copy as it came"), blank=True, editable=False)
    copy_name = LineField(_("name of the copy"), max_length=200, blank=True, editable=False)
    received = models.DateField(_("received"), default=timezone.localdate, editable=False)

    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.DRAFT, editable=False, db_index=True
    )
    round = models.PositiveIntegerField(_("round of review"), default=0, editable=False)
    stage = models.ForeignKey(
        ReviewStage,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("waits for"),
    )
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        editable=False,
        db_index=True,
        help_text=_("Not before this time, and then by itself if it is signed."),
    )
    publish_note = LinesField(
        _("note for readers"),
        max_length=1000,
        blank=True,
        editable=False,
        help_text=_("Printed with a scheduled correction."),
    )
    take_off_at = models.DateTimeField(_("take off at"), null=True, blank=True, editable=False, db_index=True)
    take_off_notice = LinesField(_("notice for readers"), max_length=1000, blank=True, editable=False)
    held = LineField(_("held back because"), max_length=300, blank=True, editable=False)

    saves = models.PositiveIntegerField(_("saves"), default=1, editable=False)
    published_saves = models.PositiveIntegerField(_("saves at the last publishing"), default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("filed by"),
    )
    created_at = models.DateTimeField(_("filed"), default=timezone.now, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("last saved by"),
    )
    updated_at = models.DateTimeField(_("last saved"), auto_now=True, db_index=True)
    trashed_at = models.DateTimeField(_("put into the trash"), null=True, blank=True, editable=False)
    trashed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("put into the trash by"),
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(headline=""), name="article_has_a_headline"),
            models.CheckConstraint(
                condition=Q(state="review", stage__isnull=False) | (~Q(state="review") & Q(stage__isnull=True)),
                name="article_in_review_waits_for_a_stage",
            ),
            models.CheckConstraint(
                condition=Q(trashed_at__isnull=True) | Q(publish_at__isnull=True, take_off_at__isnull=True),
                name="nothing_in_the_trash_is_scheduled",
            ),
        ]
        indexes = [
            models.Index(fields=["-updated_at", "-id"], condition=Q(trashed_at=None), name="articles_last_saved"),
            models.Index(
                fields=["section", "-updated_at", "-id"], condition=Q(trashed_at=None), name="articles_of_section"
            ),
            models.Index(
                fields=["language", "-updated_at", "-id"], condition=Q(trashed_at=None), name="articles_of_language"
            ),
            models.Index(
                fields=["state", "published_saves", "-updated_at", "-id"],
                condition=Q(trashed_at=None),
                name="articles_in_a_state",
            ),
            models.Index(fields=["held"], name="articles_held"),
            models.Index(fields=["trashed_at"], condition=Q(trashed_at__isnull=False), name="articles_in_the_trash"),
            models.Index(fields=["held"], condition=Q(held__gt=""), name="articles_held_back"),
            models.Index(AHEAD, name="articles_being_changed"),
        ]

    def __str__(self):
        return self.headline

    @property
    def story(self):
        """The story number, by which everything public knows this article."""
        return self.pk


class Byline(models.Model):
    """One person in the byline, with role and unit as they are printed on this story: a reporter of the house's books, or
    somebody who has no page and is a name alone."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines", verbose_name=_("article"))
    position = models.PositiveSmallIntegerField(_("position"), default=0, db_index=True)
    role = LineField(_("role"), max_length=20, default=Role.REPORTER)
    reporter = models.ForeignKey(
        Reporter, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reporter")
    )
    name = LineField(
        _("name"), max_length=60, blank=True, help_text=_("Printed without a link, where no reporter is chosen.")
    )
    key = KeyField(of="name")
    unit = LineField(_("unit"), max_length=60, blank=True, help_text=_("Only where it is not the outlet above."))

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(role=""), name="byline_has_a_role"),
            models.CheckConstraint(condition=Q(reporter__isnull=False) | ~Q(name=""), name="byline_names_somebody"),
            models.UniqueConstraint(fields=["article", "reporter", "role"], name="byline_names_a_person_once_a_role"),
            models.UniqueConstraint(
                fields=["article", "key", "role"],
                condition=Q(reporter__isnull=True),
                name="byline_has_a_name_once_a_role",
            ),
        ]

    def __str__(self):
        return f"{self.role} {self.reporter or self.name}"

    @property
    def printed_name(self):
        """The name as readers get it: the reporter's, else the one that stands here."""
        return self.reporter.name if self.reporter else self.name

    def is_of_login(self, user):
        """Whether this is the reporter whose login `user` is."""
        return self.reporter is not None and self.reporter.user_id == user.pk


class EditorLine(models.Model):
    """One person of the editor line at the end of a story (责编, 校对, 审核, 监制), with what she did on this story."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="editors", verbose_name=_("article"))
    position = models.PositiveSmallIntegerField(_("position"), default=0, db_index=True)
    role = LineField(_("duty"), max_length=20, help_text=_("Such as 责编, 校对, 审核 or 监制."))
    name = LineField(_("name"), max_length=60)
    reporter = models.ForeignKey(
        Reporter, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reporter")
    )

    class Meta:
        verbose_name = _("person of the editor line")
        verbose_name_plural = _("editor line")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(role="") & ~Q(name=""), name="editor_line_has_duty_and_name")
        ]

    def __str__(self):
        return f"{self.role}:{self.name}"
