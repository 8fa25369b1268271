from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0004_ai_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(fields=["uploaded_by", "-id"], name="photos_of_a_person"),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(condition=models.Q(("caption", "")), fields=["-id"], name="photos_without_caption"),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(condition=models.Q(("alt", "")), fields=["-id"], name="photos_without_alt"),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(
                condition=models.Q(("restrictions__gt", "")), fields=["-id"], name="photos_with_restrictions"
            ),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(condition=models.Q(("made__gt", "")), fields=["-id"], name="photos_made_by_ai"),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(condition=models.Q(("killed_at__isnull", False)), fields=["-id"], name="photos_killed"),
        ),
    ]
