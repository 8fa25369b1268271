import os
from contextlib import nullcontext

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from newsroom import memory

memory.keep_little()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
is_on_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
# The theme loads the fields of PostgreSQL, and with them its driver of 9 MB, wherever there is one.
with memory.without("psycopg") if is_on_sqlite else nullcontext():
    application = get_wsgi_application()

from newsroom import cores, metrics, pulse  # noqa: E402  (these need the apps loaded)
from newsroom.asked import Asked  # noqa: E402
from newsroom.pagecache import PageCache, counter  # noqa: E402
from newsroom.requests import Request  # noqa: E402
from newsroom.turns import Turns  # noqa: E402

application.request_class = Request
application = Turns(application)

if not settings.DEBUG:
    application = PageCache(application, count=counter())
application = Asked(application, metrics.count if settings.METRICS_PORT else None)

memory.settle()
cores.settle()
pulse.start()
