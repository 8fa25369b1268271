"""Which photos the working copies and the versions hold, so that where a photo stands is found without reading them all."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import markup
from articles.models.article import Article
from articles.models.version import Version


class PhotoPlace(models.Model):
    """A photo in the body of an article, or its cover, by the photo's number. Written with every save."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="photo_places", verbose_name=_("article"))
    photo = models.PositiveBigIntegerField(_("photo"))

    class Meta:
        verbose_name = _("photo place")
        verbose_name_plural = _("photo places")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "photo"], name="article_has_a_photo_once")]
        indexes = [models.Index(fields=["photo", "-article"], name="article_newest_of_photo")]

    def __str__(self):
        return f"{self.article_id} {self.photo}"


def write(article):
    """Keep which photos `article` holds as it is stored now."""
    wanted = {*markup.photos(article.body), article.cover_id} - {None}
    rows = PhotoPlace.objects.filter(article=article)
    there = set(rows.values_list("photo", flat=True))
    rows.filter(photo__in=there - wanted).delete()
    PhotoPlace.objects.bulk_create(
        (PhotoPlace(article=article, photo=number) for number in sorted(wanted - there)), ignore_conflicts=True
    )


class VersionPhoto(models.Model):
    """A photo that a version of the public record held, by the photo's number. Written with the version."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="photo_rows", verbose_name=_("version"))
    photo = models.PositiveBigIntegerField(_("photo"))

    class Meta:
        verbose_name = _("photo of a version")
        verbose_name_plural = _("photos of versions")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["version", "photo"], name="version_has_a_photo_once")]
        indexes = [models.Index(fields=["photo", "-version"], name="version_newest_of_photo")]

    def __str__(self):
        return f"{self.version_id} {self.photo}"


def record(versions):
    """Keep which photos each of `versions`, new on the record, holds."""
    VersionPhoto.objects.bulk_create(
        VersionPhoto(version=version, photo=int(number))
        for version in versions
        for number in version.words.get("photos", {})
    )
