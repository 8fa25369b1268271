"""How the list of articles can be narrowed."""

from django.contrib.admin import SimpleListFilter
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article, ReviewStage
from newsroom.text import number

State = Article.State


class StateFilter(SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        stages = [
            (f"stage-{stage.pk}", _("waits for %(stage)s") % {"stage": stage}) for stage in ReviewStage.objects.all()
        ]
        return [
            (State.DRAFT, State.DRAFT.label),
            (State.RETURNED, State.RETURNED.label),
            *stages,
            (State.SIGNED, State.SIGNED.label),
            ("scheduled", _("scheduled")),
            ("held", _("held back")),
            ("live", _("on the site")),
        ]

    def queryset(self, request, queryset):
        value = self.value()
        if not value:
            return queryset
        if value == "scheduled":
            return queryset.filter(publish_at__isnull=False)
        if value == "held":
            return queryset.exclude(held="")
        if value == "live":
            return queryset.filter(live=True)
        if value.startswith("stage-"):
            return queryset.filter(stage=number(value[6:]) or 0)
        if value == State.DRAFT:
            return queryset.filter(state=value, live=False)
        return queryset.filter(state=value)


class MineFilter(SimpleListFilter):
    title = _("whose")
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("yes", _("mine"))]

    def queryset(self, request, queryset):
        return queryset.filter(of(request.user)).distinct() if self.value() == "yes" else queryset


def of(user):
    """The condition that an article is `user`'s: filed by her, or with her in the byline."""
    return Q(created_by=user) | Q(bylines__reporter__user=user)
