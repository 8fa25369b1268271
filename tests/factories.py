"""Rows as tests want them: every function saves what it returns, and whatever is not said is something sensible."""

from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from django.utils import timezone

from articles.desk import newest
from articles.models import (
    Publication,
    PublicationByline,
    PublicationCredit,
    PublicationPhoto,
    PublicationTag,
    PublicName,
    Section,
    Tag,
    searchindex,
)
from articles.models.publication import key_of
from media.models import Photo
from newsroom.models import Masthead, Reporter

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
_numbers = count(1)


def masthead(language="zh-hans", **overrides):
    """The masthead of a language edition; the same one when asked again."""
    values = {"name": "雪川新闻网", "outlet": "雪川新闻网", "publisher": "雪川地区融媒体中心"} | overrides
    return Masthead.objects.update_or_create(language=language, defaults=values)[0]


def section(slug="news", language="zh-hans", **overrides):
    """A section with its masthead; the same one when asked again."""
    if not Masthead.objects.filter(language=language).exists():
        masthead(language)
    values = {"name": {"news": "要闻", "villages": "乡村", "photos": "图片"}.get(slug, slug)} | overrides
    return Section.objects.get_or_create(masthead_id=language, slug=slug, defaults=values)[0]


def reporter(name="林知夏", **overrides):
    """A person who may stand in bylines."""
    return Reporter.objects.create(**{"name": name} | overrides)


def tag(name="冰雪"):
    """A tag; the same one when asked again."""
    found = Tag.objects.filter(name=name).first()
    return found or Tag.objects.create(name=name)


def picture(number=1, **overrides):
    """A photo as media.pictures.picture gives it; the files need not be there."""
    name = f"{number:064x}"
    address = f"/media/photos/{name[:2]}/{name}"
    return {
        "number": number,
        "width": 960,
        "height": 640,
        "alt": "雪后的河谷",
        "caption": "3月4日，雪后的河谷。",
        "credit": "实习记者 江一帆摄",
        "marks": [],
        "focus": [50, 40],
        "src": f"{address}.jpg",
        "large": f"{address}.jpg",
        "avif": "",
        "webp": f"{address}.webp 960w",
        "jpeg": f"{address}.jpg 960w",
        "card": {"avif": "", "webp": f"{address}.webp", "jpeg": f"{address}.jpg", "width": 400, "height": 300},
        "square": {"avif": "", "webp": f"{address}.webp", "jpeg": f"{address}.jpg", "width": 200, "height": 200},
        "social": f"{address}.jpg",
    } | overrides


def photo(**overrides):
    """A photo in the library, its files not there."""
    number = next(_numbers)
    values = {"original": f"{number}.jpg", "sha256": f"{number:064x}", "file_name": f"{number}.jpg", "format": "jpeg"}
    return Photo.objects.create(**values | {"size": 1, "width": 1200, "height": 800} | overrides)


def shown(made, reporter, *photos):
    """The story on the site, after it shows these photos too, owed to `reporter`."""
    before = len(made.facts["photos"])
    made.facts["photos"] += [picture(one.pk) for one in photos]
    made.photo_count = len(made.facts["photos"])
    made.save(update_fields=["facts", "photo_count"])
    for position, one in enumerate(photos, before):
        PublicationPhoto.objects.create(publication=made, photo=one.pk, position=position)
        credit = PublicationCredit(publication=made, reporter=reporter, photo=one.pk, position=position)
        newest.settle([made], [credit])
        credit.save()
    return made


def publication(people=(), tags=(), **overrides):
    """A story on the site, with the people in its byline, its tags, and its words in the search index. Without a time of
    its own each is a second newer than the one made before. `facts` adds to the usual facts."""
    story = overrides.pop("story", None) or next(_numbers)
    at = overrides.pop("published_at", None) or NOON + timedelta(seconds=story)
    facts = overrides.pop("facts", {})
    filed = overrides.pop("section", None) or section(language=overrides.get("language", "zh-hans"))
    values = {
        "key": key_of(at, story),
        "story": story,
        "version": 1,
        "language": filed.language,
        "section": filed,
        "date": timezone.localtime(at).date(),
        "published_at": at,
        "changed_at": at,
        "headline": f"河谷新闻之{story}",
        "summary": "河谷里下了今年第一场雪。",
        "people": " ".join(person.name for person in people),
        "html": "<p>河谷里下了今年第一场雪，孩子们堆起了雪人。</p>",
        "facts": _facts(people, tags) | facts,
        "ai": facts.get("ai") or None,
    } | overrides
    made = Publication.objects.create(**values)
    PublicationTag.objects.bulk_create(PublicationTag(publication=made, tag=found) for found in tags)
    PublicationByline.objects.bulk_create(PublicationByline(publication=made, reporter=person) for person in people)
    searchindex.write({made.key: searchindex.found_by(made, [person.pk for person in people])})
    PublicName.objects.keep(made.language, people, tags)
    return made


def _facts(people, tags):
    names = [{"text": person.name, "slug": person.slug} for person in people]
    parted = [segment for name in names for segment in (name, {"text": " "})][:-1]
    byline = [{"text": "雪川新闻网(记者 "}, *parted, {"text": ")"}] if people else []
    return {
        "byline": byline,
        "byline_text": "".join(segment["text"] for segment in byline),
        "outlets": ["雪川新闻网"],
        "dateline": "",
        "people": [{"role": p.role, "name": p.name, "unit": p.unit, "slug": p.slug} for p in people],
        "tags": [{"name": found.name, "slug": found.slug} for found in tags],
        "photos": [],
        "standfirst": "",
        "notes": [],
        "source": None,
        "editor_line": "",
        "event_date": None,
        "characters": 22,
    }
