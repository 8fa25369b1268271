"""An October in the ledger: stories put on record as they would have come there, and the rules of the house."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from articles.desk import chain
from articles.models import LedgerRules, Version

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)
ZONE = ZoneInfo("Asia/Shanghai")


def at(day, clock="12:00", month=10):
    """That time in the house's own zone, of 2026."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def by(reporter, role="记者", unit=""):
    """A line of a byline or a credit; of somebody who is no reporter where it is a name."""
    number, name = (None, reporter) if isinstance(reporter, str) else (reporter.pk, reporter.name)
    return {"role": role, "name": name, "unit": unit, "reporter": number}


def photo(*people, provider="", agency=""):
    """What a version says of a photo."""
    people = [{**one, "work": "photo"} for one in people]
    return {"caption": "雪", "alt": "雪", "people": people, "provider": provider, "agency": agency, "marks": []}


def words(story, *people, characters=100, photos=None, **more):
    """Frozen words: a body of that many characters, with photos by their number."""
    photos = photos or {}
    figures = "".join(f'<figure data-photo="{n}"><figcaption></figcaption></figure>' for n in photos)
    body = f"<p>{'雪' * characters}</p>{figures}"
    values = {
        "story": story,
        "language": "zh-hans",
        "section": "news",
        "headline": f"河谷第{story}场雪",
        "collective": "",
        "bylines": list(people),
        "editors": [],
        "body": body,
        "photos": {str(number): said for number, said in photos.items()},
        "source": "",
        "translation_of": None,
    }
    return values | more


def record(time, said, kind=Version.Kind.PUBLISHED):
    """Put words on record at that time. Returns the Version."""
    return chain.add(chain.new(said["story"], kind, said, time))[0]


def withdraw(story, time):
    """Put on record that a story was withdrawn."""
    return chain.add(chain.new(story, Version.Kind.WITHDRAWN, {"story": story}, time))[0]


def rules(since=OCTOBER, **more):
    """The rules of the house: a trainee has half a share, points are paid, photos and translators count."""
    values = {
        "sharing": "roles",
        "money": "points",
        "yuan": Decimal("12.50"),
        "counts_translators": True,
        "counts_editors": True,
    }
    made = LedgerRules.objects.create(since=since, **values | more)
    made.roles.create(role="实习记者", weight=Decimal("0.5"))
    for position, (kind, points, narrowed) in enumerate(
        [
            ("photos", "8", {"section": "photos", "least": 3}),
            ("story", "3", {"section": "news", "most": 500}),
            ("story", "6", {"section": "news", "least": 501}),
            ("story", "2", {}),
            ("photo", "1.5", {}),
            ("translation", "4", {"language": "kk-arab"}),
            ("editing", "0.5", {}),
        ]
    ):
        made.rates.create(position=position, kind=kind, points=Decimal(points), **narrowed)
    return made


def october(lin, jiang, lu, ayi):
    """Eleven stories, of which seven are counted in October; worked out by hand in test_by_hand.py."""
    trainee = by(jiang, "实习记者")
    record(at(3), words(1, by(lin), trainee))
    record(at(5), words(2, by(lin), by(lu), trainee, characters=600))
    record(at(8), words(3, by("白露", "通讯员", "河谷乡"), characters=200, section="villages"))
    shots = {11: photo(trainee), 12: photo(trainee, by(lin)), 13: photo(agency="远山社")}
    record(at(10), words(4, trainee, photos=shots, section="photos"))
    record(at(12), words(5, by("某某"), source="远山日报", photos={14: photo(by("某某"))}))
    record(at(15), words(6, characters=50, collective="本报评论员"))
    record(at(16), words(7, by(lu)))
    withdraw(7, at(17))
    record(at(18), words(8, by(lu)), Version.Kind.MOVED_IN)
    record(at(20), words(9, by(ayi, "翻译"), language="kk-arab", translation_of=1))
    line = [{"role": "责编", "name": lu.name, "reporter": lu.pk}]
    record(at(31, "23:30"), words(10, by(lin), section="life", editors=line, photos={11: photo(trainee)}))
    record(at(1, "00:10", month=11), words(11, by(lin)))
