"""The screen on which the desk puts a topic together: steps, saving, clashes, the preview and who may."""

import pytest
from django.utils import timezone

from articles.desk import topics
from articles.models import Topic
from articles.models.topic import Block, blocks_of
from media.models import Photo
from newsroom import edition
from tests import factories
from tests.articles.admin.desk import said

LIST = "/admin/articles/topic/"
ADD = f"{LIST}add/"


@pytest.fixture
def chief(client, cast):
    """A client on which the chief editor is logged in."""
    client.force_login(cast.chief_editor)
    return client


@pytest.fixture
def stories(cast):
    """Five stories on the site, the newest last."""
    return [factories.publication(section=cast.section) for _ in range(5)]


@pytest.fixture
def winter(cast, stories):
    """An open topic with the first two stories, some words, and the newest."""
    topic = Topic(title="冰湖冬捕节", slug="冰湖冬捕节", is_open=True)
    numbers = [story.story for story in stories[:2]]
    held = [Block("stories", "开网", "", numbers), Block("words", "", "冬天。"), Block("newest")]
    topics.save(topic, held, "", cast.chief_editor)
    return topic


def screen(topic):
    return f"{LIST}{topic.pk}/change/"


def form(topic=None, do="save", blocks=None, **fields):
    """The form of a topic as it is stored, as a browser would send it, with `fields` instead; `blocks` as (kind, heading,
    words, story numbers)."""
    held = blocks_of(topic) if topic else []
    if blocks is None:
        blocks = [(block.kind, block.heading, block.words, block.numbers) for block in held]
    data = {"do": do, "block": [f"b{at}" for at in range(len(blocks))], "masthead": "zh-hans"}
    if topic:
        stored = Topic.objects.get(pk=topic.pk)
        data |= {"topic": topic.pk, "seen": topics.token(stored, held), "title": stored.title}
        data |= {"standfirst": stored.standfirst, "cover": stored.cover_id or ""}
        data |= {"is_open": "on"} if stored.is_open else {}
    for at, (kind, heading, words, numbers) in enumerate(blocks):
        data |= {f"b{at}-kind": kind, f"b{at}-heading": heading, f"b{at}-words": words, f"b{at}-story": numbers}
    return data | fields


def shown(response):
    """The rows as they are drawn: (key, the places of their stories in the fixture `stories`)."""
    return [(row.key, row.numbers) for row in response.context["rows"]]


# ---- the list


def test_the_list_shows_what_is_open_and_how_many_stories_it_has(chief, winter, stories, django_assert_num_queries):
    stories[0].topic = winter
    stories[0].save()
    for count in range(2):
        for number in range(10):
            Topic.objects.create(title=f"专题{number}", slug=f"t{count}-{number}")
        with django_assert_num_queries(7):
            response = chief.get(LIST)
    assert "冰湖冬捕节" in response.text
    assert "is-out" in response.text
    assert "is-draft" in response.text
    assert response.context["cl"].queryset.get(pk=winter.pk).count == 1


# ---- the screen


def test_it_shows_the_topic_as_it_is_stored(chief, winter, stories):
    response = chief.get(screen(winter))
    rows = response.context["rows"]
    assert [row["kind"].data for row in rows] == ["stories", "words", "newest"]
    assert [story for _number, story in rows[0].stories] == stories[:2]
    assert "/topics/冰湖冬捕节/" in response.text


def test_its_queries_do_not_grow_with_blocks_and_stories(chief, cast, winter, django_assert_num_queries):
    winter.cover = cast.photo()
    winter.save()
    for _ in range(2):
        numbers = [factories.publication(section=cast.section).story for _ in range(10)]
        held = [*blocks_of(winter), Block("stories", "", "", numbers)]
        topics.save(winter, held, topics.token(winter, blocks_of(winter)), cast.chief_editor)
        with django_assert_num_queries(10):
            chief.get(screen(winter))


# ---- steps: drawn, and nothing stored


