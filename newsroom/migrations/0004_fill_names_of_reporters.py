"""The names of persons are found by their keys from now on: those of the persons that are there already."""

from itertools import islice

from django.db import migrations

from newsroom.fields import names_in
from newsroom.grammar.names import key

BATCH = 500
ROOM = 200  # of other names, as the field was before


def fill(apps, schema_editor):
    Reporter = apps.get_model("newsroom", "Reporter")
    ReporterName = apps.get_model("newsroom", "ReporterName")
    rows = (
        ReporterName(reporter_id=reporter.pk, key=one)
        for reporter in Reporter.objects.only("name", "other_names").order_by("pk").iterator(BATCH)
        for one in sorted({key(name)[:120] for name in (reporter.name, *names_in(reporter.other_names))} - {""})
    )
    while some := list(islice(rows, BATCH)):
        ReporterName.objects.bulk_create(some, ignore_conflicts=True)


def empty(apps, schema_editor):
    """Whole names that the field of before has room for."""
    apps.get_model("newsroom", "ReporterName").objects.all().delete()
    for reporter in apps.get_model("newsroom", "Reporter").objects.exclude(other_names="").iterator(BATCH):
        names = names_in(reporter.other_names)
        while len(kept := f"|{'|'.join(names)}|" if names else "") > ROOM:
            names.pop()
        if kept != reporter.other_names:
            type(reporter).objects.filter(pk=reporter.pk).update(other_names=kept)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0003_names_of_reporters")]
    operations = [migrations.RunPython(fill, empty)]
