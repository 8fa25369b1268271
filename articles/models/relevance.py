"""The order “most relevant”: where in a story the words stand, against how old it is. Pure.

score = points of the zone − log2(1 + age / SPAN). A hit in the headline is worth as much as a hit in the text of a story
that is a good year younger. The score is kept as the whole number (SPAN + age) × 2^(TOP − points), which grows as the score
falls: so it is the same on every machine, and says of each zone from which key on stories come after a given place.
"""

from dataclasses import dataclass

from articles import tokens
from articles.models.publication import STORY_BITS

SPAN = 30 * 24 * 3600  # seconds; a story of this age has lost one point
TOP = 4
LAST = 2**63 - 1


@dataclass(frozen=True)
class Zone:
    """A part of a story in which all the words stand: its mark before tokens ("" is anywhere), and what it is worth."""

    name: str
    mark: str
    points: int

    @property
    def shift(self):
        """By how many bits the age counts more here than in the best zone."""
        return TOP - self.points


ZONES = (Zone("headline", tokens.HEADLINE, TOP), Zone("standfirst", tokens.STANDFIRST, 2), Zone("anywhere", "", 0))


@dataclass(frozen=True)
class Place:
    """A place in the order at the time `now` (seconds): that of the story with this key, whose words stand in the zone of
    this number."""

    now: int
    zone: int
    key: int

    @property
    def rank(self):
        """The lower, the more relevant; of equals the newer story comes first."""
        return (SPAN + max(0, self.now - (self.key >> STORY_BITS))) << ZONES[self.zone].shift

    def before(self, zone):
        """The key below which the stories of a zone are that come after this place."""
        age, part = divmod(self.rank, 1 << zone.shift)
        if age < SPAN:
            return LAST  # even the newest of that zone comes after it
        second = self.now - (age - SPAN)
        if part:
            return second << STORY_BITS
        beyond = LAST if age == SPAN else (second + 1) << STORY_BITS  # of the same rank, which the key decides
        return max(second << STORY_BITS, min(self.key, beyond))
