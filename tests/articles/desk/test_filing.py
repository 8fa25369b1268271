import re
from datetime import date

import pytest

from articles import markup
from articles.desk import filing
from articles.models import Publication
from media import uploads
from newsroom.models import Reporter
from tests.cast import photo_file

pytestmark = pytest.mark.django_db

COPY = """雪川地区冬季旅游推介会召开
雪川新闻网-雪川地区融媒体中心(记者 林知夏 陆鸣 实习记者 江一帆)12月27日,雪川地区冬季旅游推介会在云杉市召开。会上发布了十条冰雪线路。

12月27日,雪川地区冬季旅游推介会现场。 实习记者 江一帆摄
推介会由地区文旅局主办。参会的旅行社有六十多家。
线路怎么走
十条线路串起四个县市的雪场、冰湖和村庄,最长的一条走七天。
"""


def file_it(cast, text=COPY, **more):
    more.setdefault("received", date(2025, 12, 28))
    return filing.file_copy(text, user=cast.reporter, **more)


class TestADispatch:
    def test_gives_headline_outlets_people_and_date(self, cast):
        filed = file_it(cast)
        article = filed.article
        assert article.headline == "雪川地区冬季旅游推介会召开"
        assert article.outlets == "雪川新闻网-雪川地区融媒体中心"
        assert [(b.role, b.reporter.name) for b in article.bylines.all()] == [
            ("记者", "林知夏"),
            ("记者", "陆鸣"),
            ("实习记者", "江一帆"),
        ]
        assert article.event_date == date(2025, 12, 27)

    def test_links_known_people_and_makes_unknown_ones_flagged_as_new(self, cast):
        filed = file_it(cast)
        assert [r.name for r in filed.new_reporters] == ["陆鸣"]
        assert Reporter.objects.get(name="陆鸣").is_unchecked
        assert not Reporter.objects.get(name="林知夏").is_unchecked

    def test_leaves_the_byline_out_of_the_body(self, cast):
        text = markup.text(file_it(cast).article.body)
        assert text.startswith("12月27日,雪川地区冬季旅游推介会在云杉市召开。")
        assert "记者" not in text

    def test_keeps_the_copy_as_it_came(self, cast):
        assert file_it(cast).article.copy == COPY

    def test_makes_a_short_line_between_paragraphs_a_heading(self, cast):
        assert "<h2>线路怎么走</h2>" in file_it(cast).article.body

    def test_has_one_photo_place_with_caption_and_credit(self, cast):
        (place,) = file_it(cast).places()
        assert place["photo"] is None
        assert place["caption"] == "12月27日,雪川地区冬季旅游推介会现场。"
        assert place["credits"] == [["实习记者", "江一帆"]]
        assert place["credit"] == "实习记者 江一帆摄"

    def test_an_uploaded_photo_takes_the_place_over(self, cast):
        photo, _created = uploads.accept(photo_file(), cast.reporter)
        filed = file_it(cast, photos=[photo])
        photo.refresh_from_db()
        (credit,) = photo.credits.all()
        assert (credit.role, credit.name, credit.reporter) == ("实习记者", "江一帆", cast.jiang)
        assert photo.caption == "12月27日,雪川地区冬季旅游推介会现场。"
        assert filed.places()[0]["photo"] == photo.pk

    def test_more_photos_than_captions_stand_at_the_end(self, cast):
        photos = [uploads.accept(photo_file(colour=(n, n, n)), cast.reporter)[0] for n in (10, 200)]
        filed = file_it(cast, photos=photos)
        assert [p["photo"] for p in filed.places()] == [p.pk for p in photos]

    def test_an_editor_line_and_a_source_are_kept(self, cast):
        article = file_it(cast, COPY + "来源:雪川日报 作者:许若谷 编辑:白露\n").article
        assert (article.source, article.source_author) == ("雪川日报", "许若谷")
        assert [(line.role, line.name) for line in article.editors.all()] == [("编辑", "白露")]
        assert "白露" not in article.body


