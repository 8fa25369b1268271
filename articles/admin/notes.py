"""Notes on an article, for the panel beside its form: JSON to read, forms to write."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Q
from django.db.models.functions import Concat
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import markup
from articles.desk import notes
from articles.models import Article, Note
from newsroom import roles
from newsroom.text import number

MOST = 20


def urls(view):
    """The addresses of this file below those of articles; `view` guards each."""
    return [
        path("colleagues.json", view(colleagues), name="articles_article_colleagues"),
        path("<int:article>/notes/", view(of_article), name="articles_article_notes"),
        path("<int:article>/notes/<int:note>/", view(one), name="articles_article_note"),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def of_article(request, article):
    """GET: JSON `{"notes": […]}`, all notes on the article in the order of its text as it is saved, resolved ones too.
    POST: a new note from `text`, `quote`, `before`, `after` and `to` (the number of a user, or nothing: everybody);
    the same JSON, or `{"message": …}` with status 400."""
    found = _article(request, article)
    if request.method != "POST":
        return _all(request, found)
    said = {name: request.POST.get(name, "") for name in ("quote", "before", "after")}
    try:
        notes.write(found, request.user, request.POST.get("text", ""), to=_addressee(request), **said)
    except notes.Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=400)
    return _all(request, found)


@require_POST
def one(request, article, note):
    """Answer a note with `text`, or do `resolve` or `reopen`, as `do` says. JSON as above."""
    found = _article(request, article)
    note = get_object_or_404(Note.objects.filter(answers_to=None).select_related("article"), pk=note, article=found)
    acts = {
        "answer": lambda: notes.answer(note, request.user, request.POST.get("text", "")),
        "resolve": lambda: notes.resolve(note, request.user),
        "reopen": lambda: notes.reopen(note, request.user),
    }
    if (do := request.POST.get("do")) not in acts:
        raise Http404
    try:
        acts[do]()
    except notes.Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=400)
    return _all(request, found)


@require_safe
def colleagues(request):
    """JSON `{"people": [{number, name, role}]}`: at most twenty people with a login whose name holds `?q=`."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    typed = request.GET.get("q", "").replace("\x00", "").strip()[:40]
    people = _people().annotate(full=Concat("last_name", "first_name", output_field=CharField()))
    wanted = Q(reporter__name__icontains=typed) | Q(full__icontains=typed) | Q(username__icontains=typed)
    found = people.filter(wanted).select_related("reporter").prefetch_related("groups").order_by("pk")[:MOST]
    named = [
        {
            "number": user.pk,
            "name": roles.name_of(user),
            "role": "、".join(roles.label(group.name) for group in user.groups.all()),
        }
        for user in found
    ]
    return JsonResponse({"people": named})


def _article(request, number):
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    return get_object_or_404(Article, pk=number)


def _people():
    return get_user_model().objects.filter(is_active=True, is_staff=True)


def _addressee(request):
    wanted = request.POST.get("to", "")
    if not wanted:
        return None
    found = _people().filter(pk=number(wanted)).first()
    if found is None:
        raise notes.Refused(_("This person has no login any more; choose another."))
    return found


def _all(request, article):
    text = " ".join(markup.text(article.body).split())
    described = [_described(note, request.user, text) for note in notes.conversations(article)]
    described.sort(key=lambda note: note["place"])
    return JsonResponse({"notes": described})


def _described(note, user, text):
    return {
        "number": note.pk,
        "quote": note.quote,
        "before": note.before,
        "after": note.after,
        "place": _place(note, text),
        "to": roles.name_of(note.to) if note.to else "",
        "isToMe": note.to_id == user.pk,
        "isResolved": note.resolved_at is not None,
        "resolvedBy": roles.name_of(note.resolved_by) if note.resolved_by else "",
        "mayResolve": notes.may_resolve(note, user),
        "answers": [_said(answer) for answer in note.said],
        **_said(note),
    }


def _said(note):
    at = timezone.localtime(note.at)
    return {"text": note.text, "author": note.author_name, "at": at.strftime("%m-%d %H:%M")}


def _place(note, text):
    """Where the passage stands in the text: -1 for a note on the whole article, the end for one that is gone."""
    if not note.quote:
        return -1
    exact = text.find(note.before + note.quote)
    at = exact + len(note.before) if exact >= 0 else text.find(note.quote)
    return at if at >= 0 else len(text)
