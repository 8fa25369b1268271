"""Photos that are taken, and what is learned of them."""

import pytest
from PIL import Image, features

from media import guard
from tests.media import drawn


def inspect(tmp_path, data, name="photo"):
    path = tmp_path / name
    path.write_bytes(data)
    return guard.inspect(path)


FORMATS = [
    ("JPEG", "jpeg", "jpg"),
    ("PNG", "png", "png"),
    ("WEBP", "webp", "webp"),
    ("GIF", "gif", "gif"),
    ("TIFF", "tiff", "tif"),
    pytest.param(
        "AVIF", "avif", "avif", marks=pytest.mark.skipif(not features.check("avif"), reason="Pillow without AVIF")
    ),
]


@pytest.mark.parametrize(("pillow", "format", "extension"), FORMATS)
def test_each_format_is_known_by_its_content(tmp_path, pillow, format, extension):
    seen = inspect(tmp_path, drawn.encoded(pillow), "photo.txt")
    assert seen == guard.Inspection(format, 300, 200)
    assert seen.extension == extension


@pytest.mark.parametrize("way", range(1, 9))
def test_width_and_height_are_those_of_the_photo_upright(tmp_path, way):
    seen = inspect(tmp_path, drawn.oriented(way))
    assert (seen.width, seen.height) == ((200, 300) if way > 4 else (300, 200))


@pytest.mark.parametrize("format", ["PNG", "WEBP", "TIFF", "AVIF"])
def test_other_formats_lie_on_their_side_too(tmp_path, format):
    exif = Image.Exif()
    exif[0x0112] = 6
    seen = inspect(tmp_path, drawn.encoded(format, exif=exif))
    assert (seen.width, seen.height) == (200, 300)


@pytest.mark.parametrize(
    ("format", "mode"),
    [
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "LA"),
        ("PNG", "RGBA"),
        ("PNG", "I;16"),
        ("TIFF", "CMYK"),
        ("TIFF", "I;16"),
        ("TIFF", "F"),
    ],
)
def test_every_common_kind_of_pixel_is_taken(tmp_path, format, mode):
    assert inspect(tmp_path, drawn.encoded(format, mode=mode)).width == 300


def test_a_progressive_photo_is_taken(tmp_path):
    assert inspect(tmp_path, drawn.encoded("JPEG", progressive=True)).format == "jpeg"


@pytest.mark.parametrize(("subsampling", "size", "is_taken"), [(0, 5000, True), (0, 5100, False), (2, 7000, True)])
def test_a_progressive_photo_is_taken_up_to_the_samples_that_may_be_held(tmp_path, subsampling, size, is_taken):
    path = tmp_path / "photo.jpg"
    Image.new("L", (size, size)).convert("RGB").save(path, progressive=True, subsampling=subsampling)
    if is_taken:
        assert guard.inspect(path).width == size
    else:
        with pytest.raises(guard.Refused) as refusal:
            guard.inspect(path)
        assert refusal.value.code == "in_passes"


def test_a_photo_with_a_second_one_behind_it_is_taken_for_the_first(tmp_path):
    data = drawn.encoded("MPO", save_all=True, append_images=[drawn.picture((30, 20))])
    assert inspect(tmp_path, data) == guard.Inspection("jpeg", 300, 200)


def test_a_photo_with_a_film_behind_it_is_taken(tmp_path):
    film = b"\0\0\0\x18ftypmp42" + b"\xff\xda" * 500 + b"\xff" * 500
    assert inspect(tmp_path, drawn.encoded("JPEG") + film).format == "jpeg"


def test_a_profile_full_of_white_is_no_padding(tmp_path):
    profile = b"ICC_PROFILE\0\1\1" + b"\xff" * 4000 + b"\xff\xda" * 200
    assert inspect(tmp_path, drawn.with_segment(0xE2, profile)).format == "jpeg"


def test_a_torn_exif_block_is_no_reason_to_refuse(tmp_path):
    assert inspect(tmp_path, drawn.with_exif(b"II*\0\xff\xff\xff\x7f")).format == "jpeg"


def test_a_name_in_chinese_with_blanks_is_only_a_name(tmp_path):
    assert inspect(tmp_path, drawn.encoded("JPEG"), "-会场 (1) $HOME.jpg").width == 300


def test_a_raw_file_of_a_camera_is_not_taken_for_its_preview(tmp_path):
    with pytest.raises(guard.Refused) as refusal:
        inspect(tmp_path, drawn.encoded("TIFF", tiffinfo={0x00FE: 1}))
    assert refusal.value.code == "not_a_photo"


def test_a_heic_is_taken_and_its_thumbnail_is_never_taken_for_it(tmp_path):
    data = drawn.heic((640, 480), thumbnails=[160])
    assert inspect(tmp_path, data) == guard.Inspection("heic", 640, 480)
    with guard.open_photo(tmp_path / "photo", "heic") as photo:
        photo.draft("RGB", (100, 100))
        photo.load()
        assert photo.size == (640, 480)


def test_a_heic_lies_on_its_side_as_its_decoder_turns_it(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    seen = inspect(tmp_path, drawn.heic(exif=exif.tobytes()))
    assert (seen.width, seen.height) == (200, 300)


def test_heic_is_taken_only_where_its_decoder_is_installed(tmp_path, monkeypatch):
    monkeypatch.setattr(guard, "find_spec", lambda name: None)
    with pytest.raises(guard.Refused) as refusal:
        inspect(tmp_path, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    assert refusal.value.code == "not_a_photo"


def test_the_brands_of_an_iso_file_tell_avif_from_heic_from_film(tmp_path):
    def sniffed(head):
        path = tmp_path / "file"
        path.write_bytes(head)
        return guard.sniff(path)

    assert sniffed(b"\0\0\0\x18ftypmif1\0\0\0\0avifmiaf") == "avif"
    assert sniffed(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic") == "heic"
    assert sniffed(b"\0\0\0\x18ftypisom\0\0\0\0mp41mp42") is None


def test_the_work_is_done_under_limits_in_another_process(tmp_path, monkeypatch):
    asked = []
    run = guard.subprocess.run
    monkeypatch.setattr(guard.subprocess, "run", lambda command, **more: (asked.append(more), run(command, **more))[1])
    inspect(tmp_path, drawn.encoded("JPEG"))
    assert asked[0]["timeout"] == 60
    assert "preexec_fn" not in asked[0]


def test_a_child_that_dies_means_a_broken_file(tmp_path, monkeypatch):
    monkeypatch.setattr(guard.sys, "executable", "/bin/false")
    with pytest.raises(guard.Refused) as refusal:
        inspect(tmp_path, drawn.encoded("JPEG"))
    assert refusal.value.code == "broken"
