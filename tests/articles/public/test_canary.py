"""A secret word stands in every field of drafts; whoever follows every public address must never meet it."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from articles.desk.workflow import Verb
from articles.models import Article, Byline, Publication, Signature
from newsroom.models import Reporter

pytestmark = pytest.mark.django_db
SECRET = "机密夜莺"
LINK = re.compile(
    r"""(?:(?:href|src|srcset|url)\s*=\s*|content=(?=["'](?:/|http)))["']([^"']+)["']|<(?:loc|link|guid)[^>]*>([^<]+)<"""
)


def fill_with_the_secret(article):
    """The secret word in every field of an article that takes words."""
    for field in Article._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField) and not field.choices and field.name != "language":
            value = f"https://example.com/{SECRET}" if field.name == "source_url" else SECRET
            setattr(article, field.attname, f"<p>{SECRET}</p>" if field.name == "body" else value)
    article.saves += 1
    article.save()
    article.tags.add(SECRET)
    secret = Reporter.objects.create(name=SECRET, biography=SECRET, is_unchecked=True)
    Byline.objects.create(article=article, reporter=secret, role=SECRET, unit=SECRET, position=9)
    Byline.objects.create(article=article, name=f"{SECRET}二", role=SECRET, unit=SECRET, position=10)


def crawl(client, start):
    """address → response of everything that can be reached from `start` on this site."""
    seen, waiting = {}, list(start)
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        response = seen[address] = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        response.body = body.decode("utf-8", "replace")
        assert response.status_code < 500, address
        for found in LINK.findall(response.body):
            for part in unescape(found[0] or found[1]).split(","):
                target = urlsplit(urljoin(f"http://testserver{address}", part.strip().split(" ")[0]))
                if target.hostname in {"testserver", "localhost"} and not target.path.startswith(
                    ("/admin/", "/static/")
                ):
                    waiting.append(target.path + (f"?{target.query}" if target.query else ""))
    return seen


@pytest.fixture
def newsroom(cast):
    hide(cast)
    return cast


def hide(cast):
    """Make one story live and untouched, and one article in every state, all but the first full of the secret. Returns the
    articles."""
    photo = cast.photo(colour=(90, 140, 60))
    figure = f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
    cast.published(cast.article(body=f"<p>推介会召开。</p>{figure}"))
    secret_photo = cast.photo(caption=SECRET, colour=(1, 2, 3))
    secret_photo.credits.update(name=SECRET)

    draft = cast.article()
    in_review = cast.article()
    cast.do(in_review, Verb.SUBMIT, cast.reporter)
    returned = cast.article()
    cast.do(returned, Verb.SUBMIT, cast.reporter)
    cast.do(returned, Verb.RETURN, cast.editor, text=SECRET)
    signed = cast.signed(cast.article())
    scheduled = cast.signed(cast.article())
    cast.do(scheduled, Verb.SCHEDULE, cast.chief_editor, at=timezone.now() + timedelta(days=1))
    live_being_changed = cast.published(cast.article(headline="原来的标题"))
    withdrawn = cast.published(cast.article(headline=SECRET, body=f"<p>{SECRET}</p>"))
    cast.do(withdrawn, Verb.WITHDRAW, cast.chief_editor, text="已撤稿。")
    for article in (draft, in_review, returned, signed, scheduled, live_being_changed):
        article.refresh_from_db()
        fill_with_the_secret(article)
    QuerySet.update(Signature.objects.all(), note=SECRET)  # past the guard of what is only added to
    return [draft, in_review, returned, signed, scheduled, live_being_changed, withdrawn]


def test_no_public_address_shows_a_word_of_a_draft(newsroom, client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    numbers = Article.objects.values_list("pk", "created_at")
    day = timezone.localdate()
    guesses = [f"/{day:%Y/%m/%d}/{pk}/" for pk, _at in numbers]
    guesses += [
        a + tail
        for a in guesses
        for tail in ("versions/", "versions/1/", "versions/2/", "ninjs.json", "print/", "qr.svg")
    ]
    guesses += [f"/tags/{SECRET}/", f"/reporters/{SECRET}/", f"/search/?q={SECRET}", f"/search/?q={SECRET[:2]}"]
    seen = crawl(client, ["/", "/sitemap.xml", "/robots.txt", "/feeds/latest.rss", "/corrections/", *guesses])
    assert any(Publication.objects.first().headline in response.body for response in seen.values())
    for address, response in seen.items():
        if "q=" in address:  # a search page prints the reader's own words back
            assert f"/{day:%Y/%m/%d}/" not in response.body.split("<main")[-1].split("</main")[0], address
            continue
        assert SECRET not in response.body, address


def test_every_kind_of_public_address_was_reached(newsroom, client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    seen = crawl(client, ["/", "/sitemap.xml", "/feeds/latest.rss"])
    reached = {response.resolver_match.url_name for response in seen.values() if response.resolver_match}
    wanted = {"front", "story", "section", "reporter", "archive_day", "search"}
    wanted |= {"story_versions", "story_version", "story_print", "story_code"}
    assert wanted <= reached
