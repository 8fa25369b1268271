"""The page that finds everything: in what, for whom, and at what cost."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Note, Section, Tag, TagAlias, deskindex
from media.models import Photo
from newsroom.models import Reporter

FIND = "/admin/find/"


@pytest.fixture
def find(client, cast):
    """find(text): group → titles, for the editor, or who else is logged in."""
    client.force_login(cast.editor)

    def find(text):
        page = client.get(FIND, {"q": text})
        assert page.status_code == 200
        return {group.name: [plain(hit.title) for hit in group.hits] for group in page.context["groups"]}

    return find


def plain(title):
    return str(title).replace("<mark>", "").replace("</mark>", "")


def write(article):
    deskindex.write(article)
    return article


def test_words_inside_sentences_are_found_with_their_passage(client, cast):
    write(cast.article(headline="开板", body="<p>开头一句。今年的冰雪旅游季从十一月开始。</p>"))
    client.force_login(cast.editor)
    page = client.get(FIND, {"q": "雪旅"}).content.decode()
    assert "冰<mark>雪旅</mark>游季" in page


def test_every_kind_is_looked_through(find, cast):
    write(cast.article(headline="冰灯亮了"))
    Photo.objects.filter(pk=cast.photo(processed=False).pk).update(caption="冰灯夜景")
    Reporter.objects.create(name="冰灯客")
    Tag.objects.create(name="冰灯")
    Section.objects.create(masthead_id="zh-hans", name="冰灯节", slug="lights")
    found = find("冰灯")
    assert found["articles"] == ["冰灯亮了"]
    assert len(found["photo"]) == 1
    assert found["reporter"] == ["冰灯客"]
    assert found["tag"] == ["冰灯"]
    assert found["section"] == ["冰灯节"]


def test_a_tag_is_found_by_its_other_name(find, cast):
    TagAlias.objects.create(name="双板", slug="双板", tag=Tag.objects.create(name="滑雪"))
    assert find("双板")["tag"] == ["滑雪"]


def test_notes_bylines_and_names_are_found(find, cast):
    article = cast.article()
    Note.objects.create(article=article, text="票价再核一次", author_name="白露")
    write(article)
    assert find("票价")["articles"] == find("林知夏")["articles"] == [article.headline]


@pytest.mark.parametrize(
    "typed",
    [
        "{number}",
        "https://news.example/2026/03/05/{number}/",
        "/2026/3/5/{number}",
        "http://localhost:8000/admin/articles/article/{number}/change/",
    ],
)
def test_a_number_or_a_pasted_address_leads_to_the_article(find, cast, typed):
    article = cast.article(headline="按号找到")
    assert find(typed.format(number=article.pk))["articles"] == ["按号找到"]


def test_pairs_that_stand_apart_are_no_hit(find, cast):
    write(cast.article(body="<p>冰雪落在雪山，山经年不化，经济。</p>"))
    assert "articles" not in find("冰雪山经济")


def test_what_is_in_the_trash_is_not_found(find, cast):
    article = write(cast.article(headline="扔掉的稿子"))
    Article.objects.filter(pk=article.pk).update(trashed_at=timezone.now())
    assert "articles" not in find("扔掉")
    assert "articles" not in find(str(article.pk))


def test_at_most_twenty_of_a_kind_and_where_all_are(client, cast):
    for number in range(22):
        cast.article(headline=f"冰灯第{number}篇")
    call_command("rebuild_desk_index")
    client.force_login(cast.editor)
    group = client.get(FIND, {"q": "冰灯"}).context["groups"][0]
    assert len(group.hits) == 20
    listed = client.get(group.all)
    assert listed.context["cl"].result_count == 22


def test_users_are_found_by_administrators_alone(find, client, cast):
    get_user_model().objects.create_superuser("root-editor", password="a long enough word")
    assert "user" not in find("editor")
    client.force_login(cast.administrator)
    assert "root-editor" not in find("editor")["user"]
    assert "editor" in find("editor")["user"]


def test_somebody_without_a_role_finds_nothing(client, cast):
    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    assert client.get(FIND, {"q": "冰"}).status_code == 403
    client.logout()
    assert client.get(FIND).status_code == 302


@pytest.mark.parametrize("typed", ["", " ", "\x00", "“”", "%", "<script>", "9" * 40, "汉" * 400, "a b " * 60])
def test_odd_queries_are_answered(client, cast, typed):
    client.force_login(cast.administrator)
    page = client.get(FIND, {"q": typed})
    assert page.status_code == 200
    assert "<script>汉" not in page.content.decode()


def test_the_box_of_the_sidebar_leads_here(client, cast):
    client.force_login(cast.reporter)
    assert f'action="{FIND}"' in client.get("/admin/").content.decode()


def test_the_page_costs_the_same_with_more_of_everything(client, cast):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(FIND, {"q": "冰灯"})
        return len(queries)

    def more(count):
        for _n in range(count):
            cast.article(headline="冰灯")
            Tag.objects.create(name=f"冰灯{Tag.objects.count()}")
            Reporter.objects.create(name="冰灯客")
        call_command("rebuild_desk_index")

    client.force_login(cast.editor)
    more(1)
    cost()
    few = cost()
    more(10)
    assert cost() == few
    assert few <= 30
