import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_it_costs_four_queries_at_most(client, django_assert_max_num_queries):
    for _ in range(2):
        [factories.publication(html="<p>白桦湾下雪了。</p>") for _ in range(10)]
        with django_assert_max_num_queries(4):
            response = client.get("/search/", {"q": "白桦湾"})
    assert len(response.context["page"].rows) == 20


def test_a_found_story_shows_its_passage_with_the_word_marked(client):
    factories.publication(html="<p>昨夜，白桦湾下雪了。</p>")
    factories.publication(html="<p>青石镇大桥合龙。</p>")
    response = client.get("/search/", {"q": "白桦湾"})
    assert len(response.context["page"].rows) == 1
    assert "<mark>白桦湾</mark>" in response.text


def test_the_form_keeps_what_was_asked(client):
    text = client.get("/search/", {"q": '<b>"雪'}).text
    assert 'value="&lt;b&gt;&quot;雪"' in text


def test_nothing_found_says_so_and_no_words_show_the_form(client):
    factories.masthead()
    assert "麒麟" in client.get("/search/", {"q": "麒麟"}).text
    for query in ("", " ", "\u3000"):
        response = client.get("/search/", {"q": query})
        assert response.status_code == 200
        assert 'name="q"' in response.text
    assert client.get("/search/").status_code == 200


def test_search_pages_are_not_for_search_engines(client):
    response = client.get("/search/", {"q": "雪"})
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


@pytest.mark.parametrize("query", ["a\x00b", "'\"*()", "雪" * 5000, "\ud800".encode("utf-8", "surrogatepass"), "😀"])
def test_hostile_words_are_answered(client, query):
    factories.masthead()
    assert client.get("/search/", {"q": query}).status_code == 200


def test_the_older_page_keeps_the_words(client):
    stories = [factories.publication(html="<p>白桦湾下雪了。</p>") for _ in range(25)]
    text = client.get("/search/", {"q": "白桦湾"}).text
    assert f"?q=%E7%99%BD%E6%A1%A6%E6%B9%BE&amp;before={stories[5].key}" in text
    older = client.get("/search/", {"q": "白桦湾", "before": stories[5].key})
    assert older.context["page"].rows == stories[4::-1]
    assert 'href="?q=%E7%99%BD%E6%A1%A6%E6%B9%BE"' in older.text


def test_an_edition_finds_its_own_stories(client):
    kazakh = factories.section(language="kk-arab")
    factories.publication(html="<p>白桦湾</p>")
    theirs = factories.publication(section=kazakh, html="<p>قار جاۋدى</p>")
    assert client.get("/kk-arab/search/", {"q": "白桦湾"}).context["page"].rows == []
    assert client.get("/kk-arab/search/", {"q": "قار"}).context["page"].rows == [theirs]
