"""What keeps a story back."""

from django.utils.translation import gettext as _

from articles import markup
from articles.desk import embeds
from articles.desk.checklist.points import Must
from media.credits import is_credited
from media.models import Photo


def must(article, words, photos=None):
    """What is missing before `article`, with the frozen `words`, may go out: a list of Must, empty when ready. `photos`
    are the rows of its photos, where they were read already."""
    return [
        *_place(article, words),
        *_people(words),
        *_source(words),
        *_body(words),
        *_photos(words, photos),
        *(Must(sentence) for sentence in embeds.missing(words)),
    ]


def _place(article, words):
    if not article.section_id:
        yield Must(_("Choose a section."), "section")
    elif article.section.language != words["language"]:
        yield Must(_("The section belongs to another language edition."), "section")
    if article.topic_id and article.topic.masthead_id != words["language"]:
        yield Must(_("The topic belongs to another language edition."), "topic")


def _people(words):
    if not (words["bylines"] or words["collective"] or words["source"]):
        yield Must(_("Name at least one person in the byline, or the source of a reprint."), "bylines")


def _source(words):
    told = [words.get(name, "") for name in ("source_title", "source_author", "source_url")]
    if any(told) and not words["source"]:
        yield Must(_("Name the outlet that this was reprinted from."), "source")
    elif words["source"] and not (words["source_author"] or words["source_url"]):
        yield Must(_("A reprint needs the author or the address of the original."), "source_url")


def _body(words):
    body = words["body"]
    plays = any(place.address or place.clip for place in markup.recordings(body))
    if not (markup.text(body).strip() or markup.photos(body) or plays):
        yield Must(_("The body is empty."))
    if any(figure.photo is None for figure in markup.figures(body)):
        yield Must(_("A place still waits for its photo: upload the photo, or take the place out."), photo=0)


def _photos(words, photos):
    figures = markup.figures(words["body"])
    in_body = set(markup.photos(words["body"]))
    numbers = {*in_body, words["cover"]} - {None}
    if photos is None:
        photos = Photo.objects.filter(pk__in=numbers) if numbers else ()
    kept = {photo.pk: photo for photo in photos}
    for number in sorted(numbers):
        said = words["photos"].get(str(number))
        captioned = any(figure.photo == number and figure.caption for figure in figures)
        field = "body" if number in in_body else "cover"
        for sentence in _lacks(number, said, kept.get(number), captioned):
            yield Must(sentence, field, photo=number)


def _lacks(number, said, photo, captioned):
    name = {"photo": (said or {}).get("caption", "")[:20] or number}
    if said is None or photo is None:
        yield _("Photo %(photo)s is not in the library.") % name
        return
    if photo.killed_at:
        yield _("Photo “%(photo)s” was killed and can never go out again.") % name
    elif photo.is_expired():
        yield _("Photo “%(photo)s” may not be used any more: its rights ended on %(day)s.") % {
            **name,
            "day": photo.expires_on.isoformat(),
        }
    elif photo.failure:
        yield _("Photo “%(photo)s” could not be processed: %(failure)s") % {**name, "failure": photo.failure}
    elif photo.processed_at is None:
        yield _("Photo “%(photo)s” is still being processed; try again in a moment.") % name
    if not is_credited(said):
        yield _("Photo “%(photo)s” has no credit.") % name
    if not said["alt"] and not captioned:
        yield _("Photo “%(photo)s” has neither a caption nor an alt text.") % name
