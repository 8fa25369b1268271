from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0020_search_by_relevance")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="translated_version",
            field=models.PositiveIntegerField(
                default=0,
                editable=False,
                help_text="The version of the original that a translation says; 0 where it is not known.",
                verbose_name="level with version",
            ),
        ),
    ]
