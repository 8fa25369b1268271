"""Moving in from WordPress: what readers could read there they can read here, under its day, with its photos, and its old
addresses lead to it. Drafts go to the desk. Whatever has moved in once is passed over, so that it can be repeated and goes
on where it was stopped."""

import csv
import logging
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import markup
from articles.desk import movedphotos, movedposts, publishing, saving
from articles.intake import wordpress, wpbody
from articles.intake.copy import Unreadable
from articles.models import Article, FormerAddress, Move, Outlet, Section, Snapshot
from articles.models.formeraddress import LONGEST, key_of_address
from newsroom import audit, edition, roles
from newsroom.grammar import captions
from newsroom.models import Reporter, own_outlets

log = logging.getLogger("newsroom.moving")
DRAFTS = {"draft", "pending", "future"}
STEP = 100  # posts from one word of progress to the next
UNREADABLE = {
    "not_wxr": gettext_lazy("This is no WordPress export (WXR)."),
    "doctype": gettext_lazy("The file has a document type, which no WordPress export has; it was not read."),
    "broken": gettext_lazy("The file is damaged or ends early, in line %(line)s. What stood before has moved in."),
}


class Refused(Exception):
    """Nothing was moved, or no more; the message says why, in the user's language."""


@dataclass
class Summary:
    """What became of an export. `left_out` and `told` are lists of (what, why)."""

    counts: Counter = field(default_factory=Counter)
    kinds: Counter = field(default_factory=Counter)
    left_out: list = field(default_factory=list)
    told: list = field(default_factory=list)


@dataclass
class _Move:
    """One run: what is known of the site, what the house decided, and what came of it."""

    summary: Summary
    album: movedphotos.Album
    sections: dict
    user: object
    is_trial: bool
    site: object = None
    post: object = None  # that is being moved
    authors: dict = field(default_factory=dict)
    done: set = field(default_factory=set)
    staff: frozenset = frozenset()
    outlets: frozenset = frozenset()


def move(path, *, uploads=None, sections=None, user=None, credit="", is_trial=False, progress=lambda line: None):
    """Move in the WordPress export at `path`. `uploads` is its folder of uploads; `sections` as `sections_of` gives them;
    `user` who does it; `credit` a line such as 某单位供图, for photos of which nobody is named. With `is_trial` nothing is
    stored. `progress` is called with a line now and then. Returns a Summary; raises Refused, what moved in before stays."""
    summary = Summary()

    def waits(name, reason):
        summary.counts["waiting"] += 1
        summary.told.append((movedposts.named(run.post), f"{name}: {reason}"))

    root = uploads.resolve() if uploads else None
    album = movedphotos.Album(root, user, waits, _owed(credit), is_trial)
    run = _Move(summary, album, sections_of("") if sections is None else sections, user, is_trial)
    try:
        _look_round(run, path)
        progress(
            _("%(site)s: %(photos)s files, %(authors)s authors.")
            % {"site": run.site.address, "photos": len(album.attachments), "authors": len(run.authors)}
        )
        for number, post in enumerate(_posts(path), 1):
            _take(run, post)
            if number % STEP == 0:
                progress(_("%(count)s posts looked at …") % {"count": number})
    except Unreadable as error:
        raise Refused(str(UNREADABLE[error.code]) % {"line": 0, **error.values}) from error
    finally:
        _record(run)
    return summary


def sections_of(text):
    """{category: Section, or None where it is dropped} of a table with two columns, the name or the slug of a category and
    the address of a section; beside them, every section under its own name and address. `*` stands for all other
    categories. Raises Refused."""
    known = {section.slug: section for section in Section.objects.order_by("-position", "-pk")}
    found = {name: section for section in known.values() for name in (section.name, section.slug)}
    for row in csv.reader(text.replace("，", ",").replace("\t", ",").splitlines()):
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[:2] == ["category", "section"]:
            continue
        category, slug = (*cells, "")[:2]
        if slug and slug not in known:
            raise Refused(_("The map of sections names %(slug)s, and there is no such section.") % {"slug": slug})
        found[category] = known.get(slug)
    return found


