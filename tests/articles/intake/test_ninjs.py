"""Stories of other houses in ninjs."""

import contextlib
import json
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.intake import ninjs
from articles.intake.copy import HEADING, TEXT, Unreadable

EXAMPLES = Path(__file__).resolve().parents[4] / "shared" / "schemas" / "ninjs" / "examples-3.x"
BEIJING = timezone(timedelta(hours=8))

OLD = {
    "uri": "urn:example:story:17",
    "type": "text",
    "headline": "春灌开始",
    "byline": "周牧野",
    "body_xhtml": "<p>本报讯 云溪县<strong>春灌</strong>开始。</p><p>各乡镇放水。</p>",
    "located": "云溪",
    "copyrightholder": "河谷日报",
    "versioncreated": "2026-03-05T08:00:00+08:00",
    "usageterms": "转载须注明来源。",
    "ednote": "数字以后稿为准。",
    "person": [{"name": "林知夏", "rel": "about"}],
    "subject": [{"name": "农业"}, {"name": "水利"}],
    "associations": {
        "main": {
            "type": "picture",
            "headline": "放水",
            "description_text": "闸门打开。",
            "byline": "许听澜",
            "renditions": {
                "small": {"href": "https://photos.example/s.jpg", "width": 320},
                "large": {"href": "https://photos.example/l.jpg", "width": 4000},
            },
        }
    },
}
NEW = {
    "uri": "https://news.example/items/18",
    "type": "text",
    "versionCreated": "2026-03-06T10:00:00Z",
    "by": "陈一鸣",
    "headlines": [{"role": "sub", "value": "副题"}, {"role": "main", "value": "滑雪场延长开放"}],
    "bodies": [
        {"role": "main", "contentType": "text/plain", "value": "雪场将开放到四月。\n票价不变。"},
        {"role": "richtext", "contentType": "application/xhtml+xml", "value": "<p>雪场将开放到<em>四月</em>。</p>"},
    ],
    "infoSources": [{"name": "雪山通讯社"}],
    "subjects": [{"name": "冰雪"}],
    "pubStatus": "usable",
    "associations": [
        {
            "name": "a",
            "uri": "urn:x:1",
            "type": "picture",
            "by": "许听澜",
            "descriptions": [{"value": "雪道。"}],
            "renditions": [{"name": "hi", "href": "https://photos.example/a.jpg", "width": 100}],
        },
        {"name": "v", "uri": "https://videos.example/1", "type": "video"},
    ],
}


def read(*items):
    return ninjs.read(json.dumps(list(items) if len(items) > 1 else items[0]).encode())


def words(copy):
    return [(piece.kind, piece.text) for piece in copy.pieces]


def test_reads_a_story_of_version_1():
    [copy] = read(OLD)
    assert words(copy) == [(HEADING, "春灌开始"), (TEXT, "本报讯 云溪县春灌开始。"), (TEXT, "各乡镇放水。")]
    assert copy.pieces[0].level == 1
    assert copy.pieces[1].html == "本报讯 云溪县<strong>春灌</strong>开始。"
    assert copy.reprint.source == "河谷日报"
    assert copy.reprint.author == "周牧野"
    assert copy.reprint.headline == copy.title == "春灌开始"
    assert copy.reprint.key == "urn:example:story:17"
    assert copy.reprint.address == ""
    assert copy.reprint.published == "2026-03-05T08:00:00+08:00"
    assert copy.reprint.place == "云溪"
    assert copy.keywords == ["农业", "水利", "林知夏"]


def test_notes_say_on_what_terms_and_where_pictures_lie():
    [copy] = read(OLD)
    assert [note.text for note in copy.notes] == [
        "转载须注明来源。",
        "数字以后稿为准。",
        "闸门打开。\nhttps://photos.example/l.jpg",
    ]
    assert [note.author for note in copy.notes] == ["河谷日报", "河谷日报", "许听澜"]
    assert copy.told == ["pictures_elsewhere"]
    assert copy.pictures == []


def test_reads_a_story_of_versions_2_and_3():
    for item in (NEW, {name.lower(): value for name, value in NEW.items()}):
        [copy] = read(item)
        assert words(copy) == [(HEADING, "滑雪场延长开放"), (TEXT, "雪场将开放到四月。")]
        assert copy.pieces[1].html == "雪场将开放到<em>四月</em>。"
        assert copy.reprint.source == "雪山通讯社"
        assert copy.reprint.author == "陈一鸣"
        assert copy.reprint.address == copy.reprint.key == "https://news.example/items/18"
        assert copy.reprint.published == "2026-03-06T10:00:00+00:00"
        assert copy.notes[0].text == "雪道。\nhttps://photos.example/a.jpg"
        assert len(copy.notes) == 1


