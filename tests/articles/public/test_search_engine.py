from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from articles import tokens
from articles.models import Publication, Section, searchindex
from articles.models.publication import key_of
from articles.public.search import find, passage
from newsroom.models import Masthead

pytestmark = pytest.mark.django_db
START = datetime(2025, 12, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def publish():
    """publish(body, headline=…, language=…): a story on the site, each a minute after the last. Returns it."""
    numbers = iter(range(1, 1000))

    def one(body="", *, headline="无题", language="zh-hans", at=None, **fields):
        number = next(numbers)
        at = at or START + timedelta(minutes=number)
        masthead, _ = Masthead.objects.get_or_create(
            language=language,
            defaults={"name": "雪川新闻网", "outlet": "雪川新闻网", "publisher": "雪川地区融媒体中心"},
        )
        section, _ = Section.objects.get_or_create(masthead=masthead, name="要闻", slug="news")
        publication = Publication.objects.create(
            key=key_of(at, number),
            story=number,
            version=1,
            language=language,
            section=section,
            date=at.date(),
            published_at=at,
            changed_at=at,
            headline=headline,
            html=f"<p>{body}</p>",
            facts={"standfirst": fields.pop("standfirst", "")},
            **fields,
        )
        index(publication)
        return publication

    return one


def index(publication):
    searchindex.write({publication.key: searchindex.found_by(publication, ())})


def numbers(text, language="zh-hans", **more):
    return [publication.story for publication in find(text, language, **more).stories]


def pages(text, size):
    """The story numbers on each page, walked to the end."""
    before, found = None, []
    while True:
        page = find(text, "zh-hans", before=before, size=size)
        found.append([publication.story for publication in page.stories])
        if not page.more:
            return found
        before = page.before


class TestFinds:
    @pytest.mark.parametrize(
        ("body", "query"),
        [
            ("昨日，雪川冰雪经济升温。", "冰雪"),
            ("昨日，雪川冰雪经济升温。", "冰雪经济"),
            ("昨日，雪川冰雪经济升温。", "雪"),
            ("昨日，雪川冰雪经济升温。", "升温 雪川"),
            ("5G 网络通到每个牧场，投资3.5万元。", "5g网络 3.5万"),
            ("GDP增长6%。", "ＧＤＰ"),
            ("雪川经济发展。", "經濟發展"),
            ("牧民阿娜尔·别克说。", "阿娜尔·别克"),
            ("牧民阿娜尔·别克说。", "阿娜尔别克"),
            ("牧民阿娜尔·别克说。", "阿娜尔•别克"),
            ("游客说：“真好！”下次还来。", "“真好！”"),
            ("《雪落雪川》上映。", "《雪落雪川》"),
            ("قار مەرەكەسى باستالدى.", "مەرەكەسى"),
            ("مُحَمَّد", "ﻣﺤﻤﺪ"),
            ("Happy New Year", '"new year"'),
            ("A &amp; B &lt;tag&gt;", "tag"),
        ],
    )
    def test_what_stands_in_the_body(self, publish, body, query):
        story = publish(body)
        publish("别的事。")
        assert numbers(query) == [story.story]

    @pytest.mark.parametrize("field", ["headline", "kicker", "subtitle", "standfirst", "people"])
    def test_what_stands_above_it(self, publish, field):
        story = publish("别的事。", **{field: "林知夏在雪川"})
        assert numbers("林知夏") == [story.story]

    def test_words_that_stand_in_different_places(self, publish):
        story = publish("游客满意。", headline="冰雪节开幕")
        assert numbers("冰雪节 游客") == [story.story]

    def test_the_newest_first(self, publish):
        stories = [publish("冰雪").story for _ in range(3)]
        assert numbers("冰雪") == stories[::-1]

    def test_a_story_of_years_ago(self, publish):
        old = publish("冰雪老故事", at=START - timedelta(days=4000))
        new = publish("冰雪新故事")
        assert numbers("冰雪") == [new.story, old.story]


class TestDoesNotFind:
    @pytest.mark.parametrize(
        ("body", "query"),
        [
            ("冰雪和雪经，再说经济。", "冰雪经济"),
            ("投资3万和5万。", "3.5万"),
            ("new and year", '"new year"'),
            ("party", "art"),
            ("冰雪", "冰雪 经济"),
        ],
    )
    def test_words_that_stand_apart_or_not_at_all(self, publish, body, query):
        publish(body)
        assert numbers(query) == []

    def test_what_only_a_photo_caption_or_markup_says(self, publish):
        publish('见图。</p><figure class="冰雪"><figcaption>冰雪</figcaption></figure><p>')
        assert numbers("冰雪") == []
        assert numbers("figure") == []

    def test_a_story_that_was_forgotten(self, publish):
        story = publish("冰雪")
        searchindex.forget(story.key)
        assert searchindex.newest(["冰雪"], None, 10) == []

    def test_a_story_that_left_the_site_though_the_index_has_it(self, publish):
        Publication.objects.filter(key=publish("冰雪").key).delete()
        assert numbers("冰雪") == []

    def test_the_words_before_a_correction(self, publish):
        story = publish("冰雪")
        story.html = "<p>风沙</p>"
        story.save()
        index(story)
        assert searchindex.newest(["冰雪"], None, 10) == []
        assert numbers("风沙") == [story.story]

    def test_stories_of_another_language(self, publish):
        chinese, kazakh = publish("2025 冰雪"), publish("2025 قار", language="kk-arab")
        assert numbers("2025") == [chinese.story]
        assert numbers("2025", "kk-arab") == [kazakh.story]
        assert numbers("2025", "xx") == []

    def test_anything_once_the_index_is_cleared(self, publish):
        publish("冰雪")
        searchindex.clear()
        assert numbers("冰雪") == []

    def test_what_was_written_in_a_transaction_that_failed(self, publish):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            publish("冰雪")
            raise ZeroDivisionError
        assert searchindex.newest(["冰雪"], None, 10) == []


class TestHostileQueries:
    @pytest.mark.parametrize(
        "query", ["", " ", "\u3000", "\0", "\ud800", "😀", "*", '"', '"" AND ""', "()", "^:-", "'", "\\"]
    )
    def test_nothing_to_look_for_is_an_empty_page_without_a_query(self, publish, query, django_assert_num_queries):
        publish("冰雪")
        with django_assert_num_queries(0 if not tokens.of_query(query).tokens else 1):
            page = find(query, "zh-hans")
        assert (page.stories, page.passages, page.more, page.before) == ([], {}, False, None)

    @pytest.mark.parametrize(
        "query",
        [
            '冰雪" OR "风沙',
            "NEAR(冰雪 风沙)",
            "冰雪* NOT x",
            "tokens:冰雪 -a",
            "冰雪'; DROP TABLE search_index; --",
            "冰雪' | '风沙",
            "冰雪\\' & !'a",
            "%s %(a)s 冰雪x",
            "冰雪:*",
            "雪" * 10_000,
            "a " * 5_000,
            "\U0010ffff" * 100 + "冰雪",
            "\ufdfa" * 100,
        ],
    )
    def test_are_words_like_any_others(self, publish, query):
        publish("冰雪")
        publish("风沙")
        assert set(numbers(query)) <= {1}
        assert numbers("风沙") == [2]

    def test_invisible_characters_in_a_query_are_passed_over(self, publish):
        story = publish("冰雪")
        assert numbers("\0冰\u200b雪\ud800") == [story.story]

    @pytest.mark.parametrize("before", [-(2**70), -1, 0, 1, 2**63 - 1, 2**63, 2**70])
    def test_any_number_may_come_as_the_key_before(self, publish, before):
        story = publish("冰雪")
        assert numbers("冰雪", before=before) == ([story.story] if before > story.key else [])

    @pytest.mark.parametrize("language", ["", "'", '" OR "', "\0", "zh-hans' OR 1"])
    def test_a_language_is_never_syntax(self, publish, language):
        publish("冰雪")
        assert numbers("冰雪", language) == []


class TestPages:
    def test_go_on_without_repeats_or_gaps(self, publish):
        stories = [publish("冰雪").story for _ in range(7)][::-1]
        assert pages("冰雪", 3) == [stories[:3], stories[3:6], stories[6:]]

    def test_a_full_last_page_is_the_last(self, publish):
        for _ in range(4):
            publish("冰雪")
        assert [len(page) for page in pages("冰雪", 2)] == [2, 2]

    def test_stories_in_which_only_pairs_stand_leave_no_gap(self, publish, monkeypatch):
        monkeypatch.setattr("articles.public.search.FURTHER_BATCHES", (2,))
        true = []
        for number in range(20):
            is_true = number % 6 == 0
            story = publish("冰雪经济" if is_true else "冰雪，雪经，经济")
            true += [story.story] * is_true
        walked = pages("冰雪经济", 2)
        assert [number for page in walked for number in page] == true[::-1]
        assert all(len(page) <= 2 for page in walked)

    def test_years_are_no_border(self, publish):
        days = [0, 3, 8, 12, 45, 100, 130, 400, 800, 1500, 2500, 4000, 6000, 9000]
        now = timezone.now()
        stories = [publish("冰雪", at=now - timedelta(days=days)).story for days in days]
        assert pages("冰雪", 3) == [stories[at : at + 3] for at in range(0, 14, 3)]

    def test_a_clock_that_was_wrong_loses_no_story(self, publish):
        now = timezone.now()
        late = [publish("冰雪", at=now + timedelta(days=days)).story for days in (900, 40, 3, 1)]
        assert pages("冰雪", 3) == [late[:3], late[3:]]

    def test_cost_the_same_number_of_queries_with_more_stories(self, publish, django_assert_max_num_queries):
        for _ in range(30):
            publish("冰雪经济", headline="滑雪场")
        with django_assert_max_num_queries(2):
            assert len(find("冰雪经济", "zh-hans").stories) == 20
        publish("风沙")
        with django_assert_max_num_queries(2):
            assert len(find("风沙", "zh-hans").stories) == 1

    def test_stories_come_with_what_cards_show(self, publish, django_assert_num_queries):
        publish("冰雪")
        page = find("冰雪", "zh-hans")
        with django_assert_num_queries(0):
            assert [(story.section.name, story.get_absolute_url()) for story in page.stories]


class TestPassages:
    def test_are_the_sentence_of_the_hit_with_the_words_marked(self):
        assert passage("第一句。冰雪经济升温！第三句。", ["冰雪"]) == "<mark>冰雪</mark>经济升温！第三句。"

    def test_come_with_every_story(self, publish):
        story = publish("第一句。冰雪经济升温！")
        assert find("冰雪", "zh-hans").passages == {story.key: "<mark>冰雪</mark>经济升温！"}

    def test_begin_with_the_sentence_that_has_most_of_the_words(self):
        assert passage("冰雪一。\n冰雪游客二。", ["冰雪", "游客"]) == "<mark>冰雪游客</mark>二。"

    def test_show_the_opening_where_only_the_headline_has_the_words(self):
        assert passage("第一句。第二句。", ["冰雪"]) == "第一句。第二句。"

    def test_of_nothing_are_empty(self):
        assert passage("", ["冰雪"]) == ""

    def test_escape_everything_else(self):
        hostile = "<script>alert(\"冰雪\")</script> & 'x'"
        assert passage(hostile, ["冰雪"]) == (
            "&lt;script&gt;alert(&quot;<mark>冰雪</mark>&quot;)&lt;/script&gt; &amp; &#x27;x&#x27;"
        )

    def test_escape_inside_the_mark(self):
        assert passage("AT&T来了", ["at&t"]) == "<mark>AT&amp;T</mark>来了"

    def test_mark_the_words_as_they_were_written(self):
        assert passage("經濟，阿娜尔·别克，5G 网络。", ["经济", "阿娜尔别克", "5g网络"]) == (
            "<mark>經濟</mark>，<mark>阿娜尔·别克</mark>，<mark>5G 网络</mark>。"
        )

    def test_mark_words_that_touch_or_overlap_as_one(self):
        assert passage("冰雪经济", ["冰雪", "雪经济"]) == "<mark>冰雪经济</mark>"

    def test_do_not_cut_a_decimal(self):
        assert passage("投资3.5万元。完。", ["投资"]) == "<mark>投资</mark>3.5万元。完。"

    def test_keep_latin_sentences_whole(self):
        assert passage("One. The snow came. Two.", ["snow"]) == "The <mark>snow</mark> came. Two."

    def test_cut_a_sentence_that_never_ends_around_the_hit(self):
        shown = passage("长" * 500 + "冰雪" + "长" * 500, ["冰雪"])
        assert shown.startswith("…长")
        assert shown.endswith("长…")
        assert "<mark>冰雪</mark>" in shown
        assert len(shown) < 150

    def test_cut_between_latin_words(self):
        shown = passage("many words " * 50 + "snow " + "many words " * 50, ["snow"])
        assert set(shown.strip("…").split()) == {"many", "words", "<mark>snow</mark>"}

    def test_stay_short(self):
        assert len(passage("短句。" * 500, ["短句"]).replace("<mark>", "").replace("</mark>", "")) <= 110
