"""The front page and the lists. Each view is short: find, 404, answer."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.models.taxonomy import Tag, edition_url
from articles.public import fronts, lists, photos, structured
from articles.public.pages import DEFAULT, open_edition, page
from articles.public.paging import before_of
from articles.public.story import elsewhere
from media import pictures
from newsroom.fields import printable
from newsroom.models import Reporter
from newsroom.pagecache import kept
from newsroom.prepared import prepared


@kept("p")
@require_safe
def front(request, language=DEFAULT):
    """The front page: what the desk has put there, and the newest. `?p=` and a number is how WordPress addresses a post:
    it leads to what moved in."""
    if "p" in request.GET and (found := elsewhere(request)):
        return found
    edition = open_edition(language)
    context = fronts.front_page(edition, fronts.slots_of(language))
    context["structured"] = structured.as_script(structured.site(edition))
    return page(request, "public/front.html", edition, context)


@kept("before")
@require_safe
def section(request, slug, language=DEFAULT):
    """The stories of a section; its first page begins with what the desk has put there."""
    edition = open_edition(language)
    found = section_of(edition, slug)
    before = before_of(request)
    if before is None:
        context = fronts.section_front(edition, found, fronts.slots_of(language, found.pk))
        stories = [context["lead"], *context["cards"], *context["page"].rows]
        context["structured"] = _list(
            edition, found, found.get_absolute_url(), filter(None, stories), found.description
        )
    else:
        context = {"section": found, "page": lists.of_section(found, before)}
    return page(request, "public/section.html", edition, context)


def section_of(edition, slug):
    """The section of a language edition with this address; Http404 where it has none."""
    for found in edition.sections:
        if found.slug == slug:
            return found
    raise Http404


@kept("before")
@require_safe
def tag(request, slug, language=DEFAULT):
    """The stories with a tag. A tag that no story on the site carries is not there: it may be a draft's. What was a tag
    once leads to the tag it became."""
    edition = open_edition(language)
    found = tag_of(slug, language)
    if found.slug != printable(slug):
        return HttpResponsePermanentRedirect(edition_url("tag", language, found.slug))
    stories = lists.tagged(found, edition, before_of(request))
    if not stories.rows:
        raise Http404
    context = {"tag": found, "page": stories}
    if stories.is_newest:
        context["structured"] = _list(edition, found, edition_url("tag", language, found.slug), stories.rows)
    return page(request, "public/tag.html", edition, context)


def _list(edition, found, address, stories, description=""):
    return structured.as_script(structured.listing(edition, found.name, address, description, stories))


def tag_of(slug, language):
    """The tag with this address, or the one that another name with this address belongs to, if stories on the site carry
    it; Http404 where there is none."""
    slug = printable(slug)
    if found := _tags(slug):
        return found[0]
    found = get_object_or_404(Tag, aliases__slug=slug)
    if not lists.has_tagged(found, language):
        raise Http404
    return found


@prepared(Tag)
def _tags(slug):
    return Tag.objects.filter(slug=slug)


@kept("before")
@require_safe
def reporter(request, slug, language=DEFAULT):
    """A person with her portrait, her stories and some of her photos. One whom no story on the site names, in byline or
    credits, is not there."""
    edition = open_edition(language)
    people = Reporter.objects.defer("user").select_related("portrait__photo")
    found = get_object_or_404(people, slug=printable(slug))
    before = before_of(request)
    stories = lists.written_by(found, edition, before)
    if not stories.rows:
        raise Http404
    context = {"reporter": found, "page": stories}
    if before is None:
        context["shots"] = photos.shot_by(found, language, None, photos.FEW)
    if portrait := getattr(found, "portrait", None):
        context["portrait"] = pictures.usable([portrait.photo], language).get(portrait.photo_id)
    if stories.is_newest:
        profile = structured.profile(edition, found, stories.rows, context.get("portrait"))
        context["structured"] = structured.as_script(profile)
    return page(request, "public/reporter.html", edition, context)
