from articles.desk.workflow import Verb
from articles.models import ReviewStage, Section, Slot, Tag
from newsroom import edition

SLOTS = "/admin/articles/slot/"


def test_a_slot_takes_a_story_that_is_on_the_site(client, cast):
    article = cast.published()
    client.force_login(cast.section_head)
    before = edition.current()
    masthead = cast.section.masthead
    client.post(f"{SLOTS}add/", {"masthead": "zh-hans", "position": 1, "story": article.pk})
    assert Slot.objects.get().story == article.pk
    assert edition.current() > before
    assert article.headline in client.get(SLOTS).content.decode()
    assert article.headline in client.get(masthead.get_absolute_url()).content.decode()


def test_a_slot_refuses_a_draft(client, cast):
    article = cast.article()
    client.force_login(cast.section_head)
    response = client.post(f"{SLOTS}add/", {"masthead": "zh-hans", "position": 1, "story": article.pk})
    assert response.status_code == 200
    assert not Slot.objects.exists()


def test_a_slot_whose_story_has_gone_says_so(client, cast):
    Slot.objects.create(masthead_id="zh-hans", position=1, story=77)
    client.force_login(cast.section_head)
    assert "desk-missing" in client.get(SLOTS).content.decode()


def test_reporters_leave_the_front_page_alone(client, cast):
    client.force_login(cast.reporter)
    assert client.get(SLOTS).status_code == 403


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
    assert client.get("/admin/articles/tag/names.json", {"q": "冰雪\x00"}).json() == {"names": ["冰雪", "冰雪运动"]}


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
