import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from articles.desk import chain, publishing
from articles.desk.rendering import fingerprint, freeze
from articles.desk.workflow import Verb
from articles.models import (
    Byline,
    Publication,
    PublicationByline,
    PublicationCredit,
    PublicationPhoto,
    PublicationTag,
    Version,
)
from media.models import Photo, PhotoCredit
from newsroom import edition
from newsroom.models import Reporter

pytestmark = pytest.mark.django_db
ROWS = (Publication, PublicationTag, PublicationByline, PublicationPhoto, PublicationCredit)


def rows(model):
    skipped = {"id"}
    return sorted(
        ({k: v for k, v in row.items() if k not in skipped} for row in model.objects.values()), key=lambda row: str(row)
    )


def a_rich_story(cast):
    photo = cast.photo()
    article = cast.article(
        body=f'<p>推介会召开。</p><figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
    )
    article.tags.set(["冰雪", "旅游"])
    return cast.published(article)


class TestThePublication:
    def test_says_on_its_cards_what_part_ai_had(self, cast):
        cast.published(cast.article(ai_part="generated"))
        cast.published(cast.article())
        assert [one.ai for one in Publication.objects.cards().order_by("key")] == ["generated", None]

    def test_prints_the_byline_in_house_style(self, cast):
        a_rich_story(cast)
        facts = Publication.objects.get().facts
        assert facts["byline_text"] == "雪川新闻网-雪川地区融媒体中心(记者 林知夏 实习记者 江一帆)"
        assert {"text": "林知夏", "slug": "林知夏"} in facts["byline"]

    def test_carries_the_photo_with_its_credit(self, cast):
        a_rich_story(cast)
        publication = Publication.objects.get()
        assert publication.cover["credit"] == "实习记者 江一帆摄"
        assert "实习记者 江一帆摄" in publication.html

    def test_has_a_row_a_tag_a_person_and_a_photo(self, cast):
        a_rich_story(cast)
        assert {row.tag.name for row in PublicationTag.objects.all()} == {"冰雪", "旅游"}
        assert {row.reporter.name for row in PublicationByline.objects.all()} == {"林知夏", "江一帆"}
        assert PublicationPhoto.objects.count() == 1

    def test_says_whose_photos_it_shows_and_how_many(self, cast):
        hers, provided, drawn = cast.photo(), cast.photo(credited=False, colour=(9, 9, 9)), cast.photo(colour=(1, 2, 3))
        Photo.objects.filter(pk=provided.pk).update(provider="北屏县消防救援大队")
        PhotoCredit.objects.create(photo=drawn, work="graphic", role="记者", name="林知夏", reporter=cast.lin)
        PhotoCredit.objects.create(photo=drawn, work="graphic", role="摄影", name="江一帆", reporter=cast.jiang)
        body = f'<p>推介会。</p><figure data-gallery="{drawn.pk} {provided.pk} {hers.pk} {hers.pk}"></figure>'
        cover = cast.photo(colour=(200, 1, 1))
        cast.published(cast.article(body=body, cover=cover))
        credits = PublicationCredit.objects.values_list("reporter__name", "photo", "position").order_by(
            "position", "pk"
        )
        assert list(credits) == [
            ("江一帆", drawn.pk, 0),
            ("林知夏", drawn.pk, 0),
            ("江一帆", hers.pk, 2),
            ("江一帆", cover.pk, 3),
        ]
        assert Publication.objects.get().photo_count == 3  # the cover stands in lists alone

    def test_credits_nobody_who_is_no_longer_on_the_books(self, cast):
        photo = cast.photo()
        article = cast.article(body=f'<figure data-photo="{photo.pk}"></figure>')
        article.bylines.filter(reporter=cast.jiang).delete()
        version = Version.objects.get(story=cast.published(article).pk)
        PublicationByline.objects.all().delete()
        PublicationCredit.objects.all().delete()
        PhotoCredit.objects.all().delete()
        cast.jiang.delete()
        publishing.project(version)
        assert PublicationCredit.objects.count() == 0
        assert "江一帆摄" in Publication.objects.get().html

    def test_a_person_keeps_the_role_she_had(self, cast):
        a_rich_story(cast)
        cast.jiang.role = "记者"
        cast.jiang.save()
        call_command("rebuild_publications")
        assert "实习记者 江一帆" in Publication.objects.get().facts["byline_text"]


