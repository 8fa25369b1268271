"""The admin site of the desk."""

from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    default_site = "newsroom.desksite.DeskSite"

    def ready(self):
        super().ready()
        from django.contrib.admin import site
        from taggit.models import Tag

        # Not our tags; and the page that merges them asks nobody for a right.
        if site.is_registered(Tag):
            site.unregister(Tag)
