"""`{% photo %}`: what a page shows a photo with."""

import lxml.html
import pytest
from django.template import Context, Template

from media.models import Photo
from tests import factories


def drawn(arguments="", **picture):
    template = Template("{% load photo %}{% photo picture " + arguments + " %}")
    return template.render(Context({"picture": factories.picture(**picture)}))


def test_the_whole_photo_comes_in_every_format_with_sizes_dimensions_and_alt_text():
    html = drawn('sizes="50vw"', avif="/media/photos/a.avif 960w")
    picture = lxml.html.fromstring(html)
    assert [source.get("type") for source in picture.iter("source")] == ["image/avif", "image/webp"]
    (img,) = picture.iter("img")
    assert {part.get("sizes") for part in picture.iter("source", "img")} == {"50vw"}
    assert (img.get("width"), img.get("height"), img.get("alt")) == ("960", "640", "雪后的河谷")
    assert (img.get("loading"), img.get("decoding"), img.get("title")) == ("lazy", "async", None)
    assert img.get("srcset").endswith(".jpg 960w")


def test_the_first_that_readers_see_does_not_wait():
    html = drawn("lazy=False")
    assert 'fetchpriority="high"' in html and "lazy" not in html


def test_a_crop_leaves_its_words_to_the_headline_and_has_its_credit_for_a_title():
    html = drawn('crop="card" css="thumb"', card={"jpeg": "/c.jpg", "webp": "", "width": 400, "height": 300})
    assert html == (
        '<picture class="thumb"><img src="/c.jpg" width="400" height="300" alt="" title="实习记者 江一帆摄"'
        ' loading="lazy" decoding="async"></picture>'
    )


def test_another_alt_text_takes_the_place_of_its_own():
    assert 'alt=""' in drawn('alt=""')
    assert 'alt="&quot;雪&lt;"' in drawn(alt='"雪<')


@pytest.mark.parametrize(
    ("arguments", "picture"),
    [("", {"src": ""}), ('crop="card"', {"card": {}}), ('crop="square"', {"square": {}})],
)
def test_what_has_no_public_file_yet_is_not_shown(arguments, picture):
    assert drawn(arguments, **picture) == ""


@pytest.mark.parametrize("nothing", [None, ""])
@pytest.mark.parametrize("arguments", ["", 'crop="card"'])
def test_no_photo_is_nothing(nothing, arguments):
    template = Template("{% load photo %}{% photo picture " + arguments + " %}")
    assert template.render(Context({"picture": nothing})) == ""


@pytest.mark.parametrize("mark", ["AI生成", "AI合成"])
def test_the_label_stands_on_the_picture_whole_or_cropped(mark):
    for arguments in ("", 'crop="card" css="thumb"'):
        frame = lxml.html.fromstring(drawn(arguments, marks=["资料图片", mark]))
        assert "labelled" in frame.get("class")
        assert [part.tag for part in frame] == ["picture", "span"]
        assert frame[1].text_content() == mark


def test_other_marks_stay_in_the_credit():
    assert "<span" not in drawn(marks=["资料图片"])


@pytest.mark.parametrize(
    ("focus", "classes"), [([50, 50], None), ([12, 88], "x1 y9"), ([0, 100], "x0 y10"), ([54, 31], "y3"), (None, None)]
)
def test_the_focal_point_stays_in_sight_where_a_page_crops(focus, classes):
    assert lxml.html.fromstring(drawn(focus=focus)).find(".//img").get("class") == classes
    assert "x1" not in drawn('crop="card"', focus=focus)  # which was cropped around it already


def test_a_photo_of_the_time_before_focal_points_is_shown():
    old = factories.picture()
    del old["focus"], old["avif"], old["large"]
    html = Template("{% load photo %}{% photo picture %}").render(Context({"picture": old}))
    assert html.count("<source") == 1


@pytest.mark.django_db
def test_the_picture_of_a_photo_knows_its_focal_point_and_its_largest_file(cast):
    from media.pictures import picture, usable

    photo = cast.photo()
    Photo.objects.filter(pk=photo.pk).update(focus_x=20, focus_y=70)
    photo.refresh_from_db()
    said = picture(photo)
    assert said["focus"] == [20, 70]
    assert said["large"] == photo.renditions.get(kind="wide", format="jpeg", width=1200).url()
    assert usable([photo]) == {photo.pk: said}
