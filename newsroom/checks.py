"""What an operator can get wrong without noticing, as Django system checks: `manage.py check` tells, with a hint."""

import os
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.utils.module_loading import import_string

SAFE_SQLITE = (3, 51, 3)  # before it the write-ahead log can be reset while it is read: docs/decisions/0002-sqlite.md
SHORTEST_KEY = 32
SETTINGS = "settings"  # the tag of those that need no app: `manage.py serve` asks them before it starts anything


@register(Tags.database)
def sqlite_is_safe(**kwargs):
    """W001 where SQLite is older than the release without the WAL-reset bug."""
    if settings.DATABASES["default"]["ENGINE"] != "newsroom.db.sqlite3":
        return []
    from newsroom.db.sqlite3.base import DatabaseWrapper

    if DatabaseWrapper.Database.sqlite_version_info >= SAFE_SQLITE:
        return []
    return [
        Warning(
            f"SQLite {DatabaseWrapper.Database.sqlite_version} has the WAL-reset bug; the site runs slower to be safe.",
            hint="Install pysqlite3 (requirements.txt has it for Linux on x86-64), or use PostgreSQL: DATABASE_URL.",
            id="newsroom.W001",
        )
    ]


@register(SETTINGS)
def replicas_are_other_servers(**kwargs):
    """W012 for each of REPLICA_URLS that names the database of DATABASE_URL, or the same one again."""
    seen, found = set(), []
    for alias, database in settings.DATABASES.items():
        where = tuple(str(database.get(part, "")) for part in ("HOST", "PORT", "NAME"))
        if where in seen:
            found.append(
                Warning(
                    f"REPLICA_URLS names {where[2]} at {where[0] or 'this machine'} ({alias}), which is named before it.",
                    hint="Name each replica once, and never the primary: reading from it takes nothing off it.",
                    id="newsroom.W012",
                )
            )
        seen.add(where)
    return found


@register(Tags.security, deploy=True)
def site_speaks_https(**kwargs):
    """W002 where a site in production has an address without HTTPS."""
    if settings.SITE_URL.startswith("https://"):
        return []
    return [
        Warning(
            f"SITE_URL is {settings.SITE_URL}: logins and cookies would travel in the clear.",
            hint="Set SITE_URL to the public address, https:// included.",
            id="newsroom.W002",
        )
    ]