class TestRebuild:
    def test_gives_identical_rows(self, cast):
        a_rich_story(cast)
        withdrawn = cast.published(cast.article(headline="另一篇"))
        cast.do(withdrawn, Verb.WITHDRAW, cast.chief_editor)
        corrected = cast.published(cast.article(headline="第三篇"))
        cast.changed(corrected, body="<p>改过的。</p>")
        cast.do(cast.signed(corrected), Verb.CORRECT, cast.chief_editor, text="改。")
        before = [rows(model) for model in ROWS]
        Publication.objects.all().delete()
        call_command("rebuild_publications")
        assert [rows(model) for model in ROWS] == before
        call_command("rebuild_publications")
        assert [rows(model) for model in ROWS] == before

    def test_takes_down_what_the_record_does_not_know(self, cast):
        a_rich_story(cast)
        stray = Publication.objects.get()
        stray.key, stray.story = 5, 999
        stray.save(force_insert=True)
        call_command("rebuild_publications")
        assert not Publication.objects.filter(story=999).exists()

    def test_leaves_a_story_alone_that_was_withdrawn_meanwhile(self, cast, monkeypatch):
        article = cast.published()
        real, done = publishing.project_anew, []

        def withdrawn_just_before(story):
            if not done:
                done.append(publishing.withdraw(article.story))
            return real(story)

        monkeypatch.setattr(publishing, "project_anew", withdrawn_just_before)
        call_command("rebuild_publications")
        assert not Publication.objects.exists()

    def test_a_person_on_a_live_story_cannot_be_deleted(self, cast):
        article = a_rich_story(cast)
        article.bylines.all().delete()
        with pytest.raises(ProtectedError):
            cast.lin.delete()


class TestManyPeople:
    def test_ninety_in_the_byline_go_out(self, cast):
        article = cast.article()
        for number in range(90):
            person = Reporter.objects.create(name=f"某某{number}")
            Byline.objects.create(article=article, reporter=person, role="记者", position=number + 2)
        cast.published(article)
        assert "某某89" in Publication.objects.get().people


class TestTheRecord:
    def test_each_version_is_linked_to_the_one_before(self, cast):
        cast.published()
        cast.published(cast.article(headline="另一篇"))
        first, second = Version.objects.all()
        assert second.previous == first.link
        assert first.fingerprint == fingerprint(first.words)

    def test_a_link_holds_for_a_version_as_it_is_read_again(self, cast):
        article = cast.signed()
        publishing.publish(article, at=timezone.localtime())
        cast.changed(article, body="<p>改过的。</p>")
        publishing.publish(cast.signed(article), note="改了两处：\r\n一\r\n二\x01 ")
        publishing.withdraw(article.pk, notice="撤。")
        for version in Version.objects.all():
            assert version.link == chain.seal(version)

    def test_says_who_signed(self, cast):
        cast.published()
        assert [s["stage"] for s in Version.objects.get().signers] == ["一审", "二审", "三审"]

    def test_is_only_added_to(self, cast):
        cast.published()
        version = Version.objects.get()
        with pytest.raises(TypeError):
            version.save()
        with pytest.raises(TypeError):
            version.delete()
        with pytest.raises(TypeError):
            Version.objects.update(note="x")
        with pytest.raises(TypeError):
            Version.objects.all().delete()

    def test_holds_the_words_that_were_signed(self, cast):
        article = cast.signed()
        words = freeze(article)
        cast.do(article, Verb.PUBLISH, cast.chief_editor)
        assert Version.objects.get().words == words


class TestTheEdition:
    def test_rises_with_publishing_and_with_withdrawing(self, cast):
        article = cast.signed()
        numbers = [edition.current()]
        cast.do(article, Verb.PUBLISH, cast.chief_editor)
        numbers.append(edition.current())
        cast.do(article, Verb.WITHDRAW, cast.chief_editor)
        numbers.append(edition.current())
        assert numbers == sorted(set(numbers))

    def test_stays_where_publishing_was_undone(self, cast):
        article = cast.signed()
        before = edition.current()
        with pytest.raises(RuntimeError), transaction.atomic():
            publishing.publish(article)
            raise RuntimeError
        assert edition.current() == before


class TestPhotos:
    def place(self, photo):
        return f'<p>正文。</p><figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'

    def test_without_a_credit_nothing_goes_out(self, cast):
        article = cast.signed(cast.article(body=self.place(cast.photo(credited=False))))
        assert "署名" in " ".join(publishing.reasons_against(article))

    def test_before_its_renditions_are_made_nothing_goes_out(self, cast):
        article = cast.signed(cast.article(body=self.place(cast.photo(processed=False))))
        with pytest.raises(publishing.NotReady):
            publishing.publish(article)

    def test_a_place_that_waits_for_its_photo_keeps_the_story_back(self, cast):
        body = '<p>正文。</p><figure data-photo="" data-credit="记者 林知夏摄"><figcaption>图。</figcaption></figure>'
        with pytest.raises(publishing.NotReady):
            publishing.publish(cast.signed(cast.article(body=body)))

    def test_a_credit_changed_after_the_last_signature_has_to_be_signed(self, cast):
        photo = cast.photo()
        article = cast.signed(cast.article(body=self.place(photo)))
        photo.credits.update(name="别人")
        with pytest.raises(publishing.NotReady):
            publishing.publish(article)
