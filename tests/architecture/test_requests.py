"""Nothing is changed by looking, and nothing by a form that another site sends."""

import pytest
from django.apps import apps
from django.contrib.sessions.base_session import AbstractBaseSession
from django.test import Client
from django.urls import reverse

from tests.architecture.matrix import EXPORTS, MATRIX
from tests.architecture.test_matrix import world  # noqa: F401, the fixture

# What is written down of a look: that somebody took a list away, how often a preview link was opened, and what the ledger has
# read of a month's stories, so that it need not read them again.
NOTED = {name: {"newsroom.LogLine"} for name in (*EXPORTS, "desk:ledger_export", "desk:reading_export")}
NOTED["preview"] = {"articles.PreviewLink"}
for name in MATRIX:
    if name.startswith("desk:ledger"):
        NOTED[name] = NOTED.get(name, set()) | {"articles.LedgerStory"}


@pytest.fixture
def superuser(cast):
    cast.administrator.is_superuser = True
    cast.administrator.save()
    return cast.administrator


def rows():
    """Everything in the database but sessions, by model."""
    models = [model for model in apps.get_models() if not issubclass(model, AbstractBaseSession)]
    return {model._meta.label: sorted(map(str, model._base_manager.values_list())) for model in models}


def test_no_address_takes_a_form_without_its_token(world, superuser):  # noqa: F811
    client = Client(enforce_csrf_checks=True)
    client.force_login(superuser)
    for name, row in MATRIX.items():
        response = client.post(reverse(name, kwargs=row.arguments(world)), row.form(world))
        assert response.status_code in (403, 405), name


def test_looking_changes_nothing(world, superuser, client):  # noqa: F811
    client.force_login(superuser)
    before = rows()
    for name, row in MATRIX.items():
        client.get(reverse(name, kwargs=row.arguments(world)), row.form(world) | {"_verb": "publish", "post": "yes"})
        after = rows()
        assert {label for label in after if after[label] != before[label]} <= NOTED.get(name, set()), name
        before = after
