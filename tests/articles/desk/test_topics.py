"""Storing a topic: whole, once, never over somebody's newer one."""

import pytest

from articles.desk import topics
from articles.models import Publication, Topic, TopicBlock
from articles.models.topic import Block, blocks_of
from newsroom import edition
from newsroom.models import LogLine
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def winter(cast):
    """A stored topic of two blocks."""
    topic = Topic(title="冰湖冬捕节", slug="冰湖冬捕节")
    topics.save(topic, [Block("stories", "开网", "", [7, 5]), Block("newest")], "", cast.chief_editor)
    return topic


def held(topic):
    return [(block.kind, block.heading, block.words, block.numbers) for block in blocks_of(topic)]


def seen(topic):
    return topics.token(Topic.objects.get(pk=topic.pk), blocks_of(topic))


def test_a_topic_is_stored_with_its_blocks_begins_one_edition_and_is_recorded(winter, cast):
    assert held(winter) == [("stories", "开网", "", [7, 5]), ("newest", "", "", [])]
    now = edition.current()
    winter.title = "冬捕"
    assert topics.save(winter, [Block("words", "", "冬天。")], seen(winter), cast.chief_editor)
    assert held(winter) == [("words", "", "冬天。", [])]
    assert edition.current() == now + 1
    line = LogLine.objects.first()
    assert (line.kind, line.actor, line.about) == ("public", cast.chief_editor, f"冬捕 {winter.get_absolute_url()}")


def test_what_had_not_changed_is_no_edition(winter, cast):
    now = edition.current()
    assert not topics.save(winter, blocks_of(winter), seen(winter), cast.chief_editor)
    assert edition.current() == now


def test_nobody_overwrites_a_newer_topic(winter, cast):
    before = seen(winter)
    Topic.objects.filter(pk=winter.pk).update(is_open=True)
    mine = Topic.objects.get(pk=winter.pk)
    mine.title, mine.is_open = "我的题", False
    now = edition.current()
    with pytest.raises(topics.Overtaken) as overtaken:
        topics.save(mine, [], before, cast.section_head)
    assert overtaken.value.topic.is_open
    assert [block.numbers for block in overtaken.value.blocks] == [[7, 5], []]
    assert Topic.objects.get().title == "冰湖冬捕节"
    assert edition.current() == now


def test_the_token_knows_everything_that_was_typed(cast):
    made = [
        (Topic(title="一"), []),
        (Topic(title="二"), []),
        (Topic(title="一", standfirst="摘"), []),
        (Topic(title="一", is_open=True), []),
        (Topic(title="一", cover=cast.photo()), []),
        (Topic(title="一"), [Block("words")]),
        (Topic(title="一"), [Block("newest")]),
        (Topic(title="一"), [Block("words", "题")]),
        (Topic(title="一"), [Block("words", "", "词")]),
        (Topic(title="一"), [Block("stories", "", "", [1, 2])]),
        (Topic(title="一"), [Block("stories", "", "", [2, 1])]),
    ]
    assert len({topics.token(*one) for one in made}) == len(made)


def test_the_address_stays_whatever_the_title_becomes(winter, cast):
    winter.title, winter.slug = "别的题", "other"
    topics.save(winter, [], seen(winter), cast.chief_editor)
    assert Topic.objects.get().slug == "冰湖冬捕节"


def test_a_deleted_topic_leaves_its_stories(winter, cast):
    story = factories.publication(topic=winter, section=cast.section)
    now = edition.current()
    topics.delete(winter, cast.chief_editor)
    assert not TopicBlock.objects.exists()
    assert Publication.objects.get(pk=story.pk).topic is None
    assert edition.current() == now + 1
    assert LogLine.objects.first().about.startswith("冰湖冬捕节")
