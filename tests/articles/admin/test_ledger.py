"""The pages of the ledger: who sees what, every figure with its lines, paper and tables."""

from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from articles.ledger import closing
from articles.models import LedgerClosing, LedgerLine, LedgerRules, ReadingDay
from newsroom.models import LogLine, Reporter
from tests.articles.ledger.october import NOVEMBER, OCTOBER, at, by, october, record, rules, words


@pytest.fixture(autouse=True)
def december(time_machine):
    time_machine.move_to(at(2, month=12))


@pytest.fixture
def filled(cast):
    """The October of the hand-made example, with the cast's own 林知夏 and 江一帆."""
    rules()
    october(cast.lin, cast.jiang, Reporter.objects.create(name="陆鸣"), Reporter.objects.create(name="阿依"))
    return cast


def url(name, *args, **query):
    address = reverse(f"desk:{name}", args=args)
    return f"{address}?{urlencode(query)}" if query else address


def page(client, user, name, *args, **query):
    client.force_login(user)
    answer = client.get(url(name, *args, **query))
    assert answer.status_code == 200
    return answer


def test_the_table_of_a_month_says_what_was_worked_out_by_hand(filled, client):
    text = page(client, filled.chief_editor, "ledger_month", 2026, 10).content.decode()
    for said in ("2.07", "7.15", "89.37", "12.45", "155.63", "31.5", "393.75"):
        assert f">{said}<" in text


@pytest.mark.parametrize("way", ["person", "section", "unit"])
@pytest.mark.parametrize("sort", ["name", "points", "cents", "no such column"])
def test_every_figure_of_a_table_opens_the_lines_behind_it(filled, client, way, sort):
    shown = page(client, filled.chief_editor, "ledger_month", 2026, 10, by=way, sort=sort).context
    assert len(shown["rows"]) > 1
    for row in shown["rows"]:
        for column, amount, address in row.cells:
            total = client.get(address).context["total"]
            assert total.amounts[column] == amount


def test_everybody_sees_her_own_and_nobody_elses(filled, client):
    lin, jiang = f"r{filled.lin.pk}", f"r{filled.jiang.pk}"
    assert "89.37" in page(client, filled.reporter, "ledger_person").content.decode()
    assert page(client, filled.reporter, "ledger_lines", 2026, 10, person=lin).context["total"].points == 715
    for address in (
        url("ledger_person", person=jiang),
        url("ledger_lines", 2026, 10, person=jiang),
        url("ledger_lines", 2026, 10),
        url("ledger_month", 2026, 10),
        url("ledger_year", 2026),
        url("ledger_print", 2026, 10),
        url("ledger_export", 2026, 10, "xlsx"),
    ):
        assert client.get(address).status_code == 403
    client.force_login(filled.section_head)  # who is no person in bylines
    assert client.get(url("ledger"), follow=True).status_code == 200


def test_a_month_is_closed_after_it_was_asked_once(filled, client):
    client.force_login(filled.chief_editor)
    asked = client.get(url("ledger_close", 2026, 10))
    assert not LedgerClosing.objects.exists() and asked.context["total"].points == 3150
    client.post(url("ledger_close", 2026, 10))
    assert LedgerClosing.objects.get().month == OCTOBER
    assert LogLine.objects.filter(kind="house", actor=filled.chief_editor, about__contains="2026-10").exists()
    again = client.post(url("ledger_close", 2026, 10), follow=True)
    assert [str(message) for message in again.context["messages"]]
    assert LedgerClosing.objects.count() == 1


def test_later_lines_are_told_with_the_line_that_they_set_right(filled, client):
    closing.close(OCTOBER, filled.chief_editor)
    record(at(9, month=11), words(3, by(filled.lin), characters=200, section="villages"), "corrected")
    text = page(client, filled.chief_editor, "ledger_lines", 2026, 11, later="yes").content.decode()
    kept = LedgerLine.objects.get(story=3)
    assert f"2026-10 第 {kept.pk} 条" in text or f"line {kept.pk} of 2026-10" in text


def test_a_bonus_is_written_for_a_name_and_a_wrong_one_loses_nothing(filled, client):
    client.force_login(filled.chief_editor)
    typed = {"name": "林知夏", "points": "２．５", "yuan": "-30", "note": "好稿"}
    for wrong in ({"name": "无此人"}, {"points": "1.234"}, {"note": ""}, {"points": "0", "yuan": ""}):
        answer = client.post(url("ledger_bonus", 2026, 10), typed | wrong)
        assert answer.status_code == 200 and answer.context["errors"]
        assert answer.context["typed"] == typed | wrong
    assert not LedgerLine.objects.exists()
    client.post(url("ledger_bonus", 2026, 10), typed)
    line = LedgerLine.objects.get()
    assert (line.person, line.points, line.cents, line.note) == (f"r{filled.lin.pk}", 250, -3000, "好稿")


