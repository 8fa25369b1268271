"""What search engines read: held to the vocabulary of schema.org where it is at hand, and to what we promise."""

import json
import re

import pytest

from articles.models import HousePage, Portrait, Publication, Topic
from articles.public import structured
from tests import factories
from tests.articles.public.vocabulary import faults

pytestmark = pytest.mark.django_db
SITE = "https://news.example"
CREATOR = {"role": "实习记者", "name": "江一帆", "unit": "", "work": "photo"}
SOURCE = {"name": "北川日报", "title": "原题", "author": "沈怀瑾", "url": "https://example.org/中文"}


def read(client, address):
    [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(address).text)
    said = json.loads(script)
    assert said["@context"] == "https://schema.org"
    return said


@pytest.fixture(autouse=True)
def house(settings):
    settings.SITE_URL = SITE
    logo = {"src": "/media/logo.png", "width": 600, "height": 60, "plate": False, "icons": {}}
    factories.masthead(
        logo=logo, email="desk@news.example", telephone="0999-1", address="河谷路一号", slogan="河谷的事"
    )
    HousePage.objects.create(title="关于我们", slug="about")


@pytest.fixture
def story():
    """A story with everything that there is a word for."""
    guest = factories.reporter("江一帆", role="摄影记者", unit="北川日报")
    picture = factories.picture(7, creators=[CREATOR], copyright="© 江一帆", licence_url="https://licence.example/")
    large = factories.picture(8, provider="河谷旅游局", marks=["AI生成"])
    large["jpeg"] += ", /media/photos/large.jpg 1920w"
    return factories.publication(
        people=[factories.reporter(), guest],
        tags=[factories.tag()],
        subtitle="副题",
        cover=picture,
        facts={
            "dateline": "阿勒泰3月5日电",
            "photos": [large, picture],
            "notes": [{"at": "2026-03-06T01:30:00+00:00", "note": "改了一个数字。"}],
            "source": SOURCE,
            "ai": "generated",
        },
    )


def every_page():
    """The address of a page of every kind that says anything."""
    lin, ice = factories.reporter("白露"), factories.tag("雪场")
    topic = Topic.objects.create(title="冬捕", slug="winter", is_open=True)
    factories.publication([lin], [ice], topic=topic)
    return ["/", "/sections/news/", "/tags/雪场/", "/reporters/白露/", "/topics/winter/"]


@pytest.mark.parametrize("mark", ["\x00", "\x08", "\x0c", "\x1f", "\x7f", "\u202e", "\ud800", "\ufffe"])
def test_no_character_that_machines_cannot_take_gets_through(mark):
    said = structured.as_script({"name": f"云{mark}岭", "items": [{"name": f"{mark}\\u0041\\b\u3000\n"}]})
    assert json.loads(said) == {"name": "云岭", "items": [{"name": "\\u0041\\b\u3000\n"}]}


def test_schema_org_knows_every_word(client, story):
    for address in [story.get_absolute_url(), *every_page()]:
        assert faults(read(client, address)) == [], address


def test_the_vocabulary_is_not_blind(client, story):
    said = read(client, story.get_absolute_url())
    assert faults(said | {"byline": "x"}) == ["$.byline: not of NewsArticle"]
    assert faults(said | {"publisher": {"@type": "Place", "name": "x"}})
    assert faults(said | {"image": [{"@type": "Picture"}]})
    assert faults(said | {"wordCount": True})


def test_each_person_is_one_node_with_what_she_was_and_for_whom(client):
    person = {"name": "林知夏", "unit": "", "slug": "lin"}
    twice = [person | {"role": "记者"}, person | {"role": "摄影"}, {"name": "石溪", "role": "通讯员", "unit": "水利局"}]
    story = factories.publication(facts={"people": twice})
    lin, stone = read(client, story.get_absolute_url())["author"]
    assert (lin["name"], lin["jobTitle"], lin["url"]) == ("林知夏", ["记者", "摄影"], f"{SITE}/reporters/lin/")
    assert lin["affiliation"]["@id"] == f"{SITE}/#house"
    assert (stone["jobTitle"], stone["affiliation"]["name"]) == ("通讯员", "水利局")
    assert "url" not in stone


def test_a_story_without_people_is_by_the_house_and_a_reprint_by_whom_it_names(client):
    own, reprint, bare = (
        factories.publication(facts={"source": source}) for source in (None, SOURCE, SOURCE | {"author": ""})
    )
    assert read(client, own.get_absolute_url())["author"]["@id"] == f"{SITE}/#house"
    assert read(client, reprint.get_absolute_url())["author"] == {"@type": "Person", "name": "沈怀瑾"}
    assert read(client, bare.get_absolute_url())["author"] == {"@type": "Organization", "name": "北川日报"}