@pytest.mark.parametrize(
    ("do", "after"),
    [
        ("up:b1", ["b1", "b0", "b2"]),
        ("down:b0", ["b1", "b0", "b2"]),
        ("move:b2:blocks:0", ["b2", "b0", "b1"]),
        ("out:b1", ["b0", "b2"]),
        ("add:words", ["b0", "b1", "b2", "b3"]),
        ("add:nonsense", ["b0", "b1", "b2"]),
        ("up:b9", ["b0", "b1", "b2"]),
        ("", ["b0", "b1", "b2"]),
    ],
)
def test_a_button_moves_blocks_and_stores_nothing(chief, winter, do, after):
    before = blocks_of(winter)
    for part in ({}, {"part": "1"}):
        response = chief.post(screen(winter), form(winter, do) | part)
        assert [key for key, _numbers in shown(response)] == after
    assert blocks_of(winter) == before


@pytest.mark.parametrize(
    ("do", "first", "second"),
    [
        ("in:{4}", [0, 1, 4], [2]),
        ("in:{4}::0", [4, 0, 1], [2]),
        ("in:{4}:b1:0", [0, 1], [4, 2]),
        ("in:{1}:b0:0", [1, 0], [2]),
        ("up:b0s{1}", [1, 0], [2]),
        ("down:b0s{0}", [1, 0], [2]),
        ("down:b0s{1}", [0, 1], [2]),
        ("out:b0s{0}", [1], [2]),
        ("move:b0s{0}:b0:1", [1, 0], [2]),
        ("move:b0s{0}:b1:1", [1], [2, 0]),
        ("move:b0s{0}:b9:0", [0, 1], [2]),
        ("up:b0s{3}", [0, 1], [2]),
    ],
)
def test_a_button_moves_stories_within_and_between_blocks(chief, winter, stories, do, first, second):
    numbers = [story.story for story in stories]
    blocks = [("stories", "", "", numbers[:2]), ("stories", "", "", numbers[2:3])]
    response = chief.post(screen(winter), form(winter, do.format(*numbers), blocks=blocks))
    assert shown(response) == [("b0", [numbers[at] for at in first]), ("b1", [numbers[at] for at in second])]


def test_stories_go_where_the_desk_says(chief, winter, stories):
    blocks = [("stories", "", "", []), ("words", "", "", []), ("stories", "", "", [])]
    number = stories[0].story
    response = chief.post(screen(winter), form(winter, f"in:{number}", blocks=blocks, into="b2"))
    assert shown(response)[2] == ("b2", [number])
    assert response.context["into"] == "b2"
    response = chief.post(screen(winter), form(winter, f"in:{number}", blocks=blocks, into="b1"))
    assert shown(response)[0] == ("b0", [number])


def test_a_first_story_makes_its_own_block(chief, stories):
    response = chief.post(ADD, form(do=f"in:{stories[0].story}", title=""))
    assert shown(response) == [("b0", [stories[0].story])]
    assert "desk-error" not in response.text


def test_what_was_typed_stays_through_every_step(chief, cast):
    photo = cast.photo()
    typed = {"title": "新题", "standfirst": "摘要", "cover": photo.pk, "is_open": "on", "slug": "my-topic"}
    response = chief.post(ADD, form(do="add:newest", blocks=[("words", "题", "词\n语", [])], **typed))
    values = {name: response.context["form"][name].value() for name in typed}
    assert values == {name: str(value) for name, value in typed.items()} | {"is_open": True}
    row = response.context["rows"][0]
    assert (row["heading"].data, row["words"].data) == ("题", "词\n语")
    assert response.context["form"].shown["number"] == photo.pk


def test_the_cover_is_taken_out(chief, cast, winter):
    winter.cover = cast.photo()
    winter.save()
    response = chief.post(screen(winter), form(winter, "no-cover"))
    assert not response.context["form"]["cover"].value()
    assert response.context["form"].shown is None


def test_a_story_that_is_not_on_the_site_is_refused(chief, cast, winter):
    response = chief.post(screen(winter), form(winter, f"in:{cast.article().pk}"))
    assert response.context["refusal"]
    assert [row.key for row in response.context["rows"]] == ["b0", "b1", "b2"]


