"""The logo of a masthead, and the icons of an edition."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from media import housekeeping, logos, stores
from tests import factories


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.RENDITIONS = tmp_path / "renditions"


@pytest.fixture
def logo(tmp_path):
    def made(size=(600, 150), mode="RGBA", colour="#0b5cad", format="PNG", ground=(0, 0, 0, 0)):
        picture = Image.new(mode, size, ground if mode == "RGBA" else "white")
        ImageDraw.Draw(picture).rectangle((4, 4, size[0] - 5, size[1] - 5), fill=colour)
        path = tmp_path / f"logo.{format.lower()}"
        picture.save(path, format)
        return path

    return made


def shown(address):
    return Image.open(BytesIO(logos.bytes_of(address)))


def refused(path):
    with pytest.raises(logos.Refused) as refusal:
        logos.take(path)
    return refusal.value.code


def test_a_wide_logo_keeps_its_shape_and_makes_no_icons(logo):
    found = logos.take(logo((602, 152)))
    assert (found["width"], found["height"], found["icons"]) == (594, 132, {}) or found["height"] <= 132
    assert abs(found["width"] / found["height"] - 594 / 144) < 0.05
    assert found["icons"] == {}
    assert shown(found["src"]).size == (found["width"], found["height"])


def test_a_square_one_makes_every_icon(logo):
    found = logos.take(logo((300, 300)))
    assert set(found["icons"]) == {"32", "180", "192", "512", "maskable"}
    assert [shown(found["icons"][size]).width for size in ("32", "180", "192", "512", "maskable")] == [
        32,
        180,
        192,
        512,
        512,
    ]
    assert len(set(logos.files_of(found))) == 6


def test_transparency_is_kept_and_empty_edges_go(logo, tmp_path):
    path = tmp_path / "round.png"
    picture = Image.new("RGBA", (800, 400), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((300, 100, 499, 299), fill="#0b5cad")
    picture.save(path)
    found = logos.take(path)
    assert found["width"] == found["height"] == 132
    assert shown(found["src"]).convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize(("mode", "format"), [("RGB", "JPEG"), ("RGBA", "WEBP"), ("RGBA", "PNG")])
def test_three_formats_are_taken(logo, mode, format):
    assert logos.take(logo(mode=mode, format=format))["src"].endswith(".png")


@pytest.mark.parametrize(
    ("colours", "plate"),
    [(("#101820", "#101820"), True), (("#1d8c5f", "#101820"), True), (("#c07000", "#1d8c5f"), False)],
)
def test_what_would_be_lost_at_night_gets_a_plate(tmp_path, colours, plate):
    picture = Image.new("RGBA", (600, 200), (0, 0, 0, 0))
    for at, colour in zip((0, 300), colours, strict=True):
        ImageDraw.Draw(picture).ellipse((at, 0, at + 199, 199), fill=colour)
    picture.save(tmp_path / "logo.png")
    assert logos.take(tmp_path / "logo.png")["plate"] is plate


def test_a_logo_on_a_ground_of_its_own_needs_none(logo):
    assert not logos.take(logo(colour="#101820", mode="RGB", format="JPEG"))["plate"]


def test_what_is_no_logo_is_refused(logo, tmp_path):
    assert refused(logo((3000, 60))) == "wrong_shape"
    assert refused(logo((100, 400))) == "wrong_shape"
    assert refused(logo((60, 30))) == "wrong_size"
    assert refused(logo((4200, 900))) == "wrong_size"
    assert refused(logo(colour="#fdfcf8")) == "faint"
    assert refused(logo(format="GIF", mode="RGB")) == "not_a_logo"
    drawing = tmp_path / "logo.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    assert refused(drawing) == "not_a_photo"
    torn = tmp_path / "torn.png"
    torn.write_bytes(logo().read_bytes()[:200])
    assert refused(torn) == "broken"
    heavy = tmp_path / "heavy.png"
    heavy.write_bytes(logo().read_bytes() + bytes(logos.MOST_BYTES))
    assert refused(heavy) == "too_heavy"
    assert not list(stores.photos().listed())


@pytest.mark.parametrize("name", ["雪川新闻网", "شۈەچۈەن", "Tash", "🎉", ""])
@pytest.mark.parametrize("size", [32, 180, 512])
def test_without_a_logo_an_icon_is_drawn_from_the_name(name, size):
    icon = Image.open(BytesIO(logos.drawn(name, "#1d5c3f", size)))
    assert icon.size == (size, size)
    assert icon.convert("RGBA").getpixel((size // 2, size - 3)) == (0x1D, 0x5C, 0x3F, 255)


def test_the_favicon_has_three_sizes():
    icon = Image.open(BytesIO(logos.favicon(logos.drawn("雪", "", 192))))
    assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}


@pytest.mark.django_db
def test_files_of_a_logo_in_use_are_no_orphans(logo):
    found = logos.take(logo((300, 300)))
    masthead = factories.masthead()
    masthead.logo = found
    masthead.save(update_fields=["logo"])
    (photos,) = (kind for kind in housekeeping.kinds() if kind.name == "photos")
    named = {row.name for row in photos.rows()}
    assert set(logos.files_of(found)) <= named
    assert photos.known(logos.files_of(found)) >= set(logos.files_of(found))
