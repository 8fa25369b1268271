"""The forms of a pack: what WeChat keeps and nothing else, the words of the site, photos in order with credit."""

import re

import lxml.html
import pytest
from django.utils import timezone

from articles.desk import packforms, packing
from articles.desk.workflow import Verb
from articles.models import Publication
from media.models import Clip, Photo

KEPT = set("section p span strong em img blockquote ul ol li table tbody tr td h2 h3 br hr".split())
ATTRIBUTES = {"style", "src", "alt", "colspan", "rowspan", "start"}


def figure(photo, caption=""):
    return f'<figure data-photo="{photo.pk}"><figcaption>{caption}</figcaption></figure>'


def pack(cast, **fields):
    return packing.pack_of(cast.published(cast.article(**fields)).pk)


def elements(html):
    return list(lxml.html.fragment_fromstring(html, create_parent="div").iterdescendants())


BODY = (
    '<h2 lang="zh">小标题</h2><p>第一<a href="https://elsewhere.example/x">链接的字</a><b>粗</b><i>斜</i><u>线</u><s>删</s>'
    "H<sub>2</sub>O<br>换行<ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby><q>引</q></p><h4>更小</h4>"
    '<ul><li><p>一</p><ul><li><p>内</p></li></ul></li></ul><ol start="3"><li><p>三</p></li><li><p>四</p></li></ol>'
    '<blockquote><p>引文</p></blockquote><blockquote data-pull=""><p>大引文</p></blockquote><hr>'
    '<table><caption>表题</caption><thead><tr><th scope="col">甲</th></tr></thead><tbody><tr><td colspan="2">乙</td></tr></tbody></table>'
)


def test_only_what_the_editor_of_wechat_keeps_comes_out(cast):
    html = packforms.wechat(pack(cast, body=BODY + figure(cast.photo())))
    found = elements(html)
    assert {one.tag for one in found} <= KEPT
    assert {name for one in found for name in one.attrib} <= ATTRIBUTES
    for word in ("链接的字", "小标题", "更小", "表题", "hàn", "“引”", "大引文"):
        assert word in html
    for gone in ("elsewhere.example", "<a ", "class=", " id=", "data-", "var(", "<style", "<script"):
        assert gone not in html
    assert html.count("(hàn)") == 1
    assert 'start="3"' in html
    assert 'colspan="2"' in html


def test_every_block_carries_its_own_style(cast):
    html = packforms.wechat(pack(cast, body=BODY + figure(cast.photo())))
    bare = {one.tag for one in elements(html) if not one.get("style")}
    assert bare <= {"br", "strong", "em", "tr", "tbody"}


def test_kicker_subtitle_byline_editor_line_source_and_address_stand_in_it(cast, settings):
    settings.SITE_URL = "https://news.example"
    article = cast.article(
        headline="报道的标题",
        kicker="引题在上",
        subtitle="副题在下",
        dateline="3月5日讯",
        source="北川日报",
        source_author="柯青",
        source_url="https://north.example/1",
    )
    article.editors.create(role="责编", name="白露")
    found = packing.pack_of(cast.published(article).pk)
    html, text = packforms.wechat(found), packforms.plain(found)
    address = f"https://news.example{Publication.objects.get().get_absolute_url()}"
    for said in (
        "引题在上",
        "副题在下",
        "雪川地区融媒体中心3月5日讯(记者 林知夏 实习记者 江一帆)",
        "责编:白露",
        "北川日报",
        "柯青",
        address,
    ):
        assert said in html
        assert said in text
    assert "报道的标题" not in html  # WeChat has a field of its own for it
    assert text.index("报道的标题") < text.index("林知夏") < text.index("12月27日") < text.index("责编")


def test_photos_stand_in_order_with_caption_and_credit(cast, settings):
    settings.SITE_URL = "https://news.example"
    one, two, three = (cast.photo(f"图说{n}", colour=(n * 60, 9, 99)) for n in (1, 2, 3))
    gallery = f'<figure data-gallery="{two.pk} {three.pk} {one.pk}"><figcaption>组图题</figcaption></figure>'
    found = pack(cast, body=f"<p>话</p>{figure(one, '版面上的图说')}{gallery}", cover=two)
    html = packforms.wechat(found)
    images = [image.get("src") for image in elements(html) if image.tag == "img"]
    assert [shot.name for shot in found.shots.values()] == ["01.jpg", "02.jpg", "03.jpg"]
    assert list(found.shots) == [one.pk, two.pk, three.pk]
    assert len(images) == 4
    assert all(re.fullmatch(r"https://news.example/media/photos/../[0-9a-f]{64}\.jpg", image) for image in images)
    said = re.findall("版面上的图说|组图题|图说[123]", re.sub(r"<[^>]*>", "", html))
    assert said == ["版面上的图说", "组图题", "图说2", "图说3", "图说1"]
    assert html.count("实习记者 江一帆摄") == 4
    assert found.cover.number == two.pk
    assert "[02.jpg] 图说2 实习记者 江一帆摄" in packforms.plain(found)


