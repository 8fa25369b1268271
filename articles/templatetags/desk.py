"""What the desk's templates ask of articles."""

from django import template
from django.db.models import Q

from articles import markup
from articles.desk import labels, workflow
from articles.models import Article, Publication
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
    """Where a photo stands: the articles whose body or cover it is, and the stories on the site that show it."""
    in_work = Q(cover=photo) | Q(body__regex=markup.showing(photo.pk))
    return {
        "articles": list(workflow.with_live(Article.objects).filter(in_work).select_related("stage")[:50]),
        "publications": list(Publication.objects.filter(photo_rows__photo=photo.pk).defer("html", "facts")[:50]),
    }
