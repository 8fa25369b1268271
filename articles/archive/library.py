"""Photos and clips of an archive copy: each file as it was uploaded, under its hash, and beside it as JSON all that the house says
of it. The file itself is never touched, so that its hash stays."""

import json
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime

from articles.archive import Refused, tables
from media import containers, credits, guard, stores, uploads
from media.models import Clip, Photo, PhotoCredit
from media.tasks import inscription, make_renditions

PHOTO = "file_name caption alt place taken_on marks provider agency credited_from keywords licence licence_url copyright".split()
PHOTO += "restrictions expires_on made said focus_x focus_y is_focus_set uploaded_at".split()
CREDIT = "position role name unit work reporter_id".split()
CLIP = "file_name title credit created_at".split()
KILLED, KILLED_COLUMNS = "killed_photos.csv", ["number", "sha256", "killed_at"]
GIVEN_TO_PHOTO = set("pk original sha256 format size width height likeness band_0 band_1 band_2 band_3".split())


def put_photo(writing, photo):
    """Write what is said of a photo, whose credits are fetched, into an archive copy."""
    path = f"photos/{photo.original}"
    owed, own = credits.facts(photo), inscription(photo)
    said = {"number": photo.pk, "sha256": photo.sha256, **{name: getattr(photo, name) for name in PHOTO}}
    said["credits"] = [{name: getattr(one, name) for name in CREDIT} for one in photo.credits.all()]
    said["credit_line"] = credits.line(owed)
    said["inscription"] = {name: getattr(own, name) for name in ("caption", "creators", "credit", "rights")}
    writing.put(sidecar(path), as_json(_plain(said)))


def put_clip(writing, clip):
    """Write what is said of a clip into an archive copy."""
    path = f"clips/{clip.name}"
    said = {"number": clip.pk, "sha256": clip.sha256, "kind": clip.kind, **{name: getattr(clip, name) for name in CLIP}}
    writing.put(sidecar(path), as_json(_plain(said)))


def put_file(writing, kind, name, size):
    """Write the file of a photo or clip. Raises Refused where the site has it no more, or another one."""
    store = stores.originals() if kind == "photos" else stores.clips()
    try:
        writing.keep(f"{kind}/{name}", name[3:67], size, lambda: store.open(name))
    except FileNotFoundError:
        raise Refused(f"the site has lost the file {name}: check_photos may put it back") from None


def killed():
    """The rows of the table of killed photos: no more than lets them be known again."""
    for photo in Photo.objects.exclude(killed_at=None).only("sha256", "killed_at").order_by("pk").iterator():
        yield {"number": photo.pk, "sha256": photo.sha256, "killed_at": photo.killed_at.isoformat()}


def sidecar(path):
    """Where what is said of a file lies."""
    return f"{path.rpartition('.')[0]}.json"


def as_json(said):
    """The bytes of a JSON file of an archive copy: the same values give the same bytes."""
    return (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _plain(said):
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in said.items()}


# ---- and back


def read_photos(reading):
    """Every photo of an archive copy as (its path there, its files.Stored, the guard's Inspection), its original stored. Raises
    Refused where the guard does."""
    for path in reading.names("photos"):
        if path.endswith(".json"):
            continue
        sha256 = _of(reading, path)[1]
        try:
            seen = guard.inspect(reading.local(path, sha256))
        except guard.Refused as refusal:
            raise Refused(f"{path} is no photo that the site takes ({refusal.code})") from None
        stored = stores.originals().store(reading.local(path, sha256), seen.extension)
        _is_same(path, f"photos/{stored.name}")
        yield path, stored, seen


def read_clips(reading):
    """The same of clips, as (its path there, its files.Stored, its Container)."""
    for path in reading.names("clips"):
        if path.endswith(".json"):
            continue
        sha256 = _of(reading, path)[1]
        source = reading.local(path, sha256)
        with source.open("rb") as file:
            seen = containers.recognised(file.read(containers.HEAD))
        if seen is None or source.stat().st_size > settings.MAX_CLIP_MB * 1_000_000:
            raise Refused(f"{path} is no video or audio that the site takes")
        stored = stores.clips().store(source, seen.extension)
        _is_same(path, f"clips/{stored.name}")
        yield path, stored, seen


