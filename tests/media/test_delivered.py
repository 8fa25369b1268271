"""What public files keep of the original, and what they must not: whatever format it came in."""

from io import BytesIO

import pytest
from PIL import Image

from media import files, metadata, renditions
from media.metadata import Inscription
from tests.media import drawn

FORMATS = ("jpeg", "webp", "avif")
WORDS = Inscription(
    caption="推介会现场。",
    creators=("江一帆", "林知夏"),
    credit="实习记者 江一帆 记者 林知夏摄",
    rights="© 雪川日报",
    web_statement="https://news.example/rights/",
    ai_source_type=f"{metadata.SOURCE_TYPES}trainedAlgorithmicMedia",
)
SERIAL, LENS_SERIAL, OWNER, NOTE, UNIQUE = 0xA431, 0xA435, 0xA430, 0x927C, 0xA420
SECRETS = [b"SN-4711", b"LN-0815", b"OWNER-NAME", b"MAKER-NOTE", b"UNIQUE-ID", b"SECRET-XMP", b"OLD-CREDIT"]


def camera_exif():
    """What a camera writes that is nobody's business: place, serial numbers, its owner; and a thumbnail."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Maker", "Model"
    inner = exif.get_ifd(0x8769)
    inner[SERIAL], inner[LENS_SERIAL], inner[OWNER] = "SN-4711", "LN-0815", "OWNER-NAME"
    inner[NOTE], inner[UNIQUE] = b"MAKER-NOTE", "UNIQUE-ID"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (47.0, 30.0, 36.0), "E", (88.0, 10.0, 12.0)
    return exif


def with_thumbnail(jpeg):
    """The JPEG with another behind its EXIF directory, as cameras keep thumbnails."""
    thumbnail = drawn.encoded("JPEG", (160, 120), comment=b"THUMBNAIL")
    at = jpeg.index(b"Exif\0\0")
    size = int.from_bytes(jpeg[at - 2 : at], "big")
    return (
        jpeg[: at - 2]
        + (size + len(thumbnail)).to_bytes(2, "big")
        + jpeg[at : at - 2 + size]
        + thumbnail
        + jpeg[at - 2 + size :]
    )


def original(format):
    old = metadata.xmp_packet(Inscription(credit="OLD-CREDIT", caption="SECRET-XMP"))
    exif = camera_exif()
    if format == "HEIF":
        return drawn.heic((640, 480), exif=exif.tobytes(), xmp=old, thumbnails=[160])
    if format == "TIFF":
        return drawn.encoded("TIFF", (640, 480), exif=exif.tobytes())
    data = drawn.encoded(format, (640, 480), exif=exif, xmp=old)
    if format == "JPEG":
        data = with_thumbnail(drawn.with_datasets([(110, b"OLD-CREDIT")], data))
    return data


@pytest.fixture(params=["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "HEIF"])
def made(request, tmp_path):
    """Every public file of such an original, as its format and its bytes."""
    data = original(request.param)
    assert metadata.read(data).has_gps
    (tmp_path / "original").write_bytes(data)
    made = renditions.make(tmp_path / "original", tmp_path / "public", formats=FORMATS, metadata=WORDS)
    return [(one.format, files.path_of(tmp_path / "public", one.name).read_bytes()) for one in made]


def test_place_serial_numbers_owner_and_thumbnail_are_gone(made):
    for _format, data in made:
        said = metadata.read(data)
        assert not said.has_gps
        assert said.exif == {}
        assert not [secret for secret in (*SECRETS, b"THUMBNAIL", b"Model") if secret in data]
        with Image.open(BytesIO(data)) as photo:
            assert not photo.getexif()
            assert not {"exif", "icc_profile", "comment"} & photo.info.keys()


def test_words_are_those_of_the_desk_in_every_format(made):
    assert {format for format, _data in made} == set(FORMATS)
    for format, data in made:
        said = metadata.read(data)
        assert (said.caption, said.creators, said.credit) == (WORDS.caption, WORDS.creators, WORDS.credit)
        assert (said.copyright, said.web_statement) == (WORDS.rights, WORDS.web_statement)
        assert said.ai_source_type == WORDS.ai_source_type
        if format == "jpeg":
            assert (said.iptc["byline"], said.iptc["credit"]) == (WORDS.creators, WORDS.credit)
            assert (said.iptc["caption"], said.iptc["copyright"]) == (WORDS.caption, WORDS.rights)


MANIFEST = bytes.fromhex("d8fec3d61b0e483c92975828877ec481") + b"\0\0\0\0manifest\0" + b"\0" * 8
JUMBF = drawn.box(b"jumb", drawn.box(b"jumd", b"c2pa" + b"\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71\x03c2pa\0"))


def isomedia_with_manifest(data):
    """The file with a manifest right after its first box, as writers of content credentials put it."""
    at = int.from_bytes(data[:4], "big")
    return data[:at] + drawn.box(b"uuid", MANIFEST + JUMBF) + data[at:]


def webp_with(kind, body):
    data = drawn.encoded("WEBP")
    data += kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
    return data[:4] + (len(data) - 8).to_bytes(4, "little") + data[8:]


PLAIN = {
    "JPEG": drawn.encoded("JPEG"),
    "PNG": drawn.png(1, 1, pixels=b"\0\0"),
    "WebP": drawn.encoded("WEBP"),
    "AVIF": drawn.encoded("AVIF"),
    "HEIC": drawn.heic(),
}
CREDENTIALED = {
    "JPEG": drawn.with_segment(0xEB, b"JP\0\x01\0\0\0\x01" + JUMBF),
    "PNG": drawn.png(1, 1, drawn.png_chunk(b"caBX", JUMBF), pixels=b"\0\0"),
    "WebP": webp_with(b"C2PA", JUMBF),
    "AVIF": isomedia_with_manifest(PLAIN["AVIF"]),
    "HEIC": isomedia_with_manifest(PLAIN["HEIC"]),
}


@pytest.mark.parametrize("format", PLAIN)
def test_content_credentials_are_seen_where_they_are_and_only_there(format):
    assert metadata.read(CREDENTIALED[format]).has_c2pa
    assert not metadata.read(PLAIN[format]).has_c2pa


def test_a_caption_that_speaks_of_credentials_is_none():
    assert not metadata.read(drawn.with_segment(0xEB, b"other c2pa")).has_c2pa
    assert not metadata.read(drawn.with_segment(0xFE, JUMBF)).has_c2pa
    assert not metadata.read(drawn.png(1, 1, drawn.png_chunk(b"tEXt", b"c2pa\0caBX"), pixels=b"\0\0")).has_c2pa


def test_credentials_do_not_hide_the_words_behind_them():
    packet = metadata.xmp_packet(WORDS)
    data = drawn.encoded("AVIF", xmp=packet)
    jpeg = drawn.with_segment(0xEB, b"JP\0\x01\0\0\0\x01" + JUMBF, drawn.with_xmp(packet))
    for credentialed in (
        jpeg,
        drawn.png(
            1,
            1,
            drawn.png_chunk(b"caBX", JUMBF),
            drawn.png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet),
            pixels=b"\0\0",
        ),
    ):
        assert metadata.read(credentialed).credit == WORDS.credit
    assert metadata.read(data).credit == WORDS.credit
