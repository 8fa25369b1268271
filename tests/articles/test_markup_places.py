"""The places of a body beside its text: galleries, recordings, related stories, pull quotes."""

import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import markup
from articles.markup import Figure, Gallery, Recording, Related
from tests.articles.test_markup import VECTORS, harmless, vectors

BODY = (
    '<p>一</p><figure data-photo="7"><figcaption>自写</figcaption></figure>'
    '<figure data-gallery="12 7 13"><figcaption>组图</figcaption></figure>'
    '<figure data-video="https://video.example/a.mp4"><figcaption>视频</figcaption></figure>'
    '<figure data-audio="https://audio.example/a.mp3"><figcaption></figcaption></figure>'
    '<figure data-clip="3"><figcaption></figcaption></figure><aside data-story="4242"></aside><p>二</p>'
)


class TestClean:
    @pytest.mark.parametrize(
        "html",
        [
            BODY,
            '<blockquote data-pull=""><p>雪线上的灯，一夜没有灭。</p></blockquote>',
            '<figure data-gallery=""><figcaption></figcaption></figure>',
            '<figure data-clip=""><figcaption>等视频</figcaption></figure>',
            '<figure data-video="https://live.example:8443/hls/a.m3u8?k=1&amp;b=2#t=3"><figcaption></figcaption></figure>',
        ],
    )
    def test_what_a_story_may_have_stays_as_it_is(self, html):
        assert markup.clean(html) == html

    @pytest.mark.parametrize(
        "address",
        [
            "http://video.example/a.mp4",
            "javascript:alert(1)//.mp4",
            "data:video/mp4;base64,AAAA",
            "//video.example/a.mp4",
            "https://name:word@video.example/a.mp4",
            "https:///a.mp4",
            "https://video.example/a b.mp4",
            "https://video.example/&quot;onload=x.mp4",
            "file:///C:/a.mp4",
            "https://video.example/" + "a" * 2000,
        ],
    )
    def test_a_recording_lives_at_a_plain_https_address_or_waits_for_one(self, address):
        html = markup.clean(f'<figure data-video="{address}"><figcaption>图</figcaption></figure>')
        assert html == '<figure data-video=""><figcaption>图</figcaption></figure>'

    def test_a_gallery_holds_numbers_each_once(self):
        html = markup.clean('<figure data-gallery="12 x 0 12 -3 １3 14"><figcaption></figcaption></figure>')
        assert html == '<figure data-gallery="12 14"><figcaption></figcaption></figure>'

    def test_a_gallery_ends_at_sixty(self):
        html = markup.clean(f'<figure data-gallery="{" ".join(map(str, range(1, 90)))}"></figure>')
        assert len(markup.photos(html)) == 60

    def test_a_figure_is_one_thing(self):
        html = markup.clean('<figure data-clip="3" data-photo="1" data-gallery="2"><figcaption></figcaption></figure>')
        assert html == '<figure data-photo="1"><figcaption></figcaption></figure>'

    def test_what_stands_in_a_related_story_comes_behind_it(self):
        html = markup.clean('<p>前</p><aside data-story="7">甲<p>乙</p></aside>丙')
        assert html == '<p>前</p><aside data-story="7"></aside><p>甲</p><p>乙</p>丙'
        assert markup.clean(html) == html

    @pytest.mark.parametrize("number", ["", "x", "0", "-1", "7 8", "1" * 16])
    def test_a_related_story_without_a_number_is_only_its_words(self, number):
        assert markup.clean(f'<aside data-story="{number}"><p>乙</p></aside>') == "<p>乙</p>"

    def test_a_pull_quote_says_nothing_else(self):
        assert markup.clean('<blockquote data-pull="x" class="y"><p>雪</p></blockquote>') == (
            '<blockquote data-pull=""><p>雪</p></blockquote>'
        )

    @given(st.text(max_size=80), st.text(alphabet="雪川 a<&\n", max_size=40))
    def test_cleaning_twice_changes_nothing_whatever_the_values(self, value, words):
        html = "".join(
            f'<{tag} data-{name}="{escape(value)}">{escape(words)}</{tag}>'
            for tag, name in [("figure", "gallery"), ("figure", "video"), ("figure", "clip"), ("aside", "story")]
        )
        once = markup.clean(html)
        assert markup.clean(once) == once
        assert "".join(markup.text(once).split()) == "".join(words.split()) * 4


class TestAttacks:
    @pytest.mark.parametrize(
        "vector",
        [
            '<figure data-video="https://a.example/&quot;><img src=x onerror=alert(1)>"></figure>',
            '<aside data-story="1" onclick="alert(1)"><svg onload=alert(1)></aside>',
            '<figure data-gallery="1" style="background:url(javascript:alert(1))"></figure>',
            "<video src=x onerror=alert(1)></video><audio src=x onerror=alert(1)></audio><source onerror=alert(1)>",
            '<figure data-clip="1"><figcaption><iframe src="javascript:alert(1)"></iframe></figcaption></figure>',
            '<blockquote data-pull="" cite="javascript:alert(1)" onmouseover=alert(1)>x</blockquote>',
        ],
    )
    def test_nothing_that_acts_is_left(self, vector):
        harmless(markup.clean(vector))

    @pytest.mark.parametrize("name", ["dompurify", "owasp-filter-evasion"])
    @pytest.mark.parametrize("form", ['<figure data-video="{}"></figure>', "<aside data-story=1>{}</aside>"])
    def test_no_known_attack_hides_in_a_place(self, name, form):
        path = VECTORS / f"{name}.json"
        if not path.exists():
            pytest.skip("the collection of attacks is not here")
        for vector in vectors(json.loads(path.read_text())):
            harmless(markup.clean(form.replace("{}", vector[:10_000])))


class TestPlaces:
    def test_are_found_in_order(self):
        assert markup.places(BODY) == [
            Figure(7, "自写"),
            Gallery((12, 7, 13), "组图"),
            Recording("video", "https://video.example/a.mp4", None, "视频"),
            Recording("audio", "https://audio.example/a.mp3"),
            Recording(clip=3),
            Related(4242),
        ]

    def test_photos_are_those_of_figures_and_galleries_each_once(self):
        assert markup.photos(BODY) == [7, 12, 13]

    def test_figures_and_recordings_are_only_theirs(self):
        assert markup.figures(BODY) == [Figure(7, "自写")]
        assert len(markup.recordings(BODY)) == 3

    def test_are_replaced_each_by_its_own(self):
        html = markup.replace_places(BODY, lambda place, at: f"<p>{at}</p>" if isinstance(place, Gallery) else "")
        assert html == "<p>一</p><p>1</p><p>二</p>"

    def test_filling_a_photo_place_leaves_the_others(self):
        waiting = BODY.replace('data-photo="7"', 'data-photo=""')
        assert markup.places(markup.place_photo(waiting, 0, 9))[:2] == [Figure(9), Gallery((12, 7, 13), "组图")]

    def test_their_words_are_not_the_bodys(self):
        assert markup.text(BODY) == "一\n二"
