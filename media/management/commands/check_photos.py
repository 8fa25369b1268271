from django.core.management.base import BaseCommand
from django.utils import timezone

from media import housekeeping

SHOWN = 20


class Command(BaseCommand):
    help = "Report files of photos and clips that no row names, and rows whose file is gone. Ends with 1 where files are gone."

    def add_arguments(self, parser):
        parser.add_argument(
            "--remove-orphans", action="store_true", help="take away the files that no row has named for a day"
        )

    def handle(self, **options):
        now = timezone.now()
        report = housekeeping.look(now)
        for kind, orphans in report.orphans.items():
            size = sum(size for _name, size in orphans) / 1e6
            self.stdout.write(f"{kind}: {len(orphans)} files without a row ({size:.1f} MB)")
            for name, _size in orphans[:SHOWN]:
                self.stdout.write(f"  {name}")
        for kind, parts in report.broken_off.items():
            if parts:
                self.stdout.write(f"{kind}: {len(parts)} files half stored")
        for kind, missing in report.missing.items():
            self.stdout.write(f"{kind}: {len(missing)} rows without a file")
            for name, of in missing[:SHOWN]:
                self.stdout.write(f"  {name} of {of}")
        if options["remove_orphans"]:
            self.stdout.write(f"{housekeeping.remove_orphans(report, now)} files taken away.")
        if not report.is_well:
            raise SystemExit(1)
