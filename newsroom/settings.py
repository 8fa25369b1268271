"""Every setting of the site, from the environment, safe by default. docs/operations.md lists the variables."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

try:  # an SQLite newer than the system's, which may have the WAL-reset bug (docs/decisions/0002-sqlite.md)
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
except ImportError:
    pass


from newsroom import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = env.folder("VAR", BASE_DIR / "var")

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret_key(VAR)
SITE_URL = env.text("SITE_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = list(env.words("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]")))
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",  # the plain app replaces a custom admin site without a word
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.inlines",
    "newsroom",
    "media",
    "articles",
    "newsroom.adminsite.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "js_asset",
    "django_prose_editor",
    "taggit",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "newsroom.headers.send_safe_headers",
    "newsroom.replicas.read_from_replicas",
    "newsroom.middleware.refuse_other_charsets",
    "newsroom.middleware.find_no_nul",
    "newsroom.middleware.find_no_number_too_large",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.middleware.keep_the_desk_private",
    "newsroom.middleware.note_who_is_here",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "newsroom.inputs.Renderer"

DATABASES = {"default": env.database(env.text("DATABASE_URL"), VAR)}
if replicas := env.replicas(env.words("REPLICA_URLS"), DATABASES["default"]):
    DATABASES |= replicas
    DATABASE_ROUTERS = ["newsroom.replicas.Router"]

LANGUAGE_CODE = "zh-hans"  # of the desk, and of the edition that lives at /
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English"), ("kk-arab", "قازاقشا"), ("ug", "ئۇيغۇرچە")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "libraries"]
TIME_ZONE = env.text("TIME_ZONE", "Asia/Shanghai")
USE_I18N = True
USE_TZ = True

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "newsroom.accounts.passwords.LongerForAdministrators"},
    {"NAME": "newsroom.accounts.passwords.NotEasilyGuessed"},
]
SESSION_ENGINE = "newsroom.accounts.sessions"
SESSION_COOKIE_AGE = env.number("SESSION_DAYS", 14) * 86_400  # from the login, however much it is used
SESSION_IDLE_HOURS = env.number("SESSION_IDLE_HOURS", 24)  # a login that nobody used for so long has ended
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    BASE_DIR / "static" / "vendor" / "instead",  # files in place of a library's own, under their names
]
ORIGINALS = VAR / "originals"  # photos as uploaded: outside every web root
UPLOADS = VAR / "uploads"  # photos on their way in, not whole yet
RENDITIONS = VAR / "renditions"  # photos as readers get them: public
COPIES = VAR / "copies"  # dispatches as they came: outside every web root
CARDS = VAR / "cards"  # social cards of stories: drawn when asked for, may be thrown away
PAGES = VAR / "pages"  # pages that the page cache keeps, made anew whenever they are missing
PAGE_CACHE_MB = env.number("PAGE_CACHE_MB", 24)  # of memory, for each of the two web processes
PAGE_FILES_MB = env.number("PAGE_FILES_MB", 512)  # of disk, for PAGES
CLIPS = VAR / "clips"  # video and audio, as uploaded and as readers get them: public
MAX_CLIP_MB = env.number("MAX_CLIP_MB", 300)
OFFLINE = env.flag("OFFLINE", True)  # whether readers' devices keep what was read
MEDIA_URL = env.text("MEDIA_URL", "/media/").rstrip("/") + "/"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "newsroom.staticfiles.HashedStaticFiles"
    },
}
STORAGES |= env.buckets(env.text("S3_BUCKET"), env.text("S3_PRIVATE_BUCKET"))
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # a pasted copy over its limit still comes back in the form
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # the largest topic sends 20 blocks of 60 stories
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# What the pulse runs once a second: functions of rooms above this one, named and not imported.
PULSE = [
    "newsroom.edition.keep_time",
    "newsroom.pagecache.tidy",
    "newsroom.metrics.listen",
    "newsroom.memory.give_back",
    "articles.desk.clock.publish_due",
    "articles.desk.clock.take_off_due",
    "articles.desk.fronts.turn_due",
    "articles.desk.photos.refresh_changed",
    "articles.reading.counting.keep",
]

# What a process does at last, when it is asked to end.
AT_THE_END = ["articles.reading.counting.save"]

# Reading figures: whether views of stories are counted, and by what; named and not imported, as above.
READING_FIGURES = env.flag("READING_FIGURES", True)
COUNTER = "articles.reading.counting.count"

# What the worker does once a minute, for what may take a while and may wait.
ROUNDS = [
    "articles.desk.mailbox.collect",
    "articles.desk.exchange.following.follow",
    "newsroom.sweeper.prune",
    "newsroom.accounts.throttle.prune",
    "newsroom.accounts.sessions.prune",
    "newsroom.backups.schedule.keep",
]

# A mailbox whose unread mails are dispatches (IMAP over TLS); none where no host is named.
MAILBOX_HOST = env.text("MAILBOX_HOST")
MAILBOX_PORT = env.number("MAILBOX_PORT", 993)
MAILBOX_USER = env.text("MAILBOX_USER")
MAILBOX_PASSWORD = env.text("MAILBOX_PASSWORD")
MAILBOX_FOLDER = env.text("MAILBOX_FOLDER", "INBOX")

# What machines are told: hubs that pass news of the feeds on (WebSub), and whether crawlers that gather text for AI may come.
WEBSUB_HUBS = env.words("WEBSUB_HUBS")
AI_CRAWLERS = env.text("AI_CRAWLERS", "refuse")

# The read API: requests a minute from one network that shows no key; a key has a rate of its own.
API_RATE = env.number("API_RATE", 120)

# The exchange: how many seconds after its last answer a supplier is asked again, and whether one may lie on this machine or
# in a network of the house's own.
EXCHANGE_SECONDS = env.within("EXCHANGE_SECONDS", env.number("EXCHANGE_SECONDS", 60), 1, 86_400)
EXCHANGE_INSIDE = env.flag("EXCHANGE_INSIDE")

# Backups: where to (none where no folder is named), from which hour of the day on, and how many days, weeks and months are kept.
BACKUP_DIR = env.folder("BACKUP_DIR", None)
BACKUP_HOUR = env.within("BACKUP_HOUR", env.number("BACKUP_HOUR", 3), 0, 23)
BACKUP_KEEP = env.counts("BACKUP_KEEP", env.words("BACKUP_KEEP", ("7", "4", "12")))
PG_BIN = env.folder("PG_BIN", None)
# Which files belong to the rows of a database: functions of rooms above this one, named and not imported.
BELONGINGS = ["media.belongings.files", "articles.desk.belongings.files"]
LAST_BACKUP = "newsroom.backups.last_good"

# What the photo library asks of the rooms above it: which photos nobody uses, and which readers see now.
UNUSED_PHOTOS = "articles.desk.photos.unused"
SHOWN_PHOTOS = "articles.desk.photos.shown"

# Safety. HTTPS is what production uses; `make run` on one's own machine speaks plain HTTP.
HTTPS = env.flag("HTTPS", SITE_URL.startswith("https://"))
SECURE_SSL_REDIRECT = HTTPS and env.flag("SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the preview stands in a frame beside the form
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # asks for DENY

TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False
TAGGIT_TAGS_FROM_STRING = "articles.models.taxonomy.split_tags"

# Seen from outside: health, figures, logs, errors.
DISK_LOW_MB = env.number("DISK_LOW_MB", 1024)
OVERDUE_STORIES = "articles.desk.clock.overdue"  # what health asks of the rooms above it
METRICS_PORT = env.number("METRICS_PORT", 0)
METRICS_HOST = env.text("METRICS_HOST", "127.0.0.1")
LOG_FORMAT = env.text("LOG_FORMAT", "lines")
LOG_REQUESTS = env.flag("LOG_REQUESTS")
LOG_ADDRESSES = env.flag("LOG_ADDRESSES")
SENTRY_DSN = env.text("SENTRY_DSN")
ADMINS = [("", address) for address in env.words("ADMINS")]
EMAIL_SUBJECT_PREFIX = f"[{urlsplit(SITE_URL).hostname}] "
SERVER_EMAIL = DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", f"newsroom@{urlsplit(SITE_URL).hostname}")
MAIL_SERVER = env.mail_server(env.text("EMAIL_URL"))
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL_SERVER
EMAIL_TIMEOUT = 10

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "newsroom.logs.Lines"}, "json": {"()": "newsroom.logs.JsonLines"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json" if LOG_FORMAT == "json" else "lines"},
        "letters": {"class": "newsroom.logs.Letters", "level": "ERROR"},
    },
    "root": {
        "handlers": ["console", "letters"] if ADMINS and EMAIL_HOST else ["console"],
        "level": env.text("LOG_LEVEL", "WARNING"),
    },
    "loggers": {
        "newsroom": {"level": "INFO"},
        "django": {"handlers": []},  # else Django mails whole requests, with what editors typed, by itself
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}

from newsroom.desk_settings import PROSE_EDITOR_EXTENSIONS, PROSE_EDITOR_MENU, UNFOLD  # noqa: E402, F401

DJANGO_PROSE_EDITOR_EXTENSIONS = PROSE_EDITOR_EXTENSIONS
DJANGO_PROSE_EDITOR_MENU_GROUPS = PROSE_EDITOR_MENU
