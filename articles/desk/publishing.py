"""Going public, and leaving the public: the only code that writes the public record and what readers see."""

import logging
from functools import partial
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import markup
from articles.desk import chain, newest, times, websub
from articles.desk.projecting import projections
from articles.desk.rendering import facts_of_tags, tags_of
from articles.desk.standing import standing_of
from articles.models import (
    Article,
    Publication,
    PublicationCredit,
    PublicName,
    Section,
    Version,
    searchindex,
)
from media import cardfiles
from media.credits import is_credited
from newsroom import edition
from newsroom.models import Reporter

log = logging.getLogger("newsroom.publishing")


class NotReady(Exception):
    """An article may not go out; the message says why, in the user's language."""


def reasons_against(article):
    """Why `article` may not go out as it is now: what its times and its supplier say, what the checklist demands, what the
    signatures lack. A list of sentences, empty where it may."""
    return [*_untimely(article), *standing_of(article).must, *unsigned(article)]


def _untimely(article):
    now = timezone.now()
    if article.trashed_at:
        return [_("It is in the trash; take it out first.")]
    if article.stopped:
        return [article.stopped]
    if article.publish_at and article.publish_at > now:
        return [
            _("Embargo until %(time)s: change the time or take it off the schedule first.")
            % {"time": times.shown(article.publish_at)}
        ]
    if article.take_off_at and article.take_off_at <= now:
        return [
            _("Its time on the site ended on %(time)s: change that time first.")
            % {"time": times.shown(article.take_off_at)}
        ]
    return []


def unsigned(article):
    """What the signatures lack for the words of `article` to go out; a list of sentences."""
    standing = standing_of(article)
    if not standing.stages:
        return [_("No review stage is in use.")]
    if standing.missing:
        return [_("Not signed yet: %(stages)s.") % {"stages": "、".join(str(stage) for stage in standing.missing)}]
    counted = [standing.signed[stage.pk] for stage in standing.stages]
    if len({one.signer_id for one in counted}) < len(counted):
        return [_("One person signed two stages.")]
    if any(standing.names(one.signer) for one in counted):
        return [_("Somebody who signed stands in the byline.")]
    if counted[-1].fingerprint != standing.fingerprint:
        return [
            _("The words changed after %(name)s signed; the last stage has to sign again.")
            % {"name": counted[-1].signer_name}
        ]
    return [] if article.state == Article.State.SIGNED else [_("It has not passed review.")]


@transaction.atomic
def publish(article, *, at=None, note=""):
    """Freeze the words of `article` into the next version and put it on the site. Returns the Version.

    A story that is on the site already is corrected: `note` says to readers what was changed. Raises NotReady."""
    edition.bump()  # first: the locked row lets one story after another into the record's chain
    return publish_as_read(Article.objects.select_related("section").get(pk=article.pk), at=at, note=note)


def publish_as_read(article, *, at=None, note=""):
    """The same for an article that was read in this transaction, after `edition.bump()`."""
    versions, reasons = publish_all_as_read({article: note}, at)
    for reason in reasons.values():
        raise NotReady(reason)
    return versions[0]


def publish_all_as_read(notes, at):
    """The same for several: `notes` is article → note. Returns the Versions, and article → why not, of those that may not go
    out."""
    live = set(
        Publication.objects.filter(story__in=[article.story for article in notes]).values_list("story", flat=True)
    )
    found = {article: _reason(article, note, article.story in live) for article, note in notes.items()}
    going = [article for article, reason in found.items() if not reason]
    versions = [_next(article, at, notes[article], article.story in live) for article in going]
    feeds = set().union(*(websub.feeds_of(article.story) for article in going))  # where they stood until now
    chain.add(*versions)
    with edition.sharing({}):
        project(*versions)
    _is_out(going)
    websub.tell(feeds.union(*(websub.feeds_of(version.story) for version in versions)))
    for version in versions:
        log.info("story %s: version %s %s", version.story, version.number, version.kind)
    return versions, {article: reason for article, reason in found.items() if reason}


