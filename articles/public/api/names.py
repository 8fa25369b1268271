"""Sections, tags and people: what stories can be asked for by."""

from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext as _

from articles.models.publicname import PublicName
from articles.models.taxonomy import edition_url
from articles.public import lists
from articles.public.api import cursors, parameters
from articles.public.api.answers import answering, next_address
from articles.public.api.asking import PAGE
from articles.public.api.problems import Problem
from articles.public.languages import DEFAULT
from articles.public.pages import absolute, open_edition
from articles.public.views import tag_of
from newsroom.models import Reporter
from newsroom.text import printable

TAGS = "t"


@answering(parameters.LANGUAGE)
def sections(who, values):
    """The sections of an edition, in the order of its menu."""
    edition = open_edition(values["language"] or DEFAULT)
    return {"items": [_section(one) for one in edition.sections if who.sees(one.pk)]}


@answering(parameters.CURSOR, parameters.SIZE, parameters.LANGUAGE)
def tags(who, values):
    """The tags that stories on the site carry, in the order in which they first did."""
    language, size = values["language"] or DEFAULT, values["size"] or PAGE
    open_edition(language)
    rows = PublicName.objects.carried(language).filter(tag__isnull=False, pk__gt=_after(values["cursor"]))
    rows = list(rows.order_by("pk")[: size + 1])
    answer = {"items": [_tag(row.tag, language) for row in rows[:size]]}
    if len(rows) > size:
        answer["next"] = next_address("/api/v1/tags/", values, cursors.made(TAGS, rows[size - 1].pk))
    return answer


@answering(parameters.LANGUAGE)
def tag(who, values, slug):
    """A tag that a story on the site carries; under what was its address once, the tag that it became."""
    language = values["language"] or DEFAULT
    open_edition(language)
    found = tag_of(slug, language)
    if not lists.has_tagged(found, language):
        raise Http404
    return _tag(found, language)


@answering(parameters.LANGUAGE)
def reporter(who, values, slug):
    """A person whom a story on the site names, in byline or credits."""
    language = values["language"] or DEFAULT
    open_edition(language)
    found = Reporter.objects.filter(slug=printable(slug)).first()
    if found is None or not lists.has_written(found, language):
        raise Http404
    said = {"role": found.role, "unit": found.unit, "biography": found.biography}
    return _named(found, "reporter", language, edition_url("reporter", language, found.slug)) | {
        name: value for name, value in said.items() if value
    }


def _section(section):
    said = _named(section, "section", section.language, section.get_absolute_url())
    return said | ({"description": section.description} if section.description else {})


def _tag(found, language):
    return _named(found, "tag", language, edition_url("tag", language, found.slug))


def _named(found, kind, language, address):
    asked = {kind: found.slug} | ({} if language == DEFAULT else {"language": language})
    return {
        "name": found.name,
        "slug": found.slug,
        "uri": absolute(address),
        "stories": f"{absolute('/api/v1/stories/')}?{urlencode(asked)}",
    }


def _after(cursor):
    if cursor is None:
        return 0
    try:
        return cursors.number(cursors.read(TAGS, 1, cursor)[0])
    except ValueError:
        raise Problem("bad-value", _("This cursor is of no answer of this address."), parameter="cursor") from None
