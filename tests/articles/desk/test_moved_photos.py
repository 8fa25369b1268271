"""Photos of a former site: from its folder of uploads into the library, with caption and credit; those that are not to be had
leave a place that waits."""

import pytest

from articles import markup
from articles.desk import moving
from articles.models import Article, Publication, Version
from media.models import Photo
from newsroom.models import Reporter
from tests.articles.intake import wxr
from tests.cast import photo_file

pytestmark = pytest.mark.django_db
ADDRESS = f"{wxr.SITE}/wp-content/uploads/2019/03"
SNOWMAN = f'<figure class="wp-block-image"><img class="wp-image-12" src="{ADDRESS}/a-300x200.jpg" alt="雪人"/>'
SIGNED = f"<!-- wp:image -->{SNOWMAN}<figcaption>3月4日，雪人。江一帆摄</figcaption></figure>"


@pytest.fixture
def uploads(tmp_path):
    """uploads(name, …) puts a small JPEG there for each. Returns the folder."""
    root = tmp_path / "uploads"
    root.mkdir()

    def uploads(*names, **save):
        for number, name in enumerate(names):
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(photo_file(colour=(len(list(root.rglob("*"))) * 9, 90, 40 + number), **save).read())
        return root

    return uploads


@pytest.fixture
def move(cast, tmp_path, uploads):
    def move(*items, **options):
        options = {"user": cast.administrator, "uploads": uploads()} | options
        return moving.move(wxr.write(tmp_path / "old.xml", *items), **options)

    return move


def places():
    return markup.places(Article.objects.latest("pk").body)


def test_a_photo_comes_with_caption_credit_and_public_files(move, uploads, cast, client):
    uploads("2019/03/a.jpg", "2019/03/a-300x200.jpg")
    summary = move(wxr.post(7, body=SIGNED), wxr.attachment(12, "2019/03/a.jpg"))
    (photo,) = Photo.objects.all()
    assert (photo.file_name, photo.caption, photo.alt) == ("a.jpg", "3月4日，雪人。", "雪人")
    assert photo.taken_on.isoformat() == "2019-03-04"
    assert [(one.name, one.reporter) for one in photo.credits.all()] == [("江一帆", cast.jiang)]
    assert places() == [markup.Figure(photo.pk)]
    (story,) = Publication.objects.all()
    assert story.cover["credit"] == "江一帆摄"
    assert "江一帆摄" in client.get(story.get_absolute_url()).text
    assert photo.renditions.exists()
    assert (summary.counts["photos"], summary.counts["waiting"], summary.told) == (1, 0, [])


def test_what_the_library_of_the_site_said_serves_where_the_body_says_nothing(move, uploads):
    uploads("2019/03/a.jpg")
    body = f'<img src="{ADDRESS}/a-1024x683.jpg">'
    move(wxr.post(7, body=body), wxr.attachment(12, "2019/03/a.jpg", caption="雪人。江一帆摄", alt="一个雪人"))
    photo = Photo.objects.get()
    assert (photo.caption, photo.alt, photo.credits.get().name) == ("雪人。", "一个雪人", "江一帆")


def test_the_featured_image_is_the_cover(move, uploads):
    uploads("2019/03/a.jpg")
    move(wxr.post(7, cover=12), wxr.attachment(12, "2019/03/a.jpg", caption="雪人。江一帆摄"))
    assert Article.objects.get().cover == Photo.objects.get()
    assert Publication.objects.get().cover["number"] == Photo.objects.get().pk


def test_a_gallery_keeps_its_order_and_what_is_missing_waits_behind(move, uploads):
    uploads("1.jpg", "3.jpg")
    items = [wxr.attachment(n, f"{n}.jpg", caption=f"第{n}张。江一帆摄") for n in (1, 2, 3)]
    summary = move(wxr.post(7, body='[gallery ids="3,2,1"]'), *items)
    first, third = (Photo.objects.get(file_name=name).pk for name in ("1.jpg", "3.jpg"))
    assert places() == [markup.Gallery((third, first)), markup.Figure(None, "第2张。", "江一帆摄")]
    assert [row.photo for row in Publication.objects.get().photo_rows.order_by("position")] == [third, first]
    assert summary.counts["waiting"] == 1


def test_a_gallery_without_numbers_shows_what_came_with_the_post(move, uploads):
    uploads("1.jpg", "2.jpg")
    items = [wxr.attachment(n, f"{n}.jpg", caption="雪。江一帆摄", parent=7) for n in (1, 2)]
    move(wxr.post(7, body="[gallery]"), *items)
    assert len(places()[0].photos) == 2


def test_a_missing_photo_is_listed_and_its_place_waits(move, client):
    summary = move(wxr.post(7, body=f"<p>雪</p>{SIGNED}"), wxr.attachment(12, "2019/03/a.jpg"))
    assert places() == [markup.Figure(None, "3月4日，雪人。", "江一帆摄")]
    (told,) = summary.told
    assert told[0] == "#7 河谷下雪"
    assert f"{ADDRESS}/a-300x200.jpg" in told[1]
    (story,) = Publication.objects.all()
    assert "<figure" not in client.get(story.get_absolute_url()).text


def test_a_photo_of_which_nobody_is_credited_stays_out_of_the_story(move, uploads):
    uploads("2019/03/a.jpg")
    body = f"<!-- wp:image -->{SNOWMAN}</figure>"
    summary = move(wxr.post(7, body=body, cover=12), wxr.attachment(12, "2019/03/a.jpg"))
    assert places() == [markup.Figure(None)]
    assert str(Photo.objects.get().pk) in summary.told[0][1]
    assert Version.objects.get().words["photos"] == {}


