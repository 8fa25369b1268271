"""One post of a former site as the content of an article: its lines, its people, what it is filed under."""

from django.utils.translation import gettext as _

from articles import markup
from articles.desk import movedphotos, understanding
from newsroom.grammar.names import key
from newsroom.grammar.people import read_people
from newsroom.models import Reporter, Role

UNFILED = {"uncategorized", "未分类", "未分類"}
OTHERS = "*"  # in a map of sections: every other category


def named(post):
    """A post as a summary names it."""
    return f"#{post.number} {post.title[:40]}".strip()


def content(run, post, body, tags, taken, cover):
    """The content of the article that a post becomes, as articles.desk.contents has it."""
    lead = body.lead
    html = movedphotos.placed(body.html, taken)
    text = markup.text(html)
    headline = post.title or text.partition("\n")[0][:40] or "—"
    said = {
        "headline": headline,
        "subtitle": lead.title if lead.title and lead.title != headline else "",
        "standfirst": " ".join(markup.text(markup.clean(post.excerpt)).split()),
        "outlets": "-".join(lead.outlets),
        "dateline": understanding.dateline(lead),
        "collective": lead.collective or "",
        "source": body.editors.source or ("、".join(lead.outlets) if lead.reprint else ""),
    }
    bylines = _bylines(run, post, lead)
    if not bylines and not said["collective"]:
        said["collective"] = _collective(run, post)
    for name, line in said.items():
        if len(line) > understanding.room(name):
            run.summary.told.append((named(post), _("cut, as it is too long: %(line)s") % {"line": line}))
    return {name: line[: understanding.room(name)] for name, line in said.items()} | {
        "body": html,
        "cover": cover,
        "event_date": lead.event_date.isoformat() if lead.event_date else None,
        "tags": tags,
        "bylines": bylines,
        "editors": _editors(body.editors.people),
    }


def _bylines(run, post, lead):
    """Whom the lead names, else the author of the post where that is the name of a person."""
    people = [(credit.role or Role.REPORTER, credit.name, credit.unit or "") for credit in lead.credits]
    if not people and not lead.collective and not lead.reprint:
        people = [(Role.REPORTER, name, "") for name in _author(run, post)]
    lines = {}
    for role, name, unit in people:
        reporter = _reporter(run, name[:60], role[:20], unit[:60])
        is_hers = key(name) == key(reporter.name)  # whoever was printed under a pen name stays so, without a page
        line = {"role": role[:20], "reporter": reporter.pk if is_hers else None, "name": name[:60], "unit": unit[:60]}
        lines.setdefault((role, line["reporter"] or name), line)
    return list(lines.values())


def _author(run, post):
    """The names of the people that the name of an author is made of; none where it is a login or a team."""
    name = run.authors.get(post.author, "")
    if not name or (name == post.author and name.isascii()):
        return []
    people = read_people(f"记者 {name}", run.staff)
    return [credit.name for credit in people.credits] if people else []


def _collective(run, post):
    """The name of an author that is no person's, as the collective byline."""
    name = run.authors.get(post.author, "")
    return "" if name == post.author and name.isascii() else name


def _reporter(run, name, role, unit):
    """Whom a name means: the one the house knows, of several the one of that unit, else somebody new."""
    known = list(Reporter.objects.named(name).order_by("pk"))
    if len(known) > 1:
        known = [one for one in known if one.unit == unit] or known
    if known:
        return known[0]
    run.summary.counts["people"] += 1
    return Reporter.objects.create(name=name, role=role, unit=unit, is_unchecked=True)


def _editors(people):
    """The editor line; those whom the house knows by one name alone are linked, nobody is made up."""
    found = []
    for credit in people:
        known = list(Reporter.objects.named(credit.name)[:2])
        reporter = known[0].pk if len(known) == 1 else None
        found.append({"role": (credit.role or "编辑")[:20], "reporter": reporter, "name": credit.name[:60]})
    return found


def filed_under(run, post):
    """(section, names of tags) of a post: of its categories the first that is a section, the others as tags."""
    section, tags = None, [name or slug for slug, name in post.tags]
    for slug, name in post.categories:
        known = next((one for one in (slug, name) if one in run.sections), None)
        if known is None:
            if {slug.lower(), name} & UNFILED:
                continue
            tags.append(name or slug)
        elif section is None:
            section = run.sections[known]
        elif run.sections[known] not in (section, None):
            tags.append(name or slug)
    names = dict.fromkeys(" ".join(tag.split())[:40] for tag in tags)
    return section or run.sections.get(OTHERS), sorted(name for name in names if name)
