"""A story as it was in one of its versions."""

import re

import pytest
from django.utils import timezone

from articles.models import Publication, Section, Version
from media.models import Clip, Photo
from tests.articles.public.test_record import FIGURE, corrected

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(cast):
    """A story in three versions with a photo."""
    photo = cast.photo(caption="推介会现场。")
    article = cast.published(cast.article(headline="第一个标题", body=f"<p>第一版。</p>{FIGURE.format(photo.pk)}"))
    article = corrected(cast, article, "改了标题。", headline="第二个标题")
    return corrected(cast, article, "又改了。", headline="第三个标题", body="<p>第三版。</p>")


def address(number):
    return f"{Publication.objects.get().get_absolute_url()}versions/{number}/"


def test_it_shows_the_words_as_they_were_with_the_notes_of_that_time(client, article):
    first, second, third = (client.get(address(number)).text for number in (1, 2, 3))
    assert "第一个标题" in first
    assert "第一版。" in first
    assert "改了标题。" not in first
    assert "第二个标题" in second
    assert "改了标题。" in second
    assert "又改了。" not in second
    assert "这是当时的文字" in second
    assert "第三版。" in third
    assert "这就是现在网上的文字。" in third
    assert "雪川新闻网-雪川地区融媒体中心(记者 林知夏 实习记者 江一帆)" in re.sub("<[^>]+>", "", first)


def test_it_leads_to_the_story_the_record_and_the_versions_beside_it(client, article):
    text = client.get(address(2)).text
    story = Publication.objects.get().get_absolute_url()
    for where in (story, f"{story}versions/", f"{story}versions/1/", f"{story}versions/3/"):
        assert f'href="{where}"' in text
    assert re.search(rf'<link rel="canonical" href="https?://[^/]+{story}">', text)
    assert '<meta name="robots" content="noindex">' in text


def test_photos_that_were_killed_or_whose_rights_have_ended_stay_out(client, article):
    assert "<figure" in client.get(address(1)).text
    Photo.objects.update(expires_on=timezone.localdate() - timezone.timedelta(days=1))
    assert "<figure" not in client.get(address(1)).text
    Photo.objects.update(expires_on=None, killed_at=timezone.now())
    text = client.get(address(1)).text
    assert "<figure" not in text
    assert "<img" not in text.split("<main")[1].split("</main")[0]


def test_a_clip_killed_since_stays_out(cast, client):
    clip = Clip.objects.create(
        name="ab/1", sha256="1" * 64, kind="video", extension="mp4", size=6, title="雪景", credit="江一帆摄"
    )
    figure = f'<figure data-clip="{clip.pk}"><figcaption></figcaption></figure>'
    corrected(cast, cast.published(cast.article(body=f"<p>一。</p>{figure}")), body="<p>二。</p>")
    assert "<video" in client.get(address(1)).text
    Clip.objects.update(killed_at=timezone.now())
    assert "<video" not in client.get(address(1)).text


def test_a_section_that_is_no_more_is_left_out(cast, client, article):
    other = Section.objects.create(masthead_id="zh-hans", name="民生", slug="life")
    corrected(cast, article, section=other)
    Section.objects.filter(slug="news").delete()
    response = client.get(address(1))
    assert response.status_code == 200
    assert "第一个标题" in response.text


@pytest.mark.parametrize("number", [0, 4, 99999, 123456])
def test_a_version_that_never_was_is_missing(client, article, number):
    assert client.get(address(number)).status_code == 404


def test_a_wrong_date_leads_to_the_right_one(client, article):
    response = client.get(f"/2020/01/01/{article.pk}/versions/2/")
    assert (response.status_code, response["Location"]) == (301, address(2))


def test_it_costs_the_same_however_many_versions_there_are(cast, client, article, django_assert_num_queries):
    where = address(1)
    for _ in range(2):
        with django_assert_num_queries(6):
            client.get(where)
        corrected(cast, article, body=f"<p>{Version.objects.count()}</p>")
