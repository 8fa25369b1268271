"""Every type of page that readers get, once in an edition from the left and once in one from the right. Who adds a type
of page adds it to TYPES and `addresses`: the checks of HTML, of axe, of the keyboard and the others then hold for it."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from articles.desk.workflow import Verb
from articles.models import Article, Portrait, Section, Slot, Tag, Topic, TopicBlock, TopicStory
from articles.models.housepage import HousePage
from articles.models.publication import Publication
from articles.models.taxonomy import edition_url
from newsroom import edition
from newsroom.models import Reporter
from tests import factories
from tests.cast import Cast


@dataclass(frozen=True)
class Words:
    """What the pages of one edition are filled with; invented."""

    language: str
    name: str
    sections: tuple
    headline: str
    sentence: str
    person: str
    tag: str
    search: str
    masthead: dict = field(default_factory=dict)


EDITIONS = [
    Words(
        "zh-hans",
        "雪川新闻网",
        ("要闻", "民生", "经济", "文化", "冰雪", "县市", "图片"),
        "河谷里下了今年第一场雪",
        "河谷里下了今年第一场雪，孩子们在学校门前堆起了雪人。",
        "沈青禾",
        "冰雪",
        "河谷",
        {"slogan": "雪山脚下，每日新闻", "about": "雪川新闻网报道雪川的新闻。", "address": "雪川市北岸路 8 号"},
    ),
    Words(
        "kk-arab",
        "قارلى وزەن",
        ("جاڭالىق", "تۇرمىس", "ەكونوميكا", "مادەنيەت", "قار مەن مۇز", "اۋداندار", "سۋرەتتەر"),
        "اۋىلدا جاڭا كىتاپحانا اشىلدى",
        "بۇگىن اۋىلدا جاڭا كىتاپحانا اشىلدى، بالالار كىتاپ وقۋعا كەلدى.",
        "ايجان",
        "كىتاپ",
        "كىتاپحانا",
        {
            "slogan": "كۇندەلىكتى جاڭالىق",
            "about": "قارلى وزەن اۋىل جاڭالىقتارىن جازادى.",
            "address": "قارلى وزەن قالاسى",
            "colour": "#1f6f54",
        },
    ),
]
LICENCES = {
    "news_licence": "00000000000",
    "icp": "演示ICP备00000000号",
    "police": "演示公网安备00000000000000号",
    "report_line": "0000-0000000",
    "email": "desk@example.com",
    "telephone": "0000-1234567",
}
TYPES = """
front section section_older tag topics topic reporter reporter_photos photos corrections search search_found search_nothing
archive_year archive_month archive_day story story_rich story_gallery versions version print about house_page offline api
missing gone
""".split()
BODY = """<p>{0}{0}</p><h2>{1}</h2><figure data-photo="{2}"><figcaption></figcaption></figure>
<p><strong>{0}</strong><a href="https://example.com/">{1}</a></p>
<ul><li>{1}</li><li>{1}</li></ul><blockquote><p>{0}</p></blockquote><blockquote data-pull=""><p>{1}</p></blockquote>
<figure data-gallery="{2} {3} {4}"><figcaption>{1}</figcaption></figure>
<table><caption>{1}</caption><thead><tr><th>{1}</th><th>2026</th></tr></thead><tbody><tr><td>{1}</td><td>12,345</td></tr></tbody></table>
<figure data-video="https://example.com/a.mp4"><figcaption>{1}</figcaption></figure><aside data-story="{5}"></aside>
<h3>{1}</h3><ol><li>{0}</li></ol><p>{0}</p>"""


def furnish():
    """Fill an empty site. Returns {language: {type of page: address}}."""
    cast = Cast()
    found = {}
    for at, words in enumerate(EDITIONS):
        photos = [cast.photo(words.sentence, colour=(60 * at, 120, shade)) for shade in (140, 200, 90)]
        found[words.language] = addresses(words, Edition(cast, words, photos))
        assert sorted(found[words.language]) == sorted(TYPES)
    edition.bump()
    return found


def addresses(words, made):
    """Where each type of page is, in one edition."""

    def at(name, *args):
        return edition_url(name, words.language, *args)

    rich, day = made.rich.get_absolute_url(), made.rich.date
    return {
        "front": at("front"),
        "section": at("section", made.sections[0].slug),
        "section_older": f"{at('section', made.sections[1].slug)}?before={made.plain[21].key}",
        "tag": at("tag", made.tag.slug),
        "topics": at("topics"),
        "topic": at("topic", made.topic.slug),
        "reporter": at("reporter", made.person.slug),
        "corrections": at("corrections"),
        "search": at("search"),
        "search_found": f"{at('search')}?q={words.search}",
        "search_nothing": f"{at('search')}?q=zzzz",
        "archive_year": at("archive_year", day.year),
        "archive_month": at("archive_month", day.year, day.month),
        "archive_day": at("archive_day", day.year, day.month, day.day),
        "story": made.plain[0].get_absolute_url(),
        "story_rich": rich,
        "story_gallery": made.gallery.get_absolute_url(),
        "versions": f"{rich}versions/",
        "version": f"{rich}versions/2/",
        "print": f"{rich}print/",
        "about": at("about"),
        "house_page": at("house_page", "contact"),
        "photos": at("photos"),
        "reporter_photos": at("reporter_photos", made.cast.jiang.slug),
        "offline": at("offline"),
        "api": at("api"),
        "missing": f"{at('front')}sections/nowhere/",
        "gone": made.gone,
    }


class Edition:
    """What one edition shows: plain stories enough for a second page, a story with everything in it, corrected since,
    one that is a gallery, one that was withdrawn, a topic, and pages of the house."""

    def __init__(self, cast, words, photos):
        self.cast, self.words, self.photos = cast, words, photos
        self.masthead = factories.masthead(
            words.language, name=words.name, outlet=words.name, publisher=words.name, **LICENCES, **words.masthead
        )
        slugs = ("news", "life", "economy", "culture", "snow", "county", "pictures")
        self.sections = [
            Section.objects.update_or_create(
                masthead_id=words.language, slug=slug, defaults={"name": name, "position": at, "description": name}
            )[0]
            for at, (slug, name) in enumerate(zip(slugs, words.sections, strict=True))
        ]
        self.person = Reporter.objects.create(name=words.person)
        Portrait.objects.create(reporter=self.person, photo=photos[0])
        self.tag = Tag.objects.create(name=words.tag)
        self.topic = Topic.objects.create(
            masthead_id=words.language, title=words.headline, slug="snow-and-books", is_open=True, cover=photos[1]
        )
        self.plain = [self._plain(at) for at in range(50)]
        self.rich = self._published(self._rich())
        self.gallery = self._published(
            f'<figure data-gallery="{" ".join(str(photo.pk) for photo in photos)}"></figure>'
        )
        self._correct(self.rich)
        self.rich.refresh_from_db()
        self.gone = self._withdrawn()
        self._place()

    def _plain(self, at):
        """The newest first; half of them in the first section."""
        return factories.publication(
            [self.person],
            [self.tag],
            story=10_000 * self.masthead.pk + at,  # far from the numbers of articles
            section=self.sections[1 if at % 2 else 0],
            language=self.words.language,
            published_at=timezone.now() - timedelta(hours=7 * at + 1),
            headline=f"{self.words.headline} {at}",
            summary=self.words.sentence,
            html=f"<p>{self.words.sentence * 3}</p>" * 4,
            topic=self.topic,
        )

    def _rich(self):
        numbers = [photo.pk for photo in self.photos]
        return BODY.format(self.words.sentence, self.words.headline, *numbers, self.plain[3].story)

    def _published(self, body):
        article = self.cast.article(
            headline=self.words.headline,
            kicker=self.words.sections[0],
            subtitle=self.words.sentence,
            standfirst=self.words.sentence,
            body=body,
            outlets=self.words.name,
            section=self.sections[0],
            language=self.words.language,
            cover=self.photos[0],
        )
        article.tags.set([self.words.tag])
        self.cast.published(article)
        return Publication.objects.get(story=article.pk)

    def _correct(self, story):
        article = self.cast.changed(Article.objects.get(pk=story.story), subtitle=self.words.headline)
        self.cast.signed(article)
        self.cast.do(article, Verb.CORRECT, self.cast.chief_editor, text=self.words.sentence)

    def _withdrawn(self):
        gone = self._published(f"<p>{self.words.sentence}</p>")
        self.cast.do(
            Article.objects.get(pk=gone.story), Verb.WITHDRAW, self.cast.chief_editor, text=self.words.sentence
        )
        return gone.get_absolute_url()

    def _place(self):
        """What the desk places by hand: the front page, the topic, the pages of the house."""
        chosen = [self.rich, self.gallery, *self.plain[:6]]
        for position, story in enumerate(chosen, 1):
            Slot.objects.create(
                masthead=self.masthead,
                position=position,
                story=story.story,
                is_focus=position < 4,
                photo=self.photos[0],
            )
        for position, heading in enumerate((self.words.tag, "")):
            block = TopicBlock.objects.create(topic=self.topic, heading=heading, position=position)
            for place, story in enumerate(self.plain[position : position + 3]):
                TopicStory.objects.create(block=block, story=story.story, position=place)
        TopicBlock.objects.create(topic=self.topic, kind="words", words=self.words.sentence, position=3)
        TopicBlock.objects.create(topic=self.topic, kind="newest", position=4)
        for position, slug in enumerate(("about", "contact")):
            HousePage.objects.create(
                masthead=self.masthead,
                title=self.words.sections[position],
                slug=slug,
                position=position,
                body=f"<h2>{self.words.headline}</h2><p>{self.words.sentence}</p>",
            )
