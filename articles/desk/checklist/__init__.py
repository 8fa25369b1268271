"""Ready or not: what a story must have before it goes out (Must), and what an editor should look at (Advice).

Publishing reads `must` and nothing else. Each piece of advice is a small pure function from Facts to points.
"""

from articles.desk.checklist import dates, marks, names, plain, usage
from articles.desk.checklist.facts import Facts, gather
from articles.desk.checklist.musts import must
from articles.desk.checklist.points import Advice, Must, Point, Spot

RULES = (
    usage.headlines_like_this,
    dates.weekdays_that_are_wrong,
    dates.captions_of_another_day,
    names.spelt_two_ways,
    names.only_trainees,
    usage.house_words,
    usage.outlets_unknown,
    marks.unpaired,
    marks.half_width,
    plain.long_headline,
    plain.no_standfirst,
    plain.no_tags,
    plain.bare_photos,
)


def advice(article, words):
    """What an editor should look at in the frozen `words` of `article`: a list of Advice. At most five queries."""
    facts = gather(article, words)
    return [point for rule in RULES for point in rule(facts)]


__all__ = ["RULES", "Advice", "Facts", "Must", "Point", "Spot", "advice", "gather", "must"]
