"""An archive copy that was taken in makes the same archive copy again, and a site that goes on."""

import json
import subprocess
from io import StringIO

import lxml.html
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.archive import exporting, importing
from articles.archive.exporting import export
from articles.desk import verifying
from articles.models import Article, Publication, PublicationByline, PublicName, Version
from articles.models.publication import address_of
from media.models import Photo
from media.tasks import make_renditions
from newsroom.models import Reporter
from tests.articles.archive import site
from tests.articles.public.ninjs_schema import errors
from tests.articles.public.test_record import corrected

pytestmark = pytest.mark.django_db


def everything():
    """What the record and the paper are, whatever numbers rows have."""
    versions = Version.objects.order_by("pk").values_list(
        "story", "number", "at", "words", "note", "link", "cover", "signers"
    )
    paper = Publication.objects.order_by("key").values_list(
        "key", "version", "headline", "html", "facts", "section__slug"
    )
    return list(versions), list(paper)


def test_out_in_and_out_again_is_the_same_to_the_last_byte(emptied, tmp_path):
    importing.take_in(emptied)
    again = export(tmp_path / "again")
    before, after = site.tree(emptied), site.tree(tmp_path / "again")
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == set()
    assert again.fingerprint == json.loads(before["manifest.json"])["fingerprint"]


def test_the_site_that_it_makes_is_the_one_that_it_was(stories, written, settings, tmp_path):
    before = everything()
    site.empty()
    site.move(settings, tmp_path / "second")
    importing.take_in(written)
    for number in Photo.objects.usable().values_list("pk", flat=True):
        make_renditions.call(number)
    call_command("rebuild_publications", stdout=StringIO())
    assert everything() == before
    found = []
    verifying.Verifier(wrong=found.append, told=found.append).run()
    assert [line for line in found if "redacted by order" not in line] == []


def test_the_desk_goes_on_with_what_was_taken_in(emptied, stories, cast, client):
    importing.take_in(emptied)
    article = Article.objects.get(pk=stories["story"])
    assert article.saves == article.published_saves
    assert sorted(article.tags.names()) == ["冰雪", "旅游"]
    Article.objects.filter(pk=article.pk).update(created_by=cast.reporter)
    for number in Photo.objects.usable().values_list("pk", flat=True):
        make_renditions.call(number)
    corrected(cast, article, "又改了。", headline="河谷下了大雪")
    first = Version.objects.get(story=article.pk, number=1)
    address = address_of(timezone.localtime(first.at), article.pk)
    assert "河谷下了大雪" in client.get(address).text
    assert Article.objects.get(pk=stories["translation"]).translation_of_id == article.pk
    assert Article.objects.get(pk=stories["translation"]).translated_version == 2
    fresh = Article.objects.create(headline="新的")
    assert fresh.pk > max(stories.values())
    assert client.get("/?p=12").url == address


def test_nobody_new_gets_a_number_that_the_record_knows(stories, cast, settings, tmp_path):
    Article.objects.filter(pk=stories["second"]).update(related=[])
    extra = Reporter.objects.create(name="已离开的人")
    photo = cast.photo(colour=(1, 2, 3))
    changed = Article.objects.get(pk=stories["second"])
    changed.bylines.create(reporter=extra, role="记者", position=3)
    corrected(cast, changed, "补署名。")
    changed.bylines.filter(reporter=extra).delete()
    Article.objects.filter(pk=changed.pk).update(saves=9)
    highest = extra.pk
    PublicationByline.objects.filter(reporter=extra).delete()
    PublicName.objects.filter(reporter=extra).delete()
    Reporter.objects.filter(pk=extra.pk).delete()
    export(tmp_path / "copy")
    site.empty()
    site.move(settings, tmp_path / "second")
    importing.take_in(tmp_path / "copy")
    assert Reporter.objects.create(name="新来的人").pk > highest
    assert not Photo.objects.filter(pk=photo.pk).exists()  # nobody published it


