"""Tags in the desk: their form with other names, and merging with a look ahead."""

import pytest

from articles.models import Tag, TagAlias
from newsroom.paging import Few, First
from tests.articles.admin.desk import said


@pytest.fixture
def ski(cast):
    """The tag 滑雪, which a story on the site carries."""
    article = cast.article()
    article.tags.add("滑雪")
    cast.published(article)
    return Tag.objects.get(name="滑雪")


def change(client, tag, **values):
    return client.post(
        f"/admin/articles/tag/{tag.pk}/change/", {"name": tag.name, "synonyms": ""} | values, follow=True
    )


def merge(tag):
    return f"/admin/articles/tag/{tag.pk}/merge/"


def test_other_names_are_kept_on_the_form(client, cast):
    tag = Tag.objects.create(name="冰雪")
    client.force_login(cast.editor)
    change(client, tag, synonyms="滑雪，雪上、 双板 ")
    assert sorted(tag.aliases.values_list("name", flat=True)) == sorted(["滑雪", "雪上", "双板"])
    assert "滑雪" in client.get("/admin/articles/tag/").content.decode()
    change(client, tag, synonyms="双板")
    assert list(tag.aliases.values_list("name", flat=True)) == ["双板"]


def test_a_long_list_is_counted_no_further_than_its_pages_go(client, cast, ski, monkeypatch):
    client.force_login(cast.editor)
    assert "前 1 条" not in client.get("/admin/articles/tag/").text
    monkeypatch.setattr(First, "MOST", 1)
    monkeypatch.setattr(Few, "MOST", 1)
    said = client.get("/admin/articles/tag/").text
    assert "前 1 条" in said
    assert "1+" in said  # stories on the site, as many as are counted


def test_a_name_that_is_taken_is_said_and_nothing_is_saved(client, cast):
    other = Tag.objects.create(name="滑雪")
    TagAlias.objects.create(name="双板", slug="双板", tag=other)
    tag = Tag.objects.create(name="冰雪")
    client.force_login(cast.editor)
    for values in ({"synonyms": "滑雪"}, {"synonyms": "双板"}, {"name": "双板"}, {"name": "滑雪"}):
        page = change(client, tag, **values)
        assert page.context["adminform"].form.errors
    tag.refresh_from_db()
    assert (tag.name, tag.aliases.count()) == ("冰雪", 0)


def test_a_tag_in_print_is_renamed_by_those_who_lead(client, cast, ski):
    client.force_login(cast.editor)
    change(client, ski, name="雪上运动")
    ski.refresh_from_db()
    assert ski.name == "滑雪"
    client.force_login(cast.section_head)
    change(client, ski, name="雪上运动")
    ski.refresh_from_db()
    assert (ski.name, ski.slug) == ("雪上运动", "雪上运动")
    assert ski.aliases.get().is_former


def test_the_look_ahead_says_how_much_would_change(client, cast, ski):
    Tag.objects.create(name="冰雪")
    client.force_login(cast.section_head)
    page = client.get(merge(ski), {"into": "冰雪"})
    assert (page.context["reach"].articles, page.context["reach"].stories) == (1, 1)
    assert page.context["into"].name == "冰雪"
    assert Tag.objects.filter(name="滑雪").exists()


def test_a_merge_is_done_and_leads_to_the_tag_that_stays(client, cast, ski):
    into = Tag.objects.create(name="冰雪")
    client.force_login(cast.section_head)
    page = client.post(merge(ski), {"into": "冰雪"}, follow=True)
    assert page.redirect_chain[-1][0] == f"/admin/articles/tag/{into.pk}/change/"
    assert "冰雪" in said(page)
    assert not Tag.objects.filter(pk=ski.pk).exists()


def test_no_such_tag_is_said(client, cast, ski):
    client.force_login(cast.section_head)
    for name in ("没有", "滑雪", ""):
        assert client.post(merge(ski), {"into": name}).context["into"] is None
    assert Tag.objects.filter(pk=ski.pk).exists()


def test_who_may_not_merge(client, cast, ski):
    for user in (cast.reporter, cast.editor, cast.photo_desk):
        client.force_login(user)
        assert client.get(merge(ski)).status_code == 403
        assert client.post(merge(ski), {"into": "冰雪"}).status_code == 403
    client.force_login(cast.section_head)
    assert client.get("/admin/articles/tag/99999/merge/").status_code == 404


def test_completion_offers_a_tag_for_its_other_name(client, cast):
    TagAlias.objects.create(name="双板", slug="双板", tag=Tag.objects.create(name="滑雪"))
    client.force_login(cast.reporter)
    assert client.get("/admin/articles/tag/names.json", {"q": "双"}).json() == {
        "names": ["滑雪"],
        "also": {"滑雪": "双板"},
    }


def test_a_tag_with_a_former_name_is_not_deleted(client, cast):
    tag = Tag.objects.create(name="冰雪")
    TagAlias.objects.create(name="滑雪", slug="滑雪", tag=tag, is_former=True)
    client.force_login(cast.administrator)
    assert client.post(f"/admin/articles/tag/{tag.pk}/delete/", {"post": "yes"}).status_code == 403
