"""That a picture was made or changed by AI was one mark among others; it becomes what is said of how it was made."""

from django.db import migrations

MADE = {"AI生成": "trainedAlgorithmicMedia", "AI合成": "compositeWithTrainedAlgorithmicMedia"}


def to_made(apps, schema_editor):
    for photo in apps.get_model("media", "Photo").objects.exclude(marks=[]).iterator():
        if said := [mark for mark in photo.marks if mark in MADE]:
            photo.marks = [mark for mark in photo.marks if mark not in MADE]
            photo.made = photo.made or MADE[said[0]]
            photo.save(update_fields=["marks", "made"])


def to_marks(apps, schema_editor):
    marks = {made: mark for mark, made in MADE.items()}
    for photo in apps.get_model("media", "Photo").objects.exclude(made="").iterator():
        photo.marks = [*photo.marks, marks[photo.made]]
        photo.made = ""
        photo.save(update_fields=["marks", "made"])


class Migration(migrations.Migration):
    dependencies = [("media", "0003_the_photo_desk")]
    operations = [migrations.RunPython(to_made, to_marks)]
