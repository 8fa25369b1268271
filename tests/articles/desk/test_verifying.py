"""The record proves itself, and whatever was done to it behind the site's back is told."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles.desk import chain, files, publishing, verifying
from articles.desk.workflow import Verb
from articles.models import Dispatch, Publication, PublicationTag, Verification, Version
from media import stores
from media.models import Photo
from tests.newsroom.together import together

pytestmark = pytest.mark.django_db
FOLDERS = ("ORIGINALS", "RENDITIONS", "CLIPS", "COPIES", "CARDS")


@pytest.fixture(autouse=True)
def patience(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(verifying, "PATIENCE", 0)
    for name in FOLDERS:
        setattr(settings, name, tmp_path / name.lower())


@pytest.fixture
def story(cast):
    """A story with a photo and tags that was corrected; another was withdrawn after it."""
    photo = cast.photo()
    article = cast.article(
        body=f'<p>推介会召开。</p><figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
    )
    article.tags.set(["冰雪", "旅游"])
    cast.published(article)
    cast.changed(article, headline="推介会改期")
    cast.do(cast.signed(article), Verb.CORRECT, cast.chief_editor, text="标题改了。")
    cast.do(cast.published(cast.article(headline="另一篇")), Verb.WITHDRAW, cast.chief_editor)
    Photo.objects.update(changed_at=None)  # the pulse has beaten
    return article


def verified(*options):
    """What the command prints, as lines, and the number it ends with."""
    out = StringIO()
    try:
        call_command("verify_record", *options, stdout=out, stderr=StringIO())
    except SystemExit as end:
        return out.getvalue().splitlines(), end.code
    return out.getvalue().splitlines(), 0


def forged(table, where, **values):
    """Change rows behind the models' back, as somebody with the database could."""
    assigned = ", ".join(f'"{name}" = %s' for name in values)
    plain = [json.dumps(value) if isinstance(value, dict | list) else value for value in values.values()]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {assigned} WHERE {where}", plain)  # noqa: S608


def test_a_whole_record_says_so_in_its_last_line(story):
    lines, end = verified()
    assert (len(lines), end) == (1, 0)
    count = sum(sum(1 for _row in kind.rows()) for kind in files.kinds())
    assert count > 10
    link = Version.objects.last().link
    said = f"4 versions, 1 stories on the site, {count} files; last link {link}"
    assert lines == [f"The record is whole: {said}."]
    kept = Verification.objects.get()
    assert (kept.versions, kept.publications, kept.files, kept.wrong, kept.link) == (4, 1, count, 0, link)


def test_quickly_looks_at_no_file(story):
    for photo in Photo.objects.all():
        stores.originals().delete(photo.original)
    lines, end = verified("--quick")
    assert (end, "no file looked at" in lines[-1]) == (0, True)
    assert Verification.objects.get().files is None


def test_an_empty_record_is_whole(cast):
    assert verified() == (["The record is whole: 0 versions, 0 stories on the site, 0 files."], 0)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"note": "别的话"}, "its note, fingerprint or signers"),
        ({"signers": []}, "its note, fingerprint or signers"),
        ({"words": {"story": 1}}, "its words are not those that its fingerprint is of"),
        ({"fingerprint": "0" * 64}, "its words are not those that its fingerprint is of"),
        ({"kind": "published"}, "its link is not over what it says"),
        ({"at": timezone.now()}, "its link is not over what it says"),
        ({"cover": "0" * 64}, "its link is not over what it says"),
        ({"cover": ""}, "its link is not over what it says"),
        ({"previous": "0" * 64}, "it does not follow the version before it"),
        ({"link": "0" * 64}, "its link is not over what it says"),
        ({"number": 7}, "its link is not over what it says"),
    ],
)
def test_a_version_that_was_changed_is_told(story, values, said):
    second = Version.objects.get(story=story.pk, number=2)
    forged("articles_version", f"id = {second.pk}", **values)
    lines, end = verified("--quick")
    number = values.get("number", 2)
    assert end == 1
    assert any(line.startswith(f"wrong: version {number} of story {story.pk}: {said}") for line in lines)
    assert "The record is NOT whole" in lines[-1]
    assert Verification.objects.get().wrong > 0


def test_a_version_that_was_taken_out_is_told(story):
    with connection.cursor() as cursor:
        first = Version.objects.first().pk
        cursor.execute("DELETE FROM articles_versionphoto")
        cursor.execute(f"DELETE FROM articles_version WHERE id = {first}")  # noqa: S608
    lines, _end = verified("--quick")
    assert any("it does not follow the version before it" in line for line in lines)
    assert f"wrong: story {story.pk}: its versions are not numbered 1 to 1" in lines


def test_the_last_version_cannot_be_taken_out_unnoticed_once_it_was_verified(story):
    verified("--quick")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_version WHERE kind = 'withdrawn'")
    lines, end = verified("--quick")
    assert (end, any("its last link is gone" in line for line in lines)) == (1, True)


