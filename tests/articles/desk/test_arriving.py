from datetime import date

import pytest

from articles.desk import arriving, filing, understanding
from articles.models import Article, Dispatch, Note
from media import stores
from newsroom.models import Reporter

pytestmark = pytest.mark.django_db

COPY = """雪川地区冬季旅游推介会召开
雪川新闻网-雪川地区融媒体中心(记者 林知夏 陆鸣 实习记者 江一帆)12月27日,雪川地区冬季旅游推介会在云杉市召开。会上发布了十条冰雪线路。
推介会由地区文旅局主办。参会的旅行社有六十多家,来自三个省区。
线路怎么走
十条线路串起四个县市的雪场、冰湖和村庄,最长的一条走七天,最短的一条走一个下午。
"""


@pytest.fixture
def drop(cast, tmp_path):
    """drop("稿.txt", bytes) is the Dispatch of that file."""

    def drop(name, data, **more):
        path = tmp_path / name
        path.write_bytes(data)
        (taken,) = arriving.take_file(path, name, user=cast.reporter, received=date(2025, 12, 28), **more)
        return taken

    return drop


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_text_file_is_kept_as_it_came_and_read(drop, charset):
    data = COPY.encode(charset)
    dispatch = drop("稿件.txt", data)
    with stores.copies().open(dispatch.original) as kept:
        assert kept.read() == data
    assert arriving.understood(dispatch).said["headline"] == "雪川地区冬季旅游推介会召开"
    assert (dispatch.name, dispatch.received, dispatch.size) == ("稿件.txt", date(2025, 12, 28), len(data))


def test_what_is_no_text_is_refused_by_name_and_nothing_is_stored(drop):
    with pytest.raises(arriving.Refused, match="照片.txt"):
        drop("照片.txt", b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe")
    assert not Dispatch.objects.exists()


def test_what_was_understood_stands_beside_the_pieces_it_came_from(drop):
    understood = arriving.understood(drop("稿.txt", COPY.encode()))
    assert understood.became == ["headline", "lead", "text", "heading", "text"]
    assert understood.opening == "雪川新闻网-雪川地区融媒体中心(记者 林知夏 陆鸣 实习记者 江一帆)"
    assert "2025年12月27日" in understood.dates[0] and "2025年12月28日" in understood.dates[0]


def test_people_are_known_or_to_be_made(cast, drop):
    people = arriving.understood(drop("稿.txt", COPY.encode())).said["people"]
    assert [(p["name"], p["reporter"], p["keep"]) for p in people] == [
        ("林知夏", cast.lin.pk, "new"),
        ("陆鸣", None, "new"),
        ("江一帆", cast.jiang.pk, "new"),
    ]


def test_what_the_desk_corrects_is_what_is_filed(cast, drop):
    dispatch = drop("稿.txt", COPY.encode())
    said = arriving.understood(dispatch).said
    said["headline"] = "推介会在云杉市召开"
    said["people"][1] |= {"name": "陆明"}
    dispatch.said = said
    dispatch.save()
    article = filing.file(dispatch, cast.editor).article
    assert article.headline == "推介会在云杉市召开"
    assert [line.reporter.name for line in article.bylines.all()] == ["林知夏", "陆明", "江一帆"]
    assert Reporter.objects.get(name="陆明").is_unchecked
    assert article.copy.split() == COPY.split()


def test_a_dispatch_is_filed_once(cast, drop):
    dispatch = drop("稿.txt", COPY.encode())
    filing.file(dispatch, cast.editor)
    with pytest.raises(filing.Refused):
        filing.file(dispatch, cast.editor)
    assert Article.objects.count() == 1
    assert not Dispatch.objects.waiting().exists()


class TestWhatCameBefore:
    def test_the_same_words_are_recognised_in_another_file(self, drop):
        first = drop("稿.txt", COPY.encode())
        second = drop("稿件(1).txt", COPY.replace("\n", "\r\n\r\n").encode("gbk"))
        assert arriving.before(second) == [(first, 1.0)]
        assert arriving.before(first) == []

    def test_a_newer_copy_is_alike(self, drop):
        first = drop("稿.txt", COPY.encode())
        second = drop("稿2.txt", COPY.replace("六十多家", "七十二家").encode())
        ((found, likeness),) = arriving.before(second)
        assert found == first
        assert 0.5 < likeness < 1

    def test_another_story_is_not(self, drop):
        drop("稿.txt", COPY.encode())
        other = (
            "三台河面上了冻\n雪川新闻网(记者 陆鸣)12月27日,渔工在冰上拉网,一网拉上来一千二百斤鱼,看热闹的人站满了河岸。"
        )
        assert arriving.before(drop("别的.txt", other.encode())) == []

    def test_a_newer_copy_becomes_a_save_of_the_article(self, cast, drop):
        article = filing.file(drop("稿.txt", COPY.encode()), cast.editor).article
        article.section = cast.section
        article.save()
        newer = drop("稿2.txt", COPY.replace("六十多家", "七十二家").encode())
        updated = filing.update(newer, article, cast.editor).article
        assert updated.pk == article.pk
        assert "七十二家" in updated.body and "六十多家" not in updated.body
        assert updated.section == cast.section
        assert updated.saves == article.saves + 1
        newer.refresh_from_db()
        assert newer.article_id == article.pk


def test_each_story_of_a_feed_is_a_dispatch_and_photos_beside_it_stand_with_the_first(cast, tmp_path):
    items = "".join(
        f"<item><title>第{n}条</title><description>湖面上了冻，第{n}天。</description></item>" for n in (1, 2)
    )
    path = tmp_path / "feed"
    path.write_text(f"<?xml version='1.0'?><rss version='2.0'><channel><title>远山</title>{items}</channel></rss>")
    photo = cast.photo()
    first, second = arriving.take_file(path, "供稿.xml", user=cast.editor, photos=[photo])
    assert [first.name, second.name] == ["第1条", "第2条"]
    assert (first.photos, second.photos) == ([photo.pk], [])
    assert first.original == second.original


def test_comments_of_the_copy_become_notes(cast, drop):
    dispatch = drop("稿.txt", COPY.encode())
    dispatch.pieces["notes"] = [{"text": "数字请核实", "author": "白露", "passage": "六十多家"}]
    dispatch.save()
    article = filing.file(dispatch, cast.editor).article
    note = Note.objects.get(article=article)
    assert (note.text, note.author_name, note.quote) == ("数字请核实", "白露", "六十多家")


def test_lists_stand_in_each_other_by_their_depth():
    def item(text, level, is_ordered=False):
        return {"kind": "item", "text": text, "html": "", "level": level, "is_ordered": is_ordered}

    blocks = [item("一", 1), item("甲", 2, True), item("乙", 2, True), item("二", 1)]
    assert understanding.body_of({"blocks": blocks}) == (
        "<ul><li><p>一</p><ol><li><p>甲</p></li><li><p>乙</p></li></ol></li><li><p>二</p></li></ul>"
    )


def test_a_heading_is_not_bold_twice():
    block = {
        "kind": "heading",
        "text": "线路怎么走",
        "html": "<strong>线路<em>怎么</em>走</strong>",
        "level": 0,
        "is_ordered": False,
    }
    assert understanding.body_of({"blocks": [block]}) == "<h2>线路<em>怎么</em>走</h2>"
