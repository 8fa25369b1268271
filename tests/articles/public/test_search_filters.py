"""By what a search can be narrowed, what is said where that was not understood, and how each choice is taken away."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from articles.models import searchindex
from articles.models.publication import Publication
from tests import factories

pytestmark = pytest.mark.django_db
WORD = "q=%E7%99%BD%E6%A1%A6%E6%B9%BE"


def found(client, query="白桦湾", **parameters):
    return client.get("/search/", {"q": query} | parameters).context["stories"]


def on(*day, **more):
    """A story with the word, first published at eight in the morning of a day."""
    at = datetime(*day, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
    return factories.publication(html="<p>白桦湾</p>", published_at=at, **more)


class TestEachFilter:
    @pytest.mark.parametrize("query", ["白桦湾", ""])
    @pytest.mark.parametrize("order", ["", "newest"])
    def test_a_section(self, client, query, order):
        theirs = factories.publication(html="<p>白桦湾</p>", section=factories.section("villages"))
        factories.publication(html="<p>白桦湾</p>")
        assert found(client, query, section="villages", order=order) == [theirs]

    @pytest.mark.parametrize("query", ["白桦湾", ""])
    def test_a_person_by_address_or_name(self, client, query):
        lin, jiang = factories.reporter(), factories.reporter("江一帆")
        hers = factories.publication(html="<p>白桦湾</p>", people=[lin])
        factories.publication(html="<p>白桦湾</p>", people=[jiang])
        for person in (lin.slug, "林知夏", " 林知夏\u3000"):
            assert found(client, query, person=person) == [hers]

    def test_a_person_by_a_name_in_traditional_writing(self, client):
        her = factories.publication(html="<p>白桦湾</p>", people=[factories.reporter("叶远")])
        factories.publication(html="<p>白桦湾</p>")
        assert found(client, person="葉遠") == [her]

    @pytest.mark.parametrize("query", ["白桦湾", ""])
    def test_with_a_photo_or_without(self, client, query):
        shown = factories.publication(html="<p>白桦湾</p>", cover=factories.picture())
        inside = factories.publication(html="<p>白桦湾</p>", facts={"photos": [factories.picture()]})
        bare = factories.publication(html="<p>白桦湾</p>")
        assert found(client, query, photo="with") == [inside, shown]
        assert found(client, query, photo="without") == [bare]

    @pytest.mark.parametrize(
        ("parameters", "first", "last"),
        [
            ({"from": "2026-01-02"}, 1, 5),
            ({"to": "2026-01-02"}, 0, 1),
            ({"from": "2026-01-02", "to": "2026-01-02"}, 1, 1),
            ({"from": "2026-02-01", "to": "2026-01-02"}, 1, 3),  # the wrong way round
            ({"from": "2026"}, 1, 5),
            ({"to": "2025"}, 0, 0),
            ({"from": "2026-01", "to": "2026-01"}, 1, 2),
            ({"from": "2026年1月31日", "to": "2026年2月1日"}, 2, 3),
            ({"from": "2026/2/1"}, 3, 5),
            ({"from": "20260201", "to": "２０２６．３．１"}, 3, 4),
            ({"from": " 2026 年 3 月 "}, 4, 5),
        ],
    )
    def test_days_months_and_years_in_any_usual_writing(self, client, parameters, first, last):
        days = [(2025, 12, 31), (2026, 1, 2), (2026, 1, 31), (2026, 2, 1), (2026, 3, 1), (2026, 3, 2)]
        stories = [on(*day) for day in days]
        for order in ("", "newest"):
            for query in ("白桦湾", ""):
                assert found(client, query, order=order, **parameters) == stories[first : last + 1][::-1]

    def test_several_at_once(self, client):
        lin = factories.reporter()
        wanted = on(2026, 1, 5, people=[lin], cover=factories.picture())
        on(2026, 1, 5, people=[lin])
        on(2026, 1, 5, cover=factories.picture())
        on(2025, 1, 5, people=[lin], cover=factories.picture())
        asked = {"person": lin.slug, "photo": "with", "from": "2026-01-01", "to": "2026-12-31", "section": "news"}
        assert found(client, **asked) == [wanted]

    def test_words_cannot_pretend_to_be_a_filter(self, client):
        factories.publication(html="<p>白桦湾</p>")
        assert found(client, "\ue005") == []
        assert found(client, "白桦湾\ue005") != []

    def test_pages_go_on_within_the_filter(self, client):
        stories = [on(2026, 1, 1 + number % 28, section=factories.section("villages")) for number in range(45)]
        [on(2026, 1, 3) for _ in range(5)]
        walked, address = [], "?section=villages&from=2026-01-03"
        while address:
            response = client.get(f"/search/{address}")
            walked += response.context["stories"]
            address = response.context["further"]
        assert walked == sorted((s for s in stories if s.date.day >= 3), key=lambda story: -story.key)


class TestBadInput:
    @pytest.mark.parametrize(
        ("name", "typed", "said"),
        [
            ("from", "2026-02-30", "“2026-02-30”不是日期"),
            ("to", "昨天", "“昨天”不是日期"),
            ("from", "0001-01-01", "不是日期"),
            ("to", "9999", "不是日期"),
            ("from", "９" * 80, "不是日期"),
            ("from", "2026-13", "不是日期"),
            ("section", "nowhere", "这里没有“nowhere”这个栏目"),
            ("person", "nobody", "这里没有署名“nobody”的报道"),
            ("photo", "yes", "请选择有图片或没有图片"),
        ],
    )
    def test_is_said_and_limits_nothing(self, client, name, typed, said):
        story = factories.publication(html="<p>白桦湾</p>")
        response = client.get("/search/", {"q": "白桦湾", name: typed})
        assert response.context["stories"] == [story]
        assert said in response.text
        assert '<details class="narrow" open>' in response.text

    @pytest.mark.parametrize("name", ["from", "to", "person"])
    def test_stays_in_its_field(self, client, name):
        factories.masthead()
        text = client.get("/search/", {name: '"><b>2026'}).text
        assert 'value="&quot;&gt;&lt;b&gt;2026"' in text
        assert "<b>2026" not in text

    @pytest.mark.parametrize("name", ["q", "order", "section", "person", "from", "to", "photo"])
    @pytest.mark.parametrize(
        "typed", ["\0", "x" * 5000, "\u202e", "'\"%_\\", "😀", "\ud800".encode("utf8", "surrogatepass")]
    )
    def test_of_any_kind_is_answered(self, client, name, typed):
        factories.publication()
        assert client.get("/search/", {name: typed}).status_code == 200

    def test_several_people_of_one_name_are_offered(self, client):
        people = [factories.reporter(slug="lin-a"), factories.reporter(slug="lin-b")]
        stories = [factories.publication(html="<p>白桦湾</p>", people=[person]) for person in people]
        response = client.get("/search/", {"q": "白桦湾", "person": "林知夏"})
        assert response.context["stories"] == stories[::-1]
        assert "有几位叫“林知夏”的人" in response.text
        for slug in ("lin-a", "lin-b"):
            assert f'href="?{WORD}&amp;person={slug}"' in response.text


class TestChoices:
    def test_each_is_shown_with_the_address_without_it(self, client):
        lin = factories.reporter()
        factories.publication(html="<p>白桦湾</p>", people=[lin])
        asked = {"q": "白桦湾", "section": "news", "person": lin.slug, "from": "2026-01", "photo": "without"}
        response = client.get("/search/", asked)
        said = {value: address for _name, value, address in response.context["asked"].chosen}
        assert list(said) == ["要闻", "林知夏", "2026-01-01", "没有图片"]
        for name, value in (("section", "要闻"), ("person", "林知夏"), ("from", "2026-01-01"), ("photo", "没有图片")):
            assert f"{name}=" not in said[value]
            assert said[value].count("=") == 4
        assert 'aria-label="去掉： 栏目 要闻"' in response.text

    def test_they_stay_in_the_form(self, client):
        factories.publication()
        asked = {"section": "news", "from": "2026年1月", "to": "2026-02", "photo": "without", "order": "newest"}
        text = client.get("/search/", asked).text
        assert '<option value="news" selected>' in text
        assert 'type="date" value="2026-01-01"' in text
        assert 'type="date" value="2026-02-28"' in text
        assert '<option value="without" selected>' in text
        assert '<input type="hidden" name="order" value="newest">' in text
        assert '<details class="narrow">' in text

    def test_the_box_on_other_pages_asks_for_words_alone(self, client):
        factories.masthead()
        text = client.get("/nowhere/").text
        assert 'name="q"' in text
        assert "<details" not in text.split('role="search"')[1].split("</form>")[0]


def test_a_person_no_story_names_any_more_is_nobody(client):
    lin = factories.reporter(slug="lin")
    story = factories.publication(html="<p>白桦湾</p>", people=[lin])
    searchindex.forget(story.key)
    Publication.objects.all().delete()
    response = client.get("/search/", {"person": lin.slug})
    assert "这里没有署名" in response.text
    assert "林知夏" not in response.text
