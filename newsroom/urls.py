from django.contrib import admin
from django.urls import include, path

from newsroom import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("admin/", include("newsroom.accounts.urls")),
    path("admin/", include("articles.desk.urls")),
    path("admin/", admin.site.urls),
    path("preview/", include("articles.admin.shared")),
    path("desk/calendar/", include("articles.admin.calendars")),
    path("api/v1/", include("articles.public.api.urls")),
    path("", include("media.urls")),
    path("", include("articles.public.urls")),
]

handler400 = "articles.public.errors.bad_request"
handler403 = "articles.admin.errors.forbidden"
handler404 = "articles.admin.errors.missing"
handler500 = "articles.admin.errors.failure"
