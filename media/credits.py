"""The one place that writes a credit out. Every surface that shows a photo takes its credit from here."""

from functools import partial

from newsroom.grammar import arabic, house

# What the law asks readers to be told of a picture that a machine made or changed (GB 45438-2025).
# The keys are values of Photo.made.
AI_MARKS = {"trainedAlgorithmicMedia": "AI生成", "compositeWithTrainedAlgorithmicMedia": "AI合成"}


def facts(photo):
    """What is owed for a photo, as a dict of plain values that a version can freeze: people (role, name, unit, work,
    reporter number or None), provider, agency, marks."""
    return {
        "people": [
            {"role": c.role, "name": c.name, "unit": c.unit, "work": c.work, "reporter": c.reporter_id}
            for c in photo.credits.all()
        ],
        "provider": photo.provider,
        "agency": photo.agency,
        "marks": marks(photo),
    }


def marks(photo):
    """The marks of a photo, that of AI the last: what the desk says of it, whatever the caption said."""
    said = [mark for mark in photo.marks if mark not in AI_MARKS.values()]
    ai = AI_MARKS.get(photo.made) or next((mark for mark in photo.marks if mark in AI_MARKS.values()), "")
    return [*said, ai] if ai else said


def label(owed):
    """What readers are told on the picture itself, `AI生成` or `AI合成`; empty where no machine made or changed it. `owed` is
    anything with marks."""
    return next((mark for mark in owed["marks"] if mark in AI_MARKS.values()), "")


def made(owed):
    """How the picture came about, as the IPTC list says it; empty where no machine made or changed it."""
    return next((word for word, mark in AI_MARKS.items() if mark == label(owed)), "")


def line(owed, language=""):
    """The credit as readers see it, such as `实习记者 江一帆摄`; empty where nobody is credited. `owed` is what `facts`
    gives, frozen or fresh; `language` that of the page, where it prints credits in a way of its own."""
    photographers = [(p["role"] or None, p["name"], p["unit"] or None) for p in owed["people"] if p["work"] == "photo"]
    written = partial(arabic.credit_line, language) if arabic.prints(language) else house.credit_line
    return written(
        photographers,
        provider=owed["provider"],
        agency=owed["agency"],
        graphic=[p["name"] for p in owed["people"] if p["work"] == "graphic"],
        marks=owed["marks"],
    )


def is_credited(owed):
    """Whether somebody is named: a mark such as 资料图片 says what a photo is, not whose."""
    return bool(owed["people"] or owed["provider"] or owed["agency"])
