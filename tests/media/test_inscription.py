"""What our own files say of themselves, as it is written."""

from io import BytesIO

import pytest
from PIL import Image

from media import metadata
from media.metadata import Inscription, with_iptc, xmp_packet
from tests.media import drawn

WORDS = Inscription(
    caption="推介会现场。",
    creators=("江一帆", "林知夏"),
    credit="实习记者 江一帆 记者 林知夏摄",
    source="雪川新闻网",
    rights="© 雪川地区融媒体中心",
    web_statement="https://news.example/rights/",
    licensor_urls=("https://news.example/contact/",),
    ai_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
    aigc='{"Label":"2","ContentProducer":"某某 & <某>"}',
)


def test_a_packet_reads_back_as_it_was_written():
    said = metadata.read(drawn.with_xmp(xmp_packet(WORDS)))
    assert (said.caption, said.creators, said.credit) == (WORDS.caption, WORDS.creators, WORDS.credit)
    assert (said.source, said.copyright, said.web_statement) == (WORDS.source, WORDS.rights, WORDS.web_statement)
    assert (said.ai_source_type, said.aigc) == (WORDS.ai_source_type, WORDS.aigc)
    assert said.xmp["licensor_url"] == WORDS.licensor_urls


def test_an_iptc_record_reads_back_as_it_was_written():
    said = metadata.read(with_iptc(drawn.encoded("JPEG"), WORDS))
    assert said.xmp == {}
    assert said.iptc == {
        "caption": WORDS.caption,
        "byline": WORDS.creators,
        "credit": WORDS.credit,
        "source": WORDS.source,
        "copyright": WORDS.rights,
    }


def test_the_photo_itself_is_untouched_and_jfif_stays_first():
    jpeg = drawn.encoded("JPEG")
    written = with_iptc(jpeg, WORDS)
    assert written[:20] == jpeg[:20]
    assert Image.open(BytesIO(written)).tobytes() == Image.open(BytesIO(jpeg)).tobytes()


def test_pillow_finds_the_record_too():
    with Image.open(BytesIO(with_iptc(drawn.encoded("JPEG"), WORDS))) as photo:
        assert 0x0404 in photo.info["photoshop"]


def test_what_is_empty_is_left_out():
    assert metadata.read(drawn.with_xmp(xmp_packet(Inscription()))) == metadata.Metadata()
    assert metadata.read(with_iptc(drawn.encoded("JPEG"), Inscription())) == metadata.Metadata()
    assert b"dc:creator" not in xmp_packet(Inscription(creators=("", " \x00")))


def test_characters_that_xml_cannot_hold_do_not_spoil_the_packet():
    words = Inscription(caption="会\x00\x0b\x1b\ud800\ufffe场", credit="]]> & <x> \"'", creators=("\x08江一帆",))
    said = metadata.read(drawn.with_xmp(xmp_packet(words)))
    assert (said.caption, said.credit, said.creators) == ("会场", "]]> & <x> \"'", ("江一帆",))
    assert metadata.read(with_iptc(drawn.encoded("JPEG"), words)).creators == ("江一帆",)


def test_endless_words_are_cut_between_two_characters():
    words = Inscription(caption="会" * 10_000)
    assert metadata.read(drawn.with_xmp(xmp_packet(words))).caption == "会" * 2000
    assert metadata.read(with_iptc(drawn.encoded("JPEG"), words)).caption == "会" * 666


def test_only_a_jpeg_is_given_a_record():
    with pytest.raises(ValueError, match="not a JPEG"):
        with_iptc(drawn.encoded("PNG"), WORDS)


def test_more_words_than_a_segment_holds_are_refused():
    with pytest.raises(ValueError, match="too many words"):
        with_iptc(drawn.encoded("JPEG"), Inscription(creators=("江一帆" * 600,) * 40))
