"""The words of schema.org, where they are at hand: which types there are, and which property may hold what."""

import json
from functools import cache
from pathlib import Path

import pytest

SCHEMAS = Path(__file__).resolve().parents[4] / "shared" / "schemas"
NAME = "schema:"
TEXTS = {"Text", "URL", "Date", "DateTime", "Time", "CssSelectorType", "PronounceableText", "XPathType"}
NUMBERS = {"Number", "Integer", "Float", "Text", "Distance"}  # pixels are written as a number alone


def _list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


@cache
def _words():
    path = SCHEMAS / "schemaorg" / "schemaorg-current-https-30.0.jsonld"
    if not path.exists():
        pytest.skip("the vocabulary of schema.org is not at hand")
    graph = json.loads(path.read_text("utf-8"))["@graph"]
    return {node["@id"].removeprefix(NAME): node for node in graph}


def _names(node, property):
    return {one["@id"].removeprefix(NAME) for one in _list(node.get(f"{NAME}{property}"))}


@cache
def ancestors(name):
    """A type and everything it is."""
    node = _words().get(name)
    if node is None:
        return frozenset()
    above = (one["@id"].removeprefix(NAME) for one in _list(node.get("rdfs:subClassOf")))
    return frozenset({name}).union(*(ancestors(one) for one in above))


def faults(node, place="$"):
    """What schema.org does not know of a node and everything in it, a line each."""
    kind = node.get("@type")
    if kind is None or not ancestors(kind):
        return [f"{place}: no type {kind}"]
    found = []
    for name, value in node.items():
        if name.startswith("@") or name == "query-input":
            continue
        known = _words().get(name)
        if known is None or not _names(known, "domainIncludes") & ancestors(kind):
            found.append(f"{place}.{name}: not of {kind}")
            continue
        for number, one in enumerate(_list(value)):
            found += _faults_of_value(one, _names(known, "rangeIncludes"), f"{place}.{name}[{number}]")
    return found


def _faults_of_value(value, ranges, place):
    if isinstance(value, dict):
        kind = value.get("@type")
        fits = ranges & ancestors(kind) or kind == "EntryPoint"
        return ([] if fits else [f"{place}: {kind} is none of {sorted(ranges)}"]) + faults(value, place)
    if isinstance(value, bool):
        return [] if "Boolean" in ranges else [f"{place}: {value!r}"]
    if isinstance(value, int):
        return [] if ranges & NUMBERS else [f"{place}: {value!r}"]
    member = _words().get(str(value).removeprefix("https://schema.org/"), {})
    is_member = {one.removeprefix(NAME) for one in _list(member.get("@type"))} & ranges
    is_thing = any(not ranges.isdisjoint(ancestors(one)) for one in ("Thing",)) and value.startswith("http")
    return [] if ranges & TEXTS or is_member or is_thing else [f"{place}: {value!r} is none of {sorted(ranges)}"]
