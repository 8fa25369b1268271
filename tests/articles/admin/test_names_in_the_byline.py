"""A name typed into the byline that nobody bears: it stays a name, or becomes a reporter."""

import pytest
from django.urls import reverse

from articles.models import Article, Autosave, Byline
from newsroom import edition
from newsroom.models import Reporter
from tests.articles.admin.desk import address, form_of

NEW = "/admin/newsroom/reporter/new.json"


@pytest.fixture
def article(cast):
    return cast.article()


@pytest.fixture
def editor(cast, client):
    client.force_login(cast.editor)
    return client


def people(article):
    rows = Article.objects.get(pk=article.pk).bylines.all()
    return [(row.role, row.printed_name, row.unit, row.reporter_id) for row in rows]


class TestForm:
    def test_a_name_is_kept_and_shown_again_as_it_is(self, editor, cast, article):
        lines = [("记者", cast.lin, ""), ("通讯员", " 贺小满 ", "河谷乡")]
        editor.post(address(article), form_of(article, bylines=lines))
        kept = [("记者", "林知夏", "", cast.lin.pk), ("通讯员", "贺小满", "河谷乡", None)]
        assert people(article) == kept
        page = editor.get(address(article)).content.decode()
        assert '<option value="=贺小满" selected>贺小满</option>' in page
        editor.post(address(article), form_of(article, headline="新标题"))
        assert people(article) == kept
        assert not Reporter.objects.filter(name="贺小满").exists()

    def test_a_name_in_the_role_that_is_offered_is_no_empty_row(self, editor, article):
        editor.post(address(article), form_of(article, bylines=[("记者", "贺小满", "")]))
        assert people(article) == [("记者", "贺小满", "", None)]

    def test_a_name_is_changed_taken_out_and_made_a_reporter(self, editor, cast, article):
        row = Byline.objects.create(article=article, name="贺小满", role="通讯员", position=2)
        editor.post(address(article), form_of(article, **{"bylines-2-reporter": "=贺小曼"}))
        assert people(article)[2] == ("通讯员", "贺小曼", "", None)
        he = Reporter.objects.create(name="贺小曼")
        editor.post(address(article), form_of(article, **{"bylines-2-reporter": he.pk}))
        assert people(article)[2] == ("通讯员", "贺小曼", "", he.pk)
        assert Byline.objects.get(reporter=he).name == ""
        editor.post(address(article), form_of(article, **{"bylines-2-DELETE": "on"}))
        assert len(people(article)) == 2
        assert row.pk

    def test_a_script_may_send_the_name_by_itself(self, editor, article):
        editor.post(address(article), form_of(article, **{"bylines-0-reporter": "", "bylines-0-name": "贺小满"}))
        assert people(article)[0] == ("记者", "贺小满", "", None)

    @pytest.mark.parametrize(
        ("who", "said"),
        [("=", "必填"), ("= ", "必填"), ("", "必填"), ("=" + "雪" * 61, "60"), ("999999", ""), ("x", "")],
    )
    def test_what_is_no_name_is_refused_in_its_row_and_nothing_is_lost(self, editor, article, who, said):
        before = people(article)
        page = editor.post(address(article), form_of(article, headline="新标题", **{"bylines-0-reporter": who}))
        errors = page.context["bylines"].forms[0].errors["reporter"]
        assert said in " ".join(errors)
        assert "新标题" in page.content.decode()
        assert people(article) == before

    @pytest.mark.parametrize("twice", ["贺小满", "贺 小 满"])
    def test_one_person_twice_in_a_role_is_refused_in_words(self, editor, article, twice):
        lines = [("通讯员", "贺小满", ""), ("通讯员", twice, "")]
        page = editor.post(address(article), form_of(article, bylines=lines))
        assert "同一人" in page.content.decode()
        lines = [("通讯员", "贺小满", ""), ("摄影", twice, "")]
        editor.post(address(article), form_of(article, bylines=lines))
        assert len(people(article)) == 2

    def test_who_may_not_write_the_article_names_nobody(self, client, cast, article):
        Article.objects.filter(pk=article.pk).update(created_by=cast.editor)
        article.bylines.filter(reporter=cast.lin).delete()
        client.force_login(cast.reporter)
        client.post(address(article), form_of(article, bylines=[("通讯员", "贺小满", "")]))
        assert "贺小满" not in [name for _role, name, _unit, _number in people(article)]

    def test_preview_and_readiness_show_the_typed_name(self, editor, article):
        form = form_of(article, bylines=[("通讯员", "贺小满", "河谷乡")])
        assert "河谷乡通讯员 贺小满" in editor.post("/admin/articles/article/preview/", form).content.decode()
        assert not Reporter.objects.filter(name="贺小满").exists()

    def test_typed_and_not_saved_it_is_kept_and_offered(self, editor, cast, article):
        form = form_of(article, bylines=[("通讯员", "贺小满", "")], tab="a-tab", writer=cast.editor.pk)
        editor.post(reverse("admin:articles_article_autosave", args=[article.pk]), form)
        (line,) = Autosave.objects.get().content["bylines"]
        assert (line["name"], line["reporter"]) == ("贺小满", None)
        (offer,) = editor.get(address(article)).context["offers"]
        assert "贺小满" in offer.changes[0].html
        page = editor.get(address(article), {"unsaved": "a-tab"})
        assert [row["reporter"].value() for row in page.context["bylines"]] == ["=贺小满"]
        assert '<option value="=贺小满" selected>' in page.content.decode()

    def test_hostile_names_are_text(self, editor, article):
        name = '"><script>x()</script>'
        editor.post(address(article), form_of(article, bylines=[("通讯员", name, "")]))
        assert people(article)[0][1] == name
        assert "<script>x()" not in editor.get(address(article)).content.decode()


