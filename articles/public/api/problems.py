"""What the API says when it can't answer: problem+json (RFC 9457), in the language that was asked for."""

import json

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.public.pages import absolute, guarded

# Code → (status, title). The type of a problem is the address of its line on the page of the API.
KINDS = {
    "unknown-parameter": (400, gettext_lazy("Unknown parameter")),
    "bad-value": (400, gettext_lazy("A value that can't be read")),
    "no-key": (401, gettext_lazy("A key is needed")),
    "wrong-key": (401, gettext_lazy("This key opens nothing")),
    "not-yours": (403, gettext_lazy("Not open to this key")),
    "not-found": (404, gettext_lazy("There is nothing here")),
    "method": (405, gettext_lazy("The API is only read")),
    "cursor-gone": (410, gettext_lazy("This cursor is no longer in the record")),
    "too-many": (429, gettext_lazy("Too many requests")),
    "away": (503, gettext_lazy("The database is away")),
}


class Problem(Exception):
    """Why there is no answer: a code of KINDS, a sentence on this case, headers, and what else the JSON says."""

    def __init__(self, code, detail="", headers=None, **more):
        super().__init__(code)
        self.code, self.detail, self.headers, self.more = code, detail, headers or {}, more


def answer(problem):
    """The response that says a Problem, in the language that is active."""
    status, title = KINDS[problem.code]
    said = {"type": type_of(problem.code), "title": str(title), "status": status}
    said |= {"detail": problem.detail} if problem.detail else {}
    text = json.dumps(said | problem.more, ensure_ascii=False, indent=1)
    response = HttpResponse(text, status=status, content_type="application/problem+json; charset=utf-8")
    for name, value in problem.headers.items():
        response[name] = value
    return guarded(response, "no-store")


def type_of(code):
    """The address that tells one kind of problem from another."""
    return f"{absolute('/api/v1/')}#{code}"


def missing():
    """The Problem of what is not there, or not there any more, or was never open to anybody."""
    return Problem("not-found", _("Nothing on the site has this number or address."))
