"""What photos say of themselves, from every container, whatever their bytes."""

import random
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from media import metadata
from media.metadata import isomedia
from tests.media import drawn, words


class TestContainers:
    def png(self, *chunks):
        return drawn.png(1, 1, *(drawn.png_chunk(kind, body) for kind, body in chunks), pixels=b"\0\0")

    def test_xmp_of_a_png_is_found_plain_and_packed_and_behind_the_pixels(self):
        spoken = words.packet("", 'photoshop:Credit="雪川日报"')
        plain = (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + spoken)
        packed = (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(spoken))
        late = self.png((b"IDAT", zlib.compress(b"\0\0")), plain)
        for data in (self.png(plain), self.png(packed), late):
            assert metadata.read(data).credit == "雪川日报"

    @pytest.mark.parametrize("in_resource", [True, False])
    def test_iptc_of_a_png_is_found_in_its_hexadecimal_digits(self, in_resource):
        block = struct.pack(">BBBH", 28, 2, 80, 9) + "江一帆".encode()
        if in_resource:
            block = b"8BIM" + struct.pack(">HHL", 0x0404, 0, len(block)) + block
        digits = f"\niptc\n{len(block):8}\n{block.hex()}\n".encode()
        data = self.png((b"zTXt", b"Raw profile type iptc\0\0" + zlib.compress(digits)))
        assert metadata.read(data).creators == ("江一帆",)

    def test_exif_of_a_png_is_found(self):
        assert metadata.read(self.png((b"eXIf", words.tiff("<", [(0x013B, 2, b"A. Falk\0")])))).creators == ("A. Falk",)

    @pytest.mark.parametrize("format", ["WEBP", "AVIF"])
    def test_exif_and_xmp_of_webp_and_avif_are_found(self, format):
        exif = Image.Exif()
        exif[0x013B] = "A. Falk"
        said = metadata.read(drawn.encoded(format, exif=exif, xmp=words.packet("", 'photoshop:Credit="雪川日报"')))
        assert (said.creators, said.credit) == (("A. Falk",), "雪川日报")

    def test_a_heic_is_read_though_it_may_not_be_opened(self):
        data = drawn.encoded("AVIF", xmp=words.packet("", 'photoshop:Credit="x"')).replace(b"avif", b"heic", 1)
        assert metadata.read(data).credit == "x"

    def test_bytes_and_paths_give_the_same(self, tmp_path):
        data = drawn.with_datasets([(80, b"A. Falk")])
        path = tmp_path / "photo.jpg"
        path.write_bytes(data)
        assert metadata.read(path) == metadata.read(str(path)) == metadata.read(data)


class TestOrder:
    def test_xmp_is_believed_before_iptc_before_exif_and_each_keeps_its_words(self):
        jpeg = drawn.with_exif(words.tiff("<", [(0x013B, 2, b"E\0"), (0x8298, 2, b"all E\0")]))
        jpeg = drawn.with_datasets([(80, b"I"), (110, b"by I"), (120, b"what I saw")], jpeg)
        jpeg = drawn.with_xmp(words.packet("<dc:creator><rdf:Seq><rdf:li>X</rdf:li></rdf:Seq></dc:creator>"), jpeg)
        said = metadata.read(jpeg)
        assert (said.creators, said.credit, said.copyright) == (("X",), "by I", "all E")
        assert (said.xmp["creator"], said.iptc["byline"], said.exif["artist"]) == (("X",), ("I",), "E")

    def test_a_photo_that_says_nothing_gives_empty_words(self):
        assert metadata.read(drawn.encoded("JPEG")) == metadata.Metadata()
        assert metadata.read(b"") == metadata.Metadata()


class TestHostileBytes:
    def samples(self):
        exif = words.tiff(
            "<", [(0x013B, 2, b"A. Falk\0")], [(0x9003, 2, b"2025:12:27 10:11:12\0")], [(2, 5, b"\0" * 24)]
        )
        jpeg = drawn.encoded("JPEG", (8, 8))
        spoken = words.packet("<dc:creator><rdf:Seq><rdf:li>X</rdf:li></rdf:Seq></dc:creator>")
        yield drawn.with_xmp(spoken, drawn.with_datasets([(80, b"I"), (25, b"k")], drawn.with_exif(exif, jpeg)))
        yield drawn.encoded("WEBP", (8, 8), xmp=spoken)
        yield drawn.encoded("AVIF", (8, 8), xmp=spoken)
        yield drawn.png(1, 1, drawn.png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + spoken))
        yield exif

    def test_no_change_of_bytes_makes_the_reader_raise(self):
        dice = random.Random(20251227)
        for sample in self.samples():
            for _ in range(200):
                data = bytearray(sample[: dice.randrange(len(sample))] if dice.random() < 0.3 else sample)
                for _ in range(dice.randrange(1, 8)):
                    if data:
                        data[dice.randrange(len(data))] = dice.choice((0, 0xFF, 0x7F, 0x80, dice.randrange(256)))
                assert isinstance(metadata.read(bytes(data)), metadata.Metadata)

    def test_a_directory_that_gives_a_tag_four_billion_values_costs_nothing(self):
        data = b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHLL", 0x013B, 2, 0xFFFFFFFF, 0)
        assert metadata.read(data).creators == ()

    def test_boxes_that_announce_endless_parts_without_size_are_left(self):
        iloc = struct.pack(">BxxxHH", 0, 0x0000, 65_535) + b"\xff" * 60_000
        iloc = struct.pack(">L", len(iloc) + 8) + b"iloc" + iloc
        entry = struct.pack(">BxxxHH", 2, 1, 0) + b"Exif\0"
        iinf = struct.pack(">BxxxH", 0, 1) + struct.pack(">L", len(entry) + 8) + b"infe" + entry
        iinf = struct.pack(">L", len(iinf) + 8) + b"iinf" + iinf
        meta = b"\0\0\0\0" + iinf + iloc
        data = b"\0\0\0\x10ftypavif\0\0\0\0" + struct.pack(">L", len(meta) + 8) + b"meta" + meta
        with pytest.raises(isomedia.Torn):
            list(isomedia.walk(BytesIO(data)))
        assert metadata.read(data) == metadata.Metadata()
