"""Text as forms take it: nothing unprintable is stored, and nothing is refused for it."""

import pytest
from django.forms import modelform_factory

from articles.models import Article, HouseWord, Note
from newsroom.text import printable

UNPRINTABLE = "\x00\x07\x0b\x1f\x7f\u202e\u202a\u2066\u2069\ufffe"


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        (f"雪{UNPRINTABLE}川\tA\r\nB", "雪川\tA\r\nB"),
        ("\ud83d雪\udc00", "雪"),
        ("👨\u200d👩\u200d👧 𠀀 🇨🇳 e\u0301", "👨\u200d👩\u200d👧 𠀀 🇨🇳 e\u0301"),
        ("قار \u200f(12)\u200e", "قار \u200f(12)\u200e"),
    ],
)
def test_what_cannot_be_printed_is_left_out_and_nothing_else(text, stored):
    assert printable(text) == stored


def test_control_characters_from_the_clipboard_are_no_reason_to_refuse_a_form():
    word = modelform_factory(HouseWord, fields=["wrong"])()
    assert word.fields["wrong"].clean(f"{UNPRINTABLE}雪") == "雪"
    note = modelform_factory(Note, fields=["text"])()
    assert note.fields["text"].clean(f"一{UNPRINTABLE}\r\n二") == "一\r\n二"


@pytest.mark.django_db
def test_it_is_stored_as_one_line():
    article = Article.objects.create(headline=f" 标{UNPRINTABLE}题\n二 ")
    article.refresh_from_db()
    assert article.headline == "标题 二"
