"""The public files of a photo."""

import hashlib
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from media import files, guard, metadata, renditions
from media.metadata import Inscription
from tests.media import drawn

WORDS = Inscription(caption="推介会现场。", creators=("江一帆",), credit="实习记者 江一帆摄")


def made_of(tmp_path, data, **more):
    """What is made of the bytes of a photo, and a function that opens one of it."""
    original, folder = tmp_path / "original", tmp_path / "public"
    original.write_bytes(data)
    more.setdefault("metadata", WORDS)
    made = renditions.make(original, folder, **more)
    return made, lambda one: Image.open(files.open_stored(folder, one.name))


def sizes(made, kind="wide", format="jpeg"):
    return sorted((one.width, one.height) for one in made if (one.kind, one.format) == (kind, format))


def only(made, kind, format="jpeg"):
    return max((one for one in made if (one.kind, one.format) == (kind, format)), key=lambda one: one.width)


def far_apart(first, second):
    """How much two pictures differ, 0 to 255, on the average."""
    difference = ImageChops.difference(first.convert("RGB"), second.convert("RGB").resize(first.size))
    return sum(ImageStat.Stat(difference).mean) / 3


class TestSizes:
    def test_a_large_photo_is_given_every_width_and_crop_in_both_formats(self, tmp_path):
        made, _ = made_of(tmp_path, drawn.encoded("JPEG", (3000, 2000)))
        for format in ("jpeg", "webp"):
            assert sizes(made, "wide", format) == [(320, 213), (640, 427), (960, 640), (1280, 853), (1920, 1280)]
            assert sizes(made, "social", format) == [(1200, 630)]
            assert sizes(made, "card", format) == [(400, 300)]
            assert sizes(made, "square", format) == [(200, 200)]
        assert len(made) == 16

    def test_a_photo_500_wide_is_given_320_and_500(self, tmp_path):
        made, _ = made_of(tmp_path, drawn.encoded("JPEG", (500, 400)))
        assert sizes(made) == [(320, 256), (500, 400)]

    def test_crops_of_a_small_photo_are_smaller_in_the_same_shape(self, tmp_path):
        made, _ = made_of(tmp_path, drawn.encoded("PNG", (300, 180)))
        assert sizes(made) == [(300, 180)]
        assert [sizes(made, kind) for kind in ("social", "card", "square")] == [
            [(300, 158)],
            [(240, 180)],
            [(180, 180)],
        ]

    @pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (321, 7), (4001, 3)])
    def test_no_shape_is_too_odd(self, tmp_path, size):
        made, opened = made_of(tmp_path, drawn.encoded("PNG", size))
        for one in made:
            assert opened(one).size == (one.width, one.height)
            assert one.width <= size[0] and one.height <= size[1]

    def test_a_very_long_picture_is_given_webp_for_its_crops_only(self, tmp_path):
        made, _ = made_of(tmp_path, drawn.encoded("PNG", (700, 17_000)))
        assert sizes(made, "wide", "jpeg") == [(320, 7771), (640, 15_543), (700, 17_000)]
        assert sizes(made, "wide", "webp") == []
        assert sizes(made, "square", "webp") == [(200, 200)]

    def test_other_widths_and_formats_are_made_on_request(self, tmp_path):
        made, _ = made_of(tmp_path, drawn.encoded("JPEG"), widths=(100,), formats=("webp",))
        assert sizes(made, "wide", "webp") == [(100, 67)]
        assert {one.format for one in made} == {"webp"}

    def test_a_format_that_is_not_offered_is_an_error(self, tmp_path):
        with pytest.raises(KeyError):
            made_of(tmp_path, drawn.encoded("JPEG"), formats=("bmp",))


