"""Addresses of the desk's own screens that belong to no model: part of the namespace `desk`."""

from django.contrib import admin
from django.urls import path

from articles.admin import dispatches, filters, find, ledger, look, reading

urlpatterns = [
    *dispatches.urls(admin.site.admin_view),
    *ledger.urls(admin.site.admin_view),
    *look.urls(admin.site.admin_view),
    *reading.urls(admin.site.admin_view),
    path("find/", admin.site.admin_view(find.find), name="find"),
    path("lists/keep/", admin.site.admin_view(filters.keep), name="keep_list"),
    path("lists/<int:number>/drop/", admin.site.admin_view(filters.drop), name="drop_list"),
]
