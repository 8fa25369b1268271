"""Filing: from a dispatch, as it came, to an article on the desk."""

from dataclasses import dataclass, field
from html import escape
from itertools import chain

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import markup
from articles.desk import saving
from articles.intake import copy as intake
from articles.intake import plaintext, reading
from articles.models import Article, Byline, EditorLine, Snapshot
from media import credits, uploads
from media.models import Photo
from media.tasks import make_renditions
from newsroom.grammar import captions, house
from newsroom.models import Masthead, Reporter, Role
from newsroom.text import printable

FLAGS = {
    "no_headline": gettext_lazy("No headline was found; the first sentence stands in for it."),
    "unclosed": gettext_lazy("A bracket never closes: nothing was taken from it, the text is whole."),
    "unread": gettext_lazy(
        "There is something like a byline or an editor line that could not be read; it stays in the text."
    ),
    "unresolved": gettext_lazy("Names run together could not be told apart; check the byline and the credits."),
    "impossible_date": gettext_lazy("The copy gives a date that does not exist."),
    "same_person_two_stages": gettext_lazy("The editor line names one person at two review stages."),
}


class Refused(Exception):
    """A dispatch was not filed; the message says why, in the user's language."""


@dataclass
class Filing:
    """What became of a dispatch: the article, the sentences to look at, the reporters made on the way."""

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


def text_of(data, name=""):
    """The text in the bytes of an uploaded copy. Raises Refused."""
    try:
        return plaintext.decode(data)
    except intake.Unreadable as error:
        raise Refused(
            _("“%(name)s” cannot be read as text: save it as plain text in UTF-8 or GBK.")
            % {"name": name or _("The file")}
        ) from error


def check(text):
    """Raises Refused where `text` is nothing that can be filed."""
    if not printable(text).strip():
        raise Refused(_("The dispatch is empty: paste the copy or choose a file."))
    if len(text) > plaintext.LONGEST:
        raise Refused(
            _("The dispatch has %(length)s characters, more than the %(most)s that one story may have. Split it up.")
            % {"length": f"{len(text):,}", "most": f"{plaintext.LONGEST:,}"}
        )


def file_copy(text, *, user, photos=(), section=None, received=None, name=""):
    """Make an article of `text`, a dispatch as it came. `photos`, accepted before, fill the photo places in order; those
    left over stand at the end. Returns a Filing; raises Refused, having stored nothing."""
    check(text)
    text = printable(text)
    received = received or timezone.localdate()
    staff = frozenset(Reporter.objects.values_list("name", flat=True))
    outlets = frozenset(filter(None, chain.from_iterable(Masthead.objects.values_list("outlet", "publisher"))))
    dispatch = reading.read(plaintext.copy_of(text), published=received, staff=staff, outlets=outlets)
    said = _lines(dispatch)
    with transaction.atomic():
        article = Article.objects.create(
            **{name: line[: _room(name)] for name, line in said.items()},
            event_date=dispatch.lead.event_date,
            section=section,
            language=section.language if section else "zh-hans",
            copy=text,
            copy_name=name,
            received=received,
            created_by=user,
            updated_by=user,
        )
        flags = [str(FLAGS.get(flag, flag)) for flag in dispatch.flags]
        filing = Filing(article, [*flags, *_missing(dispatch.lead), *_cut(said)])
        _name_people(filing, dispatch.lead.credits)
        _name_editors(article, dispatch.editors.people)
        article.body = markup.clean(_body(dispatch, list(photos), filing))
        article.save(update_fields=["body"])
        saving.begin(article, user, Snapshot.Kind.FILED)
    return filing


def _lines(dispatch):
    """What the copy says for the one-line fields of an article, name → text, however long."""
    lead, signed = dispatch.lead, _pairs(dispatch.editors.people)
    return {
        "headline": dispatch.headline,
        "kicker": dispatch.kicker,
        "subtitle": dispatch.subtitle,
        "outlets": "-".join(lead.outlets),
        "dateline": _dateline(lead),
        "collective": lead.collective or "",
        "source": dispatch.editors.source or _reprinted(lead),
        "source_author": "、".join(name for role, name in signed if role == "作者"),
    }


def _room(name):
    """How many characters a field of an article takes."""
    return Article._meta.get_field(name).max_length


