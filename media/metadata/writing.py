"""What our own files say of themselves."""

from dataclasses import dataclass

from . import iim, xmp


@dataclass(frozen=True)
class Inscription:
    """The words that go into a file: what it shows, who made it, whom it is owed to, and whether AI made it.

    credit: the credit line as readers see it. rights: the copyright notice. web_statement and licensor_urls: addresses that
    say on what terms it may be used, and where to ask. ai_source_type and aigc: as in Metadata."""

    caption: str = ""
    creators: tuple[str, ...] = ()
    credit: str = ""
    source: str = ""
    rights: str = ""
    web_statement: str = ""
    licensor_urls: tuple[str, ...] = ()
    ai_source_type: str = ""
    aigc: str = ""


def xmp_packet(inscription):
    """An XMP packet that says it, as bytes, for the `xmp=` of a picture writer."""
    return xmp.write(
        {
            "description": inscription.caption,
            "creator": inscription.creators,
            "credit": inscription.credit,
            "source": inscription.source,
            "rights": inscription.rights,
            "web_statement": inscription.web_statement,
            "licensor_url": inscription.licensor_urls,
            "digital_source_type": inscription.ai_source_type,
            "aigc": inscription.aigc,
        }
    )


def with_iptc(jpeg, inscription):
    """The bytes of a JPEG with an IPTC record that says it. Raises ValueError if `jpeg` is none, or if there are more words
    than a segment holds (64 kB). The JPEG must not have such a record yet."""
    if not jpeg.startswith(b"\xff\xd8"):
        raise ValueError("not a JPEG")
    segment = iim.segment(
        iim.write(
            {
                "caption": inscription.caption,
                "byline": inscription.creators,
                "credit": inscription.credit,
                "source": inscription.source,
                "copyright": inscription.rights,
            }
        )
    )
    at = 2
    if jpeg[2:4] == b"\xff\xe0":  # the JFIF segment wants to be the first
        at += 2 + int.from_bytes(jpeg[4:6], "big")
    return jpeg[:at] + segment + jpeg[at:]
