"""Invented stories for the page of components: the words, and what the paper's templates are given of them."""

from datetime import UTC, date, datetime

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from articles.markup import Recording
from articles.models.publication import Publication
from articles.models.taxonomy import Furniture, Section
from articles.public.paging import Page
from newsroom.models import Masthead

AT = datetime(2026, 3, 4, 1, 30, tzinfo=UTC)
DAY = date(2026, 3, 4)
WORDS = {
    "ltr": {
        "language": "zh-hans",
        "name": "河谷日报",
        "slogan": "河谷里的每一天",
        "sections": ["要闻", "乡村", "学校", "影像"],
        "headlines": [
            "河谷今冬第一场雪 牧道当天通车",
            "桥头小学添了一间天文台",
            "夜班公交，末班推迟到十一点",
            "老磨坊重新转了起来",
        ],
        "kicker": "冬牧场来信",
        "subtitle": "三十六户牧民赶在天黑前走完最后十公里",
        "summary": "雪从凌晨开始下，到上午停了。乡里的两台铲雪车来回走了六趟，牧道在午前全线通车，羊群没有耽搁。",
        "people": "周岭 何雨",
        "byline": ["河谷日报(记者 ", "周岭", " 摄影记者 ", "何雨", ")"],
        "caption": "3月4日，雪后的河谷。",
        "credit": "摄影记者 何雨摄",
        "paragraphs": [
            "雪从凌晨两点开始下，到上午九点停了，量得的厚度是21厘米。",
            "“我们怕的不是雪，是风。”护路队的人这样说。铲雪车走过以后，路面上又撒了一层砂。",
        ],
        "heading": "牧道上的六趟",
        "list": ["带足饲草和水", "过桥时慢行", "天黑前到达驿站"],
        "quote": "路通了，心就定了。",
        "table": [["地点", "积雪", "通车"], ["桥头", "21厘米", "9:40"], ["垭口", "34厘米", "11:50"]],
        "link": "查看全部路况",
        "clip": "护路队的一天",
        "note": "原文中垭口的积雪厚度有误，应为34厘米。",
        "editors": "责编:周岭 校对:何雨",
        "tags": ["牧道", "降雪"],
        "source": "河谷广播",
    },
    "rtl": {
        "language": "kk-arab",
        "name": "اڭعار گازەتى",
        "slogan": "اڭعاردىڭ ءار كۇنى",
        "sections": ["جاڭالىق", "اۋىل", "مەكتەپ", "سۋرەت"],
        "headlines": [
            "تاۋ بوكتەرىندە العاشقى قار جاۋدى",
            "مەكتەپتە جاڭا كىتاپحانا اشىلدى",
            "اۆتوبۋس كەشكە دەيىن جۇرەدى",
            "ەسكى ديىرمەن قايتا اينالدى",
        ],
        "kicker": "قىستاۋدان حات",
        "subtitle": "مالشىلار كەشكە دەيىن جولدان ءوتتى",
        "summary": "بۇگىن تاڭەرتەڭ تاۋ بوكتەرىندە العاشقى قار جاۋدى. جول تۇسكە دەيىن اشىلدى، مال امان.",
        "people": "ايدوس گۇلنار",
        "byline": ["اڭعار گازەتى (ءتىلشى ", "ايدوس", "، ", "گۇلنار", ")"],
        "caption": "قاردان كەيىنگى اڭعار.",
        "credit": "سۋرەتتى تۇسىرگەن گۇلنار",
        "paragraphs": [
            "بۇگىن تاڭەرتەڭ تاۋ بوكتەرىندە العاشقى قار جاۋدى. قاردىڭ قالىڭدىعى 21 سانتيمەتر.",
            "جول تۇسكە دەيىن اشىلدى، مال امان. جولشىلار التى رەت ءوتتى.",
        ],
        "heading": "جولداعى التى رەت",
        "list": ["شوپ پەن سۋ الىڭىز", "كوپىردە اقىرىن ءجۇرىڭىز", "كەشكە دەيىن جەتىڭىز"],
        "quote": "جول اشىلدى، كوڭىل ورنىقتى.",
        "table": [["جەر", "قار", "اشىلدى"], ["كوپىر", "21", "9:40"], ["اسۋ", "34", "11:50"]],
        "link": "جولدىڭ جايى",
        "clip": "جولشىنىڭ ءبىر كۇنى",
        "note": "اسۋداعى قار 34 سانتيمەتر.",
        "editors": "رەداكتور: ايدوس",
        "tags": ["جول", "قار"],
        "source": "اڭعار راديوسى",
    },
}


def furniture(said):
    """The furniture of an edition that is nowhere."""
    language = said["language"]
    masthead = Masthead(language=language, name=said["name"], slogan=said["slogan"], about=said["summary"])
    masthead.publisher, masthead.email = said["name"], "desk@example.com"
    masthead.news_licence = "00000000000"
    named = enumerate(said["sections"], start=1)
    return Furniture(
        masthead, [Section(pk=n, masthead_id=language, slug=f"s{n}", name=name) for n, name in named], [], []
    )


