"""The official schema of ninjs, where it is at hand, and a validator that fetches nothing."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

SCHEMAS = Path(__file__).resolve().parents[4] / "shared" / "schemas"
GEOJSON = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}  # no story of ours has any


def validator():
    """The validator of ninjs 3.1; skips where the schema is not at hand."""
    path = SCHEMAS / "ninjs" / "ninjs-schema_3.1.json"
    if not path.exists():
        pytest.skip("the schema of ninjs is not at hand")
    place = "https://geojson.org/schema/GeoJSON.json"
    registry = Registry().with_resource(place, Resource.from_contents(GEOJSON))
    schema = json.loads(path.read_text("utf-8"))
    return Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())


def errors(said):
    """What is wrong with a news object, a line each."""
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator().iter_errors(said)]
