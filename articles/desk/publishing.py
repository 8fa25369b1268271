"""Going public, and leaving the public: the only code that writes the public record and what readers see."""

import hashlib
import logging
from datetime import UTC

from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import tokens
from articles.desk import checklist
from articles.desk.rendering import canonical, fingerprint, freeze, render
from articles.models import (
    Article,
    Publication,
    PublicationByline,
    PublicationPhoto,
    PublicationTag,
    ReviewStage,
    Signature,
    Tag,
    Version,
    searchindex,
)
from articles.models.review import in_byline
from newsroom import edition
from newsroom.models import Reporter

log = logging.getLogger("newsroom.publishing")


class NotReady(Exception):
    """An article may not go out; the message says why, in the user's language."""


def reasons_against(article, words=None):
    """Why `article` may not go out as it is now: what the checklist demands, then what the signatures lack. A list of
    sentences, empty where it may."""
    words = words or freeze(article)
    return [*checklist.must(article, words), *unsigned(article, words)]


def unsigned(article, words):
    """What the signatures lack for exactly these words to go out; a list of sentences."""
    standing = {s.stage_id: s for s in Signature.objects.standing(article).select_related("stage", "signer__reporter")}
    stages = list(ReviewStage.objects.filter(is_active=True))
    if not stages:
        return [_("No review stage is in use.")]
    missing = [stage for stage in stages if stage.pk not in standing]
    if missing:
        return [_("Not signed yet: %(stages)s.") % {"stages": "、".join(str(stage) for stage in missing)}]
    signers = [standing[stage.pk].signer_id for stage in stages]
    if len(set(signers)) < len(signers):
        return [_("One person signed two stages.")]
    if any(in_byline(article, standing[stage.pk].signer) for stage in stages):
        return [_("Somebody who signed stands in the byline.")]
    if standing[stages[-1].pk].fingerprint != fingerprint(words):
        last = standing[stages[-1].pk]
        return [
            _("The words changed after %(name)s signed; the last stage has to sign again.") % {"name": last.signer_name}
        ]
    return []


@transaction.atomic
def publish(article, *, at=None, note=""):
    """Freeze the words of `article` into the next version and put it on the site. Returns the Version.

    A story that is on the site already is corrected: `note` says to readers what was changed. Raises NotReady."""
    edition.bump()  # first: the locked row lets one story after another into the record's chain
    article = Article.objects.get(pk=article.pk)
    words = freeze(article)
    if reasons := reasons_against(article, words):
        raise NotReady(" ".join(reasons))
    live = Publication.objects.filter(story=article.story).exists()
    if live and not note.strip():
        raise NotReady(_("A correction needs a note that tells readers what was changed."))
    version = _record(
        article.story, Version.Kind.CORRECTED if live else Version.Kind.PUBLISHED, words, at, note.strip(), article
    )
    project(version)
    Article.objects.filter(pk=article.pk).update(
        state=Article.State.DRAFT, stage=None, publish_at=None, held="", published_saves=article.saves
    )
    log.info("story %s: version %s %s", version.story, version.number, version.kind)
    return version


@transaction.atomic
def withdraw(story, *, notice=""):
    """Take a story off the site: its address answers 410 with `notice`, its versions stay on record. Returns the
    Version that says so; raises NotReady where the story is not on the site."""
    edition.bump()
    publication = Publication.objects.filter(story=story).first()
    if publication is None:
        raise NotReady(_("This story is not on the site."))
    version = _record(story, Version.Kind.WITHDRAWN, {"story": story}, None, notice.strip())
    _take_down(publication)
    log.info("story %s: withdrawn", story)
    return version


