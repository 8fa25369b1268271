"""What keeps stories readable without a network, as the server gives it."""

import pytest
from django.conf import settings as site

from tests import factories

pytestmark = pytest.mark.django_db


def test_the_worker_comes_from_the_root_and_is_never_kept(client):
    response = client.get("/sw.js")
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "no-cache"
    assert response.text == (site.BASE_DIR / "static" / "sw.js").read_text("utf-8")
    assert not response.cookies


def test_the_worker_may_ask_for_photos_where_they_lie(client, settings):
    settings.MEDIA_URL = "https://photos.example/media/"
    assert "connect-src 'self' https://photos.example/media/;" in client.get("/sw.js")["Content-Security-Policy"]


def test_the_scripts_stay_small():
    sizes = {name: (site.BASE_DIR / "static" / name).stat().st_size for name in ("sw.js", "offline.js", "kept.js")}
    assert sizes["sw.js"] <= 4_000 and sizes["offline.js"] <= 400 and sizes["kept.js"] <= 650


def test_pages_bring_it_with_the_address_of_their_own_offline_page(client):
    factories.publication()
    factories.publication(section=factories.section(language="ug", slug="news"))
    assert '<template id="kept" data-page="/offline/">' in client.get("/").text
    assert '<template id="kept" data-page="/ug/offline/">' in client.get("/ug/").text
    assert "offline.js" in client.get("/").text


def test_pages_that_are_not_there_do_not(client):
    text = client.get("/nothing/here/").text
    assert "offline.js" not in text and 'id="kept"' not in text


@pytest.mark.parametrize("path", ["/offline/", "/kk-arab/offline/"])
def test_each_edition_has_a_page_for_when_there_is_no_network(client, path):
    factories.masthead("kk-arab")
    response = client.get(path)
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert 'id="kept-stories"' in response.text and "kept.js" in response.text


def test_switched_off_it_is_forgotten(client, settings):
    factories.publication()
    settings.OFFLINE = False
    assert "registration.unregister()" in client.get("/sw.js").text
    text = client.get("/").text
    assert "offline.js" not in text and 'id="kept"' not in text
