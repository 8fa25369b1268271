"""Bylines and credits of papers in Arabic script."""

import pytest

from newsroom.grammar import arabic
from newsroom.models import Role

LANGUAGES = ["kk-arab", "ug"]


def test_only_languages_with_words_of_their_own_print_so():
    assert [arabic.prints(language) for language in (*LANGUAGES, "zh-hans", "en", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_of_the_house_has_its_word(language):
    assert [word for word in Role.values if arabic.role(word, language) == word] == []


def test_a_byline_names_the_house_then_who_is_what():
    people = [("记者", "ئايگۈل"), ("记者", "نۇرئەلى"), ("翻译", "گۈلنار", "شەھەرلىك مەركەز")]
    assert (
        arabic.byline_line("ug", ["قاردەريا تورى", "قاردەريا مەركىزى"], people)
        == "قاردەريا تورى، قاردەريا مەركىزى: مۇخبىر ئايگۈل، نۇرئەلى؛ شەھەرلىك مەركەز تەرجىمە قىلغان گۈلنار"
    )
    assert arabic.byline_line("ug", ["قاردەريا تورى"], []) == "قاردەريا تورى"
    assert arabic.byline_line("ug", [], [(None, "ئايگۈل")]) == "ئايگۈل"
    assert arabic.byline_line("ug", ["تور"], [("记者", "ئايگۈل", "تور")]) == "تور: مۇخبىر ئايگۈل"


def test_a_role_without_a_word_is_printed_as_it_is():
    assert arabic.byline_line("kk-arab", [], [("观察员", "ايدوس")]) == "观察员 ايدوس"


def test_a_credit_says_who_took_the_photo_and_who_provided_it():
    assert arabic.credit_line("kk-arab", [("摄影记者", "ايدوس")]) == "سۋرەتتى تۇسىرگەن: فوتو ٴتىلشى ايدوس"
    assert arabic.credit_line("ug", [(None, "ئايگۈل")], provider="پارك", marks=["资料图片"]) == (
        "(资料图片) سۈرەتنى تارتقان: ئايگۈل؛ سۈرەت بىلەن تەمىنلىگەن: پارك"
    )
    assert arabic.credit_line("ug", graphic=["گۈلنار"]) == "سخېما: گۈلنار"
    assert arabic.credit_line("ug") == ""
