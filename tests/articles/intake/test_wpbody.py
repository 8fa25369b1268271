"""The body of a WordPress post as the body of a story: classic ones, those of the block editor, and what is in them."""

import time
from datetime import date

import pytest

from articles import markup
from articles.intake import wpbody

DAY = date(2019, 3, 5)
UPLOADS = "https://old.example/wp-content/uploads/2019/03"


def read(content, **known):
    return wpbody.read(content, published=DAY, **known)


def html(content):
    return read(content).html


def figure(number):
    return f'<figure data-photo="{number}"><figcaption></figcaption></figure>'


class TestClassic:
    def test_empty_lines_part_paragraphs_and_line_ends_are_breaks(self):
        assert html("一\r\n二\n\n <b>三</b>四\n \n\n五") == "<p>一<br>二</p><p><b>三</b>四</p><p>五</p>"

    def test_blocks_stand_for_themselves(self):
        content = "一\n<h1>题</h1>\n二\n<ul>\n<li>甲</li>\n</ul>\n三\n<h4>小</h4>"
        assert html(content) == "<p>一</p><h2>题</h2><p>二</p><ul>\n<li>甲</li>\n</ul><p>三</p><h3>小</h3>"

    def test_a_body_with_paragraphs_stays(self):
        assert html('<p style="color:red">一<span>二</span></p>\n<p>&nbsp;</p>\n<div>三</div>') == (
            "<p>一二</p><p>三</p>"
        )

    def test_wrappers_go_and_their_words_stay(self):
        assert html("<div><center>一</center>二<section><p>三</p></section></div>四") == (
            "<p>一</p><p>二</p><p>三</p><p>四</p>"
        )

    def test_scripts_go(self):
        assert html("一<script>alert(1)</script><style>p{}</style>二") == "<p>一二</p>"

    def test_a_table_and_a_line_stay(self):
        assert "<td>1</td>" in html("<table><tr><td>1</td></tr></table>")
        assert html("一\n<hr />\n二") == "<p>一</p><hr><p>二</p>"

    def test_verses_keep_their_lines(self):
        assert html("<pre>一\n二</pre>") == "<p>一<br>二</p>"

    def test_nothing_is_an_empty_body(self):
        for content in ("", " \n\n ", "<p></p>", "<!--more-->", "&nbsp;"):
            assert html(content) == ""


class TestBlockEditor:
    def test_its_comments_go_and_line_ends_are_nothing(self):
        content = "<!-- wp:paragraph -->\n<p>一\n二</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading --><h2>题</h2>"
        assert html(content) == "<p>一\n二</p><h2>题</h2>"

    def test_a_photo_with_its_caption(self):
        body = read(
            '<!-- wp:image {"id":12} --><figure class="wp-block-image size-large"><img src="'
            f'{UPLOADS}/a-1024x683.jpg" alt="雪" class="wp-image-12"/><figcaption>雪人。<em>江一帆</em>摄</figcaption></figure>'
        )
        assert body.html == figure(1)
        assert body.pictures == [wpbody.Picture(12, f"{UPLOADS}/a-1024x683.jpg", "雪人。江一帆摄", "雪")]

    def test_a_gallery_of_today(self):
        body = read(
            '<!-- wp:gallery --><figure class="wp-block-gallery"><figure class="wp-block-image"><img data-id="13" '
            f'src="{UPLOADS}/1.jpg"/><figcaption>一</figcaption></figure><figure><img src="{UPLOADS}/2.jpg"/></figure>'
            "<figcaption>两张</figcaption></figure>"
        )
        assert body.html == '<figure data-gallery="1 2"><figcaption>两张</figcaption></figure>'
        assert [(one.number, one.caption) for one in body.pictures] == [(13, "一"), (0, "")]

    def test_a_gallery_of_before(self):
        items = "".join(f'<li><figure><img data-id="{n}" src="x.jpg"/></figure></li>' for n in (13, 14))
        content = f'<!-- wp:gallery --><figure class="wp-block-gallery"><ul>{items}</ul></figure>'
        assert html(content) == '<figure data-gallery="1 2"><figcaption></figcaption></figure>'

    def test_a_table_in_a_figure_stays_a_table(self):
        content = (
            '<!-- wp:table --><figure class="wp-block-table"><table><tbody><tr><td>1<img src="/wp-content/uploads/t.jpg">'
            "</td></tr></tbody></table><figcaption>表</figcaption></figure>"
        )
        assert html(content) == f"<table><tbody><tr><td>1</td></tr></tbody></table>{figure(1)}<p>表</p>"

    def test_a_pull_quote(self):
        content = '<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>引</p></blockquote></figure>'
        assert html(content) == '<blockquote data-pull=""><p>引</p></blockquote>'

    @pytest.mark.parametrize(
        "element",
        [
            '<video controls src="{}"></video>',
            '<audio><source src="{}"></audio>',
            '<iframe width="1" src="{}"></iframe>',
        ],
    )
    def test_recordings_become_links(self, element):
        address = "https://old.example/v.mp4"
        body = read(f'<!-- wp:video --><figure class="wp-block-video">{element.format(address)}</figure>')
        assert body.html == f'<p><a href="{address}">{address}</a></p>'
        assert body.told == ["recording"]


