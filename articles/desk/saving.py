"""The one way to store words: nobody's save is ever written over. Who saves while somebody else was faster has her changes
merged with theirs, or is told where they clash; the history keeps what every save left."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from articles.desk import workflow
from articles.desk.contents import content_of, put, whole
from articles.desk.merging import Merge, merge
from articles.desk.originals import newest_version
from articles.desk.standing import standing_of
from articles.models import Article, Snapshot, deskindex
from newsroom import roles

Kind = Snapshot.Kind


class Clash(Exception):
    """Two people changed the same place; nothing was stored. `merge` is the Merge, holding mine at the clashing places;
    `article` as it is stored now; `mine` the content that was to be saved, `seen` the save that it began with."""

    def __init__(self, merge, article, mine, seen):
        super().__init__(", ".join(clash.key for clash in merge.clashes))
        self.merge, self.article, self.mine, self.seen = merge, article, mine, seen


@dataclass(frozen=True)
class Saved:
    """What became of a save: the article as it is stored now, held until the transaction ends; whether it holds changes of
    others that the saved content lacked; the names of the fields that this save changed, none where there was nothing to save."""

    article: Article
    merged: bool
    changed: list[str]


def save(number, content, user, seen, kind=Kind.SAVED, before=None):
    """Store `content` (as articles.desk.contents.content_of gives it; keys that it lacks stay as they are) as what the
    article of that number says, by `user` (None for a script), who began with the save `seen`. `before(article)` is called
    with the article as it is stored before anything of it is changed, and not where nothing is. Returns a Saved. Raises
    Clash, workflow.Refused where she may not edit it now, Article.DoesNotExist; then nothing was stored."""
    with transaction.atomic():
        article = workflow.hold(number)
        _check(article, user)
        standing = standing_of(article)
        now = content_of(article, standing.bylines, standing.tags, standing.editors)
        mine = _sorted({**(now if seen == article.saves else content_at(article, seen)), **content})
        merged = _merged(article, now, mine, seen)
        if merged.content == now:
            return Saved(article, merged.content != mine, [])
        if not Snapshot.objects.filter(article=article, number=article.saves).exists():
            # what was written by other means has a base from now on
            _keep(article, now, article.updated_by, Kind.SAVED)
        if before is not None:
            before(article)
        article.updated_by = user
        changes = {name: value for name, value in merged.content.items() if value != now.get(name)}
        put(article, changes)
        Article.objects.filter(pk=number).update(saves=F("saves") + 1)
        article.saves += 1
        workflow.settle_one(article)
        stored = _stored(article, now, changes)
        changed = [field for field in stored if stored[field] != now[field]]
        if "translation_of" in changed:
            _level(article)
        is_merged = merged.content != mine
        _keep(article, stored, user, Kind.MERGED if is_merged and kind == Kind.SAVED else kind, changed)
        deskindex.write(article)
    return Saved(article, is_merged, changed)


def begin(article, user, kind=Kind.SAVED, content=None):
    """Write the first save of `article`, a new one that is stored already, into its history; `content`, where given, is
    put on it first."""
    with transaction.atomic():
        if content is not None:
            put(article, {**content_of(article), **content})
        if article.translation_of_id:
            _level(article)
        _keep(article, content_of(article), user, kind)
        deskindex.write(article)


def content_at(article, number):
    """The content that the save `number` left, or the nearest save before it that the history has; empty where it has
    none, or none of that number can be. A base that is too old makes more clashes and loses nothing."""
    kept = Snapshot.objects.filter(article=article, number__lte=number).first() if number <= article.saves else None
    if number == article.saves and (kept is None or kept.number != number):
        return content_of(article)
    return whole(kept.content) if kept else {}


def since(article, seen):
    """The saves of `article` after `seen`, newest first, without their content."""
    return list(Snapshot.objects.filter(article=article, number__gt=seen).defer("content"))


def _stored(article, now, changes):
    """The content of `article` as it is after `changes` to its content `now`; only people and tags that changed are read."""
    same = {name: now[name] for name in ("tags", "bylines", "editors") if name not in changes}
    return {**content_of(article, **dict.fromkeys(same, ())), **same}


def _level(article):
    """Whoever says of which story an article is a translation means it as it was last published."""
    article.translated_version = newest_version(article.translation_of_id) if article.translation_of_id else 0
    Article.objects.filter(pk=article.pk).update(translated_version=article.translated_version)


def _check(article, user):
    if article.trashed_at:
        raise workflow.Refused(_("It is in the trash."))
    if user and (reason := workflow.why_not(article, workflow.Verb.EDIT, user)):
        raise workflow.Refused(reason)


def _merged(article, now, mine, seen):
    if seen == article.saves:
        return Merge(mine)
    found = merge(content_at(article, seen), now, mine)
    if found.clashes:
        raise Clash(found, article, mine, seen)
    return Merge(_sorted(found.content))


def _sorted(content):
    """Tags have no order of their own."""
    return {**content, "tags": sorted(content["tags"])} if "tags" in content else content


def _keep(article, content, user, kind, changed=()):
    """Write the Snapshot of the present save."""
    Snapshot.objects.create(
        article=article,
        number=article.saves,
        kind=kind,
        at=article.updated_at,
        by=user,
        by_name=roles.name_of(user) if user else "",
        content=content,
        changed=list(changed),
    )
