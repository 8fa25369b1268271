from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Publication
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
        "credits-TOTAL_FORMS": len(credits),
        "credits-INITIAL_FORMS": len(credits),
    }
    for place, credit in enumerate(credits):
        values |= {f"credits-{place}-{name}": getattr(credit, name) for name in ("id", "role", "name", "unit", "work")}
        values |= {f"credits-{place}-position": place, f"credits-{place}-photo": photo.pk}
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
