import pytest
from django.urls import reverse
from django.utils import timezone

from articles.desk.workflow import Verb
from articles.models import Article, Remit, Section
from newsroom.models import LogLine
from tests.articles.admin.desk import address

pytestmark = pytest.mark.django_db
TRASH = "admin:articles_article_trash"


@pytest.fixture
def trashed(cast):
    article = cast.article(headline="扔掉的稿件")
    cast.do(article, Verb.TRASH, cast.editor)
    return article


def page(client, user):
    client.force_login(user)
    return client.get(reverse(TRASH))


def delete(article):
    return reverse("admin:articles_article_delete", args=[article.pk])


def test_it_shows_what_lies_there_with_who_and_when(client, cast, trashed):
    shown = page(client, cast.editor).content.decode()
    assert trashed.headline in shown
    assert "editor" in shown
    assert timezone.localtime().strftime("%Y-%m-%d") in shown


def test_the_list_of_articles_does_not(client, cast, trashed):
    cast.article(headline="留下的稿件")
    client.force_login(cast.editor)
    for more in ("", "?mine=yes", "?state=draft", "?q=扔掉"):
        listed = client.get(reverse("admin:articles_article_changelist") + more).content.decode()
        assert trashed.headline not in listed


def test_a_reporter_sees_her_own_and_others_nothing(client, cast, trashed):
    other = cast.article(headline="别人的稿件", created_by=cast.editor)
    other.bylines.all().delete()
    cast.do(other, Verb.TRASH, cast.editor)
    shown = page(client, cast.reporter).content.decode()
    assert trashed.headline in shown
    assert other.headline not in shown
    assert trashed.headline not in page(client, cast.photo_desk).content.decode()


def test_an_editor_sees_that_of_her_sections(client, cast, trashed):
    life = Section.objects.create(masthead_id="zh-hans", name="民生", slug="life")
    Remit.objects.create(user=cast.editor).sections.add(life)
    assert trashed.headline not in page(client, cast.editor).content.decode()


def test_taking_out_leads_to_the_article(client, cast, trashed):
    client.force_login(cast.editor)
    shown = client.post(reverse("admin:articles_article_untrash", args=[trashed.pk]), follow=True).content.decode()
    assert address(trashed) in shown
    assert Article.objects.kept().filter(pk=trashed.pk).exists()


def test_whoever_may_not_is_told_why(client, cast, trashed):
    client.force_login(cast.photo_desk)
    response = client.post(reverse("admin:articles_article_untrash", args=[trashed.pk]), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert not Article.objects.kept().filter(pk=trashed.pk).exists()


def test_the_form_is_to_read_and_offers_the_way_out(client, cast, trashed):
    client.force_login(cast.editor)
    shown = client.get(address(trashed)).content.decode()
    assert 'value="untrash"' in shown
    assert 'name="_save"' not in shown.split('id="submit-row"')[1]


class TestDeletingForGood:
    def test_it_says_what_is_lost_and_does_it_once_confirmed(self, client, cast, trashed):
        client.force_login(cast.section_head)
        assert trashed.headline in client.get(delete(trashed)).content.decode()
        assert Article.objects.filter(pk=trashed.pk).exists()
        response = client.post(delete(trashed), {"post": "yes"})
        assert response["Location"] == reverse(TRASH)
        assert not Article.objects.filter(pk=trashed.pk).exists()
        line = LogLine.objects.first()
        assert (line.actor, line.story, line.about) == (cast.section_head, trashed.pk, trashed.headline)

    @pytest.mark.parametrize("role", ["reporter", "editor", "photo_desk"])
    def test_who_may_not(self, client, cast, trashed, role):
        client.force_login(getattr(cast, role))
        assert client.post(delete(trashed), {"post": "yes"}).status_code == 403
        assert Article.objects.filter(pk=trashed.pk).exists()

    def test_only_from_the_trash(self, client, cast):
        article = cast.article()
        client.force_login(cast.chief_editor)
        assert client.post(delete(article), {"post": "yes"}).status_code == 403
        assert delete(article) not in client.get(address(article)).content.decode()

    def test_never_what_was_published(self, client, cast):
        article = cast.published()
        cast.do(article, Verb.WITHDRAW, cast.chief_editor)
        cast.do(article, Verb.TRASH, cast.chief_editor)
        client.force_login(cast.chief_editor)
        assert client.post(delete(article), {"post": "yes"}).status_code == 403

    def test_what_was_signed_and_noted_goes_with_it(self, client, cast):
        article = cast.signed()
        cast.do(article, Verb.TRASH, cast.chief_editor)
        client.force_login(cast.chief_editor)
        client.post(delete(article), {"post": "yes"})
        assert not Article.objects.filter(pk=article.pk).exists()


def test_the_page_costs_the_same_with_ten_more(client, cast, trashed, django_assert_num_queries):
    page(client, cast.editor)
    queries = 8
    with django_assert_num_queries(queries):
        client.get(reverse(TRASH))
    for number in range(10):
        cast.do(cast.article(headline=f"稿件{number}"), Verb.TRASH, cast.editor)
    with django_assert_num_queries(queries):
        client.get(reverse(TRASH))
