"""Lists that are kept under a name, for oneself or for everybody."""

import pytest

from articles.models import SavedFilter
from tests.articles.admin.desk import said

LIST = "/admin/articles/article/"
KEEP = "/admin/lists/keep/"


def keep(client, **changes):
    values = {"list": "articles.article", "name": "我的草稿", "query": "state=draft&mine=yes"} | changes
    return client.post(KEEP, values, follow=True)


def test_a_narrowed_list_is_kept_and_found_again(client, cast):
    client.force_login(cast.editor)
    assert KEEP in client.get(f"{LIST}?state=draft").content.decode()
    page = keep(client)
    assert page.redirect_chain[-1][0] == f"{LIST}?mine=yes&state=draft"
    assert "我的草稿" in said(page)
    shown = client.get(f"{LIST}?state=draft&mine=yes&p=1").content.decode()
    assert 'href="?mine=yes&amp;state=draft" aria-current="true"' in shown
    assert KEEP not in shown


def test_an_unnarrowed_list_has_nothing_to_keep(client, cast):
    client.force_login(cast.editor)
    assert KEEP not in client.get(LIST).content.decode()
    keep(client, query="p=3&_popup=1")
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("name", ["", "  ", "长" * 31])
def test_a_name_that_cannot_be_is_said(client, cast, name):
    client.force_login(cast.editor)
    assert "30" in said(keep(client, name=name))
    assert not SavedFilter.objects.exists()


def test_the_same_name_keeps_the_newer_list(client, cast):
    client.force_login(cast.editor)
    keep(client)
    keep(client, query="state=signed")
    assert SavedFilter.objects.get().query == "state=signed"


def test_a_list_for_everybody_is_for_those_who_lead(client, cast):
    client.force_login(cast.editor)
    keep(client, is_shared="on")
    assert not SavedFilter.objects.get().is_shared
    client.force_login(cast.section_head)
    keep(client, name="今晚", is_shared="on")
    client.force_login(cast.reporter)
    page = client.get(LIST).content.decode()
    assert "今晚" in page
    assert "我的草稿" not in page


def test_each_lets_go_of_her_own(client, cast):
    own = SavedFilter.objects.create(user=cast.editor, list="articles.article", name="甲", query="state=draft")
    shared = SavedFilter.objects.create(
        user=cast.section_head, list="articles.article", name="乙", query="state=signed", is_shared=True
    )
    client.force_login(cast.editor)
    assert client.post(f"/admin/lists/{shared.pk}/drop/").status_code == 404
    assert client.post(f"/admin/lists/{own.pk}/drop/").status_code == 302
    client.force_login(cast.section_head)
    assert client.post(f"/admin/lists/{own.pk}/drop/").status_code == 404
    client.force_login(cast.chief_editor)
    assert client.post(f"/admin/lists/{shared.pk}/drop/").status_code == 302
    assert not SavedFilter.objects.exists()


def test_lists_that_one_may_not_see_are_not_kept(client, cast):
    client.force_login(cast.editor)
    assert keep(client, list="auth.user").status_code == 403
    assert keep(client, list="auth.nothing").status_code == 404
    assert not SavedFilter.objects.exists()


def test_lists_of_other_rooms_are_kept_too(client, cast):
    client.force_login(cast.editor)
    keep(client, list="newsroom.reporter", query="is_unchecked__exact=1", name="新人")
    assert "新人" in client.get("/admin/newsroom/reporter/").content.decode()
    assert "新人" not in client.get(LIST).content.decode()


def test_only_forms_keep_and_let_go(client, cast):
    client.force_login(cast.editor)
    assert client.get(KEEP).status_code == 405
