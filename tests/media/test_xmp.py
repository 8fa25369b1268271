"""What XMP says of a photo."""

import pytest

from media import metadata
from media.metadata import xmp
from tests.media import drawn, words


def from_xmp(inside, attributes=""):
    return metadata.read(drawn.with_xmp(words.packet(inside, attributes)))


class TestXmp:
    def test_properties_are_read_as_elements_and_as_attributes(self):
        assert from_xmp("<photoshop:Credit>雪川日报</photoshop:Credit>").credit == "雪川日报"
        assert from_xmp("", 'photoshop:Credit="雪川日报"').credit == "雪川日报"

    def test_creators_and_keywords_are_lists(self):
        said = from_xmp(
            "<dc:creator><rdf:Seq><rdf:li>林知夏</rdf:li><rdf:li>江一帆</rdf:li></rdf:Seq></dc:creator>"
            "<dc:subject><rdf:Bag><rdf:li>冰雪</rdf:li></rdf:Bag></dc:subject>"
        )
        assert (said.creators, said.keywords) == (("林知夏", "江一帆"), ("冰雪",))

    def test_of_several_languages_the_default_one_is_taken(self):
        said = from_xmp(
            '<dc:description><rdf:Alt><rdf:li xml:lang="en">Hall</rdf:li>'
            '<rdf:li xml:lang="x-default">会场</rdf:li></rdf:Alt></dc:description>'
        )
        assert said.caption == "会场"

    def test_a_value_in_a_wrapping_resource_is_read(self):
        said = from_xmp(
            '<dc:creator><rdf:Seq><rdf:li rdf:parseType="Resource"><rdf:value>江一帆</rdf:value></rdf:li></rdf:Seq></dc:creator>'
        )
        assert said.creators == ("江一帆",)

    def test_what_is_said_of_another_picture_is_not_said_of_this_one(self):
        said = from_xmp(
            '<xmpMM:Ingredients><rdf:Bag><rdf:li rdf:parseType="Resource">'
            "<dc:creator><rdf:Seq><rdf:li>别人</rdf:li></rdf:Seq></dc:creator></rdf:li></rdf:Bag></xmpMM:Ingredients>"
        )
        assert said.creators == ()

    def test_licensors_are_read_in_both_forms(self):
        said = from_xmp(
            '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorURL>https://a.example/</plus:LicensorURL>'
            '</rdf:li><rdf:li><rdf:Description plus:LicensorURL="https://b.example/"/></rdf:li></rdf:Seq></plus:Licensor>'
        )
        assert said.xmp["licensor_url"] == ("https://a.example/", "https://b.example/")

    @pytest.mark.parametrize(
        "inside",
        [
            "<Iptc4xmpExt:DigitalSourceType>%s</Iptc4xmpExt:DigitalSourceType>",
            '<Iptc4xmpExt:DigitalSourceType rdf:resource="%s"/>',
        ],
    )
    def test_a_source_type_of_ai_is_told(self, inside):
        address = "http://cv.iptc.org/newscodes/digitalsourcetype/"
        said = from_xmp(inside % f"{address}trainedAlgorithmicMedia")
        assert said.ai_source_type == f"{address}trainedAlgorithmicMedia"
        camera = from_xmp(inside % f"{address}digitalCapture")
        assert camera.ai_source_type == ""
        assert camera.xmp["digital_source_type"] == f"{address}digitalCapture"

    def test_the_chinese_mark_of_ai_is_read_in_both_forms(self):
        mark = '{"Label":"1","ContentProducer":"某某"}'
        assert from_xmp(f"<ai:AIGC>{mark}</ai:AIGC>").aigc == mark
        assert from_xmp("", f"ai:AIGC='{mark}'").aigc == mark

    def test_utf_16_is_read(self):
        text = words.packet("<photoshop:Credit>雪川日报</photoshop:Credit>").decode()
        assert metadata.read(drawn.with_xmp(text.encode("utf-16"))).credit == "雪川日报"

    def test_what_comes_before_an_error_is_kept(self):
        torn = words.packet("<photoshop:Credit>雪川日报</photoshop:Credit><photoshop:City>雪").split("雪</".encode())[0]
        assert metadata.read(drawn.with_xmp(torn)).credit == "雪川日报"

    @pytest.mark.parametrize(
        "doctype",
        [
            "<!DOCTYPE x>",
            "<!DOCTYPE x [<!ENTITY a 'word'>]>",
            "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>",
            "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1/'> %p;]>",
        ],
    )
    def test_a_packet_with_a_document_type_is_not_read(self, doctype):
        said = metadata.read(
            drawn.with_xmp(doctype.encode() + words.packet("", 'photoshop:Credit="x"').split(b"?>", 1)[1])
        )
        assert said.credit == ""

    def test_too_many_elements_and_too_deep_ones_end_the_reading(self):
        behind = "<photoshop:Credit>x</photoshop:Credit>"
        assert xmp.read(words.packet("<rdf:a/>" * 19_000 + behind))["credit"] == "x"
        assert xmp.read(words.packet("<rdf:a/>" * 20_000 + behind)) == {}
        assert xmp.read(words.packet("<rdf:a>" * 29 + "</rdf:a>" * 29 + behind))["credit"] == "x"
        assert xmp.read(words.packet("<rdf:a>" * 30 + "</rdf:a>" * 30 + behind)) == {}

    def test_a_packet_over_a_megabyte_is_not_read(self):
        assert xmp.read(words.packet("<photoshop:Credit>x</photoshop:Credit>") + b" " * (1 << 20)) == {}