class TestPictures:
    def test_one_between_words_comes_behind_them_and_one_before_them_before(self):
        assert html('一<img src="a.jpg">二') == f"<p>一</p>{figure(1)}<p>二</p>"
        assert html('<p>一<img src="a.jpg">二</p>') == f"<p>一二</p>{figure(1)}"
        assert html('<p><a href="a.jpg"><img src="a.jpg"></a>二</p>') == f"{figure(1)}<p>二</p>"
        assert html('<ul><li>甲<img src="a.jpg"></li></ul>') == f"<ul><li>甲</li></ul>{figure(1)}"

    @pytest.mark.parametrize(
        "content",
        [
            '[caption id="attachment_12" width="300"]<a href="#"><img class="size-full" src="a.jpg" /></a> 雪人。江一帆摄[/caption]',
            '<p>[caption id="attachment_12" caption="雪人。江一帆摄"]<img src="a.jpg">[/caption]</p>',
            '<!-- wp:shortcode -->[caption id="attachment_12" title="a]b"]<img src="a.jpg">雪人。\n江一帆摄[/caption]<!-- /wp:shortcode -->',
        ],
    )
    def test_a_caption_in_a_shortcode(self, content):
        body = read(content)
        assert body.html == figure(1)
        (picture,) = body.pictures
        assert (picture.number, picture.address) == (12, "a.jpg")
        assert picture.caption.replace(" ", "") == "雪人。江一帆摄"
        assert body.told == []

    def test_a_gallery_in_a_shortcode(self):
        body = read('一\n[gallery columns="2" ids=\'13,14\']\n二[gallery exclude="6"]', attached=[5, 6])
        assert body.html == (
            '<p>一</p><figure data-gallery="1 2"><figcaption></figcaption></figure>'
            '<p>二</p><figure data-gallery="3"><figcaption></figcaption></figure>'
        )
        assert [picture.number for picture in body.pictures] == [13, 14, 5]

    def test_a_line_below_that_says_whose_it_is_is_its_caption(self):
        body = read('<div><img src="a.jpg"></div>\n图为雪后的河谷。林知夏摄\n\n下一段。')
        assert body.html == f"{figure(1)}<p>下一段。</p>"
        assert body.pictures[0].caption == "图为雪后的河谷。林知夏摄"

    def test_a_sentence_below_stays_a_paragraph(self):
        assert html('<img src="a.jpg">\n\n记者走进河谷。') == f"{figure(1)}<p>记者走进河谷。</p>"

    def test_signs_become_characters_and_late_pictures_are_found(self):
        body = read('好<img class="emoji" alt="😀" src="s.png"><img src="data:image/gif;base64,AA" data-src="a.jpg">')
        assert body.html == f"<p>好😀</p>{figure(1)}"
        assert body.pictures[0].address == "a.jpg"

    def test_one_pasted_into_the_text_is_told(self):
        body = read(f'一<img src="data:image/png;base64,{"A" * 2_000_000}">')
        assert (body.html, body.told) == ("<p>一</p>", ["pasted_picture"])

    def test_places_of_our_own_kind_are_not_believed(self):
        content = (
            '一<figure data-photo="7"></figure><figure data-gallery="8 9"></figure><figure data-clip="1"></figure>'
        )
        assert markup.places(html(f'{content}<aside data-story="5">二</aside>')) == []


