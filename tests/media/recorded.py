"""The first bytes of recordings as cameras and phones write them; no more of them is needed to be taken in."""

from django.core.files.uploadedfile import SimpleUploadedFile


def isomedia(brand, *others):
    """A file type box (ISO/IEC 14496-12) and a little that follows it."""
    brands = b"".join([brand, b"\x00\x00\x02\x00", *others])
    return (len(brands) + 8).to_bytes(4, "big") + b"ftyp" + brands + b"\x00\x00\x00\x08free"


MP4 = isomedia(b"isom", b"isom", b"avc1", b"mp42")
RECORDINGS = {
    "mp4": MP4,
    "mov": isomedia(b"qt  ", b"qt  "),
    "m4a": isomedia(b"M4A ", b"M4A ", b"mp42"),
    "webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm",
    "mp3": b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x64",
    "ogg": b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead\x01",
    "wav": b"RIFF\x24\x08\x00\x00WAVEfmt ",
}


def recording(name="ice.mp4", content=MP4):
    """A recording as a browser uploads it."""
    return SimpleUploadedFile(name, content)