def test_takes_plain_text_where_there_is_no_page():
    [copy] = read({"headline": "一", "body_text": "第一段。\n\n　　第二段。"})
    assert words(copy)[1:] == [(TEXT, "第一段。"), (TEXT, "第二段。")]


def test_takes_many_in_every_wrapping():
    for wrapped in ([OLD, NEW], {"items": [OLD, NEW]}, {"_items": [OLD, NEW]}):
        assert [copy.title for copy in ninjs.read(json.dumps(wrapped).encode())] == ["春灌开始", "滑雪场延长开放"]


def test_leaves_out_what_is_no_text():
    assert [copy.title for copy in read({"type": "picture", "headline": "图"}, NEW, 3, None)] == ["滑雪场延长开放"]


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({"pubStatus": "withheld"}, "withheld"),
        ({"pubstatus": "canceled"}, "canceled"),
        ({"embargoed": "2026-05-01T00:00:00Z"}, "embargoed"),
        ({"embargoedUntil": "2026-05-01T00:00:00Z"}, "embargoed"),
    ],
)
def test_tells_what_must_not_go_out(extra, code):
    [copy] = read({**NEW, "pubStatus": "usable", **extra} if "pubstatus" not in extra else {"headline": "一", **extra})
    assert code in copy.told
    assert code != "embargoed" or copy.notes[0].text == "2026-05-01T00:00:00+00:00"


def test_tells_where_there_is_a_summary_alone():
    [copy] = read({"headline": "短讯", "description_text": "只有提要。"})
    assert words(copy) == [(HEADING, "短讯"), (TEXT, "只有提要。")]
    assert "summary_only" in copy.told


def test_says_a_headline_once_where_the_body_repeats_it():
    [copy] = read({"headline": "春灌开始", "body_xhtml": "<h1>春灌开始</h1><p>放水。</p>"})
    assert words(copy) == [(HEADING, "春灌开始"), (TEXT, "放水。")]


def test_takes_times_without_a_zone_as_told():
    item = {"headline": "一", "versioncreated": "2026-03-05T08:00:00"}
    assert ninjs.read(json.dumps(item).encode())[0].reprint.published == "2026-03-05T08:00:00+00:00"
    assert ninjs.read(json.dumps(item).encode(), zone=BEIJING)[0].reprint.published == "2026-03-05T08:00:00+08:00"
    assert read({**item, "versioncreated": "昨天"})[0].reprint.published == ""


def test_lets_no_address_through_that_is_no_page():
    picture = {"type": "picture", "renditions": {"a": {"href": "javascript:alert(1)"}}}
    [copy] = read({"headline": "一", "link": "file:///etc/passwd", "associations": {"a": picture}})
    assert copy.reprint.address == ""
    assert copy.notes == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "broken"),
        (b"{", "broken"),
        (b"\xff\xfe\x00", "broken"),
        (b"[" * 100_000, "broken"),
        (b"9" * 10_000, "broken"),
        (b"[]", "no_story"),
        (b"3", "no_story"),
        (b'{"type": "picture", "headline": "x"}', "no_story"),
        (b'{"uri": "x"}', "no_story"),
        (json.dumps([{"headline": "x"}] * 501).encode(), "too_many_stories"),
    ],
)
def test_says_why_it_cannot_read(data, code):
    with pytest.raises(Unreadable) as refused:
        ninjs.read(data)
    assert refused.value.code == code


def test_reads_no_more_than_it_may(monkeypatch):
    monkeypatch.setattr(ninjs, "MAX_BYTES", 10)
    with pytest.raises(Unreadable, match="too_large"):
        ninjs.read(b" " * 11)


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the IPTC's examples are not here")
def test_reads_the_examples_of_the_standard():
    for path in sorted(EXAMPLES.glob("*.json")):
        if path.name.startswith(("SIPA", "not-valid")):
            with pytest.raises(Unreadable, match="no_story"):
                ninjs.read(path.read_bytes())
            continue
        [copy] = ninjs.read(path.read_bytes())
        assert copy.title
        assert len(copy.text) > 100
        assert copy.reprint.key
        assert copy.reprint.published


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*OLD, *NEW, "value", "role", "contentType", "name", "rel", "href", "width"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*OLD, *NEW, "embargoed", "items"]), VALUES, max_size=8))
def test_never_fails_on_odd_values(item):
    with contextlib.suppress(Unreadable):
        ninjs.read(json.dumps(item).encode())


@given(st.binary(max_size=200))
def test_never_fails_on_odd_bytes(data):
    with contextlib.suppress(Unreadable):
        ninjs.read(data)
