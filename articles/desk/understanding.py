"""What the product understood of a dispatch, as plain values that the desk may correct before it is filed.

`said` is a dict: the lines of an article by name (kicker, headline, subtitle, outlets, dateline, collective, source,
source_title, source_author, source_url), event_date as YYYY-MM-DD or None, tags, people and editors, and blocks, the body in
order. One of the people is {role, name, unit, reporter, keep}: `reporter` a number or None, `keep` "new" where a person is to
be made of an unknown name, "text" where it stays a name; `is_apart` where it is not the one whom the house knows by that name.
A block is {kind, text, html, level, is_ordered} for words and
{kind: "photo", photo, caption, credit} for a photo place; with `is_out` set it stays here and goes into no body.
What came from a supplier may also say BESIDE: standfirst, ai_part and cover, a number.
"""

import re
from dataclasses import asdict, dataclass, field
from itertools import groupby

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import markup
from articles.intake import copy as intake
from articles.intake import reading
from articles.models import Article, Outlet
from newsroom.grammar import captions, house
from newsroom.grammar.names import key, keys
from newsroom.models import Reporter, Role, own_outlets, staff_names

LINES = ["kicker", "headline", "subtitle", "outlets", "dateline", "collective"]
LINES += ["source", "source_title", "source_author", "source_url"]
BESIDE = ("standfirst", "ai_part", "cover")
PHOTO = "photo"
HEAD = 10  # pieces in which the headline is
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
NO_BYLINE = gettext_lazy("No byline was found; write it in.")
NO_OUTLET = gettext_lazy("No outlet was found.")


@dataclass
class Understood:
    """`said`, see above; `flags`, sentences on what needs a person's eye; `became` what each piece of the copy was taken
    for (see articles.intake.reading); `opening` the byline and dateline as typed; `dates` sentences on how dates were
    read."""

    said: dict
    flags: list[str] = field(default_factory=list)
    became: list[str] = field(default_factory=list)
    opening: str = ""
    dates: list[str] = field(default_factory=list)


def understand(copy, *, received, photos=()):
    """The Understood of a Copy that came on the day `received`. `photos` are the numbers of the photos that its pictures
    became, in their order, None for one that was not taken."""
    dispatch = reading.read(copy, published=received, staff=staff_names(), outlets=_outlets())
    lines = _lines(dispatch, copy.reprint)
    said = {
        **{name: line[: room(name)] for name, line in lines.items()},
        "event_date": dispatch.lead.event_date.isoformat() if dispatch.lead.event_date else None,
        "tags": [word[:40] for word in copy.keywords][:20],
        "people": [_person(credit) for credit in dispatch.lead.credits],
        "editors": [_editor(credit) for credit in dispatch.editors.people if credit.role != "作者"],
        "blocks": [_block(block, photos) for block in dispatch.blocks],
    }
    known = known_people({person["name"] for person in [*said["people"], *said["editors"]]})
    _recognise(said, known)
    flags = [str(FLAGS.get(flag, flag)) for flag in dispatch.flags]
    return Understood(
        said,
        [*flags, *_missing(dispatch.lead, copy.reprint), *_ambiguous(said, known), *_cut(lines)],
        dispatch.became,
        dispatch.opening.strip(),
        _dates(dispatch, received),
    )


def headlines(dispatches):
    """Number → headline of each Dispatch, as the desk corrected it, else read from the first lines; three queries for all
    of them."""
    staff, outlets, found = staff_names(), _outlets(), {}
    for one in dispatches:
        if one.said is not None:
            found[one.pk] = one.said["headline"]
        elif not one.failure:
            head = as_copy({**one.pieces, "pieces": one.pieces.get("pieces", [])[:HEAD], "notes": []})
            found[one.pk] = reading.read(head, published=one.received, staff=staff, outlets=outlets).headline
    return found


def body_of(said):
    """The body that the blocks of `said` make, as HTML that a story may have. Raises markup.Unfit."""
    parts = []
    for is_item, run in groupby(kept(said["blocks"]), key=lambda block: block["kind"] == intake.ITEM):
        run = list(run)
        parts += [_list(run)] if is_item else [_element(block) for block in run]
    return markup.clean("".join(parts))


