"""Somebody in a byline who has no page: a name, printed as it stands, on every way that bylines go."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.desk import checklist, comparison, history, labels, saving, slips
from articles.desk.contents import content_of, put
from articles.desk.merging import merge
from articles.desk.publishing import project_anew
from articles.desk.queue import Queue
from articles.desk.rendering import freeze, freeze_all
from articles.desk.workflow import Verb
from articles.models import Article, Byline, Publication, PublicationByline, deskindex
from articles.printing import byline_text
from newsroom.models import Reporter
from tests.articles.desk.test_signatures import signature


@pytest.fixture
def article(cast):
    """By 林知夏, 江一帆 and 贺小满, who has no page."""
    article = cast.article()
    Byline.objects.create(article=article, name="贺小满", role="通讯员", unit="河谷乡", position=2)
    return article


def fresh(article):
    return Article.objects.get(pk=article.pk)


def line(name, role="通讯员", unit="", reporter=None):
    return {"role": role, "reporter": reporter, "name": name, "unit": unit}


class TestRow:
    def test_names_a_reporter_or_a_name(self, cast, article):
        with pytest.raises(IntegrityError), transaction.atomic():
            Byline.objects.create(article=article, role="记者")

    @pytest.mark.parametrize("name", ["贺小满", "贺 小 满"])
    def test_a_name_stands_once_a_role(self, cast, article, name):
        with pytest.raises(IntegrityError), transaction.atomic():
            Byline.objects.create(article=article, name=name, role="通讯员")
        Byline.objects.create(article=article, name=name, role="摄影")

    def test_a_reporter_stands_once_a_role(self, cast, article):
        with pytest.raises(IntegrityError), transaction.atomic():
            Byline.objects.create(article=article, reporter=cast.lin, role="记者")

    def test_the_reporter_is_what_is_printed_where_there_is_one(self, cast, article):
        both = Byline(article=article, reporter=cast.lin, name="旧名", role="摄影")
        assert (both.printed_name, str(both)) == ("林知夏", "摄影 林知夏")
        alone = Byline(name="贺小满", role="摄影")
        assert (alone.printed_name, str(alone)) == ("贺小满", "摄影 贺小满")


class TestWords:
    def test_carry_the_name_with_role_and_unit_and_no_number(self, article):
        assert freeze(article)["bylines"][2] == line("贺小满", unit="河谷乡")
        assert freeze_all([fresh(article)])[0] == freeze(fresh(article))
        assert byline_text(freeze(article)).endswith("(记者 林知夏 实习记者 江一帆 河谷乡通讯员 贺小满)")

    def test_of_a_name_alone_are_byline_enough(self, cast, article):
        article.bylines.exclude(name="贺小满").delete()
        assert not [point for point in checklist.must(article, freeze(fresh(article))) if point.field == "bylines"]

    def test_a_spelling_that_differs_is_asked_about(self, cast, article):
        article.body = "<p>开渠。</p><p>通讯员贺小漫说，水已通。</p>"
        article.save()
        assert any("贺小漫" in point for point in checklist.advice(fresh(article), freeze(fresh(article))))


class TestReaders:
    def test_see_the_name_without_a_link(self, cast, article, client):
        cast.published(article)
        page = client.get(Publication.objects.get().get_absolute_url()).content.decode()
        byline = page.split('<p class="byline">')[1].split("</p>")[0]
        assert "河谷乡通讯员 贺小满)" in byline
        assert byline.count("<a ") == byline.count('rel="author"') == 2
        assert "贺小满</a>" not in page
        assert client.get("/reporters/贺小满/").status_code == 404

    def test_find_the_name_in_lists_feeds_and_search(self, cast, article, client):
        publication = Publication.objects.get(story=cast.published(article).pk)
        assert publication.people == "林知夏 江一帆 贺小满"
        assert "贺小满" in client.get("/").content.decode()
        assert "贺小满" in client.get("/feeds/latest.rss").content.decode()
        assert publication.get_absolute_url() in client.get("/search/", {"q": "贺小满"}).content.decode()
        structured = client.get(publication.get_absolute_url()).content.decode()
        person = structured.split('"name": "贺小满"')[1].split("}")[0] if '"name": "贺小满"' in structured else ""
        assert "/reporters/" not in person

    def test_meet_her_on_no_page_of_another_of_that_name(self, cast, article):
        Reporter.objects.create(name="贺小满")
        cast.published(article)
        assert set(PublicationByline.objects.values_list("reporter", flat=True)) == {cast.lin.pk, cast.jiang.pk}

    def test_get_the_same_when_the_story_is_made_afresh(self, cast, article):
        story = cast.published(article).pk
        before = Publication.objects.filter(story=story).values().get()
        project_anew(story)
        assert Publication.objects.filter(story=story).values().get() == before


class TestReview:
    @pytest.mark.parametrize("name", ["段 雪", "段雪", "雪 痕", "Ｄｕａｎ Xue"])
    def test_nobody_signs_what_carries_one_of_her_names(self, cast, name):
        Reporter.objects.create(name="段雪", other_names="雪痕、Duan Xue", user=cast.editor)
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        assert cast.why_not(article, Verb.SIGN, cast.editor) is None
        assert Queue(cast.editor).to_sign
        Byline.objects.create(article=article, name=name, role="通讯员", position=5)
        assert cast.why_not(article, Verb.SIGN, cast.editor)
        assert not Queue(cast.editor).to_sign
        with pytest.raises(ValidationError):
            signature(fresh(article), cast.editor, stage="一审").save()

    def test_a_name_gives_nobody_the_rights_of_a_writer(self, cast, article):
        article.bylines.all().delete()
        Byline.objects.create(article=article, name="林知夏", role="记者")
        Article.objects.filter(pk=article.pk).update(created_by=cast.editor)
        assert cast.why_not(article, Verb.EDIT, cast.reporter)
        assert cast.why_not(article, Verb.SUBMIT, cast.reporter)

    def test_others_sign_and_publish_it(self, cast, article):
        assert cast.published(article).published_saves
        assert Publication.objects.count() == 1


class TestSaving:
    def test_a_content_carries_the_name_and_puts_it_back(self, cast, article):
        content = content_of(fresh(article))
        assert content["bylines"][2] == line("贺小满", unit="河谷乡")
        article.bylines.all().delete()
        put(fresh(article), content)
        assert content_of(fresh(article)) == content

    def test_a_name_becomes_a_reporter_and_a_reporter_a_name(self, cast, article):
        he = Reporter.objects.create(name="贺小满")
        people = content_of(fresh(article))["bylines"]
        people = [people[0], line("江一帆", "实习记者"), line("贺小满", reporter=he.pk)]
        saved = saving.save(article.pk, {"bylines": people}, cast.editor, 1)
        assert saved.changed == ["bylines"]
        rows = [(row.reporter, row.name) for row in fresh(article).bylines.all()]
        assert rows == [(cast.lin, ""), (None, "江一帆"), (he, "")]

    def test_whose_page_is_no_more_stays_by_name(self, cast, article):
        he = Reporter.objects.create(name="石溪")
        content = content_of(article) | {"bylines": [line("石溪", "记者", reporter=he.pk), line("石 溪", "记者")]}
        he.delete()
        put(fresh(article), content)
        assert [(row.reporter, row.name) for row in fresh(article).bylines.all()] == [(None, "石溪")]

    def test_two_changes_of_the_byline_clash_and_others_merge(self, article):
        base = content_of(article)
        theirs = base | {"bylines": [*base["bylines"], line("石溪")]}
        mine = base | {"bylines": base["bylines"][:2]}
        assert [clash.field for clash in merge(base, theirs, mine).clashes] == ["bylines"]
        merged = merge(base, theirs, base | {"kicker": "引题"})
        assert (merged.content["bylines"][-1], merged.content["kicker"]) == (line("石溪"), "引题")

    def test_history_gives_it_back_by_save_and_by_version(self, cast, article):
        cast.published(article)
        saving.save(article.pk, {"bylines": content_of(article)["bylines"][:2]}, cast.editor, article.saves)
        before = history.side(fresh(article), "v1")
        assert before.content["bylines"][2] == line("贺小满", unit="河谷乡")
        (change,) = history.changes(before, history.side(fresh(article), "now"))
        assert change.html.count("<del>通讯员 贺小满（河谷乡）</del>") == 1
        saving.save(article.pk, before.content, cast.editor, fresh(article).saves)
        assert fresh(article).bylines.filter(name="贺小满").exists()


class TestDesk:
    def test_lists_name_her_in_her_place(self, article):
        assert labels.byline_of(article) == "林知夏 江一帆 贺小满"

    def test_the_index_of_the_desk_holds_her(self, client, cast, article):
        deskindex.write(article)
        client.force_login(cast.editor)
        assert article.headline in client.get("/admin/find/", {"q": "贺小满"}).content.decode()
        assert "贺小满" in client.get("/admin/articles/article/").content.decode()
        taken = b"".join(client.get("/admin/articles/article/export.csv").streaming_content).decode()
        assert "林知夏 江一帆 贺小满" in taken

    def test_the_slip_prints_her(self, client, cast, article):
        cast.signed(article)
        assert slips.readings([freeze(fresh(article))])[0].byline.endswith("通讯员 贺小满)")
        client.force_login(cast.editor)
        page = client.get(f"/admin/articles/article/{article.pk}/slip/").content.decode()
        assert "贺小满" in page

    def test_a_change_of_the_name_is_shown(self, article):
        base = content_of(article)
        after = base | {"bylines": [*base["bylines"][:2], line("贺小曼", unit="河谷乡")]}
        (change,) = comparison.changes(base, after)
        assert "<ins>通讯员 贺小曼（河谷乡）</ins>" in change.html
