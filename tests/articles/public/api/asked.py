"""Questions to the API, as the machines of other houses put them."""

import json

from articles.models import Partner

ROOT = "/api/v1/"


def ask(client, path, key=None, **headers):
    """The response to a GET of a path below the API, or of a whole address that an answer gave."""
    address = path.removeprefix("http://localhost:8000") if "://" in path else path if path[0] == "/" else ROOT + path
    if key:
        headers["Authorization"] = f"Bearer {key}"
    return client.get(address, headers=headers)


def said(response, status=200):
    """What an answer says, once it is what it ought to be."""
    assert response.status_code == status, response.content
    return json.loads(response.content)


def problem(response, status, code):
    """The problem that an answer says."""
    assert response["Content-Type"] == "application/problem+json; charset=utf-8"
    found = said(response, status)
    assert found["status"] == status
    assert found["type"].endswith(f"/api/v1/#{code}")
    assert response["Cache-Control"] == "no-store"
    return found


def partner(sections=(), **fields):
    """(Partner, key)."""
    made = Partner.objects.create(**{"name": "北川日报", "is_limited": bool(sections)} | fields)
    made.sections.set(sections)
    return made, made.make_key()


def numbers(items):
    """The story numbers of news objects, in order."""
    return [int(one["value"]) for item in items for one in item["altIds"] if one["role"] == "story"]


def followed(client, key=None, size=2, since=None):
    """All changes behind a cursor, as one who follows gets them, and the cursor at the end."""
    found, query = [], f"?size={size}" + (f"&since={since}" if since else "")
    address = f"changes/{query}"
    while True:
        page = said(ask(client, address, key))
        found += page["items"]
        address = page["next"]
        if not page["has_more"]:
            return found, page["cursor"]
