"""About, contact and what else the house says of itself."""

import pytest

from articles.models import HousePage
from tests import factories

pytestmark = pytest.mark.django_db
CONTACTS = {"telephone": "0999-123 4567", "email": "desk@example.com", "address": "雪川市桦林路", "report_line": "见右"}


def house_page(slug="about", title="关于我们", body="<p>我们在雪山脚下。</p>", language="zh-hans", **fields):
    factories.masthead(language)
    return HousePage.objects.create(masthead_id=language, slug=slug, title=title, body=body, **fields)


@pytest.mark.parametrize("slug", ["about", "contact"])
def test_it_costs_two_queries_with_one_page_or_eleven(client, django_assert_num_queries, slug):
    page = house_page(slug)
    with django_assert_num_queries(2):
        client.get(page.get_absolute_url())
    [house_page(f"more-{n}", f"其他{n}") for n in range(10)]
    with django_assert_num_queries(2):
        client.get(page.get_absolute_url())


def test_about_stands_at_its_address_and_others_below(client):
    assert house_page().get_absolute_url() == "/about/"
    assert house_page("contact", "联系我们").get_absolute_url() == "/about/contact/"
    response = client.get("/about/")
    assert "<h1" in response.text
    assert "关于我们" in response.text
    assert "我们在雪山脚下。" in response.text
    assert client.get("/about/about/")["Location"] == "/about/"


def test_before_there_is_a_page_its_address_is_missing(client):
    factories.masthead()
    for address in ("/about/", "/about/contact/", "/about/%00/", "/about/about/x/"):
        assert client.get(address).status_code == 404


def test_the_foot_of_every_page_leads_to_them_in_their_order(client):
    house_page("contact", "联系我们", position=2)
    house_page("about", "关于我们", position=1)
    for address in ("/", "/nowhere/", "/search/"):
        foot = client.get(address).text.partition("<footer")[2]
        assert -1 < foot.index('href="/about/"') < foot.index('href="/about/contact/"')


def test_each_edition_has_its_own(client):
    house_page()
    theirs = house_page(title="біз туралы", language="kk-arab")
    assert theirs.get_absolute_url() == "/kk-arab/about/"
    text = client.get("/kk-arab/about/").text
    assert "біз туралы" in text
    assert 'href="/about/"' not in text
    assert client.get("/kk-arab/about/about/")["Location"] == "/kk-arab/about/"


def test_the_page_of_contact_begins_with_what_the_masthead_says(client):
    factories.masthead(**CONTACTS)
    house_page("contact", "联系我们", "<p>欢迎来访。</p>")
    factories.masthead(**CONTACTS)
    text = client.get("/about/contact/").text
    address = text[text.index("<address") : text.index("</address>")]
    assert 'href="tel:09991234567"' in address
    assert 'href="mailto:desk@example.com"' in address
    assert "雪川市桦林路" in address
    assert "见右" in address
    assert address.count("tel:") == 1
    assert "欢迎来访。" in text
    assert "<address" not in client.get("/").text.partition("<footer")[0]


def test_what_is_not_said_has_no_line(client):
    house_page("contact", "联系我们")
    text = client.get("/about/contact/").text
    assert "<dt>" not in text


def test_photos_and_other_places_of_a_body_print_nothing(client):
    house_page(body='<p>一。</p><figure data-photo="3"><figcaption>图</figcaption></figure><p>二。</p>')
    text = client.get("/about/").text
    assert "<figure" not in text
    assert "二。" in text


def test_only_reading_is_answered(client):
    house_page()
    assert client.post("/about/").status_code == 405
