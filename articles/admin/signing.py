"""Signing several articles: each is shown whole enough to be read, and signed or refused on its own."""

from dataclasses import dataclass, field

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.desk import checklist, slips, workflow
from articles.desk.queue import Queue
from articles.desk.standing import read_together, standing_of
from articles.desk.workflow import Verb
from articles.models import Article, ReviewStage, Signature
from newsroom.text import number

MOST = 50


@dataclass
class Item:
    """One article to be signed: what there is to read and know before that; `why_not` where this user may not sign it.
    `since` is the signature that `changes` are counted from: her own last one, or else the last one of all."""

    article: Article
    why_not: str | None
    stage: ReviewStage | None = None
    fingerprint: str = ""
    reading: slips.Reading | None = None
    since: Signature | None = None
    changes: list = field(default_factory=list)
    must: list = field(default_factory=list)
    advice: list = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """What became of one article: the sentence to show, and whether it was signed."""

    headline: str
    address: str
    is_signed: bool
    said: str


def urls(view):
    """The address of the page, for the admin of articles; `view` is the site's admin_view."""
    return [path("sign/", view(page), name="articles_article_sign_many")]


@admin.action(description=gettext_lazy("Read and sign…"))
def sign_many(model_admin, request, queryset):
    """The chosen articles of a list, on the page that signs them one by one."""
    numbers = ",".join(str(pk) for pk in queryset.values_list("pk", flat=True)[:MOST])
    return HttpResponseRedirect(f"{reverse('admin:articles_article_sign_many')}?ids={numbers}")


def may_sign_anything(request):
    """Whether any stage in use is this user's to sign; asked of the database once a request."""
    if not hasattr(request, "may_sign_anything"):
        is_hers = any(stage.is_hers for stage in Queue(request.user).stages)
        request.may_sign_anything = is_hers and request.user.has_perm("articles.change_article")
    return request.may_sign_anything


@require_http_methods(["GET", "POST"])
def page(request):
    """GET shows the articles that `?ids=1,2` names, or all that wait for this user, fifty at most; POST signs those that
    are ticked, each in the words whose fingerprint came with it, and says of each what became of it."""
    if not may_sign_anything(request):
        raise PermissionDenied
    context = {"title": _("Read and sign"), "opts": Article._meta, "most": MOST}
    if request.method == "POST":
        context["outcomes"] = _sign(request)
    else:
        articles, context["left"] = _chosen(request)
        context["items"] = _items(articles, request.user)
        context["can_sign"] = any(not item.why_not for item in context["items"])
    return render(request, "desk/sign_many.html", admin.site.each_context(request) | context)


# ---- reading


def _chosen(request):
    """The articles to show, and how many more there are."""
    found = Article.objects.select_related("section", "topic", "stage__group", "updated_by__reporter").defer("copy")
    if "ids" in request.GET:
        numbers = list(dict.fromkeys(filter(None, map(number, request.GET["ids"].split(",")))))
        articles = found.in_bulk(numbers[:MOST])
        return [articles[n] for n in numbers if n in articles], max(len(numbers) - MOST, 0)
    waiting = [article.pk for article in Queue(request.user).to_sign]
    articles = found.in_bulk(waiting[:MOST])
    return [articles[n] for n in waiting if n in articles], max(len(waiting) - MOST, 0)


def _items(articles, user):
    """An Item for each article; only those that she may sign are laid out to be read."""
    read_together(articles)
    items = [Item(article, workflow.why_not(article, Verb.SIGN, user)) for article in articles]
    open_items = [item for item in items if not item.why_not]
    words = [standing_of(item.article).words for item in open_items]
    for item, said, reading in zip(open_items, words, slips.readings(words), strict=True):
        standing = standing_of(item.article)
        item.stage = workflow.stage_due(item.article)
        item.fingerprint, item.reading, item.must = standing.fingerprint, reading, standing.must
        item.advice = checklist.advice(item.article, said)
        item.since = _since(standing, user)
    _tell_changes(open_items)
    return items


def _since(standing, user):
    signed = [one for one in standing.decisions if one.verdict == Signature.Verdict.SIGNED]
    hers = [one for one in signed if one.signer_id == user.pk]
    return next(reversed(hers or signed), None)


def _tell_changes(items):
    items = [item for item in items if item.since and item.since.fingerprint != item.fingerprint]
    read = dict(Signature.objects.filter(pk__in=[item.since.pk for item in items]).values_list("pk", "words"))
    pairs = [(read[item.since.pk], standing_of(item.article).words) for item in items]
    for item, changes in zip(items, slips.changes(pairs), strict=True):
        item.changes = changes


# ---- signing


def _sign(request):
    numbers = list(dict.fromkeys(filter(None, map(number, request.POST.getlist("article")))))[:MOST]
    return [_sign_one(request, n) for n in numbers]


def _sign_one(request, pk):
    article = Article.objects.filter(pk=pk).only("headline").first()
    if article is None:
        return Outcome(str(pk), "", False, _("It is no longer there."))
    try:
        seen = {
            "fingerprint": request.POST.get(f"fingerprint-{pk}", ""),
            "stage": number(request.POST.get(f"stage-{pk}", "")),
        }
        said = workflow.act(article, Verb.SIGN, request.user, **seen)
        is_signed = True
    except workflow.Refused as refusal:
        said, is_signed = str(refusal), False
    except DatabaseError:
        said, is_signed = _("The database was busy; nothing was signed. Try this one again."), False
    address = reverse("admin:articles_article_change", args=[pk])
    return Outcome(article.headline, address, is_signed, said)