@transaction.atomic
def project(version):
    """Make the Publication of `version` afresh, with its rows and search tokens. Safe to repeat. Returns it."""
    edition.bump()
    history = Version.objects.filter(story=version.story, number__lte=version.number)
    corrections = [v for v in history.order_by("-number") if v.kind == Version.Kind.CORRECTED]
    first = history.order_by("number").first()
    publication = render(version, corrections, first.at)
    tags = _tags(version.words["tags"])
    publication.facts["tags"] = [{"name": tag.name, "slug": tag.slug} for tag in tags]
    for old in Publication.objects.filter(story=version.story):
        _take_down(old)
    publication.save(force_insert=True)
    PublicationTag.objects.bulk_create(PublicationTag(publication=publication, tag=tag) for tag in tags)
    PublicationByline.objects.bulk_create(
        PublicationByline(publication=publication, reporter_id=number) for number in _people(version.words)
    )
    PublicationPhoto.objects.bulk_create(
        PublicationPhoto(publication=publication, photo=photo["number"], position=position)
        for position, photo in enumerate(publication.facts["photos"])
    )
    words = searchindex.words(publication)
    searchindex.write(publication.key, tokens.of_text(*words, publication.date, publication.language))
    return publication


def project_all():
    """Make every Publication afresh from the record, one story after another while the site goes on; returns how many
    are on the site. A redesign is this command."""
    stories = {*Version.objects.values_list("story", flat=True), *Publication.objects.values_list("story", flat=True)}
    return sum(_project_anew(story) for story in sorted(stories))


@transaction.atomic
def _project_anew(story):
    """Bring one story in line with the last version on record; whether it is on the site then."""
    edition.bump()  # first: nobody publishes or withdraws between the look at the record and what follows from it
    last = Version.objects.filter(story=story).order_by("-number").first()
    if last is None or last.kind == Version.Kind.WITHDRAWN:
        for stray in Publication.objects.filter(story=story):
            _take_down(stray)
        return False
    project(last)
    return True


def publish_due(now):
    """Publish every scheduled article whose time has come; ten pulses may call this at once."""
    for article in Article.objects.due(now).only("pk", "publish_at"):
        try:
            with transaction.atomic():
                if _claim(article):
                    publish(article, at=now)
        except NotReady as reason:
            _hold(article, str(reason))
        except OperationalError:  # the database is busy or away: it stays due, and the next beat tries again
            log.exception("story %s has to wait", article.pk)
        except Exception as error:
            log.exception("story %s could not be published", article.pk)
            _hold(article, _("An error kept it back: %(error)s") % {"error": error})


def _claim(article):
    """True for exactly one of those who ask at once."""
    claimed = Article.objects.filter(pk=article.pk, publish_at=article.publish_at, state=Article.State.SIGNED)
    return claimed.update(publish_at=None) == 1


def _hold(article, reason):
    Article.objects.filter(pk=article.pk, publish_at=article.publish_at).update(publish_at=None, held=reason[:300])


def _record(story, kind, words, at, note, article=None):
    last = Version.objects.order_by("-pk").values_list("link", flat=True).first() or ""
    number = Version.objects.filter(story=story).count() + 1
    at = at or timezone.now()
    signers = [
        {"stage": s.stage.name, "name": s.signer_name, "at": s.at.isoformat(), "fingerprint": s.fingerprint}
        for s in (Signature.objects.standing(article).select_related("stage") if article else ())
    ]
    version = Version(
        story=story,
        number=number,
        kind=kind,
        at=at,
        note=Version._meta.get_field("note").to_python(note),  # as it will be stored: the link is over that
        words=words,
        fingerprint=fingerprint(words),
        signers=signers,
        previous=last,
    )
    version.link = seal(version)
    version.save(force_insert=True)
    return version


def seal(version):
    """The link that `version` has to carry: SHA-256, in hexadecimal, over all it says and the link before it. The same
    for a version as it is made and as it is read again."""
    said = [version.previous, version.story, version.number, version.kind, version.at.astimezone(UTC).isoformat()]
    said += [version.note, version.fingerprint, version.signers]
    return hashlib.sha256(canonical(said)).hexdigest()


def _take_down(publication):
    searchindex.forget(publication.key)
    publication.delete()


def _tags(names):
    found = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    return [found[name] for name in names if name in found]


def _people(words):
    """The numbers of the reporters in byline and photo credits, each once, of those who are still on the books."""
    credited = [p["reporter"] for photo in words["photos"].values() for p in photo["people"]]
    numbers = dict.fromkeys(n for n in [*(b["reporter"] for b in words["bylines"]), *credited] if n)
    known = set(Reporter.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    return [n for n in numbers if n in known]
