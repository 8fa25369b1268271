"""What every answer says of itself to browsers, whatever made it: a page, a file, an error."""

import base64
import hashlib
from functools import lru_cache

from django.conf import settings
from django_prose_editor.widgets import importmap

# Of what is no page: it loads nothing, starts nothing and stands in no page of others.
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
# The desk. Nothing unsafe in script-src: the theme's Alpine is the build that evaluates no text as a script
# (docs/decisions/0018-content-policy-of-the-desk.md). It asks other sites for one thing: pictures that come with pasted words.
DESK = (
    "default-src 'none'; script-src 'self'{imports}; style-src 'self'{styles}; img-src 'self'{media} data: blob:; "
    "media-src 'self'{media} blob: https:; font-src 'self'; connect-src 'self' https:; frame-src 'self' blob:; manifest-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
# The one style sheet that the body editor writes into its page (Tiptap 3, in django-prose-editor 0.28), by its hash.
EDITOR_STYLES = ("sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA=",)
# Of a photo or recording: where one is opened by itself, the browser lays out a page of its own around it.
ALONE = f"{NOTHING}; style-src-attr 'unsafe-inline'; img-src 'self'; media-src 'self'; sandbox"
PICTURES = ("image/", "video/", "audio/")  # readers of feeds show the public ones on pages of their own
MIGHT = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
)


def media():
    """The other host that photos come from, as a policy names it: with a space before it; "" where they are our own."""
    return f" {settings.MEDIA_URL}" if settings.MEDIA_URL.startswith(("https://", "http://")) else ""


def desk_policy():
    """The Content-Security-Policy of every screen of the desk."""
    styles = "".join(f" '{style}'" for style in EDITOR_STYLES)
    return DESK.format(media=media(), styles=styles, imports=f" '{_import_map()}'")


@lru_cache
def _import_map():
    """The hash of the one script that stands in a page itself: which file each module of the body editor is. Of the text that
    the editor says it has, never of what a page holds."""
    text = str(importmap).partition(">")[2].rpartition("<")[0]
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def send_safe_headers(get_response):
    """Give every answer what it lacks of the headers that keep browsers careful, errors and static files as well."""

    def middleware(request):
        response = get_response(request)
        headers = response.headers
        is_page = headers.get("Content-Type", "").startswith("text/html")
        is_desk = is_page and request.path.startswith("/admin/")
        is_static = request.path.startswith(settings.STATIC_URL)
        is_picture = headers.get("Content-Type", "").startswith(PICTURES) and not is_static
        headers.setdefault("Content-Security-Policy", desk_policy() if is_desk else ALONE if is_picture else NOTHING)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        headers.setdefault("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)
        is_shown_elsewhere = is_picture and not request.path.startswith("/admin/")
        headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if is_shown_elsewhere else "same-origin")
        headers.setdefault("Permissions-Policy", MIGHT)
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            headers.setdefault(
                "Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
            )
        return response

    return middleware
