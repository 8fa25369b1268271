"""Stories that another newsroom hands on, read as they say."""

import pytest

from articles.intake import supplied
from articles.intake.copy import Unreadable

FILES = "https://county.example/media/photos"


def photo(number, **more):
    return {
        "name": f"photo-{number}",
        "rel": "photo",
        "uri": f"{FILES}/{number}-1600.jpg",
        "by": "实习记者 江一帆摄",
        "descriptions": [{"role": "caption", "value": "推介会现场。"}, {"role": "altText", "value": "推介会现场。"}],
        "people": [{"name": "江一帆", "rel": "photographer", "literal": "实习记者 江一帆"}],
        "renditions": [
            {"name": "jpeg-960", "href": f"{FILES}/{number}-960.jpg", "contentType": "image/jpeg", "width": 960},
            {"name": "avif-2400", "href": f"{FILES}/{number}-2400.avif", "contentType": "image/avif", "width": 2400},
            {"name": "jpeg-1600", "href": f"{FILES}/{number}-1600.jpg", "contentType": "image/jpeg", "width": 1600},
            {"name": "card-jpeg", "href": f"{FILES}/{number}-c.jpg", "contentType": "image/jpeg", "width": 4000},
        ],
        "altIds": [{"role": "photo", "value": str(number)}],
    } | more


def item(markup="<p>下雪了。</p>", **more):
    return {
        "uri": "https://county.example/2026/03/05/4242/",
        "version": "2",
        "pubStatus": "usable",
        "language": "zh-Hans",
        "firstCreated": "2026-03-05T08:00:00+08:00",
        "title": "冬捕开网",
        "by": "雪川新闻网-雪川地区融媒体中心(记者 林知夏 实习记者 江一帆)",
        "headlines": [{"role": "main", "value": "冬捕开网"}, {"role": "kicker", "value": "冰湖"}],
        "people": [
            {"name": "林知夏", "rel": "author", "literal": "县农业局 记者 林知夏"},
            {"name": "江一帆", "rel": "author", "literal": "实习记者 江一帆"},
            {"name": "章台", "rel": "author", "literal": "章台"},
        ],
        "organisations": [{"name": "县农业局", "rel": "affiliation"}],
        "subjects": [
            {"name": "要闻", "rel": "section", "uri": "https://county.example/sections/news/"},
            {"name": "冰雪", "rel": "about"},
        ],
        "bodies": [
            {
                "contentType": "application/xhtml+xml",
                "value": f"<div xmlns='http://www.w3.org/1999/xhtml'>{markup}</div>",
            }
        ],
        "altIds": [{"role": "story", "value": "4242"}],
    } | more


def figure(number, caption="推介会现场。"):
    said = f'<span class="caption">{caption}</span> <span class="credit">实习记者 江一帆摄</span>'
    return f'<figure class="photo"><picture><img src="{FILES}/{number}-960.jpg"/></picture><figcaption>{said}</figcaption></figure>'


def words(story):
    return [block.get("text", block.get("photo")) for block in story.blocks]


def test_number_version_and_what_it_is_filed_under():
    story = supplied.read(item())
    assert (story.number, story.version, story.is_canceled, story.language) == (4242, 2, False, "zh-hans")
    assert story.sections == ["要闻", "news"]
    assert story.tags == ["冰雪"]
    assert story.lines["source_url"] == story.address == "https://county.example/2026/03/05/4242/"


def test_people_with_role_and_unit():
    found = [(one.unit, one.role, one.name) for one in supplied.read(item()).people]
    assert found == [("县农业局", "记者", "林知夏"), ("", "实习记者", "江一帆"), ("", "", "章台")]


@pytest.mark.parametrize(
    ("by", "people", "outlets", "dateline", "collective"),
    [
        ("雪川新闻网讯(记者 林知夏)", True, "雪川新闻网", "讯", ""),
        ("雪川新闻网云杉3月5日电(记者 林知夏)", True, "雪川新闻网", "云杉3月5日电", ""),
        ("记者 林知夏", True, "", "", ""),
        ("雪川新闻网(本报评论员)", False, "雪川新闻网", "", "本报评论员"),
        ("本报评论员", False, "", "", "本报评论员"),
        ("", False, "", "", ""),
        ("自成一体的名字(记者 林知夏)", True, "自成一体的名字", "", ""),
    ],
)
def test_what_stands_around_the_people(by, people, outlets, dateline, collective):
    person = {"name": "林知夏", "rel": "author", "literal": "记者 林知夏"}
    lines = supplied.read(item(by=by, people=[person] if people else [])).lines
    assert (lines["outlets"], lines["dateline"], lines["collective"]) == (outlets, dateline, collective)


def test_photos_stand_in_their_places_and_their_captions_are_no_text():
    story = supplied.read(
        item(f"<p>一。</p>{figure(7)}<p>二。</p>{figure(8, '另一句。')}", associations=[photo(7), photo(8)])
    )
    assert words(story) == ["一。", 7, "二。", 8]
    assert [block["caption"] for block in story.blocks if block["kind"] == "photo"] == ["", "另一句。"]


