"""The settings the tests run under: the site's own, with a data folder that is thrown away and nothing of the tester's
shell.

`NEWSROOM_TEST_DB=postgres` runs them on PostgreSQL: the server that DATABASE_URL names, or else one that is started for
them. Otherwise they run on SQLite, in a file as the site does.
"""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="newsroom-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

os.environ |= {
    "VAR": f"{FOLDER}/var",
    "SECRET_KEY": "the tests' own key, long enough for every check that asks about it",
}
SETTINGS = "ALLOWED_HOSTS DEBUG HSTS_SECONDS HTTPS LANGUAGE_CODE LOG_LEVEL MEDIA_URL S3_BUCKET S3_PRIVATE_BUCKET"
SETTINGS += " AI_CRAWLERS EXCHANGE_INSIDE EXCHANGE_SECONDS REPLICA_URLS SITE_URL SSL_REDIRECT TIME_ZONE WEBSUB_HUBS"
SETTINGS += " ADMINS DISK_LOW_MB EMAIL_FROM EMAIL_URL LOG_ADDRESSES LOG_FORMAT LOG_REQUESTS METRICS_HOST METRICS_PORT SENTRY_DSN"
for name in SETTINGS.split():
    os.environ.pop(name, None)
if os.environ.get("NEWSROOM_TEST_DB") != "postgres":
    os.environ.pop("DATABASE_URL", None)
elif not os.environ.get("DATABASE_URL"):
    from tests import postgres

    os.environ["DATABASE_URL"] = postgres.start(f"{FOLDER}/postgres")  # the processes of a parallel run inherit it

from newsroom.settings import *  # noqa: E402, F403
from newsroom.settings import DATABASES, STORAGES, VAR  # noqa: E402

(VAR / "static").mkdir(parents=True, exist_ok=True)
if DATABASES["default"]["ENGINE"] == "newsroom.db.sqlite3":
    # A file, not memory: threads then meet each other as they do on the site.
    DATABASES["default"]["TEST"] = {"NAME": VAR / "tests.sqlite3"}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # logging in is not what most tests are about
API_RATE = 100_000  # all tests ask from one network
