"""Is a backup whole? All of it is read: nothing that is put back was not looked at."""

from newsroom.backups import database, disk, manifest, moment_of
from newsroom.backups.files import Kept
from newsroom.backups.manifest import Damaged

SHOWN = 5  # of the files that are wrong


def names(folder):
    """The names of the backups in `folder`, the newest first."""
    return sorted((one.name for one in folder.iterdir() if moment_of(one.name) and one.is_dir()), reverse=True)


def look_at(folder, name, tell=None):
    """Read the backup in `folder` that is called `name` and look through its database; what its manifest says, a Head. Its
    files are read as well where `tell`, called with (done, total), is given. Raises Damaged."""
    head, count, _size = manifest.read(folder / manifest.FILE, name)
    file = folder / manifest.DATABASES[head.database]
    if not file.is_file():
        raise Damaged("its database is not there")
    if file.stat().st_size != head.size or disk.hash_of(file) != head.sha256:
        raise Damaged("its database is cut off or was changed")
    database.check(head, folder)
    if tell:
        _look_at_files(folder, count, tell)
    return head


def _look_at_files(folder, count, tell):
    kept, wrong = Kept(folder.parent), []
    for number, one in enumerate(manifest.files(folder / manifest.FILE), 1):
        path = kept.path(one.sha256)
        if not path.is_file():
            wrong.append(f"{one.name} of {one.kind} is not there")
        elif path.stat().st_size != one.size or disk.hash_of(path) != one.sha256:
            wrong.append(f"{one.name} of {one.kind} was changed")
        tell(number, count)
    if wrong:
        more = f" and {len(wrong) - SHOWN:,} more" if len(wrong) > SHOWN else ""
        raise Damaged(f"{len(wrong):,} of its {count:,} files are damaged: {'; '.join(wrong[:SHOWN])}{more}")
