"""What the desk's templates ask of articles."""

from django import template

from articles.desk import labels, photos, workflow
from articles.models import Article, PhotoPlace, Publication, Slot, Topic
from newsroom import pulse, roles

register = template.Library()

register.filter("state_badge", labels.state_badge)
register.filter("byline_of", labels.byline_of)
register.filter("name_of", roles.name_of)
register.filter("consequence", labels.consequence)
register.filter("question", labels.question)


@register.filter
def in_the_bar(choices):
    """The verbs whose buttons stand in the action bar itself."""
    return [choice for choice in choices or () if not choice.is_aside]


@register.filter
def aside(choices):
    """The verbs whose buttons stand in the fold beside it."""
    return [choice for choice in choices or () if choice.is_aside]


@register.filter
def for_verb(asked, verb):
    """What was typed for `verb` when it was refused (articles.admin.asked), None where it was for another or nothing."""
    return asked if asked and asked["verb"] == verb else None


@register.inclusion_tag("desk/_clock.html")
def clock():
    """Whether the clock beats, which does what is scheduled: a line where it does, a warning with what to do where not."""
    last = pulse.last()
    return {"last": last, "is_late": pulse.is_late(last)}


@register.simple_tag
def chips(changes, parameter):
    """The choices of one filter of a list, to show as links above it."""
    return [
        choice
        for spec in changes.filter_specs
        if getattr(spec, "parameter_name", None) == parameter
        for choice in spec.choices(changes)
    ]


@register.simple_tag
def uses_of(photo):
    """Where a photo stands: the articles whose body or cover it is, the stories on the site that show it, the fronts and
    topics that do, and the versions that printed it; at most fifty of each."""
    held = list(PhotoPlace.objects.filter(photo=photo.pk).order_by("-article").values_list("article", flat=True)[:50])
    shown = Publication.objects.filter(photo_rows__photo=photo.pk).order_by("-key")
    return {
        "articles": list(
            workflow.with_live(Article.objects).filter(pk__in=held).select_related("stage").order_by("-pk")
        ),
        "publications": list(shown.defer("html", "facts")[:50]),
        "slots": list(Slot.objects.filter(photo=photo.pk).select_related("section", "masthead")[:50]),
        "topics": list(Topic.objects.filter(cover=photo.pk)[:50]),
        "versions": photos.versions_with(photo.pk),
    }


@register.simple_tag
def stories_with_expired_photos():
    """The stories on the site that show photos past their rights, the newest first; at most twenty."""
    return list(photos.showing_expired().order_by("-key").only("headline", "story")[:20])
