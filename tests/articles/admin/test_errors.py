"""Addresses of the desk that lead nowhere or are not open."""


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
