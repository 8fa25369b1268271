"""Lists that are taken away: what is shown, defused, and only by those who may see it."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.utils.safestring import mark_safe
from openpyxl import load_workbook

from newsroom import exports
from newsroom.models import LogLine

ARTICLES = "/admin/articles/article/export"
NO_LISTS = {"django_tasks_database.dbtaskresult", "articles.slot"}  # a library's own; a board in place of a list


def rows(response):
    text = b"".join(response.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def cells(response):
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


def test_every_list_of_ours_can_be_taken_away():
    without = {m._meta.label_lower for m, a in admin.site._registry.items() if not isinstance(a, exports.Exported)}
    assert without - NO_LISTS == set()


def test_a_list_goes_out_as_it_is_filtered_in_the_columns_of_the_list(client, cast):
    cast.published(cast.article(headline="上网的稿子", kicker="引题"))
    draft = cast.article(headline="草稿一篇", updated_by=cast.editor)
    client.force_login(cast.editor)
    response = client.get(f"{ARTICLES}.csv?state=draft")
    assert response["Content-Disposition"].startswith('attachment; filename="article-')
    assert "no-store" in response["Cache-Control"]
    head, *found = rows(response)
    assert [row[0] for row in found] == [str(draft.pk)]
    assert found[0][2:7] == ["草稿一篇", "", "要闻", "草稿", "林知夏 江一帆"]
    assert len(head) == len(found[0])


def test_the_same_list_as_a_workbook(client, cast):
    cast.article(headline="草稿一篇")
    client.force_login(cast.editor)
    head, row = cells(client.get(f"{ARTICLES}.xlsx"))
    assert len(head) == len(row)
    assert row[2] == "草稿一篇"
    assert isinstance(row[0], int)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@x", "＝1+1", "＠x"])
def test_what_a_spreadsheet_would_reckon_is_defused(client, cast, text):
    cast.article(headline=text)
    client.force_login(cast.editor)
    assert rows(client.get(f"{ARTICLES}.csv"))[1][2] == f"'{text}"
    assert cells(client.get(f"{ARTICLES}.xlsx"))[1][2] == f"'{text}"


def test_cells_have_no_markup_and_times_of_the_site():
    assert exports.cell_of(mark_safe("<b>甲</b><i>乙 &lt;丙&gt;</i>")) == "甲 乙 <丙>"
    assert exports.cell_of(datetime(2026, 1, 1, 16, 30, tzinfo=UTC)) == "2026-01-02 00:30:00"
    assert exports.cell_of("a\x00b\x0bc") == "abc"
    assert exports.cell_of(-3) == -3
    assert exports.cell_of(None) is None


def test_who_may_not_see_a_list_may_not_take_it(client, cast):
    client.force_login(cast.reporter)
    assert client.get("/admin/auth/user/export.csv").status_code == 403
    assert client.get(f"{ARTICLES}.csv").status_code == 200
    client.logout()
    assert client.get(f"{ARTICLES}.csv").status_code == 302


def test_another_kind_of_file_is_not_there(client, cast):
    client.force_login(cast.editor)
    assert client.get(f"{ARTICLES}.pdf").status_code == 404


def test_a_filter_that_cannot_be_leads_back_to_the_list(client, cast):
    client.force_login(cast.administrator)
    response = client.get("/admin/newsroom/reporter/export.csv?is_unchecked__exact=x")
    assert response.status_code in (200, 302)


def test_a_superuser_stays_out_of_the_list_of_others(client, cast):
    from django.contrib.auth.models import User

    User.objects.create_superuser("root", password="a long enough word")
    client.force_login(cast.administrator)
    assert not [row for row in rows(client.get("/admin/auth/user/export.csv")) if "root" in row]


def test_taking_a_list_away_is_written_down(client, cast):
    client.force_login(cast.chief_editor)
    client.get(f"{ARTICLES}.csv?state=draft")
    line = LogLine.objects.get(kind="house", actor=cast.chief_editor)
    assert line.detail == "state=draft"


def test_rows_are_read_in_batches(client, cast, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(exports, "CHUNK", 2)
    for number in range(5):
        cast.article(headline=f"第{number}篇")
    client.force_login(cast.editor)
    with django_assert_max_num_queries(40):
        assert len(rows(client.get(f"{ARTICLES}.csv"))) == 6


def test_no_more_rows_than_a_spreadsheet_is_good_for(client, cast, monkeypatch):
    monkeypatch.setattr(exports, "MOST", 3)
    for number in range(5):
        cast.article(headline=f"第{number}篇")
    client.force_login(cast.editor)
    assert len(rows(client.get(f"{ARTICLES}.csv"))) == 4


def test_every_list_has_its_export_beside_it(client, cast):
    cast.article()
    cast.photo(processed=False)
    client.force_login(cast.administrator)
    for path in ("articles/article", "media/photo", "newsroom/reporter", "auth/user", "articles/section"):
        page = client.get(f"/admin/{path}/").content.decode()
        assert f"/admin/{path}/export.xlsx" in page
        assert f"/admin/{path}/export.csv" in page
        assert len(rows(client.get(f"/admin/{path}/export.csv"))) > 1
