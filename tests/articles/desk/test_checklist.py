"""What keeps a story back, what never does, and what both cost."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.desk import checklist, publishing
from articles.desk.checklist import Advice, Must
from articles.desk.rendering import freeze
from articles.desk.workflow import Verb
from articles.models import HouseWord, Outlet, Publication, Section, Topic
from media.models import Photo
from newsroom.models import Masthead, Reporter
from tests import factories


def must(article):
    return checklist.must(article, freeze(article))


def advice(article):
    return checklist.advice(article, freeze(article))


def fields(points):
    return [point.field for point in points]


def test_an_article_that_lacks_nothing_has_no_must(cast):
    assert must(cast.article()) == []


def test_an_empty_article_is_told_everything_it_lacks(cast):
    article = cast.article(body="", section=None)
    article.bylines.all().delete()
    found = must(article)
    assert fields(found) == ["section", "bylines", "body"]
    assert all(isinstance(point, Must) for point in found)


def test_a_topic_or_section_of_another_edition_keeps_it_back(cast):
    Masthead.objects.create(language="kk-arab", name="雪川", outlet="雪川", publisher="雪川")
    other = Section.objects.create(masthead_id="kk-arab", name="别版", slug="news")
    topic = Topic.objects.create(masthead_id="kk-arab", title="别版专题", slug="other")
    assert fields(must(cast.article(section=other, topic=topic))) == ["section", "topic"]


@pytest.mark.parametrize(
    ("told", "lacks"),
    [
        ({"source": "河谷日报", "source_author": "陆远"}, []),
        ({"source": "河谷日报", "source_url": "https://a.example/1"}, []),
        ({"source": "河谷日报"}, ["source_url"]),
        ({"source_title": "原题"}, ["source"]),
        ({"source_url": "https://a.example/1"}, ["source"]),
    ],
)
def test_a_reprint_names_its_outlet_and_its_author_or_address(cast, told, lacks):
    assert fields(must(cast.article(**told))) == lacks


def test_photos_need_credit_and_words(cast):
    photo = cast.photo(caption="", credited=False)
    article = cast.article(body=f'<p>雪</p><figure data-photo="{photo.pk}"></figure>')
    found = must(article)
    assert [(point.field, point.photo) for point in found] == [("body", photo.pk)] * 2
    cover = cast.article(cover=photo)
    assert fields(must(cover)) == ["cover", "cover"]


def test_a_place_that_waits_for_its_photo_keeps_it_back(cast):
    assert len(must(cast.article(body='<p>雪</p><figure data-photo=""></figure>'))) == 1


def test_advice_never_keeps_a_story_back(cast):
    article = cast.article(headline="雪" * 60, body="<p>12月27日(星期九),《雪川</p>")
    HouseWord.objects.create(wrong="雪川", right="雪川地区")
    found = advice(article)
    assert len(found) >= 5
    assert all(isinstance(point, Advice) and not isinstance(point, Must) for point in found)
    signed = cast.signed(article)
    assert publishing.reasons_against(signed) == []
    cast.do(signed, Verb.PUBLISH, cast.chief_editor)
    assert Publication.objects.filter(story=article.pk).exists()


def test_only_what_went_out_in_the_last_90_days_is_alike(cast):
    now = timezone.now()
    factories.publication(headline="冬季旅游推介会召开", published_at=now - timedelta(days=95), section=cast.section)
    article = cast.article()
    assert "headline" not in fields(advice(article))
    factories.publication(headline="冬季旅游推介会召开", published_at=now - timedelta(days=80), section=cast.section)
    assert "headline" in fields(advice(article))


def test_a_story_is_not_compared_with_itself(cast):
    assert "headline" not in fields(advice(cast.published()))


def test_a_name_that_was_only_read_in_copy_may_be_the_slip(cast):
    article = cast.article()
    slip = Reporter.objects.create(name="江一凡", is_unchecked=True)
    article.bylines.create(reporter=slip, position=2)
    assert "bylines" in fields(advice(article))
    Reporter.objects.filter(pk=slip.pk).update(is_unchecked=False)
    assert "bylines" not in fields(advice(article))


def test_a_source_is_only_held_against_a_list_that_is_there(cast):
    article = cast.article(source="河谷日报", source_author="陆远")
    assert "source" not in fields(advice(article))
    Outlet.objects.create(name="北川日报")
    assert "source" in fields(advice(article))
    Outlet.objects.create(name="河谷日报")
    assert "source" not in fields(advice(article))


def test_it_costs_the_same_with_more_of_everything(cast, django_assert_num_queries):
    article = cast.article(source="河谷日报", source_author="陆远")
    article.bylines.create(reporter=Reporter.objects.create(name="江一凡"), position=2)
    words = freeze(article)
    with django_assert_num_queries(5):  # names, headlines, house words, the outlet, whether there is a list
        checklist.advice(article, words)
    for number in range(10):
        HouseWord.objects.create(wrong=f"词{number}", right="字")
        factories.publication(published_at=timezone.now(), section=cast.section)
    with django_assert_num_queries(5):
        checklist.advice(article, words)
    with django_assert_num_queries(0):
        checklist.must(article, words)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"killed_at": "2026-03-05T00:00Z"}, "已封存"),
        ({"expires_on": date(2020, 1, 1)}, "使用期限已于 2020-01-01 到期"),
    ],
)
@pytest.mark.parametrize("place", ["figure", "gallery", "cover"])
def test_a_killed_or_expired_photo_keeps_the_story_back_wherever_it_stands(cast, fields, said, place):
    photo, other = cast.photo(), cast.photo(colour=(9, 9, 9))
    bodies = {
        "figure": f'<p>雪</p><figure data-photo="{photo.pk}"></figure>',
        "gallery": f'<p>雪</p><figure data-gallery="{other.pk} {photo.pk}"></figure>',
    }
    article = cast.article(cover=photo) if place == "cover" else cast.article(body=bodies[place])
    assert must(article) == []
    Photo.objects.filter(pk=photo.pk).update(**fields)
    (point,) = must(article)
    assert said in point
    assert (point.photo, point.field) == (photo.pk, "cover" if place == "cover" else "body")


def test_a_photo_may_be_used_on_its_last_day(cast):
    photo = cast.photo()
    article = cast.article(cover=photo)
    Photo.objects.update(expires_on=timezone.localdate())
    assert must(article) == []
    Photo.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert len(must(article)) == 1
