"""Notes: what people of the desk say to each other about a passage. Never printed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.fields import LineField, LinesField


class NoteQuerySet(models.QuerySet):
    def open(self):
        """The notes that began a conversation and are not resolved."""
        return self.filter(resolved_at=None, answers_to=None)


class Note(models.Model):
    """A comment on a passage of an article, to a person or to all; or an answer to one."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="notes", verbose_name=_("article"))
    answers_to = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        db_index=False,  # below, of those that answer: of all it would lead to everything that answers none
        related_name="answers",
        verbose_name=_("answer to"),
    )
    quote = LineField(_("passage"), max_length=300, blank=True, help_text=_("Empty: about the whole article."))
    before = LineField(_("words before the passage"), max_length=40, blank=True)
    after = LineField(_("words after the passage"), max_length=40, blank=True)
    text = LinesField(_("note"), max_length=1000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    author_name = LineField(_("name of who wrote"), max_length=150)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("to")
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("resolved by"),
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["to"], condition=Q(resolved_at=None, answers_to=None), name="note_open_to_a_person"),
            models.Index(fields=["article"], condition=Q(resolved_at=None, answers_to=None), name="note_open"),
            models.Index(fields=["answers_to"], condition=Q(answers_to__isnull=False), name="note_answers"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_note_says_something")]

    def __str__(self):
        return self.text[:40]
