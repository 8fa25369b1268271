"""The demo's editions in other languages."""

import re

import pytest

from articles.demo import copy, editions, people
from articles.demo.pictures import SCENES
from newsroom.models import Role

STORIES = editions.stories()


@pytest.mark.parametrize("language", ["kk-arab", "ug"])
def test_each_edition_has_stories_in_each_of_its_sections_but_the_last_ones(language):
    mine = [story for story in STORIES if story.language == language]
    assert len(mine) >= 4
    assert {story.section for story in mine} <= editions.SECTIONS[language].keys()
    assert len({story.section for story in mine}) >= 4
    assert any(story.of for story in mine)
    assert any(not story.of for story in mine)


def test_a_translation_is_one_of_a_story_that_is_published_before_it():
    there = {story.file_name: story for story in copy.stories()}
    for story in STORIES:
        if story.of:
            original = there[story.of]
            assert original.state in {"published", "corrected"}
            assert (original.day, original.time) > (story.day, "") or original.day > story.day


def test_one_translation_is_behind_its_original():
    corrected = {story.file_name for story in copy.stories() if story.state == "corrected"}
    assert [story.language for story in STORIES if story.of in corrected and story.level == 1] == ["kk-arab"]


def test_every_story_is_written_in_the_letters_of_its_language_and_names_people_of_the_demo():
    strange = re.compile(r"[A-Za-z\u0400-\u04ff\u3400-\u9fff]")
    invented = {person.name for person in people.REPORTERS}
    for story in STORIES:
        text = " ".join([story.headline, story.standfirst, *(line for line in story.lines if not line.startswith("["))])
        assert set(strange.findall(text)) <= {"T"}, story.file_name  # T-0217, the number of an owl
        assert story.people
        assert {role for role, _name in story.people} <= set(Role.values)
        assert not invented & {name for _role, name in story.people}
        assert {scene for scene, _seed in story.photos} <= SCENES.keys()
        assert len(story.photos) == sum(line.startswith("[") for line in story.lines)


def test_kazakh_and_uyghur_are_not_mistaken_for_one_another():
    for story in STORIES:
        text = "".join(story.lines)
        assert ("ې" in text) == (story.language == "ug"), story.file_name
        assert ("ٴ" in text) == (story.language == "kk-arab"), story.file_name
