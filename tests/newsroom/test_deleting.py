"""What the desk says before it deletes something."""

from articles.models import Remit, Section
from newsroom import deleting


def test_no_row_that_only_ties_two_things_is_named(client, cast):
    remit = Remit.objects.create(user=cast.editor)
    remit.sections.add(cast.section)
    client.force_login(cast.administrator)
    said = client.get(f"/admin/articles/remit/{remit.pk}/delete/").text
    assert "删除分管栏目“editor”？" in said
    assert "Remit" not in said


def test_what_is_in_use_says_so_and_offers_no_button(client, cast):
    cast.article()
    client.force_login(cast.administrator)
    said = client.get(f"/admin/newsroom/reporter/{cast.lin.pk}/delete/").text
    assert "“林知夏”还在使用，不能删除。" in said
    assert "Publication" not in said and 'value="yes"' in said
    assert "删除后不能恢复" not in said


def test_of_much_that_keeps_something_a_little_is_shown(client, cast, monkeypatch):
    monkeypatch.setattr(deleting, "SHOWN", 3)
    for at in range(6):
        cast.article(headline=f"河谷的稿子{at}")
    client.force_login(cast.administrator)
    page = client.get(f"/admin/articles/section/{cast.section.pk}/delete/")
    assert "还在使用，不能删除。" in page.text
    assert len(page.context["protected"]) == 3
    client.post(f"/admin/articles/section/{cast.section.pk}/delete/", {"post": "yes"})
    assert Section.objects.filter(pk=cast.section.pk).exists()
