"""Many save one article at the same moment: whatever was called saved is in the words, or in the history until somebody
who had it before her eyes wrote something else there. bench/saves.py does the same over HTTP, with a clock."""

import itertools
import re

import pytest

from articles.desk import merging, saving
from articles.desk.contents import content_of
from articles.models import Article, Snapshot
from tests.newsroom.together import together

SAVES, SHARED, ROUNDS = 40, 4, 60

pytestmark = pytest.mark.django_db(transaction=True)


def paragraphs(number, change=""):
    """A body with a few paragraphs that many change and one for each save; `number` says which save changes what."""
    place = number % SHARED if number % 2 else SHARED + number
    texts = [f"第{at}段{change if change and at == place else ''}。" for at in range(SHARED + SAVES)]
    return "".join(f"<p>{text}</p>" for text in texts)


def marks(content):
    """The changes that stand in a content."""
    return set(re.findall(r"改\d+号", f"{content['body']} {content['headline']} {' '.join(content['tags'])}"))


def changed(number):
    """What the save of this number changes of the words as all of them begin: its own paragraph and a tag, or one that
    others change as well, and sometimes the headline."""
    mark = f"改{number}号"
    content = {"body": paragraphs(number, mark)}
    if number % 2 == 0:
        content["tags"] = [mark]
    if number % 8 == 1:
        content["headline"] = f"标题{mark}"
    return content


def save(article, number, user):
    """Save as the desk does, and choose mine wherever it clashes. Returns what she had seen by then, and how many clashes
    she was told of."""
    content, seen, known = changed(number), 1, set()
    for told in range(ROUNDS):
        try:
            saving.save(article.pk, content, user, seen)
        except saving.Clash as clash:
            known |= marks(content_of(clash.article))
            content = merging.settle(clash.merge, {one.key: "mine" for one in clash.merge.clashes})
            seen = clash.article.saves
        else:
            return known, told
    raise AssertionError(f"save {number} never came to an end")


def test_no_save_that_was_called_saved_is_lost(cast):
    article = cast.article(headline="标题", body=paragraphs(0))
    numbers = itertools.count()
    known, clashes = {}, {}

    def one():
        number = next(numbers)
        known[f"改{number}号"], clashes[number] = save(article, number, cast.editor)

    together(SAVES, one)
    now = Article.objects.get(pk=article.pk)
    history = list(Snapshot.objects.filter(article=article).order_by("number"))
    assert [one.number for one in history] == list(range(1, SAVES + 2))
    assert history[-1].content == content_of(now)
    kept = [marks(one.content) for one in history]
    for before, after in itertools.pairwise(kept):
        (new,) = after - before
        assert before - after <= known[new], f"{new} wrote over what it had not seen"
    assert set().union(*kept) == known.keys()
    assert {f"改{number}号" for number in range(0, SAVES, 2)} <= kept[-1], "a paragraph of one's own stands at the end"
    assert all(clashes[number] == 0 for number in range(0, SAVES, 2)), "who clashes with nobody is not asked"
    assert sum(told > 0 for told in clashes.values()) >= SAVES // 2 - SHARED, "who was second in a place was told"