def _reason(article, note, is_live):
    """Why an article may not go out, as one text; "" where it may."""
    if reasons := reasons_against(article):
        return " ".join(reasons)
    if is_live and not note.strip():
        return _("A correction needs a note that tells readers what was changed.")
    return ""


def _next(article, at, note, is_live):
    kind = Version.Kind.CORRECTED if is_live else Version.Kind.PUBLISHED
    return chain.new(article.story, kind, standing_of(article).words, at, note.strip(), _signers(article))


def _is_out(articles):
    """Write into the articles that their words, those of the save that was read, are out."""
    for saves, those in groupby(sorted(articles, key=attrgetter("saves")), attrgetter("saves")):
        Article.objects.filter(pk__in=[article.pk for article in those]).update(
            state=Article.State.DRAFT,
            stage=None,
            publish_at=None,
            publish_note="",
            held="",
            published_saves=saves,
        )


@transaction.atomic
def move_in(article, *, at, note):
    """Put a story that a former site of the house published at the time `at` on the record and on the site, as it was.
    Returns the Version, which is of a kind of its own and has no signers: nobody signed these words here, and `note` says who
    brought them and when. What the checklist asks for the sake of readers cannot be asked of an old story; what a page
    cannot do without, and a credit for every photo, can. Raises NotReady."""
    edition.bump()
    article = Article.objects.select_related("section").get(pk=article.pk)
    words = standing_of(article).words
    if reasons := _unfit_to_move(article, words):
        raise NotReady(" ".join(reasons))
    version = chain.new(article.story, Version.Kind.MOVED_IN, words, min(at, timezone.now()), note.strip())
    chain.add(version)
    project(version)
    Article.objects.filter(pk=article.pk).update(published_saves=article.saves)
    return version


def _unfit_to_move(article, words):
    if article.trashed_at:
        return [_("It is in the trash; take it out first.")]
    if Version.objects.filter(story=article.story).exists():
        return [_("It is on record already.")]
    if not article.section_id or article.section.language != words["language"]:
        return [_("Choose a section.")]
    photos = {photo.pk: photo for photo in standing_of(article).photos}
    wanted = {*markup.photos(words["body"]), words["cover"]} - {None}
    if all(
        number in photos
        and photos[number].killed_at is None
        and photos[number].processed_at
        and is_credited(words["photos"][str(number)])
        for number in wanted
    ):
        return []
    return [_("A photo of it has no credit, was killed, or has no public files yet.")]


@transaction.atomic
def withdraw(story, *, notice="", at=None):
    """Take a story off the site: its address answers 410 with `notice`, its versions stay on record. What was to happen
    to it by itself is called off. Returns the Version that says so; raises NotReady where the story is not on the site."""
    edition.bump(takes_away=True)
    publication = Publication.objects.filter(story=story).first()
    if publication is None:
        raise NotReady(_("This story is not on the site."))
    websub.tell(websub.feeds_of(story))
    version = chain.new(story, Version.Kind.WITHDRAWN, {"story": story}, at, notice.strip())
    chain.add(version)
    _take_down(publication)
    Article.objects.filter(pk=story).update(publish_at=None, take_off_at=None, take_off_notice="")
    log.info("story %s: withdrawn", story)
    return version


@transaction.atomic
def restore(story, *, note=""):
    """Put a withdrawn story back on the site, at its old address and in the words that readers last had; photos killed
    since stay out. `note`, where there is one, is shown to readers as that of a correction. Returns the Version; raises
    NotReady."""
    edition.bump()
    last = Version.objects.filter(story=story).order_by("-number").first()
    if last is None or last.kind != Version.Kind.WITHDRAWN:
        raise NotReady(_("This story was not withdrawn."))
    if Article.objects.filter(pk=story, trashed_at__isnull=False).exists():
        raise NotReady(_("It is in the trash; take it out first."))
    if stopped := Article.objects.filter(pk=story).exclude(stopped="").values_list("stopped", flat=True).first():
        raise NotReady(stopped)
    before = Version.objects.filter(story=story).exclude(kind=Version.Kind.WITHDRAWN).latest("number")
    words = before.words
    if before.redacted_at:
        raise NotReady(_("Its words were removed from the record; write it anew."))
    if not Section.objects.filter(masthead=words["language"], slug=words["section"]).exists():
        raise NotReady(_("Its section is no more; publish it again in another one."))
    version = chain.new(story, Version.Kind.RESTORED, words, None, note.strip(), before.signers)
    chain.add(version)
    project(version)
    Article.objects.filter(pk=story).update(held="")
    websub.tell(websub.feeds_of(story))
    log.info("story %s: restored", story)
    return version


