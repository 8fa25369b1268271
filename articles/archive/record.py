"""The versions of the public record as JSON files, each exactly what its row says, and the table of their order.

The salt of a version goes along wherever all that it covers stands beside it; where note and words were removed by order it stays
out, for with it somebody could try which note it was. The chain holds without it."""

import re
from datetime import datetime

from django.utils.dateparse import parse_datetime

from articles import markup
from articles.archive import Refused, tables
from articles.desk import chain
from articles.models import Version
from newsroom.text import is_web_address

TABLE = "record.csv"
COLUMNS = ["story", "version", "kind", "time", "fingerprint", "cover", "link", "previous", "file"]
HEX = re.compile(r"[0-9a-f]{64}")
SALT = re.compile(r"[0-9a-f]{0,32}")
PLACE = re.compile(r"stories/\d{4}/\d{2}/\d{2}/(\d{1,10})/versions/(\d{1,6})\.json")
TEXTS = ("note", "fingerprint", "previous", "link", "salt", "cover", "redacted_for")
LINES = "language section kicker headline subtitle standfirst dateline collective body source source_author source_url".split()
LISTS = "outlets bylines tags".split()


def said(version):
    """What a version says, as plain values; `version_of` reads it."""
    is_bare = version.redacted_at and not version.note
    return {
        "story": version.story,
        "version": version.number,
        "kind": version.kind,
        "time": version.at.isoformat(),
        "note": version.note,
        "words": version.words,
        "fingerprint": version.fingerprint,
        "signers": version.signers,
        "previous": version.previous,
        "link": version.link,
        "salt": "" if is_bare else version.salt,
        "cover": version.cover,
        "redacted_at": version.redacted_at.isoformat() if version.redacted_at else None,
        "redacted_for": version.redacted_for,
    }


def row(version, path):
    """The line of a version in the table, in the order of the chain."""
    return {
        "story": version.story,
        "version": version.number,
        "kind": version.kind,
        "time": version.at.isoformat(),
        "fingerprint": version.fingerprint,
        "cover": version.cover,
        "link": version.link,
        "previous": version.previous,
        "file": path,
    }


def versions(reading):
    """Every version of an archive copy, unsaved, in the order of the chain, which is looked at link by link. Raises Refused."""
    link, numbers = "", {}
    for line in tables.read(reading.text(TABLE), COLUMNS, TABLE):
        path = line["file"]
        found = PLACE.fullmatch(path)
        if not found:
            raise Refused(f"{TABLE} names {path[:80]!r}, which is no version")
        version = version_of(reading.json(path), path)
        if (str(version.story), str(version.number)) != found.groups():
            raise Refused(f"{path} is another version than its name says")
        if wrong := chain.wrong_with(version, link):
            raise Refused(f"{path}: {wrong[0]}")
        if version.number != numbers.get(version.story, 0) + 1:
            raise Refused(f"{path}: the versions of the story are not numbered one after the other")
        numbers[version.story] = version.number
        link = version.link
        yield version
    if link != reading.manifest["record"]["link"]:
        raise Refused(f"{TABLE} ends in another link than the manifest says: versions are missing")


def version_of(values, path):
    """The Version that a file says, unsaved. Raises Refused."""
    try:
        version = Version(
            story=values["story"],
            number=values["version"],
            kind=Version.Kind(values["kind"]),
            at=_time(values["time"]),
            words=values["words"],
            signers=values["signers"],
            redacted_at=_time(values["redacted_at"]) if values["redacted_at"] else None,
            **{name: values[name] for name in TEXTS},
        )
        sound = all(isinstance(getattr(version, name), str) for name in TEXTS)
        sound = sound and type(version.story) is int and 0 < version.story < 2**31 and type(version.number) is int
        sound = (
            sound
            and HEX.fullmatch(version.link)
            and HEX.fullmatch(version.fingerprint)
            and SALT.fullmatch(version.salt)
        )
        sound = sound and all(not one or HEX.fullmatch(one) for one in (version.previous, version.cover))
        sound = sound and isinstance(version.words, dict) and _are_signers(version.signers)
        sound = sound and version.note == Version._meta.get_field("note").to_python(version.note)
    except (KeyError, TypeError, ValueError, AttributeError):
        sound = False
    if not sound:
        raise Refused(f"{path} is not what a version says")
    if version.words.get("story") != version.story:
        raise Refused(f"{path} has the words of another story")
    if version.kind != Version.Kind.WITHDRAWN and (wrong := _wrong_with(version.words)):
        raise Refused(f"{path}: {wrong}")
    return version


def _time(text):
    found = parse_datetime(text)
    if not isinstance(found, datetime) or found.tzinfo is None or not 1971 <= found.year <= 2105:
        raise ValueError(text)
    return found


def _are_signers(signers):
    return isinstance(signers, list) and all(isinstance(one, dict) for one in signers)


def _wrong_with(words):
    """Why frozen words may not go onto a page, "" where they may. Whoever makes a folder can make a chain for it: what stands in
    words is held to the same as what editors write."""
    if not all(isinstance(words.get(name, ""), str) for name in LINES):
        return "its words have no text where there has to be one"
    if not all(isinstance(words.get(name, []), list) for name in LISTS) or not isinstance(
        words.get("photos", {}), dict
    ):
        return "its words have no list where there has to be one"
    if words.get("source_url") and not is_web_address(words["source_url"]):
        return "the address of its source is none"
    body = words.get("body", "")
    try:
        is_clean = markup.clean(body) == body
    except markup.Unfit:
        is_clean = False
    return "" if is_clean else "its body has what no story may have"