def test_a_killed_photo_is_not_in_the_pack(cast):
    kept, killed = cast.photo("留"), cast.photo("封", colour=(1, 2, 3))
    article = cast.published(cast.article(body=f"<p>话</p>{figure(killed)}{figure(kept)}", cover=killed))
    Photo.objects.filter(pk=killed.pk).update(killed_at=timezone.now())
    found = packing.pack_of(article.pk)
    assert [(shot.number, shot.name) for shot in found.shots.values()] == [(kept.pk, "01.jpg")]
    assert found.cover.number == kept.pk
    assert "封" not in packforms.wechat(found)


def test_a_recording_is_a_line_that_says_where(cast):
    clip = Clip.objects.create(
        name="ab/clip", sha256="ab", kind="video", extension="mp4", size=6, title="河谷片段", credit="白露摄"
    )
    body = (
        f'<p>话</p><figure data-clip="{clip.pk}"><figcaption></figcaption></figure>'
        '<figure data-audio="https://radio.example/talk"><figcaption>访谈</figcaption></figure>'
    )
    found = pack(cast, body=body)
    html, text = packforms.wechat(found), packforms.plain(found)
    for said in (html, text):
        assert "视频：河谷片段" in said
        assert "音频：访谈，请到 https://radio.example/talk" in said
    assert html.count("视频") == 1
    assert "<video" not in html
    Clip.objects.update(killed_at=timezone.now())
    assert "河谷片段" not in packforms.wechat(packing.pack_of(found.publication.story))


def test_another_story_is_named_while_it_is_on_the_site(cast):
    other = cast.published(cast.article(headline="另一篇报道"))
    found = pack(cast, headline="这一篇", body=f'<p>话</p><aside data-story="{other.pk}"></aside>')
    assert "相关报道：另一篇报道" in packforms.wechat(found)
    cast.do(other, Verb.WITHDRAW, cast.chief_editor)
    assert "另一篇报道" not in packforms.plain(packing.pack_of(found.publication.story))


def test_the_words_are_those_of_the_site_never_the_working_copy(cast):
    article = cast.published()
    cast.changed(article, body="<p>还没有发布的话。</p>", headline="改过的标题")
    found = packing.pack_of(article.pk)
    assert packing.title(found).text == "冬季旅游推介会召开"
    assert "还没有发布" not in packforms.wechat(found) + packforms.plain(found)


def test_a_story_that_is_not_on_the_site_has_no_pack_and_says_why(cast):
    article = cast.article()
    with pytest.raises(packing.NoPack, match="还没有上网"):
        packing.pack_of(article.pk)
    cast.published(article)
    cast.do(article, Verb.WITHDRAW, cast.chief_editor)
    with pytest.raises(packing.NoPack, match="撤下"):
        packing.pack_of(article.pk)
    cast.do(article, Verb.RESTORE, cast.chief_editor)
    assert packing.pack_of(article.pk).words["headline"] == "冬季旅游推介会召开"


def test_what_ai_had_a_part_in_says_so(cast):
    found = pack(cast, ai_part="generated")
    assert "本文由AI生成" in packforms.wechat(found)
    assert "本文由AI生成" in packforms.plain(found)


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "]]>&<b>"])
def test_nothing_that_was_typed_becomes_markup(cast, hostile):
    from html import escape

    photo = cast.photo(caption=hostile)
    Photo.objects.update(alt=hostile, provider=hostile)
    body = f"<p>{escape(hostile)}</p>{figure(photo)}"
    found = pack(cast, headline=hostile, kicker=hostile[:80], subtitle=hostile, body=body, collective=hostile)
    for html in (packforms.wechat(found), packforms.paper(found, lambda shot: '"><script>')):
        tags = {one.tag for one in elements(html)}
        assert tags <= KEPT
        assert not [one for one in elements(html) if set(one.attrib) - ATTRIBUTES]
    assert hostile in packforms.plain(found)


def test_fields_keep_to_the_limits_and_say_by_how_much_they_do_not(cast):
    found = pack(cast, headline="长" * 70, standfirst="一句话。" * 60, collective="")
    assert (packing.title(found).over, packing.author(found).text) == (6, "林知夏 江一帆")
    told = packing.digest(found)
    assert len(told.text) <= 120
    assert told.text.endswith("。")
    found.words["bylines"].append({"role": "记者", "name": "古丽娜尔·阿布都", "unit": "", "reporter": None})
    assert packing.author(found).text == "林知夏 江一帆"
    assert packing.too_long("字" * 20_003) == (3, 0)
    assert packing.too_long("字" * 400_000) == (380_000, 200_000)


def test_a_story_from_right_to_left_runs_so(cast):
    found = pack(cast)
    found.words["language"] = "ug"
    html = packforms.wechat(found)
    assert "direction:rtl;text-align:right" in html
    assert "padding-left" not in packforms.wechat(found)


def test_plain_text_has_lists_tables_and_paragraphs(cast):
    text = packforms.plain(pack(cast, body=BODY))
    for said in ("· 一 · 内", "3. 三\n4. 四", "甲\n乙", "* * *", "换行汉(hàn)", "大引文"):
        assert said in text
    assert "\n\n\n" not in text


def test_an_older_version_without_later_fields_is_packed_too(cast):
    found = pack(cast)
    words = {name: said for name, said in found.words.items() if name not in {"clips", "editors", "source_title"}}
    old = packing.Pack(**{**found.__dict__, "words": words | {"editor_line": "责编:旧"}})
    assert "责编:旧" in packforms.plain(old)
