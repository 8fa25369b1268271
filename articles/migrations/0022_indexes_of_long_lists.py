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
    ]
