"""Topics as the desk puts them together: stored whole, block by block, and never over somebody's newer one."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from articles.desk.rendering import canonical
from articles.models import Topic, TopicBlock, TopicStory
from articles.models.topic import blocks_of
from newsroom import audit, edition

MOST_BLOCKS = 20
MOST_STORIES = 60  # of one block


class Overtaken(Exception):
    """Somebody stored the topic since it was read; nothing was stored. `topic` and `blocks` are as they stand now."""

    def __init__(self, topic, blocks):
        super().__init__()
        self.topic, self.blocks = topic, blocks


def token(topic, blocks):
    """What tells this topic with these blocks from any other state of it, for a form to give back."""
    said = [topic.title, topic.standfirst, topic.cover_id, topic.is_open]
    said += [[block.kind, block.heading, block.words, list(block.numbers)] for block in blocks]
    return hashlib.sha256(canonical(said)).hexdigest()


def save(topic, blocks, seen, user):
    """Store `topic` with `blocks` in place of those it had, and begin an edition; whether that changed anything. `seen` is
    the token of what `user` had before her, anything for a new topic. Raises Overtaken."""
    if topic.pk and token(topic, blocks) == seen:
        return False
    with transaction.atomic():
        edition.bump()  # first: the locked row lets one after another in
        if topic.pk:
            stored = Topic.objects.get(pk=topic.pk)
            kept = blocks_of(stored)
            if token(stored, kept) != seen:
                raise Overtaken(stored, kept)
            topic.save(update_fields=["title", "standfirst", "cover", "is_open"])
        else:
            topic.save()
        _put_blocks(topic, blocks)
        audit.record("public", user, about=about(topic), detail=_("on the site") if topic.is_open else _("not open"))
    return True


def _put_blocks(topic, blocks):
    TopicBlock.objects.filter(topic=topic).delete()
    stored = TopicBlock.objects.bulk_create(
        TopicBlock(topic=topic, position=position, kind=block.kind, heading=block.heading, words=block.words)
        for position, block in enumerate(blocks)
    )
    TopicStory.objects.bulk_create(
        TopicStory(block=row, position=position, story=story)
        for row, block in zip(stored, blocks, strict=True)
        for position, story in enumerate(block.numbers)
    )


def delete(topic, user):
    """Delete a topic with its page, and begin an edition. Its stories stay."""
    with transaction.atomic():
        edition.bump()
        audit.record("public", user, about=about(topic), detail=_("deleted"))
        topic.delete()


def about(topic):
    """What the audit log calls it: its title and its address."""
    return f"{topic.title} {topic.get_absolute_url()}"