class TestBadInput:
    def test_an_empty_dispatch_is_refused(self, cast):
        with pytest.raises(filing.Refused):
            file_it(cast, " \n\u3000")

    def test_five_megabytes_are_refused_with_the_limit(self, cast):
        with pytest.raises(filing.Refused, match="200,000"):
            file_it(cast, "雪" * 1_700_000)

    def test_a_bracket_that_never_closes_loses_nothing_and_is_flagged(self, cast):
        text = "标题在此\n雪川新闻网(记者 林知夏 12月27日,推介会召开。"
        filed = file_it(cast, text)
        assert "(记者 林知夏 12月27日,推介会召开。" in markup.text(filed.article.body)
        assert filed.flags
        assert not filed.article.bylines.exists()

    def test_markup_in_copy_stays_text(self, cast):
        article = file_it(cast, "标题\n<script>alert(1)</script>雪川<b>下雪</b>了。\n第二段。").article
        assert "<script" not in article.body
        assert "<script>alert(1)</script>" in markup.text(article.body)


class TestHeadings:
    def kinds(self, cast, *lines):
        body = file_it(cast, "标题在此\n雪川新闻网(记者 林知夏)推介会召开。\n" + "\n".join(lines)).article.body
        return re.findall(r"<(h2|p)>", body)[1:]

    def test_lines_of_a_notice_are_no_headings(self, cast):
        assert "h2" not in self.kinds(cast, "时间:1月3日上午", "地点:雪川广场", "欢迎市民前来参加。")

    def test_lines_of_a_poem_are_no_headings(self, cast):
        assert "h2" not in self.kinds(cast, "雪落在山上", "风停在林间", "灯亮在村口", "诗写完了。")

    def test_a_caption_over_the_lead_is_a_photo_place_and_no_subtitle(self, cast):
        text = "标题在此\n图为牧民在看照片。 实习记者 江一帆摄\n雪川新闻网(记者 林知夏)12月27日,推介会召开。"
        filed = file_it(cast, text)
        assert filed.article.subtitle == ""
        assert filed.places()[0]["credit"] == "实习记者 江一帆摄"


def test_a_dispatch_of_control_characters_is_empty(cast):
    with pytest.raises(filing.Refused):
        file_it(cast, "\x01\x02")


class TestLeadsWithoutPeople:
    def test_a_collective_byline_is_kept_and_printed(self, cast):
        filed = file_it(cast, "评论标题\n雪川日报讯(本报评论员)12月27日,推介会召开。")
        article = filed.article
        assert (article.collective, article.dateline, filed.flags) == ("本报评论员", "讯", [])
        article.section = cast.section
        article.save()
        cast.published(article)
        assert Publication.objects.get().facts["byline_text"] == "雪川日报讯(本报评论员)"

    def test_a_reprint_names_its_source(self, cast):
        article = file_it(cast, "转载标题\n据远山社雪川12月27日电 雪川地区今年计划造林五万亩。").article
        assert (article.source, article.outlets, article.dateline) == ("远山社", "远山社", "雪川12月27日电")

    def test_who_wrote_and_who_shot_is_not_passed_over(self, cast):
        filed = file_it(cast, "标题在此\n雪川新闻网讯(记者 林知夏 文/图)12月27日,推介会召开。")
        assert any("林知夏" in flag and "文/图" in flag for flag in filed.flags)

    def test_a_dispatch_without_a_byline_says_so(self, cast):
        assert file_it(cast, "标题在此\n推介会今天召开,会期两天。").flags


class TestWhatHasNoRoom:
    def test_every_person_of_a_long_editor_line_is_kept(self, cast):
        editors = "编辑:" + " ".join(
            f"某{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{'一二三四五六七八九十'[n // 10]}" for n in range(70)
        )
        filed = file_it(cast, f"标题在此\n雪川新闻网(记者 林知夏)12月27日,推介会召开。\n第二段。\n{editors}")
        assert filed.article.editors.count() == 70

    def test_the_date_of_a_shot_goes_with_the_credit(self, cast):
        text = "标题在此\n雪川新闻网(记者 林知夏)12月27日,推介会召开。\n雪后的集市(12月26日摄)。北屏县融媒体中心供图\n第二段。"
        (place,) = file_it(cast, text).places()
        assert "12月26日摄" in place["credit"]
        photo, _created = uploads.accept(photo_file(), cast.reporter)
        file_it(cast, text, photos=[photo])
        photo.refresh_from_db()
        assert (photo.taken_on.month, photo.taken_on.day) == (12, 26)
        assert (photo.caption, photo.provider) == ("雪后的集市。", "北屏县融媒体中心")
