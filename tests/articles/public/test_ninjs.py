"""The machine form of a story: held to the official schema where it is at hand, and to what we promise."""

import json

import pytest
from lxml import etree

from articles.desk.workflow import Verb
from articles.intake import ninjs as reader
from articles.models import Publication, Topic
from tests import factories
from tests.articles.public.ninjs_schema import errors

pytestmark = pytest.mark.django_db
FIGURE = '<figure><picture><source srcset="/a.webp 1w"><img src="/a.jpg" srcset="/a.jpg 1w"></picture><figcaption>图说</figcaption></figure>'
CREATOR = {"role": "实习记者", "name": "江一帆", "unit": "", "work": "photo"}
SOURCE = {"name": "北川日报", "title": "原题", "author": "沈怀瑾", "url": "https://example.org/中文"}


def read(client, story):
    response = client.get(f"{story.get_absolute_url()}ninjs.json")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json; charset=utf-8"
    said = json.loads(response.content)
    assert said["standard"]["version"] == "3.1"
    return said


@pytest.fixture
def story(settings):
    """A story with everything that the format has a word for."""
    settings.SITE_URL = "https://news.example"
    factories.masthead(email="desk@news.example", telephone="0999-1")
    guest = factories.reporter("江一帆", role="摄影记者", unit="北川日报")
    picture = factories.picture(7, creators=[CREATOR], copyright="© 江一帆", licence_url="https://licence.example/")
    return factories.publication(
        people=[factories.reporter(), guest],
        tags=[factories.tag()],
        topic=Topic.objects.create(title="冬捕", slug="winter", is_open=True),
        kicker="引题",
        subtitle="副题",
        cover=picture,
        html=f"<p>一<br>二&amp;<strong>三</strong></p>{FIGURE}<p>四</p>",
        facts={
            "dateline": "阿勒泰3月5日电",
            "photos": [factories.picture(8, marks=["AI生成"]), picture],
            "notes": [{"at": "2026-03-06T01:30:00+00:00", "note": "改了一个数字。"}],
            "source": SOURCE,
            "ai": "assisted",
        },
    )


def test_it_holds_to_the_official_schema(client, story):
    assert errors(read(client, story)) == []
    assert errors(read(client, factories.publication())) == []


def test_the_schema_is_not_blind(client, story):
    said = read(client, story)
    assert errors(said | {"credit": "x"})
    assert errors(said | {"pubStatus": "published"})
    assert errors(said | {"uri": "not an address at all"})


def test_it_costs_two_queries_and_one_more_for_the_stories_it_leads_to(client, django_assert_num_queries):
    story = factories.publication(people=[factories.reporter()], tags=[factories.tag()])
    for _ in range(2):
        [factories.publication() for _ in range(10)]
        with django_assert_num_queries(2):
            read(client, story)
        leads = factories.publication(html=f'<aside data-story="{story.story}"></aside>')
        with django_assert_num_queries(3):
            read(client, leads)


def test_people_have_what_they_are_to_the_story_and_their_printed_role(client, story):
    said = read(client, story)
    assert said["by"] == "雪川新闻网(记者 林知夏 江一帆)"
    assert [(one["name"], one["rel"], one["literal"]) for one in said["people"]] == [
        ("林知夏", "author", "记者 林知夏"),
        ("江一帆", "photographer", "北川日报 摄影记者 江一帆"),
    ]
    assert said["people"][0]["uri"].startswith("https://news.example/reporters/")
    assert said["organisations"] == [{"name": "北川日报", "rel": "affiliation"}]
    assert said["located"] == "阿勒泰"


def test_it_says_what_it_is_and_where_it_stands(client, story):
    said = read(client, story)
    assert said["uri"] == f"https://news.example{story.get_absolute_url()}"
    assert (said["version"], said["pubStatus"], said["language"]) == ("1", "usable", "zh-Hans")
    assert said["firstCreated"].endswith("+08:00")
    assert [(one["role"], one["value"]) for one in said["headlines"]] == [
        ("main", story.headline),
        ("kicker", "引题"),
        ("subtitle", "副题"),
    ]
    assert [(one["rel"], one["name"]) for one in said["subjects"]] == [
        ("section", "要闻"),
        ("about", "冰雪"),
        ("topic", "冬捕"),
    ]
    assert said["edNote"] == "更正 2026-03-06 09:30 改了一个数字。"
    assert said["digitalSourceType"]["name"] == "compositeWithTrainedAlgorithmicMedia"


def test_the_body_is_there_as_xhtml_and_as_text_with_counts(client, story):
    markup, plain = read(client, story)["bodies"]
    assert (markup["contentType"], plain["contentType"]) == ("application/xhtml+xml", "text/plain")
    assert plain["value"] == "一\n二&三\n四"
    assert markup["charCount"] == plain["charCount"] == len("一\n二&三\n四")
    assert markup["wordCount"] == plain["wordCount"] == 5
    root = etree.fromstring(markup["value"])
    assert root.find(".//{*}img").attrib == {"src": "https://news.example/a.jpg"}
    assert root.find(".//{*}source") is None


