"""Galleries, recordings and other stories: what is frozen, what readers get, what keeps a story back."""

import pytest
from django.utils import timezone

from articles import markup, printing
from articles.desk import checklist, embeds
from articles.desk.publishing import NotReady, publish
from articles.desk.rendering import freeze, render
from articles.desk.workflow import Verb
from articles.models import Publication, PublicationPhoto, Version
from media import clips
from media.models import Clip, Photo
from tests.media.recorded import RECORDINGS, recording

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.CLIPS = tmp_path


def clip(cast, name="mp4", credit="记者 林知夏摄制"):
    return clips.accept(recording(f"a.{name}", RECORDINGS[name]), cast.reporter, title="冬捕开网", credit=credit)[0]


def figure(name, value, caption=""):
    return f'<figure data-{name}="{value}"><figcaption>{caption}</figcaption></figure>'


def page(cast, body):
    """The body as readers get it."""
    words = freeze(cast.article(body=markup.clean(body)))
    return render(Version(story=1, number=1, at=timezone.now(), words=words)).html


def must(cast, body):
    article = cast.article(body=markup.clean(body))
    return checklist.must(article, freeze(article))


class TestGalleries:
    def test_each_photo_is_printed_with_its_own_caption_and_credit(self, cast):
        first = cast.photo("渔工下网。")
        second = cast.photo("头鱼出水。", colour=(1, 2, 3))
        html = page(cast, f"<p>一</p>{figure('gallery', f'{second.pk} {first.pk}', '冬捕')}")
        # the title first, as it stands on the page: what came after the photos would push them down while the page loads
        assert html.index("<figcaption>冬捕</figcaption>") < html.index("头鱼出水。") < html.index("渔工下网。")
        assert html.count("实习记者 江一帆摄") == html.count("<img") == 2
        assert "1/2" in html and "2/2" in html

    def test_its_photos_are_frozen_counted_and_found_again(self, cast):
        photos = [cast.photo(), cast.photo(colour=(1, 2, 3))]
        article = cast.article(body=figure("gallery", f"{photos[1].pk} {photos[0].pk}"))
        words = freeze(article)
        assert words["photos"].keys() == {str(photo.pk) for photo in photos}
        assert words["cover"] == photos[1].pk
        cast.published(article)
        assert set(PublicationPhoto.objects.values_list("photo", flat=True)) == {photo.pk for photo in photos}
        assert len(Publication.objects.get().facts["photos"]) == 2

    def test_a_photo_without_credit_keeps_it_back(self, cast):
        photo = cast.photo(credited=False)
        assert any("署名" in said or "credit" in said for said in must(cast, figure("gallery", photo.pk)))

    def test_a_killed_photo_is_not_printed_and_an_empty_gallery_not_at_all(self, cast):
        photo, other = cast.photo("留下的"), cast.photo("封存的", colour=(1, 2, 3))
        Photo.objects.filter(pk=other.pk).update(killed_at=timezone.now())
        html = page(cast, f"<p>一</p>{figure('gallery', f'{photo.pk} {other.pk}')}{figure('gallery', other.pk)}")
        assert html.count("<img") == 1
        assert "封存的" not in html
        assert html.count('class="gallery"') == 1

    def test_each_leads_to_its_largest_file_and_only_the_first_of_the_page_hurries(self, cast):
        photos = [cast.photo(), cast.photo(colour=(1, 2, 3))]
        numbers = " ".join(str(photo.pk) for photo in photos)
        html = page(cast, f"{figure('gallery', numbers)}{figure('gallery', numbers)}")
        for photo in photos:
            largest = photo.renditions.filter(kind="wide", format="jpeg").latest("width")
            assert html.count(f'<a class="large" href="{largest.url()}">') == 2
        assert html.count('fetchpriority="high"') == 1
        assert html.count('loading="lazy"') == 3

    def test_a_story_that_is_one_gallery_and_no_more_shows_it_larger(self, cast):
        gallery = figure("gallery", cast.photo().pk, "冬捕")
        assert 'class="gallery is-alone"' in page(cast, gallery)
        for more in ("<p>一</p>", gallery, figure("video", "https://v.example/a.mp4")):
            assert "is-alone" not in page(cast, gallery + more)

    def test_one_that_is_empty_keeps_the_story_back(self, cast):
        assert len(must(cast, f"<p>一</p>{figure('gallery', '')}")) == 1


