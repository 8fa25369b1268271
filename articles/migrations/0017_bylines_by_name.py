import django.db.models.deletion
import newsroom.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_moving_in"),
        ("newsroom", "0004_fill_names_of_reporters"),
    ]

    operations = [
        migrations.AddField(
            model_name="byline",
            name="key",
            field=newsroom.fields.KeyField(blank=True, default="", editable=False, max_length=120, of="name"),
        ),
        migrations.AddField(
            model_name="byline",
            name="name",
            field=newsroom.fields.LineField(
                blank=True,
                help_text="Printed without a link, where no reporter is chosen.",
                max_length=60,
                verbose_name="name",
            ),
        ),
        migrations.AlterField(
            model_name="byline",
            name="reporter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="newsroom.reporter",
                verbose_name="reporter",
            ),
        ),
        migrations.AddConstraint(
            model_name="byline",
            constraint=models.CheckConstraint(
                condition=models.Q(("reporter__isnull", False), models.Q(("name", ""), _negated=True), _connector="OR"),
                name="byline_names_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="byline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reporter__isnull", True)),
                fields=("article", "key", "role"),
                name="byline_has_a_name_once_a_role",
            ),
        ),
    ]
