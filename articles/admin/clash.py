"""Where two people changed the same place: both shown side by side, and the user says what is to stand."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from articles.admin import asked, saves, unsaved
from articles.desk import comparison, contents, merging, saving
from articles.models import Article, Snapshot


@dataclass(frozen=True)
class Side:
    """What one of the two wrote: the Change from what both began with, None where she left nothing there."""

    who: str
    change: comparison.Change | None


@dataclass(frozen=True)
class Place:
    """A place where the two clash: its key, what the desk calls the field, both sides, what was chosen before."""

    key: str
    label: str
    field: str
    theirs: Side
    mine: Side
    chosen: str = ""


def page(request, told, verb="", is_again=False):
    """The page on which the user chooses, for a saving.Clash. All that she typed travels in it; the verb that came
    with it is not done."""
    article = told.article
    kept = {"mine": told.mine, "seen": told.seen, "shown": article.saves, "verb": verb}
    theirs = contents.content_of(article)
    base = contents.EMPTY | saving.content_at(article, told.seen)
    if not is_again:
        asked.keep(request, article, verb, _("Somebody was faster; it was not done."))
    context = {
        **admin.site.each_context(request),
        "title": _("Two wrote in the same place"),
        "subtitle": article.headline,
        "opts": Article._meta,
        "original": article,
        "places": list(_places(told, request.POST)),
        "from_them": _labels(field for field in theirs if theirs[field] != base.get(field)),
        "from_me": _labels(field for field in told.mine if told.mine[field] != base.get(field)),
        "meanwhile": saves.told(article.pk, told.seen),
        "kept": signing.dumps(kept, salt=_salt(request.user, article.pk), compress=True),
        "tab": request.POST.get("tab", ""),
        "undone": saves.label_of(verb),
        "is_again": is_again,
    }
    return render(request, "desk/clash.html", context)


def settle(model_admin, request, article):
    """Save what the user chose; the page again where a choice is missing, or where somebody saved once more in a place
    that clashes."""
    if not model_admin.has_change_permission(request, article):
        raise PermissionDenied
    try:
        kept = signing.loads(request.POST.get("kept", ""), salt=_salt(request.user, article.pk))
    except signing.BadSignature:
        messages.error(request, _("This page could not be read. What you typed is kept as unsaved work."))
        return redirect("admin:articles_article_change", article.pk)
    shown = saving.content_at(article, kept["shown"])
    merged = merging.merge(saving.content_at(article, kept["seen"]), shown, kept["mine"])
    choices = {clash.key: request.POST.get(f"choice-{clash.key}", "") for clash in merged.clashes}
    try:
        content, seen = merging.settle(merged, choices), kept["shown"]
    except ValueError:  # a choice is missing: the same clash once more
        content, seen = kept["mine"], kept["seen"]
    try:
        saved = saving.save(article.pk, content, request.user, seen, Snapshot.Kind.MERGED)
    except saving.Clash as clash:
        return page(request, clash, kept["verb"], is_again=True)
    unsaved.forget(request.user, request.POST.get("tab", ""))
    messages.success(request, _("Saved as you chose.") if saved.changed else _("Nothing had changed."))
    if kept["verb"]:
        saves.leave_undone(request, article, kept["verb"])
    return redirect("admin:articles_article_change", article.pk)


def _places(told, chosen):
    names = contents.labels()
    others = saving.since(told.article, told.seen)
    for clash in told.merge.clashes:
        by = next((s for s in others if clash.field in s.changed), None)
        who = f"{by.by_name or _('Somebody')} {saves.at(by.at)}" if by else _("Somebody")
        yield Place(
            key=clash.key,
            label=names[clash.field],
            field=clash.field,
            theirs=Side(who, _change(clash, clash.theirs)),
            mine=Side(_("You"), _change(clash, clash.mine)),
            chosen=chosen.get(f"choice-{clash.key}", ""),
        )


def _change(clash, value):
    base = contents.EMPTY[clash.field] if clash.base is None else clash.base
    return next(iter(comparison.changes({clash.field: base}, {clash.field: value})), None)


def _labels(fields):
    names = contents.labels()
    return "、".join(names[field] for field in fields if field in names)


def _salt(user, number):
    return f"clash-{user.pk}-{number}"
