"""The files of a pack: within WeChat's limits, the same each time, safe by name."""

import io
import zipfile

import pytest
from PIL import Image

from articles.desk import packfiles, packforms, packing
from media import metadata, renditions
from media.models import Photo, Rendition


def figure(photo):
    return f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'


@pytest.fixture
def article(cast):
    photo = cast.photo("市集。")
    return cast.published(cast.article(body=f"<p>话</p>{figure(photo)}"))


def entries(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def test_the_zip_has_all_files_and_they_stand_together(article):
    pack = packing.pack_of(article.pk)
    found = entries(packfiles.zipped(pack))
    pictures = ["cover.jpg", "cover-square.jpg", "pictures/01.jpg"]
    assert list(found) == ["story.txt", "body.html", "story.html", "credits.txt", *pictures]
    sizes = [Image.open(io.BytesIO(found[name])).size for name in pictures]
    assert sizes == [(900, 383), (500, 500), (960, 640)]
    assert all(Image.open(io.BytesIO(found[name])).format == "JPEG" for name in pictures)
    assert 'src="pictures/01.jpg"' in found["body.html"].decode()
    page = found["story.html"].decode()
    for said in ('src="pictures/01.jpg"', "冬季旅游推介会召开", "雪川新闻网", "@page{size:A4"):
        assert said in page
    assert "http://" not in page.replace(pack.address, "")
    assert found["credits.txt"].decode().count("市集。\n实习记者 江一帆摄") == 2
    assert found["story.txt"].decode() == packforms.plain(pack)


def test_the_same_version_gives_the_same_bytes(article):
    first, again = (packfiles.zipped(packing.pack_of(article.pk)) for _once in range(2))
    assert first == again


def test_a_public_file_that_fits_is_taken_as_it_is(article):
    (shot,) = packing.pack_of(article.pk).shots.values()
    assert (shot.rendition.width, shot.rendition.format) == (960, "jpeg")


def test_a_photo_whose_public_file_is_too_heavy_is_made_anew(article, monkeypatch):
    Rendition.objects.filter(width=960).update(size=2_000_000)
    pack = packing.pack_of(article.pk)
    (shot,) = pack.shots.values()
    assert shot.rendition is None
    assert shot.address.endswith(Rendition.objects.get(kind="wide", format="jpeg", width=640).name)
    made = Image.open(io.BytesIO(packfiles.content_of(pack, "pictures/01.jpg")))
    assert made.size == (1080, 720)
    assert "江一帆" in made.info["xmp"].decode()


def test_a_photo_without_public_files_is_made_of_its_original(article):
    Rendition.objects.all().delete()
    pack = packing.pack_of(article.pk)
    (shot,) = pack.shots.values()
    assert (shot.rendition, shot.address) == (None, "")
    assert "<img" not in packforms.wechat(pack)
    assert packfiles.content_of(pack, "pictures/01.jpg")


def test_a_file_that_is_gone_is_left_out_of_the_zip(article, settings):
    Photo.objects.update(original="ab/" + "ab" * 32 + ".jpg")
    assert "cover.jpg" not in entries(packfiles.zipped(packing.pack_of(article.pk)))


def test_a_story_without_photos_has_a_zip_without_them(cast):
    pack = packing.pack_of(cast.published().pk)
    assert list(entries(packfiles.zipped(pack))) == list(packfiles.TEXTS)
    with pytest.raises(KeyError):
        packfiles.content_of(pack, "cover.jpg")


@pytest.mark.parametrize("name", ["../settings.py", "pictures/02.jpg", "", "pictures/../story.txt"])
def test_no_other_name_gives_a_file(article, name):
    with pytest.raises(KeyError):
        packfiles.content_of(packing.pack_of(article.pk), name)


def test_the_zip_is_called_after_the_story_and_safely(cast):
    pack = packing.pack_of(cast.published(cast.article(headline="../雪 / 夜: <归>")).pk)
    day = f"{pack.publication.date:%Y%m%d}"
    assert packfiles.name_of_zip(pack) == f"{day}-{pack.publication.story}-v1-雪-夜-归.zip"


def test_a_heavy_photo_gets_lighter_until_it_fits(tmp_path):
    noise = Image.effect_noise((900, 700), 90).convert("RGB")
    noise.save(tmp_path / "noise.jpg", quality=95)
    data = renditions.within(tmp_path / "noise.jpg", 1080, 60_000, metadata=metadata.Inscription(credit="江一帆摄"))
    assert len(data) <= 60_000
    picture = Image.open(io.BytesIO(data))
    assert picture.width < 900
    assert abs(picture.width / picture.height - 9 / 7) < 0.02


def test_the_cut_keeps_the_focal_point(tmp_path):
    path = tmp_path / "one.jpg"
    picture = Image.new("RGB", (1800, 900), "white")
    picture.paste("red", (1600, 0, 1800, 900))
    picture.save(path, quality=95)
    square = renditions.cut(path, 500, 500, metadata=metadata.Inscription(), focus=(95, 50))
    found = Image.open(io.BytesIO(square))
    assert found.size == (500, 500)
    assert found.getpixel((480, 250))[1] < 80
