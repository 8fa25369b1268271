"""What becomes of the changes at a supplier: stories come in whole and once, corrections and withdrawals follow, and nothing that
the desk wrote is lost."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.desk import arriving, correcting, filing, saving
from articles.desk.contents import content_of
from articles.desk.workflow import Refused, Verb
from articles.models import Article, Dispatch, Partner, Publication, Supply, Version
from media import credits
from media.models import Photo
from newsroom.models import LogLine, Reporter
from tests import factories

pytestmark = pytest.mark.django_db
BODY = "<p>12月27日,雪川地区冬季旅游推介会召开。</p><p>三百多人到场。</p>"
MENDED = BODY.replace("三百", "四百")
NAME = "白河县融媒体中心"


def story(cast, body=BODY, **fields):
    return cast.published(cast.article(body=body, **fields))


def correct(cast, article, note="人数更正。", **fields):
    """Let the supplier correct its story."""
    article = cast.signed(cast.changed(article, **fields))
    cast.do(article, Verb.CORRECT, cast.chief_editor, text=note)
    return article


def out(cast, article):
    """An article of ours on the site."""
    cast.do(cast.signed(article, by=cast.editor), Verb.PUBLISH, cast.chief_editor)
    return Article.objects.get(pk=article.pk)


def filed(exchange):
    """The article of a story that came in."""
    exchange.ask()
    return filing.file(exchange.dispatch, exchange.cast.editor).article


class TestAStoryComesIn:
    def test_as_a_dispatch_that_says_what_is_said_there(self, cast, exchange):
        article = story(cast, kicker="冬日", subtitle="三百多人到场", standfirst="推介会上说了三件事。")
        photo = cast.photo()
        correct(cast, article, body=f'{BODY}<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>')
        exchange.ask()
        dispatch = exchange.dispatch
        said = dispatch.said
        assert [(one["role"], one["name"], one["reporter"]) for one in said["people"]] == [
            ("记者", "林知夏", None),
            ("实习记者", "江一帆", None),
        ]
        assert (said["headline"], said["kicker"], said["subtitle"]) == (article.headline, "冬日", "三百多人到场")
        assert (said["outlets"], said["source"]) == ("雪川新闻网-雪川地区融媒体中心", NAME)
        assert said["source_url"] == f"http://localhost:8000{Publication.objects.get().get_absolute_url()}"
        assert said["standfirst"] == "推介会上说了三件事。"
        assert [block["kind"] for block in said["blocks"]] == ["text", "text", "photo"]
        taken = Photo.objects.get(pk=said["blocks"][2]["photo"])
        assert taken != photo  # its licence lets nothing but the public file go on
        assert (taken.caption, credits.line(credits.facts(taken))) == ("推介会现场。", "实习记者 江一帆摄")
        assert (dispatch.sender, dispatch.section.slug) == (NAME, "villages")
        assert dispatch in Dispatch.objects.waiting()

    def test_and_is_filed_with_names_alone_and_its_source(self, cast, exchange):
        story(cast)
        people = Reporter.objects.count()
        article = filed(exchange)
        assert [(b.role, b.printed_name, b.reporter) for b in article.bylines.all()] == [
            ("记者", "林知夏", None),
            ("实习记者", "江一帆", None),
        ]
        assert Reporter.objects.count() == people
        assert article.body == BODY
        assert (article.source, article.section.slug) == (NAME, "villages")

    def test_by_itself_where_the_supplier_is_trusted(self, cast, exchange):
        exchange.set(files_itself=True)
        story(cast)
        exchange.ask()
        assert exchange.article.body == BODY
        assert exchange.dispatch.filed_at

    def test_once_however_often_it_is_asked(self, cast, exchange):
        story(cast)
        for cursor in (None, None, ""):  # the last as after their backup was put back
            if cursor == "":
                exchange.set(cursor="")
            exchange.ask()
        assert len(exchange.dispatches) == 1
        assert Supply.objects.count() == 1

    def test_into_the_section_that_is_named_for_it(self, cast, exchange):
        exchange.supplier.sections.create(name="要闻", section=cast.section)
        story(cast)
        exchange.ask()
        assert exchange.dispatch.section == cast.section

    def test_but_not_what_was_there_before_where_its_past_is_not_wanted(self, cast, exchange):
        with time_machine.travel(timezone.now() - timedelta(days=1)):
            story(cast)
        exchange.set(has_past=False)
        exchange.ask()
        assert exchange.dispatches == []
        second = story(cast, headline="第二篇")
        exchange.ask()
        assert exchange.dispatch.name == second.headline
        exchange.set(cursor="")
        exchange.ask()
        assert len(exchange.dispatches) == 1

    def test_but_not_in_another_language(self, cast, exchange):
        story(cast)
        factories.masthead("kk-arab")
        exchange.set(language="kk-arab")
        exchange.ask()
        assert exchange.dispatches == []

    def test_with_a_summary_alone_where_the_key_opens_no_more(self, cast, exchange):
        Partner.objects.update(has_text=False)
        exchange.set(files_itself=True)
        story(cast, standfirst="推介会上说了三件事。")
        exchange.ask()
        assert exchange.dispatch.filed_at is None
        assert "推介会上说了三件事。" in exchange.dispatch.text
        assert any("摘要" in line or "提要" in line for line in exchange.dispatch.told)

    def test_what_cannot_be_taken_in_waits_as_it_came_and_keeps_nothing_behind_it(self, cast, exchange, monkeypatch):
        story(cast)
        second = story(cast, headline="第二篇")
        whole = arriving.values_of

        def breaks(copy, *args):
            if copy.title != second.headline:
                raise RuntimeError
            return whole(copy, *args)

        monkeypatch.setattr(arriving, "values_of", breaks)
        exchange.ask()
        first, then = exchange.dispatches
        assert first.failure
        assert first.original
        assert (then.name, then.failure) == ("第二篇", "")


class TestACorrection:
    def test_mends_a_dispatch_that_waits(self, cast, exchange):
        article = story(cast)
        exchange.ask()
        correct(cast, article, body=MENDED)
        exchange.ask()
        assert "四百" in exchange.dispatch.text
        assert "四百" in str(exchange.dispatch.said["blocks"])
        assert any("人数更正。" in line for line in exchange.dispatch.told)

    def test_stands_beside_what_the_desk_corrected_of_it(self, cast, exchange):
        article = story(cast)
        exchange.ask()
        dispatch = exchange.dispatch
        Dispatch.objects.filter(pk=dispatch.pk).update(said={**dispatch.said, "headline": "编辑改过的标题"})
        correct(cast, article, body=MENDED)
        exchange.ask()
        first, second = exchange.dispatches
        assert first.said["headline"] == "编辑改过的标题"
        assert "四百" in second.text
        assert [one.pk for one, _likeness in arriving.before(second)] == [first.pk]

    def test_mends_an_article_that_is_not_out(self, cast, exchange):
        article = story(cast)
        ours = filed(exchange)
        correct(cast, article, body=MENDED)
        exchange.ask()
        ours.refresh_from_db()
        assert (ours.body, ours.saves, ours.held) == (MENDED, 2, "")

    def test_leaves_what_the_desk_wrote_elsewhere(self, cast, exchange):
        article = story(cast)
        ours = filed(exchange)
        saving.save(ours.pk, {"headline": "我们的标题"}, cast.editor, ours.saves)
        correct(cast, article, body=MENDED)
        exchange.ask()
        ours.refresh_from_db()
        assert (ours.headline, ours.body) == ("我们的标题", MENDED)

    def test_waits_where_the_desk_wrote_in_the_same_place(self, cast, exchange, client):
        article = story(cast)
        ours = filed(exchange)
        mine = BODY.replace("三百多人", "三百零五人")
        saving.save(ours.pk, {"body": mine}, cast.editor, ours.saves)
        correct(cast, article, body=MENDED)
        exchange.ask()
        ours.refresh_from_db()
        assert ours.body == mine
        assert NAME in ours.held
        waiting = exchange.dispatches[-1]
        assert waiting in Dispatch.objects.waiting()
        client.force_login(cast.editor)
        earlier = arriving.before(waiting)[0][0]
        page = client.get(f"/admin/dispatches/{waiting.pk}/differences/{earlier.pk}/").content.decode()
        assert "四百" in page
        assert "三百零五" in page
        seen = {"seen": ours.saves}
        client.post(f"/admin/dispatches/{waiting.pk}/update/{ours.pk}/", seen)
        ours.refresh_from_db()
        assert (ours.body, ours.held) == (MENDED, "")

    def test_that_the_desk_lays_aside_asks_nobody_any_more(self, cast, exchange, client):
        article = story(cast)
        ours = filed(exchange)
        saving.save(ours.pk, {"body": BODY.replace("三百多人", "三百零五人")}, cast.editor, ours.saves)
        correct(cast, article, body=MENDED)
        exchange.ask()
        client.force_login(cast.editor)
        client.post(f"/admin/dispatches/{exchange.dispatches[-1].pk}/", {"do": "drop"})
        ours.refresh_from_db()
        assert (ours.held, "三百零五" in ours.body) == ("", True)

    def test_of_a_story_on_the_site_stands_as_new_words_with_its_note(self, cast, exchange):
        article = story(cast)
        ours = out(cast, filed(exchange))
        correct(cast, article, body=MENDED)
        exchange.ask()
        ours.refresh_from_db()
        assert ours.body == MENDED
        assert ours.saves > ours.published_saves
        assert "人数更正。" in ours.publish_note
        assert NAME in ours.publish_note
        assert NAME in ours.held
        assert "三百" in Publication.objects.get(story=ours.pk).html  # until it was signed here
        ours = cast.signed(ours, by=cast.editor)
        assert ours.held == ""
        cast.do(ours, Verb.CORRECT, cast.chief_editor, text=ours.publish_note)
        assert "四百" in Publication.objects.get(story=ours.pk).html

    def test_is_on_the_start_page(self, cast, exchange, client):
        article = story(cast)
        out(cast, filed(exchange))
        correct(cast, article, body=MENDED)
        exchange.ask()
        client.force_login(cast.section_head)
        assert f"{NAME}已更正" in client.get("/admin/").content.decode()

    def test_of_what_lies_in_the_trash_waits(self, cast, exchange):
        article = story(cast)
        ours = filed(exchange)
        cast.do(ours, Verb.TRASH, cast.editor)
        correct(cast, article, body=MENDED)
        exchange.ask()
        ours.refresh_from_db()
        assert ours.body == BODY
        assert exchange.dispatches[-1].filed_at is None


class TestAWithdrawal:
    def withdraw(self, cast, article):
        cast.do(article, Verb.WITHDRAW, cast.chief_editor, text="内容有误。")

    def test_closes_a_dispatch_that_waits(self, cast, exchange):
        article = story(cast)
        exchange.ask()
        self.withdraw(cast, article)
        exchange.ask()
        assert NAME in exchange.dispatch.failure
        with pytest.raises(filing.Refused, match="内容有误。"):
            filing.file(exchange.dispatch, cast.editor)

    def test_holds_back_an_article_that_is_signed(self, cast, exchange):
        article = story(cast)
        ours = cast.signed(filed(exchange), by=cast.editor)
        self.withdraw(cast, article)
        exchange.ask()
        ours.refresh_from_db()
        assert NAME in ours.held
        with pytest.raises(Refused, match=NAME):
            cast.do(ours, Verb.PUBLISH, cast.chief_editor)

    def test_takes_a_story_off_the_site(self, cast, exchange):
        article = story(cast)
        ours = out(cast, filed(exchange))
        self.withdraw(cast, article)
        exchange.ask()
        assert not Publication.objects.filter(story=ours.pk).exists()
        last = Version.objects.filter(story=ours.pk).latest("number")
        assert last.kind == Version.Kind.WITHDRAWN
        assert last.note == f"供稿单位{NAME}已撤回此稿。\n内容有误。"
        line = LogLine.objects.filter(story=ours.pk).first()
        assert (line.kind, line.actor) == ("decision", None)
        assert NAME in line.detail
        with pytest.raises(Refused, match=NAME):
            cast.do(ours, Verb.RESTORE, cast.chief_editor)

    def test_of_a_story_that_never_came_is_nothing(self, cast, exchange):
        article = story(cast)
        self.withdraw(cast, article)
        exchange.ask()
        assert exchange.dispatches == []

    def test_that_is_taken_back_lets_the_desk_decide(self, cast, exchange):
        article = story(cast)
        ours = out(cast, filed(exchange))
        self.withdraw(cast, article)
        exchange.ask()
        cast.do(article, Verb.RESTORE, cast.chief_editor)
        exchange.ask()
        ours.refresh_from_db()
        assert ours.stopped == ""
        assert NAME in ours.held
        assert not Publication.objects.filter(story=ours.pk).exists()
        cast.do(ours, Verb.RESTORE, cast.chief_editor)
        ours.refresh_from_db()
        assert ours.held == ""
        assert Publication.objects.filter(story=ours.pk).exists()

    def test_and_back_opens_a_dispatch_that_waits(self, cast, exchange):
        article = story(cast)
        exchange.ask()
        self.withdraw(cast, article)
        exchange.ask()
        cast.do(article, Verb.RESTORE, cast.chief_editor)
        exchange.ask()
        assert exchange.dispatch.failure == ""
        assert filing.file(exchange.dispatch, cast.editor).article.body == BODY


def test_read_anew_it_still_says_whose_it_is(cast, exchange):
    story(cast)
    exchange.ask()
    Dispatch.objects.update(said=None)
    said = arriving.understood(exchange.dispatch).said
    assert said["source"] == NAME
    assert [one["name"] for one in said["people"]] == ["林知夏", "江一帆"]


def test_what_the_form_does_not_show_stays_when_the_desk_corrects_a_dispatch(cast, exchange, client):
    story(cast, standfirst="推介会上说了三件事。", ai_part="assisted")
    exchange.ask()
    client.force_login(cast.editor)
    dispatch = exchange.dispatch
    corrected = correcting.shown(dispatch, arriving.understood(dispatch).said)
    page = {"received": dispatch.received.isoformat(), "headline": "改过的标题", "blocks": corrected.kept}
    page |= {"seen": corrected.seen, "outlets": dispatch.said["outlets"], "do": "save"}
    for name in ("people", "editors"):
        page |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    client.post(f"/admin/dispatches/{dispatch.pk}/", page)
    dispatch = exchange.dispatch
    assert dispatch.said["headline"] == "改过的标题"
    content = content_of(filing.file(dispatch, cast.editor).article)
    assert (content["standfirst"], content["ai_part"]) == ("推介会上说了三件事。", "assisted")
