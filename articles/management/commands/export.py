from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.archive import Refused
from articles.archive.exporting import export
from newsroom.progress import Bars


class Command(BaseCommand):
    help = (
        "Write the archive copy: all that was published, as open files that need no Newsroom. Again into the same folder, only "
        "what has changed is written."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="An empty folder, or that of an archive copy of this site.")

    def handle(self, folder, **options):
        try:
            done = export(folder, Bars(self.stdout).at)
        except (Refused, OSError) as error:
            raise CommandError(f"No archive copy: {error}.") from None
        counts = done.counts
        self.stdout.write(
            f"{counts['stories']:,} stories with {counts['versions']:,} versions, {counts['photos']:,} photos, "
            f"{counts['clips']:,} clips: {counts['files']:,} files, {counts['bytes'] / 1e6:,.1f} MB, "
            f"of which {done.changed:,} files were written now."
        )
        self.stdout.write(f"Fingerprint {done.fingerprint}")
