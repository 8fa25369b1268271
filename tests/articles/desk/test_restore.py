"""Restoring: a withdrawn story is back at its old address, as readers last had it."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.desk import chain, publishing
from articles.desk.workflow import Refused, Verb
from articles.models import Publication, Section, Version
from media.models import Photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def withdrawn(cast):
    article = cast.published()
    cast.do(article, Verb.WITHDRAW, cast.chief_editor, text="来源有误。")
    return article


def restore(cast, article, text=""):
    cast.do(article, Verb.RESTORE, cast.chief_editor, text=text)
    return Publication.objects.get(story=article.pk)


def test_readers_have_the_same_words_at_the_same_address(cast, client):
    article = cast.published()
    before = Publication.objects.get()
    where = before.get_absolute_url()
    cast.do(article, Verb.WITHDRAW, cast.chief_editor)
    assert client.get(where).status_code == 410
    cast.changed(article, body="<p>还没有签的话。</p>")
    after = restore(cast, article)
    assert (after.key, after.html, after.published_at) == (before.key, before.html, before.published_at)
    page = client.get(where)
    assert page.status_code == 200
    assert "还没有签的话" not in page.content.decode()
    kinds = [v.kind for v in Version.objects.order_by("number")]
    assert kinds == ["published", "withdrawn", "restored"]
    assert Version.objects.get(number=3).fingerprint == Version.objects.get(number=1).fingerprint


def test_feeds_search_and_sections_have_it_again(cast, client, withdrawn):
    places = ["/feeds/latest.rss", f"/search/?q={withdrawn.headline[:4]}", "/", "/sitemap.xml"]
    where = f"/{withdrawn.pk}/"
    gone = [client.get(place).content.decode() for place in places[:3]]
    assert not any(where in page for page in gone)
    restore(cast, withdrawn)
    assert all(where in client.get(place).content.decode() for place in places[:3])


def test_without_a_note_nothing_stands_on_the_page_of_corrections(cast, client, withdrawn):
    assert not restore(cast, withdrawn).is_corrected
    assert withdrawn.headline not in client.get("/corrections/").content.decode()


def test_a_note_is_shown_as_that_of_a_correction(cast, client, withdrawn):
    story = restore(cast, withdrawn, "经核实，来源无误，恢复刊发。")
    assert story.is_corrected
    for place in (story.get_absolute_url(), "/corrections/"):
        assert "经核实，来源无误，恢复刊发。" in client.get(place).content.decode()


def test_notes_of_earlier_corrections_stay(cast):
    article = cast.published()
    cast.changed(article, subtitle="新的副题")
    cast.do(cast.signed(article), Verb.CORRECT, cast.chief_editor, text="副题有误，已更正。")
    cast.do(article, Verb.WITHDRAW, cast.chief_editor)
    story = restore(cast, article)
    assert [note["note"] for note in story.facts["notes"]] == ["副题有误，已更正。"]
    assert story.subtitle == "新的副题"


def test_a_photo_killed_since_stays_out(cast):
    photo = cast.photo()
    body = f'<p>推介会召开。</p><figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
    article = cast.published(cast.article(body=body))
    cast.do(article, Verb.WITHDRAW, cast.chief_editor)
    Photo.objects.filter(pk=photo.pk).update(killed_at=timezone.now())
    story = restore(cast, article)
    assert (story.cover, story.facts["photos"]) == (None, [])
    assert "<img" not in story.html


def test_where_its_section_is_no_more_it_is_refused_in_words(cast, withdrawn):
    Section.objects.create(masthead_id="zh-hans", name="民生", slug="life")
    withdrawn.__class__.objects.filter(pk=withdrawn.pk).update(section=None)
    cast.section.delete()
    with pytest.raises(Refused):
        restore(cast, withdrawn)
    assert not Publication.objects.exists()


def test_it_may_be_changed_signed_and_corrected_afterwards(cast, withdrawn):
    restore(cast, withdrawn)
    cast.changed(withdrawn, body="<p>核实后的话。</p>")
    cast.do(cast.signed(withdrawn), Verb.CORRECT, cast.chief_editor, text="改。")
    assert "核实后的话" in Publication.objects.get().html


def test_withdrawn_twice_it_is_restored_to_the_last_public_words(cast, withdrawn):
    restore(cast, withdrawn)
    cast.do(withdrawn, Verb.WITHDRAW, cast.chief_editor)
    assert restore(cast, withdrawn).html


@pytest.mark.parametrize("role", ["reporter", "editor", "photo_desk"])
def test_who_may_not(cast, withdrawn, role):
    assert cast.why_not(withdrawn, Verb.RESTORE, getattr(cast, role))


def test_only_what_was_withdrawn_is_restored(cast):
    for article in (cast.article(), cast.published(cast.article(headline="另一篇"))):
        assert cast.why_not(article, Verb.RESTORE, cast.chief_editor)
        with pytest.raises(publishing.NotReady):
            publishing.restore(article.pk)


def test_projecting_anew_gives_the_same(cast, withdrawn):
    restore(cast, withdrawn, "恢复刊发。")
    before = Publication.objects.values().get()
    Publication.objects.all().delete()
    call_command("rebuild_publications")
    assert Publication.objects.values().get() == before


def test_the_record_stays_one_chain(cast, withdrawn):
    restore(cast, withdrawn, "恢复刊发。")
    for version in Version.objects.all():
        assert version.link == chain.seal(version)
    assert [s["stage"] for s in Version.objects.last().signers] == ["一审", "二审", "三审"]
