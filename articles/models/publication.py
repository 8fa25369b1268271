"""The stories that are on the site now, one row each, and what lists of them need.

A story is public because its row exists: public code has no state to filter by, so none to forget.
"""

from datetime import datetime, time

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.taxonomy import Section, Tag
from articles.models.topic import Topic
from newsroom.models import Reporter

STORY_BITS = 31  # leaves 32 bits for the seconds of the first publication: good until the year 2106
FIRST_YEAR, LAST_YEAR = 1971, 2105  # what a key can hold, whatever the time zone


def key_of(published_at, story):
    """The primary key of a publication: grows with the time of the first publication, so that newest first, pages
    (`key < before`) and archives (key between two days) all run over one index."""
    return (int(published_at.timestamp()) << STORY_BITS) | story


def keys_between(first_day, day_after):
    """The range of keys of what was first published from `first_day` up to but not on `day_after` (local dates)."""
    return key_of_day(first_day), key_of_day(day_after)


def key_of_day(day):
    """The key from which on stories were first published on that local date or later."""
    return key_of(timezone.make_aware(datetime.combine(day, time.min)), 0)


def address_of(day, story):
    """The address of a story that was first published on that local date, whether it is on the site or not."""
    # strftime takes three times as long, and a list asks for forty
    return f"/{day.year}/{day.month:02}/{day.day:02}/{story}/"


class PublicationQuerySet(models.QuerySet):
    def bare(self):
        """Newest first, with what a card in a list shows of the story itself and no more."""
        return self.defer("html", "facts", "version", "changed_at", "original").order_by("-key")

    def cards(self):
        """Newest first, with what a card in a list shows and no more."""
        return self.bare().select_related("section")

    def before(self, key):
        """Those older than the one with this key; all of them where it is None."""
        return self if key is None else self.filter(key__lt=key)


class Publication(models.Model):
    """A story as it is on the site now: a projection of its last version, made afresh by every publishing."""

    key = models.BigIntegerField(primary_key=True)
    story = models.PositiveBigIntegerField(_("story"), unique=True)
    version = models.PositiveIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=16)
    section = models.ForeignKey(Section, models.PROTECT, related_name="+", verbose_name=_("section"))
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("topic"))
    date = models.DateField(_("date"), help_text=_("Of the first publication, in the site's time zone."))
    published_at = models.DateTimeField(_("first published"))
    changed_at = models.DateTimeField(_("last changed"))
    is_corrected = models.BooleanField(_("corrected"), default=False)
    headline = models.CharField(_("headline"), max_length=120)
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    subtitle = models.CharField(_("subtitle"), max_length=120, blank=True)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    people = models.TextField(_("people"), blank=True, help_text=_("The names in the byline."))
    cover = models.JSONField(
        _("cover"), null=True, help_text=_("The photo that lists show, as media.pictures.picture gives it.")
    )
    original = models.PositiveBigIntegerField(
        _("translation of"), null=True, help_text=_("The number of the story that this one says in another language.")
    )
    photo_count = models.PositiveSmallIntegerField(_("number of photos"), default=0)
    ai = models.CharField(
        _("part of AI"),
        max_length=10,
        null=True,  # not "": a column without a default is added to a million rows at once
        help_text=_("What cards say of it, as the facts do; empty where it had none."),
    )
    html = models.TextField(_("story"), help_text=_("The body as readers get it, figures and credits included."))
    facts = models.JSONField(
        _("facts"),
        default=dict,
        help_text=_("What the story page and feeds need beside the body: byline, people, tags, photos, notes."),
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-key"]
        indexes = [
            models.Index(fields=["language", "-key"], name="publication_newest"),
            models.Index(fields=["section", "-key"], name="publication_newest_in_section"),
            models.Index(
                fields=["topic", "-key"],
                condition=models.Q(topic__isnull=False),
                name="publication_newest_in_topic",
            ),
            models.Index(
                fields=["language", "-changed_at"],
                condition=models.Q(is_corrected=True),
                name="publication_newest_corrected",
            ),
            models.Index(fields=["language", "-changed_at", "-key"], name="publication_changed_last"),
            models.Index(
                fields=["original"], condition=models.Q(original__isnull=False), name="publication_translations"
            ),
            models.Index(
                fields=["language", "-key"], condition=models.Q(photo_count__gte=3), name="publication_newest_photos"
            ),
        ]

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        return address_of(self.date, self.story)


class PublicationTag(models.Model):
    """A tag of a story on the site. The publication's key is its date, so the index alone gives the newest of a tag."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="tag_rows")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "tag"], name="publication_has_a_tag_once")]
        indexes = [models.Index(fields=["tag", "-publication"], name="publication_newest_of_tag")]

    def __str__(self):
        return f"{self.publication_id} {self.tag_id}"


class PublicationByline(models.Model):
    """A person in the byline or the credits of a story on the site."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="byline_rows")
    reporter = models.ForeignKey(Reporter, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "reporter"], name="publication_has_a_person_once")
        ]
        indexes = [models.Index(fields=["reporter", "-publication"], name="publication_newest_of_person")]

    def __str__(self):
        return f"{self.publication_id} {self.reporter_id}"


class PublicationPhoto(models.Model):
    """A photo that a story on the site shows, by the photo's number."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="photo_rows")
    photo = models.PositiveBigIntegerField(_("photo"))
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "photo"], name="publication_has_a_photo_once")]
        indexes = [models.Index(fields=["photo", "-publication"], name="publication_newest_of_photo")]

    def __str__(self):
        return f"{self.publication_id} {self.photo}"


class PublicationCredit(models.Model):
    """A photo that a story on the site shows, and a person to whom it is owed, by the photo's number."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="credit_rows")
    reporter = models.ForeignKey(Reporter, models.PROTECT, related_name="+")
    photo = models.PositiveBigIntegerField(_("photo"))
    position = models.PositiveSmallIntegerField(_("position"))
    newest_in = models.CharField(
        _("newest in"),
        max_length=16,
        null=True,
        editable=False,
        help_text=_("The edition of which no newer story shows this photo of the person; empty where one does."),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "reporter", "photo"], name="publication_credits_a_person_once_a_photo"
            ),
            models.UniqueConstraint(
                fields=["reporter", "photo", "newest_in"],
                condition=models.Q(newest_in__isnull=False),
                name="publication_credit_is_newest_once",
            ),
        ]
        indexes = [
            models.Index(fields=["reporter", "photo", "-publication"], name="publication_credits_of_photo"),
            models.Index(
                fields=["reporter", "newest_in", "-publication", "position"],
                condition=models.Q(newest_in__isnull=False),
                name="publication_newest_credits",
            ),
        ]

    def __str__(self):
        return f"{self.publication_id} {self.reporter_id} {self.photo}"
