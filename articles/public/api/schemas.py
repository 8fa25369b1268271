"""How the answers of the API look, as JSON Schema."""

from articles.public.api.problems import KINDS

NINJS = "https://iptc.org/std/ninjs/"
_TEXT = {"type": "string"}
_ADDRESS = {"type": "string", "format": "uri"}
_MOMENT = {"type": "string", "format": "date-time"}


def _list(of):
    return {"type": "array", "items": of}


def _ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


def _page(of):
    properties = {"items": _list(_ref(of)), "next": _ADDRESS}
    return {"type": "object", "required": ["items"], "properties": properties, "additionalProperties": False}


STORY = {
    "type": "object",
    "description": "ninjs 3.1 of the IPTC.",
    "externalDocs": {"url": NINJS},
    "required": ["uri", "type", "pubStatus", "version", "versionCreated", "language", "altIds", "standard"],
    "properties": {
        "uri": _ADDRESS,
        "type": {"const": "text"},
        "representationType": {"enum": ["full", "partial"]},
        "version": _TEXT,
        "firstCreated": _MOMENT,
        "contentCreated": _MOMENT,
        "versionCreated": _MOMENT,
        "pubStatus": {"enum": ["usable", "canceled"]},
        "language": _TEXT,
        "title": _TEXT,
        "by": _TEXT,
        "located": _TEXT,
        **{
            name: _list({"type": "object"})
            for name in ("headlines", "descriptions", "bodies", "people", "organisations")
        },
        **{name: _list({"type": "object"}) for name in ("subjects", "infoSources", "associations")},
        "copyrightHolder": _TEXT,
        "copyrightNotice": _TEXT,
        "usageTerms": _TEXT,
        "edNote": _TEXT,
        "digitalSourceType": {"type": "object"},
        "altIds": _list({"type": "object", "required": ["role", "value"]}),
        "standard": {"type": "object"},
    },
    "additionalProperties": False,
}
NAMED = {
    "type": "object",
    "required": ["name", "slug", "uri", "stories"],
    "properties": {
        **dict.fromkeys(("name", "slug", "description", "role", "unit", "biography"), _TEXT),
        "uri": _ADDRESS,
        "stories": _ADDRESS,
    },
    "additionalProperties": False,
}
CHANGE = {
    "type": "object",
    "required": ["cursor", "kind", "at", "story", "version", "item"],
    "properties": {
        "cursor": _TEXT,
        "kind": {"enum": ["published", "corrected", "withdrawn", "restored", "moved_in"]},
        "at": _MOMENT,
        "story": {"type": "integer"},
        "version": {"type": "integer"},
        "note": _TEXT,
        "redacted": {
            "type": "object",
            "required": ["at", "reason"],
            "properties": {"at": _MOMENT, "reason": _TEXT},
            "additionalProperties": False,
        },
        "item": _ref("Story"),
    },
    "additionalProperties": False,
}
CHANGES = {
    "type": "object",
    "required": ["items", "cursor", "has_more", "next"],
    "properties": {
        "items": _list(_ref("Change")),
        "cursor": _TEXT,
        "has_more": {"type": "boolean"},
        "next": _ADDRESS,
    },
    "additionalProperties": False,
}
PROBLEM = {
    "type": "object",
    "description": f"RFC 9457. The kinds: {', '.join(KINDS)}.",
    "required": ["type", "title", "status"],
    "properties": {
        "type": _ADDRESS,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "parameter": _TEXT,
        "known": _list(_TEXT),
    },
    "additionalProperties": False,
}
SCHEMAS = {
    "Story": STORY,
    "Stories": _page("Story"),
    "Change": CHANGE,
    "Changes": CHANGES,
    "Named": NAMED,
    "Sections": _page("Named"),
    "Tags": _page("Named"),
    "Problem": PROBLEM,
}