def _of(reading, path):
    """What is said of a file, and its hash by its name."""
    said, sha256 = reading.json(sidecar(path)), path.rpartition("/")[2].partition(".")[0]
    if not isinstance(said, dict) or said.get("sha256") != sha256:
        raise Refused(f"{sidecar(path)} speaks of another file")
    return said, sha256


def _is_same(path, stored):
    if path != stored:
        raise Refused(f"{path} is not what its name says: it would be {stored}")


def add_photo(reading, path, stored, seen):
    """Add a photo to the library, under the number that the record knows it by; the worker makes its public files. Raises
    Refused."""
    said, _sha256 = _of(reading, path)
    try:
        photo = Photo(
            pk=_number(said["number"]),
            original=stored.name,
            sha256=stored.sha256,
            format=seen.format,
            size=stored.size,
            width=seen.width,
            height=seen.height,
            **uploads.likeness_fields(seen.likeness),
            **{name: said[name] for name in PHOTO if name not in ("taken_on", "expires_on", "uploaded_at")},
            **{name: date.fromisoformat(said[name]) if said[name] else None for name in ("taken_on", "expires_on")},
            uploaded_at=parse_datetime(said["uploaded_at"]),
        )
        photo.full_clean(exclude=GIVEN_TO_PHOTO, validate_unique=False, validate_constraints=False)
        photo.save(force_insert=True)
        for one in said["credits"]:
            credit = PhotoCredit(photo=photo, **{name: one[name] for name in CREDIT})
            credit.full_clean(exclude={"photo", "reporter"}, validate_unique=False, validate_constraints=False)
            credit.save()
    except (KeyError, TypeError, ValueError, AttributeError, ValidationError) as error:
        raise Refused(f"photos/{stored.name}: {_why(error)}") from None
    make_renditions.enqueue(photo.pk)
    return photo


def add_clip(reading, path, stored, seen):
    """Add a clip to the library, under its number. Raises Refused."""
    said, _sha256 = _of(reading, path)
    try:
        clip = Clip(
            pk=_number(said["number"]),
            name=stored.name,
            sha256=stored.sha256,
            kind=seen.kind,
            extension=seen.extension,
            size=stored.size,
            file_name=said["file_name"],
            title=said["title"],
            credit=said["credit"],
            created_at=parse_datetime(said["created_at"]),
        )
        clip.full_clean(validate_unique=False, validate_constraints=False)
        clip.save(force_insert=True)
    except (KeyError, TypeError, ValueError, AttributeError, ValidationError) as error:
        raise Refused(f"clips/{stored.name}: {_why(error)}") from None
    return clip


def add_killed(reading):
    """Let the killed photos be known, of which there is no file: they are never taken again. How many."""
    count = 0
    for row in tables.read(reading.text(KILLED), KILLED_COLUMNS, KILLED):
        sha256, at = row["sha256"], parse_datetime(row["killed_at"])
        if len(sha256) != 64 or not sha256.isalnum() or at is None:
            raise Refused(f"{KILLED}: {sha256[:80]!r} is no hash")
        Photo.objects.create(
            pk=tables.number(row["number"], KILLED),
            original=f"{sha256[:2]}/{sha256}.jpg",
            sha256=sha256,
            format="jpeg",
            size=Photo.NO_FILE,
            width=1,
            height=1,
            killed_at=at,
        )
        count += 1
    return count


def _number(value):
    if type(value) is not int or not 0 < value < 2**62:
        raise ValueError(f"{value!r} is no number")
    return value


def _why(error):
    return " ".join(error.messages) if isinstance(error, ValidationError) else f"it lacks what is said of it ({error})"
