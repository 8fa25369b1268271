from datetime import date

import pytest

from articles import tokens
from articles.tokens import fold, fold_with_places, of_query, of_text, places

DAY = date(2026, 1, 5)


def cut(body):
    """The tokens of a body alone, without the marks that every story has."""
    return set(of_text("", "", body, DAY, "")) - set(of_text("", "", "", DAY, ""))


def holds(story, query):
    """Whether a story with this body has the tokens and the phrases of a query."""
    asked = of_query(query)
    has_tokens = set(asked.tokens) <= cut(story)
    return bool(asked.tokens) and has_tokens and all(any(places(fold(story), phrase)) for phrase in asked.phrases)


class TestTokensOfAStory:
    def test_are_neighbouring_characters_in_pairs_and_the_characters(self):
        assert cut("冰雪经济") == {"冰雪", "雪经", "经济", "冰", "雪", "经", "济"}

    def test_no_pair_reaches_over_punctuation(self):
        assert "雪经" not in cut("冰雪，经济")

    def test_latin_and_cyrillic_words_are_whole_and_lower_case(self):
        assert cut("GDP增长, Қазақстан") >= {"gdp", "қазақстан"}

    def test_a_number_is_a_word_and_digits_stay_with_their_letters(self):
        assert cut("2025年5G") == {"2025", "年", "5g"}

    def test_a_word_in_the_headline_is_kept_again_with_its_mark(self):
        found = of_text("冰雪", "", "经济", DAY, "zh-hans")
        assert tokens.HEADLINE + "冰雪" in found
        assert tokens.HEADLINE + "经济" not in found

    def test_a_word_in_the_standfirst_is_kept_again_with_its_mark(self):
        assert tokens.STANDFIRST + "冰雪" in of_text("", "冰雪", "", DAY, "zh-hans")

    def test_year_month_day_and_language_are_marked(self):
        marks = of_text("", "", "", DAY, "kk-arab")
        assert marks == [tokens.LANGUAGE + "kkarab", *(tokens.DATE + date for date in ("2026", "202601", "20260105"))]

    def test_a_character_of_a_headline_is_kept_with_its_mark_too(self):
        assert tokens.in_zone(tokens.HEADLINE, ["雪"])[0] in of_text("冰雪", "", "", DAY, "")

    def test_words_cannot_pretend_to_be_marks(self):
        assert cut(tokens.HEADLINE + "冰雪" + tokens.DATE + "2026") == {"冰雪", "冰", "雪", "2026"}

    def test_each_token_is_kept_once(self):
        found = of_text("冰雪", "冰雪", "冰雪冰雪", DAY, "zh-hans")
        assert len(found) == len(set(found))

    def test_all_tokens_of_the_longest_story_stay_under_a_megabyte(self):
        body = "".join(chr(0x20000 + (n * n) % 40_000) for n in range(400_000))
        assert sum(len(token.encode()) for token in of_text("", "", body, DAY, "")) < 1_000_000

    @pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "，。！", "😀", "_", "'\"*():^-\\"])
    def test_text_without_words_has_none(self, text):
        assert cut(text) == set()

    def test_tokens_hold_nothing_that_a_query_language_reads(self):
        text = "".join(map(chr, range(0x3000)))
        asked = of_query(text[:80]).tokens
        assert all(character.isalnum() for token in [*cut(text), *asked] for character in token)


class TestFolding:
    @pytest.mark.parametrize(
        ("written", "plain"),
        [
            ("ＡＢＣ１２３", "abc123"),
            ("經濟發展", "经济发展"),
            ("臺灣", "台湾"),
            ("阿娜尔·别克", "阿娜尔别克"),
            ("阿娜尔•别克", "阿娜尔别克"),
            ("阿娜尔・别克", "阿娜尔别克"),
            ("5G 网络", "5g网络"),
            ("Café", "cafe"),
            ("Ёлка", "елка"),
            ("مُحَمَّد", "محمد"),
            ("ﻟﺎ", "لا"),
            ("ســلام", "سلام"),
            ("雪\u200b川\ufeff", "雪川"),
            ("雪\0川\ud800", "雪川"),
            ("豈", "岂"),
        ],
    )
    def test_writes_plainly(self, written, plain):
        assert fold(written) == plain

    def test_leaves_the_spaces_between_latin_words(self):
        assert fold("New Year 快乐") == "new year快乐"

    def test_knows_where_every_character_stood(self):
        text = "阿娜尔·别克 ﻼ 5G 网络 ½"
        folded = fold_with_places(text)
        assert folded.text == fold(text)
        assert len(folded.starts) == len(folded.text)
        assert text[folded.starts[folded.text.index("别")]] == "别"
        assert text[folded.starts[folded.text.index("网")]] == "网"

    def test_folding_twice_changes_nothing_more(self):
        text = "後來ＡＢ・Ｃ①㎡ﷺ"
        assert fold(fold(text)) == fold(text)


