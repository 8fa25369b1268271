"""What a file says of itself, in one place."""

from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path

from . import containers, exif, iim, xmp
from . import manifest as c2pa

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
# Of the IPTC list of digital source types, those where no camera made the picture, or not all of it.
AI_SOURCE_TYPES = {
    "trainedAlgorithmicMedia",
    "compositeWithTrainedAlgorithmicMedia",
    "algorithmicMedia",
    "compositeSynthetic",
}


@dataclass(frozen=True)
class Metadata:
    """What was read: text is "" and tuples are empty where the file says nothing. XMP is believed before IPTC, IPTC before
    EXIF; each one's own words are in `xmp`, `iptc` and `exif`, for the desk to see where they differ.

    place: the place within the city. taken: aware where the file knows its time zone, else naive. orientation: 1 to 8 as in
    EXIF. ai_source_type: the address of the IPTC digital source type, where that is one made by AI. aigc: the mark of GB
    45438-2025 as it stands, JSON. has_c2pa: whether content credentials came along, which nobody has verified; generator: the program that wrote them."""

    caption: str = ""
    headline: str = ""
    creators: tuple[str, ...] = ()
    creator_title: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""
    usage_terms: str = ""
    web_statement: str = ""
    keywords: tuple[str, ...] = ()
    city: str = ""
    place: str = ""
    taken: datetime | None = None
    has_gps: bool = False
    orientation: int = 1
    ai_source_type: str = ""
    aigc: str = ""
    has_c2pa: bool = False
    generator: str = ""
    exif: dict = field(default_factory=dict)
    iptc: dict = field(default_factory=dict)
    xmp: dict = field(default_factory=dict)


def read(source):
    """The Metadata of a photo, given as the path of its file or as its bytes. Whatever the bytes are, it gives what could be
    read; only a file that cannot be opened raises OSError."""
    if isinstance(source, bytes):
        return _merge(*_records(BytesIO(source)))
    with Path(source).open("rb") as stream:
        return _merge(*_records(stream))


def _records(stream):
    """The fields of EXIF, IPTC and XMP, each by its own names; and the store of content credentials."""
    blocks = containers.find(stream)
    camera = exif.read(BytesIO(blocks["exif"]))
    if exif.is_tiff(stream):
        camera, blocks = exif.read(stream), exif.blocks(stream)
    return camera, iim.read(blocks["iptc"]), xmp.read(blocks["xmp"]), blocks.get("c2pa", b"")


def _merge(camera, iptc, packet, credentials):
    artist = camera.get("artist")
    manifest = c2pa.read(credentials)
    source_type = packet.get("digital_source_type", "") or manifest.get("source_type", "")
    return Metadata(
        caption=packet.get("description") or iptc.get("caption", ""),
        headline=packet.get("headline") or iptc.get("headline", ""),
        creators=packet.get("creator") or iptc.get("byline") or ((artist,) if artist else ()),
        creator_title=packet.get("creator_title") or iptc.get("byline_title", ""),
        credit=packet.get("credit") or iptc.get("credit", ""),
        source=packet.get("source") or iptc.get("source", ""),
        copyright=packet.get("rights") or iptc.get("copyright") or camera.get("copyright", ""),
        usage_terms=packet.get("usage_terms", ""),
        web_statement=packet.get("web_statement", ""),
        keywords=packet.get("subject") or iptc.get("keywords", ()),
        city=packet.get("city") or iptc.get("city", ""),
        place=packet.get("place") or iptc.get("place", ""),
        taken=camera.get("taken") or _iso(packet.get("date_created", "")) or _iptc_time(iptc),
        has_gps="lat" in camera or "latitude" in packet,
        orientation=camera.get("orientation", 1),
        ai_source_type=source_type if source_type.rpartition("/")[2] in AI_SOURCE_TYPES else "",
        aigc=packet.get("aigc", ""),
        has_c2pa=bool(credentials),
        generator=manifest.get("generator", ""),
        exif=camera,
        iptc=iptc,
        xmp=packet,
    )


def _iso(text):
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _iptc_time(iptc):
    """Date and time of an IIM record, `20251227` and `101112+0800`; midnight where it has no time."""
    date, time = iptc.get("date_created", ""), iptc.get("time_created", "")
    return _iso(f"{date}T{time}") or _iso(date)
