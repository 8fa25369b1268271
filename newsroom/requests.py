"""A request as Django reads it, made to stand what no browser sends."""

from django.core.handlers.wsgi import WSGIRequest


class Request(WSGIRequest):
    """The stock one fails, before any middleware could answer, over a Content-Type whose parameters name a charset that is
    none."""

    def _set_content_type_params(self, meta):
        try:
            super()._set_content_type_params(meta)
        except (LookupError, ValueError):
            self.content_type, self.content_params = "", {"charset": "unknown"}  # which a middleware refuses
