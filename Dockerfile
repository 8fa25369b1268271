# The site in an image, of Debian's Python. compose.yaml runs it; docs/operations.md tells more.
FROM python:3.11-slim-bookworm

RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends libfribidi0 postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 999 --create-home --home-dir /data --shell /usr/sbin/nologin newsroom

WORKDIR /srv/newsroom
COPY requirements.txt requirements-s3.txt requirements-sentry.txt ./
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements.txt -r requirements-s3.txt -r requirements-sentry.txt
COPY . .
RUN python -m compileall -q newsroom media articles

ENV VAR=/data PYTHONUNBUFFERED=1
USER newsroom
VOLUME /data
EXPOSE 8000
CMD ["python", "-m", "granian", "--interface", "wsgi", "--no-ws", "--workers", "2", "--blocking-threads", "32", "--respawn-failed-workers", "--workers-kill-timeout", "30", "--log-level", "warning", "--host", "0.0.0.0", "--port", "8000", "newsroom.wsgi:application"]
