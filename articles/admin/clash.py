"""Where two people changed the same place: both shown side by side, and the user says what is to stand."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from articles import markup
from articles.admin import asked, saves, unsaved
from articles.compare.blocks import rewritten
from articles.desk import comparison, contents, merging, saving
from articles.models import Article, Snapshot
from newsroom.text import printable


@dataclass(frozen=True)
class Side:
    """What one of the two wrote: the Change from what both began with, None where she left nothing there."""

    who: str
    change: comparison.Change | None


@dataclass(frozen=True)
class Own:
    """What the user may write in place of both: the text that its field begins with, and why it was not taken."""

    text: str
    errors: tuple = ()


@dataclass(frozen=True)
class Place:
    """A place where the two clash: its key, what the desk calls the field, both sides, what was chosen before; the Own
    where text can be written there."""

    key: str
    label: str
    field: str
    theirs: Side
    mine: Side
    chosen: str = ""
    own: Own | None = None


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
        "seen": article.saves,
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
        own = {c.key: _written(c, request.POST) for c in merged.clashes if choices[c.key] == "own" and _is_text(c)}
        content, seen = merging.settle(merged, choices, own), kept["shown"]
    except (ValueError, ValidationError):  # a choice is missing, or cannot stand: the same clash once more
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
            own=_own(clash, chosen),
        )


def _is_text(clash):
    """Whether the place can be written anew: what is chosen elsewhere, such as people and photos, cannot."""
    if clash.field == "body":
        return not markup.places(f"{clash.theirs}{clash.mine}") and "<table" not in f"{clash.theirs}{clash.mine}"
    return clash.field in contents.LINES


def _own(clash, chosen):
    if not _is_text(clash):
        return None
    text = chosen.get(f"own-{clash.key}")
    if text is None:
        text = clash.mine or clash.theirs
        return Own(markup.text(text) if clash.field == "body" else text)
    try:
        _written(clash, chosen)
    except ValidationError as error:
        return Own(text, tuple(error.messages) if chosen.get(f"choice-{clash.key}") == "own" else ())
    return Own(text)


def _written(clash, sent):
    """What the user wrote in place of both, as the field takes it; a ValidationError where it cannot stand there."""
    text = printable(sent.get(f"own-{clash.key}", ""))
    field = Article._meta.get_field(clash.field)
    if clash.field == "body":
        lines = [" ".join(line.split()) for line in text.splitlines()]
        return field.clean(rewritten(clash.mine or clash.theirs, filter(None, lines)), None)
    return field.to_python(field.formfield().clean(text))


def _change(clash, value):
    base = contents.EMPTY[clash.field] if clash.base is None else clash.base
    return next(iter(comparison.changes({clash.field: base}, {clash.field: value})), None)


def _labels(fields):
    names = contents.labels()
    return "、".join(names[field] for field in fields if field in names)


def _salt(user, number):
    return f"clash-{user.pk}-{number}"
