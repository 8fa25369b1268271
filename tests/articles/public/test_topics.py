"""Topics as readers see them."""

import json

import pytest
from django.utils import timezone

from articles.models import Topic, TopicBlock, TopicStory
from media.models import Photo
from tests import factories

pytestmark = pytest.mark.django_db


def topic(title="冰湖冬捕节", is_open=True, **more):
    factories.masthead(more.get("masthead_id", "zh-hans"))
    return Topic.objects.create(title=title, slug=more.pop("slug", title), is_open=is_open, **more)


def block(topic, kind="stories", *stories, position=0, **more):
    made = TopicBlock.objects.create(topic=topic, kind=kind, position=position, **more)
    for place, story in enumerate(stories):
        TopicStory.objects.create(block=made, position=place, story=getattr(story, "story", story))
    return made


def test_a_topic_costs_five_queries_however_much_is_in_it(client, cast, django_assert_num_queries):
    winter = topic(cover=cast.photo())
    for count in range(2):
        stories = [factories.publication(topic=winter) for _ in range(10)]
        block(winter, "stories", *stories[:5], heading="开网", position=3 * count)
        block(winter, "words", words="天还没亮。", position=3 * count + 1)
        block(winter, "newest" if not count else "words", position=3 * count + 2)
        with django_assert_num_queries(5):
            response = client.get("/topics/冰湖冬捕节/")
        assert response.status_code == 200


def test_blocks_stand_in_their_order_and_so_do_their_stories(client):
    winter = topic()
    one, two, three = (factories.publication() for _ in range(3))
    block(winter, "words", words="第一段\n\n第二段", heading="为什么是冬天", position=2)
    block(winter, "stories", three, 999_999, one, two, heading="开网", position=1)
    response = client.get(winter.get_absolute_url())
    assert [b.heading for b in response.context["blocks"]] == ["开网", "为什么是冬天"]
    assert response.context["blocks"][0].stories == [three, one, two]
    text = response.text.partition("<main")[2]
    assert text.index("开网") < text.index(three.headline) < text.index(one.headline) < text.index("第一段")


def test_the_newest_of_the_topic_pass_over_what_the_desk_placed_and_go_on(client):
    winter = topic()
    stories = [factories.publication(topic=winter) for _ in range(30)]
    factories.publication()
    block(winter, "stories", stories[29], stories[28])
    block(winter, "newest", position=1)
    page = client.get(winter.get_absolute_url()).context["page"]
    assert page.rows == stories[8:28][::-1]
    older = client.get(winter.get_absolute_url(), {"before": page.before})
    assert older.context["page"].rows == stories[:8][::-1]
    assert winter.get_absolute_url() in older.text


def test_older_pages_cost_four_queries(client, django_assert_num_queries):
    winter = topic()
    stories = [factories.publication(topic=winter) for _ in range(30)]
    block(winter, "newest")
    with django_assert_num_queries(4):
        client.get(winter.get_absolute_url(), {"before": stories[20].key})


def test_a_topic_without_a_newest_block_has_no_older_pages(client):
    winter = topic()
    story = factories.publication(topic=winter)
    block(winter, "stories", story)
    assert client.get(winter.get_absolute_url(), {"before": story.key + 1}).status_code == 404
    block(winter, "newest")
    assert client.get(winter.get_absolute_url(), {"before": story.key + 1}).status_code == 200
    assert client.get(winter.get_absolute_url(), {"before": 1}).status_code == 404


def test_a_topic_that_is_not_open_is_not_there(client):
    story = factories.publication(topic=topic(is_open=False))
    assert client.get("/topics/冰湖冬捕节/").status_code == 404
    assert client.get("/topics/没有这个/").status_code == 404
    assert "冰湖冬捕节" not in client.get("/topics/").text
    assert "冰湖冬捕节" not in client.get(story.get_absolute_url()).text
    assert client.get("/sitemaps/topics.xml").status_code == 404


def test_a_story_leads_to_its_topic_while_that_is_open(client, django_assert_num_queries):
    winter = topic()
    story, other = factories.publication(topic=winter), factories.publication()
    with django_assert_num_queries(3):
        assert f'href="{winter.get_absolute_url()}"' in client.get(story.get_absolute_url()).text
    assert "of-topic" not in client.get(other.get_absolute_url()).text
    Topic.objects.update(is_open=False)
    assert "of-topic" not in client.get(story.get_absolute_url()).text


def test_the_list_shows_the_open_topics_newest_first(client, cast, django_assert_num_queries):
    topic("花灯会", cover=cast.photo())
    for count in range(2):
        for number in range(10):
            topic(f"专题{count}{number}", cover=cast.photo(colour=(number * 25, count * 90, 0)), is_open=number < 9)
        with django_assert_num_queries(3):
            response = client.get("/topics/")
    assert [found.title for found in response.context["page"].rows][:2] == ["专题18", "专题17"]
    assert len(response.context["page"].rows) == 19
    assert response.context["page"].rows[0].picture["card"]["jpeg"] in response.text


def test_a_list_without_topics_says_so(client):
    factories.masthead()
    assert 'class="nothing"' in client.get("/topics/").text


def test_topics_of_another_edition_live_under_its_language(client):
    factories.section(language="kk-arab")
    other = topic("قىس", masthead_id="kk-arab", slug="qys")
    assert other.get_absolute_url() == "/kk-arab/topics/qys/"
    assert client.get("/kk-arab/topics/qys/").status_code == 200
    assert client.get("/topics/qys/").status_code == 404
    assert "qys" in client.get("/kk-arab/topics/").text


def test_a_killed_cover_is_not_shown(client, cast):
    photo = cast.photo()
    winter = topic(cover=photo)
    assert "topic-cover" in client.get(winter.get_absolute_url()).text
    Photo.objects.update(killed_at=timezone.now())
    assert "topic-cover" not in client.get(winter.get_absolute_url()).text
    assert "topic-cover" not in client.get("/topics/").text


def test_machines_read_a_collection_of_its_stories(client, settings):
    settings.SITE_URL = "https://news.example"
    winter = topic(standfirst="渔工、冰眼与大网。")
    one, two = factories.publication(headline="<开网>", topic=winter), factories.publication(topic=winter)
    block(winter, "stories", one)
    block(winter, "newest", position=1)
    text = client.get(winter.get_absolute_url()).text
    found = json.loads(text.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert found["@type"] == "CollectionPage"
    assert found["name"] == "冰湖冬捕节"
    assert [(e["position"], e["name"]) for e in found["mainEntity"]["itemListElement"]] == [
        (1, "<开网>"),
        (2, two.headline),
    ]
    assert found["mainEntity"]["itemListElement"][0]["url"].startswith("https://news.example/2026/")


def test_sitemaps_name_the_open_topics(client, settings):
    settings.SITE_URL = "https://news.example"
    assert "topics.xml" not in client.get("/sitemap.xml").text
    topic("花灯会", slug="lanterns")
    topic(is_open=False)
    assert "<loc>https://news.example/sitemaps/topics.xml</loc>" in client.get("/sitemap.xml").text
    text = client.get("/sitemaps/topics.xml").text
    assert text.count("<loc>") == 1
    assert "https://news.example/topics/lanterns/" in text
