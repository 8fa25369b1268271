"""People, tags and sections by name: as suggestions, and above the stories."""

import pytest

from articles.desk import publishing, tagging
from articles.models import Article, Publication, PublicName, Tag
from articles.public.pages import BRIEFLY
from newsroom.models import Reporter
from tests import factories

pytestmark = pytest.mark.django_db


def suggested(client, query, language=""):
    """The names that are suggested, in their order."""
    return [row["name"] for row in client.get(f"{language}/search/suggest/", {"q": query}).json()["suggestions"]]


@pytest.fixture
def names():
    """People and tags that stories carry."""
    people = [factories.reporter(name) for name in ("林知夏", "欧阳林", "阿娜尔·别克", "Man Xiao")]
    tags = [factories.tag(name) for name in ("林业", "造林", "臺灣", "AI", "冰雪·旅游", "100%_林")]
    return factories.publication(people=people, tags=tags)


class TestSuggestions:
    def test_say_what_each_is_and_where(self, client, names):
        rows = client.get("/search/suggest/", {"q": "林知"}).json()["suggestions"]
        slug = Reporter.objects.get(name="林知夏").get_absolute_url()
        assert rows == [{"kind": "reporter", "said": "记者", "name": "林知夏", "url": slug}]
        rows = client.get("/search/suggest/", {"q": "林业"}).json()["suggestions"]
        assert rows == [{"kind": "tag", "said": "标签", "name": "林业", "url": "/tags/%E6%9E%97%E4%B8%9A/"}]
        rows = client.get("/search/suggest/", {"q": "要"}).json()["suggestions"]
        assert rows == [{"kind": "section", "said": "栏目", "name": "要闻", "url": "/sections/news/"}]

    def test_begin_with_what_was_typed_or_have_it_inside_the_nearest_first(self, client, names):
        assert suggested(client, "林") == ["林业", "林知夏", "造林", "欧阳林", "100%_林"]

    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("林業", "林业"),
            ("台湾", "臺灣"),
            ("阿娜尔别", "阿娜尔·别克"),
            ("阿娜尔·别", "阿娜尔·别克"),
            ("ａｉ", "AI"),
            ("man x", "Man Xiao"),
            ("冰雪旅", "冰雪·旅游"),
            ("%_", "100%_林"),
        ],
    )
    def test_meet_other_ways_of_writing(self, client, names, typed, name):
        assert suggested(client, typed) == [name]

    @pytest.mark.parametrize("typed", ["", " ", "\0", "没有", "%", "_", "\\", "'", "雪" * 5000, "\ue001"])
    def test_of_nothing_or_anything_else_are_none(self, client, names, typed):
        expected = {"%": ["100%_林"], "_": ["100%_林"]}.get(typed, [])
        assert suggested(client, typed) == expected

    def test_are_at_most_eight(self, client):
        factories.publication(tags=[factories.tag(f"雪{number}号") for number in range(20)])
        assert len(suggested(client, "雪")) == 8

    def test_are_of_their_edition(self, client, names):
        kazakh = factories.section(language="kk-arab", name="林区")
        factories.publication(section=kazakh, tags=[factories.tag("林海")])
        assert suggested(client, "林", "/kk-arab") == ["林区", "林海"]
        assert "林海" not in suggested(client, "林")
        assert client.get("/xx/search/suggest/", {"q": "林"}).status_code == 404

    def test_cost_two_queries_however_many_names_there_are(self, client, django_assert_num_queries):
        for start in (0, 10):
            factories.publication(
                tags=[factories.tag(f"雪{number}") for number in range(start, start + 10)],
                people=[factories.reporter(f"林{number}") for number in range(start, start + 10)],
            )
            with django_assert_num_queries(2):
                client.get("/search/suggest/", {"q": "雪"})
        with django_assert_num_queries(1):
            client.get("/search/suggest/")

    def test_may_be_kept_for_half_a_minute_and_are_not_for_search_engines(self, client, names):
        response = client.get("/search/suggest/", {"q": "林"})
        assert response["Cache-Control"] == BRIEFLY
        assert response["Content-Type"] == "application/json"
        assert response["X-Robots-Tag"] == "noindex"
        again = client.get("/search/suggest/", {"q": "林"}, headers={"If-None-Match": response["ETag"]})
        assert again.status_code == 304
        assert not response.cookies


class TestAboveTheStories:
    def test_names_stand_as_links_without_any_script(self, client, names):
        text = client.get("/search/", {"q": "林业"}).text
        assert '<a href="/tags/%E6%9E%97%E4%B8%9A/"><small>标签</small> 林业</a>' in text

    def test_each_of_several_words_counts_but_single_characters_do_not(self, client, names):
        response = client.get("/search/", {"q": "林业 林知夏 雪"})
        assert [name.name for name in response.context["names"]] == ["林业", "林知夏"]

    def test_further_pages_leave_them_out(self, client, names):
        for _ in range(25):
            factories.publication(headline="林业")
        further = client.get("/search/", {"q": "林业"}).context["further"]
        assert client.get(f"/search/{further}").context["names"] == []


class TestHidden:
    def test_names_that_only_drafts_carry_are_not_there(self, client, names):
        draft = Article.objects.create(headline="草稿", section=factories.section())
        draft.tags.add("林中密")
        reporter = factories.reporter("林无名")
        draft.bylines.create(reporter=reporter, position=0)
        assert not {"林中密", "林无名"} & set(suggested(client, "林"))
        assert client.get("/search/", {"q": "林中密"}).context["names"] == []
        assert "没有署名" in client.get("/search/", {"person": reporter.slug}).text

    def test_names_go_with_the_last_story_that_carries_them(self, client, names):
        other = factories.publication(tags=[factories.tag("林业")])
        names.delete()
        assert suggested(client, "林") == ["林业"]
        other.delete()
        assert suggested(client, "林") == []

    def test_pen_names_are_not_given_away(self, client):
        factories.publication(people=[factories.reporter("白露", other_names="|林下客|")])
        assert suggested(client, "林下") == []


class TestPublishing:
    """The names are written with the story, as its tokens are."""

    @pytest.fixture
    def article(self, cast):
        """A story on the site, of 林知夏, with a tag."""
        article = cast.article(headline="白桦湾下雪")
        article.tags.add("林业")
        return cast.published(article)

    def test_writes_names_marks_and_tokens(self, client, article):
        assert suggested(client, "林") == ["林业", "林知夏"]
        story = Publication.objects.get()
        asked = {"q": "白桦湾", "section": story.section.slug, "person": "林知夏", "photo": "without"}
        assert client.get("/search/", asked).context["stories"] == [story]

    def test_withdrawing_takes_them_away(self, client, article):
        publishing.withdraw(article.story)
        assert suggested(client, "林") == []
        assert client.get("/search/", {"q": "白桦湾"}).context["stories"] == []
        assert client.get("/search/", {"section": "news"}).context["stories"] == []

    def test_making_the_site_afresh_gives_the_same(self, client, article):
        PublicName.objects.all().delete()
        assert suggested(client, "林") == []
        publishing.project_all()
        assert suggested(client, "林") == ["林业", "林知夏"]

    def test_a_renamed_tag_is_found_by_its_new_name(self, client, cast, article):
        tagging.rename(Tag.objects.get(name="林业"), "造林", cast.administrator)
        publishing.name_tags([Publication.objects.get().pk])
        assert suggested(client, "造林") == ["造林"]
        assert suggested(client, "林业") == []
