"""Notes: what people of the desk say to each other about an article or a passage of it. No reader ever sees one.

Whoever may look at an article may write a note on it and answer one. A note is resolved by its author, by the person it
is addressed to, by anybody where it is to all, and by editors.
"""

from django.db import transaction
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import workflow
from articles.models import Note, deskindex
from newsroom import roles

LONGEST = 1000


class Refused(Exception):
    """A note was not taken; the message says why, in the user's language."""


def with_open_notes(queryset, user=None):
    """Articles annotated with `open_notes`, the number of open notes on each, and, where a user is given, with
    `open_notes_to_me`, the number of those that are addressed to that user."""
    queryset = queryset.annotate(open_notes=_count(Note.objects.open()))
    return queryset.annotate(open_notes_to_me=_count(Note.objects.open().filter(to=user))) if user else queryset


def conversations(article):
    """The notes on an article that began a conversation, oldest first, each with `said`, the list of its answers. One
    query."""
    found = Note.objects.filter(article=article).select_related("to__reporter", "resolved_by__reporter").order_by("pk")
    first = {note.pk: note for note in found if note.answers_to_id is None}
    for note in first.values():
        note.said = []
    for note in found:
        if note.answers_to_id in first:
            first[note.answers_to_id].said.append(note)
    return list(first.values())


def write(article, user, text, *, quote="", before="", after="", to=None):
    """A new note on `article`: on the passage `quote`, remembered with the words around it, or on the whole article; to
    the user `to`, or to everybody. Raises Refused."""
    return _stored(
        Note(
            article=_open(article),
            text=_checked(text),
            quote=quote[:300],
            before=before[-40:],
            after=after[:40],
            to=to,
            author=user,
            author_name=roles.name_of(user),
        )
    )


def answer(note, user, text):
    """An answer to a note. Raises Refused."""
    article = _open(note.article)
    name = roles.name_of(user)
    return _stored(Note(article=article, answers_to=note, text=_checked(text), author=user, author_name=name))


def may_resolve(note, user):
    """Whether `user` may resolve the note, and open it again."""
    is_named = note.to_id is None or user.pk in {note.to_id, note.author_id}
    return is_named or workflow.edits_others(user)


def resolve(note, user):
    """Mark the note as done. Raises Refused where it is not this user's to say."""
    _ask(note, user)
    Note.objects.filter(pk=note.pk, resolved_at=None).update(resolved_at=timezone.now(), resolved_by=user)


def reopen(note, user):
    """Mark the note as not done after all. Raises Refused where it is not this user's to say."""
    _ask(note, user)
    Note.objects.filter(pk=note.pk).update(resolved_at=None, resolved_by=None)


@transaction.atomic
def _stored(note):
    note.save()
    deskindex.write(note.article)  # what is said in notes is found too
    return note


def _ask(note, user):
    _open(note.article)
    if not may_resolve(note, user):
        raise Refused(_("Who wrote the note, whom it is for, or an editor resolves it."))


def _open(article):
    if article.trashed_at:
        raise Refused(_("The article is in the trash."))
    return article


def _checked(text):
    text = Note._meta.get_field("text").to_python(text)
    if not text:
        raise Refused(_("Write what the note should say."))
    if len(text) > LONGEST:
        lengths = {"most": LONGEST, "length": len(text)}
        raise Refused(_("A note has at most %(most)s characters; this one has %(length)s.") % lengths)
    return text


def _count(notes):
    # a subquery for each row of the page, not a join: the list orders and cuts before it counts
    found = notes.filter(article=OuterRef("pk")).order_by().values("article").annotate(found=Count("pk"))
    return Coalesce(Subquery(found.values("found"), output_field=IntegerField()), 0)
