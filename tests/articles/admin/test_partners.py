"""Partners in the desk: a key is shown once, made anew, switched off, and the log says so."""

import re

import pytest
from django.urls import reverse

from articles.models import Partner
from articles.public.api import askers
from newsroom.limits import Counts
from newsroom.models import LogLine
from tests import factories

pytestmark = pytest.mark.django_db
KEY = re.compile(r"nr_[\w-]{43}")
ADD = "/admin/articles/partner/add/"


@pytest.fixture
def administrator(cast, client, monkeypatch):
    monkeypatch.setattr(askers, "counts", Counts())  # numbers of partners come again in each test
    client.force_login(cast.administrator)
    return cast.administrator


def made(client, **more):
    """(Partner, key, page) of a partner that was added by the form."""
    form = {"name": "北川日报", "rate": "60", "has_text": "on"} | more
    page = client.post(ADD, form).content.decode()
    [key] = KEY.findall(page) or [None]
    return Partner.objects.get(), key, page


def test_whoever_adds_a_partner_sees_the_key_this_once(administrator, client):
    partner, key, _page = made(client)
    assert client.get("/api/v1/sections/", headers={"Authorization": f"Bearer {key}"}).status_code == 200
    shown = client.get(reverse("admin:articles_partner_change", args=[partner.pk]))
    assert partner.prefix in shown.content.decode()
    assert not KEY.search(shown.content.decode())
    assert not KEY.search(client.get("/admin/articles/partner/").content.decode())
    line = LogLine.objects.filter(kind="rights").first()
    assert (line.actor, line.about) == (administrator, "北川日报")
    assert not KEY.search(line.detail)


def test_a_new_key_is_shown_once_and_the_one_before_is_void(administrator, client):
    partner, before, _page = made(client)
    answer = client.post(reverse("admin:articles_partner_key", args=[partner.pk]))
    [key] = KEY.findall(answer.content.decode())
    assert key != before
    assert "no-store" in answer["Cache-Control"]
    assert client.get("/api/v1/sections/", headers={"Authorization": f"Bearer {before}"}).status_code == 401
    assert LogLine.objects.filter(about="北川日报").first().detail == "换发新密钥，原密钥作废。"


def test_what_is_changed_stands_in_the_log(administrator, client):
    section = factories.section("villages")
    partner, key, _page = made(client)
    form = {"name": "北川日报", "rate": "60", "is_off": "on", "sections": [section.pk]}
    client.post(reverse("admin:articles_partner_change", args=[partner.pk]), form)
    partner.refresh_from_db()
    assert (partner.is_off, partner.is_limited) == (True, True)
    detail = LogLine.objects.filter(about="北川日报").first().detail
    assert "已停用：否 → 是" in detail
    assert "全部栏目 → 乡村" in detail
    assert client.get("/api/v1/sections/", headers={"Authorization": f"Bearer {key}"}).status_code == 401


def test_a_partner_without_sections_sees_all_and_one_that_lost_its_last_sees_none(administrator, client):
    partner, _key, _page = made(client)
    assert partner.is_limited is False
    limited = Partner.objects.create(name="另一家", is_limited=True)
    key = limited.make_key()
    answer = client.get("/api/v1/sections/", headers={"Authorization": f"Bearer {key}"})
    assert answer.json() == {"items": []}


def test_an_end_before_the_beginning_comes_back_with_the_reason(administrator, client):
    answer = client.post(ADD, {"name": "北川日报", "rate": "60", "starts_on": "2026-03-02", "ends_on": "2026-03-01"})
    assert answer.status_code == 200
    assert 'value="北川日报"' in answer.content.decode()
    assert not Partner.objects.exists()
    assert not KEY.search(answer.content.decode())


@pytest.mark.parametrize("rate", ["0", "-1", "x", ""])
def test_a_rate_is_a_number_of_one_at_least(administrator, client, rate):
    assert client.post(ADD, {"name": "北川日报", "rate": rate}).status_code == 200
    assert not Partner.objects.exists()


def test_for_others_there_are_no_partners(cast, client):
    partner = Partner.objects.create(name="北川日报")
    key = partner.make_key()
    client.force_login(cast.chief_editor)
    assert client.get("/admin/articles/partner/").status_code in (302, 403)
    client.post(reverse("admin:articles_partner_key", args=[partner.pk]))
    assert client.get("/api/v1/sections/", headers={"Authorization": f"Bearer {key}"}).status_code == 200
