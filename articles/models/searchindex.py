"""The search index: which tokens each story on the site has. No model, a table that each database is best at.

SQLite keeps an FTS5 table without content, PostgreSQL an array of tokens under a GIN index; both stock, no extension.
Tokens come from articles.tokens and hold nothing but letters, digits and its marks; every statement here still quotes them.
Writing joins the transaction around it.
"""

from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from articles import markup, tokens
from articles.models.publication import FIRST_YEAR, STORY_BITS, key_of_day
from articles.models.relevance import LAST, SPAN, ZONES
from newsroom.replicas import for_reading


def words(publication):
    """What search knows of a publication, as (headline, standfirst, body): the lines above the story and the names in
    its byline, its standfirst, and its body without markup."""
    above = (publication.kicker, publication.headline, publication.subtitle, publication.people)
    return (
        "\n".join(line for line in above if line),
        publication.facts.get("standfirst", ""),
        markup.text(publication.html),
    )


def found_by(publication, people):
    """All tokens of a publication: those of its words, and the marks of its section, of the reporters with the numbers
    `people`, and of whether it shows a photo."""
    has_photo = publication.cover or publication.facts.get("photos")
    return [
        *tokens.of_text(*words(publication), publication.date, publication.language),
        tokens.mark_of_section(publication.section_id),
        tokens.PHOTO if has_photo else tokens.NO_PHOTO,
        *map(tokens.mark_of_person, people),
    ]


def write(found):
    """Keep tokens, as a dict of the key of a publication → its tokens, in place of what was kept of it before."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                "INSERT INTO search_index (key, tokens) VALUES (%s, array_to_tsvector(%s::text[])) "
                "ON CONFLICT (key) DO UPDATE SET tokens = EXCLUDED.tokens",
                [(key, list(of_it)) for key, of_it in found.items()],
            )
            return
        rows = [(key, " ".join(of_it)) for key, of_it in found.items()]
        _take_out(cursor, found)
        cursor.executemany("INSERT INTO search_index (rowid, tokens) VALUES (%s, %s)", rows)
        if _keeps_words(cursor):
            cursor.executemany("INSERT INTO search_index_words (key, tokens) VALUES (%s, %s)", rows)


def forget(key):
    """Keep nothing of the publication with this key."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DELETE FROM search_index WHERE key = %s", [key])
        else:
            _take_out(cursor, [key])