class TestClips:
    def test_the_record_says_all_of_a_clip(self, cast):
        made = clip(cast)
        words = freeze(cast.article(body=figure("clip", made.pk)))
        assert words["clips"] == {
            str(made.pk): {
                "kind": "video",
                "file": made.name,
                "title": "冬捕开网",
                "credit": "记者 林知夏摄制",
                "sha256": made.sha256,
            }
        }

    def test_a_video_plays_in_the_page_and_loads_nothing_before(self, cast):
        made = clip(cast)
        html = page(cast, figure("clip", made.pk))
        assert f'<video src="{made.url()}" controls preload="none" playsinline' in html
        assert "冬捕开网" in html and "记者 林知夏摄制" in html

    def test_the_caption_of_the_place_goes_before_the_title(self, cast):
        html = page(cast, figure("clip", clip(cast).pk, "渔工拉网"))
        assert "渔工拉网" in html and "冬捕开网" not in html

    def test_sound_is_sound(self, cast):
        assert "<audio" in page(cast, figure("clip", clip(cast, "mp3").pk))

    def test_what_was_frozen_is_printed_whatever_the_library_says_now(self, cast):
        made = clip(cast)
        words = freeze(cast.article(body=figure("clip", made.pk)))
        clips.describe(made, title="后来改的", credit="别人")
        assert "冬捕开网" in printing.printed(words, {})

    def test_one_without_credit_does_not_go_out(self, cast):
        article = cast.article(body=f"<p>一</p>{figure('clip', clip(cast, credit='').pk)}")
        assert len(checklist.must(article, freeze(article))) == 1
        with pytest.raises(NotReady, match="冬捕开网"):
            publish(article)

    def test_a_killed_one_is_never_printed_again(self, cast):
        made = clip(cast)
        Clip.objects.filter(pk=made.pk).update(killed_at=timezone.now())
        assert len(must(cast, f"<p>一</p>{figure('clip', made.pk)}")) == 1
        assert "<video" not in page(cast, f"<p>一</p>{figure('clip', made.pk)}")

    def test_one_that_is_not_there_keeps_the_story_back(self, cast):
        assert len(must(cast, f"<p>一</p>{figure('clip', 999)}")) == 1

    def test_a_story_that_is_only_a_video_is_a_story(self, cast):
        assert must(cast, figure("clip", clip(cast).pk)) == []

    def test_its_clips_cost_one_query_however_many(self, cast, django_assert_num_queries):
        numbers = [clip(cast, name).pk for name in RECORDINGS]
        with django_assert_num_queries(1):
            embeds.facts_of_clips("".join(figure("clip", number) for number in numbers))
        with django_assert_num_queries(0):
            embeds.facts_of_clips("<p>一</p>")


class TestAddresses:
    @pytest.mark.parametrize("address", ["https://v.example/a.MP4?t=1", "https://v.example/live/a.m3u8"])
    def test_a_file_elsewhere_plays_in_the_page(self, cast, address):
        html = page(cast, figure("video", address, "图说"))
        assert f'<video src="{address}" controls preload="none" playsinline' in html
        assert "图说" in html

    def test_a_sound_elsewhere_plays_in_the_page(self, cast):
        assert '<audio src="https://v.example/a.m4a"' in page(cast, figure("audio", "https://v.example/a.m4a"))

    def test_any_other_address_is_a_card_and_never_a_frame(self, cast):
        html = page(cast, figure("video", "https://www.video.example/x/page.html", "看直播"))
        assert '<a href="https://www.video.example/x/page.html" rel="noopener nofollow">' in html
        assert "看直播" in html and ">video.example<" in html
        assert "<iframe" not in html and "<video" not in html

    def test_a_card_needs_a_title(self, cast):
        assert len(must(cast, f"<p>一</p>{figure('video', 'https://video.example/x')}")) == 1
        assert must(cast, f"<p>一</p>{figure('video', 'https://video.example/x.mp4')}") == []

    def test_a_place_that_waits_keeps_the_story_back_and_prints_nothing(self, cast):
        for name in ("video", "audio", "clip"):
            assert len(must(cast, f"<p>一</p>{figure(name, '', '等')}")) == 1
        assert page(cast, f"<p>一</p>{figure('video', '', '等')}") == "<p>一</p>"


class TestOtherStories:
    def test_stay_as_their_number(self, cast):
        assert page(cast, '<p>一</p><aside data-story="42"></aside>') == '<p>一</p><aside data-story="42"></aside>'

    def test_a_pull_quote_stays_one(self, cast):
        html = '<blockquote data-pull=""><p>灯亮着。</p></blockquote>'
        assert page(cast, html) == html


def test_a_version_from_before_there_were_clips_is_printed(cast):
    words = freeze(cast.article(body=f"<p>一</p>{figure('clip', 3)}"))
    del words["clips"]
    assert printing.printed(words, {}) == "<p>一</p>"


def test_a_body_of_places_alone_may_be_submitted(cast):
    article = cast.article(body=figure("gallery", cast.photo().pk))
    assert cast.why_not(article, Verb.SUBMIT, cast.reporter) is None
