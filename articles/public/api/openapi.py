"""The API described for machines: OpenAPI 3.1, made of the table."""

from django.utils.translation import gettext as _

from articles.public.api.answers import answering
from articles.public.api.schemas import SCHEMAS
from articles.public.api.table import TABLE
from articles.public.languages import DEFAULT
from articles.public.pages import absolute, open_edition

TEXT = {"type": "string"}


@answering()
def described(who, values):
    """The whole description, in the language that was asked for."""
    return document()


def document():
    """OpenAPI 3.1 of every address in the table."""
    house = open_edition(DEFAULT).masthead
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Read API of %(name)s") % {"name": house.name},
            "version": "1",
            "summary": _("Stories, their changes and their photos for the machines of other houses, in ninjs 3.1."),
        },
        "servers": [{"url": absolute("/").rstrip("/")}],
        "externalDocs": {"url": absolute("/api/v1/")},
        "paths": {address.template: {"get": _operation(address)} for address in TABLE},
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(address):
    return {
        "operationId": address.name,
        "summary": str(address.meaning),
        "parameters": [*(_argument(*one) for one in address.arguments), *map(_parameter, address.parameters)],
        "security": [{"key": []}] if address.needs_key else [{}, {"key": []}],
        "responses": _responses(address),
    }


def _argument(name, kind, meaning):
    schema = {"type": "integer", "minimum": 1} if kind == "story" else TEXT
    return {"name": name, "in": "path", "required": True, "description": str(meaning), "schema": schema}


def _parameter(parameter):
    said = {"name": parameter.name, "in": "query", "description": str(parameter.meaning), "schema": parameter.schema}
    return said | {
        "example": int(parameter.example) if parameter.schema.get("type") == "integer" else parameter.example
    }


def _responses(address):
    whole = _json(address.answer) if address.answer else {"image/*": {"schema": {"contentMediaType": "image/*"}}}
    found = {"200": {"description": _("The answer."), "content": whole}, "304": {"description": _("As you have it.")}}
    if address.gone:
        kind = "application/problem+json" if address.gone == "Problem" else "application/json"
        found["410"] = {"description": _("No longer there."), "content": _json(address.gone, kind)}
    found["default"] = {
        "description": _("Why there is no answer."),
        "content": _json("Problem", "application/problem+json"),
    }
    return found


def _json(schema, kind="application/json"):
    return {kind: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
