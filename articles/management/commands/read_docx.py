import json
import re
import tempfile
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.intake import docx, reading
from articles.intake.copy import TABLE, Unreadable

_DATE = re.compile(r"((?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日)[,，、]?")


class Command(BaseCommand):
    help = "Read a Word file as the desk does, and print as JSON what was understood. Files nothing."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="a .docx file")
        parser.add_argument(
            "--published",
            type=date.fromisoformat,
            help="YYYY-MM-DD; dates without a year count from it (default: today)",
        )

    def handle(self, *, path, published, **options):
        try:
            with tempfile.TemporaryDirectory() as folder:
                copy = docx.read(path, folder)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except Unreadable as error:
            raise CommandError(f"{path} cannot be read: {error.code}") from error
        dispatch = reading.read(copy, published=published or timezone.localdate())
        said = json.dumps({"file": path.name, **report(copy, dispatch)}, ensure_ascii=False, indent=1)
        self.stdout.write(said)


def report(copy, dispatch):
    """What a Dispatch understood of its Copy, as plain values. The body is that of the copy, byline and date included."""
    became = list(zip(copy.pieces, dispatch.became, strict=True))
    return {
        "kicker": dispatch.kicker or None,
        "headline": dispatch.headline,
        "subtitle": dispatch.subtitle or None,
        "dispatch": _dispatch(dispatch),
        "bylines": _people(dispatch.lead.credits),
        "body": [piece.text for piece, role in became if role in ("lead", "byline", "heading", "text")],
        "photos": _photos(copy, dispatch),
        "tables": [[row.split("\t") for row in piece.text.split("\n")] for piece in copy.pieces if piece.kind == TABLE],
        "editors": _people(dispatch.editors.people),
        "must_not_appear": [],
        "notes": [
            *(f"{note.author}: {note.text}" if note.author else note.text for note in copy.notes),
            *copy.told,
            *dispatch.flags,
        ],
    }


def _dispatch(dispatch):
    """Who sends the story and when, and how that was typed."""
    lead = dispatch.lead
    outlet, organisation = [*lead.outlets, None, None][:2]
    opening, day = dispatch.opening, lead.event_date or lead.dispatch_date
    said = lead.date_text or (f"{day.month}月{day.day}日" if day else None)
    if found := _DATE.match(lead.body) if lead.event_date else None:
        opening, said = opening + found[0], found[1]
    return {"outlet": outlet, "organisation": organisation, "date": said, "raw": opening}


def _people(credits):
    return [{"role": credit.role, "name": credit.name} for credit in credits]


def _photos(copy, dispatch):
    """The photo places, each with how many paragraphs of the body stand before it."""
    photos = []
    before = 0 if dispatch.lead.position == "tail" else dispatch.became.count("byline")
    for block in dispatch.blocks:
        if isinstance(block, reading.Paragraph):
            before += block.kind != TABLE
            continue
        photos.append(
            {
                "sha256": None if block.picture is None else copy.pictures[block.picture].sha256,
                "after_paragraph": before,
                "caption": block.caption.caption,
                "credit": _people(block.caption.photographers),
            }
        )
    return photos
