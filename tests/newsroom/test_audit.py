from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom import audit, roles
from newsroom.models import LogLine, Reporter

LOG = "/admin/newsroom/logline/"
PASSWORD = "a long enough word"


def lines(kind):
    return list(LogLine.objects.filter(kind=kind).order_by("pk"))


def user_form(user, **changes):
    """The form of a login as it stands."""
    return {
        "username": user.username,
        "last_name": user.last_name,
        "first_name": user.first_name,
        "email": user.email,
        "groups": list(user.groups.values_list("pk", flat=True)),
        "is_active": "on",
    } | changes


def change(client, user, **changes):
    return client.post(f"/admin/auth/user/{user.pk}/change/", user_form(user, **changes))


def test_logins_and_logouts_are_recorded_with_their_address(client, cast):
    client.post("/admin/login/", {"username": "editor", "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")
    client.post("/admin/logout/", REMOTE_ADDR="192.0.2.8")
    login, logout = lines("login")[0], lines("logout")[0]
    assert (login.actor, login.about, login.address) == (cast.editor, "editor", "192.0.2.7")
    assert (logout.actor, logout.address) == (cast.editor, "192.0.2.8")


def test_a_failed_login_is_recorded_with_the_name_that_was_tried(client, cast):
    client.post("/admin/login/", {"username": "editor", "password": "wrong"}, REMOTE_ADDR="2001:db8::5")
    client.post("/admin/login/", {"username": "x" * 300 + "\x00", "password": "wrong"})
    first, second = lines("login-failed")
    assert (first.actor, first.about, first.address) == (None, "editor", "2001:db8::5")
    assert second.about == "x" * 200
    assert lines("login") == []


def test_looking_at_the_pages_of_login_and_password_records_nothing(client, cast):
    client.get("/admin/login/")
    client.post("/admin/logout/")
    client.force_login(cast.editor)
    client.get("/admin/login/")
    client.get("/admin/password_change/")
    client.post("/admin/password_change/", {"old_password": "wrong", "new_password1": "x", "new_password2": "y"})
    assert not LogLine.objects.exists()


def test_the_address_a_proxy_saw_is_believed_only_from_this_machine(rf):
    said = {"HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.9"}
    assert audit.address_of(rf.get("/", REMOTE_ADDR="127.0.0.1", **said)) == "203.0.113.9"
    assert audit.address_of(rf.get("/", REMOTE_ADDR="192.0.2.7", **said)) == "192.0.2.7"
    assert audit.address_of(rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="who knows")) == "127.0.0.1"
    assert audit.address_of(rf.get("/", REMOTE_ADDR="fe80::1%eth0")) == "fe80::1"
    assert audit.address_of(rf.get("/", REMOTE_ADDR="")) is None