def test_two_of_one_name_are_asked_for_their_unit(filled, client):
    other = Reporter.objects.create(name="林知夏", unit="远山社")
    client.force_login(filled.chief_editor)
    typed = {"name": "林知夏", "points": "1", "yuan": "", "note": "好稿"}
    assert "林知夏（远山社）" in client.post(url("ledger_bonus", 2026, 10), typed).context["errors"]["name"]
    client.post(url("ledger_bonus", 2026, 10), typed | {"name": "林知夏（远山社）"})
    assert LedgerLine.objects.get().person == f"r{other.pk}"


def test_a_pen_name_is_counted_together_and_parted_again(filled, client):
    client.force_login(filled.chief_editor)
    address = url("ledger_same", person="n白露")
    assert client.post(address, {"into": "无此人"}).context["typed"] == "无此人"
    client.post(address, {"into": "林知夏"})
    lines = url("ledger_lines", 2026, 10, person=f"r{filled.lin.pk}")
    assert client.get(lines).context["total"].points == 915
    client.post(address, {"do": "part"})
    assert client.get(lines).context["total"].points == 715


def test_rules_are_tried_on_a_story_without_writing(filled, client):
    works = page(client, filled.chief_editor, "ledger_try", story="#2").context["works"]
    assert [[part.points for part in parts] for *_rest, parts in works] == [[240, 240, 120]]
    assert page(client, filled.chief_editor, "ledger_try", story="999").context["refusal"]
    assert not LedgerLine.objects.exists()


def test_the_workbook_reads_back_with_numbers_as_numbers(filled, client):
    closing.close(OCTOBER, filled.chief_editor)
    answer = page(client, filled.chief_editor, "ledger_export", 2026, 10, "xlsx")
    people, lines, later = load_workbook(BytesIO(answer.getvalue())).worksheets
    rows = {row[0]: row[2:] for row in people.iter_rows(min_row=2, values_only=True)}
    assert rows["林知夏"] == (2.07, 0.5, 0, 0, 7.15, 89.37)
    assert list(rows)[-1] in ("Total", "合计") and list(rows.values())[-1][-2:] == (31.5, 393.75)
    assert sum(row[11] for row in lines.iter_rows(min_row=2, values_only=True)) == pytest.approx(31.5)
    assert later.max_row == 1


def test_a_headline_that_is_a_formula_stays_text(filled, client):
    record(at(30), words(40, by(filled.lin), headline="=1+1"))
    text = page(client, filled.chief_editor, "ledger_export", 2026, 10, "csv").getvalue().decode("utf-8-sig")
    assert ",'=1+1," in text


def test_paper_and_year_say_the_same(filled, client):
    for name, args in (("ledger_print", (2026, 10)), ("ledger_year", (2026,))):
        assert "31.5" in page(client, filled.chief_editor, name, *args).content.decode()
    assert "393.75" in page(client, filled.chief_editor, "ledger_print", 2026, 10).content.decode()


# ---- rules


def form_of(**more):
    base = {"since": "2026-11", "sharing": "equal", "photo_sharing": "equal", "first_part": "60", "money": "none"}
    base |= {"reprints": "0", "translations": "0", "moved_in": "0", "views_points": "0.5", "yuan": "0"}
    for prefix in ("rates", "roles"):
        base |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    return base | more


def test_new_rules_begin_as_those_that_hold_and_with_a_month_that_is_open(filled, client):
    client.force_login(filled.chief_editor)
    address = reverse("admin:articles_ledgerrules_add")
    text = client.get(address).content.decode()
    assert 'name="rates-6-kind"' in text and 'value="12.50"' in text
    closing.close(OCTOBER, filled.chief_editor)
    for wrong in ("2026-10", "2026-13", "neues"):
        assert client.post(address, form_of(since=wrong)).context["adminform"].form.errors["since"]
    rate = {"rates-TOTAL_FORMS": "1", "rates-0-position": "1", "rates-0-kind": "story", "rates-0-points": "5"}
    assert client.post(address, form_of(**rate, **{"rates-0-fee": "0"})).status_code == 302
    made = LedgerRules.objects.get(since=NOVEMBER)
    assert [rate.points for rate in made.rates.all()] == [5]
    assert made.views_points * 2 == 1


def test_a_line_for_views_has_points_and_no_share_of_anything(filled, client):
    LedgerRules.objects.update(views_points=1)
    ReadingDay.objects.create(story=3, day=OCTOBER, views=2500)
    shown = page(client, filled.chief_editor, "ledger_lines", 2026, 10, kind="views")
    [line] = shown.context["lines"]
    assert (line.points, line.is_apart, line.public_address) == (250, True, "/2026/10/08/3/")
    assert "阅读" in shown.content.decode()
    assert page(client, filled.chief_editor, "ledger_close", 2026, 10).context["unweighed"] == 0


def test_rules_of_a_closed_month_are_only_looked_at(filled, client):
    made = LedgerRules.objects.get()
    closing.close(OCTOBER, filled.chief_editor)
    client.force_login(filled.chief_editor)
    change = reverse("admin:articles_ledgerrules_change", args=[made.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, form_of(since="2026-10", first_part="10")).status_code == 403
    assert client.post(reverse("admin:articles_ledgerrules_delete", args=[made.pk]), {"post": "yes"}).status_code == 403
