"""A story for machines, beside its page."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from articles.models.publication import Publication
from articles.models.version import Version
from articles.public import linked, ninjs, related
from articles.public.pages import keep_briefly, open_edition
from articles.public.withdrawn import language_of, record_of
from newsroom.pagecache import kept


@kept()
@require_safe
def story(request, year, month, day, story):
    """The story in ninjs; 301 from a wrong date to the right one; 410 and canceled, with the notice, once withdrawn; 404
    where it never was."""
    found = Publication.objects.select_related("section", "topic").filter(story=story).first()
    if found is None:
        return _withdrawn(request, story)
    address = f"{found.get_absolute_url()}ninjs.json"
    if request.path != address:
        return redirect(address, permanent=True)
    edition = open_edition(found.language)
    others = related.on_site([found.html], found.facts.get("related", []))
    return _answer(request, ninjs.usable(found, edition, others, linked.versions(found, edition)))


def _withdrawn(request, number):
    record = record_of(number)
    if not record or record[-1].kind != Version.Kind.WITHDRAWN:
        raise Http404
    return _answer(request, ninjs.canceled(number, record, language_of(record)), status=410)


def _answer(request, said, status=200):
    text = json.dumps(said, ensure_ascii=False, indent=1)
    return keep_briefly(request, HttpResponse(text, content_type="application/json; charset=utf-8", status=status))
