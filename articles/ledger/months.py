"""A month of the ledger: closed, its lines as they were kept; open, what record and rules give now.

What changes on stories of closed months stands in the first month after them, as later lines: what is counted now less what
was kept. So the sum over all months is what the record gives now."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from articles.ledger import views
from articles.ledger.facts import facts_of
from articles.ledger.lines import line_of
from articles.ledger.people import Same
from articles.ledger.rulebook import Rulebook
from articles.ledger.weighing import parts_of
from articles.ledger.works import works_of
from articles.models import LedgerClosing, LedgerLine, LedgerSame, Version
from articles.models.ledger import Kind

AMOUNTS = ("share", "points", "cents")
FIRST_YEAR, LAST_YEAR = 1990, 2100


def first_of(day):
    """The month in which a day lies, as its first day."""
    return day.replace(day=1)


def after(month, count=1):
    """The month that comes `count` months after; before, where it is below nothing."""
    number = month.year * 12 + month.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def this_month():
    """The month that it is now, in the site's time zone."""
    return first_of(timezone.localdate())


def begin(month):
    """The moment at which a month begins."""
    return timezone.make_aware(datetime.combine(month, time.min))


@dataclass
class Month:
    """One month with its `lines` (LedgerLines, of an open month without a number but for bonuses), and its `closing`, None
    where it is open."""

    month: date
    lines: list
    closing: LedgerClosing | None

    @property
    def own(self):
        """The lines that are of the month itself."""
        return [line for line in self.lines if not line.is_later]

    @property
    def later(self):
        """The lines that set right months closed before."""
        return [line for line in self.lines if line.is_later]


