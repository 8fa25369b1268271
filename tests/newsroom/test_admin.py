from django.contrib.auth import get_user_model

from newsroom import edition
from newsroom.models import Reporter


def test_completion_finds_people_by_name_other_spelling_and_unit(client, cast):
    Reporter.objects.create(name="贺小满", unit="河谷乡", other_names="|小满|", role="通讯员")
    client.force_login(cast.reporter)

    def found(text):
        people = client.get("/admin/newsroom/reporter/names.json", {"q": text}).json()["people"]
        return [(person["name"], person["role"]) for person in people]

    assert found("林") == [("林知夏", "记者")]
    assert found("小满") == found("河谷") == [("贺小满（河谷乡）", "通讯员")]
    assert found("没有这人") == []


def test_reporters_look_but_editors_write(client, cast):
    address = f"/admin/newsroom/reporter/{cast.jiang.pk}/change/"
    values = {"name": "江一帆", "role": "记者", "unit": "", "other_names": "", "biography": "", "user": ""}
    client.force_login(cast.reporter)
    assert client.post(address, values).status_code == 403
    client.force_login(cast.editor)
    before = edition.current()
    client.post(address, values | {"slug": "another"})
    cast.jiang.refresh_from_db()
    assert (cast.jiang.role, cast.jiang.slug) == ("记者", "江一帆")
    assert edition.current() > before


def test_a_new_person_is_marked_in_the_list(client, cast):
    Reporter.objects.create(name="石小雨", is_unchecked=True)
    client.force_login(cast.editor)
    assert client.get("/admin/newsroom/reporter/").content.decode().count("is-changing") == 1


def test_a_login_is_made_for_the_desk(client, cast):
    client.force_login(cast.administrator)
    words = "a long enough word 7"
    values = {"username": "shi", "last_name": "石", "usable_password": "true", "password1": words, "password2": words}
    client.post("/admin/auth/user/add/", values)
    assert get_user_model().objects.get(username="shi").is_staff


def test_only_administrators_see_logins(client, cast):
    client.force_login(cast.chief_editor)
    assert client.get("/admin/auth/user/").status_code == 403
    client.force_login(cast.administrator)
    assert client.get("/admin/auth/user/").status_code == 200


def test_an_administrator_cannot_open_the_login_of_a_superuser(client, cast):
    root = get_user_model().objects.create_superuser("root")
    client.force_login(cast.administrator)
    assert client.get(f"/admin/auth/user/{root.pk}/change/").status_code == 302
    assert client.get(f"/admin/auth/user/{root.pk}/password/").status_code in {302, 404}
    assert client.get(f"/admin/auth/user/{cast.editor.pk}/change/").status_code == 200


def test_roles_are_to_look_at_only(client, cast):
    client.force_login(cast.administrator)
    assert client.get("/admin/auth/group/").status_code == 200
    assert client.get("/admin/auth/group/add/").status_code == 403
