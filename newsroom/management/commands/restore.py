from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.backups import checking, disk, making, manifest, owner, postgresql, restoring
from newsroom.progress import Bar


class Command(BaseCommand):
    help = "Put a site back from a backup, into an empty place. Looks at all of it first and writes nothing where it is damaged."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, help="The folder of the backups (default: BACKUP_DIR).")
        parser.add_argument("--backup", metavar="NAME", help="Which one (default: the newest).")
        parser.add_argument("--replace", action="store_true", help="Although there are rows or files: they are lost.")

    def handle(self, folder, backup, replace, **options):
        folder = folder or settings.BACKUP_DIR
        if folder is None:
            raise CommandError("Name the folder of the backups, or set BACKUP_DIR.")
        try:
            owner.must_be_ours()
            name = restoring.choose(folder, backup)
            with disk.alone(folder):
                done = self.put_back(folder, name, replace)
        except manifest.Damaged as error:
            raise CommandError(f"Nothing was written: {name} is damaged: {error}.{self.others(folder, name)}") from None
        except (making.Failed, disk.Busy, postgresql.Trouble) as error:
            raise CommandError(f"Not put back: {error}.") from None
        self.stdout.write(f"{done.name} is put back: {sum(done.rows.values()):,} rows, {done.files:,} files.")
        self.stdout.write("Everybody has to log in again. Start the site.")

    def put_back(self, folder, name, replace):
        bars = {}

        def tell(what, done, total):
            if what not in bars:
                self.stdout.write(f"Files {what}:")
                bars[what] = Bar(self.stdout)
            bars[what].at(done, total)
            if done == total:
                bars[what].end()

        self.stdout.write(f"Looking at all of {name} …")
        return restoring.put_back(folder, name, replace=replace, tell=tell)

    def others(self, folder, name):
        """A sentence on what else could be put back."""
        others = [one for one in checking.names(folder) if one != name]
        return f" There are {', '.join(others[:5])}: say --backup NAME." if others else ""
