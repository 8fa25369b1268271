"""What waits for whom: the rules of articles.desk.workflow as lists of articles, to count and to show."""

from datetime import timedelta
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.fields.json import KT

from articles.desk import workflow
from articles.desk.rendering import fingerprint, freeze_all
from articles.models import Article, Autosave, Byline, Note, Publication, ReviewStage, Signature
from articles.models.publication import keys_between
from articles.models.review import of_person

State = Article.State


class Queue:
    """The desk as it stands to `user`. What she may act on lies in her remit always; what she may only look at does too,
    unless she asks for it `everywhere`. Every method gives a queryset unless it says otherwise; nothing in one is in the
    trash."""

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

    # ---- what she may do now

    def to_sign(self):
        """In review, at a stage that is hers, where she stands in no byline and has signed no other stage; with
        `since`, the moment of the last decision."""
        stages = [stage.pk for stage in self.stages if stage.is_hers]
        waiting = workflow.within(Article.objects.kept().filter(state=State.REVIEW, stage__in=stages), self.user)
        other = _standing().filter(signer=self.user).exclude(stage=OuterRef("stage"))
        decided = Signature.objects.filter(article=OuterRef("pk")).order_by("-pk").values("at")[:1]
        hers = waiting.exclude(Exists(other)).exclude(self._has_her_byline())
        return hers.annotate(since=Subquery(decided))

    def signed_through(self):
        """Two lists of the articles that have passed every stage and wait for no time: those whose words changed after
        the last signature and which she may sign again, and those that only have to be published, where she publishes."""
        last = self.stages[-1] if self.stages else None
        publishes = workflow.may_publish(self.user)
        if last is None or not (last.is_hers or publishes):
            return [], []
        earlier = _standing().filter(signer=self.user).exclude(stage=last)
        articles = list(
            workflow.with_live(workflow.within(Article.objects.kept().filter(state=State.SIGNED), self.user))
            .select_related("updated_by__reporter")
            .annotate(
                signed=Subquery(_standing().filter(stage=last).values("fingerprint")[:1]),
                is_barred=Exists(earlier) | self._has_her_byline(),
            )
            .order_by(F("publish_at").asc(nulls_last=True), "updated_at")
        )
        again, ready = [], []
        for article, words in zip(articles, freeze_all(articles), strict=True):
            article.is_changed_since = article.signed != fingerprint(words)
            if article.is_changed_since and last.is_hers and not article.is_barred:
                again.append(article)
            elif not article.is_changed_since and publishes and article.publish_at is None:
                ready.append(article)
        return again, ready

    def returned(self):
        """Hers, or submitted by her, and sent back: with `reason` and `returned_by`."""
        back = Signature.objects.filter(article=OuterRef("pk"), verdict=Signature.Verdict.RETURNED).order_by("-pk")
        submitted = Signature.objects.filter(
            article=OuterRef("pk"), round=OuterRef("round"), verdict=Signature.Verdict.SUBMITTED, signer=self.user
        )
        return (
            Article.objects.kept()
            .filter(self._hers() | Exists(submitted), state=State.RETURNED)
            .annotate(reason=Subquery(back.values("note")[:1]), returned_by=Subquery(back.values("signer_name")[:1]))
        )

    def drafts(self):
        """Hers, or on the site and changed by her, and not submitted."""
        in_work = Q(state=State.DRAFT) & ~Q(saves=F("published_saves"))
        return Article.objects.kept().filter(in_work, self._hers() | Q(published_saves__gt=0, updated_by=self.user))

    def held(self):
        """What the clock has kept back: all of it for those who publish, else hers."""
        found = Article.objects.kept().exclude(held="")
        return workflow.within(found, self.user) if workflow.may_publish(self.user) else found.filter(self._hers())

    def notes(self):
        """The open notes that are addressed to her."""
        return Note.objects.open().filter(to=self.user, article__trashed_at=None)

    def unsaved(self):
        """What she typed and did not save, with `headline`, the one she typed."""
        found = Autosave.objects.filter(user=self.user, article__trashed_at=None)
        return found.annotate(headline=KT("content__headline"))

    # ---- what she may look at

    def with_others(self):
        """Hers, and waiting for a signature or a publishing that is not hers to give."""
        waits = Q(state=State.REVIEW) & ~Q(pk__in=self.to_sign().values("pk"))
        if not workflow.may_publish(self.user):
            waits |= Q(state=State.SIGNED, publish_at=None)
        return Article.objects.kept().filter(waits, self._hers())

    def scheduled(self):
        """What goes out at a time, or may not go out before it."""
        return self._seen(Article.objects.kept().exclude(publish_at=None))

    def take_offs(self):
        """What comes off the site at a time."""
        return self._seen(Article.objects.kept().exclude(take_off_at=None))

    def out(self, day):
        """The stories that were first published on `day`, a local date: a queryset of Publication, newest first."""
        first, after = keys_between(day, day + timedelta(days=1))
        found = Publication.objects.filter(key__gte=first, key__lt=after).order_by("-key")
        sections = workflow.remit_of(self.user)
        return found if self.everywhere or not sections else found.filter(section__in=list(sections))

    # ---- conditions

    def _hers(self):
        """Filed by her, or with her in the byline."""
        return Q(created_by=self.user) | Exists(Byline.objects.filter(article=OuterRef("pk"), reporter__user=self.user))

    def _has_her_byline(self):
        return Exists(Byline.objects.filter(of_person(self.user), article=OuterRef("pk")))

    def _seen(self, articles):
        """Those in her remit, and her own."""
        if self.everywhere or not workflow.remit_of(self.user):
            return articles
        return workflow.within(articles, self.user) | articles.filter(self._hers())


def _standing():
    """The signatures that count in the round of the article around this."""
    return Signature.objects.counting().filter(article=OuterRef("pk"), round=OuterRef("round"))
