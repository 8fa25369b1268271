"""Blocks of words as cameras and picture desks write them, for photos that the tests draw."""

import struct

PACKET = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:ai="http://www.tc260.org.cn/ns/AIGC/1.0/">
%s</rdf:RDF></x:xmpmeta>"""


def packet(inside, attributes=""):
    return (PACKET % f'<rdf:Description rdf:about="" {attributes}>{inside}</rdf:Description>').encode()


def tiff(order, main, exif=(), gps=()):
    """A TIFF stream of three directories; entries as tag, type, raw bytes."""
    directories, at, body = [list(main), list(exif), list(gps)], 8, b""
    sizes = [2 + 12 * (len(entries) + (2 if entries is directories[0] else 0)) + 4 for entries in directories]
    places = [at, at + sizes[0], at + sizes[0] + sizes[1]]
    for tag, place in ((0x8769, places[1]), (0x8825, places[2])):
        directories[0].append((tag, 4, struct.pack(f"{order}L", place)))
    behind, end = b"", at + sum(sizes)
    for entries in directories:
        body += struct.pack(f"{order}H", len(entries))
        for tag, kind, raw in entries:
            count = len(raw) // {2: 1, 3: 2, 4: 4, 5: 8, 7: 1}[kind]
            value = raw.ljust(4, b"\0")
            if len(raw) > 4:
                value = struct.pack(f"{order}L", end + len(behind))
                behind += raw
            body += struct.pack(f"{order}HHL", tag, kind, count) + value
        body += b"\0\0\0\0"
    return (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}L", 8) + body + behind


def position(order, degrees, minutes, seconds):
    return struct.pack(f"{order}6L", degrees, 1, minutes, 1, seconds, 1)
