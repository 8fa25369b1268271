"""What is left of a withdrawn story: its notice and its chronicle, and none of its words."""

import re

import pytest
from django.utils import timezone

from articles.desk.workflow import Verb
from articles.models import Publication
from tests.articles.public.test_record import corrected, record_of

pytestmark = pytest.mark.django_db
SECRET = "撤下的夜莺"
TAILS = ["", "versions/", "versions/1/", "versions/2/", "versions/3/", "print/", "qr.svg"]


@pytest.fixture
def article(cast):
    """A story that was corrected and then withdrawn, the secret word in all it said."""
    fields = dict.fromkeys("headline kicker subtitle standfirst source source_title source_author".split(), SECRET)
    article = cast.published(cast.article(body=f"<p>{SECRET}</p>", **fields))
    article.tags.add(SECRET)
    article = corrected(cast, article, "更正说明。", body=f"<p>{SECRET}，又一句。</p>")
    cast.do(article, Verb.WITHDRAW, cast.chief_editor, text="来源有误。")
    return article


def pages(client, article):
    """Tail → response of every address that the story had."""
    where = record_of(article.pk).removesuffix("versions/")
    return {tail: client.get(where + tail) for tail in TAILS}


def test_none_of_its_addresses_gives_a_word_of_it(client, article):
    for tail, response in pages(client, article).items():
        assert response.status_code == 410, tail
        assert SECRET not in response.text, tail
        assert "noindex" in response.text, tail


def test_the_record_tells_when_it_was_published_changed_and_withdrawn_and_what_readers_were_told(client, article):
    text = client.get(record_of(article.pk)).text
    told = re.sub(r"<[^>]+>", "", text[text.index('<section class="version"') :])
    assert told.index("撤稿") < told.index("更正") < told.index("刊发")
    assert "来源有误。" in told
    assert "更正说明。" in told
    assert f"{timezone.localdate():%Y年}" in told
    assert "指纹" not in told
    assert "阅读这一版" not in told


def test_the_notice_leads_to_the_record(client, article):
    where = record_of(article.pk)
    assert f'<a href="{where}">本文的公开记录</a>' in client.get(where.removesuffix("versions/")).text


def test_a_restored_story_shows_its_versions_again(cast, client, article):
    cast.do(article, Verb.RESTORE, cast.chief_editor)
    found = pages(client, article)
    assert [found[tail].status_code for tail in TAILS] == [200, 200, 200, 200, 404, 200, 200]
    for tail in ("", "versions/", "versions/1/", "versions/2/", "print/"):
        assert SECRET in found[tail].text, tail
    record = found["versions/"].context["entries"]
    assert [(entry.version.kind, entry.is_open) for entry in record] == [
        ("restored", True),
        ("withdrawn", False),
        ("corrected", True),
        ("published", True),
    ]
    assert record[0].is_same


def test_words_that_were_withdrawn_stay_so_when_others_are_published_in_their_place(cast, client, article):
    fields = dict.fromkeys("kicker subtitle standfirst source source_title source_author".split(), "")
    article.tags.clear()
    cast.changed(article, headline="核实后的标题", body="<p>核实后的话。</p>", **fields)
    cast.published(article)
    found = pages(client, article)
    assert [found[tail].status_code for tail in ("", "versions/", "versions/1/", "versions/2/")] == [200, 200, 404, 404]
    assert client.get(f"{Publication.objects.get().get_absolute_url()}versions/4/").status_code == 200
    for tail, response in found.items():
        assert SECRET not in response.text, tail
    assert [entry.is_open for entry in found["versions/"].context["entries"]] == [True, False, False, False]


def test_it_costs_the_same_however_many_versions_there_were(cast, client, django_assert_num_queries):
    article = cast.published()
    cast.do(article, Verb.WITHDRAW, cast.chief_editor)
    where = record_of(article.pk)
    for _ in range(2):
        with django_assert_num_queries(3):  # of which the first looks for the story
            client.get(where)
        with django_assert_num_queries(4):  # and the newest stories
            client.get(where.removesuffix("versions/"))
        cast.do(article, Verb.RESTORE, cast.chief_editor)
        cast.do(article, Verb.WITHDRAW, cast.chief_editor)
