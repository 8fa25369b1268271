"""Public pages travel compressed to browsers that take it."""

import gzip

import pytest

from tests import factories

pytestmark = pytest.mark.django_db
GZIP = {"Accept-Encoding": "br, gzip"}


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/feeds/latest.rss"])
def test_the_same_page_comes_in_fewer_bytes(client, address):
    factories.publication()
    plain, small = client.get(address), client.get(address, headers=GZIP)
    assert small["Content-Encoding"] == "gzip"
    assert len(small.content) < len(plain.content)
    assert gzip.decompress(small.content) == plain.content
    assert "Content-Encoding" not in plain
    assert plain["Vary"] == small["Vary"] == "Accept-Encoding"


def test_a_page_that_the_reader_has_is_not_sent_again(client):
    factories.publication()
    first = client.get("/", headers=GZIP)
    again = client.get("/", headers=GZIP | {"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert client.get("/", headers={"If-None-Match": client.get("/")["ETag"]}).status_code == 304
