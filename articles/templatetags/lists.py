"""What stands above every list of the desk: kept lists, and the list as a file."""

from django import template
from django.urls import NoReverseMatch, reverse

from articles.desk import lists

register = template.Library()


@register.simple_tag(takes_context=True)
def around_list(context, changes):
    """What the head of the list `changes` shows, as a dict: `label` of its model, `query` that narrows it now, `kept`
    lists (is_current, may_drop), `exports` (kind, address), `may_share`."""
    if not hasattr(changes, "around"):  # asked for in two places of the page
        changes.around = _around(context["request"], changes.opts)
    return changes.around


def _around(request, opts):
    query = lists.narrowing(request.GET)
    kept = list(lists.kept(request.user, opts.label_lower))
    for one in kept:
        one.is_current = one.query == query
        one.may_drop = one.is_current and (one.user_id == request.user.pk or lists.may_share(request.user))
    return {
        "label": opts.label_lower,
        "query": query,
        "kept": kept,
        "is_kept": any(one.is_current for one in kept),
        "may_share": bool(query) and lists.may_share(request.user),
        "exports": _exports(opts, query),
    }


def _exports(opts, query):
    try:
        addresses = {
            kind: reverse(f"admin:{opts.app_label}_{opts.model_name}_export", args=[kind]) for kind in ("xlsx", "csv")
        }
    except NoReverseMatch:  # a list of a library's own
        return []
    return [(kind.upper(), f"{address}?{query}" if query else address) for kind, address in addresses.items()]


@register.simple_tag
def menus(changes, *others):
    """The filters of a list but for those with these parameters, as dicts: title, choices as the admin makes them, whether
    one is set, and which."""
    found = []
    for spec in changes.filter_specs:
        if getattr(spec, "parameter_name", None) in others:
            continue
        choices = list(spec.choices(changes))
        chosen = next((c["display"] for c in choices[1:] if c["selected"]), "")
        found.append({"title": spec.title, "choices": choices, "is_set": bool(chosen), "chosen": chosen})
    return found
