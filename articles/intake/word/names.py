"""The names that Word's XML goes by."""

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"

W = f"{{{_WORD}}}"
R = f"{{{_RELATIONS}}}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
A = f"{{{_DRAWING}/main}}"
WP = f"{{{_DRAWING}/wordprocessingDrawing}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# The strict format says the same under other names.
PURL = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL = {
    PURL + b"wordprocessingml/main": _WORD.encode(),
    PURL + b"officeDocument/relationships": _RELATIONS.encode(),
    PURL + b"officeDocument/math": M[1:-1].encode(),
    PURL + b"drawingml/": f"{_DRAWING}/".encode(),
}
