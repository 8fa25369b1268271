import logging
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.archive import Refused, importing
from newsroom.backups import owner
from newsroom.backups.making import Failed
from newsroom.progress import Bars


class Command(BaseCommand):
    help = "Take an archive copy in, into an empty copy of the site. Looks at all of it first; all of it comes in, or nothing."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="The folder that `export` wrote.")
        parser.add_argument(
            "--check", action="store_true", help="Take nothing in: say whether the archive copy is whole."
        )

    def handle(self, folder, check, **options):
        tell = Bars(self.stdout).at
        try:
            if check:
                reading = importing.look_at(folder, tell)
                self.stdout.write(f"The archive copy of {reading.manifest['site']} is whole.")
                self.stdout.write(f"Fingerprint {reading.manifest['fingerprint']}")
                return
            owner.must_be_ours()
            logging.getLogger("newsroom.publishing").setLevel(logging.WARNING)  # else a line a story
            done = importing.take_in(folder, tell)
        except (Refused, Failed, OSError) as error:
            raise CommandError(f"{'Not whole' if check else 'Nothing was taken in'}: {error}.") from None
        self.stdout.write(
            f"The archive copy of {done.site} is on this site: {done.stories:,} stories with {done.versions:,} versions, "
            f"{done.photos:,} photos, {done.clips:,} clips. The worker makes the public files of the photos."
        )
