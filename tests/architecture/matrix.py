"""The permission matrix: every address of the site and who may see it. A new address needs a line here.

A line is `name of the address: Row(who, arguments)`. `who` is EVERYBODY or the roles that get an answer; all others, and
readers, are sent to the login page or are told that there is nothing (302 to the login, 403 or 404). `arguments` makes the
arguments of the address from the world of test_matrix.py, a dict. An address that only takes forms has method="post" and is
sent `form`, empty unless said otherwise; answering that it is empty is an answer.
"""

from collections.abc import Callable
from typing import NamedTuple

from newsroom.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, LABELS, PHOTO_DESK, SECTION_HEAD

EVERYBODY = frozenset({"reader", *LABELS})
STAFF = frozenset(LABELS)
EDITING = frozenset({EDITOR, SECTION_HEAD, CHIEF_EDITOR, ADMINISTRATOR})
LEADING = frozenset({SECTION_HEAD, CHIEF_EDITOR, ADMINISTRATOR})
CHIEFS = frozenset({CHIEF_EDITOR, ADMINISTRATOR})
ADMINISTRATORS = frozenset({ADMINISTRATOR})
PEOPLE = EDITING | {PHOTO_DESK}
PICTURES = LEADING | {PHOTO_DESK}
SIGNING = frozenset({EDITOR, SECTION_HEAD, CHIEF_EDITOR})  # whose stages are in use
NOBODY = frozenset()


class Row(NamedTuple):
    who: frozenset
    arguments: Callable[[dict], dict] = lambda world: {}
    method: str = "get"
    form: Callable[[dict], dict] = lambda world: {}


def of(*names):
    """The arguments of an address, by their names in the world."""
    return lambda world: {name: world[name] for name in names}


def model(name, *, look, add, change, delete, deleted=""):
    """The five addresses of a model in the admin. world[name] is the number of the object, world[deleted] that of one
    that may be deleted where not all may."""
    one = lambda world: {"object_id": world[name]}  # noqa: E731
    goes = lambda world: {"object_id": world[deleted or name]}  # noqa: E731
    return {
        f"admin:{name}_changelist": Row(look),
        f"admin:{name}_add": Row(add),
        f"admin:{name}_change": Row(look | change, one),
        f"admin:{name}_history": Row(look | change, one),
        f"admin:{name}_delete": Row(delete, goes),
    }


_edition = {
    "front": Row(EVERYBODY),
    "section": Row(EVERYBODY, of("slug")),
    "tag": Row(EVERYBODY, of("slug")),
    "reporter": Row(EVERYBODY, of("slug")),
    "reporter_photos": Row(EVERYBODY, of("slug")),
    "photos": Row(EVERYBODY),
    "about": Row(EVERYBODY),
    "house_page": Row(EVERYBODY, of("slug")),
    "topics": Row(EVERYBODY),
    "topic": Row(EVERYBODY, of("slug")),
    "feed_latest": Row(EVERYBODY),
    "feed_section": Row(EVERYBODY, of("slug")),
    "feed_tag": Row(EVERYBODY, of("slug")),
    "feed_reporter": Row(EVERYBODY, of("slug")),
    "feed_topic": Row(EVERYBODY, of("slug")),
    "corrections": Row(EVERYBODY),
    "search": Row(EVERYBODY),
    "search_suggest": Row(EVERYBODY),
    "manifest": Row(EVERYBODY),
    "offline": Row(EVERYBODY),
    "api": Row(EVERYBODY),
    "archive_year": Row(EVERYBODY, of("year")),
    "archive_month": Row(EVERYBODY, of("year", "month")),
    "archive_day": Row(EVERYBODY, of("year", "month", "day")),
}


def _with_language(row):
    return lambda world: {"language": world["language"]} | row.arguments(world)