@transaction.atomic
def project(*versions):
    """Make the Publication of each of `versions`, of as many stories, afresh, with its rows and search tokens. Safe to
    repeat."""
    edition.bump()
    made = projections(versions)
    for old in Publication.objects.filter(story__in=[version.story for version in versions]):
        _take_down(old)
    Publication.objects.bulk_create(one.publication for one in made)
    for one in (one.publication for one in made if one.publication.original):
        # translations of this translation belong to the first story too
        followers = Publication.objects.filter(original=one.story).exclude(story=one.original)
        followers.update(original=one.original)
    rows = _by_kind(made)
    newest.settle([one.publication for one in made], rows.get(PublicationCredit, []))
    for kind, of_it in rows.items():
        kind.objects.bulk_create(of_it)
    searchindex.write({one.publication.key: searchindex.found_by(one.publication, one.people) for one in made})
    _keep_names(made)


def _by_kind(projections):
    """Model → all rows of that kind that belong to publications."""
    found = {}
    for rows in (rows for one in projections for rows in one.rows):
        found.setdefault(type(rows[0]), []).extend(rows)
    return found


def _keep_names(projections):
    """Let readers find the people and tags that publications carry."""
    people = Reporter.objects.in_bulk({number for one in projections for number in one.people})
    for language in sorted({one.publication.language for one in projections}):
        of_it = [one for one in projections if one.publication.language == language]
        named = {number: people[number] for one in of_it for number in one.people}
        tagged = {tag.pk: tag for one in of_it for tag in one.tags}
        PublicName.objects.keep(language, named.values(), tagged.values())


def project_all():
    """Make every Publication afresh from the record, one story after another while the site goes on; returns how many
    are on the site. A redesign is this command."""
    stories = {*Version.objects.values_list("story", flat=True), *Publication.objects.values_list("story", flat=True)}
    return sum(project_anew(story) for story in sorted(stories))


@transaction.atomic
def project_anew(story):
    """Bring one story in line with the last version on record; whether it is on the site then."""
    edition.bump()  # first: nobody publishes or withdraws between the look at the record and what follows from it
    last = Version.objects.filter(story=story).order_by("-number").first()
    if last is None or last.kind == Version.Kind.WITHDRAWN:
        edition.bump(takes_away=True)
        for stray in Publication.objects.filter(story=story):
            _take_down(stray)
        return False
    project(last)
    return True


def _signers(article):
    """Who signed what is going out, as the record keeps it, in the order of the stages."""
    signed = sorted(standing_of(article).signed.values(), key=lambda one: one.stage.position)
    return [
        {"stage": one.stage.name, "name": one.signer_name, "at": one.at.isoformat(), "fingerprint": one.fingerprint}
        for one in signed
    ]


def _take_down(publication):
    searchindex.forget(publication.key)
    following = newest.successors_of(publication)
    publication.delete()
    newest.promote(following, publication.language)
    transaction.on_commit(partial(cardfiles.forget, publication.story), robust=True)  # it may show a killed photo


@transaction.atomic
def name_tags(keys):
    """Write the tags of now into the facts of the publications with these keys, after tags were merged or renamed; the
    same that `project` would write. Safe to repeat."""
    edition.bump()  # first: no story is published between the look at the record and what follows from it
    for publication in Publication.objects.filter(pk__in=keys).only("story", "version", "language", "facts"):
        words = Version.objects.get(story=publication.story, number=publication.version).words
        tags = tags_of(words["tags"])
        PublicName.objects.keep(publication.language, (), tags)
        facts = facts_of_tags(tags)
        if publication.facts["tags"] != facts:
            publication.facts["tags"] = facts
            publication.save(update_fields=["facts"])