class Ledger:
    """The whole ledger as it is at one time: what months have in common is read once."""

    def __init__(self):
        self.closings = {row.month: row for row in LedgerClosing.objects.order_by("month")}
        self.rulebook = Rulebook()
        self.same = Same()

    @property
    def last_closed(self):
        """The last month that was closed, None where none was."""
        return max(self.closings, default=None)

    @property
    def open_month(self):
        """The month that takes later lines: the first after those that are closed; None where none is."""
        return after(self.last_closed) if self.closings else None

    def month(self, month):
        """The Month that begins on that day."""
        return self.months(month, month)[0]

    def months(self, first, last):
        """The Months from the first to the last of those named."""
        named = [first]
        while named[-1] < last:
            named.append(after(named[-1]))
        kept = defaultdict(list)
        for line in LedgerLine.objects.filter(month__range=(first, last)).order_by("pk"):
            kept[line.month].append(line)
        made = self._computed([month for month in named if month not in self.closings])
        for month, lines in made.items():
            lines += [more for line in kept[month] for more in self._handed_on(line, line, month)]
        return [Month(month, made.get(month, []) + kept[month], self.closings.get(month)) for month in named]

    # ---- open months

    def _computed(self, months):
        """Month → the lines that the record gives for it, of open months."""
        if not months:
            return {}
        made = {month: [] for month in months}
        within = Version.objects.filter(at__gte=begin(months[0]), at__lt=begin(after(months[-1])))
        facts = facts_of(within.order_by().values("story").distinct())
        read = views.points_of(made, self.rulebook)
        if older := {story for story, _month in read} - facts.keys():
            facts |= facts_of(Version.objects.filter(story__in=older).order_by().values("story").distinct())
        for line in self._lines(facts, made, read):
            made[line.month].append(line)
        if self.open_month in made:
            made[self.open_month] += self.later_lines()
        return made

    def _lines(self, facts, months, read):
        """The lines of stories (number → facts) in those of `months` that are theirs; `read` is what their views are worth,
        as views.points_of gives it."""
        wanted = set(months)
        for story in sorted(facts):
            for month in sorted({first_of(date.fromisoformat(day)) for day in _days(facts[story])} & wanted):
                yield from self.lines_of(story, facts[story], month)
        for (story, month), points in sorted(read.items()):
            if story in facts:
                rules = self.rulebook.of(month)
                yield from views.lines_of(story, facts[story], month, points, rules, self.same)

    def lines_of(self, story, facts, month, rules=None):
        """The lines that a story with these facts has in a month, by the rules of that month."""
        rules = rules or self.rulebook.of(month)
        for work in works_of(story, facts, rules, self.same):
            if first_of(work.day) == month:
                for part in parts_of(work, rules):
                    rate = part.rate.number if part.rate else None
                    said = {"kind": work.kind, "story": story, "photo": work.photo, "day": work.day}
                    yield line_of(work, part, month, **said, share=part.share, rate_id=rate)

    # ---- later lines

    def later_lines(self):
        """What has changed on stories of closed months since the last was closed, as lines of the month after it."""
        closing = self.closings[self.last_closed]
        renamed = set(LedgerSame.objects.filter(pk__gt=closing.same).values_list("person", flat=True))
        facts = facts_of(Version.objects.filter(self._touched(closing, renamed)).order_by().values("story").distinct())
        kept = defaultdict(list)
        for line in LedgerLine.objects.filter(story__in=list(facts), month__lte=closing.month).order_by("pk"):
            kept[line.story].append(line)
        found = []
        for story in sorted(facts):
            found += self._differences(story, facts[story], kept[story], renamed)
        return [*found, *self._moved_bonuses(renamed)]

    def _touched(self, closing, renamed):
        """The versions of stories of closed months of which something may have changed since."""
        newer = Version.objects.filter(pk__gt=closing.version)
        newer = newer.filter(Q(number__gt=1) | Q(at__lt=begin(self.open_month)))
        redacted = Version.objects.filter(redacted_at__gte=closing.at)
        touched = Q(story__in=newer.values("story")) | Q(story__in=redacted.values("story"))
        if renamed:
            theirs = LedgerLine.objects.filter(person__in=renamed, story__isnull=False)
            touched |= Q(story__in=theirs.values("story"))
        return touched & Q(number=1)

    def _differences(self, story, facts, kept, renamed):
        """The later lines of one story: what it counts now in closed months less the lines that were kept."""
        stand, first = defaultdict(lambda: [0, 0, 0]), {}
        for line in kept:
            _add(stand[_place(line)], line)
            first.setdefault(_place(line), line)
            first.setdefault(_place(line)[:3], line)
        now, counted = defaultdict(lambda: [0, 0, 0]), {}
        read = views.points_of(self.closings, self.rulebook, [story])
        for line in self._lines({story: facts}, self.closings, read):
            _add(now[_place(line)], line)
            counted[_place(line)] = line
        for place in dict.fromkeys([*stand, *now]):
            amounts = [new - old for new, old in zip(now[place], stand[place], strict=True)]
            if any(amounts):
                model = counted.get(place) or first[place]
                earlier = first.get(place) or first.get(place[:3])
                why = "same" if renamed & {line.person for line in kept} else facts["why"]
                why = "redacted" if facts["is_gone"] else why
                yield self._later(model, amounts, earlier, why)

    def _moved_bonuses(self, renamed):
        """The later lines by which bonuses in closed months go over to whoever their person is the same as now."""
        if not renamed:
            return
        theirs = LedgerLine.objects.filter(kind=Kind.BONUS, person__in=renamed, month__lte=self.last_closed)
        roots = {earlier or number for number, earlier in theirs.values_list("pk", "earlier")}
        for root in LedgerLine.objects.filter(pk__in=roots).order_by("pk"):
            followers = list(LedgerLine.objects.filter(earlier=root).order_by("pk"))
            holder = next((line for line in reversed(followers) if _is_alike(line, root)), root)
            yield from self._handed_on(root, holder, self.open_month)

    def _handed_on(self, root, holder, month):
        """The two lines by which a bonus goes from the person of `holder`, a line, to whoever she is the same as; none
        where she is nobody else."""
        key, name = self.same.of(root.person, root.name)
        if key == holder.person:
            return
        for person, called, sign in ((holder.person, holder.name, -1), (key, name, 1)):
            line = self._later(root, [sign * getattr(root, amount) for amount in AMOUNTS], root, "same")
            line.month, line.person, line.name, line.note = month, person, called, root.note
            yield line

    def _later(self, model, amounts, earlier, why):
        line = LedgerLine(month=self.open_month, origin=model.origin, earlier=earlier, why=why)
        for name in ("kind", "story", "photo", "day", "section", "language", "person", "name", "unit", "role"):
            setattr(line, name, getattr(model, name))
        line.rate_id, line.percent = model.rate_id, model.percent
        for name, amount in zip(AMOUNTS, amounts, strict=True):
            setattr(line, name, amount)
        return line


def _days(facts):
    return [facts["day"], *(photo["day"] for photo in facts["photos"])]


def _place(line):
    """What a line is about: later lines set right those that are about the same."""
    return line.origin, line.kind, line.photo, line.person


def _is_alike(line, other):
    """Whether two lines say the same amounts, and not one of them the other's taken back."""
    return all(getattr(line, name) == getattr(other, name) for name in AMOUNTS)


def _add(amounts, line):
    for at, name in enumerate(AMOUNTS):
        amounts[at] += getattr(line, name)
