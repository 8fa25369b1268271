from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0026_ledger"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReadingDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("story", models.PositiveBigIntegerField(verbose_name="story")),
                ("day", models.DateField(verbose_name="date")),
                ("views", models.PositiveIntegerField(verbose_name="views")),
            ],
            options={
                "verbose_name": "reading figure",
                "verbose_name_plural": "reading figures",
                "ordering": ["-day", "-views", "story"],
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="readingday",
            constraint=models.UniqueConstraint(fields=("story", "day"), name="views_of_a_story_once_a_day"),
        ),
        migrations.AddIndex(
            model_name="readingday",
            index=models.Index(fields=["day", "story", "views"], name="views_of_a_day"),
        ),
    ]