def test_blocks_and_stories_have_their_limits(chief, winter, stories, monkeypatch):
    full = [("words", "", "", [])] * topics.MOST_BLOCKS
    response = chief.post(screen(winter), form(winter, "add:words", blocks=full))
    assert (len(response.context["rows"]), bool(response.context["refusal"])) == (topics.MOST_BLOCKS, True)
    response = chief.post(screen(winter), form(winter, f"in:{stories[0].story}", blocks=full))
    assert (len(response.context["rows"]), bool(response.context["refusal"])) == (topics.MOST_BLOCKS, True)
    crowded = [("stories", "", "", list(range(10_000, 10_000 + topics.MOST_STORIES)))]
    response = chief.post(screen(winter), form(winter, f"in:{stories[0].story}", blocks=crowded))
    assert response.context["refusal"]
    assert len(response.context["rows"][0].numbers) == topics.MOST_STORIES


# ---- saving


def test_a_new_topic_is_made_with_an_address_from_its_title(chief, stories):
    blocks = [("stories", " 开网\x0b ", "", [stories[1].story, stories[0].story]), ("words", "", "冬天。\r\n雪。", [])]
    before = edition.current()
    response = chief.post(ADD, form(title="冰湖·冬捕", is_open="on", blocks=blocks), follow=True)
    topic = Topic.objects.get()
    assert response.redirect_chain[-1][0] == screen(topic)
    assert topic.slug == "冰湖-冬捕"
    assert blocks_of(topic) == [
        Block("stories", "开网", "", [stories[1].story, stories[0].story]),
        Block("words", "", "冬天。\n雪。", []),
    ]
    assert edition.current() == before + 1
    page = chief.get(topic.get_absolute_url())
    assert page.context["blocks"][0].stories == [stories[1], stories[0]]


def test_a_closed_topic_is_kept_from_readers_until_it_is_opened(chief, winter):
    data = form(winter)
    del data["is_open"]
    chief.post(screen(winter), data)
    assert chief.get(winter.get_absolute_url()).status_code == 404
    chief.post(screen(winter), form(winter, is_open="on"))
    assert chief.get(winter.get_absolute_url()).status_code == 200


def test_the_address_stays_when_the_title_changes(chief, winter):
    chief.post(screen(winter), form(winter, title="别的题", slug="other"))
    topic = Topic.objects.get()
    assert (topic.title, topic.slug) == ("别的题", "冰湖冬捕节")


def test_saving_what_had_not_changed_is_no_edition(chief, winter):
    before = edition.current()
    response = chief.post(screen(winter), form(winter), follow=True)
    assert said(response)
    assert edition.current() == before


def test_a_script_is_told_where_to_go_on(chief, winter):
    response = chief.post(screen(winter), form(winter, title="别的题") | {"part": "1"})
    assert (response.status_code, response["X-Next"]) == (204, screen(winter))


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "长" * 61},
        {"standfirst": "长" * 401},
        {"cover": "999"},
        {"slug": "有 空格"},
        {"slug": "taken"},
        {"b0-heading": "长" * 41},
    ],
)
def test_what_cannot_be_stored_comes_back_with_the_reason(chief, cast, wrong):
    Topic.objects.create(title="有", slug="taken")
    data = form(blocks=[("words", "题", "不能丢的话", [])], title="新题") | wrong
    response = chief.post(ADD, data)
    assert response.context["refusal"]
    assert "desk-error" in response.text
    assert "不能丢的话" in response.text
    assert Topic.objects.count() == 1


def test_the_newest_stand_on_a_page_once(chief, winter):
    response = chief.post(screen(winter), form(winter, blocks=[("newest", "", "", [])] * 2))
    assert response.context["rows"][1].errors
    assert len(blocks_of(winter)) == 3


@pytest.mark.parametrize("trouble", ["killed", "uncredited"])
def test_a_cover_that_may_not_go_out_is_refused(chief, cast, winter, trouble):
    photo = cast.photo(credited=trouble != "uncredited")
    if trouble == "killed":
        Photo.objects.update(killed_at=timezone.now())
    response = chief.post(screen(winter), form(winter, cover=photo.pk))
    assert response.context["form"].errors["cover"]
    assert Topic.objects.get().cover is None


