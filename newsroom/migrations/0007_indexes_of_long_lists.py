from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0006_edition_of_a_day"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="logline",
            index=models.Index(fields=["actor_name", "-id"], name="log_lines_of_a_name"),
        ),
        migrations.AddIndex(
            model_name="reporter",
            index=models.Index(
                condition=models.Q(("is_unchecked", True)), fields=["name", "id"], name="reporters_unchecked"
            ),
        ),
    ]