def test_a_gallery_is_its_photos_and_its_caption():
    gallery = (
        f'<figure class="gallery"><figcaption>组图</figcaption><ul><li>{figure(7)}<span class="count">1/2</span></li>'
    )
    gallery += f"<li>{figure(8)}</li></ul></figure>"
    story = supplied.read(item(f"<p>一。</p>{gallery}<p>二。</p>", associations=[photo(7), photo(8)]))
    assert words(story) == ["一。", 7, 8, "组图", "二。"]


def test_recordings_are_left_out_and_told():
    recording = '<figure class="recording"><video src="/a.mp4"></video><figcaption>录像</figcaption></figure>'
    story = supplied.read(item(f"<p>一。</p>{recording}"))
    assert words(story) == ["一。"]
    assert story.copy.told == ["media"]


def test_of_a_photo_the_original_where_it_is_handed_on_and_else_the_largest_whole_one():
    [found] = supplied.read(item(associations=[photo(7)])).photos
    assert (found.original, found.file) == ("", f"{FILES}/7-1600.jpg")
    with_original = photo(7)
    with_original["renditions"].append({"name": "original", "href": "https://county.example/api/v1/photos/7/original"})
    [found] = supplied.read(item(associations=[with_original])).photos
    assert found.original == "https://county.example/api/v1/photos/7/original"


def test_of_a_photo_whom_it_is_owed_to():
    more = {
        "infoSources": [{"name": "县委宣传部", "role": "provider"}, {"name": "远山社", "role": "agency"}],
        "copyrightNotice": "© 雪川",
        "usageTerms": "可随此稿使用。",
        "rightsInfo": {"linkedRights": "https://example.com/by"},
        "digitalSourceType": {"name": "trainedAlgorithmicMedia"},
    }
    [found] = supplied.read(item(associations=[photo(7, **more)])).photos
    assert (found.credit, found.caption, found.alt) == ("实习记者 江一帆摄", "推介会现场。", "")
    assert [(one.role, one.name, one.work) for one in found.people] == [("实习记者", "江一帆", "photo")]
    assert (found.provider, found.agency, found.copyright) == ("县委宣传部", "远山社", "© 雪川")
    assert (found.terms, found.licence, found.made) == (
        "可随此稿使用。",
        "https://example.com/by",
        "trainedAlgorithmicMedia",
    )


def test_a_cover_that_stands_in_no_place():
    story = supplied.read(item(associations=[photo(9, rel="cover")]))
    assert story.cover == 9
    story = supplied.read(item(figure(9), associations=[photo(9, rel="cover")]))
    assert story.cover is None


def test_the_summary_is_a_standfirst_unless_it_is_how_the_story_opens():
    said = [{"role": "summary", "value": "下雪了。"}]
    assert supplied.read(item(descriptions=said)).standfirst == ""
    assert supplied.read(item(descriptions=[{"role": "summary", "value": "三件事。"}])).standfirst == "三件事。"


def test_without_its_text_it_is_a_summary():
    story = supplied.read(item(bodies=[], descriptions=[{"role": "summary", "value": "三件事。"}]))
    assert not story.is_whole
    assert story.copy.told == ["summary_only"]
    assert words(story) == ["三件事。"]


def test_whose_it_is_where_they_have_it_from_others():
    infos = [
        {"name": "远山日报", "role": "originator", "uri": "https://far.example/1"},
        {"name": "某某", "role": "author"},
        {"name": "雪川", "role": "publisher"},
    ]
    story = supplied.read(item(infoSources=infos))
    assert (story.origin, story.lines["source_url"]) == ("远山日报", "https://far.example/1")
    assert story.lines["source_author"] == "某某"


def test_one_that_was_withdrawn_is_its_notice():
    story = supplied.read({"pubStatus": "canceled", "version": "3", "altIds": item()["altIds"], "edNote": "有误。"})
    assert (story.is_canceled, story.notice, story.number) == (True, "有误。", 4242)


@pytest.mark.parametrize(
    "wrong",
    [
        {"pubStatus": "withheld"},
        {"pubStatus": []},
        {"version": "x"},
        {"version": True},
        {"altIds": None},
        {"altIds": [{"role": "story", "value": "9" * 40}]},
        {"title": "", "headlines": []},
        {"associations": [{"rel": "photo"}]},
        {"bodies": [{"contentType": "application/xhtml+xml", "value": "x" * 2_000_001}]},
    ],
)
def test_what_is_no_story_is_refused(wrong):
    with pytest.raises(Unreadable):
        supplied.read(item() | wrong)


@pytest.mark.parametrize(
    "markup", ["", "<p>", "</div></p>", "<figure><img></figure>", "<script>x</script>", "\x00" * 9, "<p>" * 3000]
)
def test_whatever_a_body_is_it_is_read(markup):
    assert supplied.read(item(markup)).number == 4242


@pytest.mark.parametrize(
    "name", ["people", "subjects", "organisations", "associations", "infoSources", "descriptions", "by"]
)
@pytest.mark.parametrize("value", [None, 5, "x", {}, [None, 5, "x", []]])
def test_what_is_not_as_it_should_be_is_not_there(name, value):
    assert supplied.read(item() | {name: value}).headline == "冬捕开网"
