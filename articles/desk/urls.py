from django.contrib import admin
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

from articles.desk import views

app_name = "desk"
urlpatterns = [
    path("file/", admin.site.admin_view(views.file), name="file"),
    path("", include("articles.admin.urls")),
    path("words.js", admin.site.admin_view(JavaScriptCatalog.as_view()), name="jsi18n"),
]
