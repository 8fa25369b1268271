"""The search page as readers get it: words, passages, orders, pages. Its filters and names have files of their own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db
PLACE = "?q=%E7%99%BD%E6%A1%A6%E6%B9%BE"


def found(client, query="白桦湾", language="", **parameters):
    """The stories on a page of the search, in their order."""
    address = f"{language}/search/"
    return client.get(address, {"q": query} | parameters).context["stories"]


@pytest.mark.parametrize("order", ["", "newest"])
@pytest.mark.parametrize(
    ("parameters", "queries"),
    [
        ({"q": "白桦湾"}, 4),  # furniture, names, index, stories
        ({"q": "白桦湾", "person": "nobody", "section": "news", "photo": "without", "from": "2026"}, 4),
        ({"section": "news"}, 3),
        ({"q": "没有"}, 3),
        ({}, 1),
    ],
)
def test_it_costs_the_same_queries_however_much_there_is(client, django_assert_num_queries, order, parameters, queries):
    for _ in range(2):
        for _ in range(10):
            factories.publication(html="<p>白桦湾下雪了。</p>", tags=[factories.tag("白桦湾")])
        with django_assert_num_queries(queries):
            client.get("/search/", parameters | {"order": order})


def test_a_further_page_costs_the_same(client, django_assert_num_queries):
    for _ in range(65):
        factories.publication(html="<p>白桦湾下雪了。</p>")
    second = client.get("/search/", {"q": "白桦湾"}).context["further"]
    third = client.get(f"/search/{second}").context["further"]
    for address in (second, third):
        with django_assert_num_queries(4):
            assert len(client.get(f"/search/{address}").context["stories"]) == 20


def test_a_found_story_shows_its_passage_with_the_word_marked(client):
    factories.publication(html="<p>昨夜，白桦湾下雪了。</p>")
    factories.publication(html="<p>青石镇大桥合龙。</p>")
    response = client.get("/search/", {"q": "白桦湾"})
    assert len(response.context["stories"]) == 1
    assert "昨夜，<mark>白桦湾</mark>下雪了。" in response.text


def test_the_headline_kicker_and_names_are_marked_too_and_stay_safe(client):
    factories.publication(
        headline="白桦湾<b>下雪", kicker="来自白桦湾", people=[factories.reporter("白桦湾")], html="<p>无。</p>"
    )
    text = client.get("/search/", {"q": "白桦湾"}).text
    assert "<mark>白桦湾</mark>&lt;b&gt;下雪</a>" in text
    assert "来自<mark>白桦湾</mark></p>" in text
    assert '<span class="people"><mark>白桦湾</mark></span>' in text


def test_results_say_their_language(client):
    factories.publication()
    assert '<div class="river" lang="zh-Hans">' in client.get("/search/", {"q": "雪"}).text


def test_traditional_writing_finds_simplified_and_the_other_way_round(client):
    plain = factories.publication(html="<p>云杉经济发展。</p>")
    other = factories.publication(html="<p>雲杉經濟發展。</p>")
    for query in ("經濟發展", "经济发展", "雲杉"):
        assert set(found(client, query)) == {plain, other}


@pytest.mark.parametrize(
    "query", ["雪", "5G", "5g网络", "《松林》", "“松林”", "3.5万", "松林 5G", "ＧＤＰ", "GDP 松林", "２０２６"]
)
def test_any_kind_of_word_finds_its_story(client, query):
    story = factories.publication(html="<p>2026年，《松林》里5G 网络通了，GDP增长，投资3.5万元，下雪了。</p>")
    factories.publication(html="<p>无。</p>", summary="", headline="无")
    assert found(client, query) == [story]
    assert found(client, query, order="newest") == [story]


class TestOrder:
    def test_a_headline_stands_before_a_standfirst_and_that_before_the_text(self, client):
        headline = factories.publication(headline="白桦湾下雪")
        standfirst = factories.publication(facts={"standfirst": "白桦湾下雪"})
        text = factories.publication(html="<p>白桦湾下雪</p>")
        assert found(client) == [headline, standfirst, text]
        assert found(client, order="newest") == [text, standfirst, headline]

    def test_the_text_of_today_stands_before_a_headline_of_long_ago(self, client):
        now = timezone.now()
        old = factories.publication(headline="白桦湾下雪", published_at=now - timedelta(days=900))
        new = factories.publication(html="<p>白桦湾下雪</p>", published_at=now)
        assert found(client) == [new, old]

    def test_all_words_in_the_headline_count_as_the_headline(self, client):
        both = factories.publication(headline="白桦湾里的松林")
        one = factories.publication(headline="白桦湾", html="<p>松林</p>")
        assert found(client, "松林 白桦湾") == [both, one]

    def test_of_equals_the_newer_comes_first(self, client):
        stories = [factories.publication(headline="白桦湾", published_at=factories.NOON) for _ in range(3)]
        assert found(client) == stories[::-1]

    def test_each_order_leads_to_the_other(self, client):
        factories.publication(headline="白桦湾")
        text = client.get("/search/", {"q": "白桦湾", "photo": "without"}).text
        assert f'href="{PLACE}&amp;order=newest&amp;photo=without"' in text
        assert f'href="{PLACE}&amp;photo=without" aria-current="true"' in text

    def test_without_words_the_newest_come_first_and_no_order_is_offered(self, client):
        stories = [factories.publication() for _ in range(3)]
        response = client.get("/search/", {"section": "news"})
        assert response.context["stories"] == stories[::-1]
        assert 'class="order"' not in response.text


class TestPages:
    @pytest.fixture
    def stories(self):
        """Fifty stories, the word in a third of the headlines."""
        now = timezone.now()
        return [
            factories.publication(
                headline="白桦湾" if number % 3 == 0 else "别处",
                html="<p>白桦湾</p>" if number % 5 else "<p>白桦，桦湾</p>",
                published_at=now - timedelta(days=20 * number),
            )
            for number in range(50)
        ]

    @pytest.mark.parametrize("order", ["", "newest"])
    def test_go_on_without_repeats_or_gaps(self, client, stories, order):
        walked, response = [], client.get("/search/", {"q": "白桦湾", "order": order})
        while further := response.context["further"]:
            walked += response.context["stories"]
            response = client.get(f"/search/{further}")
        walked += response.context["stories"]
        true = [story for number, story in enumerate(stories) if number % 3 == 0 or number % 5]
        assert len(walked) == len(true)
        assert set(walked) == set(true)
        assert (walked == true) == (order == "newest")

    def test_stay_as_they_were_while_newer_stories_come(self, client, stories):
        second = client.get("/search/", {"q": "白桦湾"}).context["further"]
        before = client.get(f"/search/{second}").context["stories"]
        for _ in range(30):
            factories.publication(headline="白桦湾", published_at=timezone.now() + timedelta(seconds=5))
        assert client.get(f"/search/{second}").context["stories"] == before

    def test_keep_what_was_asked_and_lead_back(self, client, stories):
        second = client.get("/search/", {"q": "白桦湾", "section": "news"}).context["further"]
        assert second.startswith(f"{PLACE}&section=news&before=")
        assert f'<a href="{PLACE}&amp;section=news">' in client.get(f"/search/{second}").text

    @pytest.mark.parametrize("before", ["", "x", "1", "-1", "1-1", "1-3-1", "1-0-", "1-0-9223372036854775808", "١-0-1"])
    def test_garbage_for_a_place_is_not_there(self, client, before):
        factories.publication(headline="白桦湾")
        assert client.get("/search/", {"q": "白桦湾", "before": before}).status_code == 404

    @pytest.mark.parametrize("before", ["", "x", "1-0-1", "9223372036854775808", "0"])
    def test_garbage_for_a_key_is_not_there(self, client, before):
        factories.publication(headline="白桦湾")
        response = client.get("/search/", {"q": "白桦湾", "before": before, "order": "newest"})
        assert response.status_code == 404

    def test_beyond_the_last_story_there_is_nothing(self, client, stories):
        assert client.get("/search/", {"q": "白桦湾", "before": "1-2-0"}).status_code == 404


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


@pytest.mark.parametrize(
    ("asked", "advice"),
    [
        ({"q": "麒麟"}, "换一个短一些的词"),
        ({"q": "麒麟 凤凰"}, "请换用更少、更短的词再试"),
        ({"q": "《麒麟》"}, "去掉引号再试试"),
        ({"q": "麒麟", "photo": "with"}, "在全部报道里找"),
        ({"photo": "with"}, "去掉一个条件再看"),
        ({"q": "！！"}, "只有符号无法搜索"),
        ({}, "按文中的字词查找"),
    ],
)
def test_what_is_advised_fits_what_was_asked(client, asked, advice):
    factories.publication()
    response = client.get("/search/", asked)
    assert response.context["stories"] == []
    assert advice in response.text


def test_search_pages_are_not_for_search_engines(client):
    response = client.get("/search/", {"q": "雪"})
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


@pytest.mark.parametrize("query", ["a\x00b", "'\"*()", "雪" * 5000, "\ud800".encode("utf-8", "surrogatepass"), "😀"])
def test_hostile_words_are_answered(client, query):
    factories.masthead()
    assert client.get("/search/", {"q": query}).status_code == 200


def test_an_edition_finds_its_own_stories(client):
    kazakh = factories.section(language="kk-arab")
    factories.publication(html="<p>白桦湾</p>")
    theirs = factories.publication(section=kazakh, html="<p>قار جاۋدى</p>")
    assert found(client, language="/kk-arab") == []
    assert found(client, "قار", language="/kk-arab") == [theirs]


def test_a_story_that_left_the_site_is_not_found(client):
    story = factories.publication(headline="白桦湾")
    story.delete()
    assert found(client) == []
    assert found(client, "", section="news") == []
