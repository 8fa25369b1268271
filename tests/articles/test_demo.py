"""The loader of the demo newsroom, on one story for each state and with small photos."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
from django.conf import settings
from django.core.management import call_command
from PIL import Image

from articles.demo import copy, editions, extras, load, people
from articles.desk import translating
from articles.models import Article, Plan, Portrait, Publication, Slot, Version
from media import credits

pytestmark = pytest.mark.django_db


def small(scenes, progress):
    """A JPEG of one colour for each scene, all different."""
    drawn = {}
    for number, scene in enumerate(scenes):
        stream = BytesIO()
        Image.new("RGB", (400, 300), (number * 5 % 255, 90, 120)).save(stream, "JPEG")
        drawn[scene] = stream.getvalue()
    return drawn


@pytest.fixture
def demo(monkeypatch, tmp_path):
    one_of_each = {story.state: story for story in copy.stories() if len(story.photos) < 3}
    monkeypatch.setattr(settings, "VAR", tmp_path)
    monkeypatch.setattr(copy, "stories", lambda: list(one_of_each.values()))
    translated = replace(editions.stories()[0], of=one_of_each["corrected"].file_name)
    monkeypatch.setattr(editions, "stories", lambda: [translated])
    monkeypatch.setattr(load, "draw", small)
    monkeypatch.setattr(load, "render", lambda progress: [load.make_renditions.call(p) for p in photos()])
    call_command("demo", verbosity=0)
    return one_of_each


def photos():
    return load.Photo.objects.values_list("pk", flat=True)


def test_takes_each_story_as_far_as_it_says(demo):
    stages = sorted(stage for stage in Article.objects.values_list("stage__name", flat=True) if stage)
    assert stages == sorted(["一审", "二审", "三审"])
    assert Article.objects.filter(state="returned").count() == 1
    assert Article.objects.filter(publish_at__isnull=False).count() == 1
    assert sorted(Version.objects.values_list("kind", flat=True)) == [
        "corrected",
        "published",
        "published",
        "published",
        "published",
        "withdrawn",
    ]


def test_a_translation_that_is_behind_stands_in_its_edition_beside_its_original(demo):
    original = Publication.objects.get(is_corrected=True)
    translation = Publication.objects.get(language="kk-arab")
    assert translation.original == original.story
    assert translation.facts["byline_text"].startswith("قارلىوزەن تورابى: ٴتىلشى ")
    assert translation.cover["credit"].startswith("سۋرەتتى تۇسىرگەن: ")
    assert [article.pk for article in translating.behind(Article.objects)] == [translation.story]
    assert not Slot.objects.filter(story=translation.story).exists()


def test_a_correction_corrects_something(demo):
    publication = Publication.objects.get(is_corrected=True)
    first = Version.objects.filter(story=publication.story).first()
    assert first.words != Version.objects.filter(story=publication.story).last().words


def test_fills_the_slots_with_stories_on_the_site(demo):
    stories = set(Publication.objects.values_list("story", flat=True))
    assert set(Slot.objects.values_list("story", flat=True)) <= stories


def test_the_house_speaks_of_itself_and_shows_its_people(demo, client):
    for address in ("/about/", "/about/contact/", "/about/accessibility/"):
        assert client.get(address).status_code == 200
    shown = [(one.reporter.name, credits.line(credits.facts(one.photo))) for one in Portrait.objects.order_by("pk")]
    assert [name for name, _credit in shown] == list(people.PORTRAITS)
    assert {credit for _name, credit in shown} == {"摄影记者 方砚摄"}


def test_keeps_one_login_a_role(demo, tmp_path):
    kept = tmp_path / load.LOGINS
    assert len(json.loads(kept.read_text())) == 6
    assert kept.stat().st_mode & 0o077 == 0


def test_a_second_run_adds_nothing_and_prints_the_logins(demo, capsys):
    before = Article.objects.count()
    call_command("demo")
    assert Article.objects.count() == before
    assert "chief-editor" in capsys.readouterr().out


def test_the_calendar_says_what_is_planned_and_who_does_it(demo):
    assert Plan.objects.count() == len(extras.PLANS)
    assert all(plan.section and plan.assignments.exists() for plan in Plan.objects.all())
