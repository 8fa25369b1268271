import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from unfold.admin import ModelAdmin

from articles.desk import photos as desk
from articles.desk.workflow import Verb
from articles.models import Publication
from media import credits
from media.models import Photo
from tests.cast import photo_file

LIST = "/admin/media/photo/"


def change(photo):
    return f"{LIST}{photo.pk}/change/"


def typed(photo, **more):
    credits = list(photo.credits.all())
    values = {
        "caption": photo.caption,
        "alt": photo.alt,
        "place": photo.place,
        "taken_on": "",
        "provider": photo.provider,
        "agency": photo.agency,
        "mark_line": "、".join(photo.marks),
        "credits-TOTAL_FORMS": len(credits),
        "credits-INITIAL_FORMS": len(credits),
    }
    for place, credit in enumerate(credits):
        values |= {f"credits-{place}-{name}": getattr(credit, name) for name in ("id", "role", "name", "unit", "work")}
        values |= {f"credits-{place}-position": place, f"credits-{place}-photo": photo.pk}
        values |= {f"credits-{place}-reporter": credit.reporter_id or ""}
    return values | more


def test_the_contact_sheet_shows_photos_with_caption_and_credit(client, cast):
    cast.photo()
    cast.photo(caption="", credited=False, colour=(9, 9, 9))
    client.force_login(cast.reporter)
    page = client.get(LIST).content.decode()
    assert "推介会现场。" in page
    assert "实习记者 江一帆摄" in page
    assert "desk-missing" in page


def test_search_and_filters_narrow_the_sheet(client, cast):
    first = cast.photo()
    second = cast.photo(caption="湖面开冰。", credited=False, colour=(9, 9, 9))
    client.force_login(cast.photo_desk)

    def found(**query):
        return [photo.pk for photo in client.get(LIST, query).context["cl"].result_list]

    assert found(q="湖面") == [second.pk]
    assert found(q="江一帆") == [first.pk]
    assert found(q=str(first.pk)) == [first.pk]
    assert found(credit="none") == [second.pk]
    assert found(credit="some") == [first.pk]
    assert sorted(found(mine="yes")) == [first.pk, second.pk]


def test_the_sheet_costs_the_same_with_more_photos(client, cast):
    client.force_login(cast.reporter)
    cast.photo()
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for shade in range(3):
        cast.photo(colour=(shade * 60 + 10, 90, 20), processed=False)
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)


def test_what_the_desk_types_is_kept_as_typed(client, cast):
    photo = cast.photo()
    client.force_login(cast.reporter)
    response = client.post(change(photo), typed(photo, caption="新的图说。", **{"credits-0-role": "记者"}))
    assert response.status_code == 302
    photo.refresh_from_db()
    assert (photo.caption, photo.credited_from) == ("新的图说。", "typed")
    assert photo.credits.get().role == "记者"


def test_the_page_says_where_a_photo_stands(client, cast):
    photo = cast.photo()
    body = f'<p>雪</p><figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
    article = cast.published(cast.article(headline="上网的报道", body=body))
    cast.article(headline="只作封面", cover=photo)
    cast.article(headline="与它无关", body=body.replace(f'"{photo.pk}"', f'"{photo.pk}1"'))
    client.force_login(cast.reporter)
    page = client.get(change(photo)).content.decode()
    assert f'href="{Publication.objects.get().get_absolute_url()}"' in page
    assert f"/admin/articles/article/{article.pk}/change/" in page
    assert "只作封面" in page
    assert "与它无关" not in page


