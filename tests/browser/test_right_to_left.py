"""The pages of an edition that runs from right to left, in a browser, and the way there. That none is wider than the
screen is looked at in test_every_page.py."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [820, 1440])
@pytest.mark.parametrize("kind", ["front", "section", "story_rich", "search_found", "archive_year"])
def test_what_stands_at_one_side_stands_at_the_other(turn_to, kind, width):
    """The first section of the menu, the search and the head of the page are mirrored: as far from the end as from the start."""
    far = {}
    for language in ("zh-hans", "kk-arab"):
        page = turn_to(kind, language, viewport={"width": width, "height": 900})
        boxes = [
            page.locator(css).first.bounding_box() for css in (".sections li a", ".to-search", "main h1, main .lead")
        ]
        first, search, head = ((box["x"], page.evaluate("innerWidth") - box["x"] - box["width"]) for box in boxes)
        far[language] = first[0] < search[0], first, head
    assert [far["zh-hans"][0], far["kk-arab"][0]] == [True, False]
    assert abs(far["zh-hans"][1][0] - far["kk-arab"][1][1]) < 24  # the scroll bar may stand at the other side


def test_the_head_of_a_page_leads_to_the_other_language_and_back(turn_to):
    page = turn_to("front", "zh-hans", viewport={"width": 360, "height": 800})
    link = page.get_by_role("navigation", name="语言版本").get_by_role("link", name="قازاقشا")
    assert link.bounding_box()["height"] >= 44
    link.click()
    page.wait_for_url("**/kk-arab/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.get_by_role("link", name="简体中文").click()
    page.wait_for_url(lambda address: address.endswith("/") and "kk-arab" not in address)
