"""What becomes of a change at a supplier: a story comes in as a dispatch; what is corrected there is offered here, and never over
what the desk wrote; what is withdrawn there goes off the site here."""

import hashlib
import json
import tempfile
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.desk import arriving, filing, publishing, saving, understanding, workflow
from articles.desk.exchange import photos
from articles.intake import supplied
from articles.intake.copy import Note, Reprint, Unreadable
from articles.models import Article, Dispatch, Publication, Supplier, Supply
from media import stores
from newsroom import audit, edition
from newsroom.models import Role

CAME = ("published", "moved_in")  # the kinds of change that bring a story for the first time
NOTE_LENGTH, REASON_LENGTH, NAME_LENGTH = 1000, 300, 200


class Overtaken(Exception):
    """Somebody else follows this supplier, or it was changed at the desk meanwhile: nothing was done."""


def take(supplier, change):
    """Do what a Change means here, whole or not at all, and remember that it was done. Raises Overtaken, and fetching.Trouble
    where the supplier is away."""
    supply = Supply.objects.filter(supplier=supplier, story=change.story).first()
    if _concerns(supplier, supply, change):
        try:
            story = supplied.read(change.item)
            if story.number != change.story:
                raise Unreadable("broken")
            if not story.is_canceled:
                arriving.check(story.copy.text, has_pictures=bool(story.photos))
            is_wanted = supply is not None or _is_wanted(supplier, story)
            is_new = is_wanted and not story.is_canceled and (supply is None or story.version > supply.words_version)
            taken = photos.take(supplier, story, supply.photos if supply else ()) if is_new else None
            with transaction.atomic():
                _claim(supplier, change)
                if is_wanted:
                    _do(supplier, change, story, taken)
            supplier.cursor = change.cursor
            return
        except (Unreadable, arriving.Refused) as error:
            if change.item.get("pubStatus") == "canceled":
                raise
            reason = str(error) if isinstance(error, arriving.Refused) else ""
            keep_unread(supplier, change, reason)
    else:
        with transaction.atomic():
            _claim(supplier, change)
    supplier.cursor = change.cursor


def keep_unread(supplier, change, reason=""):
    """Let a story that could not be taken in wait as it came, with the reason, so that those behind it are not kept waiting."""
    reason = reason or _("This story of %(name)s could not be taken in: fetch it by hand.") % {"name": supplier.name}
    original = _original(change.item)
    with transaction.atomic():
        _claim(supplier, change)
        supply, _made = Supply.objects.get_or_create(supplier=supplier, story=change.story)
        Supply.objects.filter(pk=supply.pk).update(version=change.version)
        Dispatch.objects.create(
            name=str(change.item.get("title") or change.story)[:NAME_LENGTH],
            original=original.name,
            size=original.size,
            sha256=original.sha256,
            failure=reason[:REASON_LENGTH],
            sender=supplier.name,
            received=timezone.localdate(),
            supply=supply,
        )
    supplier.cursor = change.cursor


def _concerns(supplier, supply, change):
    """Whether a change is new here: not one that was followed before, nor one from before the supplier was followed, nor the end
    of a story that never came."""
    if supply is not None:
        return change.version > supply.version
    if change.item.get("pubStatus") == "canceled":
        return False
    return supplier.has_past or change.at >= supplier.begun_at.replace(microsecond=0)  # it is told in whole seconds


def _is_wanted(supplier, story):
    """Whether a story is one to take in: in the language that is wanted, and not one of ours that they have from here."""
    is_from_here = story.origin_address.startswith(f"{settings.SITE_URL}/")
    return story.language == supplier.language_id and not is_from_here


def _claim(supplier, change):
    """Hold the supplier, and go on behind this change. Raises Overtaken."""
    rows = Supplier.objects.filter(pk=supplier.pk, cursor=supplier.cursor, is_off=False)
    if not rows.update(cursor=change.cursor):
        raise Overtaken


def _do(supplier, change, story, taken):
    supply, _made = Supply.objects.select_for_update().get_or_create(supplier=supplier, story=change.story)
    supply.supplier = supplier
    if story.is_canceled:
        if supply.withdrawn_at is None:
            _withdraw(supply, story)
    else:
        if supply.withdrawn_at is not None:
            _put_back(supply)
        if taken is not None:
            _take_words(supply, change, story, taken)
        elif change.note and (article := article_of(supply)):
            _carry_note(supply, article, change.note)
        supply.address = story.address[:500]
    supply.version = change.version
    supply.save()