def test_unless_the_house_says_whose_such_photos_are(move, uploads):
    uploads("2019/03/a.jpg", "b.jpg")
    body = f'<!-- wp:image -->{SNOWMAN}</figure><img src="{wxr.SITE}/wp-content/uploads/b.jpg">图为雪。江一帆摄'
    move(wxr.post(7, body=body), credit="旧雪川网供图")
    photos = Publication.objects.get().facts["photos"]
    assert [photo["credit"] for photo in photos] == ["旧雪川网供图", "江一帆摄"]


def test_what_the_library_has_already_keeps_its_words(move, uploads, cast):
    root = uploads("2019/03/a.jpg")
    with (root / "2019/03/a.jpg").open("rb") as stream:
        from django.core.files import File

        from media import uploads as library

        photo, _new = library.accept(File(stream, name="IMG.jpg"), cast.photo_desk, credit="林知夏摄", caption="河谷。")
    summary = move(wxr.post(7, body=SIGNED))
    photo.refresh_from_db()
    assert (photo.caption, photo.credits.get().name) == ("河谷。", "林知夏")
    assert places() == [markup.Figure(photo.pk, "3月4日，雪人。江一帆摄")]  # what readers saw there, credit and all
    assert summary.counts["photos"] == 0


def test_one_photo_in_two_posts_is_one_and_each_has_its_caption(move, uploads):
    uploads("2019/03/a.jpg")
    other = SIGNED.replace("3月4日，雪人。", "资料图。")
    move(wxr.post(7, body=SIGNED), wxr.post(8, body=other))
    photo = Photo.objects.get()
    assert [markup.places(a.body) for a in Article.objects.order_by("pk")] == [
        [markup.Figure(photo.pk)],
        [markup.Figure(photo.pk, "资料图。")],
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/wp-content/uploads/2019/03/a.jpg",
        f"{wxr.SITE}/wp-content/uploads/../secret.jpg",
        f"{wxr.SITE}/wp-content/uploads/%2e%2e/secret.jpg",
        f"{wxr.SITE}/wp-content/uploads/{'x' * 400}.jpg",
        f"{wxr.SITE}/wp-content/uploads/2019",
        "/wp-content/uploads//etc/hostname",
        "//elsewhere.example/wp-content/uploads/2019/03/a.jpg",
        "https://[old.example/wp-content/uploads/2019/03/a.jpg",
    ],
)
def test_only_files_of_the_site_below_its_folder_are_taken(move, uploads, address, tmp_path):
    root = uploads("2019/03/a.jpg")
    (root.parent / "secret.jpg").write_bytes(photo_file().read())
    summary = move(wxr.post(7, body=f'<p>雪</p><img class="wp-image-12" src="{address}">'))
    assert not Photo.objects.exists()
    assert summary.counts["waiting"] == 1


def test_a_number_of_another_site_is_not_believed(move, uploads):
    uploads("2019/03/a.jpg")
    body = '<img class="wp-image-12" src="https://elsewhere.example/wp-content/uploads/other.jpg">雪。江一帆摄'
    move(wxr.post(7, body=f"<p>雪</p>{body}"), wxr.attachment(12, "2019/03/a.jpg"))
    assert not Photo.objects.exists()


def test_a_photo_from_a_cdn_is_found_by_its_number(move, uploads):
    uploads("2019/03/a.jpg")
    body = '<img class="wp-image-12" src="https://cdn.example/old/a-300x200.jpg">\n\n图为雪。江一帆摄'
    move(wxr.post(7, body=body), wxr.attachment(12, "2019/03/a.jpg"))
    assert len(places()) == Photo.objects.count() == 1


def test_a_file_that_is_no_photo_is_told(move, uploads):
    (uploads("2019/03/b.jpg") / "2019/03/a.jpg").write_text("雪")
    summary = move(wxr.post(7, body=SIGNED))
    assert "a.jpg" in summary.told[0][1]
    assert places() == [markup.Figure(None, "3月4日，雪人。", "江一帆摄")]


def test_a_second_run_and_one_that_was_stopped_after_the_photo_add_none(move, uploads, monkeypatch):
    uploads("2019/03/a.jpg")

    def stopped(*arguments):
        raise KeyboardInterrupt

    whole = moving._article
    monkeypatch.setattr(moving, "_article", stopped)
    with pytest.raises(KeyboardInterrupt):
        move(wxr.post(7, body=SIGNED))
    assert not Article.objects.exists()
    monkeypatch.setattr(moving, "_article", whole)
    for _n in range(2):
        move(wxr.post(7, body=SIGNED))
    assert (Photo.objects.count(), Article.objects.count(), Reporter.objects.count()) == (1, 1, 2)


def test_a_trial_takes_none_and_tells_what_would_wait(move, uploads):
    uploads("2019/03/a.jpg", "c.jpg")
    body = f'{SIGNED}<img src="{wxr.SITE}/wp-content/uploads/c.jpg"><img src="{wxr.SITE}/wp-content/uploads/d.jpg">'
    summary = move(wxr.post(7, body=body), is_trial=True)
    assert not Photo.objects.exists()
    assert (summary.counts["photos"], summary.counts["waiting"]) == (2, 2)
    assert "c.jpg" in summary.told[0][1]
    assert "d.jpg" in summary.told[1][1]
