"""The editor line was text; it becomes people with their duties. What is not read as such stays whole, as one line."""

from django.db import migrations

from newsroom.grammar.editors import read_editors


def to_people(apps, schema_editor):
    Article = apps.get_model("articles", "Article")
    EditorLine = apps.get_model("articles", "EditorLine")
    Reporter = apps.get_model("newsroom", "Reporter")
    for article in Article.objects.exclude(editor_line="").only("pk", "editor_line").iterator():
        read = read_editors(article.editor_line)
        said = [(credit.role or "编辑", credit.name) for credit in read.people] if "unread" not in read.flags else []
        for position, (role, name) in enumerate(said or [("编辑", article.editor_line)]):
            known = list(Reporter.objects.filter(name=name)[:2])
            EditorLine.objects.create(
                article=article,
                position=position,
                role=role[:20],
                name=name[:60],
                reporter=known[0] if len(known) == 1 else None,
            )


def to_text(apps, schema_editor):
    EditorLine = apps.get_model("articles", "EditorLine")
    Article = apps.get_model("articles", "Article")
    lines = {}
    for line in EditorLine.objects.order_by("article_id", "position", "pk"):
        lines.setdefault(line.article_id, []).append(f"{line.role}:{line.name}")
    for number, said in lines.items():
        Article.objects.filter(pk=number).update(editor_line=" ".join(said)[:200])


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_the_desk"), ("newsroom", "0001_initial")]
    operations = [migrations.RunPython(to_people, to_text)]
