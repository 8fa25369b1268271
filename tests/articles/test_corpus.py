"""Invented stories by the thousand: the same rows that publishing would have written, and whatever stops them."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import tokens
from articles.demo.corpus import cast, rows, seeding, texts
from articles.demo.corpus.words import EVERYWHERE
from articles.desk import chain, publishing
from articles.desk.rendering import fingerprint, freeze
from articles.models import (
    Article,
    Byline,
    PhotoPlace,
    Publication,
    PublicationByline,
    PublicationCredit,
    PublicationPhoto,
    PublicationTag,
    Tag,
    Version,
    VersionPhoto,
    deskindex,
    searchindex,
)
from articles.models.publication import FIRST_YEAR
from media.models import Photo, Rendition
from newsroom import edition
from newsroom.models import Reporter
from tests import factories

pytestmark = pytest.mark.django_db
TOP = seeding.TOPS["zh-hans"]


@pytest.fixture(autouse=True)
def small(monkeypatch, settings, tmp_path):
    """Few photos, few texts, small batches."""
    settings.ORIGINALS, settings.RENDITIONS = tmp_path / "originals", tmp_path / "renditions"
    monkeypatch.setattr(cast, "SCENES", ("village", "bridge", "alpine_lake"))
    monkeypatch.setattr(cast, "SIZE", (240, 160))
    monkeypatch.setattr(texts, "TEXTS", 42)
    monkeypatch.setattr(seeding, "BATCH", 10)


def seed(*arguments):
    out = StringIO()
    call_command("seed_corpus", *map(str, arguments), stdout=out)
    return out.getvalue()


def everything():
    """All that a story is, by its number, so that two sites can be compared."""
    return {
        article.pk: (freeze(article), article.created_at, article.updated_at, list(tokens_of(article)))
        for article in Article.objects.all()
    }


def tokens_of(article):
    return Version.objects.filter(story=article.pk).values_list("number", "at", "words", "signers")


def links():
    """Whether every version carries the link it has to, and follows the one before."""
    before = ""
    for version in Version.objects.order_by("pk"):
        if (version.previous, version.link) != (before, chain.seal(version)):
            return False
        before = version.link
    return True


def test_fills_an_empty_site_and_says_so():
    assert "25 invented stories are on the site." in seed(25)
    assert [model.objects.count() for model in (Article, Version, Publication)] == [25, 25, 25]
    assert set(Publication.objects.values_list("story", flat=True)) == set(range(TOP - 24, TOP + 1))


def test_is_what_publishing_would_have_written():
    seed(45)
    assert links()
    for version in Version.objects.all():
        article = Article.objects.get(pk=version.story)
        assert freeze(article) == version.words
        assert fingerprint(version.words) == version.fingerprint
        before, found = row(version), indexed(version)
        publishing.project(version)
        assert row(version) == before
        assert indexed(version) == found


def row(version):
    """The publication of a version with its rows."""
    made = Publication.objects.get(story=version.story)
    values = {field.attname: getattr(made, field.attname) for field in Publication._meta.concrete_fields}
    hung = (
        (PublicationTag, "tag"),
        (PublicationByline, "reporter"),
        (PublicationPhoto, "photo", "position"),
        (PublicationCredit, "reporter", "photo", "position"),
    )
    return values, [sorted(model.objects.filter(publication=made).values_list(*names)) for model, *names in hung]


def indexed(version):
    """Whether search finds a story by each of the tokens it has to have."""
    made = Publication.objects.get(story=version.story)
    people = PublicationByline.objects.filter(publication=made).values_list("reporter", flat=True)
    wanted = searchindex.found_by(made, people)
    return [searchindex.newest([token], made.key + 1, 1) == [made.key] for token in wanted]


def test_the_desk_finds_a_working_copy_by_each_of_its_tokens():
    seed(45)
    for article in Article.objects.all():
        day = timezone.localdate(article.created_at)
        found = tokens.of_text(*deskindex.words(article), day, article.language)
        assert all(deskindex.newest([token], article.pk + 1, 1) == [article.pk] for token in found)
    with_photo = set(VersionPhoto.objects.values_list("version__story", flat=True))
    assert set(PhotoPlace.objects.values_list("article", flat=True)) == with_photo
    assert set(deskindex.newest([deskindex.PHOTO], None, 99)) == with_photo
    assert set(deskindex.newest([deskindex.NO_PHOTO], None, 99)) == set(range(TOP - 44, TOP + 1)) - with_photo


def test_a_larger_number_adds_what_is_missing_and_the_same_one_nothing():
    seed(12)
    first = everything()
    assert "12 of them are there." in seed(33)
    now = everything()
    assert len(now) == 33
    assert {number: now[number] for number in first} == first
    seed(33)
    seed(5)
    assert everything() == now
    assert links()
    assert Photo.objects.count() == 3


def test_goes_on_where_it_was_stopped(monkeypatch):
    written = []

    def write_and_stop(table, column, lines, write=rows.write_tokens):
        write(table, column, lines)
        written.append(table)
        if len(written) == 4:  # in the second batch
            raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(rows, "write_tokens", write_and_stop)
        with pytest.raises(CommandError, match="Stopped with 3 stories; run it again to go on") as told:
            seed(33)
    assert told.value.returncode == 130
    assert Article.objects.count() == Version.objects.count() == 3
    seed(33)
    assert links()
    assert set(Article.objects.values_list("pk", flat=True)) == set(range(TOP - 32, TOP + 1))


def test_a_story_that_the_desk_threw_away_stays_away():
    seed(5)
    publishing.withdraw(TOP - 2, notice="撤下")
    Article.objects.filter(pk=TOP - 2).delete()
    seed(5)
    assert not Article.objects.filter(pk=TOP - 2).exists()
    assert Publication.objects.count() == 4


def test_an_editor_goes_on_writing():
    seed(15)
    article = Article.objects.create(headline="雪后")
    assert article.pk == TOP + 1
    Version.objects.create(story=article.pk, number=1, kind="published", at=timezone.now(), words={}, link="x")
    Byline.objects.create(article=article, name="林知夏")


def test_readers_see_the_stories(client):
    seed(45)
    newest = Publication.objects.order_by("-key")[0]
    photo = Publication.objects.filter(photo_count=1).order_by("-key")[0]
    addresses = {"/", newest.get_absolute_url(), photo.get_absolute_url(), newest.section.get_absolute_url()}
    for address in addresses:
        assert newest.headline in client.get(address).content.decode() or address == photo.get_absolute_url()
    assert photo.cover["src"] in client.get(photo.get_absolute_url()).content.decode()
    assert client.get(photo.cover["src"]).status_code == 200
    tag = Tag.objects.get(name=newest.facts["tags"][0]["name"])
    assert newest.headline in client.get(tag.get_absolute_url()).content.decode()
    person = Reporter.objects.get(slug=newest.facts["people"][0]["slug"])
    assert newest.headline in client.get(person.get_absolute_url()).content.decode()
    assert newest.headline in client.get("/search/", {"q": EVERYWHERE, "order": "newest"}).content.decode()
    record = client.get(f"{newest.get_absolute_url()}record/").content.decode()
    assert newest.headline in record


def test_the_desk_lists_and_opens_them(admin_client):
    seed(45)
    newest = Article.objects.first()
    assert newest.headline in admin_client.get("/admin/articles/article/").content.decode()
    assert newest.headline in admin_client.get(f"/admin/articles/article/{newest.pk}/change/").content.decode()
    assert not Article.objects.being_changed().exists()


def test_one_in_four_has_a_photo_and_some_have_three():
    seed(45)
    counts = list(Publication.objects.order_by("-key").values_list("photo_count", flat=True))
    assert [count for count in counts if count] == [3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3]


def test_nothing_is_left_to_be_done_to_the_photos():
    seed(1)
    assert not Photo.objects.exclude(changed_at=None).exists()
    assert not Photo.objects.filter(processed_at=None).exists()
    assert not DBTaskResult.objects.exists()
    assert set(Rendition.objects.values_list("format", flat=True)) == {"jpeg", "webp", "avif"}


def test_the_logins_open_no_door():
    seed(1)
    for user in User.objects.all():
        assert not user.has_usable_password()


def test_begins_an_edition():
    before = edition.current()
    seed(1)
    assert edition.current() > before


def test_the_most_stories_stay_within_what_keys_hold():
    oldest = timezone.now() - seeding.APART * seeding.MOST
    assert oldest.year > FIRST_YEAR
    assert min(seeding.TOPS.values()) > 2 * seeding.MOST  # no real paper has so many
    assert max(seeding.TOPS.values()) < 2**31


@pytest.mark.parametrize("language", ["kk-arab", "ug"])
def test_fills_an_edition_in_another_language_beside_the_first(client, language):
    seed(3)
    seed(3, "--language", language)
    newest = Publication.objects.filter(language=language).order_by("-key")[0]
    assert newest.story == seeding.TOPS[language]
    assert newest.headline in client.get(f"/{language}/").content.decode()
    assert links()


@pytest.mark.parametrize("number", [0, -3, seeding.MOST + 1])
def test_refuses_a_number_that_makes_no_sense(number):
    with pytest.raises(CommandError, match="N is a number from 1 to 2,000,000"):
        call_command("seed_corpus", number)


def test_refuses_a_site_with_stories_of_its_own():
    factories.section()
    Article.objects.create(headline="雪后")
    with pytest.raises(CommandError, match="This site has stories of its own"):
        seed(3)
    assert not Publication.objects.exists()
    seed(3, "--among-real-stories")
    assert Article.objects.count() == 4


def test_refuses_a_site_whose_stories_are_on_record_alone():
    Version.objects.create(story=7, number=1, kind="withdrawn", at=timezone.now(), words={}, link="x")
    with pytest.raises(CommandError, match="This site has stories of its own"):
        seed(3)


def test_refuses_numbers_that_are_taken_whatever_is_said():
    Article.objects.create(pk=TOP - 7, headline="雪后")
    with pytest.raises(CommandError, match="are taken by articles of this site"):
        seed(3, "--among-real-stories")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one index, which stays")
def test_the_indexes_of_postgresql_are_made_anew_as_they_were(monkeypatch):
    monkeypatch.setattr(seeding, "MANY", 5)
    before = definitions()
    assert len(before) == 2
    seed(6)
    assert definitions() == before
    rows.drop_indexes()  # as after a kill
    seed(6)
    assert definitions() == before


def definitions():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname IN ('search_index_tokens', 'desk_index_tokens')"
        )
        return sorted(cursor.fetchall())
