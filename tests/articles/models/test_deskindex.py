"""The index of the desk: which articles have which words, on both databases."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.desk.tasks import index_articles
from articles.models import Article, Note, deskindex
from articles.tokens import of_query


def found(text, before=None, size=20):
    return deskindex.newest(of_query(text).tokens, before, size)


def test_two_characters_inside_a_sentence_are_found(cast):
    article = cast.article(body="<p>今年冬天的冰雪旅游季从十一月开始。</p>")
    deskindex.write(article)
    assert found("雪旅") == [article.pk]
    assert found("冰雪 十一月") == [article.pk]
    assert found("草原") == []


def test_people_tags_and_notes_are_found(cast):
    article = cast.article(source="远山社")
    article.tags.add("夜市")
    Note.objects.create(article=article, text="价格再核实一次", author_name="白露")
    deskindex.write(article)
    for text in ("江一帆", "夜市", "核实", "远山社"):
        assert found(text) == [article.pk]


def test_what_was_written_before_is_replaced(cast):
    article = cast.article(headline="旧的标题")
    deskindex.write(article)
    Article.objects.filter(pk=article.pk).update(headline="新的标题")
    deskindex.write(article)
    assert (found("旧的"), found("新的")) == ([], [article.pk])
    deskindex.forget(article.pk)
    assert found("新的") == []


def test_newest_first_and_in_pages(cast):
    numbers = [cast.article(headline=f"牧场第{n}篇").pk for n in range(5)]
    call_command("rebuild_desk_index")
    assert found("牧场", size=2) == numbers[:2:-1]
    assert found("牧场", before=numbers[3], size=2) == [numbers[2], numbers[1]]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="how PostgreSQL goes about it")
def test_beyond_the_newest_the_index_is_asked(cast, monkeypatch):
    monkeypatch.setattr(deskindex, "WALK", 1)
    old = cast.article(headline="牧场转场")
    new = cast.article(headline="冰湖")
    call_command("rebuild_desk_index")
    assert (found("牧场"), found("冰湖")) == ([old.pk], [new.pk])


def test_whether_there_is_a_photo_is_known(cast):
    photo = cast.photo(processed=False)
    with_cover = cast.article(cover=photo)
    in_body = cast.article(body=f'<figure data-photo="{photo.pk}"></figure>')
    without = cast.article()
    call_command("rebuild_desk_index")
    assert deskindex.newest([deskindex.PHOTO], None, 9) == [in_body.pk, with_cover.pk]
    assert deskindex.newest([deskindex.NO_PHOTO], None, 9) == [without.pk]


@pytest.mark.parametrize("text", ["'", '"', "\\", "a' OR 1=1", '"" AND', "*", "NEAR(x)", "\x00"])
def test_odd_queries_find_nothing_and_break_nothing(cast, text):
    deskindex.write(cast.article())
    assert found(text) == []


def test_batches_cost_the_same_for_many(cast, monkeypatch):
    monkeypatch.setattr(deskindex, "BATCH", 3)
    for _n in range(7):
        cast.article()
    last, batches = 0, 0
    while last is not None:
        last, batches = deskindex.write_some(last), batches + 1
    assert batches == 4
    assert len(found("冬季旅游")) == 7


def test_establish_has_old_articles_written_in_the_background(cast, monkeypatch):
    from django_tasks_db.models import DBTaskResult

    article = cast.article()
    assert deskindex.is_empty()
    call_command("establish")
    assert DBTaskResult.objects.ready().filter(task_path__endswith="index_articles").count() == 1
    index_articles.call(0)
    assert found("推介会") == [article.pk]
    DBTaskResult.objects.all().delete()
    call_command("establish")
    assert not DBTaskResult.objects.filter(task_path__endswith="index_articles").exists()


def test_reading_words_costs_the_same_for_many(cast):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            for article in deskindex.with_words(Article.objects.all()):
                deskindex.words(article)
        return len(queries)

    cast.article()
    few = cost()
    for _n in range(5):
        cast.article()
    assert cost() == few == 6