def kept(blocks):
    """Those of `blocks` that the desk did not leave out."""
    return [block for block in blocks if not block.get("is_out")]


def room(name):
    """How many characters a line of an article takes."""
    return Article._meta.get_field(name).max_length


def as_values(copy):
    """A Copy as JSON can hold it; of its pictures only names and descriptions."""
    values = asdict(copy)
    values["pictures"] = [{"name": picture.name, "alt": picture.alt} for picture in copy.pictures]
    return values


def as_copy(values):
    """The Copy that `as_values` gave, without its pictures."""
    reprint = values.get("reprint")
    return intake.Copy(
        pieces=[intake.Piece(**piece) for piece in values.get("pieces", [])],
        notes=[intake.Note(**note) for note in values.get("notes", [])],
        told=values.get("told", []),
        title=values.get("title", ""),
        keywords=values.get("keywords", []),
        left_out=values.get("left_out", []),
        reprint=intake.Reprint(**reprint) if reprint else None,
    )


def _outlets():
    """The names of the outlets that the house knows, its own among them."""
    return own_outlets() | frozenset(Outlet.objects.values_list("name", flat=True))


def _lines(dispatch, reprint):
    """What the copy says for the one-line fields of an article, name → text, however long."""
    lead = dispatch.lead
    authors = "、".join(credit.name for credit in dispatch.editors.people if credit.role == "作者")
    lines = {
        "headline": dispatch.headline,
        "kicker": dispatch.kicker,
        "subtitle": dispatch.subtitle,
        "outlets": "-".join(lead.outlets),
        "dateline": dateline(lead),
        "collective": lead.collective or "",
        "source": dispatch.editors.source or ("、".join(lead.outlets) if lead.reprint else ""),
        "source_title": "",
        "source_author": authors,
        "source_url": "",
    }
    if reprint:
        lines["source"] = reprint.source or lines["source"]
        lines["source_title"] = reprint.headline if reprint.headline != dispatch.headline else ""
        lines["source_author"] = reprint.author or authors
        lines["source_url"] = reprint.address if len(reprint.address) <= room("source_url") else ""
    return lines


def dateline(lead):
    """What stands between the outlets and the people, as printed: 云杉3月5日电, 讯."""
    day = f"{lead.dispatch_date.month}月{lead.dispatch_date.day}日" if lead.dispatch_date else ""
    return f"{lead.place or ''}{day}{lead.dispatch or ''}"


def _person(credit):
    return {
        "role": (credit.role or Role.REPORTER)[:20],
        "name": credit.name[:60],
        "unit": (credit.unit or "")[:60],
        "reporter": None,
        "keep": "new",
    }


def _editor(credit):
    return {"role": (credit.role or "编辑")[:20], "name": credit.name[:60], "reporter": None}


def still_open(flags, said):
    """Those of `flags` that `said`, which the desk corrected, leaves open."""
    settled = {str(NO_BYLINE): said["people"] or said["collective"], str(NO_OUTLET): said["outlets"]}
    return [flag for flag in flags if not settled.get(flag)]


def known_people(names):
    """Name → the reporters who are known by it, for each of `names`; one query for all of them."""
    found = {}
    for reporter in Reporter.objects.named_any(names).order_by("pk") if names else ():
        for one in keys(reporter.names):
            found.setdefault(one, []).append(reporter)
    return {name: found.get(key(name), []) for name in names}


def who_edited(name, known, reporter=None):
    """The number of the reporter who stands in an editor line as `name`: `reporter` where she bears it, else the only one
    who does. Nobody is guessed."""
    numbers = [one.pk for one in known.get(name, ())]
    if reporter in numbers:
        return reporter
    return numbers[0] if len(numbers) == 1 else None


def _recognise(said, known):
    """Link those of the people whom the house knows: by name, and of several by the unit."""
    for person in said["people"]:
        named = known[person["name"]]
        if len(named) > 1:
            named = [one for one in named if one.unit == person["unit"]] or named
        person["reporter"] = named[0].pk if named else None
    for person in said["editors"]:
        person["reporter"] = who_edited(person["name"], known)


