"""Topics (专题): pages that gather the stories of one subject, in blocks that the desk orders by hand."""

from dataclasses import dataclass, field

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.taxonomy import edition_url
from media.models import Photo
from newsroom.fields import LineField, LinesField
from newsroom.models import Masthead


class Topic(models.Model):
    """A topic of one language edition, with its page."""

    masthead = models.ForeignKey(
        Masthead,
        models.PROTECT,
        to_field="language",
        default="zh-hans",
        related_name="+",
        verbose_name=_("masthead"),
    )
    title = LineField(_("title"), max_length=60)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        allow_unicode=True,
        help_text=_("Stands in the topic's address; made from the title if empty, and never changed."),
        blank=True,
    )
    standfirst = LinesField(
        _("standfirst"), max_length=400, blank=True, help_text=_("What readers see under the title.")
    )
    cover = models.ForeignKey(Photo, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("cover"))
    is_open = models.BooleanField(
        _("on the site"), default=False, help_text=_("Readers see the topic's page only where this is ticked.")
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["masthead", "slug"], name="topic_address_is_unique"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(slug=""), name="topic_has_a_title"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return edition_url("topic", self.masthead_id, self.slug)


class TopicBlock(models.Model):
    """A block of a topic's page: stories by hand, the newest of the topic by themselves, or words."""

    class Kind(models.TextChoices):
        STORIES = "stories", _("stories by hand")
        NEWEST = "newest", _("newest of the topic")
        WORDS = "words", _("words")

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="blocks", verbose_name=_("topic"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.STORIES)
    heading = LineField(_("heading"), max_length=40, blank=True)
    words = LinesField(_("words"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("block of a topic")
        verbose_name_plural = _("blocks of a topic")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.heading or self.get_kind_display()


class TopicStory(models.Model):
    """A story that the desk has put into a block, by its number; passed over where it is not on the site."""

    block = models.ForeignKey(TopicBlock, models.CASCADE, related_name="stories", verbose_name=_("block"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    story = models.PositiveBigIntegerField(_("story"))

    class Meta:
        verbose_name = _("story of a topic")
        verbose_name_plural = _("stories of a topic")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["block", "story"], name="block_holds_a_story_once")]

    def __str__(self):
        return f"{self.block_id}: {self.story}"


@dataclass
class Block:
    """A block as it is put together or shown: `numbers` are its stories in order, `stories` those of them that are on the
    site, filled by who shows it."""

    kind: str
    heading: str = ""
    words: str = ""
    numbers: list[int] = field(default_factory=list)
    stories: list = field(default_factory=list)


def blocks_of(topic):
    """The blocks of a topic with the numbers of their stories, in order, in one query."""
    rows = TopicBlock.objects.filter(topic=topic.pk).order_by("position", "pk", "stories__position", "stories__pk")
    blocks = {}
    for pk, kind, heading, words, story in rows.values_list("pk", "kind", "heading", "words", "stories__story"):
        block = blocks.setdefault(pk, Block(kind, heading, words))
        block.numbers += [story] if story else []
    return list(blocks.values())
