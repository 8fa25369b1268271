"""Moving in from WordPress: what becomes of posts, people, tags and addresses, and what the record says of it."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.forms.models import model_to_dict

from articles.desk import chain, history, moving, publishing, slips, workflow
from articles.desk.rendering import fingerprint, freeze
from articles.desk.workflow import Verb
from articles.models import Article, FormerAddress, Move, Publication, Section, Snapshot, Version
from newsroom.models import LogLine, Reporter
from tests.articles.intake import wxr

pytestmark = pytest.mark.django_db
LEAD = "雪川新闻网讯（记者 江一帆 通讯员 陆鸣）3月4日，河谷下雪。\n\n孩子们很高兴。\n\n责任编辑：林知夏"


@pytest.fixture
def move(cast, tmp_path):
    """move(*items, …) writes an export and moves it in, by the administrator. Returns the Summary."""

    def move(*items, text="", **options):
        options = {"user": cast.administrator, "sections": moving.sections_of(text)} | options
        return moving.move(wxr.write(tmp_path / "old.xml", *items), **options)

    return move


def live():
    return list(Publication.objects.order_by("story"))


class TestStories:
    def test_a_published_post_is_a_story_under_its_own_day(self, move, client):
        summary = move(wxr.post(7, slug="snow", tags=[("snow", "雪")], excerpt="<p>第一场雪。</p>"))
        (story,) = live()
        assert story.published_at == story.changed_at == datetime(2019, 3, 5, 1, tzinfo=UTC)
        assert (story.headline, story.summary, story.section.slug, story.people) == (
            "河谷下雪",
            "第一场雪。",
            "news",
            "林知夏",
        )
        assert [row.tag.name for row in story.tag_rows.all()] == ["雪"]
        assert "河谷里下了雪" in client.get(story.get_absolute_url()).text
        assert story.get_absolute_url().startswith("/2019/03/05/")
        assert (summary.counts["stories"], summary.left_out, summary.told) == (1, [], [])

    def test_its_old_addresses_lead_to_it(self, move, client):
        move(wxr.post(7, slug="%e6%b2%b3%e8%b0%b7"))
        (story,) = live()
        for address in ("/2019/03/河谷/", "/2019/03/%E6%B2%B3%E8%B0%B7", "/?p=7"):
            assert client.get(address)["Location"] == story.get_absolute_url()

    def test_a_lead_in_the_body_gives_byline_and_day(self, move, cast):
        move(wxr.post(7, body=LEAD))
        article = Article.objects.get()
        names = [(line.role, line.reporter.name) for line in article.bylines.all()]
        assert names == [("记者", "江一帆"), ("通讯员", "陆鸣")]
        assert article.outlets == "雪川新闻网"
        assert article.event_date.isoformat() == "2019-03-04"
        assert article.body == "<p>3月4日，河谷下雪。</p><p>孩子们很高兴。</p>"
        assert [(one.role, one.name, one.reporter) for one in article.editors.all()] == [
            ("责任编辑", "林知夏", cast.lin)
        ]
        assert Reporter.objects.get(name="陆鸣").is_unchecked
        assert article.copy == LEAD

    def test_a_pen_name_stays_what_readers_saw(self, move, cast):
        cast.lin.other_names = "|山月|"
        cast.lin.save()
        move(wxr.post(7, body="雪川新闻网讯（记者 山月）河谷下雪。"))
        assert Version.objects.get().words["bylines"] == [
            {"role": "记者", "name": "山月", "unit": "", "reporter": None}
        ]
        assert not Reporter.objects.filter(name="山月").exists()

    def test_else_the_author_is_the_byline(self, move, cast):
        move(
            wxr.post(1, author="lin"), wxr.post(2, author="admin"), wxr.post(3, author="desk"), wxr.post(4, author="x")
        )
        first, *others = Article.objects.order_by("pk")
        assert [(line.role, line.reporter) for line in first.bylines.all()] == [("记者", cast.lin)]
        assert [(one.bylines.count(), one.collective) for one in others] == [(0, ""), (0, "旧雪川网编辑部"), (0, "")]
        assert Reporter.objects.count() == 2

    def test_lines_that_are_too_long_are_cut_and_told(self, move):
        summary = move(wxr.post(7, "雪" * 150))
        assert live()[0].headline == "雪" * 120
        assert "雪" * 150 in summary.told[0][1]

    def test_a_post_without_a_title_has_its_first_line(self, move):
        move(wxr.post(7, ""))
        assert live()[0].headline == "河谷里下了雪。"

    def test_what_is_in_the_future_is_not_out_before_its_time(self, move):
        move(wxr.post(7, date="2999-01-01 00:00:00", status="future"), wxr.post(8, date="2999-01-01 00:00:00"))
        assert [story.headline for story in live()] == ["河谷下雪"]
        assert live()[0].published_at.year < 2100


class TestDesk:
    @pytest.mark.parametrize("status", ["draft", "pending", "future"])
    def test_drafts_go_to_the_desk(self, move, cast, status, client):
        summary = move(wxr.post(7, status=status, categories=[], date="0000-00-00 00:00:00"))
        article = Article.objects.get()
        assert (article.state, article.section, article.created_by) == ("draft", None, cast.administrator)
        assert not Version.objects.exists()
        assert not FormerAddress.objects.exists()
        assert summary.counts["drafts"] == 1
        assert workflow.why_not(article, Verb.SUBMIT, cast.editor) is None
        assert client.get("/?p=7").status_code == 200

    def test_what_was_not_public_stays_out(self, move):
        statuses = ("private", "trash", "auto-draft", "inherit", "odd")
        items = [wxr.post(number, status=status) for number, status in enumerate(statuses, 1)]
        summary = move(
            *items, wxr.post(9, password="雪"), wxr.post(10, kind="page"), wxr.post(11, kind="nav_menu_item")
        )
        assert not Article.objects.exists()
        assert summary.counts["private"] == 6
        assert dict(summary.kinds) == {"page": 1, "nav_menu_item": 1}

    def test_a_live_story_is_corrected_like_any_other(self, move, cast):
        move(wxr.post(7))
        article = Article.objects.get()
        assert workflow.state_label(article) == workflow.state_label(cast.published())
        assert fingerprint(freeze(article)) == Version.objects.get(story=article.pk).fingerprint
        cast.signed(cast.changed(article, headline="河谷下大雪"))
        cast.do(article, Verb.CORRECT, cast.chief_editor, text="更正：是大雪。")
        story = Publication.objects.get(story=article.pk)
        assert (story.headline, story.is_corrected, story.published_at.year) == ("河谷下大雪", True, 2019)

    def test_it_may_be_withdrawn_and_put_back(self, move, client):
        move(wxr.post(7, slug="snow"))
        number = live()[0].story
        publishing.withdraw(number, notice="说明：有误。")
        assert client.get("/2019/03/snow/").status_code == 410
        publishing.restore(number)
        assert client.get("/2019/03/snow/").status_code == 301

    def test_the_desk_s_lists_have_it_where_it_was_last_changed(self, move, cast):
        written = cast.article()
        move(wxr.post(7, changed="2019-04-01 00:00:00"))
        assert Article.objects.order_by("-updated_at").first() == written
        assert Article.objects.get(copy_name__startswith="https://old.example").updated_at.year == 2019


class TestSections:
    def test_unknown_categories_are_tags(self, move):
        move(wxr.post(7, categories=[("yaowen", "要闻"), ("ice", "冰雪"), ("uncategorized", "未分类")]))
        assert list(Article.objects.get().tags.names()) == ["冰雪"]

    def test_a_map_says_what_they_become(self, move, cast):
        life = Section.objects.create(masthead_id="zh-hans", name="民生", slug="life")
        text = "category,section\nice,life\n天气,news\n旧栏目,\n"
        categories = [("old", "旧栏目"), ("ice", "冰雪"), ("tq", "天气"), ("snow", "雪")]
        move(wxr.post(7, categories=categories), text=text)
        article = Article.objects.get()
        assert article.section == life
        assert sorted(article.tags.names()) == ["天气", "雪"]

    def test_a_star_takes_all_others(self, move, cast):
        move(wxr.post(7, categories=[("ice", "冰雪")]), text="*\tnews")
        assert live()[0].section == cast.section

    def test_a_story_without_a_section_is_left_out_until_it_has_one(self, move):
        items = [wxr.post(7, categories=[("ice", "冰雪")])]
        summary = move(*items)
        assert summary.left_out[0][0] == "#7 河谷下雪"
        assert not Article.objects.exists()
        assert move(*items, text="ice，news").counts["stories"] == 1

    def test_a_map_with_an_unknown_section_is_refused(self):
        with pytest.raises(moving.Refused, match="nowhere"):
            moving.sections_of("ice,nowhere")


class TestRecord:
    def test_the_version_says_what_it_is_and_holds_in_the_chain(self, move, cast):
        before = cast.published()
        move(wxr.post(7, slug="snow"), wxr.post(8))
        cast.published()
        links = [""]
        for version in Version.objects.order_by("pk"):
            assert (version.previous, version.link) == (links[-1], chain.seal(version))
            links.append(version.link)
        version = Version.objects.exclude(story=before.pk).order_by("pk").first()
        assert (version.kind, version.number, version.signers) == (Version.Kind.MOVED_IN, 1, [])
        assert version.at == datetime(2019, 3, 5, 1, tzinfo=UTC)
        for said in ("administrator", "https://old.example/2019/03/snow/", "2019-03-05 09:00"):
            assert said in version.note

    def test_projecting_again_gives_the_same(self, move):
        move(wxr.post(7, body=LEAD, tags=[("snow", "雪")]), wxr.post(8))
        before = [model_to_dict(story) for story in live()]
        rows = [list(story.tag_rows.values_list("tag")) + list(story.byline_rows.values_list()) for story in live()]
        call_command("rebuild_publications")
        assert [model_to_dict(story) for story in live()] == before
        after = [list(story.tag_rows.values_list("tag")) + list(story.byline_rows.values_list()) for story in live()]
        assert [[row[1:] if len(row) > 1 else row for row in some] for some in after] == [
            [row[1:] if len(row) > 1 else row for row in some] for some in rows
        ]

    def test_history_and_slip_tell_it_by_the_day_it_came(self, move, cast):
        move(wxr.post(7))
        article = Article.objects.get()
        listed, _older = history.saves(article)
        assert [mark.tone for mark in listed[0].marks] == ["out"]
        (round,) = slips.rounds(article, freeze(article))
        assert round.entries[0].at == Snapshot.objects.get().at
        assert round.entries[0].changes == []
        assert not article.signatures.exists()

    def test_readers_are_not_told_of_a_correction(self, move, client):
        move(wxr.post(7))
        assert live()[0].facts["notes"] == []
        assert "河谷下雪" not in client.get("/corrections/").text

    def test_the_log_has_a_line_of_it(self, move, cast):
        move(wxr.post(7), wxr.post(8, status="draft"))
        line = LogLine.objects.get(kind="public")
        assert line.actor == cast.administrator
        assert "https://old.example" in line.about

    def test_what_is_on_record_cannot_move_in(self, cast):
        article = cast.published()
        with pytest.raises(publishing.NotReady):
            publishing.move_in(article, at=article.created_at, note="雪")
        with pytest.raises(publishing.NotReady):
            publishing.move_in(cast.article(section=None), at=article.created_at, note="雪")
        waiting = cast.photo(processed=False)
        body = f'<p>雪</p><figure data-photo="{waiting.pk}"><figcaption></figcaption></figure>'
        with pytest.raises(publishing.NotReady):
            publishing.move_in(cast.article(body=body), at=article.created_at, note="雪")


class TestRepeating:
    def test_a_second_time_adds_nothing(self, move):
        items = [wxr.post(7, slug="snow", body=LEAD), wxr.post(8, status="draft", categories=[])]
        move(*items)
        models = (Article, Version, Publication, FormerAddress, Move, Reporter, Snapshot, LogLine)
        before = [list(model.objects.order_by("pk").values()) for model in models]
        summary = move(*items)
        assert [list(model.objects.order_by("pk").values()) for model in models] == before
        assert (summary.counts["before"], summary.counts["stories"]) == (2, 0)

    def test_a_site_is_known_again_under_https_and_www(self, move, monkeypatch):
        move(wxr.post(7))
        monkeypatch.setattr(wxr, "HEAD", wxr.HEAD.replace("https://old", "http://www.old"))
        assert move(wxr.post(7)).counts["before"] == 1
        monkeypatch.setattr(wxr, "HEAD", wxr.HEAD.replace("www.old", "www.other"))
        summary = move(wxr.post(7, "另一家"))
        assert summary.counts["stories"] == 1
        assert "/?p=7" in summary.told[0][1]  # the address leads to the first

    def test_it_goes_on_where_it_was_stopped(self, move, monkeypatch):
        def stopped(run, post, article):
            if post.number == 8:
                raise KeyboardInterrupt
            return whole(run, post, article)

        whole = moving._keep_addresses
        monkeypatch.setattr(moving, "_keep_addresses", stopped)
        items = [wxr.post(number) for number in (7, 8, 9)]
        with pytest.raises(KeyboardInterrupt):
            move(*items)
        assert (len(live()), Article.objects.count(), Move.objects.count()) == (1, 1, 1)
        monkeypatch.setattr(moving, "_keep_addresses", whole)
        summary = move(*items)
        assert (summary.counts["before"], summary.counts["stories"]) == (1, 2)

    def test_what_the_desk_threw_away_does_not_come_back(self, move):
        items = [wxr.post(7, status="draft")]
        move(*items)
        Article.objects.all().delete()
        assert move(*items).counts["before"] == 1
        assert not Article.objects.exists()

    def test_what_is_wrong_with_one_post_keeps_no_other_back(self, move, monkeypatch):
        def broken(run, post, article):
            if post.number == 7:
                raise ZeroDivisionError
            return whole(run, post, article)

        whole = moving._keep_addresses
        monkeypatch.setattr(moving, "_keep_addresses", broken)
        author = {"body": "雪川新闻网讯（记者 新来的）河谷下雪。"}
        summary = move(wxr.post(7, **author), wxr.post(8, body="雪" * 1_000_001), wxr.post(9))
        assert [what for what, _why in summary.left_out] == ["#7 河谷下雪", "#8 河谷下雪"]
        assert (len(live()), Article.objects.count(), summary.counts["people"]) == (1, 1, 0)

    def test_a_trial_stores_nothing(self, move):
        summary = move(wxr.post(7, body=LEAD), wxr.post(8, status="draft"), is_trial=True)
        assert (summary.counts["stories"], summary.counts["drafts"]) == (1, 1)
        for model in (Article, Version, FormerAddress, Move, LogLine):
            assert not model.objects.exists()


class TestCommand:
    def run(self, path, *arguments):
        call_command("import_wordpress", str(path), *map(str, arguments))

    def test_it_moves_in_and_tells_what_became_of_it(self, cast, tmp_path, capsys):
        (tmp_path / "map.csv").write_bytes("分类,news\n".encode("gb18030"))
        path = wxr.write(
            tmp_path / "old.xml", wxr.post(7, body="[form]", categories=[("fl", "分类")]), wxr.post(8, kind="page")
        )
        self.run(path, "--section-map", tmp_path / "map.csv", "--by", "editor")
        said = capsys.readouterr().out
        for line in ("1  在网报道", "page", "#7 河谷下雪", "[form]"):
            assert line in said
        assert Move.objects.get().by_name == "editor"

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["nowhere.xml"], "nowhere.xml"),
            (["old.xml", "--by", "nobody"], "nobody"),
            (["old.xml", "--uploads", "nowhere"], "nowhere"),
            (["old.xml", "--section-map", "nowhere.csv"], "nowhere.csv"),
            (["old.xml", "--section-map", "wrong.csv"], "nowhere"),
            (["old.xml", "--photo-credit", "雪"], "雪"),
            (["wrong.csv"], "WXR"),
            (["cut.xml"], "提前"),
        ],
    )
    def test_what_cannot_be_done_is_said(self, cast, tmp_path, monkeypatch, arguments, said):
        monkeypatch.chdir(tmp_path)
        wxr.write(tmp_path / "old.xml", wxr.post(7))
        (tmp_path / "cut.xml").write_text(wxr.wxr(wxr.post(7))[:-30], encoding="utf-8")
        (tmp_path / "wrong.csv").write_text("ice,nowhere", encoding="utf-8")
        with pytest.raises(CommandError, match=said):
            self.run(*arguments)
