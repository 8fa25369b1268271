"""A dispatch that is a newer copy of one that came before: what differs, and the article brought up to it."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.desk import arriving, comparison, contents, filing, saving, views, workflow
from articles.desk.exchange import taking
from articles.desk.workflow import Verb
from articles.models import Article, Dispatch


@dataclass(frozen=True)
class Earlier:
    """A dispatch that came before: whether its words are the same, and the article that it became."""

    dispatch: Dispatch
    is_same: bool
    article: Article | None


def before(dispatch):
    """The Earlier ones of a dispatch: the same words first, and of those what became an article."""
    found = [Earlier(one, likeness == 1.0, one.article) for one, likeness in arriving.before(dispatch)]
    return sorted(found, key=lambda one: (not one.is_same, one.is_same and one.article is None))


def differences(request, dispatch, earlier):
    """The context of the page that shows what differs between `earlier`, or its article, and `dispatch`."""
    mine = filing.content_of(arriving.understood(dispatch).said)
    article = earlier.article
    if article is None:
        was = filing.content_of(arriving.understood(earlier).said)
        return _context(dispatch, earlier, comparison.changes(was, mine))
    now = contents.content_of(article)
    merged = filing.updated(mine, article, filing.filed_as(article))
    clashes = list(dict.fromkeys(clash.field for clash in merged.clashes))
    names = contents.labels()
    context = _context(dispatch, earlier, comparison.changes(now, merged.content))
    return context | {
        "article": article,
        "clashing": "、".join(names[name] for name in clashes),
        "seen": article.saves if clashes else "",
        "refusal": workflow.why_not(article, Verb.EDIT, request.user),
        "is_open": not (dispatch.filed_at or dispatch.dropped_at) and request.user.has_perm("articles.add_article"),
    }


def do(request, dispatch, article, seen=None):
    """Bring `article` up to `dispatch`, and go to it. What the desk changed since the article was filed stays; where both
    changed the same, nothing is done and the differences are shown, unless the user has `seen` them at that save."""
    back = redirect("desk:dispatch", dispatch.pk)
    if dispatch.dropped_at:
        messages.error(request, _("This dispatch is closed: nothing of it can be changed any more."))
        return back
    base = filing.filed_as(article) if seen is None else None
    article.saves = article.saves if seen is None else min(seen, article.saves)
    try:
        filed = filing.update(dispatch, article, request.user, base)
    except saving.Clash as clash:
        names = contents.labels()
        fields = "、".join(dict.fromkeys(names[one.field] for one in clash.merge.clashes))
        said = _(
            "Nothing is done yet: the desk has changed the same places since (%(fields)s). Look at the differences."
        )
        messages.warning(request, said % {"fields": fields})
        return _to_differences(dispatch, article) or back
    except workflow.Refused as refusal:
        messages.error(request, _("Article %(number)s is as it was: %(reason)s") % _about(article, refusal))
        return back
    except filing.Refused as refusal:
        messages.error(request, str(refusal))
        return back
    taking.settle(dispatch)
    messages.success(request, views.understood(filed, _("Updated with this copy. This is what was understood:")))
    for flag in filed.flags:
        messages.warning(request, flag)
    return redirect("admin:articles_article_change", filed.article.pk)


def _to_differences(dispatch, article):
    earlier = next((one for one, _likeness in arriving.before(dispatch) if one.article_id == article.pk), None)
    return redirect("desk:dispatch_differences", dispatch.pk, earlier.pk) if earlier else None


def _about(article, refusal):
    return {"number": article.pk, "reason": refusal}


def _context(dispatch, earlier, changes):
    return {
        "title": _("What differs"),
        "subtitle": str(dispatch),
        "dispatch": dispatch,
        "earlier": earlier,
        "changes": changes,
        "back": reverse("desk:dispatch", args=[dispatch.pk]),
    }
