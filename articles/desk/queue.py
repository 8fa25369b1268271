"""What waits for whom: the rules of articles.desk.workflow as lists of articles, to count and to show."""

from datetime import timedelta
from functools import cached_property

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.desk import workflow
from articles.desk.rendering import fingerprint, freeze_all
from articles.models import Article, Autosave, Byline, Note, Publication, ReviewStage, Signature
from articles.models.publication import keys_between
from articles.models.review import is_named_in, of_person

State = Article.State
Verdict = Signature.Verdict


class Queue:
    """The desk as it stands to `user`. What she may act on lies in her remit always; what she may only look at does too,
    or is her own, unless she asks for it `everywhere`. Nothing in it is in the trash. The lists of what is in review, held
    or scheduled are read at once, when the first of them is asked for: they are short."""

    def __init__(self, user, everywhere=False):
        self.user = user
        self.everywhere = everywhere

    @cached_property
    def stages(self):
        """The review stages in use, in order, each with `is_hers`: whether she may sign it."""
        found = ReviewStage.objects.filter(is_active=True).select_related("group")
        found = list(found.annotate(is_hers=Exists(self.user.groups.filter(pk=OuterRef("group")))))
        for stage in found:
            stage.is_hers = stage.is_hers or self.user.is_superuser
        return found

    @property
    def last(self):
        """The last review stage in use; None where none is."""
        return self.stages[-1] if self.stages else None

    @cached_property
    def publishes(self):
        """Whether she publishes."""
        return workflow.may_publish(self.user)

    # ---- what she may do now

    @cached_property
    def to_sign(self):
        """Articles that she may sign: in review at a stage of hers, or signed through and changed since, where the last
        stage is hers; the most urgent first. `since` is the moment of the last decision."""
        hers = {stage.pk for stage in self.stages if stage.is_hers}
        found = [
            article
            for article in self._in_work
            if not article.is_barred
            and workflow.in_remit(self.user, article)
            and (article.stage_id in hers if article.state == State.REVIEW else self._is_to_sign_again(article))
        ]
        return sorted(
            found, key=lambda article: (article.publish_at or timezone.now() + timedelta(3650), article.since)
        )

    @cached_property
    def ready(self):
        """Articles that have only to be published: signed through, as they were read, with no time set and not held."""
        return [
            article
            for article in self._in_work
            if self.publishes
            and article.state == State.SIGNED
            and not (article.is_changed_since or article.publish_at or article.held)
            and workflow.in_remit(self.user, article)
        ]

    @cached_property
    def returned(self):
        """Hers, or submitted by her, and sent back: with `reason` and `returned_by`; the newest first."""
        back = [article for article in self._in_work if article.state == State.RETURNED]
        return sorted(back, key=lambda article: article.since, reverse=True)

    @cached_property
    def held(self):
        """What the clock has kept back: all of it for those who publish, else hers."""
        may = [workflow.in_remit(self.user, a) if self.publishes else a.is_hers for a in self._clocked]
        return [article for article, is_shown in zip(self._clocked, may, strict=True) if article.held and is_shown]

    def drafts(self):
        """A queryset of those that are hers, or on the site and changed by her, and not submitted."""
        changed = Article.objects.being_changed()
        # named by what they are not: nearly every article on the site is a draft, and that index would lead astray
        drafts = changed.exclude(state__in=[State.REVIEW, State.SIGNED, State.RETURNED])
        return drafts.filter(self._hers() | Q(published_saves__gt=0, updated_by=self.user))

    def notes(self):
        """A queryset of the open notes that are addressed to her."""
        return Note.objects.open().filter(to=self.user, article__trashed_at=None)

    def unsaved(self):
        """A queryset of what she typed and did not save, with `headline`, the one she typed."""
        found = Autosave.objects.filter(user=self.user, article__trashed_at=None)
        return found.annotate(headline=KT("content__headline"))

    # ---- what she may look at

    @cached_property
    def with_others(self):
        """Hers, and waiting for a signature or a publishing that is not hers to give."""
        own = {article.pk for article in [*self.to_sign, *self.ready]}
        waiting = [a for a in self._in_work if a.is_hers and a.state != State.RETURNED and a.pk not in own]
        return [article for article in waiting if not (article.state == State.SIGNED and article.publish_at)]

    @cached_property
    def due(self):
        """(moment, field, article) of everything that has a time, the soonest first; the field is publish_at or
        take_off_at."""
        found = [
            (getattr(article, field), field, article)
            for article in self._clocked
            for field in ("publish_at", "take_off_at")
            if getattr(article, field) and (self.everywhere or article.is_hers or workflow.in_remit(self.user, article))
        ]
        return sorted(found, key=lambda one: one[:2])

    def out(self, day):
        """A queryset of the stories that were first published on `day`, a local date, newest first."""
        first, after = keys_between(day, day + timedelta(days=1))
        found = Publication.objects.filter(key__gte=first, key__lt=after).order_by("-key")
        sections = workflow.remit_of(self.user)
        return found if self.everywhere or not sections else found.filter(section__in=list(sections))

    # ---- reading

    @cached_property
    def _in_work(self):
        """What is in review, signed or returned and concerns her: what she may sign or publish, or is hers."""
        stages = [stage.pk for stage in self.stages if stage.is_hers]
        hers = self._hers() | Exists(
            self._decisions(Verdict.SUBMITTED).filter(round=OuterRef("round"), signer=self.user)
        )
        concerns = Q(state=State.REVIEW, stage__in=stages)
        if self.publishes or (self.last and self.last.is_hers):
            concerns |= Q(state=State.SIGNED)
        found = self._read(
            Article.objects.kept().filter(concerns | hers, state__in=[State.REVIEW, State.SIGNED, State.RETURNED])
        )
        articles = list(found.annotate(**self._facts()).order_by("updated_at"))
        for article in articles:
            article.is_barred |= article.is_without_byline and is_named_in(article.collective, self.user)
        signed = [article for article in articles if article.state == State.SIGNED]
        for article in signed:
            article.body = article.signed_body
        for article, words in zip(signed, freeze_all(signed), strict=True):
            article.is_changed_since = article.signed != fingerprint(words)
        return articles

    @cached_property
    def _clocked(self):
        """What has a time or is held."""
        found = [article for article in self._read(Article.objects.clocked().order_by()) if not article.trashed_at]
        return sorted(found, key=lambda article: article.updated_at, reverse=True)

    def _read(self, articles):
        people = ["section", "topic", "stage__group", "updated_by__reporter"]
        articles = workflow.with_live(articles).select_related(*people).defer("body", "copy")
        return articles.annotate(is_hers=Case(When(self._hers(), then=True), default=False))

    def _facts(self):
        """What is read of each article in work besides itself."""
        standing = self._decisions(Verdict.SIGNED).filter(round=OuterRef("round"), is_superseded=False)
        last = self.last.pk if self.last else 0
        due = Coalesce(OuterRef("stage"), Value(last))
        latest = self._decisions().order_by("-pk")
        back = self._decisions(Verdict.RETURNED).order_by("-pk")
        named = Byline.objects.filter(of_person(self.user), article=OuterRef("pk"))
        return {
            "is_without_byline": ~Exists(Byline.objects.filter(article=OuterRef("pk"))),
            "is_barred": Exists(named) | Exists(standing.filter(signer=self.user).exclude(stage=due)),
            "signed": Subquery(standing.filter(stage=last).values("fingerprint")[:1]),
            "signed_body": Case(When(state=State.SIGNED, then=F("body")), default=Value(""), output_field=TextField()),
            "since": Coalesce(Subquery(latest.values("at")[:1]), F("updated_at")),
            "reason": Subquery(back.values("note")[:1]),
            "returned_by": Subquery(back.values("signer_name")[:1]),
        }

    def _decisions(self, verdict=None):
        """The decisions about the article around this."""
        found = Signature.objects.filter(article=OuterRef("pk"))
        return found.filter(verdict=verdict) if verdict else found

    def _hers(self):
        """Filed by her, or with her in the byline."""
        return Q(created_by=self.user) | Exists(Byline.objects.filter(article=OuterRef("pk"), reporter__user=self.user))

    def _is_to_sign_again(self, article):
        return article.state == State.SIGNED and article.is_changed_since and self.last.is_hers
