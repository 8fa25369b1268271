import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from articles.models import Remit, Section
from newsroom.models import LogLine

pytestmark = pytest.mark.django_db
LIST = "admin:articles_remit_changelist"


@pytest.fixture
def life(cast):
    return Section.objects.create(masthead_id="zh-hans", name="民生", slug="life")


@pytest.fixture
def administrator(client, cast):
    client.force_login(cast.administrator)
    return client


def change(remit):
    return reverse("admin:articles_remit_change", args=[remit.pk])


def test_a_remit_is_given_changed_and_taken_and_each_time_logged(administrator, cast, life):
    values = {"user": cast.editor.pk, "sections": [life.pk]}
    administrator.post(reverse("admin:articles_remit_add"), values)
    remit = Remit.objects.get(user=cast.editor)
    assert list(remit.sections.all()) == [life]
    administrator.post(change(remit), {"sections": [life.pk, cast.section.pk]})
    assert remit.sections.count() == 2
    administrator.post(reverse("admin:articles_remit_delete", args=[remit.pk]), {"post": "yes"})
    assert not Remit.objects.exists()
    lines = list(LogLine.objects.filter(kind="rights").order_by("pk"))
    assert len(lines) == 3
    assert all(line.actor == cast.administrator and "editor" in line.about for line in lines)
    assert "民生" in lines[0].detail
    assert "要闻" in lines[1].detail


def test_saving_it_unchanged_logs_nothing(administrator, cast, life):
    remit = Remit.objects.create(user=cast.editor)
    remit.sections.add(life)
    administrator.post(change(remit), {"sections": [life.pk]})
    assert not LogLine.objects.filter(kind="rights").exists()


def test_the_list_names_who_works_where(administrator, cast, life):
    Remit.objects.create(user=cast.editor).sections.add(life)
    shown = administrator.get(reverse(LIST)).content.decode()
    assert "民生" in shown
    assert "editor" in shown


def test_a_user_has_one_remit_and_it_stays_hers(administrator, cast, life):
    remit = Remit.objects.create(user=cast.editor)
    form = administrator.get(reverse("admin:articles_remit_add")).context["adminform"].form
    assert cast.editor not in form.fields["user"].queryset
    administrator.post(change(remit), {"user": cast.section_head.pk, "sections": [life.pk]})
    assert Remit.objects.get().user == cast.editor


def test_the_list_costs_the_same_with_more(administrator, cast, life, django_assert_num_queries):
    Remit.objects.create(user=cast.editor).sections.add(life)
    administrator.get(reverse(LIST))
    queries = 10
    with django_assert_num_queries(queries):
        administrator.get(reverse(LIST))
    for number in range(10):
        Remit.objects.create(user=cast.user(f"editor-{number}", "editor")).sections.add(life)
    with django_assert_num_queries(queries):
        administrator.get(reverse(LIST))


def test_a_section_to_which_somebody_is_limited_is_not_deleted_from_under_her(administrator, cast, life):
    Remit.objects.create(user=cast.editor).sections.add(life)
    address = reverse("admin:articles_section_delete", args=[life.pk])
    assert any("editor" in str(place) for place in administrator.get(address).context["protected"])
    administrator.post(address, {"post": "yes"})
    assert Section.objects.filter(pk=life.pk).exists()
    for way in (life.delete, Section.objects.filter(pk=life.pk).delete):
        with pytest.raises(ProtectedError):
            way()
    Remit.objects.get().sections.set([cast.section])
    administrator.post(address, {"post": "yes"})
    assert not Section.objects.filter(pk=life.pk).exists()
