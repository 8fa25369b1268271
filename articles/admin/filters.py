"""Kept lists: a list of the desk as somebody has narrowed it, under a name, for her or for everybody."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.desk.lists import may_share, narrowing
from articles.models import SavedFilter
from newsroom.text import printable


@require_POST
def keep(request):
    """Keep the list `list` with its `query` under `name`; one of the same name is replaced. Goes back to the list."""
    label = request.POST.get("list", "")
    address = _address(request, label)
    query = narrowing(QueryDict(printable(request.POST.get("query", ""))[:2000]))
    name = " ".join(printable(request.POST.get("name", "")).split())
    is_shared = request.POST.get("is_shared") == "on" and may_share(request.user)
    if not name or len(name) > 30:
        messages.error(request, _("Give the list a name of at most 30 characters."))
    elif not query or len(query) > 1000:
        messages.error(request, _("There is nothing to keep: set a filter or search first."))
    else:
        SavedFilter.objects.update_or_create(
            user=request.user, list=label, name=name, defaults={"query": query, "is_shared": is_shared}
        )
        messages.success(request, _("The list is kept as “%(name)s”.") % {"name": name})
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


@require_POST
def drop(request, number):
    """Let go of a kept list of the user's own, or one for everybody where she leads. 404 for any other."""
    mine = Q(user=request.user) | Q(is_shared=True) if may_share(request.user) else Q(user=request.user)
    found = get_object_or_404(SavedFilter, mine, pk=number)
    address = _address(request, found.list)
    found.delete()
    messages.success(request, _("“%(name)s” is no longer kept.") % {"name": found.name})
    return HttpResponseRedirect(address)


def _address(request, label):
    """Where the list of the model with this label is; Http404 where there is none, PermissionDenied where the user may
    not see it."""
    model = next((model for model in admin.site._registry if model._meta.label_lower == label), None)
    if model is None:
        raise Http404
    if not admin.site.get_model_admin(model).has_view_or_change_permission(request):
        raise PermissionDenied
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
