"""Which row of a photo of a person is the newest is kept from now on: those of the stories that are on the site already."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery, Window
from django.db.models.functions import RowNumber


def fill(apps, schema_editor):
    PublicationCredit = apps.get_model("articles", "PublicationCredit")
    Publication = apps.get_model("articles", "Publication")
    place = Window(RowNumber(), ["reporter_id", "photo", "publication__language"], F("publication_id").desc())
    newest = PublicationCredit.objects.annotate(place=place).filter(place=1)
    language = Publication.objects.filter(key=OuterRef("publication_id")).values("language")[:1]
    PublicationCredit.objects.filter(pk__in=newest.values("pk")).update(newest_in=Subquery(language))


class Migration(migrations.Migration):
    dependencies = [("articles", "0029_newest_credits")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
