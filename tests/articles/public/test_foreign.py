"""What stands on a page in another language than the page's says so."""

import lxml.html
import pytest

from articles import printing
from articles.public.languages import foreign
from articles.templatetags import paper
from media.pictures import words as photo_words
from tests import factories


@pytest.mark.parametrize(
    ("text", "page", "found"),
    [
        ("林知夏", "zh-hans", ("", "")),
        ("林知夏", "ug", ("zh-Hans", "ltr")),
        ("林知夏", "en", ("zh-Hans", "")),
        ("ئايگۈل", "ug", ("", "")),
        ("ئايگۈل", "zh-hans", ("", "rtl")),
        ("观察员 ئايگۈل", "ug", ("", "")),
        ("Anna", "ug", ("", "")),
        ("", "ug", ("", "")),
    ],
)
def test_the_script_tells_as_far_as_it_can(text, page, found):
    assert foreign(text, page) == found


def test_attributes_are_written_out_and_nothing_else_is():
    assert paper.foreign("林知夏", "ug") == ' lang="zh-Hans" dir="ltr"'
    assert paper.foreign("林知夏", "zh-hans") == paper.foreign(None, "ug") == ""


def words(cast, language, caption="", **more):
    photo = cast.photo(caption="推介会现场。")
    figure = f'<figure data-photo="{photo.pk}"><figcaption>{caption}</figcaption></figure>'
    said = {"language": language, "body": figure, "photos": {str(photo.pk): photo_words(photo)}, "cover": None}
    return said | more, printing.shown(type(photo).objects, [photo.pk])


def figure_of(cast, language, caption=""):
    said, photos = words(cast, language, caption)
    return lxml.html.fromstring(printing.printed(said, printing.pictures(said, photos)))


def test_a_caption_of_the_library_says_that_it_is_chinese(cast):
    figure = figure_of(cast, "ug")
    (caption,) = figure.xpath(".//span[@class='caption']")
    assert (caption.get("lang"), caption.get("dir"), caption.text) == ("zh-Hans", "ltr", "推介会现场。")
    (credit,) = figure.xpath(".//span[@class='credit']")
    assert credit.text == "سۈرەتنى تارتقان: پراكتىكانت مۇخبىر 江一帆"


def test_a_caption_that_was_translated_is_the_pages_own_and_its_alt_text_too(cast):
    figure = figure_of(cast, "ug", "يىغىن مەيدانى.")
    (caption,) = figure.xpath(".//span[@class='caption']")
    assert (caption.get("lang"), caption.text) == (None, "يىغىن مەيدانى.")
    assert figure.xpath(".//img/@alt") == ["يىغىن مەيدانى."]


def test_the_house_says_of_its_own_pages_what_the_library_says_of_a_photo(cast):
    assert figure_of(cast, "zh-hans", "另一句。").xpath(".//img/@alt") == ["推介会现场。"]


def test_a_byline_and_an_editor_line_are_printed_as_the_papers_of_the_language_print_them():
    said = {
        "language": "kk-arab",
        "outlets": ["قارلىوزەن تورى"],
        "dateline": "",
        "collective": "",
        "bylines": [{"role": "记者", "name": "ايدوس", "unit": "", "reporter": None}],
        "editors": [{"role": "责编", "name": "نۇرگۇل"}, {"role": "校对", "name": "سەرىك"}],
    }
    assert printing.byline_text(said) == "قارلىوزەن تورى: ٴتىلشى ايدوس"
    assert printing.byline(said, [{**said["bylines"][0], "slug": "x"}])[1] == {"text": "ايدوس", "slug": "x"}
    assert printing.editor_line(said) == "جاۋاپتى رەداكتور: نۇرگۇل؛ كوررەكتور: سەرىك"
    alone = {**said, "bylines": [], "collective": "ٴوز ٴتىلشىمىز"}
    assert printing.byline_text(alone) == "قارلىوزەن تورى: ٴوز ٴتىلشىمىز"


def test_names_headlines_and_tags_of_other_languages_say_so(client, db):
    factories.masthead("ug")
    lin = factories.reporter("林知夏", unit="北屏县融媒体中心")
    chinese = factories.publication(headline="河谷下雪")
    facts = {"related": [chinese.story]}
    section = factories.section(language="ug")
    story = factories.publication([lin], [factories.tag("冰雪")], section=section, facts=facts)
    page = lxml.html.fromstring(client.get(story.get_absolute_url()).content)
    for path in ("//a[@rel='author']", "//ul[@class='tags']//a", f"//a[@href='{chinese.get_absolute_url()}']"):
        (found,) = page.xpath(path)
        assert (found.get("lang"), found.get("dir")) == ("zh-Hans", "ltr"), path
    page = lxml.html.fromstring(client.get("/ug/reporters/林知夏/").content)
    assert page.xpath("//h1/@lang") == ["zh-Hans"]
    assert "مۇخبىر" in page.xpath("//p[@class='what']")[0].text_content()
    assert lxml.html.fromstring(client.get("/ug/tags/冰雪/").content).xpath("//h1/@lang") == ["zh-Hans"]
