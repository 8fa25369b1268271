"""The stories that a story leads to, as they stand on the site when it is read."""

import pytest

from articles.models import Publication
from articles.public import related
from tests import factories

pytestmark = pytest.mark.django_db


def leading_to(*numbers, **more):
    places = "".join(f'<aside data-story="{number}"></aside>' for number in numbers)
    return factories.publication(html=f"<p>一</p>{places}<p>二</p>", **more)


def test_a_story_on_the_site_is_a_card(client):
    other = factories.publication(headline="渔工<冬捕>开网")
    text = client.get(leading_to(other.story).get_absolute_url()).text
    assert f'<aside class="related-story"><a href="{other.get_absolute_url()}">' in text
    assert "渔工&lt;冬捕&gt;开网" in text


def test_a_story_that_was_withdrawn_is_gone_at_once(client):
    other = factories.publication(headline="撤下的稿子")
    story = leading_to(other.story, section=factories.section("villages"))
    assert "撤下的稿子" in client.get(story.get_absolute_url()).text
    Publication.objects.filter(pk=other.pk).delete()
    text = client.get(story.get_absolute_url()).text
    assert "撤下的稿子" not in text
    assert "<p>一</p><p>二</p>" in text


def test_they_cost_one_query_however_many(client, django_assert_num_queries):
    others = [factories.publication().story for _ in range(12)]
    few, many = leading_to(*others[:2]), leading_to(*others)
    for story in (few, many):
        with django_assert_num_queries(4):
            client.get(story.get_absolute_url())


def test_words_that_only_look_like_a_place_are_words(client):
    other = factories.publication(headline="不该出现的卡片", section=factories.section("villages"))
    place = f'&lt;aside data-story="{other.story}"&gt;&lt;/aside&gt;'
    story = factories.publication(html=f"<p>{place}</p>")
    assert "不该出现的卡片" not in client.get(story.get_absolute_url()).text


def test_the_feed_links_to_them_and_says_nothing_of_the_others(client):
    other = factories.publication(headline="渔工冬捕开网")
    leading_to(other.story, 999_999)
    text = client.get("/feeds/latest.rss").text
    assert f'{other.get_absolute_url()}"&gt;渔工冬捕开网' in text
    assert "data-story" not in text


def test_a_body_without_any_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert related.filled(Publication(html="<p>一</p>")) == related.Filled("<p>一</p>", [])


def test_the_list_stands_in_its_order_without_what_left_the_site(client, django_assert_num_queries):
    first, second = factories.publication(headline="渔工冬捕开网"), factories.publication(headline="冰面救援演练")
    numbers = [second.story, 999_999, first.story]
    story = leading_to(first.story, section=factories.section("villages"), facts={"related": numbers})
    with django_assert_num_queries(4):
        text = client.get(story.get_absolute_url()).text
    listed = text[text.index('class="related-list"') :]
    assert 0 < listed.index("冰面救援演练") < listed.index("渔工冬捕开网")
    Publication.objects.filter(pk=second.pk).delete()
    assert "冰面救援演练" not in client.get(story.get_absolute_url()).text


def test_pages_may_play_recordings_from_elsewhere(client):
    policy = client.get(factories.publication().get_absolute_url())["Content-Security-Policy"]
    assert "media-src 'self' https:" in policy
    assert "frame-src" not in policy
