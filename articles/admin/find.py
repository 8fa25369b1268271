"""Find everything: one page that looks for words, names, numbers and addresses in all that the user may see."""

import re
from dataclasses import dataclass, field

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.desk import labels, workflow
from articles.models import Article, Outlet, Section, Tag, Topic, deskindex
from articles.public.search import marked, passage
from articles.tokens import fold, of_query, places
from media import credits
from media.models import Clip, Photo
from media.pictures import picture
from newsroom import roles
from newsroom.models import Reporter
from newsroom.text import number, printable

SHOWN = 20  # of each group
BATCHES = (SHOWN + 1, 60)  # articles that are read for the phrases, as pairs of characters can lie
LONGEST = 300  # characters; pasted addresses are long
# A story's public address and an article's in the desk, with or without the site's name before them.
ADDRESS = re.compile(r"/\d{4}/\d{1,2}/\d{1,2}/(\d+)/?(?:[?#]\S*)?$|/articles/article/(\d+)(?:/|$)")


@dataclass
class Hit:
    """One thing found: where it is, its title and the passage of the hit (both safe HTML), what it is in a few words."""

    address: str
    title: str
    passage: str = ""
    about: str = ""
    badge: str = ""
    thumbnail: str = ""


@dataclass
class Group:
    """What was found of one kind: at most SHOWN hits, and where all of them are if there are more."""

    name: str
    title: str
    icon: str
    hits: list[Hit] = field(default_factory=list)
    all: str = ""


@require_safe
def find(request):
    """The page. Nothing that the user may not look at is looked for."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    typed = " ".join(printable(request.GET.get("q", "")[:LONGEST]).split())
    groups = [group for group in (_articles(typed), *_others(request, typed)) if group.hits] if typed else []
    context = {
        **admin.site.each_context(request),
        "title": _("Find"),
        "query": typed,
        "groups": groups,
    }
    return render(request, "desk/find.html", context)


def number_in(typed):
    """The story number that was typed, or that stands in an address pasted whole; None where it is neither."""
    address = ADDRESS.search(typed)
    return number(next(filter(None, address.groups()))) if address else number(typed)


def holding(typed, most=SHOWN):
    """The newest articles, those in the trash left out, that hold every word of `typed` as it stands: at most `most` + 1
    pairs (article, prose)."""
    query = of_query(typed)
    found, last = [], None
    for batch in BATCHES if query.tokens else ():
        numbers = deskindex.newest(query.tokens, last, batch)
        kept = deskindex.with_words(_listed().filter(pk__in=numbers)) if numbers else ()
        for article in kept:
            head, standfirst, prose = deskindex.words(article)
            folded = fold(f"{head}\n{standfirst}\n{prose}")
            if all(any(places(folded, phrase)) for phrase in query.phrases):
                found.append((article, f"{standfirst}\n{prose}"))
        if len(numbers) < batch or len(found) > most:
            break
        last = numbers[-1]
    return found[: most + 1]


def _listed():
    return workflow.with_live(Article.objects.kept()).select_related("section", "stage").order_by("-pk")


def _articles(typed):
    group = Group("articles", _("Articles"), "article")
    phrases = of_query(typed).phrases
    if pk := number_in(typed):
        group.hits += [_article(article, "", ()) for article in deskindex.with_words(_listed().filter(pk=pk))]
    found = [] if ADDRESS.search(typed) else holding(typed)
    seen = {hit.address for hit in group.hits}
    hits = [_article(article, prose, phrases) for article, prose in found[:SHOWN]]
    group.hits += [hit for hit in hits if hit.address not in seen]
    if len(found) > SHOWN:
        group.all = _all(Article, typed)
    return group


def _article(article, prose, phrases):
    at = timezone.localtime(article.updated_at)
    people = labels.byline_of(article)
    about = [str(article.pk), str(article.section or ""), people if people != "—" else "", f"{at:%Y-%m-%d %H:%M}"]
    return Hit(
        reverse("admin:articles_article_change", args=[article.pk]),
        marked(article.headline, phrases),
        passage(prose, phrases) if prose.strip() else "",
        " · ".join(filter(None, about)),
        labels.state_badge(article),
    )


def _others(request, typed):
    """The groups of everything else, each asked of its own list: it knows what may be seen and how it is searched."""
    asked = [
        (Photo, _("Photos"), "photo_library", _about_photo),
        (Clip, _("Video and audio"), "movie", lambda clip: clip.credit),
        (Reporter, _("Reporters"), "badge", lambda person: str(person.role)),
        (Tag, _("Tags"), "sell", lambda tag: "、".join(alias.name for alias in tag.aliases.all())),
        (Topic, _("Topics"), "collections_bookmark", lambda topic: topic.standfirst),
        (Section, _("Sections"), "view_column", lambda section: section.description),
        (Outlet, _("Outlets"), "rss_feed", lambda outlet: outlet.group),
        (User, _("Users"), "person", lambda user: roles.name_of(user)),
    ]
    phrases = of_query(typed).phrases
    for model, title, icon, about in asked:
        model_admin = admin.site.get_model_admin(model) if admin.site.is_registered(model) else None
        if not (model_admin and model_admin.has_view_permission(request) and model_admin.search_fields):
            continue
        rows, repeated = model_admin.get_search_results(request, model_admin.get_queryset(request), typed)
        found = list((rows.distinct() if repeated else rows)[: SHOWN + 1])
        group = Group(model._meta.model_name, title, icon, [_hit(row, about(row), phrases) for row in found[:SHOWN]])
        if len(found) > SHOWN:
            group.all = _all(model, typed)
        yield group


def _hit(row, about, phrases):
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    shown = (picture(row).get("square") or {}).get("jpeg", "") if isinstance(row, Photo) else ""
    return Hit(reverse(name, args=[row.pk]), marked(str(row), phrases), "", about, "", shown)


def _about_photo(photo):
    return credits.line(credits.facts(photo)) or _("no credit")


def _all(model, typed):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    return reverse(name, query={"q": typed})