def _cut(said):
    """A sentence for each line that is longer than its field."""
    return [
        _("The %(field)s is too long and was cut; the copy has it whole.")
        % {"field": Article._meta.get_field(name).verbose_name}
        for name, line in said.items()
        if len(line) > _room(name)
    ]


def _reprinted(lead):
    """Whose story it is where the lead begins with 据."""
    return "、".join(lead.outlets) if lead.reprint else ""


def _missing(lead):
    """What a lead usually says and this one does not, and what of it has no place in an article, as sentences."""
    found = []
    if not (lead.credits or lead.collective or lead.reprint):
        found.append(_("No byline was found; write it in."))
    if not lead.outlets:
        found.append(_("No outlet was found."))
    for name, works in lead.works.items():
        found.append(_("The copy names %(name)s for %(works)s.") % {"name": name, "works": "/".join(works)})
    return found


def _pairs(people):
    return [(credit.role, credit.name) for credit in people]


def _dateline(lead):
    """What stands between the outlets and the people, as printed: 云杉3月5日电, 讯."""
    day = f"{lead.dispatch_date.month}月{lead.dispatch_date.day}日" if lead.dispatch_date else ""
    return f"{lead.place or ''}{day}{lead.dispatch or ''}"


def _name_people(filing, people):
    for position, credit in enumerate(people):
        reporter = _reporter(filing, credit)
        Byline.objects.get_or_create(
            article=filing.article,
            reporter=reporter,
            role=(credit.role or Role.REPORTER)[:20],
            defaults={"position": position, "unit": (credit.unit or "")[:60]},
        )


def _name_editors(article, people):
    """The editor line; those of its people whom the house knows by one name alone are linked, nobody is made up."""
    for position, credit in enumerate(credit for credit in people if credit.role != "作者"):
        known = list(Reporter.objects.named(credit.name)[:2])
        EditorLine.objects.create(
            article=article,
            position=position,
            role=(credit.role or "编辑")[:20],
            name=credit.name[:60],
            reporter=known[0] if len(known) == 1 else None,
        )


def _reporter(filing, credit):
    """Whom a name in copy means: the one we know, of several the one of that unit, else somebody new."""
    known = list(Reporter.objects.named(credit.name))
    if len(known) > 1:
        known = [r for r in known if r.unit == (credit.unit or "")] or known
        if len(known) > 1:
            filing.flags.append(_("There are several people named %(name)s; check the byline.") % {"name": credit.name})
    if known:
        return known[0]
    reporter = Reporter.objects.create(
        name=credit.name[:60],
        role=(credit.role or Role.REPORTER)[:20],
        unit=(credit.unit or "")[:60],
        is_unchecked=True,
    )
    filing.new_reporters.append(reporter)
    return reporter


def _body(dispatch, photos, filing):
    parts = []
    for block in dispatch.blocks:
        if isinstance(block, reading.Paragraph):
            tag = "h2" if block.is_heading else "p"
            parts.append(f"<{tag}>{escape(block.text, quote=False)}</{tag}>")
        else:
            parts.append(_place(block.caption, photos.pop(0) if photos else None, filing))
    for photo in photos:
        filing.photos.append(photo)
        parts.append(markup.figure_html(markup.Figure(photo.pk)))
    return "".join(parts)


def _place(caption, photo, filing):
    credit = house.credit_line(
        caption.photographers,
        provider=caption.provider,
        agency=caption.agency,
        graphic=[person.name for person in caption.graphic],
        marks=caption.marks,
    )
    if caption.shot_date:  # it was cut out of the caption, so it goes with the credit
        credit = f"({caption.shot_date.month}月{caption.shot_date.day}日摄) {credit}"
    if photo is None:
        return markup.figure_html(markup.Figure(None, caption.caption, credit))
    filing.photos.append(photo)
    described = uploads.describe(photo, caption=caption.caption, credit=credit)
    make_renditions.enqueue(photo.pk)  # the public files carry caption and credit
    if not described:
        filing.flags.append(
            _("The copy credits “%(caption)s” otherwise than the photo library does; check it.")
            % {"caption": caption.caption[:20]}
        )
    own = "" if photo.caption == caption.caption else caption.caption
    return markup.figure_html(markup.Figure(photo.pk, own))


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
