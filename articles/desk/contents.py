"""The content of an article as plain values: what a save keeps, a difference compares and a merge puts together.

A content is a dict with the keys of `FIELDS`. Photos, people and sections stand in it by number, people with their names
as well. What the desk decides about an article (state, schedule, trash) is no content.
"""

from datetime import date

from articles.models import Article, Byline, EditorLine, Section, Topic
from media.models import Photo
from newsroom.grammar.names import key
from newsroom.models import Reporter

LINES = ["kicker", "headline", "subtitle", "standfirst", "outlets", "dateline", "collective", "body"]
LINES += ["source", "source_title", "source_author", "source_url"]
NUMBERS = {"section": Section, "cover": Photo, "topic": Topic, "translation_of": Article}
FIELDS = [*LINES, "language", *NUMBERS, "event_date", "related", "ai_part", "tags", "bylines", "editors"]
EMPTY = dict.fromkeys([*LINES, "ai_part"], "") | {
    "language": "zh-hans",
    "related": [],
    "tags": [],
    "bylines": [],
    "editors": [],
}
EMPTY |= dict.fromkeys([*NUMBERS, "event_date"])


def content_of(article, bylines=None, tags=None, editors=None):
    """The content of `article`: its fields as they are in memory, its people and tags as they are stored, or as given
    where they are not stored yet."""
    if bylines is None:
        bylines = article.bylines.select_related("reporter") if article.pk else []
    if tags is None:
        tags = article.tags.names() if article.pk else []
    if editors is None:
        editors = article.editors.all() if article.pk else []
    return {
        **{name: getattr(article, name) for name in [*LINES, "language"]},
        **{name: getattr(article, f"{name}_id") for name in NUMBERS},
        "event_date": article.event_date.isoformat() if article.event_date else None,
        "related": list(article.related),
        "ai_part": article.ai_part,
        "tags": sorted(tags),
        "bylines": _bylines(bylines),
        "editors": _editors(editors),
    }


def put(article, content):
    """Make `content` the content of `article`, in memory and in the database. Numbers of what is no longer there are
    left out; keys that an older content lacks keep their value. The caller holds the row and counts the save
    (articles.desk.saving)."""
    for name in [*LINES, "language", "ai_part"]:
        setattr(article, name, content.get(name, getattr(article, name)))
    for name, model in NUMBERS.items():
        if name in content:
            number = content[name]
            is_there = number is not None and model.objects.filter(pk=number).exists()
            setattr(article, f"{name}_id", number if is_there else None)
    if "event_date" in content:
        article.event_date = date.fromisoformat(content["event_date"]) if content["event_date"] else None
    article.related = list(content.get("related", article.related))
    own = [*LINES, "language", *NUMBERS, "event_date", "related", "ai_part"]
    article.save(update_fields=[*own, "updated_by", "updated_at"])
    if "tags" in content:
        article.tags.set(content["tags"])
    if "bylines" in content:
        _put_bylines(article, content["bylines"])
    if "editors" in content:
        _put_editors(article, content["editors"])


def whole(content):
    """A content that was kept before there was a field for the part of AI, with what it could not say: that it had none."""
    return {"ai_part": "", **content}


def labels():
    """Name of a content's key → what the desk calls it."""
    fields = {name: Article._meta.get_field(name).verbose_name for name in [*LINES, "language", *NUMBERS]}
    fields |= {name: Article._meta.get_field(name).verbose_name for name in ("event_date", "related", "ai_part")}
    fields |= {"tags": Article._meta.get_field("tags").verbose_name}
    fields |= {"bylines": Byline._meta.verbose_name, "editors": EditorLine._meta.verbose_name_plural}
    return {name: str(fields[name]) for name in FIELDS}


def _bylines(bylines):
    return [{"role": b.role, "reporter": b.reporter_id, "name": b.printed_name, "unit": b.unit} for b in bylines]


def _editors(editors):
    return [{"role": e.role, "reporter": e.reporter_id, "name": e.name} for e in editors]


def _put_bylines(article, lines):
    if _bylines(article.bylines.select_related("reporter")) == lines:
        return
    known = Reporter.objects.in_bulk([line["reporter"] for line in lines if line["reporter"]])
    article.bylines.all().delete()
    kept = {}  # each person once a role
    for line in lines:
        number = line["reporter"] if line["reporter"] in known else None
        name = line.get("name", "")
        if number or key(name):  # whose page is no more stays by name
            kept.setdefault((line["role"], number or key(name)), (number, "" if number else name, line["unit"]))
    Byline.objects.bulk_create(
        Byline(article=article, position=at, role=role, reporter_id=number, name=name, unit=unit)
        for at, ((role, _who), (number, name, unit)) in enumerate(kept.items())
    )


def _put_editors(article, lines):
    if _editors(article.editors.all()) == lines:
        return
    known = Reporter.objects.in_bulk([line["reporter"] for line in lines if line["reporter"]])
    article.editors.all().delete()
    EditorLine.objects.bulk_create(
        EditorLine(
            article=article,
            position=at,
            role=line["role"],
            name=line["name"],
            reporter_id=line["reporter"] if line["reporter"] in known else None,
        )
        for at, line in enumerate(lines)
    )
