"""Suppliers in the desk: a key goes in and never comes out, what is changed stands in the log, and one can be asked at once."""

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from articles.models import Supplier
from newsroom.models import LogLine
from tests import factories

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/supplier/add/"
KEY = "nr_" + "k" * 43
NONE = {"sections-TOTAL_FORMS": "0", "sections-INITIAL_FORMS": "0"}


@pytest.fixture
def administrator(cast, client):
    client.force_login(cast.administrator)
    return cast.administrator


def form(**more):
    masthead = factories.masthead()
    return {
        "name": "白河县融媒体中心",
        "address": "https://county.example",
        "language": masthead.language,
        **NONE,
    } | more


def added(client, **more):
    client.post(ADD, form(key=KEY, **more))
    return Supplier.objects.get()


def change(supplier):
    return reverse("admin:articles_supplier_change", args=[supplier.pk])


def test_a_supplier_is_added_and_its_key_is_on_no_page(administrator, client, cast):
    supplier = added(client, section=cast.section.pk)
    assert (supplier.key, supplier.section) == (KEY, cast.section)
    for address in (change(supplier), "/admin/articles/supplier/", "/admin/", change(supplier) + "history/"):
        page = client.get(address.replace("/change/history/", "/history/")).content.decode()
        assert KEY not in page
    line = LogLine.objects.filter(about="白河县融媒体中心").first()
    assert line.actor == administrator
    assert line.detail.startswith("添加供稿单位。")
    assert KEY not in line.detail


def test_the_key_stays_where_none_is_typed_and_goes_where_one_is(administrator, client):
    supplier = added(client)
    client.post(change(supplier), form(key="", name="白河融媒"))
    supplier.refresh_from_db()
    assert (supplier.key, supplier.name) == (KEY, "白河融媒")
    client.post(change(supplier), form(key="nr_other", name="白河融媒"))
    supplier.refresh_from_db()
    assert supplier.key == "nr_other"
    lines = LogLine.objects.values_list("detail", flat=True)
    assert "换填了密钥。" in lines[0]
    assert not any("nr_other" in line for line in lines)


def test_a_key_that_was_typed_wrong_does_not_come_back_in_the_page(administrator, client):
    answer = client.post(ADD, form(key="nr_密钥"))
    assert answer.status_code == 200
    assert "nr_密钥" not in answer.content.decode()
    assert not Supplier.objects.exists()


@pytest.mark.parametrize(
    "more",
    [
        {"address": "http://county.example"},
        {"address": "https://county.example/api/v1/"},
        {"address": "https://user:word@county.example"},
        {"address": "county"},
        {"key": ""},
        {"name": ""},
    ],
)
def test_what_cannot_be_asked_comes_back_with_the_reason(administrator, client, more):
    answer = client.post(ADD, form(key=KEY) | more)
    assert answer.status_code == 200
    assert not Supplier.objects.exists()
    assert 'value="白河县融媒体中心"' in answer.content.decode() or more == {"name": ""}


def test_a_stroke_at_the_end_of_the_address_is_none(administrator, client):
    assert added(client, address="https://county.example/").address == "https://county.example"


def test_sections_are_of_the_language_of_the_stories(administrator, client):
    factories.masthead("kk-arab")
    other = factories.section("news", "kk-arab")
    answer = client.post(ADD, form(key=KEY, section=other.pk))
    assert "这个栏目属于另一种语言。" in answer.content.decode()
    row = {"sections-TOTAL_FORMS": "1", "sections-0-name": "要闻", "sections-0-section": other.pk}
    answer = client.post(ADD, form(key=KEY, **row))
    assert "这个栏目属于另一种语言。" in answer.content.decode()
    assert not Supplier.objects.exists()


def test_where_its_sections_go_is_kept_and_in_the_log(administrator, client, cast):
    row = {"sections-TOTAL_FORMS": "1", "sections-0-name": "县情", "sections-0-section": cast.section.pk}
    supplier = added(client, **row)
    assert supplier.section_for(["县情"]) == cast.section
    assert "县情 → 要闻" in LogLine.objects.filter(about="白河县融媒体中心").first().detail


def test_one_can_be_asked_at_once_unless_it_is_off(administrator, client):
    supplier = added(client)
    address = reverse("admin:articles_supplier_ask", args=[supplier.pk])
    client.post(address)
    assert DBTaskResult.objects.filter(task_path="articles.desk.exchange.following.ask").count() == 1
    Supplier.objects.update(is_off=True)
    client.post(address)
    assert DBTaskResult.objects.filter(task_path="articles.desk.exchange.following.ask").count() == 1


def test_how_far_the_worker_has_come_is_not_written_over(administrator, client):
    supplier = added(client)
    page = client.get(change(supplier))
    assert page.status_code == 200
    Supplier.objects.update(cursor="further")
    client.post(change(supplier), form(key="", name="白河融媒"))
    supplier.refresh_from_db()
    assert (supplier.cursor, supplier.name) == ("further", "白河融媒")


def test_a_mended_key_is_tried_at_once(administrator, client):
    supplier = added(client)
    far = supplier.next_at.replace(year=2099)
    Supplier.objects.update(next_at=far, tries=5)
    client.post(change(supplier), form(key="nr_other"))
    supplier.refresh_from_db()
    assert supplier.next_at < far
    assert supplier.tries == 0


def test_chief_editors_look_and_others_see_none(cast, client):
    supplier = Supplier.objects.create(name="白河县融媒体中心", address="https://county.example", key=KEY)
    client.force_login(cast.chief_editor)
    page = client.get(change(supplier))
    assert page.status_code == 200
    assert KEY not in page.content.decode()
    client.post(change(supplier), form(key="nr_other"))
    client.force_login(cast.section_head)
    assert client.get(change(supplier)).status_code in (302, 403)
    supplier.refresh_from_db()
    assert supplier.key == KEY


def test_a_saved_list_has_no_key(administrator, client, cast):
    added(client, section=cast.section.pk)
    saved = client.get(reverse("admin:articles_supplier_export", args=["csv"]))
    text = saved.getvalue().decode()
    assert "白河县融媒体中心" in text
    assert cast.section.name in text
    assert KEY not in text
