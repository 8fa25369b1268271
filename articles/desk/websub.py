"""WebSub: hubs are told that feeds have changed, and pass it on to those who follow them. Nothing here can hold up or undo
publishing: hubs are told in the background, once the story is out."""

import logging
from datetime import timedelta
from http.client import HTTPException
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from articles.models import Publication, PublicationByline
from articles.models.taxonomy import edition_url
from newsroom.checks import may_be_told

log = logging.getLogger("newsroom.websub")
KINDS = ("rss", "atom", "json")
GATHERED = timedelta(seconds=5)  # what goes out within this time is told at once
AGAIN = [timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3)]
AT_ONCE = 100  # feeds in one request
TIMEOUT = 10  # seconds


class _NoRedirect(HTTPRedirectHandler):
    """A hub is told where the settings name it, and nowhere else."""

    def redirect_request(self, *args, **kwargs):
        return None


def feeds_of(story):
    """The paths of all feeds in which the story of that number stands now; none where no hub is to be told."""
    if not settings.WEBSUB_HUBS:
        return set()
    found = Publication.objects.select_related("section", "topic").defer("html").filter(story=story).first()
    if found is None:
        return set()
    people = PublicationByline.objects.filter(publication=found).values_list("reporter__slug", flat=True)
    feeds = [("feed_latest",), ("feed_section", found.section.slug)]
    feeds += [("feed_tag", tag["slug"]) for tag in found.facts.get("tags", ())]
    feeds += [("feed_reporter", slug) for slug in people]
    if found.topic is not None and found.topic.is_open:
        feeds.append(("feed_topic", found.topic.slug))
    return {edition_url(name, found.language, *slug, kind) for name, *slug in feeds for kind in KINDS}


def tell(feeds):
    """Have the hubs told, once the transaction is through, that these feeds have changed; nothing where there are none."""
    if feeds:
        later = timezone.now() + GATHERED
        telling = tell_hubs.using(run_after=later)
        transaction.on_commit(lambda: telling.enqueue(sorted(feeds)), robust=True)


@task()
def tell_hubs(feeds, hubs=None, tries=0):
    """Tell the hubs, all or those named, that `feeds` have changed, and what else is to be told by now. A hub that does not
    take it is tried again a few times."""
    hubs, waiting = hubs or settings.WEBSUB_HUBS, []
    if not tries:
        waiting = list(DBTaskResult.objects.filter(task_path=tell_hubs.module_path, status=TaskResultStatus.READY))
        waiting = [row for row in waiting if len(row.args_kwargs["args"]) == 1]  # not those that are tried again
        feeds = sorted({*feeds, *(feed for row in waiting for feed in row.args_kwargs["args"][0])})
    failed = [hub for hub in hubs if not _takes(hub, feeds)]
    told = [row.pk for row in waiting]
    DBTaskResult.objects.filter(pk__in=told, status=TaskResultStatus.READY).delete()
    if failed and tries < len(AGAIN):
        tell_hubs.using(run_after=timezone.now() + AGAIN[tries]).enqueue(feeds, failed, tries + 1)
    for hub in failed if tries == len(AGAIN) else ():
        log.error("%s was not told of %s feeds: given up", hub, len(feeds))


def _takes(hub, feeds):
    """Whether the hub took the news; one that may not be told counts as one that did."""
    if not may_be_told(hub):
        log.error("%s is not told: it is no https address", hub)
        return True
    addresses = [urljoin(f"{settings.SITE_URL}/", feed) for feed in feeds]
    try:
        for start in range(0, len(addresses), AT_ONCE):
            _send(hub, addresses[start : start + AT_ONCE])
    except (OSError, HTTPException, ValueError) as error:
        log.warning("%s did not take the news of %s feeds: %s", hub, len(feeds), error)
        return False
    log.info("%s was told of %s feeds", hub, len(feeds))
    return True


def _send(hub, addresses):
    said = urlencode([("hub.mode", "publish"), *(("hub.url", address) for address in addresses)]).encode()
    request = Request(hub, said, {"User-Agent": f"Newsroom (+{settings.SITE_URL})"})  # noqa: S310, the operator's own address
    with build_opener(_NoRedirect).open(request, timeout=TIMEOUT):
        pass  # whatever is not 2xx has raised
