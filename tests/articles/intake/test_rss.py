"""Stories of other houses from RSS, Atom and JSON Feed."""

import contextlib
import json
import time
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.intake import rss
from articles.intake.copy import HEADING, TEXT, Unreadable

BEIJING = timezone(timedelta(hours=8))
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)


def channel(items, head="<title>河谷日报</title><link>https://news.example/</link>", declaration=""):
    return f'{declaration}<rss version="2.0" {SPACES}><channel>{head}{items}</channel></rss>'.encode()


def item(inner):
    return channel(f"<item><title>春灌开始</title>{inner}</item>")


def words(copy):
    return [(piece.kind, piece.text) for piece in copy.pieces]


FULL = item(
    "<link>/2026/17</link><guid isPermaLink='false'>k-17</guid><pubDate>Thu, 05 Mar 2026 08:00:00 +0800</pubDate>"
    "<dc:creator>周牧野</dc:creator><dc:creator>林知夏</dc:creator><category>农业</category><category>水利</category>"
    "<description>提要。</description><content:encoded><![CDATA[<p>云溪县<b>春灌</b>开始。</p><p>放&nbsp;水。</p>]]></content:encoded>"
    "<media:content url='https://photos.example/a.jpg' type='image/jpeg'><media:description>闸门。</media:description>"
    "<media:credit>许听澜</media:credit></media:content><enclosure url='https://photos.example/b.png' type='image/png'/>"
    "<enclosure url='https://photos.example/c.mp3' type='audio/mpeg'/>"
)


def test_reads_a_story_of_rss():
    [copy] = rss.read(FULL)
    assert words(copy) == [(HEADING, "春灌开始"), (TEXT, "云溪县春灌开始。"), (TEXT, "放\u00a0水。")]
    assert copy.pieces[1].html == "云溪县<strong>春灌</strong>开始。"
    reprint = copy.reprint
    assert (reprint.source, reprint.author, reprint.key) == ("河谷日报", "周牧野、林知夏", "k-17")
    assert reprint.address == "https://news.example/2026/17"
    assert reprint.published == "2026-03-05T08:00:00+08:00"
    assert reprint.headline == copy.title == "春灌开始"
    assert copy.keywords == ["农业", "水利"]


def test_notes_say_where_pictures_lie():
    [copy] = rss.read(FULL)
    assert [note.text for note in copy.notes] == [
        "闸门。\nhttps://photos.example/a.jpg",
        "https://photos.example/b.png",
    ]
    assert copy.notes[0].author == "许听澜"
    assert copy.told == ["pictures_elsewhere"]


def test_takes_the_description_where_there_is_no_more():
    [copy] = rss.read(
        item("<description>&lt;p&gt;全文在此。&lt;/p&gt;</description><author>a@b.example (周牧野)</author>")
    )
    assert words(copy)[1:] == [(TEXT, "全文在此。")]
    assert copy.told == []
    assert copy.reprint.author == "周牧野"


def test_tells_where_the_text_is_cut_off():
    [copy] = rss.read(item("<description>云溪县春灌开始，各乡镇……</description>"))
    assert copy.told == ["summary_only"]


def test_takes_an_address_out_of_the_guid():
    assert rss.read(item("<guid>https://news.example/9</guid>"))[0].reprint.address == "https://news.example/9"
    assert rss.read(item("<guid isPermaLink='false'>https://news.example/9</guid>"))[0].reprint.address == ""


def test_names_the_house_that_a_story_is_from():
    [copy] = rss.read(item("<source url='https://other.example/feed'>雪山通讯社</source>"))
    assert copy.reprint.source == "雪山通讯社"


def test_understands_tags_and_entities_in_titles():
    data = channel("<item><title>A &amp;amp; B&amp;nbsp;&lt;b&gt;春灌&lt;/b&gt; &hellip;</title></item>")
    assert rss.read(data)[0].title == "A & B 春灌 …"


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "gb18030", "utf-8", "utf-16"])
def test_reads_every_charset_of_chinese_feeds(charset):
    declaration = f'<?xml version="1.0" encoding="{charset}"?>'
    text = channel("<item><title>朱镕基题写镇名囍</title></item>", declaration=declaration).decode()
    encoded = text.encode("gb18030" if charset.lower().startswith("gb") else charset)
    assert rss.read(encoded)[0].title == "朱镕基题写镇名囍"


def test_reads_on_over_control_characters():
    assert rss.read(channel("<item><title>春\x0b灌</title></item>"))[0].title == "春灌"


def test_reads_rss_1():
    data = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>河谷日报</title></channel>'
        '<item rdf:about="https://news.example/1"><title>一</title><link>https://news.example/1</link>'
        "<description>正文。</description><dc:date>2026-03-05T08:00:00+08:00</dc:date></item></rdf:RDF>"
    )
    [copy] = rss.read(data.encode())
    assert copy.reprint.source == "河谷日报"
    assert copy.reprint.key == copy.reprint.address == "https://news.example/1"
    assert copy.reprint.published == "2026-03-05T08:00:00+08:00"


