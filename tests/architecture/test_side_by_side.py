"""Two releases run on one database while the site is upgraded, and after `newsroom back`: a migration leaves the release
before running. CONTRIBUTING.md says how; what cannot goes out with `upgrade --stop`."""

import pytest
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField, CreateModel, DeleteModel, RemoveField, RenameField, RenameModel

LAST_BEFORE = {"articles": 23, "media": 5, "newsroom": 8}  # of the time when a site stood still for its releases
APART = {}  # "app.0042_name": why it goes out with --stop, as CHANGELOG.md says too


def troubles(operations):
    """What of these operations the release before would stumble over."""
    made = {operation.name_lower for operation in operations if isinstance(operation, CreateModel)}
    found = []
    for operation in operations:
        if isinstance(operation, (RemoveField, DeleteModel, RenameField, RenameModel)):
            found.append(operation.describe())
        if isinstance(operation, AddField) and operation.model_name_lower not in made:
            field = operation.field
            if not (field.null or field.has_db_default() or field.many_to_many or field.generated):
                found.append(operation.describe())
    return found


def test_every_migration_leaves_the_release_before_running():
    found = {}
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        is_new = app in LAST_BEFORE and int(name[:4]) > LAST_BEFORE[app]
        if is_new and f"{app}.{name}" not in APART and (told := troubles(migration.operations)):
            found[f"{app}.{name}"] = told
    assert found == {}


@pytest.mark.parametrize(
    ("operation", "is_fine"),
    [
        (AddField("article", "a", models.CharField(max_length=9, default="")), False),
        (AddField("article", "a", models.CharField(max_length=9, db_default="")), True),
        (AddField("article", "a", models.DateField(null=True)), True),
        (AddField("article", "a", models.ManyToManyField("articles.Tag")), True),
        (RemoveField("article", "a"), False),
        (RenameField("article", "a", "b"), False),
        (DeleteModel("article"), False),
        (CreateModel("new", [("a", models.CharField(max_length=9))]), True),
    ],
)
def test_what_the_release_before_would_stumble_over(operation, is_fine):
    assert (troubles([operation]) == []) is is_fine


def test_a_new_table_may_get_its_columns_in_steps():
    made = CreateModel("new", [("id", models.AutoField(primary_key=True))])
    assert troubles([made, AddField("new", "a", models.TextField())]) == []
