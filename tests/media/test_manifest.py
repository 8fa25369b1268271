"""What content credentials say: found in the bytes of their store, whatever else those are."""

import pytest

from media import metadata
from media.metadata import manifest
from media.models import Photo
from media.uploads import made_by
from tests.media import drawn
from tests.media.test_delivered import JUMBF

AI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
CAMERA = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"


def text(said):
    data = said.encode()
    return (bytes([0x60 + len(data)]) if len(data) < 24 else bytes([0x78, len(data)])) + data


def store(*pairs):
    return JUMBF + b"".join(b"\xa1" + text(key) + text(value) for key, value in pairs)


def test_source_type_and_program_are_read():
    found = manifest.read(store(("digitalSourceType", AI), ("claim_generator", "雪川画笔/1.0")))
    assert found == {"source_type": AI, "generator": "雪川画笔/1.0"}


def test_the_picture_itself_counts_not_what_it_was_made_from():
    assert manifest.read(store(("digitalSourceType", AI), ("digitalSourceType", CAMERA)))["source_type"] == CAMERA


@pytest.mark.parametrize(
    "block",
    [
        b"",
        JUMBF,
        b"digitalSourceType",
        b"digitalSourceType\x78",
        b"digitalSourceType\x60",
        b"digitalSourceType\xf6",
        b"claim_generator_info\x81",
        b"digitalSourceType\x78\xff" + b"a" * 255,
        b"digitalSourceType\0" * 50_000,
    ],
)
def test_what_is_no_text_says_nothing(block):
    assert manifest.read(block) == {}


def test_a_picture_that_ai_made_says_so_by_its_credentials_alone():
    body = b"JP\0\x01\0\0\0\x01" + store(("digitalSourceType", AI))
    said = metadata.read(drawn.with_segment(0xEB, body))
    assert said.ai_source_type == AI
    assert made_by(said) == Photo.Made.AI
    camera = metadata.read(drawn.with_segment(0xEB, b"JP\0\x01\0\0\0\x01" + store(("digitalSourceType", CAMERA))))
    assert (camera.has_c2pa, camera.ai_source_type, made_by(camera)) == (True, "", Photo.Made.CAMERA)


def test_a_store_that_runs_over_several_segments_is_joined():
    whole = store(("claim_generator", "雪川画笔/1.0"), ("digitalSourceType", AI))
    cut = len(whole) - 40
    head = b"JP\0\x01\0\0\0\x01"
    jpeg = drawn.with_segment(0xEB, b"JP\0\x01\0\0\0\x02" + whole[:8] + whole[cut:])
    said = metadata.read(drawn.with_segment(0xEB, head + whole[:cut], jpeg))
    assert (said.generator, said.ai_source_type) == ("雪川画笔/1.0", AI)
