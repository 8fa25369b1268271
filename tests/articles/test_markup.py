import json
import re
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import markup
from articles.markup import Figure

VECTORS = Path(__file__).parents[3] / "shared" / "xss"


class TestClean:
    @pytest.mark.parametrize(
        "html",
        [
            "<p>雪后<strong>放晴</strong>，<em>风</em>停了。</p>",
            '<h2>小标题</h2><ul><li>一</li></ul><ol start="3"><li>三</li></ol>',
            '<p><a href="https://example.com/" title="某站">链接</a></p>',
            '<table><tbody><tr><th scope="row">一</th><td colspan="2">二</td></tr></tbody></table>',
            '<figure data-photo="12"><figcaption>图说</figcaption></figure>',
            '<figure data-photo="" data-credit="记者 林知夏摄"><figcaption></figcaption></figure>',
            '<p lang="kk-Arab" dir="rtl">قازاقشا</p>',
            "<p><ruby>雪<rt>xuě</rt></ruby></p>",
        ],
    )
    def test_what_a_story_may_have_stays_as_it_is(self, html):
        assert markup.clean(html) == html

    def test_cleaning_twice_changes_nothing(self):
        html = '<div class="x"><p style="color:red" onclick="x()">雪<img src=x onerror=y></p></div>'
        assert markup.clean(markup.clean(html)) == markup.clean(html) == "<p>雪</p>"

    @pytest.mark.parametrize("html", ["<h3><div><h3>雪", '<h2><aside data-story="7"><h2>雪', "<p><section><h2>雪<p>川"])
    def test_nothing_comes_out_that_stands_where_it_cannot(self, html):
        once = markup.clean(html)
        assert markup.clean(once) == once
        assert not re.search(r"<h([2-4])>(?:(?!</h\1>).)*<h", once)

    def test_scripts_go_with_all_they_hold(self):
        assert markup.clean("<p>雪</p><script>alert(1)</script><style>p{}</style>") == "<p>雪</p>"

    def test_links_lead_to_the_web_or_to_mail_only(self):
        assert "href" not in markup.clean('<a href="javascript:alert(1)">x</a>')

    def test_a_figure_takes_numbers_only(self):
        assert 'data-photo=""' in markup.clean(
            '<figure data-photo="１2&quot; onload=x"><figcaption></figcaption></figure>'
        )

    def test_empty_paragraphs_alone_are_nothing(self):
        assert markup.clean("<p></p><p> <br></p>") == ""

    def test_a_body_over_a_million_characters_is_refused(self):
        with pytest.raises(ValueError, match="too long"):
            markup.clean("雪" * 1_000_001)

    @given(st.text())
    def test_whatever_comes_in_no_tag_outside_the_list_comes_out(self, text):
        for tag in re.findall(r"<([a-zA-Z0-9]+)", markup.clean(text)):
            assert tag in markup.TAGS


PIECES = [
    *(
        "雪",
        " ",
        "&nbsp;",
        "&amp;",
        "<",
        ">",
        "\x00",
        "\x0b",
        "\ud800",
        "<br>",
        "<hr>",
        "<!-- x -->",
        "<svg><p>",
        "<o:p>",
    ),
    *("<script>", "</script>", "<style>", "<template>", "<img src=x onerror=1>", "<div>", "</div>", "<section>"),
    *('<a href="javascript:x">', '<a href="/x?a=1&b=2">', '<p lang="ug" dir="rtl" style="x">', '<td colspan="2">'),
    *('<figure data-photo="1" data-gallery="2 3">', '<figure data-gallery="1 1 2 x">', '<aside data-story="7">'),
    *('<figure data-video="https://a.example/x.mp4">', '<aside data-story="0">', '<blockquote data-pull="x">'),
    *(f"<{mark}{tag}>" for tag in sorted(markup.TAGS - {"br", "hr"}) for mark in ("", "/")),
]


class TestWhateverIsTyped:
    @settings(max_examples=300, deadline=None)
    @given(st.lists(st.sampled_from(PIECES), max_size=18).map("".join))
    def test_it_is_clean_at_once_and_loses_no_word(self, html):
        once = markup.clean(html)
        assert markup.clean(once) == once
        harmless(once)
        if not re.search("<(script|style|template|svg|!)", html):
            assert once.count("雪") == html.count("雪")