PUBLIC = {
    **_edition,
    "story": Row(EVERYBODY, of("year", "month", "day", "story")),
    "card": Row(EVERYBODY, lambda world: of("year", "month", "day", "story")(world) | {"mark": "00000000"}),
    "favicon": Row(EVERYBODY),
    "icon": Row(EVERYBODY, lambda world: {"language": "zh-hans", "mark": "00000000", "size": "192"}),
    "colour": Row(EVERYBODY, lambda world: {"digits": "0b5cad"}),
    "worker": Row(EVERYBODY),
    "story_versions": Row(EVERYBODY, of("year", "month", "day", "story")),
    "story_version": Row(EVERYBODY, lambda world: of("year", "month", "day", "story")(world) | {"number": 1}),
    "story_print": Row(EVERYBODY, of("year", "month", "day", "story")),
    "story_code": Row(EVERYBODY, of("year", "month", "day", "story")),
    "story_ninjs": Row(EVERYBODY, of("year", "month", "day", "story")),
    "sitemap": Row(EVERYBODY),
    "sitemap_month": Row(EVERYBODY, of("year", "month")),
    "sitemap_topics": Row(EVERYBODY),
    "sitemap_pages": Row(EVERYBODY),
    "sitemap_tags": Row(EVERYBODY),
    "sitemap_reporters": Row(EVERYBODY),
    "news_sitemap": Row(EVERYBODY),
    "preview": Row(EVERYBODY, of("token")),
    "calendar": Row(EVERYBODY, lambda world: {"token": world["calendar"]}),
    "robots": Row(EVERYBODY),
    "api:openapi": Row(EVERYBODY),
    "api:stories": Row(EVERYBODY),
    "api:story": Row(EVERYBODY, lambda world: {"number": world["story"]}),
    "api:changes": Row(EVERYBODY),
    "api:sections": Row(EVERYBODY),
    "api:tags": Row(EVERYBODY),
    "api:tag": Row(EVERYBODY, of("slug")),
    "api:reporter": Row(EVERYBODY, of("slug")),
    "rendition": Row(EVERYBODY, of("folder", "name", "extension")),
    "clip": Row(EVERYBODY, lambda world: {"folder": "ab", "name": "ab" * 32, "extension": "mp4"}),
    "healthz": Row(EVERYBODY),
    **{f"editions:{name}": row._replace(arguments=_with_language(row)) for name, row in _edition.items()},
}

