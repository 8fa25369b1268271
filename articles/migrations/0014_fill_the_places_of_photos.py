"""Where photos stand is kept in rows from now on: those of the articles and versions that are there already."""

from itertools import islice

from django.db import migrations

from articles import markup

BATCH = 500


def fill(apps, schema_editor):
    PhotoPlace = apps.get_model("articles", "PhotoPlace")
    VersionPhoto = apps.get_model("articles", "VersionPhoto")
    _write(PhotoPlace, _held(apps.get_model("articles", "Article"), PhotoPlace))
    _write(VersionPhoto, _printed(apps.get_model("articles", "Version"), VersionPhoto))


def _held(Article, PhotoPlace):
    for article in Article.objects.only("body", "cover").iterator(BATCH):
        for photo in sorted({*markup.photos(article.body), article.cover_id} - {None}):
            yield PhotoPlace(article_id=article.pk, photo=photo)


def _printed(Version, VersionPhoto):
    for version in Version.objects.iterator(BATCH):
        for photo in version.words.get("photos", {}):
            yield VersionPhoto(version_id=version.pk, photo=int(photo))


def _write(model, rows):
    while some := list(islice(rows, BATCH)):
        model.objects.bulk_create(some, ignore_conflicts=True)


def empty(apps, schema_editor):
    apps.get_model("articles", "PhotoPlace").objects.all().delete()
    apps.get_model("articles", "VersionPhoto").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_photos_of_versions")]
    operations = [migrations.RunPython(fill, empty)]