def test_a_clash_shows_both_and_stores_nothing(client, cast, winter):
    client.force_login(cast.section_head)
    mine = form(winter, title="我的题")
    theirs = Topic.objects.get(pk=winter.pk)
    theirs.title = "他的题"
    topics.save(theirs, [Block("words", "", "他的话")], mine["seen"], cast.chief_editor)
    response = client.post(screen(winter), mine)
    assert response.context["form"]["title"].value() == "我的题"
    assert response.context["clash"]["topic"].title == "他的题"
    assert "他的话" in response.text
    assert "chief-editor" in response.text
    assert Topic.objects.get().title == "他的题"
    client.post(screen(winter), mine | {"seen": response.context["seen"]})
    assert Topic.objects.get().title == "我的题"
    assert len(blocks_of(winter)) == 3


# ---- the preview


def test_the_preview_is_the_public_page_of_what_is_not_saved_yet(chief, winter, stories):
    stories[4].topic = winter
    stories[4].save()
    typed = form(winter, title="还没保存的题")
    text = chief.post(f"{LIST}preview/", typed).text
    assert "还没保存的题" in text
    assert stories[4].headline in text
    assert Topic.objects.get().title == "冰湖冬捕节"
    chief.post(screen(winter), typed)
    assert text.partition("<main")[2] == chief.get(winter.get_absolute_url()).text.partition("<main")[2]


def test_the_preview_shows_what_can_be_understood_of_a_new_topic(chief, stories):
    blocks = [("stories", "", "", [stories[0].story, 999]), ("newest", "", "", [])]
    text = chief.post(f"{LIST}preview/", form(title="", cover="x", blocks=blocks)).text
    assert stories[0].headline in text
    assert stories[1].headline not in text.partition("<main")[2]
    assert not Topic.objects.exists()


# ---- who may


def test_leading_roles_put_topics_together_and_all_may_look(client, cast, winter):
    for role, user in cast.users.items():
        client.force_login(user)
        is_leading = role in {"section-head", "chief-editor", "administrator"}
        assert client.get(LIST).status_code == 200
        assert ('id="board"' in client.get(screen(winter)).text) == is_leading
        assert client.get(f"{LIST}{winter.pk}/preview/").status_code == 200
        expected = 200 if is_leading else 403
        assert client.get(ADD).status_code == expected
        assert client.get(f"{LIST}stories/").status_code == expected
        assert client.post(f"{LIST}preview/", form(winter)).status_code == expected
        if not is_leading:
            client.post(screen(winter), form(winter, title=role))
            assert Topic.objects.get().title == "冰湖冬捕节"


def test_a_topic_that_is_not_there_is_missing(chief):
    assert chief.get(f"{LIST}999/change/").status_code == 404
    assert chief.get(f"{LIST}x/change/").status_code == 404
    assert chief.get(f"{LIST}999/preview/").status_code == 404


def test_only_a_closed_topic_is_deleted(chief, winter):
    address = f"{LIST}{winter.pk}/delete/"
    assert chief.get(address).status_code == 403
    assert chief.post(address, {"post": "yes"}).status_code == 403
    Topic.objects.update(is_open=False)
    assert "desk-delete" in chief.get(screen(winter)).text
    before = edition.current()
    chief.post(address, {"post": "yes"})
    assert not Topic.objects.exists()
    assert edition.current() > before


@pytest.mark.parametrize("more", [0, 1], ids=["as many", "more"])
def test_the_largest_topic_is_stored_and_no_larger_one(chief, winter, more):
    numbers = list(range(1, topics.MOST_STORIES + 1 + more))
    blocks = [("stories", f"第{at}块", "", numbers) for at in range(topics.MOST_BLOCKS + more)]
    chief.post(screen(winter), form(winter, blocks=blocks))
    stored = blocks_of(winter)
    assert len(stored) == topics.MOST_BLOCKS
    assert {len(block.numbers) for block in stored} == {topics.MOST_STORIES}
