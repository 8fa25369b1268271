"""The admin site of the desk."""

from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    default_site = "newsroom.desksite.DeskSite"
