"""What readers and the desk ask for costs the same however long the archive is.

Every address that answers a GET is asked for with a short past behind it and with a long one, and the steps that SQLite
takes for each statement are counted: they follow from its plan and the rows it reads, and not from the machine. Where the
long past takes more, the statement and its plan are shown.

Sections, editions, logins, reporters and tags are as many in both: there are more of them with more people and words, and
not with more stories."""

import re
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from articles.admin import columns, find, originals
from articles.desk import photos
from articles.models import Publication
from articles.public import sitemaps
from newsroom.paging import Few, Newest
from newsroom.roles import ADMINISTRATOR, CHIEF_EDITOR
from tests.architecture import past
from tests.architecture.matrix import MATRIX
from tests.architecture.test_matrix import world  # noqa: F401, a fixture

SHORT, LONG = 400, 1200  # stories; the shorter is longer than a month, of which the ledger reads all
ROOM, TICK = 1500, 50  # steps that may be more; less than reading the rows between takes

# What takes more with a long past, and why that may be; a name that ends in a space or "=" stands for all that begin so.
GROWS = {
    "sitemap": "a line for each month, and whether any has more stories than one file holds, once an hour",
    "editions:tag": "the stories of a tag are gone through for those of a language that has few of them",
    "editions:feed_tag": "the same",
    "editions:reporter": "the same of a person",
    "editions:feed_reporter": "the same",
    "desk:ledger_year": "counts the stories of a whole year",
    "admin:articles_tag_merge": "says how much it will change",
    "media_photo ?q=": "words of captions are looked for in each photo",
    "media_photo ?wanting=use": "every photo is asked where it stands",
    "media_photo ?credit=none": "every photo is asked whether it has a credit",
    "media_photo_library ?q=": "words of captions are looked for in each photo",
    "find ": "photos are among what is looked for",
    "articles_formeraddress ?q=": "part of an address is looked for in each",
}

OLDER = ["section", "tag", "reporter", "topic", "photos", "archive_month", "archive_day", "corrections"]
NARROWED = {
    "articles_article": [
        *("state=" + state for state in ("draft", "returned", "signed", "scheduled", "held", "live", "withdrawn")),
        *("state=stage-1", "section={section}", "section={section}&state=live", "section={section}&state=draft"),
        *("mine=yes", "mine=yes&state=live", "notes=me", "notes=open", "photo=some", "photo=none", "o=6", "p=2"),
        *("language=zh-hans", "language=kk-arab&state=returned", "translation=all", "translation=behind"),
        *("queue=returned", "queue=held", "queue=ready", "queue=drafts", "q=下雪", "q=没有的", "q={article}"),
    ],
    "media_photo": [
        *("p=2", "mine=yes", "made=ai", "credit=some", "credit=none", "wanting=caption", "wanting=alt", "wanting=use"),
        *("rights=soon", "rights=over", "rights=limited", "rights=killed", "q=没有的"),
    ],
    "newsroom_logline": ["what=decision", "what=rights", "who=clock", "who={user}", "day=2026-01-01", "q={article}"],
    "newsroom_reporter": ["q=没有的", "is_unchecked__exact=1"],
    "articles_tag": ["q=没有的"],
    "articles_formeraddress": ["q=没有的", "p=2"],
}
ASKED_BY_MACHINES = ["section=same", "tag=same", "reporter=same", "size=100", "to=2026-02-01", "updated=2030-01-01"]
ASKED_BY_MACHINES += ["language=kk-arab", "language=kk-arab&section=same"]
COMPLETED = ["articles_article_stories", "articles_article_originals", "articles_tag_names", "newsroom_reporter_names"]
COMPLETED += ["media_photo_library", "articles_topic_stories", "articles_slot_stories", "articles_article_colleagues"]


@pytest.fixture
def asked(world, cast, monkeypatch):  # noqa: F811
    """Name → (login or None, address) of all that is asked for. What lists read at most is made so small that both pasts
    are longer."""
    for module, name, most in [
        (Newest, "MOST", 150),
        (Few, "MOST", 100),
        (columns, "SEARCHED", 100),
        (originals, "SEARCHED", 100),
        (photos, "ENDED", 100),
        (sitemaps, "RECENT", 100),
        (sitemaps, "CORRECTED", 20),
        (sitemaps, "MOST_NEWS", 10),
        (find, "BATCHES", (20, 20)),
    ]:
        monkeypatch.setattr(module, name, most)
    return _by_name(world, cast) | dict(_narrowed(world, cast))


def _by_name(world, cast):  # noqa: F811
    found = {}
    for name, row in MATRIX.items():
        if row.method == "get" and row.who and not name.endswith("_export"):
            who = next((role for role in (ADMINISTRATOR, CHIEF_EDITOR, *row.who) if role in row.who), None)
            user = None if "reader" in row.who else cast.users[who]
            found[name] = user, reverse(name, kwargs=row.arguments(world))
    return found


