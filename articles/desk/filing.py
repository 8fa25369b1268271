"""Filing: from a dispatch, as the desk understood it, to an article."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import markup
from articles.desk import arriving, contents, merging, saving, understanding
from articles.models import Article, Dispatch, Note, Snapshot
from media import credits, uploads
from media.models import Photo
from media.tasks import make_renditions
from newsroom.grammar import captions
from newsroom.models import Reporter

Refused = arriving.Refused
NOTE_LENGTH = 1000


@dataclass
class Filing:
    """What became of a dispatch: the article, the sentences to look at, the reporters made on the way, the photos it
    shows."""

    article: Article
    flags: list[str] = field(default_factory=list)
    new_reporters: list[Reporter] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)

    def places(self):
        """The photo places of the article in order, as plain values: photo number or None, caption, credits as
        (role, name) pairs, and the credit line as printed."""
        photos = {
            photo.pk: photo
            for photo in Photo.objects.prefetch_related("credits").filter(
                pk__in=[f.photo for f in markup.figures(self.article.body) if f.photo]
            )
        }
        return [_place_as_values(figure, photos.get(figure.photo)) for figure in markup.figures(self.article.body)]


def file_copy(text, *, user, photos=(), section=None, received=None, name=""):
    """Make an article of `text`, a dispatch as it came, just as it is understood. `photos`, accepted before, fill the photo
    places in order; those left over stand at the end. Returns a Filing; raises Refused, having stored nothing."""
    with transaction.atomic():
        dispatch = arriving.take_text(text, user=user, photos=photos, section=section, received=received, name=name)
        return file(dispatch, user)


def file(dispatch, user):
    """Make an article of a Dispatch. Returns a Filing; raises Refused, having stored nothing."""
    with transaction.atomic():
        _claim(dispatch)
        understood = arriving.understood(dispatch)
        article = Article.objects.create(
            headline=understood.said["headline"] or "—",
            section=dispatch.section,
            language=dispatch.section.language if dispatch.section else "zh-hans",
            copy=dispatch.text,
            copy_name=dispatch.name,
            received=dispatch.received,
            created_by=user,
            updated_by=user,
        )
        filing = Filing(article, list(understood.flags))
        content = _content(understood.said, filing)
        saving.begin(article, user, Snapshot.Kind.FILED, content)
        _keep_notes(dispatch, article)
        _close(dispatch, article)
    return filing


def update(dispatch, article, user, base=None):
    """Let a Dispatch be the newer copy of `article`: a save like any other, with the words, people and photos of the
    dispatch; section, cover and what else only the desk knows stay. With `base`, the content that the copy before it made
    (see filed_as), what the desk changed since stays too. Returns a Filing; raises Refused, saving.Clash or
    workflow.Refused, having stored nothing."""
    with transaction.atomic():
        _claim(dispatch)
        understood = arriving.understood(dispatch)
        filing = Filing(article, list(understood.flags))
        content = _content(understood.said, filing)
        merged = updated(content, article, base)
        if merged.clashes:
            raise saving.Clash(merged, article, content, article.saves)
        saved = saving.save(article.pk, merged.content, user, article.saves, Snapshot.Kind.FILED)
        filing.article = saved.article
        Article.objects.filter(pk=article.pk).update(
            copy=dispatch.text, copy_name=dispatch.name, received=dispatch.received
        )
        _keep_notes(dispatch, saved.article)
        _close(dispatch, saved.article)
    return filing


def updated(content, article, base=None):
    """The merging.Merge of `article` as it is and the `content` of a newer copy, both come from `base`."""
    now = contents.content_of(article)
    content = {**content, "tags": sorted({*content["tags"], *now["tags"]})}
    return merging.Merge({**now, **content}) if base is None else merging.merge(base, now, {**base, **content})


def filed_as(article):
    """The content that the dispatch made from which `article` was filed or updated last; None where none did."""
    dispatch = Dispatch.objects.filter(article=article).order_by("-filed_at").first()
    if dispatch is None:
        return None
    content = content_of(arriving.understood(dispatch).said)
    numbers = {line["name"]: line["reporter"] for line in contents.content_of(article)["bylines"]}
    for line in content["bylines"]:  # who was new then is known now
        line["reporter"] = line["reporter"] or numbers.get(line["name"])
    return content


def _claim(dispatch):
    """Hold the row, so that of two who file it at once one is told. Raises Refused."""
    now = Dispatch.objects.select_for_update().only("filed_at", "article").get(pk=dispatch.pk)
    if now.filed_at:
        raise Refused(_("This dispatch was filed already, as article %(number)s.") % {"number": now.article_id})
    if dispatch.failure:
        raise Refused(dispatch.failure)


def _close(dispatch, article):
    dispatch.article, dispatch.filed_at = article, timezone.now()
    dispatch.save(update_fields=["article", "filed_at"])


def content_of(said):
    """The content of the article that `said` would make, with nobody and nothing made for it."""
    blocks = understanding.kept(said["blocks"])
    photos = Photo.objects.usable().in_bulk([block["photo"] for block in blocks if block.get("photo")])
    places = [_as_placed(block, photos.get(block["photo"])) if "photo" in block else block for block in blocks]
    people = [{name: person[name] for name in ("role", "reporter", "name", "unit")} for person in said["people"]]
    return _as_content(said, places, people)


def _content(said, filing):
    """The content of the article that `said` makes, with new people and what photos are told on the way."""
    blocks = understanding.kept(said["blocks"])
    places = [_placed(block, filing) if "photo" in block else block for block in blocks]
    return _as_content(said, places, _bylines(said["people"], filing))


def _as_content(said, blocks, bylines):
    try:
        body = understanding.body_of({**said, "blocks": blocks})
    except markup.Unfit as error:
        raise Refused(_("The text is too long or nested too deeply for one story. Split it up.")) from error
    return {
        **{name: said[name] for name in understanding.LINES},
        "headline": said["headline"] or "—",
        "body": body,
        "event_date": said["event_date"],
        "tags": sorted(said["tags"]),
        "bylines": bylines,
        "editors": [dict(person) for person in said["editors"]],
        **{name: said[name] for name in understanding.BESIDE if said.get(name)},
    }


def _bylines(people, filing):
    lines, seen = [], set()
    for person in people:
        number = person["reporter"]
        if number is None and person["keep"] != "text":
            number = _somebody(person, filing).pk
        line = {"role": person["role"], "reporter": number, "name": person["name"], "unit": person["unit"]}
        key = (line["role"], number or line["name"])
        if key not in seen:  # a byline names a person once a role
            lines.append(line)
            seen.add(key)
    return lines


def _somebody(person, filing):
    """Somebody new to the house; within one dispatch, of one name, the same person. Who became known since the desk looked
    is no longer new, unless the desk said that it is somebody else."""
    for reporter in filing.new_reporters:
        if reporter.name == person["name"]:
            return reporter
    known = [] if person.get("is_apart") else list(Reporter.objects.named(person["name"])[:2])
    if len(known) == 1:
        return known[0]
    reporter = Reporter.objects.create(name=person["name"], role=person["role"], unit=person["unit"], is_unchecked=True)
    filing.new_reporters.append(reporter)
    return reporter


def _placed(block, filing):
    """A photo place with its photo told what the copy says of it."""
    photo = Photo.objects.usable().filter(pk=block["photo"]).first() if block["photo"] else None
    if photo is None:
        return {**block, "photo": None}
    filing.photos.append(photo)
    if not (block["caption"] or block["credit"]):
        return {**block, "caption": "", "credit": ""}
    described = uploads.describe(photo, caption=block["caption"], credit=block["credit"])
    make_renditions.enqueue(photo.pk)  # the public files carry caption and credit
    if not described:
        filing.flags.append(
            _("The copy credits “%(caption)s” otherwise than the photo library does; check it.")
            % {"caption": block["caption"][:20]}
        )
    return _as_placed(block, photo)


def _as_placed(block, photo):
    """A photo place as it stands in a body: what the photo itself says is not said again."""
    if photo is None:
        return {**block, "photo": None}
    return {**block, "caption": "" if photo.caption == block["caption"] else block["caption"], "credit": ""}


def _keep_notes(dispatch, article):
    """The comments that came with the copy, as notes of the desk."""
    for note in understanding.as_copy(dispatch.pieces).notes:
        if note.text.strip():
            Note.objects.create(
                article=article,
                quote=" ".join(note.passage.split())[:300],
                text=note.text.strip()[:NOTE_LENGTH],
                author_name=note.author[:150] or _("In the copy"),
            )


def _place_as_values(figure, photo):
    if photo:
        owed = credits.facts(photo)
        people = [[p["role"] or None, p["name"]] for p in owed["people"]]
        line = credits.line(owed)
    else:
        read = captions.read_caption(figure.credit, published=timezone.localdate())
        people = [[p.role, p.name] for p in (*read.photographers, *read.graphic)]
        line = figure.credit
    return {
        "photo": figure.photo,
        "caption": figure.caption or (photo.caption if photo else ""),
        "credits": people,
        "credit": line,
    }