def test_a_story_says_where_it_is_from_and_what_it_is_made_of(client, story):
    said = read(client, story.get_absolute_url())
    assert said["dateline"] == "阿勒泰3月5日电"
    assert said["locationCreated"]["name"] == "阿勒泰"
    assert said["isBasedOn"]["headline"] == "原题"
    assert said["isBasedOn"]["url"] == "https://example.org/%E4%B8%AD%E6%96%87"
    assert said["copyrightHolder"]["name"] == said["sourceOrganization"]["name"] == "北川日报"
    assert said["digitalSourceType"] == "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
    assert (said["isAccessibleForFree"], said["wordCount"], said["inLanguage"]) == (True, 22, "zh-Hans")
    assert said["correction"][0]["text"] == "改了一个数字。"
    steps = said["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
    assert [(one["position"], one["name"]) for one in steps] == [(1, "雪川新闻网"), (2, "要闻"), (3, story.headline)]


def test_each_photo_says_whose_it_is_that_of_the_cover_first(client, story):
    cover, other = read(client, story.get_absolute_url())["image"]
    assert (cover["creditText"], cover["copyrightNotice"]) == ("实习记者 江一帆摄", "© 江一帆")
    assert cover["creator"][0]["name"] == "江一帆"
    assert cover["creator"][0]["jobTitle"] == "实习记者"
    assert cover["license"] == cover["acquireLicensePage"] == "https://licence.example/"
    assert other["creator"] == {"@type": "Organization", "name": "河谷旅游局"}
    assert (other["url"], other["width"], other["height"]) == (f"{SITE}/media/photos/large.jpg", 1920, 1280)
    assert other["digitalSourceType"].endswith("TrainedAlgorithmicMediaDigitalSource")


def test_the_house_says_who_it_is(client, story):
    house = read(client, story.get_absolute_url())["publisher"]
    assert house["@type"] == "NewsMediaOrganization"
    assert (house["name"], house["alternateName"]) == ("雪川地区融媒体中心", "雪川新闻网")
    assert house["logo"] == {"@type": "ImageObject", "url": f"{SITE}/media/logo.png", "width": 600, "height": 60}
    assert house["correctionsPolicy"] == f"{SITE}/corrections/"
    assert house["masthead"] == f"{SITE}/about/"
    assert (house["email"], house["telephone"], house["address"]) == ("desk@news.example", "0999-1", "河谷路一号")


def test_translations_lead_to_each_other(client):
    first = factories.publication()
    kazakh = factories.section(language="kk-arab")
    other = factories.publication(section=kazakh, original=first.story, html="<p>قار جاۋدى كوپ</p>")
    said = read(client, first.get_absolute_url())
    assert [one["inLanguage"] for one in said["workTranslation"]] == ["kk-Arab"]
    assert "translationOfWork" not in said
    said = read(client, other.get_absolute_url())
    assert said["translationOfWork"]["url"] == f"{SITE}{first.get_absolute_url()}"
    assert "workTranslation" not in said
    assert said["wordCount"] == 3
    assert faults(said) == []


def test_the_front_page_says_how_to_search(client):
    said = read(client, "/")
    assert said["@type"] == "WebSite"
    assert said["potentialAction"]["target"]["urlTemplate"] == f"{SITE}/search/?q={{query}}"
    factories.section(language="kk-arab")
    assert read(client, "/kk-arab/")["potentialAction"]["target"]["urlTemplate"].startswith(f"{SITE}/kk-arab/search/")


def test_lists_name_their_stories_in_order(client):
    lin, ice = factories.reporter(), factories.tag()
    stories = [factories.publication([lin], [ice]) for _ in range(3)]
    for address in ("/sections/news/", "/tags/冰雪/"):
        said = read(client, address)
        assert said["@type"] == "CollectionPage"
        assert [one["name"] for one in said["mainEntity"]["itemListElement"]] == [s.headline for s in stories[::-1]]
        assert len(said["breadcrumb"]["itemListElement"]) == 2


def test_an_older_page_of_a_list_is_not_taken_for_the_newest(client):
    stories = [factories.publication() for _ in range(22)]
    assert "ld+json" not in client.get(f"/sections/news/?before={stories[10].key}").text


def test_a_person_has_a_profile(client, cast):
    lin = factories.reporter("白露", role="首席记者", biography="写河谷的人。", other_names="|露露|")
    photo = cast.photo()
    Portrait.objects.create(reporter=lin, photo=photo)
    story = factories.publication([lin])
    said = read(client, "/reporters/白露/")
    person = said["mainEntity"]
    assert (said["@type"], person["@type"], person["jobTitle"]) == ("ProfilePage", "Person", "首席记者")
    assert (person["description"], person["alternateName"]) == ("写河谷的人。", ["露露"])
    assert person["image"]["creditText"] == "实习记者 江一帆摄"
    assert [one["headline"] for one in said["hasPart"]] == [story.headline]
    assert faults(said) == []


def test_a_real_story_names_who_took_its_photos(client, cast):
    article = cast.published(cast.article(cover=cast.photo()))
    said = read(client, Publication.objects.get(story=article.pk).get_absolute_url())
    assert said["image"][0]["creator"][0]["name"] == "江一帆"
    assert said["image"][0]["creator"][0]["url"] == f"{SITE}{cast.jiang.get_absolute_url()}"
    assert faults(said) == []