def test_a_changed_password_is_recorded_and_never_what_it_is(client, cast):
    client.force_login(cast.editor)
    new = "another good word 7"
    client.post("/admin/password_change/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    client.force_login(cast.administrator)
    address = f"/admin/auth/user/{cast.reporter.pk}/password/"
    client.post(address, {"usable_password": "true", "password1": new, "password2": new + "x"})
    client.post(address, {"usable_password": "true", "password1": new, "password2": new, "set-password": ""})
    assert [(line.actor, line.about) for line in lines("password")] == [
        (cast.editor, "editor"),
        (cast.administrator, "reporter 林知夏"),
    ]
    assert new not in "".join(line.detail for line in lines("password"))


def test_a_change_of_roles_is_recorded_with_before_and_after(client, cast):
    client.force_login(cast.administrator)
    both = Group.objects.filter(name__in=["editor", "section-head"])
    change(client, cast.editor, groups=[group.pk for group in both])
    change(client, cast.editor, is_active="")
    change(client, cast.editor)  # the form as it stands: active again, nothing else
    roles_line, off, on = lines("rights")
    editor, head = roles.label("editor"), roles.label("section-head")
    assert roles_line.about == "editor"
    assert roles_line.actor == cast.administrator
    assert roles_line.detail.endswith(f"：{editor} → {editor}、{head}")
    assert "\n" not in off.detail
    assert [off.detail.count("→"), on.detail.count("→")] == [1, 1]


def test_saving_a_login_unchanged_records_nothing(client, cast):
    client.force_login(cast.administrator)
    change(client, cast.editor)
    assert lines("rights") == []


def test_a_login_that_was_made_is_recorded(client, cast):
    client.force_login(cast.administrator)
    words = "a long enough word 7"
    values = {"username": "shi", "last_name": "石", "usable_password": "true", "password1": words, "password2": words}
    client.post("/admin/auth/user/add/", values)
    (made,) = lines("rights")
    assert (made.about, made.actor) == ("shi 石", cast.administrator)
    assert "shi" in made.detail


def test_a_login_deleted_by_a_superuser_is_recorded_and_her_lines_stay(client, cast):
    root = get_user_model().objects.create_superuser("root")
    gone = cast.user("gone", "editor")
    audit.record("login", gone, about="gone")
    client.force_login(root)
    client.post(f"/admin/auth/user/{gone.pk}/delete/", {"post": "yes"})
    assert not get_user_model().objects.filter(username="gone").exists()
    assert [line.about for line in lines("rights")] == ["gone"]
    kept = lines("login")[0]
    assert (kept.actor, kept.actor_name) == (None, "gone")


def test_whose_login_a_reporter_has_is_a_right(client, cast):
    client.force_login(cast.administrator)
    values = {"name": "江一帆", "role": "实习记者", "unit": "", "other_names": "", "biography": ""}
    address = f"/admin/newsroom/reporter/{cast.jiang.pk}/change/"
    client.post(address, values | {"user": ""})
    assert lines("rights") == []
    client.post(address, values | {"user": cast.editor.pk})
    (line,) = lines("rights")
    assert line.about == "江一帆"
    assert line.detail.endswith("— → editor 江一帆")


def test_the_log_is_only_added_to(cast):
    line = audit.record("login", cast.editor)
    line.detail = "something else"
    for forbidden in (line.save, line.delete, LogLine.objects.all().delete):
        with pytest.raises(TypeError):
            forbidden()
    with pytest.raises(TypeError):
        LogLine.objects.update(detail="something else")
    assert LogLine.objects.get().detail == ""


def test_it_is_for_chief_editors_and_administrators_to_read_only(client, cast):
    line = audit.record("decision", cast.editor, about="冬捕节开网", story=7)
    for role, user in cast.users.items():
        client.force_login(user)
        reads = role in {roles.CHIEF_EDITOR, roles.ADMINISTRATOR}
        assert client.get(LOG).status_code == (200 if reads else 403), role
    root = get_user_model().objects.create_superuser("root")
    for user in (cast.administrator, root):
        client.force_login(user)
        assert client.get(f"{LOG}{line.pk}/change/").status_code == 200
        assert client.get(f"{LOG}add/").status_code == 403
        assert client.post(f"{LOG}{line.pk}/change/", {"detail": "x"}).status_code == 403
        assert client.post(f"{LOG}{line.pk}/delete/", {"post": "yes"}).status_code == 403
        client.post(LOG, {"action": "delete_selected", "_selected_action": [line.pk], "post": "yes"})
    assert LogLine.objects.filter(pk=line.pk, detail="").exists()


def shown(client, query=""):
    return [line.about for line in client.get(LOG + query).context["cl"].result_list]


def test_it_is_narrowed_by_what_who_day_and_story(client, cast):
    audit.record("login", cast.editor, about="一")
    audit.record("decision", cast.chief_editor, about="二", story=12)
    audit.record("decision", None, about="三", story=123)
    audit.record("login-failed", None, about="四")
    old = timezone.now() - timedelta(days=40)
    LogLine.objects.bulk_create([LogLine(kind="house", about="旧", actor=cast.editor, actor_name="editor", at=old)])
    client.force_login(cast.chief_editor)
    assert shown(client) == ["旧", "四", "三", "二", "一"]
    assert shown(client, "?what=decision") == ["三", "二"]
    assert shown(client, f"?who={cast.editor.pk}") == ["旧", "一"]
    assert shown(client, "?who=clock") == ["三"]
    assert shown(client, f"?day={timezone.localtime(old):%Y-%m-%d}") == ["旧"]
    assert shown(client, "?q=12") == ["二"]
    assert shown(client, f"?what=house&who={cast.editor.pk}") == ["旧"]


@pytest.mark.parametrize(
    "query", ["?what=x", "?who=x", "?day=x", "?day=9999-12-31", "?day=0001-01-01", "?what=%00", "?q=x", "?q=%00"]
)
def test_what_makes_no_sense_is_no_error(client, cast, query):
    audit.record("login", cast.editor, about="一")
    client.force_login(cast.chief_editor)
    assert client.get(LOG + query).status_code == 200


def test_it_costs_the_same_however_long_it_is(client, cast):
    client.force_login(cast.chief_editor)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            client.get(LOG)
        return asked

    client.get(LOG)
    few = cost()
    LogLine.objects.bulk_create(LogLine(kind="login", about=str(number)) for number in range(2100))
    many = cost()
    assert len(many) == len(few) == 8
    assert [
        query["sql"] for query in many if 'FROM "newsroom_logline' in query["sql"] and "LIMIT" not in query["sql"]
    ] == []
    page = client.get(LOG)
    assert page.context["cl"].paginator.count == 2000


def test_a_reporter_with_a_login_is_named_by_her_own_name(cast):
    assert audit.record("login", cast.reporter).actor_name == "林知夏"
    assert Reporter.objects.get(user=cast.reporter).name == "林知夏"
