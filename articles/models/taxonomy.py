"""What stories are filed under: sections, one each, and tags, any number."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.managers import _TaggableManager
from taggit.models import ItemBase, TagBase

from newsroom.fields import LineField
from newsroom.models import Masthead


class SectionQuerySet(models.QuerySet):
    def remits(self):
        """The remits that name one of these sections."""
        return apps.get_model("articles", "Remit").objects.filter(sections__in=self.values("pk")).distinct()

    def refuse_limiting(self):
        """Raises ProtectedError where somebody is limited to one of them: with the last of her sections gone she would
        work in all."""
        if limited := set(self.remits()):
            raise models.ProtectedError("A remit names a section that was to be deleted.", limited)

    def delete(self):
        self.refuse_limiting()
        return super().delete()


class Section(models.Model):
    """A section of one language edition; every story stands in one."""

    masthead = models.ForeignKey(
        Masthead,
        models.PROTECT,
        to_field="language",
        default="zh-hans",
        related_name="sections",
        verbose_name=_("masthead"),
    )
    name = LineField(_("name"), max_length=20)
    slug = models.SlugField(
        _("address"), max_length=40, help_text=_("Stands in the section's address; never change it.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in the menu."))
    description = LineField(
        _("description"), max_length=120, blank=True, help_text=_("A line under the section's name.")
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["masthead", "slug"], name="section_address_is_unique"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(slug=""), name="section_has_a_name"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return edition_url("section", self.language, self.slug)

    def delete(self, *args, **kwargs):
        Section.objects.filter(pk=self.pk).refuse_limiting()
        return super().delete(*args, **kwargs)

    @property
    def language(self):
        """The language of the section is its masthead's."""
        return self.masthead_id


class Tag(TagBase):
    """A word that stories share."""

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def slugify(self, tag, i=None):
        # taggit drops the middle dot, so that 冰雪·旅游 and 冰雪旅游 would be one address
        slug = slugify(tag.replace("·", "-"), allow_unicode=True) or "tag"
        if i is None and TagAlias.objects.filter(slug=slug).exists():
            i = 1  # the address leads to another tag already
        return slug if i is None else f"{slug}-{i + 1}"

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])


class TagAlias(models.Model):
    """Another name of a tag: a synonym, or the tag that was merged into it. What is typed becomes the tag, and the old
    address leads to the tag's."""

    name = LineField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("address"), max_length=100, unique=True, allow_unicode=True)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="aliases", verbose_name=_("tag"))
    is_former = models.BooleanField(
        _("former name"),
        default=False,
        editable=False,
        help_text=_("The tag was printed under it: the record and the addresses that readers keep have it."),
    )

    class Meta:
        verbose_name = _("other name of a tag")
        verbose_name_plural = _("other names of tags")
        ordering = ["name"]
        indexes = [models.Index(Lower("name"), name="tag_alias_in_lower_case")]

    def __str__(self):
        return self.name


class TaggedArticle(ItemBase):
    """A tag of the working copy. Nothing leads from a tag to the articles that carry it: tags are public."""

    content_object = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="tagged", verbose_name=_("article")
    )
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="+", related_query_name="tagged", verbose_name=_("tag"))

    class Meta:
        verbose_name = _("tag of an article")
        verbose_name_plural = _("tags of articles")
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="article_has_a_tag_once")]

    @classmethod
    def tag_relname(cls):
        return "tagged"


@dataclass(frozen=True)
class Furniture:
    """What stands on every page of a language edition: its masthead, its sections in the menu's order, the pages of the
    house in the order of the foot, with title and address alone, and the mastheads of all editions that have stories."""

    masthead: Masthead
    sections: list[Section]
    house_pages: list
    editions: list[Masthead]


EDITION = "edition"
HUNG = 6  # columns of what hangs on a masthead, before those of the masthead


