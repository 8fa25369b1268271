import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0021_level_of_translations"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("translation_of__isnull", False)),
                fields=["-updated_at", "-id"],
                name="articles_translated",
            ),
        ),
        migrations.AddIndex(
            model_name="tagalias",
            index=models.Index(django.db.models.functions.text.Lower("name"), name="tag_alias_in_lower_case"),
        ),
        migrations.AlterField(
            model_name="note",
            name="answers_to",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="articles.note",
                verbose_name="answer to",
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(
                condition=models.Q(("answers_to__isnull", False)), fields=["answers_to"], name="note_answers"
            ),
        ),
    ]
