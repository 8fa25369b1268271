import django.core.validators
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
        migrations.AddField(
            model_name="ledgerrules",
            name="views_points",
            field=models.DecimalField(
                db_default=0,
                decimal_places=2,
                default=0,
                help_text="To the authors, in the month in which the story was read. 0: views are not counted.",
                max_digits=5,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="points for 1,000 views",
            ),
        ),
        migrations.AlterField(
            model_name="ledgerline",
            name="kind",
            field=models.CharField(
                choices=[
                    ("story", "story"),
                    ("photo", "photo"),
                    ("translation", "translation"),
                    ("editing", "editing"),
                    ("views", "views"),
                    ("bonus", "bonus or deduction"),
                ],
                max_length=11,
                verbose_name="kind",
            ),
        ),
    ]