class TestAttacks:
    @pytest.mark.parametrize("name", ["dompurify", "owasp-filter-evasion"])
    def test_no_known_attack_leaves_anything_that_acts(self, name):
        path = VECTORS / f"{name}.json"
        if not path.exists():
            pytest.skip("the collection of attacks is not here")
        for vector in vectors(json.loads(path.read_text())):
            harmless(markup.clean(vector[:100_000]))

    @pytest.mark.parametrize(
        "vector",
        [
            "<svg><script>alert(1)</script></svg>",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
            '<a href="data:text/html,<script>alert(1)</script>">x</a>',
            "<p onmouseover=alert(1)>x",
            '<iframe srcdoc="<script>alert(1)</script>">',
            '<figure data-photo="1" data-credit="<script>alert(1)</script>"></figure>',
            "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
            "<base href=//evil.example/><form action=//evil.example><input type=submit>",
        ],
    )
    def test_a_known_kind_of_attack_is_harmless(self, vector):
        harmless(markup.clean(vector))


def vectors(value):
    """Every string under "payload", or every string of a bare list."""
    if isinstance(value, dict):
        yield from ([value["payload"]] if isinstance(value.get("payload"), str) else vectors(list(value.values())))
    elif isinstance(value, list):
        for one in value:
            yield from vectors(one)
    elif isinstance(value, str):
        yield value


def harmless(html):
    for element in lxml.html.fragment_fromstring(html, create_parent="div").iter():
        if element.tag is lxml.etree.Comment:
            raise AssertionError(html)
        assert element.tag in markup.TAGS | {"div"}, html
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name not in {"style", "class", "id", "src", "srcdoc"}, html
            assert not re.match(r"\s*(javascript|data|vbscript):", value, re.I) or name == "data-credit", html


class TestFigures:
    BODY = (
        '<p>一</p><figure data-photo="7"><figcaption>自写</figcaption></figure><p>二</p>'
        '<figure data-photo="" data-credit="记者 甲摄"><figcaption>图</figcaption></figure>'
    )

    def test_are_found_in_order(self):
        assert markup.figures(self.BODY) == [Figure(7, "自写"), Figure(None, "图", "记者 甲摄")]

    def test_come_out_as_they_went_in(self):
        assert "".join(markup.figure_html(f) for f in markup.figures(self.BODY)) in self.BODY.replace("<p>二</p>", "")

    def test_are_replaced_each_by_its_own(self):
        html = markup.replace_figures(self.BODY, lambda figure, position: f"<hr><p>{position}</p>")
        assert html == "<p>一</p><hr><p>0</p><p>二</p><hr><p>1</p>"

    def test_the_sources_of_a_picture_are_not_closed(self):
        picture = '<figure><picture><source srcset="/a.webp"><img src="/a.jpg"></picture></figure>'
        assert markup.replace_figures('<figure data-photo="1"></figure>', lambda figure, at: picture) == picture

    def test_are_taken_out_by_an_empty_replacement(self):
        assert markup.replace_figures(self.BODY, lambda figure, position: "") == "<p>一</p><p>二</p>"

    def test_a_waiting_place_takes_its_photo(self):
        assert markup.figures(markup.place_photo(self.BODY, 1, 9)) == [Figure(7, "自写"), Figure(9)]

    def test_text_beside_a_figure_is_not_lost(self):
        html = '前<figure data-photo="1"><figcaption></figcaption></figure>后'
        assert markup.replace_figures(html, lambda figure, position: "<hr>") == "前<hr>后"


class TestText:
    def test_gives_a_line_a_block_without_captions(self):
        assert markup.text("<h2>题</h2><p>一<br>二</p>" + TestFigures.BODY) == "题\n一\n二\n一\n二"

    def test_gives_nothing_for_nothing(self):
        assert markup.text("") == ""


class TestUnfit:
    def test_what_is_nested_too_deeply_is_refused_whole(self):
        with pytest.raises(markup.Unfit):
            markup.clean("<blockquote>" * 101 + "雪" + "</blockquote>" * 101)

    def test_a_hundred_levels_are_taken(self):
        assert markup.text(markup.clean("<blockquote>" * 100 + "雪" + "</blockquote>" * 100)) == "雪"


class TestStrays:
    def test_what_stands_in_a_figure_beside_the_caption_comes_behind_it(self):
        html = markup.clean('<figure data-photo="1">甲<figcaption>图</figcaption><p>乙</p></figure>丙')
        assert html == '<figure data-photo="1"><figcaption>图</figcaption></figure><p>甲</p><p>乙</p>丙'
        assert markup.clean(html) == html

    @pytest.mark.parametrize(
        "address", ["//evil.example", "/\\evil.example", "/\t/evil.example", "\\\\evil.example", "evil"]
    )
    def test_an_address_that_only_looks_like_ours_is_no_link(self, address):
        assert "href" not in markup.clean(f'<a href="{address}">x</a>')