def article_of(supply):
    """The Article that a story of a supplier became; None where it is none, or was deleted."""
    filed = supply.dispatches.exclude(article=None).order_by("-filed_at").values("article")[:1]
    return Article.objects.filter(pk__in=filed).first()


# ---- words


def _take_words(supply, change, story, taken):
    """Bring the desk the words of a story as they are there now."""
    is_first = supply.words_version == 0
    supply.words_version, supply.photos = story.version, taken.kept
    values = _values(supply, change, story, taken, is_first)
    article = article_of(supply)
    was, supply.said = supply.said, _mark(values["said"])
    if article is None and not is_first and _in_its_place(supply, was, values):
        return
    section = supply.supplier.section_for(story.sections)
    dispatch = Dispatch.objects.create(
        **values, supply=supply, section=section, received=timezone.localdate(), created_by=None
    )
    if article is not None:
        _update(supply, change, dispatch, article)
    elif is_first and _files_itself(supply.supplier, section) and change.kind in CAME and story.is_whole:
        try:
            filing.file(dispatch, None)
        except filing.Refused as refusal:
            _tell(dispatch, str(refusal))


def _files_itself(supplier, section):
    """Whether stories become articles by themselves: one in another language than the house's needs a section of its own."""
    return supplier.files_itself and (section is not None or supplier.language_id == settings.LANGUAGE_CODE)


def _mark(said):
    """By what is known whether the desk has corrected a dispatch since it came."""
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _in_its_place(supply, was, values):
    """Put newer words in the place of those of a dispatch that waits, or was laid aside, and still says what it said when it
    came, which `was` the mark of; whether it was done."""
    waiting = supply.dispatches.filter(filed_at=None).order_by("-pk").first()
    if waiting is None or _mark(waiting.said) != was:
        return False
    return Dispatch.objects.filter(pk=waiting.pk, filed_at=None).update(**values) == 1


def _update(supply, change, dispatch, article):
    """Offer newer words to an article: a save like any other where nobody here has written in the same places; else the
    dispatch waits, and its page shows what differs."""
    name = supply.supplier.name
    if change.note:
        _carry_note(supply, article, change.note)
    try:
        filing.update(dispatch, article, None, filing.filed_as(article))
    except saving.Clash:
        said = _("%(name)s has changed this story in places that the desk has changed as well: compare them.")
        _tell(dispatch, said % {"name": name})
        _hold(article, said % {"name": name})
        return
    except (filing.Refused, workflow.Refused) as refusal:
        _tell(dispatch, _("Article %(number)s is as it was: %(reason)s") % {"number": article.pk, "reason": refusal})
        return
    if _is_live(article):
        said = _(
            "%(name)s has corrected this story. Its new words stand here: have them signed and publish the correction."
        )
        _hold(article, said % {"name": name})


def _carry_note(supply, article, note):
    """Let the note of a correction stand ready for the readers here, if the story has any."""
    if not _is_live(article):
        return
    with translation.override(article.language):
        said = _("As %(name)s has corrected: %(note)s") % {"name": supply.supplier.name, "note": note}
    before = Article.objects.values_list("publish_note", flat=True).get(pk=article.pk)
    if said not in before.split("\n"):
        together = "\n".join(filter(None, [before, said]))[:NOTE_LENGTH]
        Article.objects.filter(pk=article.pk).update(publish_note=together)


def _values(supply, change, story, taken, is_first):
    """What the Dispatch of a story has, as the values of its fields."""
    told = list(taken.told)
    notes = list(story.copy.notes) if is_first else []
    if change.note:
        notes.append(Note(change.note, supply.supplier.name))
        told.append(_("Corrected there: %(note)s") % {"note": change.note})
    if story.origin:
        said = _("%(name)s has it from %(origin)s itself: ask there whether it may be used.")
        told.append(said % {"name": supply.supplier.name, "origin": story.origin})
    numbers = {number: photo.pk if photo else None for number, photo in taken.photos.items()}
    pictures = [numbers.get(int(one.name)) if one.name.isdigit() else None for one in story.copy.pictures]
    reprint = Reprint(story.origin or supply.supplier.name, story.lines["source_url"], story.headline)
    copy = replace(story.copy, notes=notes, reprint=reprint)
    values = arriving.values_of(copy, pictures, story.headline, _original(change.item), told)
    return {**values, "sender": supply.supplier.name, "said": _said(supply.supplier, story, taken)}


