from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("House and people")

    def ready(self):
        from newsroom import checks, logs  # noqa: F401  (importing checks registers them)

        logs.tell_sentry()