def test_photos_are_news_objects_with_credit_words_and_files(client, story):
    made, shot = read(client, story)["associations"]
    assert (made["rel"], shot["rel"]) == ("photo", "cover")
    assert made["digitalSourceType"]["name"] == "trainedAlgorithmicMedia"
    assert shot["by"] == "实习记者 江一帆摄"
    assert [(one["role"], one["value"]) for one in shot["descriptions"]] == [
        ("caption", "3月4日，雪后的河谷。"),
        ("altText", "雪后的河谷"),
    ]
    assert shot["people"] == [{"name": "江一帆", "rel": "photographer", "literal": "实习记者 江一帆"}]
    assert shot["rightsInfo"] == {"linkedRights": "https://licence.example/"}
    files = {one["name"]: one for one in shot["renditions"]}
    assert set(files) == {"jpeg-960", "webp-960", "card-jpeg", "card-webp", "square-jpeg", "square-webp", "social"}
    assert (files["jpeg-960"]["width"], files["jpeg-960"]["height"]) == (960, 640)
    assert files["jpeg-960"]["poi"] == {"x": 480, "y": 256}
    assert files["webp-960"]["contentType"] == "image/webp"


def test_a_reprint_belongs_to_its_source(client, story):
    said = read(client, story)
    assert said["copyrightHolder"] == "北川日报"
    assert "北川日报" in said["usageTerms"]
    assert [(one["role"], one["name"]) for one in said["infoSources"]] == [
        ("originator", "北川日报"),
        ("author", "沈怀瑾"),
        ("publisher", "雪川地区融媒体中心"),
    ]
    assert said["infoSources"][2]["contactInfo"][0]["value"] == "desk@news.example"
    own = read(client, factories.publication())
    assert own["copyrightHolder"] == "雪川地区融媒体中心"
    assert own["copyrightNotice"] == "© 2026 雪川地区融媒体中心"


def test_translations_and_related_stories_are_named(client):
    first = factories.publication()
    other = factories.publication(section=factories.section(language="kk-arab"), original=first.story)
    leads = factories.publication(facts={"related": [first.story]})
    assert [(one["rel"], one["language"]) for one in read(client, first)["associations"]] == [
        ("translation", "kk-Arab")
    ]
    said = read(client, other)
    assert said["associations"][0]["rel"] == "translation"
    assert said["bodies"][0]["wordCount"] == 1  # in Kazakh words are counted, not characters
    assert [one["rel"] for one in read(client, leads)["associations"]] == ["related"]
    assert errors(said) == []


def test_what_we_hand_out_we_can_take_in(client, story):
    [taken] = reader.read(json.dumps(read(client, story)).encode())
    assert taken.reprint.headline == story.headline
    assert taken.reprint.address == f"https://news.example{story.get_absolute_url()}"
    assert taken.reprint.source == "北川日报"


def test_a_wrong_date_leads_to_the_right_one(client):
    story = factories.publication(story=4242)
    response = client.get("/2020/01/01/4242/ninjs.json")
    assert (response.status_code, response["Location"]) == (301, f"{story.get_absolute_url()}ninjs.json")


def test_a_withdrawn_story_is_canceled_with_its_notice(client, cast, settings):
    settings.SITE_URL = "https://news.example"
    article = cast.published(cast.article(headline="已经撤下的标题"))
    address = f"{Publication.objects.get(story=article.pk).get_absolute_url()}"
    cast.do(article, Verb.WITHDRAW, cast.chief_editor, text="所引数据有误。")
    response = client.get(f"{address}ninjs.json")
    said = response.json()
    assert (response.status_code, said["pubStatus"], said["version"]) == (410, "canceled", "2")
    assert (said["uri"], said["edNote"]) == (f"https://news.example{address}", "所引数据有误。")
    assert "已经撤下的标题" not in response.text
    assert errors(said) == []
    cast.do(article, Verb.RESTORE, cast.chief_editor)
    assert client.get(f"{address}ninjs.json").status_code == 200


def test_a_story_that_never_was_is_missing(client, cast):
    draft = cast.article()
    assert client.get(f"/2026/03/05/{draft.pk}/ninjs.json").status_code == 404


def test_whoever_has_it_gets_304(client):
    address = f"{factories.publication().get_absolute_url()}ninjs.json"
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_the_page_of_a_story_leads_to_it(client):
    story = factories.publication()
    link = f'<link rel="alternate" type="application/json" title="ninjs" href="{story.get_absolute_url()}ninjs.json">'
    assert link in client.get(story.get_absolute_url()).text


def test_a_photo_of_a_real_story_names_who_took_it(client, cast):
    photo = cast.photo()
    article = cast.published(cast.article(cover=photo))
    said = read(client, Publication.objects.get(story=article.pk))
    [shot] = said["associations"]
    assert shot["people"][0]["uri"].endswith(cast.jiang.get_absolute_url())
    assert errors(said) == []
