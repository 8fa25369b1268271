"""Taking words out of the public record, as a court orders it. The version stays, with its number, time, fingerprint and link, and
says to readers that its words were removed, when and why; the chain still holds.

Of copies go: the story from the site, if these are its words; every later version that repeats them word for word; what was
read for its signatures; the saves that led to it and away from it; what is typed and not saved; preview links; and the
working copy, if it still says the same. What a version or save says that readers may still read stays."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import chain, publishing, saving
from articles.desk.contents import content_of, put
from articles.models import (
    Article,
    Autosave,
    Dispatch,
    LedgerStory,
    PreviewLink,
    Publication,
    Signature,
    Snapshot,
    Version,
    deskindex,
)
from articles.models.version import REDACTION
from newsroom import audit, edition
from newsroom.models import LogLine
from newsroom.pagecache.stores import Files

EVER = datetime(1970, 1, 1, tzinfo=UTC)
TEXT = ("kicker", "headline", "subtitle", "standfirst", "body")


class Refused(Exception):
    """Nothing was removed; the message says why."""


@dataclass
class Plan:
    """What removing the words of a version comes to: the `versions` that say them, whether the story `leaves` the site with
    them, the Copies that the desk has, and where else they may be."""

    story: int
    versions: list
    leaves: bool
    copies: object
    elsewhere: list

    @property
    def numbers(self):
        return [version.number for version in self.versions]


def plan(story, number, with_note=False):
    """The Plan for that version of a story. Raises Refused where there is nothing to remove."""
    record = list(Version.objects.filter(story=story).order_by("number"))
    wanted = next((version for version in record if version.number == number), None)
    if wanted is None:
        raise Refused(f"Story {story} has no version {number}.")
    if wanted.redacted_at:
        raise Refused("The words of this version were removed before.")
    if wanted.kind == Version.Kind.WITHDRAWN and not with_note:
        raise Refused("A withdrawal has no words but its note.")
    if with_note and not wanted.cover:
        raise Refused("The note of this version cannot go: it is from before the chain could do without it.")
    same = [one for one in record if one.fingerprint == wanted.fingerprint and not one.redacted_at]
    same = same if wanted.kind != Version.Kind.WITHDRAWN else [wanted]
    open_to_readers = [one for one in record if one not in same and not one.redacted_at and "body" in one.words]
    return Plan(
        story=story,
        versions=same,
        leaves=Publication.objects.filter(story=story, version__in=[one.number for one in same]).exists(),
        copies=Copies(story, same, open_to_readers),
        elsewhere=_elsewhere(story, open_to_readers),
    )


@transaction.atomic
def redact(story, number, reason, with_note=False):
    """Remove the words of a version for `reason`, which readers are told, and its note too where it is to go `with_note`.
    Returns the Plan that was carried out; raises Refused."""
    if not (reason := reason.strip()):
        raise Refused("Say why: readers are told.")
    edition.bump(takes_away=True)  # first: nobody publishes or withdraws meanwhile
    done = plan(story, number, with_note)
    if done.leaves:
        publishing.withdraw(story, notice=reason)
    words = done.versions[0].words
    for version in done.versions:
        values = {"words": chain.emptied(version.words), "redacted_at": timezone.now(), "redacted_for": reason}
        if with_note and version.number == number:
            values["note"] = ""
            _redact_log(story, version.note)
        Version.objects.filter(pk=version.pk).redact(**values)
    LedgerStory.objects.filter(pk=story).delete()  # the ledger reads the record anew
    if "body" in words:
        done.copies.remove()
        PreviewLink.objects.filter(article=story).delete()
    if headline := words.get("headline"):
        LogLine.objects.filter(story=story, about=headline[:200]).redact(
            about=_("Story %(number)s") % {"number": story}
        )
    if Publication.objects.filter(story=story).exists():
        publishing.project_anew(story)  # the notes that it shows are others now
    about = _("Story %(story)s, version %(number)s") % {"story": story, "number": "、".join(map(str, done.numbers))}
    audit.record(REDACTION, None, about=about, detail=reason, story=story)
    # pages of before, though none is shown
    transaction.on_commit(partial(Files(settings.PAGES).sweep, 0, 0), robust=True)
    return done


def _redact_log(story, note):
    """Take a note for readers out of the lines of the audit log, which tell it too."""
    for line in LogLine.objects.filter(story=story, detail__contains=note) if note else ():
        LogLine.objects.filter(pk=line.pk).redact(detail=line.detail.replace(note, _mark()))


class Copies:
    """What the desk has of the words of some versions of a story, of which `others` can still be read."""

    def __init__(self, story, versions, others):
        self.story, self.versions, self.others = story, versions, others
        self.texts = [_text(one.words) for one in versions if "body" in one.words]
        self.kept = [_text(one.words) for one in others]

    def remove(self):
        """Take the words out of all of them."""
        for signature in self.signatures():
            Signature.objects.filter(pk=signature.pk).redact(words=chain.emptied(signature.words))
        self.unsaved().delete()
        Article.objects.filter(pk=self.story).update(copy="", copy_name="")  # as it came: the dispatch is told of
        if article := self.working_copy():
            _empty(article)
        for save in self.saves():  # after the working copy, whose words are a save now if they were none before
            Snapshot.objects.filter(pk=save.pk).update(content=_emptied(save.content))

    def signatures(self):
        """The Signatures under these words, or under what became them."""
        fingerprints = {one.fingerprint for one in self.others}
        same = Q(fingerprint__in=[one.fingerprint for one in self.versions])
        near = self._between() & ~Q(fingerprint__in=fingerprints)
        rows = Signature.objects.filter(same | near, article=self.story) if self.texts else ()
        return [one for one in rows if "redacted" not in one.words]

    def saves(self):
        """The Snapshots that say these words, or led to them or away from them; but for those that say what may still be read,
        or what stands on the desk now."""
        if not self.texts:
            return []
        kept, article = [*self.kept], Article.objects.filter(pk=self.story).first()
        if article and (now := _text(content_of(article))) not in self.texts:
            kept.append(now)
        near = Snapshot.objects.filter(self._between(), article=self.story)
        headlines = [dict(zip(TEXT, text, strict=True))["headline"] for text in self.texts]
        same = Snapshot.objects.filter(article=self.story, content__headline__in=headlines)
        found = {one.pk: one for one in near} | {one.pk: one for one in same if _text(one.content) in self.texts}
        return [one for one in found.values() if _text(one.content) not in kept and "redacted" not in one.content]

    def unsaved(self):
        """What was typed and not saved while these were the words."""
        return Autosave.objects.filter(self._between(), article=self.story)

    def working_copy(self):
        """The Article, where it still says the same; else None."""
        article = Article.objects.filter(pk=self.story).select_related("section").first()
        return article if article and _text(content_of(article)) in self.texts else None

    def _between(self):
        """The times of what led to these versions and away from them: from the version before to the next one, of those that
        can still be read."""
        found = Q(pk__in=())
        for version in self.versions:
            before = [one.at for one in self.others if one.number < version.number]
            after = [one.at for one in self.others if one.number > version.number]
            found |= Q(at__gt=before[-1] if before else EVER) & Q(**({"at__lte": after[0]} if after else {}))
        return found


def _text(said):
    return tuple(said.get(name, "") for name in TEXT)


def _empty(article):
    """Take the words out of the working copy: the desk may write others."""
    content = _emptied(content_of(article))
    if article.trashed_at is None:
        saving.save(article.pk, content, None, article.saves)
    else:
        put(article, content)
        deskindex.write(article)


def _emptied(content):
    """A content without its words, but one that an article can have."""
    return {**chain.emptied(content), "headline": _mark()} | {"section": content.get("section")}


def _mark():
    return _("(words removed)")


def _elsewhere(story, others):
    """Sentences about where the words may be that nothing is done about: for the operator to see to."""
    found = []
    if others:
        found.append(f"Versions of the story that can still be read: {_list(one.number for one in others)}.")
    if dispatches := list(Dispatch.objects.filter(article=story).values_list("pk", flat=True)):
        found.append(f"Dispatches that hold the copy as it came: {_list(dispatches)}.")
    if followers := list(Publication.objects.filter(original=story).values_list("story", flat=True)):
        found.append(f"Stories that say it in another language: {_list(followers)}.")
    found.append("Captions in the photo library, notes of the desk, backups, and what others took over.")
    return found


def _list(numbers):
    return ", ".join(map(str, numbers))