def test_it_holds_what_was_published_and_nothing_else(written, stories, cast):
    files = site.tree(written)
    everything = b"".join(data for data in files.values())
    assert "草稿中人".encode() not in everything
    assert b"pbkdf2" not in everything and b"md5$" not in everything
    gone = next(name for name in files if f"/{stories['gone']}/index.html" in name)
    assert "来源有误" in files[gone].decode() and "误发" not in files[gone].decode()
    named = next(name for name in files if f"/{stories['named']}/versions/1.json" in name)
    said = json.loads(files[named])
    assert said["redacted_at"] and said["words"]["headline"] == "" and said["salt"] == ""
    killed = Photo.objects.exclude(killed_at=None).get()
    assert not any(killed.sha256 in name for name in files)
    assert killed.sha256.encode() in files["killed_photos.csv"]


def test_a_killed_photo_stays_killed(emptied):
    importing.take_in(emptied)
    killed = Photo.objects.exclude(killed_at=None).get()
    assert killed.size == Photo.NO_FILE
    out = StringIO()
    call_command("verify_record", stdout=out, stderr=StringIO())
    assert "The record is whole" in out.getvalue()


def test_its_pages_can_be_read_by_themselves(written, stories):
    page = next(written.glob(f"stories/*/*/*/{stories['story']}/index.html"))
    text = page.read_text("utf-8")
    for said in ("河谷下大雪", "实习记者 江一帆摄", "积雪深度应为二十一厘米。", "林知夏", "versions/2.json"):
        assert said in text
    root = lxml.html.fromstring(text)
    for element, _name, link, _at in root.iterlinks():
        if "://" not in link:
            assert (page.parent / link).resolve().is_file(), (element.tag, link)
    for index in written.rglob("index.html"):
        for _element, _name, link, _at in lxml.html.fromstring(index.read_text("utf-8")).iterlinks():
            assert "://" in link or (index.parent / link).resolve().is_file(), (index, link)


def test_its_ninjs_is_valid_and_names_the_files_of_the_folder(written, stories):
    for path in written.rglob("story.ninjs.json"):
        said = json.loads(path.read_text("utf-8"))
        assert errors(said) == []
        for one in said.get("associations", ()):
            for other in one.get("altIds", ()):
                if other["role"] == "file":
                    assert (written / other["value"]).is_file()
    assert "/@top/" not in path.read_text("utf-8")


def test_an_empty_site_has_an_archive_copy_too(cast, tmp_path, settings):
    out = StringIO()
    call_command("export", tmp_path / "copy", stdout=out)
    assert "0 stories with 0 versions, 0 photos, 0 clips" in out.getvalue()
    site.empty()
    out = StringIO()
    call_command("import", tmp_path / "copy", stdout=out)
    assert "0 stories" in out.getvalue()


def test_sha256sum_finds_it_whole(written):
    done = subprocess.run(["sha256sum", "-c", "--quiet", "files.sha256"], cwd=written, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_again_into_the_same_folder_only_what_changed_is_written(written, stories, cast):
    assert export(written).changed == 0
    old = next(written.glob(f"stories/*/*/*/{stories['second']}")) / "strange.txt"
    left = written / "photos" / "ab" / "left.jpg"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"x")
    (written / "my-notes.txt").write_text("mine")
    corrected(cast, Article.objects.get(pk=stories["second"]), "改。", headline="河面结了冰")
    done = export(written)
    assert (
        5 <= done.changed <= 9
    )  # page, ninjs, version, month, record, the one that had to go, stories that lead to it
    assert not left.exists() and not old.exists()
    assert (written / "my-notes.txt").exists()


def test_what_was_broken_off_is_no_archive_copy_and_can_be_said_again(written, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(exporting.house, "put", lambda *_all: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            export(written)
    with pytest.raises(CommandError, match="broken off"):
        call_command("import", written, "--check", stdout=StringIO())
    export(written)
    out = StringIO()
    call_command("import", written, "--check", stdout=out)
    assert "is whole" in out.getvalue()


def test_a_folder_of_somebody_else_is_left_alone(stories, written, tmp_path, settings):
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.doc").write_text("x")
    with pytest.raises(CommandError, match="not empty"):
        call_command("export", other, stdout=StringIO())
    settings.SITE_URL = "https://another.example"
    with pytest.raises(CommandError, match="archive copy of"):
        call_command("export", written, stdout=StringIO())
