"""What stands for an edition outside its pages: icons, colour, manifest."""

import json
import re
from io import BytesIO

import pytest
from PIL import Image

from newsroom import colours
from tests import factories

pytestmark = pytest.mark.django_db
LOGO = "/media/photos/ab/" + "ab" * 32 + ".png"


def head(client, path="/"):
    return client.get(path).text.partition("</head>")[0]


def logo(**icons):
    return {"src": LOGO, "width": 300, "height": 100, "plate": False, "icons": icons}


def test_every_icon_that_a_page_names_is_there(client):
    factories.section()
    addresses = re.findall(r'<link rel="(?:icon|apple-touch-icon)" href="([^"]+)"', head(client))
    assert len(addresses) == 3
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        Image.open(BytesIO(response.content)).load()
        assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_site_without_a_masthead_has_icons_too(client):
    assert client.get("/favicon.ico").status_code == 200
    assert "/icons/zh-hans/" in head(client)


def test_an_icon_is_named_by_what_it_looks_like(client):
    factories.section()
    before = re.search(r"/icons/[^\"]+/192.png", head(client))[0]
    assert "immutable" in client.get(before)["Cache-Control"]
    factories.masthead(name="云杉晚报")
    after = re.search(r"/icons/[^\"]+/192.png", head(client))[0]
    assert client.get(before)["Location"] == after
    assert client.get(after.replace("192", "193")).status_code == 404
    assert client.get("/icons/ug/00000000/192.png").status_code == 404


def test_a_square_logo_gives_the_icons(client):
    factories.masthead(logo=logo(**dict.fromkeys(("32", "180", "192", "512", "maskable"), LOGO)))
    assert head(client).count(f'href="{LOGO}"') == 2
    assert client.get("/favicon.ico").status_code == 200  # the file itself is gone here: drawn from the name


def test_a_logo_stands_in_the_nameplate_in_place_of_the_name(client):
    factories.masthead(logo=logo())
    factories.publication()
    for path in ("/", "/corrections/"):
        text = client.get(path).text
        assert f'<img src="{LOGO}" width="300" height="100" alt="雪川新闻网">' in text
        assert "logo.css" in head(client, path)
    factories.masthead(logo=logo() | {"plate": True})
    assert 'class="on-plate"' in client.get("/").text


def test_without_a_logo_the_name_stands_there(client):
    factories.masthead()
    assert '<h1 class="name">雪川新闻网</h1>' in client.get("/").text
    assert "logo.css" not in head(client)


def test_a_colour_comes_in_a_sheet_of_its_own(client):
    factories.masthead(colour="#0b5cad")
    address = re.search(r'href="(/colours/[^"]+)"', head(client))[1]
    response = client.get(address)
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert ":root{--red:#0b5cad}" in response.text
    night = re.search(r'data-theme="dark"\]\{--red:(#\w+)\}', response.text)[1]
    assert colours.contrast(night, colours.NIGHT) >= colours.READABLE
    assert head(client).index("public.css") < head(client).index(address)


def test_without_a_colour_there_is_no_sheet(client):
    factories.masthead()
    assert "/colours/" not in head(client)


@pytest.mark.parametrize("digits", ["ffee00", "0b5ca", "0b5cadd", "0b5cag", "0B5CAD"])
def test_only_colours_that_can_be_read_have_one(client, digits):
    assert client.get(f"/colours/{digits}.css").status_code == 404


@pytest.mark.parametrize(("language", "start", "dir"), [("zh-hans", "/", "ltr"), ("kk-arab", "/kk-arab/", "rtl")])
def test_each_edition_can_be_installed(client, language, start, dir):
    factories.section(language=language, slug="villages")
    factories.masthead(language, name="雪川地区融媒体中心新闻网", slogan="每日新闻")
    address = re.search(r'<link rel="manifest" href="([^"]+)"', head(client, start))[1]
    response = client.get(address)
    assert response["Content-Type"] == "application/manifest+json"
    shown = json.loads(response.content)
    assert (shown["start_url"], shown["id"], shown["scope"], shown["dir"]) == (start, start, "/", dir)
    assert (shown["name"], shown["short_name"]) == ("雪川地区融媒体中心新闻网", "雪川地区融媒体中心新闻网"[:12])
    assert shown["lang"] in ("zh-Hans", "kk-Arab")
    assert [icon.get("purpose") for icon in shown["icons"]] == [None, None, "maskable"]
    assert all(client.get(icon["src"]).status_code == 200 for icon in shown["icons"])
    assert shown["shortcuts"][0]["url"].endswith("/sections/villages/")


def test_the_policy_lets_the_page_be_installed_and_kept(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "manifest-src 'self'" in policy and "worker-src 'self'" in policy
    assert "unsafe" not in policy and "data:" not in policy


class TestTheFoot:
    def foot(self, client, **values):
        factories.masthead(**values)
        return client.get("/").text.partition("<footer")[2]

    def test_the_licence_stands_there_with_holder_and_kind(self, client):
        foot = self.foot(client, news_licence="65120260001", licence_holder="雪川广播电视台", licence_kind="互联网站")
        assert "互联网新闻信息服务许可证" in foot and "65120260001" in foot
        assert "许可单位：雪川广播电视台" in foot and "服务类别：互联网站" in foot

    def test_without_a_holder_it_is_the_publisher(self, client):
        assert "许可单位：雪川地区融媒体中心" in self.foot(client, news_licence="65120260001")

    def test_without_a_licence_nothing_is_said_of_one(self, client):
        foot = self.foot(client, licence_holder="雪川广播电视台", licence_kind="互联网站")
        assert "许可" not in foot and "服务类别" not in foot

    def test_the_icp_number_leads_to_its_register(self, client):
        foot = self.foot(client, icp="新ICP备00000001号")
        assert '<a href="https://beian.miit.gov.cn/" rel="nofollow">新ICP备00000001号</a>' in foot

    def test_the_police_number_leads_to_its_record(self, client):
        foot = self.foot(client, police="新公网安备 65400002000001号")
        address = "https://beian.mps.gov.cn/#/query/webSearch?code=65400002000001"
        assert f'<a href="{address}" rel="nofollow">新公网安备 65400002000001号</a>' in foot
        assert "<li>备案中</li>" in self.foot(client, police="备案中")

    def test_where_to_report_and_whom_to_write_to(self, client):
        foot = self.foot(client, report_line="0999-1234567", email="desk@example.com")
        assert "0999-1234567" in foot and 'href="mailto:desk@example.com"' in foot
        assert "雪川地区融媒体中心" in foot
