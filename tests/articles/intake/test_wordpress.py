"""A WordPress export as it streams by: what it holds, and what is refused."""

import gzip
import tracemalloc
from datetime import UTC, datetime

import pytest

from articles.intake import wordpress
from articles.intake.copy import Unreadable
from articles.intake.wordpress import Attachment, Author, Post, Site, Term
from tests.articles.intake import wxr


def read(path, kind=object):
    return [found for found in wordpress.read(path) if isinstance(found, kind)]


@pytest.fixture
def export(tmp_path):
    def export(*items):
        return wxr.write(tmp_path / "old.xml", *items)

    return export


def test_the_site_its_authors_and_terms_come_first(export):
    found = read(export(wxr.post(1)))
    assert found[0] == Site("https://old.example", "旧雪川网")
    assert [one for one in found if isinstance(one, Author)][0] == Author("lin", "林知夏")
    assert [one for one in found if isinstance(one, Term)] == [
        Term("category", "yaowen", "要闻"),
        Term("tag", "雪", "雪"),
    ]
    assert isinstance(found[-1], Post)


def test_a_post_is_read_whole(export):
    item = wxr.post(
        7,
        "河谷&amp;下雪 <br>今天",
        "一\n\n二 & <b>三</b>",
        slug="%e6%b2%b3%e8%b0%b7",
        excerpt="摘要",
        tags=[("%e9%9b%aa", "雪")],
        cover=12,
        changed="2019-03-06 02:00:00",
    )
    (post,) = read(export(item), Post)
    assert (post.number, post.kind, post.status, post.author, post.slug) == (7, "post", "publish", "lin", "河谷")
    assert post.title == "河谷&下雪 今天"
    assert post.address == "https://old.example/2019/03/%e6%b2%b3%e8%b0%b7/"
    assert (post.body, post.excerpt, post.cover) == ("一\n\n二 & <b>三</b>", "摘要", 12)
    assert (post.categories, post.tags) == ([("yaowen", "要闻")], [("雪", "雪")])
    assert post.published == datetime(2019, 3, 5, 1, tzinfo=UTC)
    assert post.changed == datetime(2019, 3, 6, 2, tzinfo=UTC)


def test_a_draft_has_no_moment(export):
    (post,) = read(export(wxr.post(7, status="draft", date="0000-00-00 00:00:00")), Post)
    assert (post.status, post.published) == ("draft", None)


def test_a_time_of_the_site_s_own_zone_has_none(tmp_path):
    text = wxr.wxr(wxr.post(7)).replace(
        "<wp:post_date_gmt>2019-03-05 01:00:00", "<wp:post_date_gmt>0000-00-00 00:00:00"
    )
    (tmp_path / "old.xml").write_text(text, encoding="utf-8")
    (post,) = read(tmp_path / "old.xml", Post)
    assert post.published == datetime(2019, 3, 5, 1)  # noqa: DTZ001


def test_a_post_behind_a_password_is_locked(export):
    assert [post.is_locked for post in read(export(wxr.post(1), wxr.post(2, password="雪")), Post)] == [False, True]


def test_a_file_is_told_where_it_lies_and_what_was_said_of_it(export):
    item = wxr.attachment(12, "2019/03/雪人.jpg", title="IMG_1", caption="雪人。江一帆摄", alt="一个雪人", parent=7)
    (found,) = read(export(item), Attachment)
    address = "https://old.example/wp-content/uploads/2019/03/雪人.jpg"
    assert found == Attachment(12, address, "2019/03/雪人.jpg", "IMG_1", "雪人。江一帆摄", "一个雪人", 7)


def test_comments_are_passed_over_and_take_nothing_with_them(export):
    (post,) = read(export(wxr.post(7, comments=500)), Post)
    assert (post.title, post.body) == ("河谷下雪", "<p>河谷里下了雪。</p>")


def test_a_packed_export_is_read_as_well(tmp_path):
    (tmp_path / "old.xml.gz").write_bytes(gzip.compress(wxr.wxr(wxr.post(1)).encode()))
    assert len(read(tmp_path / "old.xml.gz", Post)) == 1


def test_control_characters_do_not_break_it(tmp_path):
    (tmp_path / "old.xml").write_text(wxr.wxr(wxr.post(1, body="雪\x08\x0b人")), encoding="utf-8")
    assert read(tmp_path / "old.xml", Post)[0].body == "雪人"


BOMB = '<!DOCTYPE rss [<!ENTITY a "雪"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE, f"<!-- <rss -->{BOMB}", "<!doctype rss>"])
def test_a_document_type_is_refused(tmp_path, doctype):
    text = wxr.wxr(wxr.post(1, body="]]>&a;<![CDATA[")).replace("<rss", f"{doctype}<rss", 1)
    (tmp_path / "old.xml").write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable) as refusal:
        read(tmp_path / "old.xml")
    assert refusal.value.code == "doctype"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "雪",
        "<html><body>雪</body></html>",
        "<rss></rss>",
        "<rss><channel><title>雪</title></channel></rss>",
        "<rss",
    ],
)
def test_what_is_no_export_is_refused(tmp_path, text):
    (tmp_path / "old.xml").write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable) as refusal:
        read(tmp_path / "old.xml")
    assert refusal.value.code == "not_wxr"


def test_what_stands_before_a_break_is_given(tmp_path):
    whole = wxr.wxr(*(wxr.post(number) for number in range(1, 500))).encode()
    for name, data in (("old.xml", whole[:-5000]), ("old.xml.gz", gzip.compress(whole)[:-40])):
        (tmp_path / name).write_bytes(data)
        found = []
        with pytest.raises(Unreadable) as refusal:
            found.extend(wordpress.read(tmp_path / name))
        assert refusal.value.code == "broken"
        assert sum(isinstance(one, Post) for one in found) > 300


def test_memory_does_not_grow_with_the_export(tmp_path):
    def peak(count):
        path = tmp_path / f"{count}.xml"
        with path.open("w", encoding="utf-8") as file:
            file.write(wxr.HEAD)
            file.writelines(wxr.post(number, body="河谷里下了雪。" * 500, comments=20) for number in range(count))
            file.write(wxr.FOOT)
        tracemalloc.start()
        assert sum(isinstance(found, Post) for found in wordpress.read(path)) == count
        return tracemalloc.get_traced_memory()[1], tracemalloc.stop()

    assert peak(800)[0] < 2 * peak(40)[0] + 1_000_000


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("https://old.example/wp-content/uploads/2019/03/a.jpg?x=1#y", "2019/03/a.jpg"),
        ("https://old.example/blog/wp-content/uploads/%E9%9B%AA.jpg", "雪.jpg"),
        ("https://elsewhere.example/a.jpg", ""),
        ("", ""),
    ],
)
def test_where_a_file_lies(address, file):
    assert wordpress.file_in(address) == file
