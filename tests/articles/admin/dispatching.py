"""Dispatches in a test: their page as a browser would send it back."""

import lxml.html
from django.urls import reverse

from articles.desk import arriving

COPY = """河谷冬市开张
雪川新闻网-雪川地区融媒体中心讯(记者 林知夏 实习记者 石小雨)3月5日，河谷冬市在老街开张。
市集设有六十个摊位，持续到月底。
3月5日，居民在市集上挑选年货。实习记者 石小雨摄
当天下午，社区还办了写春联活动。
"""


def take(user, text=COPY, **more):
    """A Dispatch of `text`."""
    return arriving.take_text(text, user=user, **more)


def page_of(dispatch):
    """Where the page of a dispatch is."""
    return reverse("desk:dispatch", args=[dispatch.pk])


def form_of(response, **changes):
    """The fields of the form of a dispatch, as they stand on the page, with `changes`; `field__part` is the field
    field-part."""
    form = lxml.html.fromstring(response.content.decode()).get_element_by_id("dispatch")
    values = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return values | {name.replace("__", "-"): value for name, value in changes.items()}


def send(client, dispatch, do, **changes):
    """Open the page of a dispatch, change fields, press a button; the page that comes."""
    form = form_of(client.get(page_of(dispatch)), **changes)
    return client.post(page_of(dispatch), {**form, "do": do}, follow=True)