def clear():
    """Keep nothing at all."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DELETE FROM search_index")
            return
        cursor.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
        if _keeps_words(cursor):
            cursor.execute("DELETE FROM search_index_words")


def newest(found, before, size, since=0):
    """The keys of the newest publications, at most `size`, that are older than the key `before` (None: from the newest
    on) and not older than the key `since`, and have all of these tokens; newest first. One statement."""
    with for_reading().cursor() as cursor:
        cursor.execute(*_stream(found, (), before, str(int(since)), size))
        return [key for (key,) in cursor]


def best(found, marks, befores, size, now, since=0):
    """The publications that have all the tokens `found` and all the `marks`, as (number of the zone, key): of each of
    relevance.ZONES the newest, at most `size`, in which the tokens stand there and in no zone before it, that are older
    than the key which `befores` has for the zone (None: from the newest on), and not older than the key `since`.

    What cannot be among the `size` most relevant of all at the second `now` may be left out: no zone is read further back
    than those before it leave room. Nor is any looked through above the newest story that has the words at all. One
    statement."""
    newest, values = _stream((*found, *marks), (), max(map(_whole, befores)), str(int(since)), 1)
    streams, above = [f"newest AS MATERIALIZED ({newest})"], []
    for number, zone in enumerate(ZONES):
        asked = tokens.in_zone(zone.mark, found) if zone.mark else tuple(found)
        floors = [str(int(since)), *(_floor(better, zone, size, now) for better in ZONES[:number])]
        stream, filled = _stream((*asked, *marks), above, befores[number], _largest(floors), size, _TOP)
        streams.append(f"{zone.name} AS MATERIALIZED ({stream})")
        values += filled
        above.append(asked)
    chosen = " UNION ALL ".join(f"SELECT {at}, key FROM {zone.name}" for at, zone in enumerate(ZONES))  # noqa: S608
    with for_reading().cursor() as cursor:
        cursor.execute(f"WITH {', '.join(streams)} {chosen}", values)
        return list(cursor)


_TOP = "coalesce((SELECT key + 1 FROM newest), 0)"


def _floor(better, zone, size, now):
    """SQL: the key below which no story of `zone` is as relevant as the last one of a full stream of a better zone."""
    age = _largest(["0", f"{now:d} - (min(key) >> {STORY_BITS})"])
    second = f"{now + SPAN:d} - (({SPAN} + {age}) >> {zone.shift - better.shift})"
    return f"(SELECT CASE WHEN count(*) < {size:d} THEN 0 ELSE ({second}) << {STORY_BITS} END FROM {better.name})"  # noqa: S608


def _largest(values):
    """SQL: the largest of some expressions."""
    name = "greatest" if connection.vendor == "postgresql" else "max"
    return f"{name}({', '.join(values)})" if values[1:] else values[0]


def _whole(before):
    return LAST if before is None else max(0, min(before, LAST))


def _stream(found, without, before, since, size, top=""):
    """(SQL, its values) of the newest keys of what has all the tokens `found`, and of no set in `without` all; `since` is
    SQL, and `top`, a key that all are below."""
    before = _whole(before)
    below = "%s"
    if top:
        below = f"{'least' if connection.vendor == 'postgresql' else 'min'}(%s, {top})"
    if connection.vendor == "postgresql":
        asked = " & ".join([_tsquery(found), *(f"!({_tsquery(one)})" for one in without)])
        values = [asked, *_windows(before), before, size]
        kinds = f"%s::tsquery, %s, %s::bigint[], %s::tsquery[], {below}, {since}, %s"
        return f"SELECT key FROM search_index_find({kinds}) AS key", values  # noqa: S608
    asked = " NOT ".join(f"({_match(one)})" for one in (found, *without))
    sql = f"SELECT rowid AS key FROM search_index WHERE search_index MATCH %s AND rowid < {below}"  # noqa: S608
    return f"{sql} AND rowid >= {since} ORDER BY rowid DESC LIMIT %s", [asked, before, size]


def _match(found):
    return " AND ".join(f'"{token.replace(chr(34), "")}"' for token in found)


def _tsquery(found, joined="&"):
    return f" {joined} ".join("'" + token.replace("\\", "").replace("'", "") + "'" for token in found)


def _windows(before):
    """How PostgreSQL goes back in time from the key `before`, as (top, floors, marks). An index of tokens gives all that it
    has, however old; the marks of dates bound that. So it is asked for the last days, then for months, then for years, as
    long as a page is not full: `floors` are the keys where each window ends, 0 for the last, and `marks` what the stories of
    each have, but of the last. `top` is the key from which on stories are newer than all windows."""
    moment = min(datetime.fromtimestamp(before >> STORY_BITS, UTC), timezone.now())
    day = max(timezone.localtime(moment).date(), date(FIRST_YEAR + 20, 1, 1))
    week = day - timedelta(days=7)
    months = (week.replace(day=1) - timedelta(days=32)).replace(day=2)
    # A day more on either side of each: the marks are of the local date, whatever the time zone was then.
    days = [tokens.mark_of_day(day + timedelta(days=away)) for away in range(1, -9, -1)]
    floors, marks = (
        [week, months],
        [days, sorted({tokens.mark_of_month(months + timedelta(days=at)) for at in range(-1, 75)})],
    )
    last = months
    for years in (1, 6):
        floor = date(last.year - years, 1, 2)
        marks.append([tokens.mark_of_year(year) for year in range(floor.year, last.year + 1)])
        floors.append(floor)
        last = floor
    return key_of_day(day + timedelta(days=2)), [*map(key_of_day, floors), 0], [_tsquery(one, "|") for one in marks]


def _take_out(cursor, keys):
    rows = [(key,) for key in keys]
    if not _keeps_words(cursor):
        cursor.executemany("DELETE FROM search_index WHERE rowid = %s", rows)
        return
    cursor.executemany(
        "INSERT INTO search_index (search_index, rowid, tokens) "
        "SELECT 'delete', key, tokens FROM search_index_words WHERE key = %s",
        rows,
    )
    cursor.executemany("DELETE FROM search_index_words WHERE key = %s", rows)


def _keeps_words(cursor):
    """Whether this file was made by an SQLite that deletes from the index only what it is told word for word (before
    3.43); the file says so, as it may be opened by a newer one."""
    cursor.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'search_index_words'")
    return cursor.fetchone() is not None
