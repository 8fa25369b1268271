"""The names that readers can look for: of people and tags that stories on the site carry."""

from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Length, Lower
from django.utils.translation import gettext_lazy as _

from articles.models.publication import PublicationByline, PublicationTag
from articles.models.taxonomy import Tag
from articles.tokens import fold
from newsroom.models import Reporter

LONGEST = 120


class PublicNameQuerySet(models.QuerySet):
    def keep(self, language, reporters, tags):
        """Keep the names of people and tags that a story of a language edition carries."""
        people = [PublicName(language=language, reporter=one, folded=_folded(one)) for one in reporters]
        subjects = [PublicName(language=language, tag=one, folded=_folded(one)) for one in tags]
        for rows, owner in ((people, "reporter"), (subjects, "tag")):
            self.bulk_create(rows, update_conflicts=True, update_fields=["folded"], unique_fields=["language", owner])

    keep.alters_data = True

    def looked_for(self, language, phrases, slug="", whole=""):
        """Those of a language edition in which one of these folded phrases stands, and the people with this address or
        whole folded name. These people first, then names that begin with a phrase, the shorter ones first."""
        inside, begins, meant = Q(), Q(), Q()
        for phrase in phrases:
            inside |= Q(folded__contains=phrase)
            begins |= Q(folded__startswith=phrase)
        if whole:
            bearers = Reporter.objects.filter(slug=slug).values("pk")  # no join, or all names would be looked at first
            meant = Q(reporter__in=bearers) | Q(folded=whole, reporter__isnull=False)
        nearness = [When(q, then=Value(at)) for at, q in enumerate([meant, begins]) if q]
        return (
            self.carried(language)
            .filter(inside | meant)
            .order_by(Case(*nearness, default=Value(2)), Length("folded"), "folded", "pk")
        )

    def carried(self, language):
        """Those that a story carries which is on the site now in a language edition."""
        bylines = _one_of(PublicationByline.objects.filter(reporter=OuterRef("reporter")), language)
        tagged = _one_of(PublicationTag.objects.filter(tag=OuterRef("tag")), language)
        shown = [f"{owner}__{field}" for owner in ("reporter", "tag") for field in ("name", "slug")]
        rows = self.filter(language=language).alias(named=bylines, tagged=tagged)
        rows = rows.filter(Q(named__isnull=False) | Q(tagged__isnull=False))
        return rows.select_related("reporter", "tag").only("language", "folded", *shown)


class PublicName(models.Model):
    """The name of a person or of a tag, as search compares it. A row is there from the first story on that carried it;
    `carried` says whether one does now."""

    language = models.CharField(_("language"), max_length=16)
    reporter = models.ForeignKey(Reporter, models.CASCADE, null=True, related_name="+")
    tag = models.ForeignKey(Tag, models.CASCADE, null=True, related_name="+")
    folded = models.CharField(max_length=LONGEST)

    objects = PublicNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("public name")
        verbose_name_plural = _("public names")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["language", "reporter"], name="public_name_of_a_person_once"),
            models.UniqueConstraint(fields=["language", "tag"], name="public_name_of_a_tag_once"),
        ]

    def __str__(self):
        return self.folded


def _one_of(rows, language):
    """The newest story among these `rows` that is of a language edition. Asked so that the newest rows of one name are gone
    through and nothing else: an Exists PostgreSQL answers for all names at once, and an index of languages leads SQLite
    through all stories of the edition."""
    theirs = rows.annotate(edition=Lower("publication__language")).filter(edition=language)
    return Subquery(theirs.order_by("-publication_id").values("publication_id")[:1])


def _folded(owner):
    return fold(owner.name)[:LONGEST]
