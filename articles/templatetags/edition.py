"""What the head and the foot of a page say of its edition."""

import re

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from articles.public import identity
from newsroom.edition import once

register = template.Library()

register.simple_tag(identity.icons_of, name="icons_of")


@register.filter
def sheet_of(colour):
    """The address of the style sheet of a colour such as #0b5cad."""
    return reverse("colour", args=[colour[1:]])


@register.filter
def police_record(number):
    """Where the public security record with this number stands; "" where it has no digits."""
    digits = "".join(re.findall(r"[0-9]", number))
    return f"https://beian.mps.gov.cn/#/query/webSearch?code={digits}" if digits else ""


@register.simple_tag
def keeps_offline():
    """Whether readers' devices keep what was read (OFFLINE)."""
    return settings.OFFLINE


@register.tag("once")
def once_block(parser, token):
    """`{% once "footer" a b %}…{% endonce %}` is drawn once for all pages of an edition on which a and b are alike; for each
    page by itself where nothing is shared. Within it stands nothing else that differs from page to page."""
    name, *expressions = token.split_contents()[1:]
    nodes = parser.parse(["endonce"])
    parser.delete_first_token()
    return Once(name.strip("'\""), [parser.compile_filter(expression) for expression in expressions], nodes)


class Once(template.Node):
    def __init__(self, name, differing, nodelist):
        self.name, self.differing, self.nodelist = name, differing, nodelist

    def render(self, context):
        values = (expression.resolve(context, ignore_failures=True) for expression in self.differing)
        told = tuple(tuple(value) if isinstance(value, list) else value for value in values)
        key = ("drawn", self.name, context.get("alike") or _alike(context), *told)
        return once(key, lambda: self.nodelist.render(context))


def _alike(context):
    """What pages have alike that share parts: articles.public.pages.drawn says it of its own."""
    masthead = context.get("masthead")
    return masthead and masthead.language, get_language(), timezone.localdate()
