import pytest
from django.utils import timezone

from articles.desk import notes
from articles.desk.notes import Refused, with_open_notes
from articles.models import Article, Note

pytestmark = pytest.mark.django_db


def test_open_notes_are_counted_for_each_article(cast, django_assert_num_queries):
    one, other = cast.article(), cast.article()
    first = notes.write(one, cast.reporter, "请核实")
    notes.write(one, cast.reporter, "请核实", to=cast.editor)
    notes.answer(first, cast.editor, "好的")
    notes.resolve(notes.write(one, cast.reporter, "已办"), cast.reporter)
    with django_assert_num_queries(1):
        found = {a.pk: (a.open_notes, a.open_notes_to_me) for a in with_open_notes(Article.objects, cast.editor)}
    assert found == {one.pk: (2, 1), other.pk: (0, 0)}


def test_without_a_user_only_all_notes_are_counted(cast):
    notes.write(cast.article(), cast.editor, "请核实")
    found = with_open_notes(Article.objects.all()).get()
    assert found.open_notes == 1
    assert not hasattr(found, "open_notes_to_me")


def test_a_note_keeps_who_wrote_it_and_a_few_words_around_its_passage(cast):
    note = notes.write(
        cast.article(), cast.reporter, " 请核实\r\n两处 ", quote="召" * 400, before="前" * 90, after="后" * 90
    )
    assert (note.author_name, note.text) == ("林知夏", "请核实\n两处")
    assert (len(note.quote), len(note.before), len(note.after)) == (300, 40, 40)


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "长" * 1001])
def test_a_note_that_says_nothing_or_too_much_is_refused_and_none_is_made(cast, text):
    article = cast.article()
    with pytest.raises(Refused):
        notes.write(article, cast.editor, text)
    assert not Note.objects.exists()


def test_its_author_its_addressee_and_editors_resolve_a_note(cast):
    article = cast.article()
    other = cast.user("other", "reporter")
    to_one = notes.write(article, cast.photo_desk, "请补图", to=cast.reporter)
    to_all = notes.write(article, cast.photo_desk, "请补图")
    may = {user.username for user in [*cast.users.values(), other] if notes.may_resolve(to_one, user)}
    assert may == {"photo-desk", "reporter", "editor", "section-head", "chief-editor", "administrator"}
    assert notes.may_resolve(to_all, other)
    with pytest.raises(Refused):
        notes.resolve(to_one, other)
    with pytest.raises(Refused):
        notes.reopen(to_one, other)
    to_one.refresh_from_db()
    assert to_one.resolved_at is None


def test_a_note_is_resolved_once_and_can_be_opened_again(cast):
    note = notes.write(cast.article(), cast.reporter, "请核实")
    notes.resolve(note, cast.editor)
    notes.resolve(note, cast.chief_editor)
    note.refresh_from_db()
    assert note.resolved_by == cast.editor
    notes.reopen(note, cast.reporter)
    note.refresh_from_db()
    assert (note.resolved_at, note.resolved_by) == (None, None)


def test_nobody_writes_on_what_is_in_the_trash(cast):
    article = cast.article()
    note = notes.write(article, cast.editor, "请核实")
    article.trashed_at = timezone.now()
    article.save(update_fields=["trashed_at"])
    note.refresh_from_db()
    for act in (
        lambda: notes.write(article, cast.editor, "x"),
        lambda: notes.answer(note, cast.editor, "x"),
        lambda: notes.resolve(note, cast.editor),
    ):
        with pytest.raises(Refused):
            act()


def test_conversations_come_with_their_answers_in_one_query(cast, django_assert_num_queries):
    article = cast.article()
    first = notes.write(article, cast.editor, "一", to=cast.reporter)
    notes.write(article, cast.reporter, "二")
    for number in range(10):
        notes.answer(first, cast.reporter, f"答{number}")
    notes.write(cast.article(), cast.editor, "别的稿子")
    with django_assert_num_queries(1):
        found = [(note.text, str(note.to), len(note.said)) for note in notes.conversations(article)]
    assert found == [("一", "reporter", 10), ("二", "None", 0)]
