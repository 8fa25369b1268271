"""The start page tells administrators when the record was verified."""

import pytest
from django.utils import timezone

from articles.models import Verification

pytestmark = pytest.mark.django_db


def verification(**values):
    return Verification.objects.create(at=timezone.now(), **{"versions": 12, "publications": 3, "wrong": 0} | values)


def start(client, user):
    client.force_login(user)
    return client.get("/admin/").text


def test_that_it_was_whole_or_that_it_was_not(cast, client):
    assert "公开记录" not in start(client, cast.administrator)
    verification()
    text = start(client, cast.administrator)
    assert "核验无误，共 12 个版本" in text
    assert "没有核对文件" in text
    verification(files=40)
    assert "没有核对文件" not in start(client, cast.administrator)
    verification(wrong=2)
    text = start(client, cast.administrator)
    assert 'role="alert"' in text
    assert "公开记录不完整：发现 2 处问题。" in text


def test_nobody_else_is_told(cast, client):
    verification(wrong=2)
    assert "公开记录" not in start(client, cast.chief_editor)