def test_versions_of_before_there_were_covers_are_part_of_the_chain(story):
    version = Version.objects.last()
    old = Version(
        story=77, number=1, kind="withdrawn", at=timezone.now(), note="撤", words={"story": 77}, previous=version.link
    )
    old.fingerprint = chain.fingerprint(old.words)
    old.link = chain.seal(old)
    old.save()
    assert verified("--quick")[1] == 0
    forged("articles_version", "story = 77", note="别的话")
    assert "its link is not over what it says" in verified("--quick")[0][0]


def test_a_story_that_moved_in_is_part_of_the_chain(story, cast):
    old = timezone.now() - timezone.timedelta(days=3000)
    moved = publishing.move_in(cast.article(headline="旧站一篇"), at=old, note="由旧站迁入。")
    assert moved.previous == Version.objects.exclude(pk=moved.pk).last().link
    cast.published(cast.article(headline="新的一篇"))
    assert verified("--quick")[1] == 0


@pytest.mark.parametrize("values", [{"headline": "别的标题"}, {"html": "<p>别的</p>"}, {"summary": "别的"}])
def test_a_story_that_is_not_what_its_version_makes_is_told(story, values):
    forged("articles_publication", f"story = {story.pk}", **values)
    name = next(iter(values))
    lines, end = verified("--quick")
    assert (lines[0], end) == (f"wrong: story {story.pk} on the site: {name} not as its version makes it", 1)
    publishing.project_anew(story.pk)
    assert verified("--quick")[1] == 0


def test_a_story_that_stands_under_the_wrong_tags_is_told(story):
    PublicationTag.objects.first().delete()
    assert "tag rows not as its version makes it" in verified("--quick")[0][0]


def test_stories_that_are_missing_or_should_be_are_told(story, cast):
    Publication.objects.all().delete()
    stray = cast.published(cast.article(headline="第三篇"))
    assert "it is not there, and the record says that it is" in verified("--quick")[0][0]
    publishing.project_anew(story.pk)
    kept = Publication.objects.get(story=stray.pk)
    publishing.withdraw(stray.pk)
    kept.save(force_insert=True)
    assert f"wrong: story {stray.pk} on the site: the record says that it is not there" in verified("--quick")[0]


def test_a_photo_that_has_just_changed_is_not_held_against_the_story(story):
    Photo.objects.update(killed_at=timezone.now(), changed_at=timezone.now())
    assert verified("--quick")[1] == 0
    Photo.objects.update(changed_at=None)
    assert verified("--quick")[1] == 1


class TestFiles:
    def test_a_changed_a_cut_and_a_lost_one_are_told(self, story):
        photo = Photo.objects.get()
        original = stores.originals().folder / photo.original
        one, two = (stores.photos().folder / one.name for one in photo.renditions.all()[:2])
        data = bytearray(original.read_bytes())
        data[-1] ^= 1
        original.write_bytes(data)
        one.write_bytes(one.read_bytes()[:-1])
        two.unlink()
        lines, end = verified()
        name = f"originals: {photo.original} of photo {photo.pk}"
        assert f"wrong: {name}: the file is not the one that was stored" in lines
        assert sum("photos: " in line and "not the one that was stored" in line for line in lines) == 1
        assert sum("the file is gone" in line for line in lines) == 1
        assert (end, verified("--quick")[1]) == (1, 0)

    def test_a_row_of_another_hash_or_size_is_told(self, story):
        Photo.objects.update(sha256="0" * 64)
        assert "the row has another hash than the file's name" in verified()[0][0]
        Photo.objects.update(sha256=Photo.objects.get().original[3:67], size=3)
        assert "the row has another size than the file" in verified()[0][0]

    def test_dispatches_are_looked_at_too(self, story):
        stored = stores.copies().store(b"copy", "txt")
        Dispatch.objects.create(original=stored.name, sha256=stored.sha256, size=4, received=timezone.localdate())
        assert verified()[1] == 0
        (stores.copies().folder / stored.name).write_bytes(b"Copy")
        assert "of dispatch" in verified()[0][0]


@pytest.mark.django_db(transaction=True)
def test_stories_that_go_out_at_once_stand_in_one_chain(cast):
    articles = [cast.signed(cast.article(headline=f"第{number}篇")) for number in range(12)]
    waiting = list(articles)

    def go():
        for _turn in range(2):
            article = waiting.pop()
            publishing.publish(article)
            publishing.withdraw(article.pk)
            publishing.restore(article.pk)

    together(6, go)
    assert Version.objects.count() == 36
    assert verified("--quick")[1] == 0


def test_the_database_itself_lets_no_second_version_follow_the_same_one(story):
    first = Version.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(
            story=99, number=1, kind="published", at=timezone.now(), words={}, previous=first.link, link="another"
        )