@register(Tags.security, SETTINGS)
def site_answers_to_its_address(**kwargs):
    """W003 where the host of SITE_URL is not among ALLOWED_HOSTS."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    for allowed in settings.ALLOWED_HOSTS:
        if allowed in ("*", host) or (allowed.startswith(".") and f".{host}".endswith(allowed)):
            return []
    return [
        Warning(
            f"ALLOWED_HOSTS lacks {host or 'a host'}, the host of SITE_URL: every page there would answer 400.",
            hint="Set ALLOWED_HOSTS to the names that readers use, parted by commas.",
            id="newsroom.W003",
        )
    ]


@register(Tags.files, SETTINGS)
def data_folder_can_be_written(**kwargs):
    """E004 where photos, keys and the SQLite file would have no place."""
    nearest = next(folder for folder in (settings.VAR, *settings.VAR.parents) if folder.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return []
    return [
        Error(
            f"This user may not write in {nearest}.",
            hint="Set VAR to a folder of the site's own user, or give it this one.",
            id="newsroom.E004",
        )
    ]


@register(Tags.security, SETTINGS)
def originals_are_private(**kwargs):
    """E005 where photos as uploaded, with all that cameras write into them, or dispatches as they came lie where readers
    can fetch them."""
    public = [("STATIC_ROOT", settings.STATIC_ROOT), ("RENDITIONS", settings.RENDITIONS)]
    public += [("STATICFILES_DIRS", folder) for folder in settings.STATICFILES_DIRS]
    return [
        Error(
            f"{private} lies under {name}: every {what} could be fetched as it came.",
            hint="Keep originals in a folder that no web server hands out.",
            id="newsroom.E005",
        )
        for private, what in (("ORIGINALS", "photo"), ("COPIES", "dispatch"))
        for name, folder in public
        if Path(getattr(settings, private)).resolve().is_relative_to(Path(folder).resolve())
    ]


@register(Tags.security, SETTINGS)
def backups_are_private_and_apart(**kwargs):
    """E031 where backups lie where readers can fetch them, W032 where they lie in the data folder itself."""
    if settings.BACKUP_DIR is None:
        return []
    folder = settings.BACKUP_DIR.resolve()
    public = [settings.STATIC_ROOT, settings.RENDITIONS, settings.CLIPS, *settings.STATICFILES_DIRS]
    if any(folder.is_relative_to(Path(one).resolve()) for one in public):
        said = "BACKUP_DIR lies under a public folder: everything the site knows could be fetched."
        return [Error(said, hint="Name a folder that no web server hands out.", id="newsroom.E031")]
    if folder.is_relative_to(settings.VAR.resolve()):
        said = "BACKUP_DIR lies in VAR: what takes the data takes its backups too."
        return [Warning(said, hint="Name a folder on another disk, or on another machine.", id="newsroom.W032")]
    return []


@register(Tags.security, SETTINGS)
def secret_key_is_long_enough(**kwargs):
    """E006 where SECRET_KEY could be guessed."""
    if len(settings.SECRET_KEY) >= SHORTEST_KEY:
        return []
    return [
        Error(
            f"SECRET_KEY has fewer than {SHORTEST_KEY} characters: whoever guesses it can log in as anybody.",
            hint="Leave SECRET_KEY unset: the site makes a good one for itself and keeps it in VAR.",
            id="newsroom.E006",
        )
    ]


@register(Tags.files, SETTINGS)
def buckets_can_be_reached(**kwargs):
    """E008 where photos lie in an S3 service and the packages for it are missing; W009 where pages would not name it."""
    if "photos" not in settings.STORAGES:
        return []
    found = []
    if not find_spec("storages") or not find_spec("boto3"):
        found.append(
            Error(
                "S3_BUCKET is set, but django-storages and boto3 are not installed.",
                hint="pip install --no-deps --require-hashes -r requirements-s3.txt",
                id="newsroom.E008",
            )
        )
    if not urlsplit(settings.MEDIA_URL).netloc:
        found.append(
            Warning(
                f"S3_BUCKET is set, but pages look for photos under {settings.MEDIA_URL} of this site.",
                hint="Set MEDIA_URL to the public address of the bucket, or of the network that delivers it.",
                id="newsroom.W009",
            )
        )
    return found


@register(SETTINGS)
def crawlers_of_ai_are_told_something(**kwargs):
    """E010 where AI_CRAWLERS is neither of its two words: robots.txt refuses them then."""
    if settings.AI_CRAWLERS in ("allow", "refuse"):
        return []
    return [
        Error(f"AI_CRAWLERS is {settings.AI_CRAWLERS!r}.", hint="Set it to allow or to refuse.", id="newsroom.E010")
    ]


@register(SETTINGS)
def errors_can_be_told(**kwargs):
    """W021 where errors are to be mailed and no server is named for it, E022 where they are to go to Sentry and its package
    is missing, E023 where LOG_FORMAT is neither of its two words."""
    found = []
    if settings.ADMINS and not settings.EMAIL_HOST:
        found.append(
            Warning(
                "ADMINS is set, but no mail server is: errors stand in the log alone.",
                hint="Set EMAIL_URL, such as smtp://user:password@mail.example:587.",
                id="newsroom.W021",
            )
        )
    if settings.SENTRY_DSN and not find_spec("sentry_sdk"):
        found.append(
            Error(
                "SENTRY_DSN is set, but sentry-sdk is not installed.",
                hint="pip install --no-deps --require-hashes -r requirements-sentry.txt",
                id="newsroom.E022",
            )
        )
    if settings.LOG_FORMAT not in ("lines", "json"):
        found.append(
            Error(f"LOG_FORMAT is {settings.LOG_FORMAT!r}.", hint="Set it to lines or to json.", id="newsroom.E023")
        )
    return found


@register(Tags.security, SETTINGS)
def logins_last_a_while(**kwargs):
    """E041 where SESSION_DAYS or SESSION_IDLE_HOURS leaves no time to be logged in."""
    if settings.SESSION_COOKIE_AGE > 0 and settings.SESSION_IDLE_HOURS > 0:
        return []
    hint = "Give whole numbers of days and hours, 1 at least."
    return [Error("SESSION_DAYS or SESSION_IDLE_HOURS is below 1: nobody could log in.", hint=hint, id="newsroom.E041")]


def may_be_told(hub):
    """Whether something may be sent to the address `hub`: over HTTPS, or on a developer's own machine."""
    try:
        parts = urlsplit(hub)
    except ValueError:
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or (settings.DEBUG and parts.scheme == "http"))


@register(Tags.security, SETTINGS)
def hubs_can_be_told(**kwargs):
    """E011 for each of WEBSUB_HUBS that is no address, or one without HTTPS on a site that others reach."""
    return [
        Error(
            f"WEBSUB_HUBS names {hub}, which is never told.",
            hint="Give full addresses that begin with https://, parted by commas.",
            id="newsroom.E011",
        )
        for hub in settings.WEBSUB_HUBS
        if not may_be_told(hub)
    ]


@register()
def pulse_finds_its_duties(**kwargs):
    """E007 for each name in PULSE that is no function: nothing scheduled would ever go out; or in AT_THE_END and COUNTER."""
    found = []
    for name in [*settings.PULSE, *settings.AT_THE_END, settings.COUNTER]:
        try:
            import_string(name)
        except ImportError as error:
            found.append(Error(f"PULSE names {name}: {error}", hint="Correct settings.PULSE.", id="newsroom.E007"))
    return found
