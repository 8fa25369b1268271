from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from articles.desk import importing, moving


class Command(BaseCommand):
    help = (
        "Move in from WordPress: stories with their day, people, tags, photos and old addresses, out of an export (WXR). "
        "What has moved in once is passed over, so it may be stopped and repeated."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the export, .xml or .xml.gz")
        parser.add_argument("--uploads", type=Path, help="the folder wp-content/uploads of the old site")
        parser.add_argument(
            "--section-map",
            type=Path,
            help="a CSV file: category (name or slug), address of a section; * for all others",
        )
        parser.add_argument(
            "--photo-credit", default="", help="for photos of which nobody is named, such as 某单位供图"
        )
        parser.add_argument("--by", help="the user name of who does it")
        parser.add_argument("--dry-run", action="store_true", help="store nothing; say what would be")

    def handle(self, *, file, uploads, section_map, photo_credit, by, dry_run, **options):
        user = get_user_model().objects.filter(username=by).first() if by else None
        if by and user is None:
            raise CommandError(f"There is no user {by}.")
        if uploads and not uploads.is_dir():
            raise CommandError(f"{uploads}: there is no such folder.")
        try:
            text = importing.text_of(section_map.read_bytes()) if section_map else ""
            summary = moving.move(
                file,
                uploads=uploads,
                sections=moving.sections_of(text),
                user=user,
                credit=photo_credit,
                is_trial=dry_run,
                progress=self.stdout.write,
            )
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        except (importing.Refused, moving.Refused) as error:
            raise CommandError(str(error)) from error
        for line in moving.lines_of(summary):
            self.stdout.write(line)
