"""Typed readers of environment variables: every setting that an operator may change goes through one of these."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

POSTGRESQL = "newsroom.db.postgresql"
PREPARED_AFTER = 5  # times that a query was asked, of which the server keeps the plan then
# A PostgreSQL that is away is noticed in seconds: where it does not answer, and where its machine is gone from the network.
NOTICED = {
    "connect_timeout": 3,
    "tcp_user_timeout": 5000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}


def text(name, default=""):
    """The variable as typed, or `default` where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name, default=False):
    """True for 1, true, yes, on; False for 0, false, no, off; anything else is an error that names the variable."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def number(name, default):
    """A whole number, or an error that names the variable."""
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def words(name, default=()):
    """A tuple of the comma-separated parts."""
    return tuple(part.strip() for part in text(name).split(",") if part.strip()) or tuple(default)


def within(name, value, least, most):
    """`value` where it lies between `least` and `most`, else an error that names the variable."""
    if not least <= value <= most:
        raise ImproperlyConfigured(f"{name} must be from {least} to {most}, not {value}.")
    return value


def counts(name, parts):
    """Three counts out of what `words` gave, such as `7,4,12`, or an error that names the variable."""
    if len(parts) != 3 or not all(part.isdecimal() for part in parts) or not any(map(int, parts)):
        raise ImproperlyConfigured(f"{name} must be three numbers such as 7,4,12, not {','.join(parts)!r}.")
    return tuple(map(int, parts))


def folder(name, default):
    """A path, made absolute; None where it is unset and `default` is None."""
    value = text(name, str(default or ""))
    return Path(value).expanduser().absolute() if value else None


def database(url, data, name="DATABASE_URL"):
    """Django's settings for DATABASE_URL: `postgres://user:password@host:port/name`, `sqlite:///path`, or empty for
    the SQLite file in the data folder. What a PostgreSQL address says after a question mark, such as `sslmode=require`, is
    said to PostgreSQL, and `prepare_threshold`, a number or none, to psycopg. `name` is the variable that errors name."""
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(parse_qsl(parts.query))
        try:
            port = str(parts.port or "")
        except ValueError:
            raise ImproperlyConfigured(f"{name} must have a number as its port.") from None
        return {
            "ENGINE": POSTGRESQL,
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
            "PORT": port,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": NOTICED | {"prepare_threshold": _threshold(query, name)} | query,
        }
    if parts.scheme not in {"", "sqlite"}:
        raise ImproperlyConfigured(f"{name} must start with postgres:// or sqlite:///.")
    return {
        "ENGINE": "newsroom.db.sqlite3",
        "NAME": unquote(parts.path) or data / "newsroom.sqlite3",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            # a megabyte of pages for each connection: a web process has five, and the system keeps the file in memory as well
            "init_command": "PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA cache_size=-1000",
        },
    }


def _threshold(query, name):
    """After how many times PostgreSQL keeps the plan of a query; None where it keeps none. Taken out of the `query` of the
    address, as psycopg wants a number."""
    said = query.pop("prepare_threshold", str(PREPARED_AFTER))
    if said == "none":
        return None
    if not said.isdecimal():
        raise ImproperlyConfigured(f"prepare_threshold in {name} must be a number or none, not {said!r}.")
    return int(said)


def replicas(urls, primary):
    """Django's settings for REPLICA_URLS: alias → the settings of a read replica, none where there are no addresses.
    `primary` are those of DATABASE_URL."""
    if any(part in url for url in urls for part in " \t\n"):
        raise ImproperlyConfigured("REPLICA_URLS must be addresses parted by commas.")
    found = {f"replica{number}": database(url, None, "REPLICA_URLS") for number, url in enumerate(urls, 1)}
    for one in [primary, *found.values()] if found else []:
        if one["ENGINE"] != POSTGRESQL:
            raise ImproperlyConfigured(
                "REPLICA_URLS needs PostgreSQL: it and DATABASE_URL must start with postgres://."
            )
    return {alias: one | {"TEST": {"MIRROR": "default"}} for alias, one in found.items()}


def secret_key(data):
    """SECRET_KEY, or the key this copy of the site made for itself on its first start (kept in the data folder)."""
    if key := text("SECRET_KEY"):
        return key
    kept = data / "secret_key"
    try:
        return kept.read_text().strip()
    except FileNotFoundError:
        data.mkdir(parents=True, exist_ok=True)
        from django.core.management.utils import get_random_secret_key

        fresh = kept.with_name(f"secret_key.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(get_random_secret_key())
        try:
            os.link(fresh, kept)  # the first of several starting processes wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
        return kept.read_text().strip()


def buckets(public, private):
    """Django's STORAGES for files in an S3 service: the public bucket holds what readers get, the private one originals of
    photos and dispatches. Empty where neither is named: then all lies in the data folder. The service is that of
    S3_ENDPOINT_URL and S3_REGION, the keys those of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Needs
    requirements-s3.txt."""
    if not public and not private:
        return {}
    if not public or not private or public == private:
        raise ImproperlyConfigured("S3_BUCKET and S3_PRIVATE_BUCKET must name two buckets: originals are never public.")
    service = {
        "endpoint_url": text("S3_ENDPOINT_URL") or None,
        "region_name": text("S3_REGION") or None,
        "file_overwrite": True,  # what has the same name is the same; another name would be lost
        "max_memory_size": 2 * 1024 * 1024,  # of a file that is read, the rest on disk
    }
    for_ever = {"CacheControl": "public, max-age=31536000, immutable"}

    def storage(bucket, folder, **more):
        options = {**service, "bucket_name": bucket, "location": folder, **more}
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}

    return {
        "originals": storage(private, "originals"),
        "copies": storage(private, "copies"),
        "photos": storage(public, "photos", querystring_auth=False, object_parameters=for_ever),
        "clips": storage(public, "clips", querystring_auth=False, object_parameters=for_ever),
    }


def mail_server(url):
    """(host, port, user, password, TLS from the first byte, STARTTLS) for EMAIL_URL: `smtp://user:password@host:587`, with
    STARTTLS unless the server is this machine, or `smtps://…:465`. The host is "" where there is no address."""
    if not url:
        return "", 25, "", "", False, False
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or port == -1:
        raise ImproperlyConfigured("EMAIL_URL must be like smtp://user:password@host:587 or smtps://…:465.")
    is_here = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    is_safe = parts.scheme == "smtps"
    port = port or (465 if is_safe else 25 if is_here else 587)
    login = (unquote(parts.username or ""), unquote(parts.password or ""))
    return parts.hostname, port, *login, is_safe, not is_safe and not is_here