def lines_of(summary):
    """What became of an export, as lines to read."""
    names = {
        "stories": _("stories on the site"),
        "drafts": _("articles on the desk"),
        "photos": _("photos new in the library"),
        "waiting": _("photo places that wait"),
        "people": _("people new to the house"),
        "tags": _("tags on articles"),
        "addresses": _("former addresses"),
        "before": _("posts that had moved in before"),
        "private": _("posts that were not public there, left out"),
    }
    yield from (f"{summary.counts[name]:>8}  {said}" for name, said in names.items())
    for kind, count in sorted(summary.kinds.items()):
        yield f"{count:>8}  {_('of the kind %(kind)s, left out') % {'kind': kind}}"
    for heading, rows in ((_("Left out:"), summary.left_out), (_("To be looked at:"), summary.told)):
        if rows:
            yield heading
            yield from (f"  {what}: {why}" for what, why in rows)


def _owed(credit):
    """Whom photos without any other credit are owed to, as a Caption; None where nobody is named. Raises Refused."""
    if not credit:
        return None
    read = captions.read_caption(credit, published=timezone.localdate())
    if not (read.photographers or read.provider or read.agency):
        raise Refused(
            _("“%(credit)s” names nobody: write it as it is printed, such as 记者 林知夏摄.") % {"credit": credit}
        )
    return read


# ---- reading


def _look_round(run, path):
    """Learn what the export says beside its posts, and what moved in before."""
    for found in wordpress.read(path):
        if isinstance(found, wordpress.Site):
            run.site = found
            run.album.know_site(found)
        elif isinstance(found, wordpress.Author):
            run.authors[found.login] = found.name
        elif isinstance(found, wordpress.Attachment):
            run.album.know(found)
    run.done = set(Move.objects.filter(key__startswith=_key(run.site, "")).values_list("key", flat=True))
    run.staff = frozenset(Reporter.objects.values_list("name", flat=True))
    run.outlets = own_outlets()
    run.outlets |= frozenset(Outlet.objects.values_list("name", flat=True))


def _posts(path):
    return (found for found in wordpress.read(path) if isinstance(found, wordpress.Post))


def _key(site, number):
    """By which a post is known again, whatever the scheme of its site's address was at the time."""
    parts = urlsplit(site.address)
    return f"{(parts.netloc or '').removeprefix('www.')}{parts.path}/?p={number}"[:300]


def _take(run, post):
    """Let one post move in, or say why not."""
    counts = run.summary.counts
    if post.kind != "post":
        run.summary.kinds[post.kind] += 1
    elif post.status not in DRAFTS | {"publish"} or post.is_locked:
        counts["private"] += 1
    elif _key(run.site, post.number) in run.done:
        counts["before"] += 1
    else:
        before, run.post = counts["people"], post
        if reason := _reason_against(run, post):
            counts["people"] = before  # whoever was made went with the article
            _leave_out(run, post, reason)


def _reason_against(run, post):
    """Let one post move in; why it did not, "" where it did. What is wrong with one keeps no other back."""
    try:
        _move_one(run, post)
    except markup.Unfit:
        return _("the body is too long or too deeply nested")
    except (Refused, publishing.NotReady) as refusal:
        return str(refusal)
    except ValidationError as error:
        return " ".join(error.messages)
    except (OperationalError, InterfaceError):  # the database is away, and would be for all others
        raise
    except Exception as error:
        log.exception("post %s", post.number)
        return f"{type(error).__name__}: {error}"
    return ""


def _leave_out(run, post, reason):
    run.summary.left_out.append((movedposts.named(post), reason))


# ---- one post