ADMIN = {
    "admin:index": Row(STAFF),
    "admin:login": Row(EVERYBODY),
    "admin:logout": Row(EVERYBODY, method="post"),
    "admin:password_change": Row(STAFF),
    "admin:password_change_done": Row(STAFF),
    "admin:jsi18n": Row(STAFF),
    "admin:search": Row(STAFF),
    **model("articles_article", look=STAFF, add=STAFF, change=STAFF, delete=LEADING, deleted="trashed"),
    **model("articles_section", look=STAFF, add=CHIEFS, change=CHIEFS, delete=ADMINISTRATORS),
    **model("articles_tag", look=STAFF, add=STAFF, change=EDITING, delete=ADMINISTRATORS),
    **model("articles_topic", look=STAFF, add=LEADING, change=LEADING, delete=LEADING, deleted="closed_topic"),
    **model("articles_plan", look=STAFF, add=STAFF, change=STAFF, delete=LEADING),
    "admin:articles_plan_article": Row(STAFF, lambda world: {"number": world["articles_plan"]}, method="post"),
    "admin:articles_plan_key": Row(STAFF, method="post"),
    "admin:articles_topic_stories": Row(LEADING),
    "admin:articles_topic_preview": Row(LEADING, method="post"),
    "admin:articles_topic_preview_saved": Row(STAFF, lambda world: {"topic": world["articles_topic"]}),
    "admin:articles_slot_changelist": Row(LEADING),
    "admin:articles_slot_stories": Row(LEADING),
    "admin:articles_slot_preview": Row(LEADING, method="post"),
    **model("articles_housepage", look=CHIEFS, add=CHIEFS, change=CHIEFS, delete=CHIEFS),
    **model("articles_reviewstage", look=ADMINISTRATORS, add=ADMINISTRATORS, change=ADMINISTRATORS, delete=NOBODY),
    **model("articles_remit", look=ADMINISTRATORS, add=ADMINISTRATORS, change=ADMINISTRATORS, delete=ADMINISTRATORS),
    **model("articles_partner", look=ADMINISTRATORS, add=ADMINISTRATORS, change=ADMINISTRATORS, delete=NOBODY),
    "admin:articles_partner_key": Row(
        ADMINISTRATORS, lambda world: {"number": world["articles_partner"]}, method="post"
    ),
    **model("articles_supplier", look=CHIEFS, add=ADMINISTRATORS, change=ADMINISTRATORS, delete=NOBODY),
    "admin:articles_supplier_ask": Row(
        ADMINISTRATORS, lambda world: {"number": world["articles_supplier"]}, method="post"
    ),
    **model("articles_formeraddress", look=ADMINISTRATORS, add=ADMINISTRATORS, change=NOBODY, delete=ADMINISTRATORS),
    **model("media_photo", look=STAFF, add=NOBODY, change=STAFF, delete=NOBODY),  # they come in by the upload page
    **model("newsroom_masthead", look=CHIEFS, add=ADMINISTRATORS, change=CHIEFS, delete=NOBODY),
    **model("newsroom_logline", look=CHIEFS, add=NOBODY, change=NOBODY, delete=NOBODY),
    **model("newsroom_reporter", look=STAFF, add=PEOPLE, change=PEOPLE, delete=ADMINISTRATORS),
    # The task queue's own; only for a superuser, whom no role makes.
    **model("django_tasks_database_dbtaskresult", look=NOBODY, add=NOBODY, change=NOBODY, delete=NOBODY),
    **model("auth_group", look=ADMINISTRATORS, add=NOBODY, change=NOBODY, delete=NOBODY),
    **model("auth_user", look=ADMINISTRATORS, add=ADMINISTRATORS, change=ADMINISTRATORS, delete=NOBODY),
    "admin:articles_article_preview": Row(STAFF, method="post"),
    "admin:articles_article_autosave": Row(STAFF, lambda world: {"number": world["articles_article"]}, method="post"),
    "admin:articles_article_autosave_new": Row(STAFF, method="post"),
    "admin:articles_article_presence": Row(STAFF, lambda world: {"number": world["articles_article"]}),
    "admin:articles_article_unsaved": Row(STAFF, lambda world: {"number": world["articles_article"]}),
    "admin:articles_article_unsaved_new": Row(STAFF),
    "admin:articles_article_discard": Row(STAFF, method="post", form=lambda world: {"tab": world["tab"]}),
    "admin:articles_article_back": Row(STAFF),
    "admin:articles_article_trash": Row(STAFF),
    "admin:articles_article_untrash": Row(STAFF, lambda world: {"article": world["draft"]}, method="post"),
    "admin:articles_article_layout": Row(STAFF, method="post"),
    "admin:articles_article_preview_saved": Row(STAFF, lambda world: {"article": world["articles_article"]}),
    "admin:articles_article_restore": Row(
        STAFF,
        lambda world: {"object_id": world["articles_article"]},
        method="post",
        form=lambda world: {"number": 1, "seen": 1},
    ),
    "admin:articles_article_stories": Row(STAFF),
    "admin:articles_article_originals": Row(STAFF),
    "admin:articles_article_links": Row(EDITING, lambda world: {"article": world["articles_article"]}),
    "admin:articles_article_link_revoke": Row(
        EDITING, lambda world: {"article": world["articles_article"], "link": world["link"]}, method="post"
    ),
    "admin:articles_article_colleagues": Row(STAFF),
    "admin:articles_article_notes": Row(STAFF, lambda world: {"article": world["articles_article"]}),
    "admin:articles_article_note": Row(
        STAFF,
        lambda world: {"article": world["articles_article"], "note": world["note"]},
        method="post",
        form=lambda world: {"do": "answer"},
    ),
    "admin:articles_article_readiness": Row(STAFF, method="post"),
    "admin:articles_article_translations": Row(STAFF, lambda world: {"article": world["articles_article"]}),
    "admin:articles_tag_names": Row(STAFF),
    "admin:articles_tag_merge": Row(LEADING, lambda world: {"number": world["articles_tag"]}),
    **model("articles_outlet", look=STAFF, add=CHIEFS, change=CHIEFS, delete=CHIEFS),
    **model("articles_houseword", look=STAFF, add=CHIEFS, change=CHIEFS, delete=CHIEFS),
    "admin:articles_outlet_import": Row(CHIEFS),
    "admin:articles_houseword_import": Row(CHIEFS),
    "admin:articles_outlet_names": Row(STAFF),
    "desk:find": Row(STAFF),
    "desk:look": Row(STAFF),
    "desk:look_sheet": Row(STAFF),
    "desk:keep_list": Row(STAFF, method="post", form=lambda world: {"list": "articles.article"}),
    "desk:drop_list": Row(LEADING, lambda world: {"number": world["kept_list"]}, method="post"),
    "admin:articles_article_slip": Row(STAFF, lambda world: {"article": world["articles_article"]}),
    "admin:articles_article_slip_words": Row(
        STAFF, lambda world: {"article": world["articles_article"], "signature": world["signature"]}
    ),
    **{
        f"admin:articles_article_pack{part}": Row(STAFF, lambda world: {"article": world["articles_article"]})
        for part in ("", "_body", "_zip")
    },
    "admin:articles_article_pack_file": Row(
        STAFF, lambda world: {"article": world["articles_article"], "name": "story.txt"}
    ),
    "admin:articles_article_sign_many": Row(SIGNING),
    "admin:newsroom_reporter_names": Row(STAFF),
    "admin:newsroom_reporter_new": Row(PEOPLE, method="post"),
    "admin:media_photo_library": Row(STAFF),
    "admin:media_photo_take": Row(STAFF, method="post"),
    "admin:media_photo_tell": Row(STAFF, method="post", form=lambda world: {"number": world["media_photo"]}),
    "admin:media_photo_upload": Row(STAFF),
    **model("media_clip", look=STAFF, add=NOBODY, change=STAFF, delete=NOBODY),  # they come in through the editor
    "admin:media_clip_library": Row(STAFF),
    "admin:media_clip_take": Row(STAFF, method="post"),
    "admin:media_clip_tell": Row(STAFF, method="post", form=lambda world: {"number": world["media_clip"]}),
    "admin:media_photo_incoming": Row(STAFF, method="post"),
    "admin:media_photo_known": Row(STAFF, method="post"),
    "admin:media_photo_several": Row(STAFF),
    "admin:media_photo_say": Row(STAFF, method="post", form=lambda world: {"numbers": world["media_photo"]}),
    "admin:media_photo_focus": Row(STAFF, lambda world: {"number": world["media_photo"]}, method="post"),
    "admin:media_photo_replace": Row(STAFF, lambda world: {"number": world["media_photo"]}, method="post"),
    "admin:articles_article_kill_photo": Row(PICTURES, lambda world: {"number": world["media_photo"]}),
    "admin:media_photo_original": Row(STAFF, lambda world: {"number": world["media_photo"]}),
    "desk:file": Row(STAFF),
    "desk:dispatch": Row(STAFF, of("dispatch")),
    "desk:dispatch_original": Row(STAFF, of("dispatch")),
    "desk:dispatch_differences": Row(STAFF, of("dispatch", "other")),
    "desk:dispatch_update": Row(
        STAFF, lambda world: {"dispatch": world["dispatch"], "article": world["articles_article"]}, method="post"
    ),
    "desk:jsi18n": Row(STAFF),
    # the ledger: everybody sees her own, in a test of its own
    **model("articles_ledgerrules", look=CHIEFS, add=CHIEFS, change=CHIEFS, delete=CHIEFS),
    "desk:ledger": Row(STAFF),
    "desk:ledger_person": Row(STAFF),
    "desk:ledger_year": Row(CHIEFS, of("year")),
    "desk:ledger_month": Row(CHIEFS, of("year", "month")),
    "desk:ledger_lines": Row(CHIEFS, of("year", "month")),
    "desk:ledger_close": Row(CHIEFS, of("year", "month")),
    "desk:ledger_bonus": Row(CHIEFS, of("year", "month")),
    "desk:ledger_print": Row(CHIEFS, of("year", "month")),
    "desk:ledger_export": Row(CHIEFS, lambda world: of("year", "month")(world) | {"kind": "csv"}),
    "desk:ledger_same": Row(CHIEFS, form=lambda world: {"person": f"r{world['newsroom_reporter']}"}),
    "desk:ledger_try": Row(CHIEFS),
    "desk:reading": Row(STAFF),
    "desk:reading_export": Row(STAFF, lambda world: {"kind": "csv"}),
    "accounts:second_step": Row(STAFF),  # sends on whoever is logged in
    "accounts:set_up": Row(STAFF),
    "accounts:mine": Row(STAFF),
    "accounts:end": Row(STAFF, method="post"),
    "accounts:codes": Row(STAFF, method="post"),
    "accounts:one_step": Row(STAFF, method="post"),
    "accounts:logins": Row(ADMINISTRATORS),
    "accounts:require": Row(ADMINISTRATORS, method="post"),
    "accounts:release": Row(ADMINISTRATORS, method="post"),
    "accounts:person": Row(ADMINISTRATORS, lambda world: {"user": world["auth_user"]}),
    "accounts:person_end": Row(ADMINISTRATORS, lambda world: {"user": world["auth_user"]}, method="post"),
    "accounts:person_reset": Row(ADMINISTRATORS, lambda world: {"user": world["auth_user"]}, method="post"),
    "admin:auth_user_password_change": Row(ADMINISTRATORS, lambda world: {"id": world["auth_user"]}),
}

# Addresses that answer by their arguments alone, each tested with its own view.
ELSEWHERE = {
    "admin:autocomplete": "asks for the right to look at the model it completes",
    "admin:view_on_site": "sends on to a public address",
    "admin:media_photo_piece": "answers the one whose upload it is",
    "admin:media_photo_finish": "answers the one whose upload it is",
    "admin:app_list": "lists the models one may look at",
    "api:photo": "asks for the key of a partner",
    "api:nothing": "whatever else stands under /api/v1/",
    "admin:": "the old address of an object, and whatever else stands under /admin/",
}

# Who may look at a list may take it away.
NO_EXPORT = {"articles_slot", "django_tasks_database_dbtaskresult"}
EXPORTS = {
    name.replace("_changelist", "_export"): Row(row.who, lambda world: {"kind": "csv"})
    for name, row in ADMIN.items()
    if name.endswith("_changelist") and not any(model in name for model in NO_EXPORT)
}

MATRIX = PUBLIC | ADMIN | EXPORTS
