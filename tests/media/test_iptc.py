"""What IPTC says of a photo, in whatever character set."""

import struct
from datetime import datetime, timedelta, timezone

import pytest

from media import metadata
from tests.media import drawn

UTF8_MARK = b"\x1b%G"


def from_iptc(charset, *datasets, mark=b""):
    return metadata.read(drawn.with_datasets([(n, text.encode(charset)) for n, text in datasets], mark=mark))


WORDS = ((80, "江一帆"), (85, "实习记者"), (110, "实习记者 江一帆摄"), (120, "推介会现场，灯火通明。"), (90, "雪川市"))


class TestCharacterSets:
    @pytest.mark.parametrize(
        ("charset", "mark"),
        [("utf-8", UTF8_MARK), ("utf-8", b""), ("gbk", b""), ("gb18030", b""), ("gbk", UTF8_MARK)],
    )
    def test_chinese_is_read_whatever_set_it_is_in_and_whatever_the_mark_says(self, charset, mark):
        said = from_iptc(charset, *WORDS, mark=mark)
        assert said.creators == ("江一帆",)
        assert said.creator_title == "实习记者"
        assert said.credit == "实习记者 江一帆摄"
        assert said.caption == "推介会现场，灯火通明。"
        assert said.city == "雪川市"

    def test_a_rare_character_beyond_gbk_is_read(self):
        assert from_iptc("gb18030", (80, "林䶮"), (120, "推介会现场")).creators == ("林䶮",)

    def test_western_letters_stay_western(self):
        said = from_iptc("cp1252", (80, "Jörn Åkesson"), (120, "Café à Montfaucelle, 5 °C"))
        assert (said.creators, said.caption) == (("Jörn Åkesson",), "Café à Montfaucelle, 5 °C")

    @pytest.mark.parametrize("charset", ["utf-8", "gbk"])
    def test_a_last_character_that_was_cut_is_dropped(self, charset):
        cut = "推介会现场".encode(charset)[:-1]
        said = metadata.read(drawn.with_datasets([(120, cut), (80, "江一帆".encode(charset))]))
        assert (said.caption, said.creators) == ("推介会现", ("江一帆",))

    def test_bytes_in_no_character_set_at_all_take_the_mark_for_what_it_is_worth(self):
        said = metadata.read(drawn.with_datasets([(120, "会场".encode() + b"\xff" + "灯火".encode())], mark=UTF8_MARK))
        assert said.caption == "会场\ufffd灯火"

    def test_control_characters_and_blanks_at_the_ends_are_left_out(self):
        assert from_iptc("utf-8", (120, "\ufeff 会场\x00\x0b灯火\r\n第二行 \x00")).caption == "会场灯火\n第二行"


class TestIptc:
    def test_two_bylines_are_two_creators(self):
        assert from_iptc("gbk", (80, "林知夏"), (80, "江一帆")).creators == ("林知夏", "江一帆")

    def test_keywords_source_headline_copyright_and_place_are_read(self):
        said = from_iptc(
            "utf-8", (25, "冰雪"), (25, "旅游"), (115, "雪川日报"), (105, "开板"), (116, "版权所有"), (92, "滑雪场")
        )
        assert said.keywords == ("冰雪", "旅游")
        assert (said.source, said.headline, said.copyright, said.place) == ("雪川日报", "开板", "版权所有", "滑雪场")

    def test_a_field_that_may_stand_once_is_the_first(self):
        assert from_iptc("utf-8", (120, "第一"), (120, "第二")).caption == "第一"

    def test_a_record_that_runs_over_two_segments_is_one(self):
        block = b"".join(struct.pack(">BBBH", 28, 2, 25, 1000) + b"k" * 1000 for _ in range(80))
        block += struct.pack(">BBBH", 28, 2, 80, 9) + "江一帆".encode()
        resource = b"8BIM" + struct.pack(">HHL", 0x0404, 0, len(block)) + block
        first, second = resource[:60_000], resource[60_000:]
        jpeg = drawn.with_segment(0xED, b"Photoshop 3.0\0" + second)
        said = metadata.read(drawn.with_segment(0xED, b"Photoshop 3.0\0" + first, jpeg))
        assert said.creators == ("江一帆",)

    def test_a_record_among_other_photoshop_resources_is_found(self):
        other = b"8BIM" + struct.pack(">H", 0x03ED) + b"\3abc" + struct.pack(">L", 3) + b"xyz\0"
        jpeg = drawn.with_datasets([(80, b"A. Falk")])
        jpeg = jpeg.replace(b"Photoshop 3.0\0", b"Photoshop 3.0\0" + other, 1)
        at = jpeg.index(b"\xff\xed") + 2
        size = int.from_bytes(jpeg[at : at + 2], "big") + len(other)
        assert metadata.read(jpeg[:at] + struct.pack(">H", size) + jpeg[at + 2 :]).creators == ("A. Falk",)

    def test_a_long_value_with_an_extended_length_is_read(self):
        block = struct.pack(">BBBHL", 28, 2, 120, 0x8004, 40_000) + b"c" * 40_000
        resource = b"8BIM" + struct.pack(">HHL", 0x0404, 0, len(block)) + block
        assert metadata.read(drawn.with_segment(0xED, b"Photoshop 3.0\0" + resource)).caption == "c" * 40_000

    def test_date_and_time_are_a_moment_and_a_date_alone_is_midnight(self):
        zone = timezone(timedelta(hours=8))
        both = from_iptc("ascii", (55, "20251227"), (60, "101112+0800"))
        assert both.taken == datetime(2025, 12, 27, 10, 11, 12, tzinfo=zone)
        assert from_iptc("ascii", (55, "20251227")).taken == datetime(2025, 12, 27)  # noqa: DTZ001 - the file knows no zone
        assert from_iptc("ascii", (55, "00000000")).taken is None
