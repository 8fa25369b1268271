"""The form of a masthead: names, colour, logo, licences."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from media import stores
from newsroom import edition
from newsroom.models import Masthead

NAMES = {"name": "雪川网", "outlet": "雪川新闻网", "publisher": "雪川地区融媒体中心"}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.RENDITIONS, settings.UPLOADS = tmp_path / "renditions", tmp_path / "uploads"


@pytest.fixture
def form(client, cast):
    """Send the form of the masthead as a chief editor; gives the response."""
    client.force_login(cast.chief_editor)
    address = f"/admin/newsroom/masthead/{Masthead.objects.get().pk}/change/"
    return lambda **values: client.post(address, NAMES | values) if values else client.get(address)


def logo(name="logo.png", size=(600, 150), colour="#0b5cad", format="PNG"):
    stream = BytesIO()
    picture = Image.new("RGBA", size)
    ImageDraw.Draw(picture).rectangle((0, 0, *size), fill=colour)
    picture.convert("RGBA" if format == "PNG" else "RGB").save(stream, format)
    return SimpleUploadedFile(name, stream.getvalue())


def test_every_field_of_the_foot_can_be_written(form):
    before = edition.current()
    values = {
        "language_name": "简体中文",
        "news_licence": "65120260001",
        "licence_holder": "雪川广播电视台",
        "licence_kind": "互联网站",
        "icp": "新ICP备00000001号",
        "police": "新公网安备 65400002000001号",
    }
    assert form(**values).status_code == 302
    masthead = Masthead.objects.get()
    assert {name: getattr(masthead, name) for name in values} == values
    assert edition.current() > before


def test_the_language_of_a_masthead_stays(form):
    form(language="en")
    assert (Masthead.objects.get().name, Masthead.objects.get().language) == ("雪川网", "zh-hans")


def test_reporters_may_not_open_it(client, cast):
    client.force_login(cast.reporter)
    assert client.get(f"/admin/newsroom/masthead/{Masthead.objects.get().pk}/change/").status_code == 403


@pytest.mark.parametrize("typed", ["#0B5CAD", "0b5cad", " #0b5cad "])
def test_a_colour_is_understood_however_it_is_typed(form, typed):
    assert form(colour=typed).status_code == 302
    assert Masthead.objects.get().colour == "#0b5cad"


def test_three_digits_are_six(form):
    form(colour="#05a")
    assert Masthead.objects.get().colour == "#0055aa"


def test_a_pale_colour_is_refused_with_one_that_could_be_read(form):
    response = form(colour="#ffcc00")
    assert response.status_code == 200
    assert "太浅" in response.text
    found = re.search(r"可以用 (#[0-9a-f]{6})", response.text)[1]
    assert form(colour=found).status_code == 302


@pytest.mark.parametrize("typed", ["red", "#12345", "#b3261e;}", "#ggg"])
def test_what_is_no_colour_is_refused(form, typed):
    assert form(colour=typed).status_code == 200
    assert Masthead.objects.get().colour == ""


def test_a_logo_is_kept_and_shown(form):
    assert form(logo_file=logo()).status_code == 302
    kept = Masthead.objects.get().logo
    assert kept["width"] / kept["height"] == pytest.approx(4, rel=0.02)
    assert stores.photos().has(stores.name_in(kept["src"]))
    assert form().text.count(kept["src"]) == 2


def test_saving_without_a_file_keeps_the_logo_and_ticking_takes_it_away(form):
    form(logo_file=logo())
    form(slogan="每日新闻")
    assert Masthead.objects.get().logo
    form(remove_logo="on")
    assert Masthead.objects.get().logo is None


def test_a_new_file_takes_the_place_of_the_logo_even_with_the_tick(form):
    form(logo_file=logo())
    before = Masthead.objects.get().logo
    form(logo_file=logo(colour="#203040"), remove_logo="on")
    assert Masthead.objects.get().logo["src"] not in ("", before["src"])


def test_a_logo_is_not_lost_where_another_field_is_wrong(form):
    response = form(logo_file=logo(), name="")
    assert response.status_code == 200
    assert Masthead.objects.get().logo is None
    kept = re.search(r'name="kept_logo" value="([^"]+)"', response.text)[1]
    assert "/media/photos/" in response.text
    form(kept_logo=kept)
    assert Masthead.objects.get().logo["src"]


def test_a_kept_logo_that_somebody_wrote_herself_is_not_believed(form):
    form(kept_logo="e30:1abc:forged")
    assert Masthead.objects.get().logo is None


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), "PNG"),
        (SimpleUploadedFile("logo.png", b"\x89PNG\r\n\x1a\n torn"), "读不出来"),
        (logo(size=(3000, 100)), "太长或太高"),
        (logo(size=(40, 40)), "48"),
        (logo(colour="#fffffe"), "纸色"),
        (logo("logo.gif", format="GIF"), "PNG"),
    ],
)
def test_what_is_no_logo_is_refused_in_words(form, file, words):
    response = form(logo_file=file)
    assert response.status_code == 200
    assert words in response.text
    assert Masthead.objects.get().logo is None


def test_an_administrator_founds_an_edition(client, cast):
    client.force_login(cast.administrator)
    values = NAMES | {"language": "kk-arab", "language_name": "قازاقشا", "logo_file": logo(size=(200, 200))}
    assert client.post("/admin/newsroom/masthead/add/", values).status_code == 302
    assert set(Masthead.objects.get(language="kk-arab").logo["icons"]) >= {"192", "512", "maskable"}
