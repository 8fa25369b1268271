"""What EXIF says of a photo."""

import struct
from datetime import datetime, timedelta, timezone

import pytest

from media import metadata
from tests.media import drawn, words


class TestExif:
    @pytest.mark.parametrize("order", "<>")
    def test_camera_maker_time_and_position_are_read_in_both_byte_orders(self, order):
        said = metadata.read(
            drawn.with_exif(
                words.tiff(
                    order,
                    [
                        (0x010F, 2, b"Falk\0"),
                        (0x0112, 3, struct.pack(f"{order}H", 6)),
                        (0x013B, 2, "江一帆\0".encode()),
                    ],
                    [(0x9003, 2, b"2025:12:27 10:11:12\0"), (0x9011, 2, b"+08:00\0")],
                    [
                        (1, 2, b"S\0"),
                        (2, 5, words.position(order, 47, 30, 36)),
                        (3, 2, b"W\0"),
                        (4, 5, words.position(order, 88, 0, 0)),
                    ],
                )
            )
        )
        assert said.exif["make"] == "Falk"
        assert (said.orientation, said.creators) == (6, ("江一帆",))
        assert said.taken == datetime(2025, 12, 27, 10, 11, 12, tzinfo=timezone(timedelta(hours=8)))
        assert said.has_gps
        assert (said.exif["lat"], said.exif["lon"]) == pytest.approx((-47.51, -88))

    def test_a_time_without_a_zone_is_naive_and_an_unset_clock_is_no_time(self):
        naive = metadata.read(drawn.with_exif(words.tiff("<", [], [(0x9003, 2, b"2025:12:27 10:11:12\0")])))
        assert naive.taken == datetime(2025, 12, 27, 10, 11, 12)  # noqa: DTZ001 - the file knows no zone
        unset = metadata.read(drawn.with_exif(words.tiff("<", [], [(0x9003, 2, b"0000:00:00 00:00:00\0")])))
        assert unset.taken is None

    def test_an_artist_in_gbk_is_read(self):
        assert metadata.read(
            drawn.with_exif(words.tiff("<", [(0x013B, 2, "江一帆".encode("gbk") + b"\0")]))
        ).creators == ("江一帆",)

    def test_a_position_that_is_none_is_none(self):
        nowhere = [(1, 2, b"N\0"), (2, 5, struct.pack("<6L", 47, 0, 0, 0, 0, 0)), (4, 5, words.position("<", 88, 0, 0))]
        assert not metadata.read(drawn.with_exif(words.tiff("<", [], [], nowhere))).has_gps

    def test_a_tiff_file_holds_all_three_kinds_of_words(self):
        iptc = struct.pack(">BBBH", 28, 2, 120, 6) + "会场".encode()
        data = words.tiff(
            "<", [(0x013B, 2, b"A. Falk\0"), (0x02BC, 7, words.packet("", 'photoshop:Credit="x"')), (0x83BB, 7, iptc)]
        )
        said = metadata.read(data)
        assert (said.creators, said.credit, said.caption) == (("A. Falk",), "x", "会场")
