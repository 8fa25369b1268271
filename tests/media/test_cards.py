"""The picture that a shared link shows."""

import time
from io import BytesIO

import pytest
from PIL import Image

from media import metadata, typesetting
from media.cards import PHOTO_WIDTH, SIZE, Card, draw

HEADLINES = [
    "雪",
    "雪川首条冰雪旅游公路通车",
    "第12届雪川冰雪节在北屏滑雪场隆重开幕" * 5,
    "A bridge over the Tash",
    "تۇنجى قار ياغدى",
    "🎉",
]


@pytest.fixture
def photo():
    """A green photo that says whose it is."""
    stream = BytesIO()
    said = metadata.Inscription(caption="雪后", creators=("江一帆",), credit="江一帆摄")
    Image.new("RGB", (1280, 853), "#00a000").save(stream, "JPEG", xmp=metadata.xmp_packet(said))
    stream.seek(0)
    return stream


def opened(data):
    return Image.open(BytesIO(data)).convert("RGB")


def test_every_headline_makes_a_card_quickly(photo):
    draw(Card("暖"), photo)  # the fonts are read once
    for headline in HEADLINES:
        for held in (None, photo):
            if held:
                held.seek(0)
            begun = time.process_time()
            data = draw(Card(headline, "引题", "雪川新闻网", "江一帆摄"), held)
            assert time.process_time() - begun < 0.3
            assert opened(data).size == SIZE
            assert len(data) < 200_000


def test_the_photo_stands_at_the_end_of_the_line(photo):
    card = opened(draw(Card("雪川首条公路通车"), photo))
    assert card.getpixel((SIZE[0] - 20, 300))[1] > 140
    assert card.getpixel((SIZE[0] - PHOTO_WIDTH - 20, 20)) > (240, 240, 230)
    photo.seek(0)
    mirrored = opened(draw(Card("تۇنجى قار ياغدى"), photo))
    assert mirrored.getpixel((20, 300))[1] > 140


def test_what_the_file_of_the_photo_says_goes_along(photo, tmp_path):
    path = tmp_path / "card.jpg"
    path.write_bytes(draw(Card("雪"), photo))
    assert metadata.read(path).creators == ("江一帆",)


def test_the_rule_has_the_colour_of_the_masthead():
    red, green, blue = opened(draw(Card("雪", colour="#0b5cad"))).getpixel((70, 59))
    assert blue > 150 and red < 40


def test_a_photo_made_by_ai_says_so_on_itself(photo):
    corner = (SIZE[0] - PHOTO_WIDTH + 4, 4)
    assert opened(draw(Card("雪", label="AI生成"), photo)).getpixel(corner) < (40, 40, 40)


def test_where_letters_cannot_be_joined_the_words_are_left_out(photo, monkeypatch):
    monkeypatch.setattr(typesetting, "_joins", lambda: False)
    assert opened(draw(Card("تۇنجى قار", "قار", "قار", "قار"), photo)).size == SIZE
