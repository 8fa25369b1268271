"""Photos that show the same, found by what they look like."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from media import guard, likeness, uploads
from media.models import Photo

MANY = 20_000


def scene(seed, size=(900, 600)):
    """A picture of hills and houses that no other seed draws."""
    dice = random.Random(seed)
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for _ in range(14):
        x, y = dice.randrange(size[0]), dice.randrange(size[1])
        w, h = dice.randrange(60, size[0] // 2), dice.randrange(60, size[1] // 2)
        shade = tuple(dice.randrange(256) for _ in range(3))
        draw.polygon([(x - w, y + h), (x, y - h), (x + w, y + h)], fill=shade)
    return picture.filter(ImageFilter.GaussianBlur(2))


def look(tmp_path, picture, format="JPEG", **save):
    """The likeness that the guard finds in a picture as a file."""
    path = tmp_path / "photo"
    picture.save(path, format, **save)
    return guard.inspect(path).likeness


CHANGES = {
    "half as wide": (lambda p: p.resize((450, 300)), {}),
    "twice as wide": (lambda p: p.resize((1800, 1200)), {}),
    "of poor quality": (lambda p: p, {"quality": 25}),
    "in passes": (lambda p: p, {"progressive": True}),
    "as PNG": (lambda p: p, {"format": "PNG"}),
    "as WebP": (lambda p: p, {"format": "WEBP", "quality": 60}),
    "as AVIF": (lambda p: p, {"format": "AVIF", "quality": 50}),
    "in 16 greys": (lambda p: p.quantize(16).convert("RGB"), {"format": "PNG"}),
    "in grey": (lambda p: p.convert("L"), {}),
    "in CMYK": (lambda p: p.convert("CMYK"), {}),
    "a little lighter": (lambda p: ImageEnhance.Brightness(p).enhance(1.1), {}),
    "with less contrast": (lambda p: ImageEnhance.Contrast(p).enhance(0.8), {}),
    "sharpened": (lambda p: p.filter(ImageFilter.SHARPEN), {}),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("seed", range(3))
def test_the_same_picture_is_near(tmp_path, change, seed):
    changed, save = CHANGES[change]
    one, other = look(tmp_path, scene(seed)), look(tmp_path, changed(scene(seed)), **save)
    assert likeness.distance(one, other) <= likeness.NEAR


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("way", range(2, 9))
def test_the_same_picture_turned_by_exif_is_near(tmp_path, way, format):
    back = {6: 8, 8: 6}.get(way, way)
    exif = Image.Exif()
    exif[0x0112] = way
    lying = scene(1).transpose(guard.UPRIGHT[back])
    assert likeness.distance(look(tmp_path, scene(1)), look(tmp_path, lying, format, exif=exif)) <= likeness.NEAR


def test_a_grey_picture_of_16_bits_is_near_the_same_in_8(tmp_path):
    grey = scene(2).convert("L")
    deep = grey.convert("I").point(lambda value: value * 257).convert("I;16")
    assert likeness.distance(look(tmp_path, grey), look(tmp_path, deep, "PNG")) <= likeness.NEAR


def test_other_pictures_are_far(tmp_path):
    found = [look(tmp_path, scene(seed, (450, 300))) for seed in range(40)]
    pairs = [likeness.distance(a, b) for n, a in enumerate(found) for b in found[:n]]
    assert sum(apart <= likeness.NEAR for apart in pairs) <= len(pairs) / 200


@pytest.mark.parametrize(
    "picture",
    [
        Image.new("RGB", (600, 400), "white"),
        Image.new("RGB", (600, 400), "black"),
        Image.linear_gradient("L").resize((600, 400)),
        Image.linear_gradient("L").rotate(90).resize((600, 400)),
        Image.linear_gradient("L").rotate(270).resize((600, 400)),
    ],
)
def test_a_picture_without_a_shape_is_blank(tmp_path, picture):
    assert likeness.is_blank(look(tmp_path, picture))


def test_a_picture_with_a_shape_is_not(tmp_path):
    assert not any(likeness.is_blank(look(tmp_path, scene(seed))) for seed in range(5))


def test_no_two_near_enough_are_missed_by_the_probes():
    dice = random.Random(4)
    for _ in range(300):
        one = dice.getrandbits(64)
        other = one
        for bit in dice.sample(range(64), likeness.NEAR):
            other ^= 1 << bit
        assert any(band in probes for band, probes in zip(likeness.bands(other), likeness.probes(one), strict=True))


def photo_that_looks(value, number=0):
    return Photo(
        original=f"{number}.jpg",
        sha256=f"{value:016x}{number:048x}",
        format="jpeg",
        size=1,
        width=3,
        height=2,
        **uploads.likeness_fields(value),
    )


@pytest.mark.django_db
class TestAlike:
    def test_the_most_alike_come_first_and_the_far_not_at_all(self):
        one = 0x0F0F_33CC_5A5A_9966
        wanted = [one, one ^ 1, one ^ 0b11, one ^ 0x0001_0001_0001_0001, one ^ 0b111111]
        far = [one ^ 0b1111111, one ^ 0x0003_0003_0003_0003, ~one & (1 << 64) - 1]
        for number, value in enumerate([*far, *reversed(wanted)]):
            photo_that_looks(value, number).save()
        assert [int(photo.likeness, 16) for photo in Photo.objects.like(one)] == wanted

    def test_blank_ones_are_like_none(self):
        photo_that_looks(0).save()
        photo_that_looks(1, 1).save()
        assert Photo.objects.like(0) == []

    def test_of_a_hundred_alike_24_are_shown_the_newest_first(self):
        Photo.objects.bulk_create(photo_that_looks(0x0F0F_33CC_5A5A_9966, number) for number in range(100))
        numbers = [photo.pk for photo in Photo.objects.like(0x0F0F_33CC_5A5A_9966)]
        assert numbers == sorted(Photo.objects.values_list("pk", flat=True), reverse=True)[:24]

    def test_a_photo_without_a_likeness_is_in_nobodys_way(self):
        photo = photo_that_looks(0x0F0F_33CC_5A5A_9966)
        photo.likeness, photo.band_0, photo.band_1, photo.band_2, photo.band_3 = "", None, None, None, None
        photo.save()
        assert Photo.objects.like(0x0F0F_33CC_5A5A_9966) == []

    def test_the_likes_of_a_photo_are_found_by_the_four_indexes(self):
        dice = random.Random(9)
        Photo.objects.bulk_create((photo_that_looks(dice.getrandbits(64), n) for n in range(MANY)), batch_size=500)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE media_photo")
        with CaptureQueriesContext(connection) as asked:
            Photo.objects.like(dice.getrandbits(64))
        assert len(asked) == 1
        plan = plan_of(asked[0]["sql"])
        assert all(f"band_{n}" in plan for n in range(4)), plan
        assert "SCAN media_photo" not in plan and "Seq Scan" not in plan, plan


def plan_of(sql):
    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + sql)
        return "\n".join(str(row) for row in cursor.fetchall())