def _said(supplier, story, taken):
    """What the desk is told that the story says; nothing of it is guessed. Its people stay names: of somebody who has the name of
    one of ours nobody knows whether it is she."""
    lines = dict.fromkeys(understanding.LINES, "") | story.lines
    lines["source"] = story.origin or supplier.name
    people = [
        {"role": one.role or Role.REPORTER, "name": one.name, "unit": one.unit, "reporter": None, "keep": "text"}
        for one in story.people
    ]
    cover = taken.photos.get(story.cover)
    return {
        **{name: _cut(line, understanding.room(name)) for name, line in lines.items()},
        "event_date": None,
        "tags": story.tags,
        "people": people,
        "editors": [],
        "blocks": [_block(block, story, taken) for block in story.blocks],
        "standfirst": story.standfirst[:300],
        "ai_part": story.ai_part,
        "cover": cover.pk if cover else None,
    }


def _cut(line, room):
    return line[:room] if not line.startswith("http") or len(line) <= room else ""


def _block(block, story, taken):
    if block["kind"] != supplied.PHOTO:
        return block
    photo = taken.photos.get(block["photo"])
    if photo is not None:
        return {"kind": understanding.PHOTO, "photo": photo.pk, "caption": block["caption"], "credit": ""}
    there = next((one for one in story.photos if one.number == block["photo"]), None)
    caption = block["caption"] or (there.caption if there else "")
    return {"kind": understanding.PHOTO, "photo": None, "caption": caption, "credit": there.credit if there else ""}


def _original(item):
    """The news object as it came, kept as a file."""
    settings.UPLOADS.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=settings.UPLOADS, prefix=".supplied-", suffix=".json") as file:
        file.write(json.dumps(item, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
        file.flush()
        return stores.copies().store(Path(file.name), "json")


# ---- withdrawn, and put back


def _withdraw(supply, story):
    """Follow a withdrawal at once: off the site, or not onto it."""
    edition.bump()  # first: nobody publishes it between the look whether it is out and what follows from it
    supply.withdrawn_at = timezone.now()
    name = supply.supplier.name
    reason = " ".join(filter(None, [_("%(name)s has withdrawn this story.") % {"name": name}, story.notice]))
    supply.dispatches.filter(filed_at=None).update(failure=reason[:REASON_LENGTH])
    article = article_of(supply)
    if article is None:
        return
    is_live = _is_live(article) and _take_off(article, name, story.notice)
    held = "" if article.trashed_at else reason[:REASON_LENGTH]
    Article.objects.filter(pk=article.pk).update(stopped=reason[:REASON_LENGTH], held=held, publish_at=None)
    done = _("Withdrawn by itself, with its supplier.") if is_live else _("Held back by itself, with its supplier.")
    _record(article, done, reason)


def _take_off(article, name, said):
    """Withdraw a story here, with a notice that names its supplier; whether it was still on the site."""
    with translation.override(article.language):
        notice = [_("%(name)s, from which this story came, has withdrawn it.") % {"name": name}, said]
    try:
        publishing.withdraw(article.pk, notice="\n".join(filter(None, notice))[:NOTE_LENGTH])
    except publishing.NotReady:  # the desk was faster
        return False
    return True


def _put_back(supply):
    """What was withdrawn there stands there again: here it may go out again, and the desk decides."""
    supply.withdrawn_at = None
    supply.dispatches.filter(filed_at=None, text__gt="").update(failure="")  # one without words could not be read
    article = article_of(supply)
    if article is None:
        return
    Article.objects.filter(pk=article.pk).update(stopped="", held="")
    said = _("%(name)s has put this story back. It may go out again: the desk decides.") % {
        "name": supply.supplier.name
    }
    _hold(article, said)
    _record(article, _("May go out again."), said)


def _is_live(article):
    return Publication.objects.filter(story=article.pk).exists()


def settle(dispatch):
    """Newer words of a supplier were taken over or laid aside by the desk: the start page asks nobody to see to them any more."""
    if dispatch.supply_id and (article := article_of(dispatch.supply)):
        Article.objects.filter(pk=article.pk, stopped="").update(held="")


def _hold(article, reason):
    """Show on the start page that an article wants somebody."""
    if not article.trashed_at:
        Article.objects.filter(pk=article.pk).update(held=reason[:REASON_LENGTH])


def _record(article, done, said):
    audit.record("decision", None, about=article.headline, detail=f"{done}\n{said}", story=article.pk)


def _tell(dispatch, said):
    dispatch.told = [*dispatch.told, said]
    dispatch.save(update_fields=["told"])
