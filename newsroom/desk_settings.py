"""How the desk looks: the settings of the admin's theme and of the body editor."""

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from js_asset import static_lazy


def _allow(config, shared):
    """The editor library asks each extension what to sanitise; articles.markup alone decides that here."""


def _ours(file, name):
    return {"js": [static_lazy(f"desk/editor-{file}.js")], "extensions": {name: _allow}}


PROSE_EDITOR_EXTENSIONS = [
    _ours("link", "Link"),
    _ours("table", "Table"),
    _ours("pull", "PullQuote"),
    _ours("photo", "Photo"),
    _ours("gallery", "Gallery"),
    _ours("recording", "Recording"),
    _ours("related", "Related"),
    _ours("paste", "Paste"),
    _ours("tools", "Tools"),
]
PROSE_EDITOR_MENU = [
    {"group": "blockType -lists", "type": "dropdown", "minItems": 2},
    {"group": "marks"},
    {"group": "link"},
    {"group": "lists"},
    {"group": "nodes -blockType -lists"},
    {"group": "places"},
    {"group": "table"},
    {"group": "history"},
    {"group": "tools"},
]


def _item(title, icon, name, permission, **more):
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(name),
        "permission": lambda request: request.user.has_perm(permission),
        **more,
    }


UNFOLD = {
    "SITE_TITLE": _("Newsroom"),
    "SITE_HEADER": _("Newsroom"),
    "SITE_SUBHEADER": _("The desk"),
    "SITE_SYMBOL": "newspaper",
    "SITE_URL": "/",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("public.svg")}],
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "STYLES": [
        lambda request: static("desk/colours.css"),
        lambda request: static("desk/desk.css"),
        lambda request: static("desk/frame.css"),
    ],
    "SCRIPTS": [lambda request: static("desk/alpine.js"), lambda request: static("desk/frame.js")],
    "DASHBOARD_CALLBACK": "articles.admin.start.start_page",
    "SIDEBAR": {
        "show_search": True,
        "show_all_applications": False,
        "navigation": [
            {
                "title": _("Copy"),
                "items": [
                    _item(_("Start"), "dashboard", "admin:index", "articles.view_article"),
                    _item(_("Plans"), "calendar_month", "admin:articles_plan_changelist", "articles.view_plan"),
                    _item(
                        _("File a dispatch"),
                        "upload_file",
                        "desk:file",
                        "articles.add_article",
                        active=lambda request: "/admin/file/" in request.path or "/admin/dispatches/" in request.path,
                    ),
                    _item(
                        _("Articles"),
                        "article",
                        "admin:articles_article_changelist",
                        "articles.view_article",
                        active=lambda request: (
                            "/articles/article/" in request.path
                            and "/trash/" not in request.path
                            and "/kill/" not in request.path
                        ),
                    ),
                    _item(_("Trash"), "delete", "admin:articles_article_trash", "articles.change_article"),
                    _item(
                        _("Photos"),
                        "photo_library",
                        "admin:media_photo_changelist",
                        "media.view_photo",
                        active=lambda request: "/media/photo/" in request.path or "/kill/" in request.path,
                    ),
                    _item(_("Video and audio"), "video_library", "admin:media_clip_changelist", "media.view_photo"),
                ],
            },
            {
                "title": _("The paper"),
                "separator": True,
                "items": [
                    _item(
                        _("Front page"),
                        "dashboard_customize",
                        "admin:articles_slot_changelist",
                        "articles.view_slot",
                    ),
                    _item(
                        _("Reading figures"),
                        "bar_chart",
                        "desk:reading",
                        "articles.view_article",
                        active=lambda request: "/admin/reading/" in request.path,
                    ),
                    _item(_("Topics"), "auto_stories", "admin:articles_topic_changelist", "articles.view_topic"),
                    _item(
                        _("Sections"),
                        "view_column",
                        "admin:articles_section_changelist",
                        "articles.view_section",
                    ),
                    _item(
                        _("Pages of the house"),
                        "info",
                        "admin:articles_housepage_changelist",
                        "articles.view_housepage",
                    ),
                    _item(_("Outlets"), "rss_feed", "admin:articles_outlet_changelist", "articles.view_outlet"),
                    _item(
                        _("House words"), "spellcheck", "admin:articles_houseword_changelist", "articles.view_houseword"
                    ),
                    _item(_("Tags"), "sell", "admin:articles_tag_changelist", "articles.view_tag"),
                    _item(
                        _("Mastheads"),
                        "newspaper",
                        "admin:newsroom_masthead_changelist",
                        "newsroom.view_masthead",
                    ),
                    _item(
                        _("Former addresses"),
                        "signpost",
                        "admin:articles_formeraddress_changelist",
                        "articles.view_formeraddress",
                    ),
                    _item(_("Components"), "palette", "desk:look", "articles.view_article"),
                ],
            },
            {
                "title": _("People"),
                "separator": True,
                "items": [
                    _item(
                        _("Reporters"),
                        "badge",
                        "admin:newsroom_reporter_changelist",
                        "newsroom.view_reporter",
                    ),
                    _item(
                        _("Ledger"),
                        "calculate",
                        "desk:ledger",
                        "articles.view_article",
                        active=lambda request: (
                            "/admin/ledger/" in request.path or "/articles/ledgerrules/" in request.path
                        ),
                    ),
                    _item(_("Users"), "person", "admin:auth_user_changelist", "auth.view_user"),
                    _item(
                        _("Logins"),
                        "key",
                        "accounts:logins",
                        "auth.change_user",
                        active=lambda request: request.path.startswith("/admin/logins/"),
                    ),
                    _item(_("Partners"), "handshake", "admin:articles_partner_changelist", "articles.view_partner"),
                    _item(
                        _("Suppliers"), "move_to_inbox", "admin:articles_supplier_changelist", "articles.view_supplier"
                    ),
                    _item(_("Remits"), "share_location", "admin:articles_remit_changelist", "articles.view_remit"),
                    _item(
                        _("Audit log"),
                        "history_edu",
                        "admin:newsroom_logline_changelist",
                        "newsroom.view_logline",
                    ),
                    _item(
                        _("Review stages"),
                        "rule",
                        "admin:articles_reviewstage_changelist",
                        "articles.view_reviewstage",
                    ),
                ],
            },
        ],
    },
}