def test_photos_are_never_deleted(client, cast):
    photo = cast.photo()
    client.force_login(cast.photo_desk)
    assert client.post(f"{LIST}{photo.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Photo.objects.exists()


def test_the_original_is_a_download_that_nothing_keeps(client, cast):
    photo = cast.photo()
    client.force_login(cast.reporter)
    response = client.get(f"{LIST}{photo.pk}/original/")
    assert len(b"".join(response.streaming_content)) == photo.size
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert client.get(f"{LIST}999/original/").status_code == 404


def test_the_original_is_for_the_desk_alone(client, cast):
    address = f"{LIST}{cast.photo().pk}/original/"
    assert "/admin/login/" in client.get(address).url
    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    assert client.get(address).status_code == 403
    client.force_login(get_user_model().objects.create_user("reader"))
    assert client.get(address).status_code == 302


def test_a_photo_names_the_articles_that_show_it_in_figures_galleries_and_covers(client, cast):
    photo = cast.photo()
    for headline, more in [
        ("在图里", {"body": f'<figure data-photo="{photo.pk}"></figure>'}),
        ("在组图首", {"body": f'<figure data-gallery="{photo.pk} 900"></figure>'}),
        ("在组图中", {"body": f'<figure data-gallery="8{photo.pk} {photo.pk} 900"></figure>'}),
        ("在封面", {"cover": photo}),
        ("没有用到", {"body": f'<figure data-gallery="8{photo.pk} {photo.pk}8"></figure>'}),
    ]:
        cast.article(headline=headline, **more)
    client.force_login(cast.photo_desk)
    page = client.get(f"/admin/media/photo/{photo.pk}/change/").text
    assert [name in page for name in ("在图里", "在组图首", "在组图中", "在封面", "没有用到")] == [True] * 4 + [False]


def test_figures_ask_for_photos_by_number(client, cast):
    photo = cast.photo()
    client.force_login(cast.reporter)
    answer = client.get(f"{LIST}library.json", {"numbers": f"{photo.pk},x,²,99999999999999999"}).json()
    (shown,) = answer["photos"]
    assert shown["number"] == photo.pk
    assert shown["credit"] == "实习记者 江一帆摄"
    assert shown["isCredited"] is True
    assert client.get(shown["src"]).status_code == 200


def test_the_picker_finds_and_leaves_killed_photos_out(client, cast):
    kept, killed = cast.photo(), cast.photo(colour=(1, 1, 1))
    Photo.objects.filter(pk=killed.pk).update(killed_at="2026-03-05T00:00Z")
    client.force_login(cast.reporter)
    for query in ({}, {"q": "江一帆"}, {"q": "推介会\x00"}, {"before": "x"}):
        assert [p["number"] for p in client.get(f"{LIST}library.json", query).json()["photos"]] == [kept.pk]
    assert client.get(f"{LIST}library.json", {"before": kept.pk}).json()["photos"] == []


def test_a_place_tells_the_library_photo_its_caption_and_credit(client, cast):
    photo = cast.photo(caption="", credited=False)
    client.force_login(cast.reporter)
    told = {"number": photo.pk, "caption": "居民选购年货。", "credit": "记者 林知夏摄"}
    answer = client.post(f"{LIST}tell/", told).json()
    assert (answer["caption"], answer["credit"]) == ("居民选购年货。", "记者 林知夏摄")
    assert client.post(f"{LIST}tell/", {"number": "x"}).status_code == 404


def test_the_library_is_for_the_desk_alone(client, cast):
    assert client.get(f"{LIST}library.json").status_code == 302
    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    for address in ("library.json", "upload/"):
        assert client.get(LIST + address).status_code == 403
    for address in ("take/", "tell/", "upload/"):
        assert client.post(LIST + address, {"file": photo_file()}).status_code == 403
    assert not Photo.objects.exists()


# ---- the page of one photo


def test_what_was_read_from_the_file_is_shown(client, cast):
    photo = cast.photo()
    said = {"creators": ["江一帆", "林知夏"], "copyright": "雪川新闻网", "taken": "2026-03-05T09:30:00+08:00"}
    Photo.objects.update(said=said | {"has_gps": True, "keywords": ["雪", "河谷"]})
    client.force_login(cast.reporter)
    page = client.get(change(photo)).text
    for text in ("江一帆、林知夏", "雪川新闻网", "2026-03-05 09:30 +0800", "雪、河谷", "只在原图里"):
        assert text in page
    Photo.objects.update(said={})
    assert "文件自带信息" not in client.get(change(photo)).text


def test_several_people_are_credited_with_roles_and_units(client, cast):
    photo = cast.photo()
    client.force_login(cast.reporter)
    rows = {
        "credits-TOTAL_FORMS": 3,
        "credits-1-role": "通讯员",
        "credits-1-name": "白露",
        "credits-1-unit": "云杉县融媒体中心",
        "credits-1-work": "photo",
        "credits-1-position": 1,
        "credits-2-name": "石溪",
        "credits-2-work": "graphic",
        "credits-2-position": 2,
    }
    assert client.post(change(photo), typed(photo, **rows)).status_code == 302
    owed = credits.facts(Photo.objects.get())
    assert [(one["role"], one["name"], one["unit"], one["work"]) for one in owed["people"]] == [
        ("实习记者", "江一帆", "", "photo"),
        ("通讯员", "白露", "云杉县融媒体中心", "photo"),
        ("", "石溪", "", "graphic"),
    ]
    page = client.get(change(photo)).text
    assert all(name in page for name in ("江一帆", "白露", "石溪", "云杉县融媒体中心"))


def test_provider_agency_and_marks_are_printed_with_the_credit(client, cast):
    photo = cast.photo()
    client.force_login(cast.reporter)
    client.post(change(photo), typed(photo, agency="新华社", mark_line="资料图片，无人机照片、资料图片"))
    photo = Photo.objects.get()
    assert photo.marks == ["资料图片", "无人机照片"]
    line = credits.line(credits.facts(photo))
    assert all(part in line for part in ("新华社", "江一帆", "资料图片", "无人机照片"))


def test_a_mark_of_ai_becomes_what_is_said_of_how_it_was_made(client, cast):
    photo = cast.photo()
    client.force_login(cast.reporter)
    client.post(change(photo), typed(photo, mark_line="资料图片、AI生成"))
    photo = Photo.objects.get()
    assert (photo.marks, photo.made) == (["资料图片"], Photo.Made.AI)
    client.post(change(photo), typed(photo, mark_line="AI生成", made=Photo.Made.AI_PART))
    photo = Photo.objects.get()
    assert (photo.marks, photo.made) == ([], Photo.Made.AI_PART)
    assert "AI合成" in credits.line(credits.facts(photo))
    client.post(change(photo), typed(photo, mark_line="", made=""))
    assert credits.marks(Photo.objects.get()) == []


def test_rights_are_kept_and_the_public_files_made_again(client, cast):
    photo = cast.photo()
    client.force_login(cast.reporter)
    rights = {"licence": "agency", "licence_url": "https://example.cn/terms", "copyright": "雪川新闻网"}
    rights |= {"restrictions": "不得裁切", "expires_on": "2030-01-31", "keywords": "雪、河谷"}
    before = made_again()
    assert client.post(change(photo), typed(photo, **rights)).status_code == 302
    photo.refresh_from_db()
    assert {name: str(getattr(photo, name)) for name in rights} == rights
    assert made_again() == before + 1
    client.post(change(photo), typed(photo, **rights))
    assert made_again() == before + 1  # nothing had changed


@pytest.mark.parametrize("wrong", [{"licence_url": "javascript:alert(1)"}, {"expires_on": "bald"}, {"made": "x"}])
def test_what_cannot_be_comes_back_with_what_was_typed(client, cast, wrong):
    photo = cast.photo()
    client.force_login(cast.reporter)
    page = client.post(change(photo), typed(photo, caption="打了很久的图说", **wrong))
    assert page.status_code == 200
    assert "打了很久的图说" in page.text
    assert Photo.objects.get().caption == "推介会现场。"


def test_a_signed_article_whose_photo_changed_has_to_be_signed_again(client, cast):
    photo = cast.photo()
    article = cast.signed(cast.article(cover=photo))
    client.force_login(cast.reporter)
    client.post(change(photo), typed(photo, keywords="雪", restrictions="不得裁切"))  # readers see nothing of these
    assert cast.why_not(article, Verb.PUBLISH, cast.chief_editor) is None
    client.post(change(photo), typed(photo, **{"credits-0-role": "记者"}))
    assert "重新签审" in cast.why_not(article, Verb.PUBLISH, cast.chief_editor)


def test_readers_see_a_changed_photo_with_the_next_version_and_not_before(client, cast):
    photo = cast.photo()
    cast.published(cast.article(body=f'<p>雪</p><figure data-photo="{photo.pk}"></figure>'))
    client.force_login(cast.reporter)
    client.post(change(photo), typed(photo, caption="改过的图说。"))
    desk.refresh_changed(timezone.now())
    page = client.get(Publication.objects.get().get_absolute_url()).text
    assert "推介会现场。" in page
    assert "改过的图说。" not in page


def test_a_killed_photo_is_read_and_not_written(client, cast):
    photo = cast.photo()
    desk.kill(photo.pk, cast.photo_desk, "当事人要求撤下")
    client.force_login(cast.photo_desk)
    page = client.get(change(photo))
    assert page.status_code == 200
    assert "当事人要求撤下" in page.text
    assert "推介会现场。" in page.text
    assert 'name="caption"' not in page.text
    assert f"{LIST}{photo.pk}/replace/" not in page.text


def test_who_may_only_look_sees_the_page_and_changes_nothing(client, cast):
    photo = cast.photo()
    looker = get_user_model().objects.create_user("looker", is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_photo"))
    client.force_login(looker)
    page = client.get(change(photo))
    assert page.status_code == 200
    assert 'name="caption"' not in page.text
    assert "data-focus" in page.text
    assert "data-guess" not in page.text
    assert client.post(change(photo), typed(photo, caption="x")).status_code == 403
    for address in ("focus/", "replace/"):
        assert client.post(f"{LIST}{photo.pk}/{address}").status_code == 403
    assert client.get(f"{LIST}several/", {"ids": photo.pk}).status_code == 403
    assert "sheet-pick" not in client.get(LIST).text


def test_the_page_of_a_photo_costs_the_same_wherever_it_stands(client, cast):
    photo = cast.photo()
    client.force_login(cast.photo_desk)
    body = f'<p>雪</p><figure data-photo="{photo.pk}"></figure>'
    cast.published(cast.article(body=body))
    client.get(change(photo))
    with CaptureQueriesContext(connection) as few:
        client.get(change(photo))
    for _again in range(3):
        cast.published(cast.article(body=body))
    with CaptureQueriesContext(connection) as many:
        client.get(change(photo))
    assert len(many) == len(few)


def made_again():
    return DBTaskResult.objects.filter(task_path="media.tasks.make_renditions").count()


def test_of_two_who_credit_the_same_person_at_once_the_second_is_told(client, cast, monkeypatch):
    photo = cast.photo(credited=False)
    client.force_login(cast.photo_desk)
    real = ModelAdmin.changeform_view

    def overtaken(self, *arguments):
        if not photo.credits.exists():
            photo.credits.create(name="江一帆")
            raise IntegrityError
        return real(self, *arguments)

    monkeypatch.setattr(ModelAdmin, "changeform_view", overtaken)
    row = {"name": "江一帆", "role": "", "unit": "", "work": "photo", "position": 0, "reporter": "", "photo": photo.pk}
    more = {f"credits-0-{name}": value for name, value in row.items()}
    answer = client.post(change(photo), typed(photo, caption="打的字还在。", **more) | {"credits-TOTAL_FORMS": 1})
    assert answer.status_code == 200
    assert "打的字还在。" in answer.text and "刚刚添加" in answer.text
    assert photo.credits.count() == 1
