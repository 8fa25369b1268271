"""What stands around the form of an article: where it stands, what may be done, what it lacks, who signed."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.desk import checklist, planning, translating, workflow
from articles.desk.standing import standing_of
from articles.desk.workflow import Verb
from articles.models import Article, Dispatch, Plan, Publication, ReviewStage, Signature, Version
from articles.reading import figures
from newsroom import roles
from newsroom.prepared import prepared


@dataclass(frozen=True)
class StageLine:
    """One stage of review in the panel: who signed it, whether it is due, and whether words changed after it."""

    stage: ReviewStage
    role: str
    signature: Signature | None
    is_due: bool
    is_changed_since: bool


def whole(articles):
    """Articles with all that the form and its panels ask of them."""
    people = ("created_by__reporter", "updated_by__reporter")
    return (
        figures.with_views(translating.with_level(workflow.with_live(articles)))
        .annotate(is_planned=Exists(Plan.objects.filter(article=OuterRef("pk"))))
        .select_related("section", "topic", "stage__group", "translation_of", *people)
        .defer("translation_of__body", "translation_of__copy")
    )


def fresh(number):
    """The article as it is in the database, with all that its panels ask of it; None where there is none."""
    found = _numbered(number, day=timezone.localdate().toordinal())
    return found[0] if found else None


@prepared(Article, keeps=False)
def _numbered(number, *, day):  # views are counted by days: a query of its own for each
    return whole(Article.objects).filter(pk=number)


def around(article, user):
    """The context of the panels and the action bar of a saved article, as a dict. Advice is there where the article may
    only be read; else the panel asks for it by itself, of what is typed."""
    standing = standing_of(article)
    choices = workflow.verbs(article, user)
    refusal = workflow.why_not(article, Verb.EDIT, user)
    versions = list(_versions(article)) if article.published_saves else []
    return {
        "article": article,
        "is_live": workflow.is_live(article),
        "is_withdrawn": workflow.is_withdrawn(article),
        "address": _address(article, versions),
        "fingerprint": standing.fingerprint,
        "stage_due": workflow.stage_due(article),
        "refusal": refusal,
        "allowed": [choice for choice in choices if not choice.why_not],
        "primary": _next_step(choices),
        "refused": [choice for choice in choices if choice.why_not],
        "must": standing.must,
        "advice": checklist.advice(article, standing.words) if refusal else [],
        "stages": _stages(article),
        "decisions": standing.decisions[::-1],
        "returned": _returned(article),
        "versions": versions,
        "plan": planning.plan_of(article) if article.is_planned else None,
        "dispatches": _dispatches(article),
        "level": translating.level_of(article) if article.translation_of_id else None,
        "filed_by": roles.name_of(article.created_by) if article.created_by else "",
        "saved_by": roles.name_of(article.updated_by) if article.updated_by else "",
    }


def _dispatches(article):
    """The dispatches that the article was made of, the newest first; no query where none can be."""
    if not (article.copy or article.copy_name):
        return []
    return list(Dispatch.objects.filter(article=article).only("name", "original", "created_at").order_by("-pk"))


def _versions(article):
    return Version.objects.filter(story=article.pk).defer("words").order_by("-number")


def _address(article, versions):
    """Where the story is on the site, "" where it is not: its day is that of its first version."""
    if not (versions and workflow.is_live(article)):
        return ""
    day = timezone.localtime(versions[-1].at).date()
    return Publication(story=article.pk, date=day).get_absolute_url()


def _next_step(choices):
    """The verb whose button leads; none where the article only has to wait."""
    return next((c.verb for c in choices if not c.why_not and c.verb in workflow.FORWARD), None)


def _stages(article):
    standing, due = standing_of(article), workflow.stage_due(article)
    return [
        StageLine(
            stage=stage,
            role=roles.label(stage.group.name),
            signature=standing.signed.get(stage.pk),
            is_due=stage == due,
            is_changed_since=stage.pk in standing.signed
            and standing.signed[stage.pk].fingerprint != standing.fingerprint,
        )
        for stage in standing.stages
    ]


def _returned(article):
    """The decision that sent the article back, where it waits for its reporter."""
    if article.state != Article.State.RETURNED:
        return None
    decided = reversed(standing_of(article).decisions)
    return next((one for one in decided if one.verdict == Signature.Verdict.RETURNED), None)