class TestPixels:
    @pytest.mark.parametrize("way", range(1, 9))
    def test_every_photo_stands_upright(self, tmp_path, way):
        lying = Image.open(BytesIO(drawn.oriented(way, (600, 400))))
        upright = lying.transpose(guard.UPRIGHT[way]) if way > 1 else lying
        made, opened = made_of(tmp_path, drawn.oriented(way, (600, 400)))
        whole = opened(only(made, "wide"))
        assert whole.size == upright.size
        assert far_apart(whole, upright) < 2

    @pytest.mark.parametrize("format", ["PNG", "WEBP", "TIFF", "AVIF"])
    def test_a_photo_of_another_format_is_turned_once_and_only_once(self, tmp_path, format):
        exif = Image.Exif()
        exif[0x0112] = 6
        made, opened = made_of(tmp_path, drawn.encoded(format, (600, 400), exif=exif))
        upright = drawn.picture((600, 400)).transpose(Image.Transpose.ROTATE_270)
        assert far_apart(opened(only(made, "wide")), upright) < 4

    @pytest.mark.parametrize("way", [1, 6])
    def test_a_large_photo_keeps_its_look_though_the_decoder_leaves_pixels_out(self, tmp_path, way):
        size = (5000, 3000) if way == 1 else (3000, 5000)
        made, opened = made_of(tmp_path, drawn.oriented(way, size))
        picture = drawn.picture(size)
        upright = picture.transpose(guard.UPRIGHT[way]) if way > 1 else picture
        assert far_apart(opened(only(made, "wide")), upright.resize((1920, 1152))) < 2

    def test_of_several_pictures_in_a_file_the_first_is_shown(self, tmp_path):
        data = drawn.encoded("MPO", (4000, 2400), save_all=True, append_images=[Image.new("RGB", (40, 24), "white")])
        made, opened = made_of(tmp_path, data)
        assert far_apart(opened(only(made, "wide")), drawn.picture((1920, 1152))) < 2

    @pytest.mark.parametrize(
        ("format", "mode", "tolerance"),
        [
            ("JPEG", "L", 2),
            ("PNG", "P", 4),
            ("PNG", "LA", 2),
            ("PNG", "RGBA", 2),
            ("TIFF", "CMYK", 3),
            ("JPEG", "CMYK", 3),
            ("TIFF", "LAB", 255),
            ("TIFF", "F", 3),
            ("GIF", "L", 2),
        ],
    )
    def test_every_kind_of_pixel_becomes_rgb(self, tmp_path, format, mode, tolerance):
        if mode == "LAB":
            srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
            picture = ImageCms.profileToProfile(drawn.picture(), srgb, lab, outputMode="LAB")
            tolerance = 3
        else:
            picture = drawn.picture(mode=mode)
        stream = BytesIO()
        picture.save(stream, format)
        made, opened = made_of(tmp_path, stream.getvalue())
        whole = opened(only(made, "wide"))
        assert whole.mode == "RGB"
        assert far_apart(whole, drawn.picture(mode="L" if mode != "LAB" else "RGB")) < tolerance

    @pytest.mark.parametrize("format", ["PNG", "TIFF"])
    def test_sixteen_bits_become_eight(self, tmp_path, format):
        grey = Image.new("I;16", (60, 20))
        for column in range(60):
            for row in range(20):
                grey.putpixel((column, row), (0, 32_896, 65_535)[column // 20])
        stream = BytesIO()
        grey.save(stream, format)
        made, opened = made_of(tmp_path, stream.getvalue())
        whole = opened(only(made, "wide")).convert("L")
        assert [whole.getpixel((column, 10)) for column in (5, 30, 55)] == pytest.approx([0, 128, 255], abs=2)

    def test_what_is_transparent_becomes_white(self, tmp_path):
        stream = BytesIO()
        Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(stream, "PNG")
        made, opened = made_of(tmp_path, stream.getvalue())
        assert opened(only(made, "wide")).getpixel((25, 25)) == (255, 255, 255)

    def test_a_see_through_colour_of_a_palette_becomes_white(self, tmp_path):
        stream = BytesIO()
        Image.new("P", (50, 50), 3).save(stream, "GIF", transparency=3)
        made, opened = made_of(tmp_path, stream.getvalue())
        assert opened(only(made, "wide")).getpixel((25, 25)) == (255, 255, 255)

    @pytest.mark.parametrize(("format", "mode"), [("JPEG", "RGB"), ("PNG", "RGB"), ("PNG", "RGBA")])
    def test_colours_of_a_profile_become_those_of_srgb(self, tmp_path, format, mode):
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        red_is_blue = srgb.replace(b"rXYZ", b"-XYZ").replace(b"bXYZ", b"rXYZ").replace(b"-XYZ", b"bXYZ")
        stream = BytesIO()
        Image.new(mode, (50, 50), "red").save(stream, format, icc_profile=red_is_blue)
        made, opened = made_of(tmp_path, stream.getvalue())
        assert opened(only(made, "wide")).getpixel((25, 25)) == pytest.approx((0, 0, 255), abs=4)

    @pytest.mark.parametrize("profile", [b"no profile at all", b"\0" * 200])
    def test_a_profile_that_is_none_is_passed_over(self, tmp_path, profile):
        made, opened = made_of(tmp_path, drawn.encoded("JPEG", icc_profile=profile))
        assert far_apart(opened(only(made, "wide")), drawn.picture()) < 2

    def test_a_profile_of_another_kind_of_pixel_is_passed_over(self, tmp_path):
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        made, opened = made_of(tmp_path, drawn.encoded("JPEG", mode="L", icc_profile=srgb))
        assert far_apart(opened(only(made, "wide")), drawn.picture(mode="L")) < 2

    def test_jpegs_are_progressive(self, tmp_path):
        made, opened = made_of(tmp_path, drawn.encoded("JPEG"))
        assert all(opened(one).info.get("progressive") for one in made if one.format == "jpeg")


class TestCrops:
    def bands(self, size, down):
        """A picture of ten bands, each of its own grey: 0, 25, 50 … across, or down."""
        picture = Image.new("L", (1, 10) if down else (10, 1))
        picture.putdata([25 * band for band in range(10)])
        stream = BytesIO()
        picture.resize(size, Image.Resampling.NEAREST).save(stream, "PNG")
        return stream.getvalue()

    def test_a_crop_of_a_broad_photo_is_its_middle(self, tmp_path):
        made, opened = made_of(tmp_path, self.bands((2000, 400), down=False))
        square = opened(only(made, "square")).convert("L")
        assert [round(square.getpixel((x, 100)) / 25) for x in (20, 180)] == [4, 5]

    def test_a_crop_of_an_upright_photo_lies_in_its_upper_part(self, tmp_path):
        made, opened = made_of(tmp_path, self.bands((400, 1000), down=True))
        square = opened(only(made, "square")).convert("L")
        # 600 of 1000 lines are left out: 200 of them above.
        assert [round(square.getpixel((100, y)) / 25) for y in (10, 190)] == [2, 5]


class TestWords:
    def test_every_file_carries_caption_creator_and_credit(self, tmp_path):
        made, _ = made_of(tmp_path, drawn.encoded("JPEG", (700, 500)))
        for one in made:
            said = metadata.read(files.path_of(tmp_path / "public", one.name))
            assert (said.caption, said.creators, said.credit) == (WORDS.caption, WORDS.creators, WORDS.credit)
            if one.format == "jpeg":
                assert said.iptc == {"caption": WORDS.caption, "byline": WORDS.creators, "credit": WORDS.credit}

    def test_nothing_else_of_the_original_goes_out(self, tmp_path):
        exif = Image.Exif()
        exif[0x013B] = "SECRET-exif"
        exif.get_ifd(0x8825)[1] = "N"
        exif.get_ifd(0x8825)[2] = (47.0, 30.0, 36.0)
        jpeg = drawn.encoded("JPEG", (700, 500), exif=exif, comment=b"SECRET-comment", xmp=b"<x>SECRET-xmp</x>")
        jpeg = drawn.with_datasets([(120, b"SECRET-iptc")], drawn.with_segment(0xEA, b"SECRET-segment", jpeg))
        made, opened = made_of(tmp_path, jpeg)
        for one in made:
            assert b"SECRET" not in files.path_of(tmp_path / "public", one.name).read_bytes()
            assert not {"exif", "icc_profile", "comment"} & opened(one).info.keys()
            assert not opened(one).getexif()

    def test_marks_of_ai_stay_with_the_picture(self, tmp_path):
        address = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
        marked = Inscription(ai_source_type=address, aigc='{"Label":"1"}')
        made, _ = made_of(tmp_path, drawn.with_xmp(metadata.xmp_packet(marked)))
        for one in made:
            said = metadata.read(files.path_of(tmp_path / "public", one.name))
            assert (said.ai_source_type, said.aigc) == (address, '{"Label":"1"}')
            assert said.creators == WORDS.creators


class TestKeeping:
    def test_names_hashes_and_sizes_are_those_of_the_files(self, tmp_path):
        made, _ = made_of(tmp_path, drawn.encoded("JPEG", (700, 500)))
        for one in made:
            data = files.path_of(tmp_path / "public", one.name).read_bytes()
            assert (one.sha256, one.size) == (hashlib.sha256(data).hexdigest(), len(data))
            assert one.name == f"{one.sha256[:2]}/{one.sha256}.{guard.EXTENSIONS[one.format]}"

    def test_the_same_photo_and_words_make_the_same_files(self, tmp_path):
        data = drawn.encoded("JPEG", (700, 500))
        assert made_of(tmp_path, data)[0] == made_of(tmp_path, data)[0]

    def test_a_function_may_keep_them_elsewhere(self, tmp_path):
        (tmp_path / "original").write_bytes(drawn.encoded("JPEG"))
        kept = []

        def keep(data, extension):
            kept.append(data)
            return files.Stored(f"{len(kept)}.{extension}", "", len(data))

        made = renditions.make(tmp_path / "original", keep, metadata=WORDS)
        assert [one.size for one in made] == [len(data) for data in kept]
        assert made[0].name == "1.jpg"

    def test_a_file_that_cannot_be_read_raises_and_leaves_nothing(self, tmp_path):
        with pytest.raises(OSError, match="truncated"):
            made_of(tmp_path, drawn.encoded("JPEG", (700, 500))[:-3000])
        assert not (tmp_path / "public").exists()
