"""The page on which several photos are described at once."""

from articles.desk import photos as desk
from media.models import Photo

LIST = "/admin/media/photo/"


def several(client, photos, **said):
    return client.post(f"{LIST}several/", {"ids": ",".join(str(photo.pk) for photo in photos), **said}, follow=True)


def test_many_photos_get_caption_credit_tags_and_rights_at_once(client, cast):
    photos = [cast.photo("", credited=False, colour=(shade, 9, 9)) for shade in (20, 90, 160)]
    client.force_login(cast.reporter)
    said = {"caption": "冬捕开网。", "credit": "记者 林知夏、江一帆摄", "keywords": "冬捕、冰湖", "place": "塔什河"}
    said |= {"licence": "ours", "restrictions": "不得裁切", "expires_on": "2030-01-31", "made": ""}
    page = several(client, photos[:2], **said)
    assert "已修改 2 张图片" in " ".join(map(str, page.context["messages"]))
    for photo in Photo.objects.filter(pk__in=[one.pk for one in photos[:2]]):
        assert (photo.caption, photo.keywords, photo.place) == ("冬捕开网。", "冬捕、冰湖", "塔什河")
        assert (photo.licence, photo.restrictions, str(photo.expires_on)) == ("ours", "不得裁切", "2030-01-31")
        assert [credit.name for credit in photo.credits.all()] == ["林知夏", "江一帆"]
        assert photo.credits.first().reporter == cast.lin
    assert Photo.objects.get(pk=photos[2].pk).caption == ""


def test_a_field_left_empty_leaves_what_each_photo_says(client, cast):
    photos = [cast.photo("甲图。"), cast.photo("乙图。", colour=(9, 9, 9))]
    client.force_login(cast.reporter)
    several(client, photos, keywords="雪")
    assert sorted(Photo.objects.values_list("caption", "keywords")) == [("乙图。", "雪"), ("甲图。", "雪")]
    assert all(photo.credits.get().name == "江一帆" for photo in photos)


def test_a_credit_that_names_nobody_changes_nothing_and_comes_back(client, cast):
    photo = cast.photo()
    client.force_login(cast.reporter)
    page = several(client, [photo], caption="新的图说。", credit="(资料图片)")
    assert page.status_code == 200
    assert "没有姓名" in page.text
    assert "新的图说。" in page.text
    assert Photo.objects.get().caption == "推介会现场。"


def test_killed_photos_and_numbers_that_are_none_are_passed_over(client, cast):
    photo, killed = cast.photo(), cast.photo("封存的图。", colour=(9, 9, 9))
    desk.kill(killed.pk, cast.photo_desk, "侵权")
    client.force_login(cast.reporter)
    client.post(f"{LIST}several/", {"ids": f"{photo.pk},{killed.pk},x,999,²", "caption": "新的图说。"})
    assert sorted(Photo.objects.values_list("caption", flat=True)) == ["封存的图。", "新的图说。"]
    assert "没有选择图片" in client.get(f"{LIST}several/").text


def test_the_way_back_leads_to_the_same_part_of_the_sheet(client, cast):
    photo = cast.photo()
    client.force_login(cast.reporter)
    page = client.get(f"{LIST}several/", {"ids": photo.pk, "back": "credit=none&q=冬捕"})
    assert "credit=none" in page.text
    response = client.post(f"{LIST}several/", {"ids": photo.pk, "keywords": "雪", "back": "credit=none&q=冬捕"})
    assert response.url.startswith(f"{LIST}?credit=none&q=")
    response = client.post(f"{LIST}several/", {"ids": photo.pk, "keywords": "雪", "back": "//evil.example/\r\nX: y"})
    assert response.url.startswith(LIST)
