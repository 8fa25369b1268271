"""The index of the desk: which tokens each working copy has, so that an editor finds words inside sentences.

Like articles.models.searchindex, a table that each database is best at and no model: FTS5 without content on SQLite, an
array of tokens under a GIN index on PostgreSQL. Rows are numbered as articles are. Writing joins the transaction around it.
"""

from django.db import connection, transaction
from django.utils import timezone

from articles import markup, tokens
from articles.models import photoplace
from articles.models.article import Article

LAST = 2**63 - 1
WALK = 200  # PostgreSQL: how many of the newest articles are looked through before the index is asked
BATCH = 200
PHOTO, NO_PHOTO = "\ue005", "\ue006"  # private-use marks, as those of articles.tokens


def words(article):
    """What the desk finds an article by, as (head, standfirst, prose): lines above the story, names and tags; its
    standfirst and source; its body without markup, and the notes on it. Asks for bylines, editors, tags and notes, which
    `with_words` brings along for many."""
    people = [b.printed_name for b in article.bylines.all()] + [e.name for e in article.editors.all()]
    names = [tagged.tag.name for tagged in article.tagged.all()]
    above = [article.kicker, article.headline, article.subtitle, article.collective, " ".join(people), " ".join(names)]
    notes = [note.text for note in article.notes.all()]
    return (
        "\n".join(filter(None, above)),
        "\n".join(filter(None, [article.standfirst, article.source, article.source_title])),
        "\n".join([markup.text(article.body), *notes]),
    )


def with_words(queryset):
    """Articles with all that `words` asks for, in a fixed number of queries."""
    return queryset.prefetch_related("bylines__reporter", "editors", "tagged__tag", "notes").defer("copy")


def write(article):
    """Keep the tokens of `article` as it is stored now, in place of what was kept before, and which photos it holds."""
    _write_all(with_words(Article.objects.filter(pk=article.pk)))


@transaction.atomic
def write_some(after, among=None):
    """Write the next few articles whose number is above `after`, of all or of the queryset `among`. Returns the number of
    the last, None where there is none."""
    among = Article.objects if among is None else among
    numbers = list(among.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH])
    _write_all(with_words(Article.objects.filter(pk__in=numbers)))
    return numbers[-1] if numbers else None


def is_empty():
    """Whether the index knows no article at all, as after the update that brought it."""
    return not any(newest([mark], None, 1) for mark in (PHOTO, NO_PHOTO))


def forget(number):
    """Keep nothing of the article with this number."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DELETE FROM desk_index WHERE article = %s", [number])
        else:
            _take_out(cursor, number, _keeps_words(cursor))


def newest(found, before, size):
    """The numbers of the newest articles, at most `size`, below the number `before` (None: from the newest on) that have
    all of these tokens; newest first; none without tokens. One statement."""
    if not found:
        return []
    before = LAST if before is None else max(0, min(before, LAST))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            asked = " & ".join("'" + token.replace("\\", "").replace("'", "") + "'" for token in found)
            cursor.execute(
                "SELECT article FROM desk_index_newest(%s::tsquery, %s, %s, %s) AS article", [asked, before, size, WALK]
            )
        else:
            cursor.execute(
                "SELECT rowid FROM desk_index WHERE desk_index MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s",
                [" AND ".join(f'"{token.replace(chr(34), "")}"' for token in found), before, size],
            )
        return [number for (number,) in cursor.fetchall()]


def _write_all(articles):
    for article in articles:
        day = timezone.localtime(article.created_at).date()
        found = tokens.of_text(*words(article), day, article.language)
        has_photo = article.cover_id or markup.photos(article.body)
        _put(article.pk, [PHOTO if has_photo else NO_PHOTO, *found])
        photoplace.write(article)


def _put(number, found):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "INSERT INTO desk_index (article, tokens) VALUES (%s, array_to_tsvector(%s::text[])) "
                "ON CONFLICT (article) DO UPDATE SET tokens = EXCLUDED.tokens",
                [number, found],
            )
            return
        text, keeps = " ".join(found), _keeps_words(cursor)
        _take_out(cursor, number, keeps)
        cursor.execute("INSERT INTO desk_index (rowid, tokens) VALUES (%s, %s)", [number, text])
        if keeps:
            cursor.execute("INSERT INTO desk_index_words (article, tokens) VALUES (%s, %s)", [number, text])


def _take_out(cursor, number, keeps):
    if not keeps:
        cursor.execute("DELETE FROM desk_index WHERE rowid = %s", [number])
        return
    cursor.execute(
        "INSERT INTO desk_index (desk_index, rowid, tokens) "
        "SELECT 'delete', article, tokens FROM desk_index_words WHERE article = %s",
        [number],
    )
    cursor.execute("DELETE FROM desk_index_words WHERE article = %s", [number])


def _keeps_words(cursor):
    """Whether this file was made by an SQLite that deletes from the index only what it is told word for word (before
    3.43); the file says so, as it may be opened by a newer one."""
    cursor.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'desk_index_words'")
    return cursor.fetchone() is not None