def _move_one(run, post):
    """Read a post, take in its photos, and store it in one transaction."""
    is_public = post.status == "publish"
    at = _moment(post.published) or (None if is_public else timezone.now())
    if at is None:
        raise Refused(_("it has no date"))
    day = timezone.localtime(at).date()
    section, tags = movedposts.filed_under(run, post)
    if is_public and section is None:
        raise Refused(_("no section for it: say one in the map of sections"))
    attached = run.album.children.get(post.number, ())
    body = wpbody.read(
        post.body, published=day, attached=attached, hosts=run.album.hosts, staff=run.staff, outlets=run.outlets
    )
    taken = [run.album.take(picture, day) for picture in body.pictures]
    cover = run.album.cover(post.cover, day)
    _tell(run, post, body.told)
    if run.is_trial:
        run.summary.counts["stories" if is_public else "drafts"] += 1
        return
    with transaction.atomic():
        edition.bump()  # first, as all that goes public does: none waits for a row that the other holds
        move, is_new = Move.objects.get_or_create(
            key=_key(run.site, post.number), defaults={"story": 0, "by_name": _who(run)}
        )
        if not is_new:  # another run was faster
            run.summary.counts["before"] += 1
            return
        article = _article(run, post, body, day, section)
        content = movedposts.content(run, post, body, tags, taken, cover)
        saving.begin(article, run.user, Snapshot.Kind.FILED, content)
        Move.objects.filter(pk=move.pk).update(story=article.pk)
        if is_public:
            publishing.move_in(article, at=at, note=_note(run, post, at, move.at))
        addresses = _keep_addresses(run, post, article) if is_public else 0
        # on the desk's lists it stands where it would stand had it been written here
        Article.objects.filter(pk=article.pk).update(updated_at=min(_moment(post.changed) or at, timezone.now()))
    run.summary.counts["stories" if is_public else "drafts"] += 1
    run.summary.counts["tags"] += len(tags)
    run.summary.counts["addresses"] += addresses


def _article(run, post, body, day, section):
    return Article.objects.create(
        headline="—",
        section=section,
        language=section.language if section else "zh-hans",
        copy=post.body,
        copy_name=post.address[:200],
        received=day,
        created_by=run.user,
        updated_by=run.user,
    )


def _moment(when):
    """A time of the export as a moment: one without a zone is of the house's own."""
    return timezone.make_aware(when) if when and when.tzinfo is None else when


def _tell(run, post, codes):
    sentences = {
        "recording": _("video, audio or a frame became a link"),
        "file": _("a link leads to a file of the former site, which did not come along"),
        "pasted_picture": _("a picture that was pasted into the text itself is not there"),
    }
    for code in codes:
        name = code.partition(":")[2]
        said = _("[%(name)s] stayed as text") % {"name": name} if name else sentences[code]
        run.summary.told.append((movedposts.named(post), said))


def _keep_addresses(run, post, article):
    """Let the addresses that readers had lead to the story; how many do."""
    own = [post.address, f"/?p={post.number}"]
    if movedphotos.host_of(post.guid) == movedphotos.host_of(post.address):
        own.append(post.guid)
    kept = 0
    for key in dict.fromkeys(key_of_address(address) for address in own):
        if not key or len(key) > LONGEST:
            continue
        former, is_new = FormerAddress.objects.get_or_create(path=key, defaults={"story": article.pk})
        kept += is_new
        if former.story != article.pk:
            said = _("%(path)s leads to story %(story)s already") % {"path": key, "story": former.story}
            run.summary.told.append((movedposts.named(post), said))
    return kept


# ---- what is said of it


def _who(run):
    return roles.name_of(run.user) if run.user else ""


def _note(run, post, at, now):
    """What the record says of a story that moved in: from where, of when, by whom. Nobody signed it here."""
    said = {
        "from": post.address or run.site.address,
        "at": f"{timezone.localtime(at):%Y-%m-%d %H:%M}",
        "now": f"{timezone.localtime(now):%Y-%m-%d %H:%M}",
        "who": _who(run) or _("the operator of the site"),
    }
    return _("Moved in on %(now)s by %(who)s from %(from)s, published there on %(at)s. Nobody signed it here.") % said


def _record(run):
    """A line in the audit log, where anything moved."""
    counts = run.summary.counts
    counts["photos"] = run.album.new
    if run.is_trial or not (counts["stories"] or counts["drafts"]):
        return
    said = ngettext(
        "Moved in %(count)s story from %(site)s", "Moved in %(count)s stories from %(site)s", counts["stories"]
    )
    about = said % {"count": counts["stories"], "site": run.site.address}
    audit.record("public", run.user, about=about, detail="\n".join(list(lines_of(run.summary))[:9]))
