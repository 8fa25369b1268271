"""Galleries and recordings as feed readers get them: full addresses, one file a photo."""

import pytest

from articles import printing
from articles.markup import clean
from tests import factories

pytestmark = pytest.mark.django_db


def test_what_stands_beside_the_text_has_full_addresses(client, settings):
    settings.SITE_URL = "https://news.example"
    body = (
        '<p>一</p><figure data-gallery="1 2"><figcaption>组图</figcaption></figure>'
        '<figure data-clip="3"><figcaption></figcaption></figure>'
        '<figure data-audio="https://audio.example/a.mp3"><figcaption></figcaption></figure>'
    )
    words = {"language": "zh-hans", "body": clean(body), "clips": {}}
    html = printing.printed(words, {number: factories.picture(number) for number in (1, 2)})
    html += '<figure class="recording is-video"><video src="/media/clips/ab/x.mp4" controls></video></figure>'
    factories.publication(html=html)
    text = client.get("/feeds/latest.rss").text
    assert "https://news.example/media/clips/ab/x.mp4" in text
    assert "https://audio.example/a.mp3" in text
    assert text.count("https://news.example/media/photos/") >= 2
    assert "srcset" not in text
    assert "组图" in text
