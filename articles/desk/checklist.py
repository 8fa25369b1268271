"""Ready or not: what a story must have before it goes out, and what an editor should look at."""

import re

from django.utils.translation import gettext as _

from articles import markup
from articles.desk import embeds
from media.credits import is_credited
from media.models import Photo

PAIRS = ("《》", "“”", "（）", "‘’", "〈〉", "【】")


def must(article, words):
    """What is missing before `article`, with the frozen `words`, may go out: a list of sentences, empty when ready."""
    figures = markup.figures(words["body"])
    missing = []
    if not article.section_id:
        missing.append(_("Choose a section."))
    elif article.section.language != words["language"]:
        missing.append(_("The section belongs to another language edition."))
    if not (markup.text(words["body"]).strip() or markup.photos(words["body"]) or _plays_something(words["body"])):
        missing.append(_("The body is empty."))
    if not (words["bylines"] or words["collective"] or words["source"]):
        missing.append(_("Name at least one person in the byline, or the source of a reprint."))
    if any(f.photo is None for f in figures):
        missing.append(_("A place still waits for its photo: upload the photo, or take the place out."))
    return [*missing, *_photos(figures, words), *embeds.missing(words)]


def advice(article, words):
    """What an editor should look at; never keeps a story back. A list of sentences."""
    text = markup.text(words["body"])
    found = []
    for left, right in PAIRS:
        if text.count(left) != text.count(right):
            found.append(_("%(left)s and %(right)s do not pair up.") % {"left": left, "right": right})
    if words["bylines"] and all("实习" in b["role"] for b in words["bylines"]):
        found.append(_("Only trainees stand in the byline."))
    if not words["standfirst"]:
        found.append(_("No standfirst: lists will show the first sentences."))
    if not words["tags"]:
        found.append(_("No tags."))
    if re.search(r"[,;:?!](?=[\u4e00-\u9fff])", text):
        found.append(_("There are half-width marks between Chinese characters."))
    return found


def _plays_something(body):
    return any(place.address or place.clip for place in markup.recordings(body))


def _photos(figures, words):
    missing = []
    numbers = {*markup.photos(words["body"]), words["cover"]} - {None}
    kept = {p.pk: p for p in Photo.objects.filter(pk__in=numbers)}
    for number in sorted(numbers):
        said, photo = words["photos"].get(str(number)), kept.get(number)
        name = {"photo": (said or {}).get("caption", "")[:20] or number}
        if said is None or photo is None:
            missing.append(_("Photo %(photo)s is not in the library.") % name)
            continue
        if photo.killed_at:
            missing.append(_("Photo “%(photo)s” was killed and can never go out again.") % name)
        elif photo.failure:
            missing.append(
                _("Photo “%(photo)s” could not be processed: %(failure)s") % {**name, "failure": photo.failure}
            )
        elif photo.processed_at is None:
            missing.append(_("Photo “%(photo)s” is still being processed; try again in a moment.") % name)
        if not is_credited(said):
            missing.append(_("Photo “%(photo)s” has no credit.") % name)
        if not said["alt"] and not any(f.photo == number and f.caption for f in figures):
            missing.append(_("Photo “%(photo)s” has neither a caption nor an alt text.") % name)
    return missing
