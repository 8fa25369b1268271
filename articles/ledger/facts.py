"""What the ledger knows of stories, from their versions alone. Read once a version and kept, since a body is long and what
counts of it is short: a month costs as much as its own stories, however old the archive."""

from collections import defaultdict

from django.db.models import Count, Exists, Max, OuterRef
from django.utils import timezone

from articles import markup
from articles.models import LedgerStory, Version, VersionPhoto

FORM = 1  # of the facts: another one makes all of them anew
AT_ONCE = 50  # stories whose versions are read together
IN_PHOTOS = 3  # a story that has as many is one in photos


def facts_of(stories):
    """Number → facts, of those of `stories` (a queryset of their numbers) that are on record: a dict of

    day (of the first publication, local), language, section, headline, is_moved, is_reprint, is_translation, is_withdrawn,
    is_gone (its words were removed), why (the kind of the last version), collective, bylines (role, name, unit, reporter),
    editors (role, name, reporter), characters, photo_count, forms ("photos", "recording"), photos: those that it was the
    first to show, with photo, day, people, is_outside (not ours) and is_held (the last words still hold it)."""
    stamped = Version.objects.filter(story__in=stories).values("story").order_by()
    stamped = stamped.annotate(last=Max("number"), redacted=Count("redacted_at"))
    stamps = {row["story"]: f"{FORM}.{row['last']}.{row['redacted']}" for row in stamped}
    kept = {row.pk: row for row in LedgerStory.objects.filter(pk__in=stories)}
    found = {number: row.facts for number, row in kept.items() if row.stamp == stamps.get(number)}
    new = sorted(stamps.keys() - found.keys())
    for start in range(0, len(new), AT_ONCE):
        made = _made(new[start : start + AT_ONCE])
        rows = [LedgerStory(story=number, stamp=stamps[number], facts=facts) for number, facts in made.items()]
        LedgerStory.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["story"], update_fields=["stamp", "facts"]
        )
        found |= made
    return found


def _made(numbers):
    """Number → facts, of the stories with these numbers."""
    versions = defaultdict(list)
    for version in Version.objects.filter(story__in=numbers).order_by("story", "number"):
        versions[version.story].append(version)
    first_shown = _first_shown(numbers)
    return {number: _of_story(versions[number], first_shown[number]) for number in numbers}


def _first_shown(numbers):
    """Story → {photo: the version that showed it first of all}, in the order in which versions came on record."""
    earlier = VersionPhoto.objects.filter(photo=OuterRef("photo"), version__lt=OuterRef("version"))
    rows = VersionPhoto.objects.filter(~Exists(earlier), version__story__in=numbers)
    found = defaultdict(dict)
    for story, photo, version in rows.order_by("photo").values_list("version__story", "photo", "version"):
        found[story][photo] = version
    return found


def _of_story(versions, first_shown):
    last = versions[-1]
    told = [one for one in versions if one.kind != Version.Kind.WITHDRAWN and not one.redacted_at]
    words = told[-1].words if told else {}
    body = words.get("body", "")
    photos = markup.photos(body)
    forms = ["photos"] * (len(photos) >= IN_PHOTOS) + ["recording"] * bool(markup.recordings(body))
    return {
        "day": _day(versions[0]),
        "language": words.get("language", ""),
        "section": words.get("section", ""),
        "headline": words.get("headline", ""),
        "is_moved": versions[0].kind == Version.Kind.MOVED_IN,
        "is_reprint": bool(words.get("source")),
        "is_translation": bool(words.get("translation_of")),
        "is_withdrawn": last.kind == Version.Kind.WITHDRAWN,
        "is_gone": not told,
        "why": last.kind,
        "collective": words.get("collective", ""),
        "bylines": [_person(one) for one in words.get("bylines", ())],
        "editors": [[one["role"], one["name"], one["reporter"]] for one in words.get("editors", ())],
        "characters": sum(not character.isspace() for character in markup.text(body)),
        "photo_count": len(photos),
        "forms": forms,
        "photos": list(_photos(versions, told, first_shown)),
    }


def _photos(versions, told, first_shown):
    by_number = {version.pk: version for version in versions}
    for photo, version in first_shown.items():
        holding = [one for one in told if str(photo) in one.words.get("photos", {})]
        if not holding:
            continue
        owed = holding[-1].words["photos"][str(photo)]
        people = [_person(one) for one in owed["people"]]
        yield {
            "photo": photo,
            "day": _day(by_number[version]),
            "people": people,
            "is_outside": not people and bool(owed["provider"] or owed["agency"]),
            "is_held": holding[-1] is told[-1],
        }


def _person(said):
    return [said["role"] or "", said["name"], said["unit"] or "", said["reporter"]]


def _day(version):
    return timezone.localtime(version.at).date().isoformat()
