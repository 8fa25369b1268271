"""On the way back everybody in a byline needs a row of her own again: whoever was a name alone becomes a reporter, marked
as new."""

from django.db import migrations

from newsroom.grammar.names import key
from newsroom.models import free_slug


def to_reporters(apps, schema_editor):
    Byline = apps.get_model("articles", "Byline")
    Reporter = apps.get_model("newsroom", "Reporter")
    ReporterName = apps.get_model("newsroom", "ReporterName")
    made = {}
    for line in Byline.objects.filter(reporter=None).order_by("pk"):
        who = (line.key, line.unit)
        if who not in made:
            made[who] = Reporter.objects.create(
                name=line.name, slug=free_slug(Reporter, line.name), role=line.role, unit=line.unit, is_unchecked=True
            )
            ReporterName.objects.create(reporter=made[who], key=key(line.name)[:120])
        line.reporter = made[who]
        line.save(update_fields=["reporter"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_bylines_by_name"), ("newsroom", "0004_fill_names_of_reporters")]
    operations = [migrations.RunPython(migrations.RunPython.noop, to_reporters)]
