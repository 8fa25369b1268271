from articles.desk.workflow import Verb
from articles.models import ReviewStage, Section, Tag


def test_the_address_of_a_section_stays(client, cast):
    client.force_login(cast.administrator)
    address = f"/admin/articles/section/{cast.section.pk}/change/"
    client.post(address, {"name": "新闻", "slug": "other", "position": 1, "description": ""})
    section = Section.objects.get()
    assert (section.name, section.slug) == ("新闻", "news")


def test_completion_offers_tags_that_hold_what_is_typed(client, cast):
    for name in ("冰雪", "冰雪运动", "牧场"):
        Tag.objects.create(name=name)
    client.force_login(cast.reporter)
    assert client.get("/admin/articles/tag/names.json", {"q": "冰雪\x00"}).json()["names"] == ["冰雪", "冰雪运动"]


def test_completion_asks_who_is_there(client, cast):
    from django.contrib.auth import get_user_model

    assert client.get("/admin/articles/tag/names.json").status_code == 302
    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    assert client.get("/admin/articles/tag/names.json").status_code == 403
    assert client.get("/admin/newsroom/reporter/names.json").status_code == 403


def test_review_stages_are_changed_by_administrators_alone(client, cast):
    client.force_login(cast.chief_editor)
    assert client.get("/admin/articles/reviewstage/").status_code == 403
    client.force_login(cast.administrator)
    assert "一审" in client.get("/admin/articles/reviewstage/").content.decode()
    assert client.get(f"/admin/articles/reviewstage/{ReviewStage.objects.first().pk}/change/").status_code == 200


def test_a_stage_taken_out_of_use_lets_articles_go_on(client, cast):
    article = cast.article()
    cast.do(article, Verb.SUBMIT, cast.reporter)
    first = ReviewStage.objects.first()
    client.force_login(cast.administrator)
    values = {"name": first.name, "position": first.position, "group": first.group_id}
    client.post(f"/admin/articles/reviewstage/{first.pk}/change/", values)
    article.refresh_from_db()
    assert article.stage.name == "二审"
