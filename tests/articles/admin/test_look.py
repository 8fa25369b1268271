"""The page of components: drawn by the paper's templates, in both themes and directions, for everybody at the desk."""

import re

import pytest

from articles.admin.look import COMPONENTS, DIRECTIONS, THEMES
from articles.public.pages import policy
from newsroom import roles

LOOK, SHEET = "/admin/look/", "/admin/look/sheet/"


def test_it_names_every_component_and_frames_each_theme_and_direction(client, cast):
    client.force_login(cast.reporter)
    page = client.get(LOOK, {"at": "river"}).text
    assert re.findall(r'href="\?at=(\w+)"', page) == list(COMPONENTS)
    frames = re.findall(r'<iframe src="(.*?)"', page)
    assert len(frames) == 4
    assert all(frame.endswith("#river") for frame in frames)
    assert page.count(' sandbox="allow-same-origin"></iframe>') == 4
    assert "#" not in re.search(r'<iframe src="(.*?)"', client.get(LOOK, {"at": "nonsense"}).text)[1]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_sheet_shows_each_component_under_the_policy_of_the_paper(client, cast, theme, direction):
    client.force_login(cast.reporter)
    response = client.get(SHEET, {"theme": theme, "direction": direction})
    assert response["Content-Security-Policy"] == policy()
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert f'dir="{direction}" data-theme="{theme}"' in response.text
    assert re.findall(r'<section id="(\w+)"><h2>', response.text) == list(COMPONENTS)
    assert "style=" not in response.text
    assert "<script" not in response.text


def test_a_sheet_shows_one_of_everything_a_body_may_hold(client, cast):
    client.force_login(cast.reporter)
    text = client.get(SHEET).text
    for part in ("photo is-tall", "gallery", "elsewhere", "related-story", "data-pull", "<table", "ai-label", "notes"):
        assert part in text, part


def test_it_asks_nothing_of_the_stories_on_the_site(client, cast, django_assert_num_queries):
    client.force_login(cast.reporter)
    with django_assert_num_queries(2):  # who asks
        client.get(SHEET)


def test_another_theme_or_direction_is_not_there(client, cast):
    client.force_login(cast.reporter)
    assert client.get(SHEET, {"theme": "sepia"}).status_code == 404
    assert client.get(SHEET, {"direction": "ttb"}).status_code == 404


@pytest.mark.parametrize("address", [LOOK, SHEET])
@pytest.mark.parametrize("who", roles.LABELS)
def test_everybody_at_the_desk_may_see_it_and_no_reader(client, cast, address, who):
    assert client.get(address).status_code == 302
    client.force_login(cast.users[who])
    assert client.get(address).status_code == 200
