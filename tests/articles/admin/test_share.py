"""Preview links: made in the desk, read by anybody who has the address, gone when they should be."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.desk import notes, previews
from articles.models import PreviewLink, Remit, Section
from newsroom.models import LogLine
from tests import factories
from tests.articles.admin.desk import address


@pytest.fixture
def article(cast):
    return cast.article(headline="还没有发布的报道", standfirst="提前看")


@pytest.fixture
def editor(cast, client):
    client.force_login(cast.editor)
    return client


def links(article, link=None):
    if link:
        return reverse("admin:articles_article_link_revoke", args=[article.pk, link.pk])
    return reverse("admin:articles_article_links", args=[article.pk])


def made(editor, article, **fields):
    """The path of a link made in the dialog."""
    page = editor.post(links(article), fields).content.decode()
    return re.search(r'value="https?://[^/]+(/preview/[\w-]{22}/)"', page)[1]


def test_a_link_is_made_shown_once_and_recorded(editor, article, cast):
    path = made(editor, article, remark="河谷乡政府核稿")
    link = PreviewLink.objects.get()
    token = path.split("/")[2]
    assert token not in str(link.__dict__)
    assert (link.made_by, link.remark) == (cast.editor, "河谷乡政府核稿")
    assert timedelta(hours=71) < link.expires_at - timezone.now() <= timedelta(hours=72)
    page = editor.get(links(article)).content.decode()
    assert "河谷乡政府核稿" in page
    assert token not in page
    line = LogLine.objects.get(story=article.pk)
    assert (line.kind, line.actor) == ("public", cast.editor)
    assert "河谷乡政府核稿" in line.detail


def test_a_stranger_reads_exactly_the_words_that_were_frozen(editor, client, article, cast):
    path = made(editor, article, remark="给某某的备注")
    cast.changed(article, headline="后来改的标题")
    notes.write(article, cast.editor, "绝密批注")
    client.logout()
    page = client.get(path).content.decode()
    assert "还没有发布的报道" in page
    for hidden in ("后来改的标题", "绝密批注", "给某某的备注", "/admin/", "editor"):
        assert hidden not in page
    assert PreviewLink.objects.get().reads == 1


def test_a_stranger_sees_galleries_and_pull_quotes_as_readers_will(editor, client, article):
    page = client.get(made(editor, article)).content.decode()
    assert "public.css" in page
    assert "embeds.css" in page


def test_no_cache_no_search_engine_and_no_other_site_gets_the_address(editor, client, article):
    path = made(editor, article)
    client.logout()
    for response in (client.get(path), client.get("/preview/unknown/")):
        assert response["Cache-Control"] == "no-store"
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["Content-Security-Policy"].startswith("default-src 'none'")
        assert "ETag" not in response
        assert not response.cookies


def test_expired_revoked_trashed_and_unknown_links_answer_alike(editor, client, article, cast):
    paths = [made(editor, article) for _ in range(3)]
    expired, revoked, _kept = PreviewLink.objects.order_by("pk")
    PreviewLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    editor.post(links(article, revoked))
    client.logout()
    answers = [client.get(path) for path in [*paths[:2], "/preview/AAAAAAAAAAAAAAAAAAAAAA/", "/preview/雪/"]]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert client.get(paths[2]).status_code == 200
    article.trashed_at = timezone.now()
    article.save(update_fields=["trashed_at"])
    assert client.get(paths[2]).status_code == 404


def test_looking_at_the_head_of_the_page_is_not_reading_it(editor, client, article):
    path = made(editor, article)
    client.logout()
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405
    assert PreviewLink.objects.get().reads == 0


def test_a_link_is_revoked_once_and_that_is_recorded(editor, article):
    made(editor, article)
    link = PreviewLink.objects.get()
    for _ in range(2):
        assert editor.post(links(article, link)).status_code == 200
    assert LogLine.objects.filter(story=article.pk).count() == 2


def test_a_killed_photo_is_gone_from_links_at_once(editor, client, cast):
    photo = cast.photo(caption="要撤的照片")
    article = cast.article(body=f'<p>雪</p><figure data-photo="{photo.pk}"><figcaption></figcaption></figure>')
    path = made(editor, article)
    assert "要撤的照片" in client.get(path).content.decode()
    photo.killed_at = timezone.now()
    photo.save(update_fields=["killed_at"])
    assert "要撤的照片" not in client.get(path).content.decode()


@pytest.mark.parametrize("lacks", [{"section": None}, {"trashed_at": timezone.now()}])
def test_what_has_no_page_is_not_shared(editor, cast, lacks):
    article = cast.article(**lacks)
    response = editor.post(links(article))
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert not PreviewLink.objects.exists()


def test_reporters_and_editors_of_other_sections_share_nothing(client, article, cast):
    with pytest.raises(previews.Refused):
        previews.share(article, cast.reporter)
    remit = Remit.objects.create(user=cast.editor)
    remit.sections.add(Section.objects.create(masthead_id="zh-hans", name="乡村", slug="villages"))
    for user in (cast.reporter, cast.editor, cast.photo_desk):
        client.force_login(user)
        assert client.get(links(article)).status_code == 404
        assert client.post(links(article)).status_code == 404
        assert 'id="share"' not in client.get(address(article)).content.decode()
    assert not PreviewLink.objects.exists()


def test_the_form_offers_it_to_editors_and_what_is_new_has_nothing_to_share(editor, article):
    assert 'id="share"' in editor.get(address(article)).content.decode()
    assert 'id="share"' not in editor.get(reverse("admin:articles_article_add")).content.decode()


def test_links_of_another_article_are_not_revoked_here(editor, article, cast):
    made(editor, article)
    other = cast.article()
    assert editor.post(links(other, PreviewLink.objects.get())).status_code == 404


def test_reading_costs_the_same_with_more_on_the_site(editor, client, article, cast, django_assert_num_queries):
    path = made(editor, article)
    client.logout()
    with django_assert_num_queries(6):  # link, versions, section, slugs of the byline, count, masthead
        client.get(path)
    for _ in range(10):
        factories.publication(section=cast.section)
        previews.share(article, cast.editor)
    with django_assert_num_queries(6):
        client.get(path)
