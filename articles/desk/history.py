"""The history of an article as the desk reads it: its saves, what was decided on each, and what to hold against what."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from articles import markup
from articles.desk import comparison
from articles.desk.contents import content_of, labels, whole
from articles.models import Publication, Section, Signature, Snapshot, Topic, Version
from newsroom import roles
from newsroom.text import number

SIZE = 50


@dataclass(frozen=True)
class Mark:
    """Something decided on the words of a save: what, and in which tone (a colour of desk.css)."""

    text: str
    tone: str


@dataclass(frozen=True)
class Save:
    """A save as the list shows it: the Snapshot without its content, how it came about where it was no plain save, the
    number of the save before it (None for the first), what changed in words, and the Marks."""

    snapshot: Snapshot
    kind: str
    before: int | None
    changed: str
    marks: list


@dataclass(frozen=True)
class Side:
    """One end of a comparison. `name` is what addresses call it: "12" for a save, "v3" for a version, "now" for the
    article as it stands. `number` is the save that can be restored, None where it is none."""

    name: str
    label: str
    content: dict = field(repr=False)
    at: datetime | None = None
    by: str = ""
    number: int | None = None

    @property
    def is_version(self):
        return self.name.startswith("v")


def saves(article, before=None):
    """A page of the saves of `article`, newest first, those under the number `before`: ([Save], the cursor of the older
    page or None). No content is read."""
    found = Snapshot.objects.filter(article=article).defer("content").order_by("-number")
    if before is not None:
        found = found.filter(number__lte=before)
    rows = list(found[: SIZE + 2])
    later, rows = (rows[0], rows[1:]) if before is not None and rows else (None, rows)
    shown = rows[:SIZE]
    earlier = {row.number: other.number for row, other in zip(rows, rows[1:], strict=False)}
    marks = _marks(article, shown, later.at if later else None)
    names = labels()
    listed = [
        Save(
            snapshot=row,
            kind=_KINDS.get(row.kind, lambda: "")(),
            before=earlier.get(row.number),
            changed="、".join(names[name] for name in row.changed if name in names),
            marks=marks[row.pk],
        )
        for row in shown
    ]
    return listed, shown[-1].number if len(rows) > SIZE else None


_KINDS = {
    Snapshot.Kind.FILED: lambda: _("from copy"),
    Snapshot.Kind.MERGED: lambda: _("merged with others' work"),
    Snapshot.Kind.RESTORED: lambda: _("restored from history"),
}


def live(article):
    """The Version that readers have before them now, without its words; None where the story is not on the site."""
    on_site = Publication.objects.filter(story=article.pk).values("version")
    return Version.objects.filter(story=article.pk, number__in=on_site).defer("words").first()


def usual(article):
    """The names of the two Sides to begin with: what readers have before them, or else the save before the newest, and
    the article as it stands. The first is empty where there is neither."""
    numbers = list(Snapshot.objects.filter(article=article).values_list("number", flat=True)[:2])
    new = str(article.saves) if numbers[:1] == [article.saves] else "now"
    if version := live(article):
        return f"v{version.number}", new
    earlier = [number for number in numbers if str(number) != new]
    return str(earlier[0]) if earlier else "", new


def side(article, name):
    """The Side of that name; None where there is none."""
    if name == "now":
        by = roles.name_of(article.updated_by) if article.updated_by else ""
        return Side(name, _("as it stands now"), content_of(article), article.updated_at, by)
    if name[:1] == "v":
        version = Version.objects.filter(story=article.pk, number=number(name[1:])).first()
        if version is None or "body" not in version.words:  # a withdrawal has no words
            return None
        label = _("version %(number)s") % {"number": version.number}
        return Side(name, label, content_of_version(version.words), version.at)
    found = Snapshot.objects.filter(article=article, number=number(name)).first()
    if found is None:
        return None
    label = _("save %(number)s") % {"number": found.number}
    return Side(name, label, whole(found.content), found.at, found.by_name, found.number)


def changes(old, new):
    """What differs between two Sides, as comparison.changes gives it."""
    before, after = old.content, new.content
    if old.is_version or new.is_version:
        before, after = _as_readers_see(before), _as_readers_see(after)
    return comparison.changes(before, after)


def content_of_version(words):
    """The content that was frozen into `words`, as far as they tell: sections and topics by the number they have now."""
    return contents_of_words([words])[0]


def contents_of_words(all_words):
    """The same of several words, in their order, in a constant number of queries."""
    sections = _numbers(Section, {words["section"] for words in all_words})
    topics = _numbers(Topic, {words["topic"] for words in all_words if words.get("topic")})
    return [_content(words, sections, topics) for words in all_words]


def _content(words, sections, topics):
    said = {key: value for key, value in words.items() if key not in {"story", "photos", "clips", "section", "topic"}}
    said["outlets"] = "-".join(words["outlets"])
    said.setdefault("ai_part", "")  # stands in words only where AI had a part
    said["section"] = sections.get((words["language"], words["section"]))
    if "topic" in words:
        said["topic"] = topics.get((words["language"], words["topic"]))
    return said


def _numbers(model, slugs):
    found = model.objects.filter(slug__in=slugs).values_list("masthead", "slug", "pk") if slugs else ()
    return {(language, slug): number for language, slug, number in found}


def _as_readers_see(content):
    """The content with the cover that lists show: the first photo of the body where none was chosen."""
    first = next(iter(markup.photos(content["body"])), None)
    return {**content, "cover": content.get("cover") or first}


def _marks(article, rows, until):
    """Primary key of a save → the Marks of what was decided while it was the newest; decisions from `until` on stand
    with a later save."""
    marks = {row.pk: [] for row in rows}
    for at, mark in sorted(_decisions(article), key=lambda decision: decision[0]):
        if until is None or at < until:
            row = next((row for row in rows if row.at <= at), None)
            if row:
                marks[row.pk].append(mark)
    return marks


def _decisions(article):
    verdict = Signature.Verdict
    for one in Signature.objects.filter(article=article).defer("words").select_related("stage"):
        name = {"name": one.signer_name, "stage": one.stage or ""}
        if one.verdict == verdict.SIGNED:
            yield one.at, Mark(_("%(stage)s signed by %(name)s") % name, "signed")
        elif one.verdict == verdict.RETURNED:
            yield one.at, Mark(_("returned by %(name)s") % name, "returned")
        else:
            yield one.at, Mark(_("submitted by %(name)s") % name, "review")
    for one in Version.objects.filter(story=article.pk).defer("words"):
        is_out = one.kind != Version.Kind.WITHDRAWN
        text = _("%(kind)s as version %(number)s") if is_out else _("%(kind)s (version %(number)s)")
        named = {"kind": one.get_kind_display(), "number": one.number}
        yield decided_at(one), Mark(text % named, "out" if is_out else "returned")


def decided_at(version):
    """When this house put a version on record: of a story that moved in the time of its first save, for what the version
    has is when readers first saw it elsewhere."""
    if version.kind != Version.Kind.MOVED_IN:
        return version.at
    first = Snapshot.objects.filter(article=version.story).order_by("number").values_list("at", flat=True).first()
    return first or version.at
