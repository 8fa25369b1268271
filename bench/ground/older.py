"""A block of articles once more, as so many older ones: copied inside the database, as writing 100,000 takes too long."""

from contextlib import contextmanager

from django.db import connection

from articles import tokens
from articles.models import (
    Article,
    Byline,
    Note,
    Publication,
    PublicationByline,
    PublicationTag,
    Signature,
    TaggedArticle,
    Version,
    deskindex,
)
from articles.models.publication import STORY_BITS

INDEX = "desk_index_tokens"
_texts = {}  # SQLite: article → its tokens, which an index without content does not give back


@contextmanager
def without_index():
    """PostgreSQL: make the index of the tokens anew afterwards, which takes seconds; row by row it takes minutes."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            yield
            return
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [INDEX])
        (definition,) = cursor.fetchone()
        cursor.execute(f"DROP INDEX {INDEX}")
        yield
        cursor.execute(definition)


def copy(lowest, highest, less, days):
    """Copy the articles numbered above `lowest` up to `highest` with all that hangs on them, under numbers that are `less`
    smaller and dates that are `days` earlier."""
    key = (days * 86400 << STORY_BITS) + less
    story = f"BETWEEN {lowest + 1} AND {highest}"
    published = f"IN (SELECT key FROM articles_publication WHERE story {story})"  # noqa: S608
    dates = {name: _earlier(name, days) for name in ("created_at", "updated_at", "published_at", "changed_at", "at")}
    headline = f"replace(headline, '）', ' {days}）')"
    article = {"article_id": f"article_id - {less}"}
    out = {"publication_id": f"publication_id - {key}"}
    _copy(Article, {"id": f"id - {less}", "headline": headline, **dates}, f"id {story}")
    for model in (Byline, Signature, Note):
        _copy(model, article | dates, f"article_id {story}")
    _copy(TaggedArticle, {"content_object_id": f"content_object_id - {less}"}, f"content_object_id {story}")
    moved = {"key": f"key - {key}", "story": f"story - {less}", "date": _earlier("date", days), "headline": headline}
    _copy(Publication, moved | dates, f"story {story}")
    _copy(Version, {"story": f"story - {less}", "link": f"link || '-{days}'", **dates}, f"story {story}")
    for model in (PublicationByline, PublicationTag):
        _copy(model, out, f"publication_id {published}")
    _copy_index(lowest, highest, less)


def _copy(model, changed, where):
    """Copy the rows of `model` that `where` chooses, with other values in the columns of `changed` (those it has)."""
    columns = [field.column for field in model._meta.concrete_fields if field.column != "id" or "id" in changed]
    values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {where}")  # noqa: S608


def _earlier(column, days):
    if connection.vendor == "postgresql":
        return f'("{column}" - {days})' if column == "date" else f"(\"{column}\" - interval '{days} days')"
    return f"{'date' if column == 'date' else 'datetime'}(\"{column}\", '-{days} days')"


def _copy_index(lowest, highest, less):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "INSERT INTO desk_index SELECT article - %s, tokens FROM desk_index WHERE article BETWEEN %s AND %s",
                [less, lowest + 1, highest],
            )
            return
        if not _texts:
            for article in deskindex.with_words(Article.objects.filter(pk__gt=lowest, pk__lte=highest)):
                found = tokens.of_text(*deskindex.words(article), article.created_at.date(), article.language)
                _texts[article.pk] = " ".join([deskindex.NO_PHOTO, *found])
        rows = sorted((number - less, text) for number, text in _texts.items())
        cursor.executemany("INSERT INTO desk_index (rowid, tokens) VALUES (%s, %s)", rows)
