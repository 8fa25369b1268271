"""The roles of the house and what each may do. The rules for one story in one state are in articles.desk.workflow."""

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

REPORTER = "reporter"
EDITOR = "editor"
SECTION_HEAD = "section-head"
CHIEF_EDITOR = "chief-editor"
PHOTO_DESK = "photo-desk"
ADMINISTRATOR = "administrator"

LABELS = {
    REPORTER: _("Reporter"),
    EDITOR: _("Editor"),
    SECTION_HEAD: _("Section head"),
    CHIEF_EDITOR: _("Chief editor"),
    PHOTO_DESK: _("Photo desk"),
    ADMINISTRATOR: _("Administrator"),
}

_LOOK = "view"
_WRITE = "view add change"
_ALL = "view add change delete"

_EVERYBODY = {
    "articles.article": _WRITE,
    "articles.byline": _ALL,
    "articles.plan": _WRITE,
    "articles.assignment": _ALL,
    "articles.section": _LOOK,
    "articles.tag": "view add",
    "articles.topic": _LOOK,
    "articles.outlet": _LOOK,
    "articles.houseword": _LOOK,
    "media.photo": _WRITE,
    "media.photocredit": _ALL,
    "newsroom.reporter": _LOOK,
}
_EDITING = _EVERYBODY | {"newsroom.reporter": _WRITE, "articles.tag": _WRITE}
_PHOTOS = "view add change kill"
_LEADING = _EDITING | {"media.photo": _PHOTOS, "articles.slot": _ALL, "articles.article": _ALL, "articles.topic": _ALL}
_LEADING |= {"articles.plan": _ALL}
_CHIEF = _LEADING | {
    "articles.outlet": _ALL,
    "articles.houseword": _ALL,
    "articles.housepage": _ALL,
    "newsroom.logline": _LOOK,
    "articles.supplier": _LOOK,
    "articles.suppliersection": _LOOK,
    # the ledger: what was closed or given is only added to
    "articles.ledgerrules": _ALL,
    "articles.ledgerrate": _ALL,
    "articles.ledgerrole": _ALL,
    "articles.ledgerline": "view add",
    "articles.ledgerclosing": "view add",
    "articles.ledgersame": "view add",
}

PERMISSIONS = {
    REPORTER: _EVERYBODY,
    EDITOR: _EDITING,
    SECTION_HEAD: _LEADING,
    CHIEF_EDITOR: _CHIEF | {"articles.section": _WRITE, "newsroom.masthead": "view change"},
    PHOTO_DESK: _EVERYBODY | {"media.photo": _PHOTOS, "newsroom.reporter": _WRITE},
    ADMINISTRATOR: _CHIEF
    | {
        "articles.remit": _ALL,
        "articles.partner": _WRITE,
        "articles.supplier": _WRITE,
        "articles.suppliersection": _ALL,
        "articles.formeraddress": "view add delete",
        "articles.section": _ALL,
        "articles.tag": _ALL,
        "articles.reviewstage": _WRITE,
        "newsroom.masthead": _WRITE,
        "newsroom.reporter": _ALL,
        "auth.user": _WRITE,
        "auth.group": _LOOK,
    },
}


def establish():
    """Make the groups of the house and give each exactly its permissions. Safe to repeat."""
    found = {f"{p.content_type.app_label}.{p.codename}": p for p in Permission.objects.select_related("content_type")}
    for role, models in PERMISSIONS.items():
        names = [
            f"{model.partition('.')[0]}.{verb}_{model.partition('.')[2]}"
            for model, verbs in models.items()
            for verb in verbs.split()
        ]
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.set(found[name] for name in names)


def label(name):
    """The name of a role's group as people read it; other groups have the name they have."""
    return str(LABELS.get(name, name))


def name_of(user):
    """A user's name as the desk and the slip print it: the reporter's, else family and given name run together."""
    reporter = getattr(user, "reporter", None)
    return reporter.name if reporter else f"{user.last_name}{user.first_name}" or user.username


def of(user):
    """The names of the roles that `user` has, a set; remembered on the user for the length of a request."""
    if not hasattr(user, "_roles"):
        user._roles = set(user.groups.values_list("name", flat=True)) if user.is_active and user.pk else set()
    return user._roles
