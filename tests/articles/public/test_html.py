"""Every type of page, parsed as strictly as HTML asks, and read as somebody reads who cannot see it."""

from collections import Counter

import html5lib
import pytest
from django.db import transaction
from django.test import Client

from articles.public import urls
from tests.browser import pages

pytestmark = pytest.mark.django_db

HTML = "{http://www.w3.org/1999/xhtml}"
HEADINGS = [f"{HTML}h{level}" for level in range(1, 7)]
FIELDS = [f"{HTML}{name}" for name in ("input", "select", "textarea")]


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """{(language, type of page): answer}. What they were made from is gone again."""
    with django_db_blocker.unblock(), transaction.atomic():
        client = Client()
        found = {
            (language, kind): client.get(address)
            for language, kinds in pages.furnish().items()
            for kind, address in kinds.items()
        }
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="module")
def trees(answers):
    """{(language, type of page): its <html> as html5lib reads it}, without what waits in templates for a script."""
    found = {which: html5lib.parse(answer.text) for which, answer in answers.items()}
    for tree in found.values():
        above = parents(tree)
        for waiting in list(tree.iter(f"{HTML}template")):
            above[waiting].remove(waiting)
    return found


def wrong(trees, find):
    """{page: what `find` gives of its tree} of the pages where that is not empty."""
    found = {which: list(find(tree)) for which, tree in trees.items()}
    return {which: what for which, what in found.items() if what}


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def named(element):
    """What a screen reader calls a link or button by."""
    alts = [image.get("alt", "") for image in element.iter(f"{HTML}img")]
    return element.get("aria-label") or text_of(element) or "".join(alts)


def parents(tree):
    return {child: parent for parent in tree.iter() for child in parent}


def test_every_type_of_page_answers(answers):
    expected = {"missing": 404, "gone": 410}
    assert {w: a.status_code for w, a in answers.items() if a.status_code != expected.get(w[1], 200)} == {}


def test_nothing_is_misspelt(answers):
    found = {}
    for which, answer in answers.items():
        parser = html5lib.HTMLParser()
        parser.parse(answer.text)
        if errors := [(place, code, more) for place, code, more in parser.errors]:
            found[which] = errors[:5]
    assert found == {}


def test_no_id_stands_twice_and_what_is_named_is_there(trees):
    def find(tree):
        ids = Counter(one.get("id") for one in tree.iter() if one.get("id"))
        yield from (name for name, times in ids.items() if times > 1)
        for one in tree.iter():
            for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list"):
                yield from (name for name in one.get(attribute, "").split() if name not in ids)

    assert wrong(trees, find) == {}


def test_a_page_says_its_language_its_direction_and_what_it_is(trees):
    def find(tree):
        language = tree.get("lang")
        if (language, tree.get("dir")) not in {("zh-Hans", "ltr"), ("kk-Arab", "rtl")}:
            yield f"{language} {tree.get('dir')}"
        if not text_of(tree.find(f".//{HTML}title")):
            yield "no title"
        if len(list(tree.iter(f"{HTML}main"))) != 1:
            yield "not one main"

    assert wrong(trees, find) == {}


def test_search_engines_are_told_what_a_page_is_about(trees):
    def find(tree):
        told = {one.get("name"): one.get("content") for one in tree.iter(f"{HTML}meta")}
        if not told.get("description"):
            yield "no description"

    here = {which: tree for which, tree in trees.items() if which[1] not in {"missing", "gone"}}
    assert wrong(here, find) == {}


def test_headings_begin_with_one_and_leave_none_out(trees):
    def find(tree):
        levels = [int(one.tag[-1]) for one in tree.iter() if one.tag in HEADINGS]
        if levels.count(1) != 1:
            yield f"{levels.count(1)} h1"
        after = [(a, b) for a, b in zip([0, *levels], levels, strict=False) if b > a + 1 and a]
        yield from (f"h{b} after h{a}" for a, b in after)
        yield from (one.tag for one in tree.iter() if one.tag in HEADINGS and not named(one))

    assert wrong(trees, find) == {}


def test_every_picture_has_its_size_and_its_words(trees):
    def find(tree):
        for image in tree.iter(f"{HTML}img"):
            if image.get("alt") is None or not (image.get("width") and image.get("height")):
                yield image.attrib

    assert wrong(trees, find) == {}


def test_every_field_has_a_label_and_every_link_and_button_a_name(trees):
    def find(tree):
        labelled = {one.get("for") for one in tree.iter(f"{HTML}label")}
        above = parents(tree)
        for field in (one for one in tree.iter() if one.tag in FIELDS and one.get("type") != "hidden"):
            inside = above[field].tag == f"{HTML}label"
            if not (inside or field.get("aria-label") or field.get("id") in labelled):
                yield field.attrib
        for one in (*tree.iter(f"{HTML}a"), *tree.iter(f"{HTML}button")):
            if not named(one) and one.get("aria-hidden") != "true":
                yield one.attrib
            if one.tag == f"{HTML}button" and not one.get("type"):
                yield "a button without a type"

    assert wrong(trees, find) == {}


def test_nothing_that_can_be_pressed_stands_in_another(trees):
    pressed = {f"{HTML}a", f"{HTML}button"}

    def find(tree):
        for one in (one for one in tree.iter() if one.tag in pressed):
            yield from (inner.attrib for inner in one.iter() if inner is not one and inner.tag in pressed)

    assert wrong(trees, find) == {}


def test_nothing_needs_what_the_content_policy_forbids(trees):
    def find(tree):
        for one in tree.iter():
            yield from (name for name in one.attrib if name == "style" or name.startswith("on"))
            if one.tag == f"{HTML}style":
                yield "a style"
            if one.tag == f"{HTML}script" and not one.get("src") and one.get("type") != "application/ld+json":
                yield "a script"

    assert wrong(trees, find) == {}


def test_there_is_a_type_of_page_for_every_address():
    files = {"search_suggest", "manifest"}
    named = {one.name for one in urls.edition if not one.name.startswith("feed_")} - files
    assert named <= set(pages.TYPES)
