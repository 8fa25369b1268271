"""Words that a court has ordered to be removed are gone from wherever the site has them; the record says so and is whole."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles.desk import publishing, redacting, saving, verifying
from articles.desk.contents import content_of
from articles.desk.workflow import Verb
from articles.models import Article, Autosave, PreviewLink, Publication, Signature, Snapshot, Version, deskindex
from newsroom import edition
from newsroom.models import LogLine
from tests.articles.public.test_record import corrected, record_of

pytestmark = pytest.mark.django_db
SECRET = "夜莺之名"
REASON = "依雪川市人民法院裁定"
WORDS = dict.fromkeys("headline kicker subtitle standfirst source source_title source_author".split(), SECRET)
WORDS["body"] = f"<p>{SECRET}，河谷下雪。</p>"
CLEAN = dict.fromkeys(WORDS, "") | {"headline": "河谷下雪", "body": "<p>河谷下雪。</p>"}
FAR_FROM_WORDS = {"django_session", "django_admin_log"}


@pytest.fixture(autouse=True)
def patience(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(verifying, "PATIENCE", 0)
    settings.PAGES = tmp_path / "pages"


@pytest.fixture
def article(cast):
    """A story on the site that says the secret wherever it can; its history, a note for readers and a preview too."""
    article = cast.article()
    saving.begin(article, cast.reporter)
    saving.save(article.pk, content_of(article) | WORDS, cast.reporter, article.saves)
    article.refresh_from_db()
    Article.objects.filter(pk=article.pk).update(copy=SECRET, copy_name="来稿.docx")
    cast.published(article)
    Autosave.objects.create(article=article, user=cast.editor, tab="a", content={"headline": SECRET})
    late = timezone.now() + timezone.timedelta(days=2)
    PreviewLink.objects.create(article=article, hash="1", words={"body": SECRET}, expires_at=late)
    article.refresh_from_db()
    return article


def cleaned(cast, article, note="名字已删去。"):
    """The story after the name was taken out of it by a correction."""
    saving.save(article.pk, content_of(article) | CLEAN, cast.reporter, article.saves)
    article.refresh_from_db()
    cast.signed(article)
    cast.do(article, Verb.CORRECT, cast.chief_editor, text=note)
    article.refresh_from_db()
    return article


def redact(article, number, *more, reason=REASON):
    out = StringIO()
    call_command("redact_version", str(article.pk), str(number), "--reason", reason, "--yes", *more, stdout=out)
    return out.getvalue()


def verified():
    out = StringIO()
    try:
        call_command("verify_record", "--quick", stdout=out, stderr=StringIO())
    except SystemExit:
        return out.getvalue() + "NOT"
    return out.getvalue()


def tables_with(word):
    """The tables of the database in which a word stands, in any column."""
    plain, coded = word, json.dumps(word).strip('"')
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("search_index_", "desk_index_")) and not table.endswith("_words"):
                continue  # of FTS5: what they hold is asked of the index
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            if any(plain in str(value) or coded in str(value) for row in cursor.fetchall() for value in row):
                found.add(table)
    return found - FAR_FROM_WORDS


def test_the_words_are_nowhere_once_the_version_on_the_site_was_redacted(cast, client, article):
    assert {"articles_version", "articles_publication", "articles_article"} <= tables_with(SECRET)
    before = edition.heard()
    said = redact(article, 1)
    assert "The story leaves the site" in said
    assert tables_with(SECRET) == set()
    assert not Publication.objects.exists()
    assert edition._row()[1] > before.firm
    assert deskindex.words(Article.objects.get(pk=article.pk))[0].startswith("（文字已移除）")
    where = record_of(article.pk)
    for tail in ("", "versions/", "versions/1/", "ninjs.json"):
        response = client.get(where.removesuffix("versions/") + tail)
        assert (response.status_code, SECRET in response.text) == (410, False)
    text = client.get(where).text
    assert "文字已移除" in text
    assert REASON in text
    assert "没有找到" in client.get("/search/", {"q": SECRET}).text


def test_the_record_is_whole_and_says_what_was_redacted_and_why(cast, article):
    redact(article, 1)
    lines = verified().splitlines()
    day = f"{timezone.localdate():%Y-%m-%d}"
    assert lines[0] == f"redacted by order: version 1 of story {article.pk}, {day}: {REASON}"
    assert lines[1].startswith("The record is whole: 2 versions (1 redacted by order), 0 stories on the site")


def test_the_log_tells_it(cast, article):
    redact(article, 1)
    line = LogLine.objects.get(kind="record")
    assert (line.story, line.detail, line.actor) == (article.pk, REASON, None)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM newsroom_logline WHERE kind = 'record'")
    assert "the log knows nothing of it" in verified()


def test_a_later_version_stays_on_the_site_and_the_earlier_one_says_that_it_was_redacted(cast, client, article):
    cleaned(cast, article)
    saves = Snapshot.objects.count()
    said = redact(article, 1)
    assert "Versions of the story that can still be read: 2." in said
    assert tables_with(SECRET) == set()
    assert Publication.objects.get().headline == "河谷下雪"
    assert Article.objects.get(pk=article.pk).headline == "河谷下雪"
    assert Snapshot.objects.count() == saves
    assert Snapshot.objects.first().content["headline"] == "河谷下雪"
    where = record_of(article.pk)
    text = client.get(where).text
    assert "河谷下雪" in text
    assert REASON in text
    assert "〔" not in text.split("<main")[1].split("<article")[1].split("这一版")[0].split('class="version"')[1]
    page = client.get(f"{where}1/")
    assert (page.status_code, REASON in page.text, "这一版的文字已移除" in page.text) == (410, True, True)
    assert client.get(f"{where}2/").status_code == 200
    assert "The record is whole" in verified()


def test_the_version_after_it_is_not_held_against_the_one_before_it(cast, client, article):
    cleaned(cast, article)
    corrected(cast, article, headline="河谷下大雪")
    redact(article, 2)
    text = client.get(record_of(article.pk)).text
    assert "〔新加〕" not in text[text.index('id="v3"') : text.index('id="v2"')]


def test_versions_that_repeat_it_word_for_word_go_with_it(cast, client, article):
    publishing.withdraw(article.pk)
    publishing.restore(article.pk)
    assert "version 1, 3 of story" in redact(article, 1)
    assert tables_with(SECRET) == set()
    assert [one.kind for one in Version.objects.order_by("pk")] == ["published", "withdrawn", "restored", "withdrawn"]
    assert "The record is whole" in verified()
    with pytest.raises(publishing.NotReady):
        publishing.restore(article.pk)


def test_a_note_goes_when_it_is_told_to(cast, client, article):
    cleaned(cast, article, note=f"不应提到{SECRET}。")
    redact(article, 1)
    assert tables_with(SECRET) == {"articles_version", "articles_publication", "newsroom_logline"}
    assert SECRET in client.get(record_of(article.pk)).text
    redact(article, 2, "--with-note")
    assert tables_with(SECRET) == set()
    assert SECRET not in client.get(record_of(article.pk)).text
    assert "The record is whole" in verified()


def test_the_note_of_a_withdrawal_goes_alone(cast, client, article):
    cleaned(cast, article)
    publishing.withdraw(article.pk, notice=f"因为{SECRET}撤下。")
    with pytest.raises(CommandError):
        redact(article, 3)
    redact(article, 3, "--with-note")
    assert Version.objects.get(number=3).note == ""
    assert Version.objects.get(number=2).words["headline"] == "河谷下雪"
    assert SECRET not in client.get(record_of(article.pk)).text
    assert "The record is whole" in verified()


def test_what_the_desk_writes_instead_stays(cast, article):
    saving.save(article.pk, content_of(article) | CLEAN, cast.reporter, article.saves)
    redact(article, 1)
    assert Article.objects.get(pk=article.pk).headline == "河谷下雪"
    assert Snapshot.objects.first().content["headline"] == "河谷下雪"
    assert not Snapshot.objects.filter(content__headline=SECRET).exists()
    assert not any(one.words.get("headline") == SECRET for one in Signature.objects.all())


def test_the_slip_the_history_and_a_save_of_it_can_still_be_looked_at(cast, client, article):
    cleaned(cast, article)
    redact(article, 1)
    client.force_login(cast.chief_editor)
    address = f"/admin/articles/article/{article.pk}"
    for tail in ("change/", "slip/", "history/", "history/?old=v1&new=v2", f"slip/{Signature.objects.first().pk}/"):
        response = client.get(f"{address}/{tail}")
        assert (tail, response.status_code, SECRET in response.text) == (tail, 200, False)
    save = Snapshot.objects.filter(content__redacted=True).first()
    saving.save(article.pk, {k: v for k, v in save.content.items() if k != "redacted"}, cast.editor, article.saves)


def test_nothing_is_redacted_without_a_reason_twice_or_that_is_not_there(cast, article):
    for number, reason, said in [(7, REASON, "no version 7"), (1, " ", "Say why")]:
        with pytest.raises(CommandError, match=said):
            redact(article, number, reason=reason)
    redact(article, 1)
    with pytest.raises(CommandError, match="removed before"):
        redact(article, 1)


def test_the_command_asks_first(cast, article, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: "no")
    with pytest.raises(CommandError, match="Nothing was removed"):
        call_command("redact_version", str(article.pk), "1", "--reason", REASON, stdout=StringIO())
    assert Version.objects.get().redacted_at is None
    monkeypatch.setattr("builtins.input", lambda question: str(article.pk))
    call_command("redact_version", str(article.pk), "1", "--reason", REASON, stdout=StringIO())
    assert Version.objects.get(number=1).redacted_at


def test_no_script_redacts_another_way(cast, article):
    for values in ({"link": "x"}, {"fingerprint": "x"}, {"signers": []}):
        with pytest.raises(TypeError):
            Version.objects.redact(**values)
    with pytest.raises(TypeError):
        LogLine.objects.redact(kind="x")


def test_the_kept_pages_of_before_go(cast, article, settings, django_capture_on_commit_callbacks):
    page = settings.PAGES / "ab" / "cd"
    page.parent.mkdir(parents=True)
    page.write_text(SECRET)
    with django_capture_on_commit_callbacks(execute=True):
        redacting.redact(article.pk, 1, REASON)
    assert not page.exists()