def _narrowed(world, cast):  # noqa: F811
    said = {"section": cast.section.pk, "user": cast.editor.pk, "article": world["articles_article"]}
    for name in OLDER:
        address = reverse(name, kwargs=MATRIX[name].arguments(world))
        yield f"{name} ?before=", (None, f"{address}?before={{before}}")
    yield "editions:section ?before=", (None, f"/{world['language']}/sections/same/?before={{before}}")
    for word in ("下雪", "没有的"):
        yield f"search {word}", (None, f"{reverse('search')}?q={quote(word)}")
        yield f"search_suggest {word}", (None, f"{reverse('search_suggest')}?q={quote(word)}")
        yield f"find {word}", (cast.administrator, f"{reverse('desk:find')}?q={quote(word)}")
        for name in COMPLETED:
            yield f"{name} ?q={word}", (cast.administrator, f"{reverse(f'admin:{name}')}?q={quote(word)}")
    for query in ASKED_BY_MACHINES:
        yield f"api:stories ?{query}", (None, f"{reverse('api:stories')}?{query}")
    for name, queries in NARROWED.items():
        for query in queries:
            address = reverse(f"admin:{name}_changelist")
            yield f"{name} ?{query}", (cast.administrator, f"{address}?{quote(query.format(**said), safe='=&')}")


class Counted:
    """Statements while they are asked, each with the steps that SQLite takes for it."""

    def __init__(self):
        self.statements, self._ticks = [], 0

    def __enter__(self):
        connection.connection.set_progress_handler(self._tick, TICK)
        self._wrapper = connection.execute_wrapper(self)
        self._wrapper.__enter__()
        return self

    def __exit__(self, *error):
        self._wrapper.__exit__(*error)
        connection.connection.set_progress_handler(None, TICK)
        self._settle()

    def __call__(self, execute, sql, params, many, context):
        self._settle()
        self.statements.append([sql, params, 0])
        return execute(sql, params, many, context)

    def _tick(self):
        self._ticks += TICK
        return 0

    def _settle(self):
        if self.statements:
            self.statements[-1][2] += self._ticks
        self._ticks = 0


def taken(client, asked):
    """Name → the Counted statements of all that is asked for."""
    found, last = {}, None
    cursor = Publication.objects.filter(story__gte=past.FIRST).order_by("-key")[100]
    cursors = {"corrections": int(cursor.changed_at.timestamp() * 1_000_000)}
    for name, (user, address) in sorted(asked.items(), key=lambda one: str(one[1][0])):
        if user != last and user:
            client.force_login(user)
        if user is None:
            client.logout()
        last = user
        address = address.replace("{before}", str(cursors.get(name.split()[0], cursor.key)))
        cache.clear()
        with Counted() as counted:
            answer = client.get(address)
            if answer.streaming:
                answer.getvalue()
        assert answer.status_code < 500 or name == "healthz", address  # it says more of the machine
        found[name] = counted.statements
    for name in (*settings.PULSE, *settings.ROUNDS, "newsroom.sweeper.sweep"):
        with Counted() as counted:
            import_string(name)(timezone.now())
        found[name] = counted.statements
    return found


def grown(before, after):
    """The statements that take more steps after than before, with their plans; "" where none does."""
    if sum(steps for *_asked, steps in after) <= sum(steps for *_asked, steps in before) + ROOM:
        return ""
    said = []
    for at, (sql, params, steps) in enumerate(after):
        was = before[at][2] if at < len(before) else 0
        if steps > was + ROOM / 4:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
                plan = "\n".join(f"      {row[-1]}" for row in cursor)
            said.append(f"    {was} → {steps} steps: {sql[:1500]}\n{plan}")
    return "\n".join(said) or "    more statements"


COUNT = re.compile(r"SELECT COUNT\(\*\) AS .{1,30} FROM \"(\w+)\"$")


@pytest.mark.skipif(settings.DATABASES["default"]["ENGINE"] != "newsroom.db.sqlite3", reason="SQLite counts its steps")
def test_nothing_takes_longer_with_a_longer_past(asked, cast, world, client):  # noqa: F811
    long = past.Past(cast, world["story"])
    long.reach(SHORT)
    before = taken(client, asked)
    long.reach(LONG)
    after = taken(client, asked)
    more = {name: said for name in asked if (said := grown(before[name], after[name]))}
    more |= {name: said for name in set(after) - set(asked) if (said := grown(before[name], after[name]))}
    counts = {name: {found[1] for sql, *_ in before[name] if (found := COUNT.search(sql))} for name in before}
    # in one step, which takes longer all the same
    assert {name: tables for name, tables in counts.items() if tables & past.LONG} == {}
    unknown = [f"{name}\n{said}" for name, said in more.items() if not _may_grow(name)]
    if unknown:
        pytest.fail("\n\n".join(unknown), pytrace=False)


def _may_grow(name):
    return name in GROWS or name.startswith(tuple(known for known in GROWS if known.endswith((" ", "="))))