class TestNewReporter:
    def test_is_made_of_the_name_and_marked_as_new(self, editor, cast):
        before = edition.current()
        said = editor.post(NEW, {"name": " 贺 小满", "role": "通讯员"}).json()
        made = Reporter.objects.get(name="贺 小满")
        assert said == {"number": made.pk, "name": "贺 小满", "role": "通讯员", "unit": ""}
        assert (made.is_unchecked, made.slug) == (True, "贺-小满")
        assert edition.current() > before

    @pytest.mark.parametrize("name", ["林知夏", "林 知夏", "知夏"])
    def test_whoever_bears_the_name_is_not_made_again(self, editor, cast, name):
        cast.lin.other_names = "知夏"
        cast.lin.save()
        assert editor.post(NEW, {"name": name}).json()["number"] == cast.lin.pk
        assert Reporter.objects.count() == 2

    @pytest.mark.parametrize("values", [{}, {"name": "　"}, {"name": "雪" * 61}, {"name": "雪", "role": "员" * 21}])
    def test_what_cannot_be_a_reporter_is_refused_in_words(self, editor, cast, values):
        response = editor.post(NEW, values)
        assert response.status_code == 400
        assert response.json()["message"]
        assert Reporter.objects.count() == 2

    def test_only_those_who_may_add_reporters_make_one(self, client, cast):
        assert client.post(NEW, {"name": "贺小满"}).status_code == 302
        client.force_login(cast.reporter)
        assert client.post(NEW, {"name": "贺小满"}).status_code == 403
        client.force_login(cast.editor)
        assert client.get(NEW).status_code == 405
        assert not Reporter.objects.filter(name="贺小满").exists()

    def test_the_form_offers_it_to_those_only(self, client, cast, article):
        for user, may in ((cast.editor, True), (cast.reporter, False)):
            client.force_login(user)
            assert (NEW in client.get(address(article)).content.decode()) is may

    def test_completion_says_whether_anybody_bears_the_name(self, editor, cast):
        def known(typed):
            return editor.get("/admin/newsroom/reporter/names.json", {"q": typed}).json()["is_known"]

        assert known("林 知夏")
        assert not known("林")
        assert not known("")
