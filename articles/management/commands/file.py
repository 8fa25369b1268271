import json
from datetime import date
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from articles.desk import arriving, filing
from articles.models import Section
from media import uploads


class Command(BaseCommand):
    help = "File a dispatch, as the page 来稿 does, and print what was understood as JSON."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="a text file in UTF-8, UTF-16 or GB18030")
        parser.add_argument(
            "--photo", action="append", default=[], type=Path, help="a photo; may be given several times"
        )
        parser.add_argument("--section", help="the address of the section, such as news")
        parser.add_argument("--by", help="the user name of who files it")
        parser.add_argument(
            "--received", type=date.fromisoformat, help="YYYY-MM-DD; dates without a year count from it"
        )

    def handle(self, *, path, photo, section, by, received, **options):
        try:
            path.open("rb").close()
            user = self.one(get_user_model().objects.filter(username=by), by, "user")
            section = self.one(Section.objects.filter(slug=section), section, "section")
            photos = [self.accept(each, user) for each in photo]
            more = {"user": user, "photos": photos, "section": section, "received": received}
            (dispatch,) = arriving.take_file(path, path.name, **more)
            filed = filing.file(dispatch, user)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        except (filing.Refused, uploads.Refused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(report(filed), ensure_ascii=False, indent=2))

    def one(self, queryset, name, kind):
        if name is None:
            return None
        found = queryset.first()
        if found is None:
            raise CommandError(f"There is no {kind} {name}.")
        return found

    def accept(self, path, user):
        with path.open("rb") as stream:
            return uploads.accept(File(stream, name=path.name), user)[0]


def report(filed):
    """What was understood, as plain values."""
    article = filed.article
    return {
        "article": article.pk,
        "headline": article.headline,
        "outlets": [part for part in article.outlets.split("-") if part],
        "bylines": [[b.role, b.printed_name] for b in article.bylines.select_related("reporter")],
        "event_date": article.event_date.isoformat() if article.event_date else None,
        "photos": filed.places(),
        "new_reporters": [r.name for r in filed.new_reporters],
        "flags": filed.flags,
    }
