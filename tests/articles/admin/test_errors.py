"""Addresses of the desk that lead nowhere or are not open, and a site in trouble."""

import errno
import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection


def test_what_is_not_hers_says_so_inside_the_desk(client, cast):
    client.force_login(cast.reporter)
    response = client.get("/admin/auth/user/")
    assert response.status_code == 403
    assert "管理员" in response.text and "/admin/find/" in response.text


def test_what_is_not_there_says_so_inside_the_desk(client, cast):
    client.force_login(cast.reporter)
    response = client.get("/admin/nothing/here/")
    assert response.status_code == 404
    assert "编辑部里没有这个页面" in response.text


def test_readers_get_the_papers_pages(client, cast):
    assert "编辑部里没有这个页面" not in client.get("/nothing/").text
    client.force_login(cast.reporter)
    assert "编辑部里没有这个页面" not in client.get("/nothing/").text


@pytest.fixture
def broken(client, cast, monkeypatch):
    """broken(error) lets every save of an article end with that error."""
    client.force_login(cast.editor)
    client.raise_request_exception = False

    def made(error):
        def fail(*_arguments, **_more):
            raise error

        monkeypatch.setattr("articles.admin.article.ArticleAdmin.changeform_view", fail)
        return client

    return made


ADD = "/admin/articles/article/add/"
TYPED = {"headline": "大雪封路", "body": "<p>一</p>\n<p></textarea><script>alert(1)</script></p>", "tags": ["雪", "路"]}


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("connection refused"), "数据库没有响应"),
        (OperationalError("database is locked"), "数据库没有响应"),
        (OperationalError("database or disk is full"), "磁盘已满"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满"),
    ],
)
def test_a_save_that_cannot_be_says_why_and_brings_the_words_back(broken, error, said):
    response = broken(error).post(ADD, TYPED)
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (
        503,
        "5",
        response["Cache-Control"],
    )
    assert "no-store" in response["Cache-Control"]
    assert "没有保存" in response.text and said in response.text and "再次发送" in response.text
    assert "<script>" not in response.text
    fields = re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', response.text, re.DOTALL)
    assert [(name, html.unescape(value)) for name, value in fields] == [
        ("headline", TYPED["headline"]),
        ("body", TYPED["body"]),
        ("tags", "雪"),
        ("tags", "路"),
    ]


def test_another_fault_brings_the_words_back_as_well(broken):
    response = broken(ValueError("a mistake of ours")).post(ADD, TYPED)
    assert response.status_code == 500
    assert "大雪封路" in response.text and "这是我们的问题" in response.text
    assert "a mistake of ours" not in response.text


def test_a_file_has_to_be_chosen_again(broken):
    response = broken(OperationalError()).post(ADD, TYPED | {"file": SimpleUploadedFile("a.jpg", b"x")})
    assert "文件需要重新选择" in response.text


def test_a_page_that_cannot_be_shown_tries_again_by_itself(broken):
    response = broken(OperationalError()).get(ADD)
    assert response.status_code == 503
    assert 'http-equiv="refresh"' in response.text and "编辑部暂时打不开" in response.text
    assert 'http-equiv="refresh"' not in broken(ValueError()).get(ADD).text


def test_a_password_is_never_brought_back(broken):
    response = broken(OperationalError()).post(ADD, {"username": "editor", "password": "a long enough word"})
    assert "a long enough word" not in response.text
    assert "请返回上一页" in response.text


def test_without_a_database_the_page_is_made_all_the_same(client, cast, monkeypatch):
    client.force_login(cast.editor)
    client.raise_request_exception = False

    def away(*_arguments, **_more):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", away)
    response = client.post(ADD, TYPED)
    monkeypatch.undo()
    assert response.status_code == 503
    assert "大雪封路" in response.text
