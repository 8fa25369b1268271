"""What two people add at the same moment."""

from django.db import IntegrityError


class Unique:
    """A ModelAdmin whose form says that something is there already, also where somebody has added it since the form looked:
    the database refuses it then, and what was sent is read again."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            return super().changeform_view(request, object_id, form_url, extra_context)
