import pytest

from articles.desk.notes import with_open_notes
from articles.models import Article, Note

pytestmark = pytest.mark.django_db


def note(article, text="请核实", **more):
    return Note.objects.create(article=article, text=text, author_name="校对", **more)


def test_open_notes_are_counted_for_each_article(cast, django_assert_num_queries):
    one, other = cast.article(), cast.article()
    first = note(one)
    note(one, to=cast.editor)
    note(one, answers_to=first)
    note(one, resolved_at="2026-12-27T08:00Z")
    with django_assert_num_queries(1):
        found = {a.pk: (a.open_notes, a.open_notes_to_me) for a in with_open_notes(Article.objects, cast.editor)}
    assert found == {one.pk: (2, 1), other.pk: (0, 0)}


def test_without_a_user_only_all_notes_are_counted(cast):
    article = cast.article()
    note(article)
    found = with_open_notes(Article.objects.all()).get()
    assert found.open_notes == 1 and not hasattr(found, "open_notes_to_me")