def context(said):
    """What desk/look_sheet.html shows: stories of each kind, a page of a list, a month."""
    edition = furniture(said)
    picture = _picture(said)
    story = _story(said, edition, 0, cover=picture, kicker=said["kicker"], subtitle=said["subtitle"])
    story.html, story.facts = _body(said, picture), _facts(said)
    plain = _story(said, edition, 1)
    corrected = _story(said, edition, 2, cover=picture | {"marks": ["AI生成"]}, is_corrected=True)
    last = _story(said, edition, 3, cover=picture)
    weeks = [[(date(2026, 3, 7 * week + day), day % 3 == 0) for day in range(2, 9)] for week in range(3)]
    return {
        "section": edition.sections[0],
        "focus": [story, corrected, last],
        "lead": last,
        "story": story,
        "cards": [plain, story, corrected],
        "page": Page([story, corrected, plain], AT.timestamp(), False),
        "empty_page": Page([], None, True),
        "shots": [{"story": one, "picture": picture} for one in (story, last)],
        "first": DAY.replace(day=1),
        "today": DAY,
        "weeks": weeks,
        "weekdays": [day for day, _has in weeks[0]],
        "share": {"path": story.get_absolute_url(), "address": "https://example.com/1", "version": 2},
    }


def _picture(said, name="sample", width=960, height=640):
    address = static(f"desk/{name}.svg")
    small = {"avif": "", "webp": "", "jpeg": address}
    return {
        "number": 1,
        "width": width,
        "height": height,
        "alt": said["caption"],
        "caption": said["caption"],
        "credit": said["credit"],
        "marks": [],
        "focus": None,
        "src": address,
        "large": address,
        "avif": "",
        "webp": "",
        "jpeg": f"{address} {width}w",
        "card": small | {"width": 400, "height": 300},
        "square": small | {"width": 200, "height": 200},
        "social": "",
    }


def _story(said, edition, number, **more):
    return Publication(
        key=number + 1,
        story=number + 1,
        version=1,
        language=said["language"],
        section=edition.sections[number],
        date=DAY,
        published_at=AT,
        changed_at=AT,
        headline=said["headlines"][number],
        summary=said["summary"],
        people=said["people"],
        **more,
    )


def _facts(said):
    byline = [{"text": text, "slug": f"p{n}" if n % 2 else ""} for n, text in enumerate(said["byline"])]
    return {
        "byline": byline,
        "standfirst": said["summary"],
        "notes": [{"at": AT.isoformat(), "note": said["note"]}],
        "editor_line": said["editors"],
        "tags": [{"name": name, "slug": f"t{n}"} for n, name in enumerate(said["tags"])],
        "source": {"name": said["source"], "title": said["headlines"][0], "author": "", "url": ""},
    }


def _body(said, picture):
    """A body with one of everything that may stand in it."""
    tall = _picture(said, "sample-tall", 640, 960)
    one, two = (format_html("<p>{}</p>", text) for text in said["paragraphs"])
    rows = format_html_join("", "<tr>{}</tr>", ((_cells(row, "td"),) for row in said["table"][1:]))
    related = render_to_string("story/related.html", {"story": _story(said, furniture(said), 3, cover=picture)})
    gallery = {"pictures": [picture, tall], "position": 1, "caption": said["caption"], "language": said["language"]}
    parts = [
        one,
        _figure(said, picture),
        two,
        format_html("<h2>{}</h2><ul>{}</ul>", said["heading"], format_html_join("", "<li>{}</li>", zip(said["list"]))),
        format_html("<blockquote><p>{}</p></blockquote>", said["quote"]),
        two,
        _figure(said, picture | {"marks": ["AI合成"]}),
        format_html("<blockquote data-pull><p>{}</p></blockquote>", said["quote"]),
        format_html("<h3>{}</h3><table><tr>{}</tr>{}</table>", said["heading"], _cells(said["table"][0], "th"), rows),
        _figure(said, tall),
        render_to_string("story/gallery.html", gallery),
        one,
        _link(Recording(kind="video", address="https://example.com/", caption=said["clip"])),
        related,
        format_html('<hr><p><a href="#top">{}</a></p>', said["link"]),
    ]
    return mark_safe("".join(parts))  # of templates and of our own words


def _cells(row, tag):
    return mark_safe("".join(format_html(f"<{tag}>{{}}</{tag}>", cell) for cell in row))  # a tag of ours


def _figure(said, picture):
    context = {"picture": picture, "position": 1, "language": said["language"]}
    return mark_safe(render_to_string("story/figure.html", context))


def _link(place):
    return mark_safe(render_to_string("story/elsewhere.html", {"place": place, "site": "example.com"}))
