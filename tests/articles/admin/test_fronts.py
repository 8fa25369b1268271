"""The screen of the fronts: steps, saving, clashes, the preview and who may."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.admin import places
from articles.desk import fronts
from articles.models import Remit, Section, Slot
from media.models import Photo
from newsroom import edition
from tests import factories
from tests.articles.admin.desk import said

SCREEN = "/admin/articles/slot/"


@pytest.fixture
def chief(client, cast):
    """A client on which the chief editor is logged in."""
    client.force_login(cast.chief_editor)
    return client


@pytest.fixture
def stories(cast):
    """Five stories on the site, the newest last."""
    return [factories.publication(section=cast.section) for _ in range(5)]


def front_of(cast, section=None):
    return fronts.Front(cast.section.masthead, section)


def form(cast, *chosen, do="save", section=None, seen=None, **fields):
    """The form with a row for each of `chosen`, as a browser would send it; fields such as p0_headline."""
    front = front_of(cast, section)
    seen = fronts.token(fronts.slots_of(front)) if seen is None else seen
    data = {"front": front.key, "seen": seen, "do": do, "place": [f"p{at}" for at in range(len(chosen))]}
    data |= {f"p{at}-number": getattr(story, "story", story) for at, story in enumerate(chosen)}
    return data | {name.replace("_", "-", 1): value for name, value in fields.items()}


def order(response):
    return [row.story or row["number"].data for row in response.context["rows"]]


def put(*stories, **more):
    Slot.objects.bulk_create(Slot(position=at, story=s.story, **more) for at, s in enumerate(stories, start=1))


# ---- the screen


def test_it_shows_the_places_of_the_front_and_the_newest_stories(chief, cast, stories):
    put(stories[1], stories[4])
    response = chief.get(SCREEN)
    assert order(response) == [stories[1], stories[4]]
    assert response.context["finder"]["stories"] == stories[::-1]


def test_another_front_is_asked_for_by_name(chief, cast, stories):
    put(stories[0], section=cast.section)
    assert order(chief.get(SCREEN)) == []
    assert order(chief.get(SCREEN, {"front": f"section-{cast.section.pk}"})) == [stories[0]]
    assert chief.get(SCREEN, {"front": "section-999"}).status_code == 404


def test_a_place_whose_story_has_gone_says_so(chief, cast):
    Slot.objects.create(position=1, story=77)
    response = chief.get(SCREEN)
    assert "is-gone" in response.text
    assert "desk-missing" in response.text


def test_places_whose_time_is_not_now_are_marked(chief, cast, stories):
    now, hour = timezone.now(), timedelta(hours=1)
    Slot.objects.create(position=1, story=stories[0].story, starts_at=now + hour)
    Slot.objects.create(position=2, story=stories[1].story, ends_at=now - hour)
    Slot.objects.create(position=3, story=stories[2].story, ends_at=now + hour)
    assert [row.when for row in chief.get(SCREEN).context["rows"]] == ["later", "over", "now"]


def test_its_queries_do_not_grow_with_places_and_stories(chief, cast, django_assert_num_queries):
    for count in range(2):
        found = [factories.publication(section=cast.section) for _ in range(10)]
        for at, story in enumerate(found):
            photo = cast.photo(colour=(at * 25, count * 120, 40))
            Slot.objects.create(position=10 * count + at + 1, story=story.story, photo=photo)
        with django_assert_num_queries(13):
            chief.get(SCREEN)


def test_a_step_costs_eight_queries(chief, cast, stories, django_assert_num_queries):
    for count in (2, 5):
        typed = form(cast, *stories[:count], do="down:p0") | {"part": "1"}
        with django_assert_num_queries(8):
            chief.post(SCREEN, typed)


# ---- steps: drawn, and nothing stored


@pytest.mark.parametrize(
    ("do", "after"),
    [
        ("up:p2", [0, 2, 1]),
        ("down:p0", [1, 0, 2]),
        ("out:p1", [0, 2]),
        ("move:p2:places:0", [2, 0, 1]),
        ("move:p0:places:99", [1, 2, 0]),
        ("in:STORY::0", [4, 0, 1, 2]),
        ("in:STORY", [0, 1, 2, 4]),
        ("in:STORY:places:1", [0, 4, 1, 2]),
        ("", [0, 1, 2]),
        ("up:p9", [0, 1, 2]),
        ("move:p1", [0, 1, 2]),
        ("nonsense", [0, 1, 2]),
    ],
)
def test_a_button_draws_the_places_one_step_further_and_stores_nothing(chief, cast, stories, do, after):
    do = do.replace("STORY", str(stories[4].story))
    for part in ({}, {"part": "1"}):
        response = chief.post(SCREEN, form(cast, *stories[:3], do=do) | part)
        assert order(response) == [stories[at] for at in after]
    assert not Slot.objects.exists()


def test_a_pinned_place_stays_when_another_is_put_above_it(chief, cast, stories):
    response = chief.post(SCREEN, form(cast, *stories[:3], do=f"in:{stories[4].story}::0", p1_pinned="on"))
    assert order(response) == [stories[4], stories[1], stories[0], stories[2]]


def test_what_was_typed_stays_through_every_step(chief, cast, stories):
    fields = {"p0_headline": "新题", "p0_starts_at": "2026-12-28T08:00", "p0_ends_at": "不是时间", "p0_pinned": "on"}
    row = chief.post(SCREEN, form(cast, *stories[:2], do="out:p1", **fields)).context["rows"][0]
    assert (row["headline"].data, row["starts_at"].data, row["ends_at"].data, row.is_pinned) == (
        "新题",
        "2026-12-28T08:00",
        "不是时间",
        True,
    )


def test_a_story_that_is_not_on_the_site_is_refused(chief, cast):
    article = cast.article()
    response = chief.post(SCREEN, form(cast, do=f"in:{article.pk}"))
    assert order(response) == []
    assert response.context["refusal"]
    assert chief.post(SCREEN, form(cast, do="in:")).context["refusal"]


def test_a_front_has_no_more_than_thirty_places(chief, cast, stories):
    response = chief.post(SCREEN, form(cast, *([77] * fronts.MOST), do=f"in:{stories[0].story}"))
    assert len(response.context["rows"]) == fronts.MOST
    assert response.context["refusal"]


def test_a_photo_is_taken_out_of_its_place(chief, cast, stories):
    photo = cast.photo()
    response = chief.post(SCREEN, form(cast, stories[0], do="no-photo:p0", p0_photo_number=photo.pk))
    assert response.context["rows"][0]["photo_number"].data == ""
    assert response.context["rows"][0].shown is None


# ---- saving


def test_saving_stores_all_places_and_readers_see_them(chief, cast, stories):
    photo = cast.photo()
    before = edition.current()
    fields = {"p0_headline": " 河谷\x0b 下雪 ", "p0_photo_number": photo.pk, "p1_pinned": "on"}
    fields |= {"p2_starts_at": "2099-12-28T08:00", "p2_ends_at": "2099-12-28T20:00"}
    response = chief.post(SCREEN, form(cast, *stories[:3], **fields), follow=True)
    assert "readers" in said(response) or "读者" in said(response)
    one, two, three = Slot.objects.order_by("position")
    assert (one.story, one.headline, one.photo, one.is_on) == (stories[0].story, "河谷 下雪", photo, True)
    assert two.is_pinned
    assert (timezone.localtime(three.starts_at).hour, three.is_on) == (8, False)
    assert edition.current() == before + 1
    lead = chief.get("/").context["lead"]
    assert (lead.headline, lead.cover["number"]) == ("河谷 下雪", photo.pk)


def test_a_script_is_told_where_to_go_on(chief, cast, stories):
    response = chief.post(SCREEN, form(cast, stories[0]) | {"part": "1"})
    assert (response.status_code, response["X-Next"]) == (204, f"{SCREEN}?front=front-zh-hans")
    assert said(chief.get(response["X-Next"]))


def test_saving_what_had_not_changed_is_no_edition(chief, cast, stories):
    put(*stories)
    before = edition.current()
    chief.post(SCREEN, form(cast, *stories))
    assert edition.current() == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"p0_starts_at": "2026-12-28T08:00", "p0_ends_at": "2026-12-28T07:00"},
        {"p0_starts_at": "morgen"},
        {"p0_headline": "长" * 121},
        {"p0_photo_number": "999"},
        {"p0_number": "x"},
    ],
)
def test_what_cannot_be_stored_comes_back_with_the_reason(chief, cast, stories, wrong):
    response = chief.post(SCREEN, form(cast, *stories[:2], **wrong))
    assert response.status_code == 200
    assert response.context["refusal"]
    assert response.context["rows"][0].errors
    assert all(str(value) in response.text for value in wrong.values())
    assert not Slot.objects.exists()


@pytest.mark.parametrize("trouble", ["killed", "uncredited"])
def test_a_photo_that_may_not_go_out_is_refused(chief, cast, stories, trouble):
    photo = cast.photo(credited=trouble != "uncredited")
    if trouble == "killed":
        Photo.objects.update(killed_at=timezone.now())
    response = chief.post(SCREEN, form(cast, stories[0], p0_photo_number=photo.pk))
    assert response.context["rows"][0].errors
    assert not Slot.objects.exists()


def test_a_clash_shows_both_and_stores_nothing(client, cast, stories):
    client.force_login(cast.section_head)
    mine = form(cast, *stories[:2], p0_headline="我的题")
    fronts.arrange(front_of(cast), [Slot(story=stories[4].story)], mine["seen"], cast.chief_editor)
    response = client.post(SCREEN, mine)
    assert order(response) == stories[:2]
    assert response.context["rows"][0]["headline"].data == "我的题"
    assert [row.story for row in response.context["clash"]["theirs"]] == [stories[4]]
    assert "chief-editor" in response.text
    assert [slot.story for slot in Slot.objects.all()] == [stories[4].story]
    again = mine | {"seen": response.context["seen"]}
    client.post(SCREEN, again)
    assert [slot.story for slot in Slot.objects.order_by("position")] == [story.story for story in stories[:2]]


# ---- the preview


def test_the_preview_is_the_public_page_of_what_is_not_saved_yet(chief, cast, stories):
    chosen = form(cast, stories[2], stories[0], p0_headline="还没保存的题")
    text = chief.post(f"{SCREEN}preview/", chosen).text
    assert text.index("还没保存的题") < text.index(stories[0].headline)
    assert 'class="masthead is-front"' in text
    assert not Slot.objects.exists()
    chief.post(SCREEN, chosen)
    public = chief.get("/").text
    assert text.partition("<main")[2] == public.partition("<main")[2]


def test_the_preview_of_a_section_front(chief, cast, stories):
    chosen = form(cast, stories[2], section=cast.section, p0_headline="还没保存的题")
    text = chief.post(f"{SCREEN}preview/", chosen).text
    assert "section-top" in text
    assert text.index("还没保存的题") < text.index(stories[4].headline)


def test_the_preview_looks_ahead_to_the_time_that_is_asked_for(chief, cast, stories):
    chosen = form(cast, stories[0], stories[1], p0_headline="明早的题", p0_starts_at="2099-12-28T08:00")
    preview = f"{SCREEN}preview/"
    assert "明早的题" not in chief.post(preview, chosen).text
    assert "明早的题" not in chief.post(preview, chosen | {"at": "2099-12-28T07:59"}).text
    assert "明早的题" in chief.post(preview, chosen | {"at": "2099-12-28T08:00"}).text
    assert "明早的题" not in chief.post(preview, chosen | {"at": "gestern"}).text


def test_the_preview_shows_what_can_be_understood(chief, cast, stories):
    chosen = form(cast, stories[0], 77, p0_headline="题", p0_ends_at="x", p0_photo_number="999", p1_number="y")
    assert "题" in chief.post(f"{SCREEN}preview/", chosen).text


# ---- the finder


def test_the_finder_finds_by_words_number_and_section(chief, cast, stories):
    other = factories.publication(section=factories.section("villages"), headline="牧场转场开始")
    finder = f"{SCREEN}stories/"

    def found(**asked):
        return chief.get(finder, asked).context["finder"]["stories"]

    assert found() == [other, *stories[::-1]]
    assert found(q="转场") == [other]
    assert found(q=str(stories[2].story)) == [stories[2]]
    assert found(section=str(cast.section.pk)) == stories[::-1]
    assert found(q="转场", section=str(cast.section.pk)) == []
    assert found(q="\x00", before="x", section="y") == [other, *stories[::-1]]


def test_the_finder_goes_on_to_older_stories(chief, cast):
    found = [factories.publication(section=cast.section) for _ in range(30)]
    first = chief.get(f"{SCREEN}stories/").context["finder"]
    second = chief.get(f"{SCREEN}stories/", {"before": first["older"]}).context["finder"]
    assert first["stories"] + second["stories"] == found[::-1]
    assert second["older"] is None


def test_the_finder_keeps_to_the_language_of_the_front(chief, cast, stories):
    kazakh = factories.publication(section=factories.section(language="kk-arab"))
    found = chief.get(f"{SCREEN}stories/", {"front": "front-kk-arab"}).context["finder"]["stories"]
    assert found == [kazakh]


# ---- who may


@pytest.mark.parametrize("address", [SCREEN, f"{SCREEN}stories/"])
def test_only_leading_roles_arrange_fronts(client, cast, address):
    for role, user in cast.users.items():
        client.force_login(user)
        expected = 200 if role in {"section-head", "chief-editor", "administrator"} else 403
        assert client.get(address).status_code == expected, role


def test_a_remit_keeps_a_section_head_from_other_section_fronts(client, cast, stories):
    mine = Section.objects.create(masthead_id="zh-hans", name="民生", slug="livelihood")
    Remit.objects.create(user=cast.section_head).sections.add(mine)
    client.force_login(cast.section_head)
    assert client.get(SCREEN, {"front": f"section-{mine.pk}"}).status_code == 200
    assert client.get(SCREEN, {"front": f"section-{cast.section.pk}"}).status_code == 404
    assert client.post(SCREEN, form(cast, stories[0], section=cast.section)).status_code == 404
    assert client.post(f"{SCREEN}preview/", form(cast, stories[0], section=cast.section)).status_code == 404
    assert not Slot.objects.exists()


def test_rows_with_strange_keys_are_left_out():
    from django.http import QueryDict

    assert [row.key for row in places.of_post(QueryDict("place=p1&place=p1&place=x&place=p2%0A&place=p0"))] == [
        "p1",
        "p0",
    ]


def test_more_places_than_a_front_has_are_not_saved(chief, cast, stories):
    response = chief.post(SCREEN, form(cast, *stories[:1] * (fronts.MOST + 1)))
    assert str(fronts.MOST) in response.context["refusal"]
    assert not Slot.objects.exists()


# ---- what is in focus


def test_what_is_put_in_focus_is_previewed_saved_and_in_the_carousel(chief, cast):
    pictured = [factories.publication(section=cast.section, cover=factories.picture(n)) for n in (1, 2, 3)]
    put(*pictured)
    chosen = form(cast, *pictured, p0_focus="on", p2_focus="on")
    assert "focus-list" not in chief.get("/").text
    drawn = chief.post(f"{SCREEN}preview/", chosen).text
    assert drawn.count('<li id="focus-') == 2
    before = edition.current()
    chief.post(SCREEN, chosen)
    assert edition.current() == before + 1
    assert [slot.is_focus for slot in fronts.slots_of(front_of(cast))] == [True, False, True]
    assert chief.get("/").context["focus"] == [pictured[0], pictured[2]]
    assert [row["focus"].value() for row in chief.get(SCREEN).context["rows"]] == [True, False, True]


def test_it_is_told_of_one_in_focus_that_has_no_photo(chief, cast, stories):
    put(*stories[:2], is_focus=True)
    assert chief.get(SCREEN).text.count("board-note") == 2
    Slot.objects.update(is_focus=False)
    assert "board-note" not in chief.get(SCREEN).text


def test_the_front_of_a_section_knows_no_focus(chief, cast, stories):
    put(stories[0], section=cast.section)
    screen = chief.get(SCREEN, {"front": f"section-{cast.section.pk}"}).text
    assert "p0-pinned" in screen
    assert "p0-focus" not in screen


def test_whoever_may_not_arrange_puts_nothing_in_focus(client, cast, stories):
    put(*stories[:2])
    client.force_login(cast.reporter)
    assert client.post(SCREEN, form(cast, *stories[:2], p0_focus="on", p1_focus="on")).status_code == 403
    assert not Slot.objects.filter(is_focus=True).exists()
