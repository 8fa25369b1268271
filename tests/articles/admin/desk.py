"""Sitting at the desk in a test: the form of an article as the browser would send it back."""

from django.urls import reverse

from articles.desk.rendering import fingerprint, freeze
from articles.models import Article


def address(article):
    """Where the form of `article` is."""
    return reverse("admin:articles_article_change", args=[article.pk])


def form_of(article, bylines=None, **changes):
    """The fields of the form of `article` as it is saved, with `changes`; `bylines` as (role, reporter, unit) triples,
    with a name in the reporter's place for who has no page."""
    article = Article.objects.get(pk=article.pk)
    values = {
        name: getattr(article, name) or ""
        for name in "kicker headline subtitle standfirst outlets dateline collective body event_date language source "
        "source_title source_author source_url ai_part saves".split()
    }
    values |= {
        "section": article.section_id or "",
        "cover": article.cover_id or "",
        "topic": article.topic_id or "",
        "translation_of": article.translation_of_id or "",
        "related": ", ".join(map(str, article.related)),
        "tags": ", ".join(sorted(article.tags.names())),
        "fingerprint": fingerprint(freeze(article)),
        "article": article.pk,
    }
    return values | byline_fields(article, bylines) | editor_fields(article) | changes


def editor_fields(article, editors=None):
    """The rows of the editor line in the form: those of the article, or (duty, name) pairs in their place."""
    kept = list(article.editors.all()) if article else []
    rows = {"editors-TOTAL_FORMS": len(kept) + len(editors or []), "editors-INITIAL_FORMS": len(kept)}
    for place, line in enumerate(kept):
        rows |= {f"editors-{place}-id": line.pk, f"editors-{place}-article": article.pk}
        rows |= {f"editors-{place}-role": line.role, f"editors-{place}-name": line.name}
        rows |= {f"editors-{place}-reporter": line.reporter_id or "", f"editors-{place}-position": line.position}
        if editors is not None:
            rows[f"editors-{place}-DELETE"] = "on"
    for place, (role, name) in enumerate(editors or [], start=len(kept)):
        rows |= {f"editors-{place}-role": role, f"editors-{place}-name": name, f"editors-{place}-position": place}
    return rows


def byline_fields(article, bylines=None):
    """The rows of the byline in the form: those of the article, or others in their place."""
    kept = list(article.bylines.all()) if article else []
    rows = {"bylines-TOTAL_FORMS": len(kept), "bylines-INITIAL_FORMS": len(kept)}
    for place, line in enumerate(kept):
        rows |= {
            f"bylines-{place}-id": line.pk,
            f"bylines-{place}-article": article.pk,
            f"bylines-{place}-role": line.role,
            f"bylines-{place}-reporter": line.reporter_id or f"={line.name}",
            f"bylines-{place}-unit": line.unit,
            f"bylines-{place}-position": line.position,
        }
        if bylines is not None:
            rows[f"bylines-{place}-DELETE"] = "on"
    for place, (role, reporter, unit) in enumerate(bylines or [], start=len(kept)):
        rows |= {
            f"bylines-{place}-role": role,
            f"bylines-{place}-reporter": f"={reporter}" if isinstance(reporter, str) else reporter.pk,
            f"bylines-{place}-unit": unit,
            f"bylines-{place}-position": place,
        }
    rows["bylines-TOTAL_FORMS"] = len(kept) + len(bylines or [])
    return rows


def said(response):
    """The messages that a page shows, as one text."""
    return " ".join(str(message) for message in response.context["messages"])