def test_reads_atom():
    data = """<?xml version="1.0"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/a/">
      <title>河谷日报</title><author><name>编辑部</name></author>
      <entry><title type="html">春灌&lt;em&gt;开始&lt;/em&gt;</title><id>tag:news.example,2026:17</id>
        <link rel="enclosure" type="image/jpeg" href="p.jpg"/><link href="17.html"/>
        <published>2026-03-05T00:00:00Z</published><category term="ny" label="农业"/>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>放<b>水</b>。</p></div></content></entry>
      <entry><title>二</title><id>2</id><updated>2026-03-06T00:00:00Z</updated><author><name>林知夏</name></author>
        <content type="html">&lt;p&gt;正文。&lt;/p&gt;</content></entry>
      <entry><title>三</title><id>3</id><summary>只有提要。</summary></entry>
    </feed>"""
    first, second, third = rss.read(data.encode())
    assert words(first) == [(HEADING, "春灌开始"), (TEXT, "放水。")]
    assert first.pieces[1].html == "放<strong>水</strong>。"
    assert first.reprint.address == "https://news.example/a/17.html"
    assert (first.reprint.author, first.reprint.key) == ("编辑部", "tag:news.example,2026:17")
    assert first.keywords == ["农业"]
    assert first.notes[0].text == "https://news.example/a/p.jpg"
    assert words(second)[1:] == [(TEXT, "正文。")]
    assert (second.reprint.author, second.reprint.published) == ("林知夏", "2026-03-06T00:00:00+00:00")
    assert third.told == ["summary_only"]


def test_reads_json_feed():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "河谷日报",
        "home_page_url": "https://news.example/",
        "authors": [{"name": "编辑部"}],
        "items": [
            {
                "id": 17,
                "url": "/17",
                "title": "春灌开始",
                "content_html": "<p>放水。</p><img src='https://photos.example/z.jpg'>",
                "date_published": "2026-03-05T08:00:00+08:00",
                "tags": ["农业"],
                "image": "https://photos.example/a.jpg",
                "attachments": [{"url": "https://photos.example/b.jpg", "mime_type": "image/jpeg"}, {"url": "x"}],
            },
            {"id": "18", "title": "二", "content_text": "一段。\n二段。", "authors": [{"name": "林知夏"}]},
            "junk",
        ],
    }
    first, second = rss.read(json.dumps(feed).encode())
    assert words(first) == [(HEADING, "春灌开始"), (TEXT, "放水。")]
    assert (first.reprint.key, first.reprint.address) == ("17", "https://news.example/17")
    assert first.reprint.author == "编辑部"
    assert len(first.notes) == 2
    assert first.told == ["pictures_elsewhere"]
    assert words(second)[1:] == [(TEXT, "一段。"), (TEXT, "二段。")]
    assert second.reprint.author == "林知夏"


def test_takes_times_without_a_zone_as_told():
    data = item("<pubDate>Thu, 05 Mar 2026 08:00:00</pubDate>")
    assert rss.read(data, zone=BEIJING)[0].reprint.published == "2026-03-05T08:00:00+08:00"


BOMB = "<!DOCTYPE r [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY a{n} '&a{n - 1 or ''};&a{n - 1 or ''};'>" for n in range(1, 30)
)


@pytest.mark.parametrize(
    "head",
    [
        BOMB + "]>",
        '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/evil.dtd">',
        '<!-- a --> <!doctype r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        f"<!-- {'a' * 20_000} --><!DOCTYPE r []>",
    ],
)
def test_refuses_every_dtd(head):
    with pytest.raises(Unreadable) as refused:
        rss.read(channel("<item><title>&a29;&x;</title></item>", declaration=head))
    assert refused.value.code in ("dtd", "broken")


def test_judges_hostile_heads_at_once():
    started = time.monotonic()
    with pytest.raises(Unreadable):
        rss.read(b"<!---->" * 1400 + b"<x/>")
    with pytest.raises(Unreadable):
        rss.read(b"<a>" * 400_000)
    assert time.monotonic() - started < 5


def test_lets_a_page_stand_inside_a_story():
    [copy] = rss.read(item("<content:encoded><![CDATA[<!DOCTYPE html><p>正文。</p>]]></content:encoded>"))
    assert words(copy)[1:] == [(TEXT, "正文。")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "broken"),
        (b"<rss>", "broken"),
        (b"<html/>", "not_feed"),
        (b"{}", "not_feed"),
        (b"{", "broken"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "no_story"),
        (channel(""), "no_story"),
        (channel("<item/>"), "no_story"),
        (channel("<item><title>x</title></item>" * 501), "too_many_stories"),
    ],
)
def test_says_why_it_cannot_read(data, code):
    with pytest.raises(Unreadable) as refused:
        rss.read(data)
    assert refused.value.code == code


def test_reads_no_more_than_it_may(monkeypatch):
    monkeypatch.setattr(rss, "MAX_BYTES", 10)
    with pytest.raises(Unreadable, match="too_large"):
        rss.read(b" " * 11)


PARTS = st.lists(
    st.sampled_from(
        [
            "<item>",
            "</item>",
            "<title>",
            "</title>",
            "<link>",
            "a",
            "<![CDATA[",
            "]]>",
            "&lt;p&gt;",
            "<b>",
            "</b>",
            "<entry>",
        ]
        + [
            "&nbsp;",
            "&#0;",
            "<pubDate>",
            "</pubDate>",
            "<enclosure url='//[' type='image/x'/>",
            "<dc:creator/>",
            "\ud800",
        ]
    )
    | st.text(max_size=5),
    max_size=15,
)


@given(PARTS)
def test_never_fails_on_odd_feeds(parts):
    with contextlib.suppress(Unreadable):
        rss.read(channel("").replace(b"</channel>", "".join(parts).encode("utf-8", "surrogatepass") + b"</channel>"))


@given(st.binary(max_size=200))
def test_never_fails_on_odd_bytes(data):
    with contextlib.suppress(Unreadable):
        rss.read(data)
