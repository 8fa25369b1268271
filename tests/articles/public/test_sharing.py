"""Passing a story on: its address in a field, and as a code that telephones read."""

import re

import lxml.etree
import pytest
import segno

from articles.public.sharing import drawn
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_address_stands_in_a_field_and_the_code_is_a_picture_so_that_no_script_is_needed(client, settings):
    settings.SITE_URL = "https://news.example"
    where = factories.publication().get_absolute_url()
    text = client.get(where).text
    details = text[text.index("<details>") : text.index("</details>")]
    assert f'<input readonly value="https://news.example{where}"' in details
    assert re.search(rf'<img src="{where}qr.svg" width="168" height="168" alt="[^"]+"', details)


def test_nobody_else_is_told_who_reads_what(client):
    where = factories.publication().get_absolute_url()
    text = client.get(where).text
    assert re.findall(r'<(?:script|img|iframe|link rel="stylesheet")[^>]+(?:src|href)="(?:https?:)?//', text) == []


def test_the_code_says_the_address(client, settings):
    settings.SITE_URL = "https://news.example"
    story = factories.publication()
    response = client.get(f"{story.get_absolute_url()}qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response.content == drawn(f"https://news.example{story.get_absolute_url()}")
    root = lxml.etree.fromstring(response.content)
    size = segno.make(f"https://news.example{story.get_absolute_url()}", error="m", micro=False).symbol_size(border=3)
    assert root.get("viewBox") == f"0 0 {size[0] * 8} {size[1] * 8}"
    assert [root.find(".//{*}path").get("fill"), "style" in response.text] == ["#fff", False]


def test_the_code_may_be_kept_for_a_week_and_is_not_sent_twice(client, django_assert_num_queries):
    where = f"{factories.publication().get_absolute_url()}qr.svg"
    with django_assert_num_queries(1):
        response = client.get(where)
    assert response["Cache-Control"] == "public, max-age=604800"
    assert client.get(where, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.post(where).status_code == 405


def test_a_code_at_a_wrong_date_leads_to_the_right_one(client):
    story = factories.publication()
    response = client.get(f"/2020/1/1/{story.story}/qr.svg")
    assert (response.status_code, response["Location"]) == (301, f"{story.get_absolute_url()}qr.svg")
