"""What a video or audio file is, by the first bytes of its container and never by its name. Pure."""

from typing import NamedTuple

HEAD = 4096  # bytes that are looked at
TYPES = {
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
}

_VIDEO_BRANDS = {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9", b"mp41", b"mp42"}
_VIDEO_BRANDS |= {b"avc1", b"dash", b"M4V ", b"M4VH", b"M4VP", b"MSNV", b"mmp4", b"f4v ", b"XAVC"}
_AUDIO_BRANDS = {b"M4A ", b"M4B "}
_OGG_AUDIO = (b"\x01vorbis", b"OpusHead", b"\x7fFLAC")


class Container(NamedTuple):
    """The kind of a file, "video" or "audio", and the extension it is kept under."""

    kind: str
    extension: str


def recognised(head):
    """The Container that a file beginning with the bytes `head` is; None for anything that browsers do not play."""
    if head[4:8] == b"ftyp":
        return _isomedia(head)
    if head.startswith(b"\x1a\x45\xdf\xa3"):  # EBML; of its document types browsers play one
        return Container("video", "webm") if b"\x42\x82\x84webm" in head[:64] else None
    if head.startswith(b"OggS"):
        return Container("audio", "ogg") if any(mark in head[:64] for mark in _OGG_AUDIO) else None
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return Container("audio", "wav")
    if head.startswith(b"ID3") or _is_mpeg_audio(head):
        return Container("audio", "mp3")
    return None


def _isomedia(head):
    """ISO/IEC 14496-12: the brand that the writer names first, then those it says the file is compatible with."""
    size = int.from_bytes(head[:4], "big")
    if not 16 <= size <= HEAD:
        return None
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(size, len(head)), 4))]
    if brands[0] == b"qt  ":
        return Container("video", "mov")
    if brands[0] in _AUDIO_BRANDS:
        return Container("audio", "m4a")
    if brands[0] in _VIDEO_BRANDS:
        return Container("video", "mp4")
    return None


def _is_mpeg_audio(head):
    """ISO/IEC 11172-3: frame sync, MPEG 1, 2 or 2.5, layer III, a bit rate and a sampling rate that exist."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    return version != 1 and layer == 1 and head[2] >> 4 not in (0, 15) and head[2] >> 2 & 3 != 3
