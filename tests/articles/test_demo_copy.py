"""The copy of the demo newsroom: every file is well formed, fits its neighbours, and is read whole by the intake."""

import re
from collections import Counter
from datetime import date

import pytest

from articles.demo import copy, people, pictures
from articles.intake import plaintext, reading

DAY = date(2026, 1, 1)
SECTIONS = {"news", "livelihood", "economy", "culture", "snow", "county"}
STATES = Counter(
    published=41, corrected=2, withdrawn=1, draft=2, first=1, second=1, third=1, signed=1, returned=1, scheduled=1
)
CAST = {person.name for person in people.REPORTERS}
STORIES = copy.stories()
WHOLE = "section: news\nday: 2\ntime: 09:30\nstate: published\nphotos: bridge@4\n---\n标题\n正文。\n"


def understood(story):
    return reading.read(plaintext.copy_of(story.dispatch_on(DAY)), published=DAY, staff=CAST)


def characters(story):
    """How many characters stand below the headline, blanks aside."""
    return len("".join(story.dispatch.split("\n", 1)[1].split()))


each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.file_name)


class TestTheCollection:
    def test_it_has_stories_in_every_state(self):
        assert Counter(story.state for story in STORIES) == STATES

    def test_it_fills_every_section_and_every_day_of_the_month(self):
        live = [story for story in STORIES if story.state in ("published", "corrected", "withdrawn")]
        assert min(Counter(story.section for story in live).values()) >= 6
        assert {story.section for story in STORIES} == SECTIONS
        assert {story.day for story in live} == set(range(31))

    def test_no_headline_stands_twice(self):
        assert len({story.headline for story in STORIES}) == len(STORIES)

    def test_no_photo_is_drawn_twice(self):
        photos = [photo for story in STORIES for photo in story.photos]
        assert len(set(photos)) == len(photos)
        assert 40 <= len(photos) <= 48

    def test_every_scene_is_known_and_shown(self):
        shown = {scene for story in STORIES for scene, _ in story.photos} | {
            scene for scene, _ in people.PORTRAITS.values()
        }
        assert shown == set(pictures.SCENES)

    def test_it_has_briefs_features_and_picture_stories(self):
        lengths = [characters(story) for story in STORIES]
        assert sum(length <= 300 for length in lengths) == 12
        assert sum(length >= 1200 for length in lengths) == 6
        assert sum(len(story.photos) >= 4 for story in STORIES) == 3
        assert sum(60 <= len(story.standfirst) <= 110 for story in STORIES) >= 35

    def test_one_story_is_a_reprint(self):
        assert [understood(story).editors.source for story in STORIES if understood(story).editors.source] == [
            "雪川日报"
        ]


class TestEachStory:
    @each_story
    def test_it_keeps_the_bounds(self, story):
        assert re.fullmatch(r"[0-9]{2}-[a-z-]+\.txt", story.file_name)
        assert 12 <= len(story.headline) <= 26
        assert 150 <= characters(story) <= 300 or 400 <= characters(story) <= 1800
        assert "07:00" <= story.time <= "19:00"
        assert not story.standfirst or 60 <= len(story.standfirst) <= 110
        assert story.tags

    @each_story
    def test_days_are_filled_in_everywhere(self, story):
        shown = "".join((story.headline, story.kicker, story.subtitle, story.standfirst, story.note, *story.tags))
        assert "{" not in shown + story.dispatch_on(DAY)

    @each_story
    def test_it_writes_full_width_marks_and_pairs_them(self, story):
        body = "\n".join(b.text for b in understood(story).blocks if isinstance(b, reading.Paragraph))
        assert not re.search(r"[,;:?!](?=[\u4e00-\u9fff])", body)
        assert all(story.dispatch.count(left) == story.dispatch.count(right) for left, right in ("“”", "（）", "《》"))

    @each_story
    def test_the_intake_reads_it_without_a_flag(self, story):
        dispatch = understood(story)
        assert dispatch.flags == []
        assert dispatch.headline == story.headline
        assert not dispatch.subtitle
        assert dispatch.lead.credits or dispatch.editors.source

    @each_story
    def test_it_has_a_signed_caption_for_each_photo(self, story):
        places = [b.caption for b in understood(story).blocks if isinstance(b, reading.PhotoPlace)]
        assert len(places) == len(story.photos)
        assert all(place.caption and (place.photographers or place.provider) for place in places)

    @each_story
    def test_it_names_people_of_the_cast_and_outside_correspondents(self, story):
        dispatch = understood(story)
        named = list(dispatch.lead.credits)
        for block in dispatch.blocks:
            if isinstance(block, reading.PhotoPlace):
                named += block.caption.photographers
        assert all(credit.name in CAST or credit.role == "通讯员" for credit in named)
        assert not {credit.name for credit in named} & {
            people.STAFF[role] for role in ("editor", "section-head", "chief-editor")
        }

    @each_story
    def test_a_feature_has_two_to_four_sub_headings(self, story):
        headings = [b for b in understood(story).blocks if isinstance(b, reading.Paragraph) and b.is_heading]
        assert len(headings) in (range(2, 5) if characters(story) >= 1200 else (0,))


class TestPeople:
    def test_nobody_is_in_the_cast_twice(self):
        assert len(CAST) == len(people.REPORTERS) >= 24
        assert len(set(people.STAFF.values())) == len(people.STAFF)

    def test_everybody_has_a_biography_of_one_line(self):
        assert all(person.biography.endswith("。") and "\n" not in person.biography for person in people.REPORTERS)

    def test_whoever_files_the_demo_is_one_of_its_reporters(self):
        assert people.STAFF["reporter"] in CAST


class TestFrontMatter:
    def test_a_file_becomes_a_story(self):
        story = copy.read(WHOLE, "01-x.txt")
        assert (story.day, story.time, story.photos) == (2, "09:30", (("bridge", 4),))
        assert (story.headline, story.dispatch) == ("标题", "标题\n正文。\n")

    def test_dates_are_counted_from_the_day_given(self):
        story = copy.read(WHOLE.replace("正文。", "{date}，{date-1}，{date+31}。"), "01-x.txt")
        assert story.dispatch_on(DAY) == "标题\n1月1日，12月31日，2月1日。\n"

    @pytest.mark.parametrize(
        "was, now, where",
        [
            ("day: 2", "day: two", "01-x.txt:2: day"),
            ("09:30", "24:30", "01-x.txt:3: time"),
            ("published", "ready", "01-x.txt:4: state"),
            ("bridge@4", "bridge", "01-x.txt:5: photos"),
            ("section: news", "section:", "01-x.txt:1: section is empty"),
            ("section: news", "sektion: news", "01-x.txt:1: 'sektion: news' is no line"),
            ("day: 2", "section: news", "01-x.txt:2: section is given twice"),
            ("section: news\n", "", "01-x.txt:5: the front matter lacks section"),
            ("published", "withdrawn", "01-x.txt:6: the front matter lacks note"),
            ("---\n", "", "01-x.txt:8: no line --- closes"),
            ("标题\n正文。\n", "", "01-x.txt:7: no dispatch"),
        ],
    )
    def test_a_malformed_one_names_file_and_line(self, was, now, where):
        with pytest.raises(ValueError, match=re.escape(where)):
            copy.read(WHOLE.replace(was, now), "01-x.txt")
