"""Reading figures at the desk: on the page of an article, as a list of the most read, as a file."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.desk import publishing
from articles.models import Publication, ReadingDay
from articles.reading import figures
from newsroom.models import LogLine
from tests import factories
from tests.articles.admin.desk import address

PAGE = reverse("desk:reading")


def views(story, *amounts):
    """So many views today, yesterday, and so on."""
    today = timezone.localdate()
    ReadingDay.objects.bulk_create(
        ReadingDay(story=story, day=today - timedelta(days=ago), views=many) for ago, many in enumerate(amounts) if many
    )


@pytest.fixture
def read(cast):
    """Two stories that were looked at: the first much, long ago; the second today."""
    first, second = cast.published(), cast.published(cast.article(headline="冰面开放"))
    views(first.pk, 1, 0, 30, *[0] * 10, 500, *[0] * 40, 1000)
    views(second.pk, 7, 2)
    return first, second


def reads(client, **query):
    answer = client.get(PAGE, query)
    assert answer.status_code == 200
    return [(one.story, one.views, one.ever) for one, _edition in answer.context["reads"]]


def test_the_most_read_of_a_day_a_week_and_a_month(cast, read, client):
    client.force_login(cast.editor)
    first, second = read
    assert reads(client, days=1) == [(second.pk, 7, 9), (first.pk, 1, 1531)]
    assert reads(client) == [(first.pk, 31, 1531), (second.pk, 9, 9)]
    assert reads(client, days=30) == [(first.pk, 531, 1531), (second.pk, 9, 9)]


@pytest.mark.parametrize(
    "query", [{"days": "x"}, {"days": "9"}, {"edition": "xx"}, {"section": "no"}, {"section": "9999"}]
)
def test_what_makes_no_sense_is_as_if_it_had_not_been_said(cast, read, client, query):
    client.force_login(cast.editor)
    assert len(reads(client, **query)) == 2


def test_by_edition_and_section(cast, read, client):
    client.force_login(cast.editor)
    villages = factories.section("villages")
    kazakh = factories.section("news", language="kk-arab", name="جاڭالىقتار")
    theirs = factories.publication(section=kazakh, story=9001)
    ours = factories.publication(section=villages, story=9002)
    views(theirs.story, 3)
    views(ours.story, 4)
    assert {story for story, *_ in reads(client)} == {read[0].pk, read[1].pk, 9001, 9002}
    assert reads(client, edition="kk-arab") == [(9001, 3, 3)]
    assert reads(client, section=villages.pk) == [(9002, 4, 4)]
    assert {story for story, *_ in reads(client, edition="zh-hans")} == {read[0].pk, read[1].pk, 9002}
    answer = client.get(PAGE, {"days": 1})
    assert {one.story: edition for one, edition in answer.context["reads"]}[9001] == kazakh.masthead.name
    answer = client.get(PAGE, {"section": villages.pk, "days": 1})
    assert [bar.said for bar in answer.context["bars"]][-1] == "4"
    for _label, link, _now in [*answer.context["spans"], *answer.context["editions"], *answer.context["sections"]]:
        assert client.get(link).status_code == 200


def test_a_chart_shows_twelve_days(cast, read, client):
    client.force_login(cast.editor)
    bars = client.get(PAGE).context["bars"]
    assert [bar.said for bar in bars] == ["0"] * 9 + ["30", "2", "8"]
    assert f"{timezone.localdate():%m-%d}" == bars[-1].label


def test_a_withdrawn_story_keeps_its_figures(cast, read, client):
    publishing.withdraw(read[0].pk, notice="说明")
    client.force_login(cast.editor)
    [found] = [one for one, _edition in client.get(PAGE).context["reads"] if one.story == read[0].pk]
    assert (found.headline, found.address, found.views) == (read[0].headline, "", 31)


def test_an_empty_site_says_so(cast, client):
    client.force_login(cast.reporter)
    assert "这段时间还没有人阅读报道。" in client.get(PAGE).content.decode()


def test_where_nothing_is_counted_the_page_says_so(cast, read, client, settings):
    settings.READING_FIGURES = False
    client.force_login(cast.editor)
    assert "本站目前不统计阅读量" in client.get(PAGE).content.decode()
    assert len(reads(client)) == 2


def test_the_page_costs_the_same_however_many_stories(cast, read, client, django_assert_max_num_queries):
    client.force_login(cast.editor)
    for number in range(60):
        views(factories.publication(story=5000 + number).story, number + 1)
    with django_assert_max_num_queries(16):
        assert len(client.get(PAGE).context["reads"]) == figures.MOST


def test_the_list_is_taken_away_as_a_file(cast, read, client):
    Publication.objects.filter(story=read[0].pk).update(headline="=1+1")
    client.force_login(cast.editor)
    answer = client.get(reverse("desk:reading_export", args=["csv"]), {"days": 30})
    head, *lines = csv.reader(StringIO(answer.getvalue().decode("utf-8-sig")))
    assert len(head) == 7
    assert [(line[0], line[1], line[5], line[6]) for line in lines] == [
        (str(read[0].pk), "'=1+1", "531", "1531"),
        (str(read[1].pk), "冰面开放", "9", "9"),
    ]
    assert LogLine.objects.filter(about__contains="阅读量").exists()
    assert client.get(reverse("desk:reading_export", args=["xlsx"])).status_code == 200
    assert client.get(reverse("desk:reading_export", args=["pdf"])).status_code == 404


def test_the_page_of_an_article_says_how_often_it_was_looked_at(cast, read, client):
    client.force_login(cast.editor)
    text = client.get(address(read[0])).content.decode()
    assert "今天 1 · 7 天 31 · 累计 1531" in text
    draft = client.get(address(cast.article())).content.decode()
    assert "累计" not in draft


def test_readers_do_not_see_figures(cast, read, client):
    assert client.get(PAGE).status_code == 302
    story = Publication.objects.get(story=read[0].pk)
    page = client.get(story.get_absolute_url()).content.decode()
    assert "1531" not in page
    assert "阅读量" not in page