class TestAQuery:
    def test_of_one_character_looks_for_it(self):
        assert of_query("雪").tokens == ("雪",)

    def test_of_a_longer_word_looks_for_its_pairs_alone(self):
        assert of_query("滑雪场").tokens == ("滑雪", "雪场")

    def test_words_parted_by_spaces_or_punctuation_are_phrases_of_their_own(self):
        assert of_query("冰雪 经济，游客").phrases == ("冰雪", "经济", "游客")

    def test_a_space_between_chinese_and_latin_parts_words_too(self):
        assert of_query("冰雪 5G").phrases == ("冰雪", "5g")
        assert of_query('"冰雪 5G"').phrases == ("冰雪5g",)

    def test_decimals_and_joined_words_hold_together(self):
        assert of_query("3.5万 e-mail AT&T").phrases == ("3.5万", "e-mail", "at&t")

    @pytest.mark.parametrize("query", ['"new year"', "“new year”", "《new year》", "「new year」", "＂new  year＂"])
    def test_what_is_quoted_is_one_phrase(self, query):
        assert of_query(query).phrases == ("new year",)

    def test_an_open_quotation_mark_is_no_hindrance(self):
        assert of_query('"冰雪').phrases == ("冰雪",)

    def test_is_read_up_to_eighty_characters(self):
        assert of_query("雪" * 10_000).phrases == ("雪" * 80,)
        assert len(of_query("\ufdfa" * 80).phrases) <= 80

    @pytest.mark.parametrize("query", ["", " ", "\u3000", "！？", '""', "《》", "\0", "\ud800", "😀", "* ^ - : ( )"])
    def test_of_nothing_looks_for_nothing(self, query):
        assert of_query(query) == tokens.Query()


class TestWhatIsFound:
    @pytest.mark.parametrize(
        ("story", "query"),
        [
            ("雪川冰雪经济升温", "冰雪"),
            ("雪川冰雪经济升温", "冰雪经济"),
            ("去滑雪", "雪"),
            ("投资3.5万元", "3.5万"),
            ("5G 网络覆盖全镇", "5g网络"),
            ("5G网络覆盖全镇", "5G 网络"),
            ("经济发展", "經濟發展"),
            ("會議召開", "会议召开"),
            ("记者阿娜尔·别克", "阿娜尔别克"),
            ("记者阿娜尔别克", "阿娜尔·别克"),
            ("记者阿娜尔·别克", "阿娜尔.别克"),
            ("قار مەرەكەسى باستالدى", "مەرەكەسى"),
            ("مُحَمَّد", "محمد"),
            ("Happy New Year to all", '"new year"'),
            ("Қар мерекесі басталды", "МЕРЕКЕСІ"),
        ],
    )
    def test_holds(self, story, query):
        assert holds(story, query)

    @pytest.mark.parametrize(
        ("story", "query"),
        [
            ("冰雪和雪经，再说经济", "冰雪经济"),
            ("party", "art"),
            ("2025", "25"),
            ("new and year", '"new year"'),
            ("投资3万和5万", "3.5万"),
            ("冰雪", "冰雪 经济"),
        ],
    )
    def test_does_not_hold(self, story, query):
        assert not holds(story, query)

    def test_a_phrase_is_found_as_often_as_it_stands(self):
        assert list(places("冰雪冰雪", "冰雪")) == [(0, 2), (2, 4)]
