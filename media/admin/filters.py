"""The filters of the photo library."""

from datetime import timedelta

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from media.models import Photo, PhotoCredit
from media.models.photo import NOTHING
from newsroom.paging import Newest

SOON = timedelta(days=14)


class CreditFilter(SimpleListFilter):
    title = _("credit")
    parameter_name = "credit"

    def lookups(self, request, model_admin):
        return [("none", _("no credit")), ("some", _("credited"))]

    def queryset(self, request, queryset):
        named = Exists(PhotoCredit.objects.filter(photo=OuterRef("pk")))
        if self.value() == "none":
            return queryset.filter(~named, provider="", agency="")
        if self.value() == "some":
            return queryset.exclude(~named, provider="", agency="")
        return queryset


class MineFilter(SimpleListFilter):
    title = _("whose")
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("yes", _("mine"))]

    def queryset(self, request, queryset):
        return queryset.filter(uploaded_by=request.user) if self.value() == "yes" else queryset


class WantingFilter(SimpleListFilter):
    title = _("what is missing")
    parameter_name = "wanting"

    def lookups(self, request, model_admin):
        return [("caption", _("no caption")), ("alt", _("no alt text")), ("use", _("not used"))]

    def queryset(self, request, queryset):
        if self.value() == "use":
            return import_string(settings.UNUSED_PHOTOS)(queryset)
        return queryset.filter(**{self.value(): NOTHING}) if self.value() in ("caption", "alt") else queryset


class RightsFilter(SimpleListFilter):
    title = _("rights")
    parameter_name = "rights"

    def lookups(self, request, model_admin):
        return [
            ("soon", _("ending within 14 days")),
            ("over", _("ended")),
            ("limited", _("with restrictions")),
            ("killed", _("Killed")),
        ]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        usable = Photo.objects.usable()
        if self.value() == "soon":
            ending = usable.filter(expires_on__gte=today, expires_on__lte=today + SOON).order_by("expires_on")
            return queryset.filter(pk__in=ending.values("pk")[: Newest.MOST])
        if self.value() == "over":  # the last to end
            ended = usable.expired(today).order_by("-expires_on")
            return queryset.filter(pk__in=ended.values("pk")[: Newest.MOST])
        if self.value() == "limited":
            return queryset.usable().filter(restrictions__gt=NOTHING)
        if self.value() == "killed":
            return queryset.filter(killed_at__isnull=False)
        return queryset if request.GET.get("q") else queryset.usable()  # who looks for one by its words finds it


class MadeFilter(SimpleListFilter):
    title = _("how it was made")
    parameter_name = "made"

    def lookups(self, request, model_admin):
        return [("ai", _("by or with AI"))]

    def queryset(self, request, queryset):
        return queryset.filter(made__gt=NOTHING) if self.value() == "ai" else queryset
