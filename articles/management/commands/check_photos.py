from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.desk import files
from media import housekeeping

SHOWN = 20
SAID = {"orphan": "files without a row", "missing": "rows without a file", "half": "files half stored"}


class Command(BaseCommand):
    help = (
        "Report files of photos, clips, dispatches, logos and cards that no row names, and rows whose file is gone. Ends with "
        "1 where files are gone."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--remove-orphans", action="store_true", help="take away the files that no row has named for a day"
        )
        parser.add_argument(
            "--mend",
            action="store_true",
            help="the same, put lost files back from where a copy of them is, and make public files of photos again",
        )
        parser.add_argument(
            "--from",
            dest="folders",
            action="append",
            default=[],
            metavar="DIR",
            help="with --mend: a folder that may hold copies, such as a backup or another data folder",
        )

    def handle(self, **options):
        now = timezone.now()
        removes = options["mend"] or options["remove_orphans"]
        folders = options["folders"] if options["mend"] else None
        gone = sum([self._look(kind, now, removes, folders) for kind in files.kinds()])
        self._waiting(now, options["mend"])
        self._left("cards", files.cards_left(now), removes)
        self._left("uploads", housekeeping.uploads_left(now), removes)
        self._short(options["mend"])
        if gone:
            raise SystemExit(1)

    def _look(self, kind, now, removes, folders):
        """Tell what does not agree in a kind, and mend it where `folders` is a list; how many files are gone for good."""
        found, size, orphans, mended = Counter(), 0, [], 0
        taken = 0
        for one in housekeeping.differences(kind, now):
            found[one.what] += 1
            size += one.size
            is_mended = one.what == "missing" and folders is not None and self._mend(kind, one, folders)
            mended += is_mended
            if found[one.what] <= SHOWN:
                said = f" of {one.of}" if one.of else ""
                self.stdout.write(f"  {SAID[one.what]}: {one.name}{said}{' (mended)' if is_mended else ''}")
            if removes and one.what == "orphan":
                orphans.append(one.name)
            if removes and one.what == "half":
                housekeeping.take_away(Path(one.name))
                taken += 1
            if len(orphans) == housekeeping.BATCH:
                taken += housekeeping.remove(kind, orphans, now)
                orphans = []
        taken += housekeeping.remove(kind, orphans, now)
        told = [f"{found['orphan']} files without a row ({size / 1e6:.1f} MB)", f"{found['half']} half stored"]
        told += [f"{taken} taken away"] * removes + [f"{found['missing']} rows without a file"]
        told += [f"{mended} mended"] * (folders is not None)
        self.stdout.write(f"{kind.name}: {', '.join(told)}")
        return found["missing"] - mended

    def _mend(self, kind, lost, folders):
        if housekeeping.put_back(kind, lost.name, folders):
            return True
        return kind.name == "photos" and housekeeping.make_again(lost)

    def _waiting(self, now, mends):
        photos = housekeeping.waiting(now)
        if count := photos.count():
            self.stdout.write(f"photos: {count} without public files{', asked for again' if mends else ''}")
        for photo in photos.iterator() if mends else ():
            housekeeping.hurry(photo)

    def _left(self, name, paths, removes):
        count = 0
        for count, path in enumerate(paths, start=1):
            if count <= SHOWN:
                self.stdout.write(f"  left over: {path.name}")
            if removes:
                housekeeping.take_away(path)
        self.stdout.write(f"{name}: {count} left over{', taken away' if removes and count else ''}")

    def _short(self, mends):
        """Uploads of which the disk lost a part are no loss where the browser sends it again; with `mends` it is told so."""
        for upload in housekeeping.uploads_short():
            self.stdout.write(f"  upload {upload.pk}: {upload.received} bytes by its row, fewer on the disk")
            if mends:
                housekeeping.settle(upload)