def _ambiguous(said, known):
    return [
        _("There are several people named %(name)s; check the byline.") % {"name": person["name"]}
        for person in said["people"]
        if len(known[person["name"]]) > 1
    ]


def _missing(lead, reprint):
    """What a lead usually says and this one does not, and what of it has no place in an article, as sentences."""
    found = []
    if not (lead.credits or lead.collective or lead.reprint or reprint):
        found.append(str(NO_BYLINE))
    if not (lead.outlets or reprint):
        found.append(str(NO_OUTLET))
    for name, works in lead.works.items():
        found.append(_("The copy names %(name)s for %(works)s.") % {"name": name, "works": "/".join(works)})
    return found


def _cut(lines):
    """A sentence for each line that is longer than its field."""
    return [
        _("The %(field)s is too long and was cut; the copy has it whole.")
        % {"field": Article._meta.get_field(name).verbose_name}
        for name, line in lines.items()
        if len(line) > room(name)
    ]


def _dates(dispatch, received):
    """How the dates of the lead were read, as sentences."""
    lead, came = dispatch.lead, date_format(received, "DATE_FORMAT")
    found = []
    if lead.event_date:
        said = date_format(lead.event_date, "DATE_FORMAT")
        if lead.event_date_end:
            said += "—" + date_format(lead.event_date_end, "DATE_FORMAT")
        found.append(
            _("Event: %(day)s. The year is the one nearest to %(came)s, the day it was received.")
            % {"day": said, "came": came}
        )
    elif lead.date_text:
        found.append(_("Event: “%(words)s”, no day given.") % {"words": lead.date_text})
    if lead.dispatch_date:
        found.append(_("Dateline: %(day)s.") % {"day": date_format(lead.dispatch_date, "DATE_FORMAT")})
    return found


def _block(block, photos):
    if isinstance(block, reading.Paragraph):
        return {
            "kind": block.kind,
            "text": block.text,
            "html": block.html,
            "level": block.level,
            "is_ordered": block.is_ordered,
        }
    number = block.picture
    return {
        "kind": PHOTO,
        "photo": photos[number] if number is not None and number < len(photos) else None,
        **_caption(block.caption),
    }


def caption_of(text, *, received, staff):
    """Caption and credit that `text` is under a photo, as a dict."""
    return _caption(captions.read_caption(text, published=received, staff=staff))


def _caption(caption):
    credit = house.credit_line(
        caption.photographers,
        provider=caption.provider,
        agency=caption.agency,
        graphic=[person.name for person in caption.graphic],
        marks=caption.marks,
    )
    if caption.shot_date:  # it was cut out of the caption, so it goes with the credit
        credit = f"({caption.shot_date.month}月{caption.shot_date.day}日摄) {credit}".strip()
    return {"caption": caption.caption, "credit": credit}


def _element(block):
    """One block but an item, as HTML."""
    if block["kind"] == PHOTO:
        return markup.figure_html(markup.Figure(block["photo"], block["caption"], block["credit"]))
    words = block["html"] or escape(block["text"]).replace("\n", "<br>")
    if block["kind"] == intake.TABLE:
        return block["html"]
    if block["kind"] == intake.HEADING:  # it is bold as a heading
        words = re.sub(r"</?(strong|b)>", "", words)
    tag = {intake.HEADING: "h2", intake.QUOTE: "blockquote"}.get(block["kind"], "p")
    if tag == "blockquote":
        return f"<blockquote><p>{words}</p></blockquote>"
    return f"<{tag}>{words}</{tag}>"


def _list(items):
    """Items in a row as lists in each other, by their depth."""
    html, open_tags = "", []
    for item in items:
        tag, depth = "ol" if item["is_ordered"] else "ul", max(1, min(item["level"], len(open_tags) + 1))
        while len(open_tags) > depth or (len(open_tags) == depth and open_tags[-1] != tag):
            html += f"</li></{open_tags.pop()}>"
        if len(open_tags) == depth:
            html += "</li>"
        else:
            open_tags.append(tag)
            html += f"<{tag}>"
        html += f"<li><p>{item['html'] or escape(item['text'])}</p>"
    while open_tags:
        html += f"</li></{open_tags.pop()}>"
    return html
