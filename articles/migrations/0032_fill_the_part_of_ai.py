"""What part AI had in a story stands in a column of its own from now on: in those that are on the site already."""

from django.db import migrations


def fill(apps, schema_editor):
    Publication = apps.get_model("articles", "Publication")
    for part in ("assisted", "generated"):
        Publication.objects.filter(facts__ai=part).update(ai=part)


class Migration(migrations.Migration):
    dependencies = [("articles", "0031_part_of_ai")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
