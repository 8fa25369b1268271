"""The search index: which tokens each story on the site has. No model, a table that each database is best at.

SQLite keeps an FTS5 table without content, PostgreSQL an array of tokens under a GIN index; both stock, no extension.
Tokens come from articles.tokens and hold nothing but letters, digits and its marks; every statement here still quotes them.
Writing joins the transaction around it.
"""

from datetime import UTC, datetime

from django.db import connection
from django.utils import timezone

from articles import markup, tokens
from articles.models.publication import STORY_BITS

LAST = 2**63 - 1
WALK = 100  # PostgreSQL: how many of the newest stories are looked through before the index is asked


def words(publication):
    """What search knows of a publication, as (headline, standfirst, body): the lines above the story and the names in
    its byline, its standfirst, and its body without markup."""
    above = (publication.kicker, publication.headline, publication.subtitle, publication.people)
    return (
        "\n".join(line for line in above if line),
        publication.facts.get("standfirst", ""),
        markup.text(publication.html),
    )


def write(key, found):
    """Keep the tokens of the publication with this key, in place of what was kept before."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "INSERT INTO search_index (key, tokens) VALUES (%s, array_to_tsvector(%s::text[])) "
                "ON CONFLICT (key) DO UPDATE SET tokens = EXCLUDED.tokens",
                [key, list(found)],
            )
            return
        text = " ".join(found)
        _take_out(cursor, key)
        cursor.execute("INSERT INTO search_index (rowid, tokens) VALUES (%s, %s)", [key, text])
        if _keeps_words(cursor):
            cursor.execute("INSERT INTO search_index_words (key, tokens) VALUES (%s, %s)", [key, text])


def forget(key):
    """Keep nothing of the publication with this key."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DELETE FROM search_index WHERE key = %s", [key])
        else:
            _take_out(cursor, key)


def clear():
    """Keep nothing at all."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DELETE FROM search_index")
            return
        cursor.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
        if _keeps_words(cursor):
            cursor.execute("DELETE FROM search_index_words")


def newest(found, before, size):
    """The keys of the newest publications, at most `size`, that are older than the key `before` (None: from the newest
    on) and have all of these tokens; newest first. One statement."""
    before = LAST if before is None else max(0, min(before, LAST))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return _newest_of_postgresql(cursor, found, before, size)
        cursor.execute(
            "SELECT rowid FROM search_index WHERE search_index MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s",
            [" AND ".join(f'"{token.replace(chr(34), "")}"' for token in found), before, size],
        )
        return [key for (key,) in cursor]


def _newest_of_postgresql(cursor, found, before, size):
    """One call of the function that the migration made: which way to go depends on how common the words are, and the
    planner has no say; it takes the index for common words, and reads the whole table for others."""
    recent = _tsquery((tokens.mark_of_year(year) for year in _two_years(before)), "|")
    cursor.execute(
        "SELECT key FROM search_index_newest(%s::tsquery, %s::tsquery, %s, %s, %s) AS key",
        [_tsquery(found), recent, before, size, WALK],
    )
    return [key for (key,) in cursor]


def _tsquery(found, joined="&"):
    return f" {joined} ".join("'" + token.replace("\\", "").replace("'", "") + "'" for token in found)


def _two_years(before):
    """The year of the key `before`, this year at most, and the one before it, in the site's time zone."""
    moment = min(datetime.fromtimestamp(before >> STORY_BITS, UTC), timezone.now())
    year = timezone.localtime(moment).year
    return year, year - 1


def _take_out(cursor, key):
    if not _keeps_words(cursor):
        cursor.execute("DELETE FROM search_index WHERE rowid = %s", [key])
        return
    cursor.execute(
        "INSERT INTO search_index (search_index, rowid, tokens) "
        "SELECT 'delete', key, tokens FROM search_index_words WHERE key = %s",
        [key],
    )
    cursor.execute("DELETE FROM search_index_words WHERE key = %s", [key])


def _keeps_words(cursor):
    """Whether this file was made by an SQLite that deletes from the index only what it is told word for word (before
    3.43); the file says so, as it may be opened by a newer one."""
    cursor.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'search_index_words'")
    return cursor.fetchone() is not None