class TestLinks:
    @pytest.mark.parametrize(
        ("address", "leads"),
        [
            ("https://old.example/2019/03/%E9%9B%AA/?a=b#c", "/2019/03/%E9%9B%AA/?a=b#c"),
            ("http://www.old.example", "/"),
            ("https://old.example/?p=7", "/?p=7"),
            ("https://elsewhere.example/x", "https://elsewhere.example/x"),
            ("https://old.example.evil.example/x", "https://old.example.evil.example/x"),
            ("/x", "/x"),
            ("mailto:a@old.example", "mailto:a@old.example"),
        ],
    )
    def test_links_to_the_former_site_lead_to_this_one(self, address, leads):
        body = read(f'<a href="{address}">雪</a>', hosts={"old.example"})
        assert body.html == f'<p><a href="{leads}">雪</a></p>'
        assert body.told == []

    def test_a_link_to_a_file_stays_and_is_told(self):
        content = f'<a href="{UPLOADS}/a.pdf">文件</a>'
        body = read(content, hosts={"old.example"})
        assert (body.html, body.told) == (f"<p>{content}</p>", ["file"])

    def test_an_address_that_is_none_is_no_error(self):
        assert "雪" in html('<a href="https://[old.example/x">雪</a>')


class TestShortcodes:
    def test_others_stay_as_text_and_are_told(self):
        body = read('一 [contact-form-7 id="1"] [embed]https://x.example/[/embed] [1] [[gallery]] [见图]')
        assert "[contact-form-7 id=" in body.html
        assert body.told == ["shortcode:contact-form-7", "shortcode:embed"]

    def test_one_that_never_closes_stays_as_text(self):
        assert html("[caption]雪") == "<p>[caption]雪</p>"
        assert "[gallery ids=" in html('[gallery ids="1,2')

    def test_hostile_ones_are_read_in_time(self):
        begun = time.monotonic()
        for content in ("[caption " * 100_000, '[gallery "' * 90_000, "[caption]<img" * 70_000, "<" * 200_000):
            read(content)
        assert time.monotonic() - begun < 30


class TestGrammar:
    def test_a_lead_gives_outlets_people_and_day_and_is_cut_out(self):
        body = read("<p>　　雪川新闻网讯（记者 林知夏 <b>通讯员 陆鸣</b>）3月4日，<em>河谷</em>下雪。</p><p>二。</p>")
        assert body.html == "<p>3月4日，<em>河谷</em>下雪。</p><p>二。</p>"
        assert body.lead.outlets == ("雪川新闻网",)
        assert [(one.role, one.name) for one in body.lead.credits] == [("记者", "林知夏"), ("通讯员", "陆鸣")]
        assert body.lead.event_date == date(2019, 3, 4)

    def test_a_lead_on_lines_of_its_own_goes_with_them(self):
        body = read("雪川新闻网讯\n（记者 林知夏）\n\n3月4日，河谷下雪。")
        assert body.html == "<p>3月4日，河谷下雪。</p>"
        assert body.lead.credits[0].name == "林知夏"

    def test_a_byline_at_the_end_is_cut_out(self):
        body = read("<p>河谷下雪。</p><p>孩子们很高兴。（记者 林知夏）</p>")
        assert body.html == "<p>河谷下雪。</p><p>孩子们很高兴。</p>"
        assert body.lead.credits[0].name == "林知夏"

    def test_a_bracket_before_a_table_is_not_the_end(self):
        body = read("<p>河谷下雪。（记者 林知夏）</p><table><tr><td>1</td></tr></table>")
        assert "（记者 林知夏）" in body.html
        assert body.lead.credits == ()

    def test_lines_of_editors_are_cut_out(self):
        body = read("河谷下雪。\n\n责任编辑：白露\n\n校对：石溪")
        assert body.html == "<p>河谷下雪。</p>"
        assert [(one.role, one.name) for one in body.editors.people] == [("责任编辑", "白露"), ("校对", "石溪")]

    def test_staff_part_names_that_run_together(self):
        body = read("雪川新闻网讯（记者 林知夏江一帆）河谷下雪。", staff={"林知夏", "江一帆"})
        assert [one.name for one in body.lead.credits] == ["林知夏", "江一帆"]

    def test_no_word_is_lost_where_nothing_is_understood(self):
        text = "（记者从会上获悉）河谷下雪，（见图）孩子们很高兴。"
        assert markup.text(html(text)) == text


def test_a_body_that_is_too_long_is_refused():
    with pytest.raises(markup.Unfit):
        read("雪" * (markup.LONGEST + 1))


def test_what_comes_out_may_stand_in_a_story():
    content = '<p>一<b>二</p><figure><img src="a.jpg"><figcaption>三<script>x</script></figcaption></figure><div onclick="x">四'
    found = html(content)
    assert markup.clean(found) == found
