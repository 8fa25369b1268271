"""What the body editor asks the desk for: stories to lead to, and house layout."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db
STORIES = "/admin/articles/article/stories.json"
LAYOUT = "/admin/articles/article/layout/"


@pytest.fixture
def editor(client, cast):
    client.force_login(cast.editor)
    return client


def numbers(response):
    return [story["number"] for story in response.json()["stories"]]


class TestStories:
    def test_are_found_by_words_newest_first(self, editor):
        old, new = (factories.publication(headline="冰湖开网", section=factories.section("news")) for _ in range(2))
        factories.publication(headline="另一件事")
        response = editor.get(STORIES, {"q": "冰湖"})
        assert numbers(response) == [new.story, old.story]
        assert response.json()["stories"][0] == {
            "number": new.story,
            "headline": "冰湖开网",
            "section": "要闻",
            "date": "2026-03-05",
            "address": new.get_absolute_url(),
        }

    def test_are_found_by_number_and_by_address(self, editor):
        story = factories.publication()
        factories.publication(headline=f"第{story.story}次")
        assert numbers(editor.get(STORIES, {"q": str(story.story)})) == [story.story]
        assert numbers(editor.get(STORIES, {"q": f"https://news.example{story.get_absolute_url()}"})) == [story.story]

    def test_the_newest_twenty_are_offered_where_nothing_is_typed(self, editor, django_assert_num_queries):
        made = [factories.publication().story for _ in range(22)]
        for _ in range(2):
            with django_assert_num_queries(5):
                assert numbers(editor.get(STORIES)) == made[:1:-1]
            factories.publication(headline="更新的", published_at=factories.NOON.replace(year=2025))

    def test_are_asked_for_by_number_in_that_order(self, editor):
        first, second = factories.publication().story, factories.publication().story
        assert numbers(editor.get(STORIES, {"numbers": f"{second},x,{first},999999"})) == [second, first]

    @pytest.mark.parametrize("text", ["没有的词", "，。", "9" * 30, "\x00"])
    def test_nothing_is_found_without_an_error(self, editor, text):
        assert editor.get(STORIES, {"q": text}).json() == {"stories": []}


class TestLayout:
    def test_gives_the_body_in_house_layout_and_says_how_much_changed(self, editor):
        body = "<p>雪停了。</p><p>　　渔工 拉网,起鱼。</p><p></p>"
        answer = editor.post(LAYOUT, {"body": body}).json()
        assert answer == {"html": "<p>雪停了。</p><p>渔工拉网，起鱼。</p>", "changed": 2}

    def test_says_that_nothing_had_to_be_done(self, editor):
        body = "<p>雪停了。</p>"
        assert editor.post(LAYOUT, {"body": body}).json() == {"html": body, "changed": 0}

    def test_leaves_every_place_as_it_is(self, editor):
        body = (
            '<figure data-gallery="2 1"><figcaption>组图</figcaption></figure><aside data-story="7"></aside>'
            '<figure data-video="https://v.example/a,b.mp4"><figcaption>视频</figcaption></figure>'
            '<blockquote data-pull=""><p>灯亮着。</p></blockquote>'
        )
        assert editor.post(LAYOUT, {"body": body}).json() == {"html": body, "changed": 0}

    def test_cleans_what_it_is_sent(self, editor):
        assert "script" not in editor.post(LAYOUT, {"body": "<p>雪</p><script>x</script>"}).json()["html"]

    def test_a_body_that_cannot_be_taken_is_refused_with_a_reason(self, editor):
        response = editor.post(LAYOUT, {"body": "雪" * 1_000_001})
        assert response.status_code == 400
        assert response.json()["message"]