def furniture(language):
    """The furniture of a language edition, in one query; of a language without a masthead, a bare one."""
    mine = Masthead.objects.filter(language=language)
    sections = _hung(mine, "sections", "name", F("sections__description"))  # a row for the masthead alone, at least
    house_pages = _hung(mine.filter(house_pages__isnull=False), "house_pages", "title", Value(""))
    rows = list(sections.union(house_pages, _editions(), all=True))
    found = {row[0]: _masthead(row) for row in reversed(rows)}
    if "sections" not in found:
        return Furniture(Masthead(language=language), [], [], [])
    hung = {"sections": [], "house_pages": []}
    for what, _position, pk, slug, name, description in sorted(row[:HUNG] for row in rows if row[2]):
        hung[what].append({"pk": pk, "masthead_id": language, "slug": slug, "name": name, "description": description})
    page = apps.get_model("articles", "HousePage")
    return Furniture(
        found["sections"],
        [Section(**section) for section in hung["sections"]],
        [page(pk=one["pk"], masthead_id=language, slug=one["slug"], title=one["name"]) for one in hung["house_pages"]],
        sorted((_masthead(row) for row in rows if row[0] == EDITION), key=_rank),
    )


def _columns():
    return [field.attname for field in Masthead._meta.concrete_fields]


def _hung(mastheads, what, name, description):
    """The rows of `what` hangs on the mastheads: what it is, position, number, address, name, description; then the
    masthead."""
    of = [F(f"{what}__{column}") for column in ("position", "pk", "slug", name)]
    return mastheads.order_by().values_list(Value(what), *of, description, *_columns())


def _editions():
    """A row for each edition that has stories on the site, of the same columns."""
    stories = apps.get_model("articles", "Publication").objects.filter(language=OuterRef("language")).order_by()
    mastheads = Masthead.objects.filter(Exists(stories)).order_by()
    return mastheads.values_list(Value(EDITION), Value(0), Value(0), Value(""), Value(""), Value(""), *_columns())


def _rank(masthead):
    """The edition that lives at the root first, then in the order in which they were founded."""
    return masthead.language != settings.LANGUAGE_CODE, masthead.pk


def _masthead(row):
    return Masthead(**dict(zip(_columns(), row[HUNG:], strict=True)))


class TagsOfArticle(_TaggableManager):
    """The tags of an article: whatever other name somebody adds or sets, the article gets the tag itself."""

    def _to_tag_model_instances(self, tags, tag_kwargs):
        names = resolved([tag for tag in tags if isinstance(tag, str)])
        return super()._to_tag_model_instances([*(tag for tag in tags if not isinstance(tag, str)), *names], tag_kwargs)


def resolved(names):
    """`names` in their order, with each other name of a tag replaced by the name the tag has now, each name once. One
    query."""
    lowered = {name.lower() for name in names}
    known = TagAlias.objects.annotate(lowered=Lower("name")).filter(Q(name__in=names) | Q(lowered__in=lowered))
    now = {alias.lower(): tag for alias, tag in known.values_list("name", "tag__name")} if names else {}
    return list(dict.fromkeys(now.get(name.lower(), name) for name in names))


def split_tags(text):
    """The tags in a typed line; other names of a tag become the tag."""
    return resolved(split_line(text))


def split_line(text):
    """The names in a typed line, each once, parted by any of the marks that Chinese and Latin typing put between words."""
    return list(dict.fromkeys(part[:40] for part in parted(text)))


def parted(text):
    """The same names, however long."""
    found = (" ".join(part.split()) for part in re.split(r"[,，、;；\n]", text))
    return list(dict.fromkeys(filter(None, found)))


@lru_cache(maxsize=4096)  # a page holds some forty, and nearly all of them stand on every page
def edition_url(name, language, *args):
    """The address of a list page; language editions other than the default live under /<language>/."""
    if language == settings.LANGUAGE_CODE:
        return reverse(name, args=args)
    return reverse(f"editions:{name}", args=[language, *args])
