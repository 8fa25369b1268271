from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_people_of_editor_lines")]
    operations = [migrations.RemoveField("article", "editor_line")]
