from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from newsroom import env
from newsroom.backups import checking, disk, making, manifest, owner, postgresql, restoring
from newsroom.progress import Bar


class Command(BaseCommand):
    help = "Make a backup of the running site in a folder, which all backups share; or look whether one is whole."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, help="The folder (default: BACKUP_DIR).")
        parser.add_argument("--verify", action="store_true", help="Make none: read all of an existing one, and say.")
        parser.add_argument("--backup", metavar="NAME", help="With --verify: which one (default: the newest).")
        parser.add_argument("--list", action="store_true", help="Make none: name those that there are.")
        parser.add_argument(
            "--keep",
            metavar="D,W,M",
            help="Afterwards take away old ones, but for the newest of each of the last D days, W weeks and M months.",
        )

    def handle(self, folder, verify, backup, keep, **options):
        folder = folder or settings.BACKUP_DIR
        if folder is None:
            raise CommandError("Name the folder for backups, or set BACKUP_DIR.")
        try:
            if options["list"]:
                self.name_all(folder)
            elif verify:
                self.verify(folder, restoring.choose(folder, backup))
            else:
                self.make(folder, keep)
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None
        except (making.Failed, disk.Busy, postgresql.Trouble) as error:
            what = "Not looked at" if verify or options["list"] else "No backup"
            raise CommandError(f"{what}: {error}.") from None

    def make(self, folder, keep):
        owner.must_be_ours()
        counts = env.counts("--keep", tuple(keep.split(","))) if keep else None
        bar = Bar(self.stdout)
        made = making.make(folder, counts, bar.at)
        bar.end()
        self.stdout.write(f"{made.name} in {folder}: {made}.")
        for name in made.missing[:20]:
            self.stderr.write(f"  the site has no such file, or another under its name: {name}")
        if made.gone:
            self.stdout.write(f"Old ones taken away: {', '.join(made.gone)}.")

    def verify(self, folder, name):
        bar = Bar(self.stdout)
        with disk.alone(folder):
            try:
                head = checking.look_at(folder / name, name, bar.at)
            except manifest.Damaged as error:
                raise CommandError(f"{name} is damaged: {error}.") from None
        bar.end()
        self.stdout.write(f"{name} of {head.site} is whole.")

    def name_all(self, folder):
        for name in checking.names(folder) if folder.is_dir() else []:
            try:
                head, files, size = manifest.read(folder / name / manifest.FILE, name)
            except manifest.Damaged as error:
                self.stdout.write(f"{name}  damaged: {error}")
            else:
                self.stdout.write(f"{name}  {head.site}  {head.database}  {files:,} files  {size / 1e6:,.0f} MB")
