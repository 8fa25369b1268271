"""The demo's editions in Kazakh in Arabic script and in Uyghur: mastheads, sections, people and a few stories each, some of
them translations. In each file of stories/<language>/ a small front matter, a line of dashes, the headline, then a
paragraph a line; a photo is a line `[scene@seed] caption | role name`."""

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from articles.desk import saving
from articles.models import Article, Section, Snapshot
from media.models import Photo, PhotoCredit
from newsroom.models import Masthead, Reporter

FOLDER = Path(__file__).parent / "stories"
SECTIONS = {
    "kk-arab": {"news": "جاڭالىق", "livelihood": "تۇرمىس", "culture": "مادەنيەت", "snow": "قار-مۇز"},
    "ug": {"news": "خەۋەر", "livelihood": "تۇرمۇش", "culture": "مەدەنىيەت", "snow": "قار-مۇز"},
}
MASTHEADS = {
    "kk-arab": {
        "language_name": "قازاقشا",
        "name": "قارلىوزەن حابارلارى",
        "slogan": "تاۋ بوكتەرىنىڭ كۇندەلىكتى حابارى",
        "outlet": "قارلىوزەن تورابى",
        "publisher": "قارلىوزەن ايماقتىق تۇتاسقان مەديا ورتالىعى",
        "about": "قارلىوزەن حابارلارى تورابىن قارلىوزەن ايماقتىق تۇتاسقان مەديا ورتالىعى جۇرگىزەدى. بۇل — كورسەتۋ تورابى: ادامدار، جەر اتتارى مەن وقيعالار ويدان شىعارىلعان.",
        "address": "قارلىوزەن ايماعى شىرشالى قالاسى قايىڭدى كوشەسى 18-نومىر",
    },
    "ug": {
        "language_name": "ئۇيغۇرچە",
        "name": "قاردەريا خەۋەرلىرى",
        "slogan": "تاغ باغرىدىكى كۈندىلىك خەۋەرلەر",
        "outlet": "قاردەريا تورى",
        "publisher": "قاردەريا ۋىلايەتلىك يۇغۇرۇلما تاراتقۇ مەركىزى",
        "about": "قاردەريا خەۋەرلىرى تورىنى قاردەريا ۋىلايەتلىك يۇغۇرۇلما تاراتقۇ مەركىزى باشقۇرىدۇ. بۇ ئۈلگە كۆرسىتىش تورى: ئادەم، يەر ناملىرى ۋە ۋەقەلەر توقۇلما.",
        "address": "قاردەريا ۋىلايىتى قارىغايلىق شەھىرى قېيىنلىق كوچىسى 18-نومۇر",
    },
}
NUMBERS = {
    "news_licence": "00000000000（演示）",
    "icp": "演示ICP备00000000号",
    "police": "演示公网安备 00000000000000号",
    "report_line": "0000-0000000",
    "email": "desk@example.com",
    "telephone": "0000-1234567",
}
_PHOTO = re.compile(r"\[([a-z_]+)@([0-9]+)\] (.+) \| (\S+) (.+)")


@dataclass(frozen=True)
class Story:
    """A story of an edition: published `day` days before today at `time`. `of` is the file of the story that it says in
    another language, `level` the version of it that it says; `people` are (role, name); `photos` the scenes to be drawn."""

    file_name: str
    language: str
    section: str
    day: int
    time: str
    people: tuple[tuple[str, str], ...]
    standfirst: str
    headline: str
    lines: tuple[str, ...]
    of: str = ""
    level: int = 1
    state: str = "published"

    @property
    def photos(self):
        return [(found[1], int(found[2])) for line in self.lines if (found := _PHOTO.fullmatch(line))]


def stories():
    """Every story of the editions."""
    return [read(path) for path in sorted(FOLDER.glob("*/*.txt"))]


def read(path):
    """The Story that one file is."""
    top, _dashes, copy = path.read_text(encoding="utf-8").partition("\n---\n")
    said = dict(line.split(": ", 1) for line in top.splitlines())
    headline, *lines = copy.strip().splitlines()
    people = tuple(tuple(one.split(" ", 1)) for one in said.pop("people").split("; "))
    numbers = {name: int(said.pop(name)) for name in ("day", "level") if name in said}
    return Story(path.name, path.parent.name, headline=headline, lines=tuple(lines), people=people, **numbers, **said)


def house():
    """The mastheads of the editions and their sections."""
    for language, values in MASTHEADS.items():
        Masthead.objects.update_or_create(language=language, defaults=NUMBERS | values)
        for position, (slug, name) in enumerate(SECTIONS[language].items(), 1):
            Section.objects.update_or_create(
                masthead_id=language, slug=slug, defaults={"name": name, "position": position}
            )


def take_in(story, user, photograph):
    """Write one story at the desk as `user`; `photograph` makes a photo of a scene. Returns the article."""
    masthead = Masthead.objects.get(language=story.language)
    original = Article.objects.filter(copy_name=story.of).first() if story.of else None
    article = Article.objects.create(headline=story.headline, language=story.language, created_by=user, updated_by=user)
    body = "".join(_paragraph(line, photograph) for line in story.lines)
    content = {
        "body": body,
        "standfirst": story.standfirst,
        "outlets": masthead.outlet,
        "section": Section.objects.get(masthead=masthead.language, slug=story.section).pk,
        "translation_of": original.pk if original else None,
        "bylines": [
            {"role": role, "name": name, "unit": "", "reporter": _reporter(role, name).pk}
            for role, name in story.people
        ],
    }
    saving.begin(article, user, Snapshot.Kind.SAVED, content)
    return article


def level(article, story):
    """Note which version of its original the story says, now that it has versions."""
    if article.translation_of_id:
        Article.objects.filter(pk=article.pk).update(translated_version=story.level)


def _paragraph(line, photograph):
    found = _PHOTO.fullmatch(line)
    if not found:
        return f"<p>{escape(line, quote=False)}</p>"
    scene, seed, caption, role, name = found.groups()
    photo = photograph((scene, int(seed)))
    Photo.objects.filter(pk=photo.pk).update(caption=caption, alt=caption, credited_from="typed")
    PhotoCredit.objects.get_or_create(
        photo=photo, name=name, defaults={"role": role, "reporter": _reporter(role, name)}
    )
    return f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'


def _reporter(role, name):
    return Reporter.objects.get_or_create(name=name, defaults={"role": role})[0]
