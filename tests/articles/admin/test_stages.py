"""The stages of review as a screen: who signs is a right, and the audit log keeps every change of it."""

import pytest
from django.contrib.auth.models import Group

from articles.models import ReviewStage
from newsroom import roles
from newsroom.models import LogLine

pytestmark = pytest.mark.django_db
STAGES = "/admin/articles/reviewstage/"


@pytest.fixture
def administrator(client, cast):
    client.force_login(cast.administrator)
    return client


def values(stage, **others):
    return {"name": stage.name, "position": stage.position, "group": stage.group_id, "is_active": "on"} | others


def test_who_signs_is_logged_with_before_and_after(administrator, cast):
    stage = ReviewStage.objects.get(name="三审")
    reporters = Group.objects.get(name=roles.REPORTER)
    administrator.post(f"{STAGES}{stage.pk}/change/", values(stage, group=reporters.pk))
    line = LogLine.objects.get(kind="rights")
    assert line.actor == cast.administrator
    assert "三审" in line.about
    assert f"{roles.label(roles.CHIEF_EDITOR)} → {roles.label(roles.REPORTER)}" in line.detail


def test_taking_one_out_of_use_is_logged(administrator):
    stage = ReviewStage.objects.get(name="二审")
    administrator.post(f"{STAGES}{stage.pk}/change/", values(stage, is_active=""))
    assert LogLine.objects.get(kind="rights").detail.count("→") == 1


def test_a_new_one_is_logged(administrator):
    chiefs = Group.objects.get(name=roles.CHIEF_EDITOR)
    administrator.post(f"{STAGES}add/", {"name": "终审", "position": 9, "group": chiefs.pk, "is_active": "on"})
    line = LogLine.objects.get(kind="rights")
    assert "终审" in line.about and roles.label(roles.CHIEF_EDITOR) in line.detail


def test_saving_it_unchanged_logs_nothing(administrator):
    stage = ReviewStage.objects.first()
    administrator.post(f"{STAGES}{stage.pk}/change/", values(stage))
    assert not LogLine.objects.filter(kind="rights").exists()
