"""Migrations that carry what people wrote from one form into another."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

TEXT, PEOPLE = ("articles", "0003_the_desk"), ("articles", "0004_people_of_editor_lines")


@pytest.fixture
def migrated(transactional_db):
    """migrated(target) migrates articles there and gives the models of that time; afterwards all is as it was."""

    def migrated(target):
        executor = MigrationExecutor(connection)
        executor.migrate([target])
        return MigrationExecutor(connection).loader.project_state([target]).apps

    yield migrated
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def article(apps, line):
    return apps.get_model("articles", "Article").objects.create(headline="雪", editor_line=line)


def test_a_text_line_becomes_people_and_known_ones_are_linked(migrated):
    apps = migrated(TEXT)
    known = apps.get_model("newsroom", "Reporter").objects.create(name="白露", slug="bailu")
    number = article(apps, "责编:白露 校对:石溪").pk
    unread = article(apps, "本报综合").pk
    people = migrated(PEOPLE).get_model("articles", "EditorLine").objects
    said = people.filter(article_id=number).values_list("role", "name", "reporter_id")
    assert list(said) == [("责编", "白露", known.pk), ("校对", "石溪", None)]
    assert list(people.filter(article_id=unread).values_list("name", flat=True)) == ["本报综合"]


def test_the_way_back_writes_the_line_again(migrated):
    number = article(migrated(TEXT), "责编:白露 校对:石溪").pk
    migrated(PEOPLE)
    apps = migrated(TEXT)
    assert apps.get_model("articles", "Article").objects.get(pk=number).editor_line == "责编:白露 校对:石溪"
