"""The drill: a site is backed up while people write, put back into an empty place, and is what it was."""

import threading

import pytest
from django.apps import apps
from django.db import connection, connections
from django_tasks_db.models import DBTaskResult

from articles.desk import arriving, saving
from media import clips, logos
from newsroom.accounts.models import Session
from newsroom.backups import making
from newsroom.models import Beat, Edition, LogLine, Masthead
from tests.cast import photo_file
from tests.media.recorded import recording

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = "from django.test import Client; page = Client().get('/', HTTP_HOST='localhost'); print(page.status_code, page.text)"
CHANGED = (Session, Edition, Beat, LogLine, DBTaskResult)  # by being put back


@pytest.fixture
def site(cast, folders, tmp_path, client):
    """A site that has some of everything: a story, a photo, a dispatch, a clip, a logo, somebody who is logged in."""
    cast.published()
    cast.photo()
    clips.accept(recording(), cast.reporter, title="开河")
    (tmp_path / "came.docx").write_bytes(b"no Word file at all")
    arriving.keep_unread(tmp_path / "came.docx", "来稿.docx", "读不了")
    (tmp_path / "logo.jpg").write_bytes(photo_file(size=(200, 200), colour=(10, 90, 160)).read())
    Masthead.objects.update(logo=logos.take(tmp_path / "logo.jpg"))
    client.force_login(cast.editor)
    return cast


def everything(ask):
    """table → all its rows in text, as `ask(query)` gives them."""
    quote, found = connection.ops.quote_name, {}
    for model in apps.get_models(include_auto_created=True):
        if model not in CHANGED and not model._meta.proxy:
            names = ", ".join(f"CAST({quote(field.column)} AS text)" for field in model._meta.local_concrete_fields)
            rows = ask(f"SELECT {names} FROM {quote(model._meta.db_table)}")  # noqa: S608
            found[model._meta.db_table] = sorted(rows, key=repr)
    return found


def ask(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def files_of(var):
    kinds = ("originals", "renditions", "copies", "clips")
    return {str(path.relative_to(var)): path.read_bytes() for kind in kinds for path in (var / kind).glob("??/*")}


def keep_pages_of_before(var):
    for kind in ("pages", "cards"):
        (var / kind / "ab").mkdir(parents=True)
        (var / kind / "ab" / "cd").write_bytes(b"of before")


def test_a_site_is_put_back_as_it_was_and_answers(site, folders, folder, place):
    made = making.make(folder)
    assert made.missing == []
    keep_pages_of_before(place.var)
    code, said = place.manage("restore", folder)
    assert code == 0, said
    assert f"{made.name} is put back" in said

    there, here = everything(place.ask), everything(ask)
    assert [name for name in here if here[name] != there[name]] == []
    assert files_of(place.var) == files_of(folders)
    assert {path.split("/")[0] for path in files_of(folders)} == {"originals", "renditions", "copies", "clips"}

    assert place.ask("SELECT about FROM newsroom_logline WHERE kind = 'restored'") == [(made.name,)]
    assert Session.objects.count() == 1
    assert place.ask(f"SELECT count(*) FROM {Session._meta.db_table}") == [(0,)]  # noqa: S608

    assert not {path for path in place.written() if path.startswith(("pages/", "cards/"))}
    assert not list(place.var.glob("*.before-*"))
    number = Edition.objects.values_list("number", flat=True).get()
    ((number_there, firm_there),) = place.ask("SELECT number, firm FROM newsroom_edition")
    assert number_there == firm_there > number + 1000

    code, said = place.manage("shell", "-v0", "-c", ASKED)
    assert code == 0, said
    assert "200 " in said
    assert "冬季旅游推介会召开" in said


def test_what_was_saved_before_a_backup_began_is_in_it_while_others_write_on(site, folder, place):
    article = site.article(headline="标题", body="<p>正文。</p>")
    acknowledged, stop = [], threading.Event()

    def write():
        number = 0
        try:
            while not stop.is_set():
                number += 1
                content = {"headline": f"第{number}稿"}
                saving.save(article.pk, content, site.reporter, number)
                acknowledged.append(number)
        finally:
            connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(acknowledged) < 5:
            assert writer.is_alive()
        before = acknowledged[-1]
        making.make(folder)
        after = acknowledged[-1]
    finally:
        stop.set()
        writer.join()
    code, said = place.manage("restore", folder)
    assert code == 0, said
    ((headline, saves),) = place.ask(f"SELECT headline, saves FROM articles_article WHERE id = {article.pk}")  # noqa: S608
    assert before <= int(headline[1:-1]) <= after + 1
    ((last,),) = place.ask(f"SELECT max(number) FROM articles_snapshot WHERE article_id = {article.pk}")  # noqa: S608
    assert last == saves == int(headline[1:-1]) + 1


def test_what_is_replaced_on_purpose_is_gone_from_postgresql_and_aside_on_sqlite(site, folder, place):
    first = making.make(folder)
    assert place.manage("restore", folder)[0] == 0
    Masthead.objects.update(publisher="另一家")
    second = making.make(folder)
    code, said = place.manage("restore", folder)
    assert (code, "say --replace" in said) == (1, True), said
    code, said = place.manage("restore", folder, "--replace")
    assert code == 0, said
    assert place.ask("SELECT publisher FROM newsroom_masthead") == [("另一家",)]
    assert place.ask("SELECT about FROM newsroom_logline WHERE kind = 'restored'") == [(second.name,)]
    assert first.name != second.name
    aside = list(place.var.glob("newsroom.sqlite3.before-*"))
    assert len(aside) == (1 if connection.vendor == "sqlite" else 0)
