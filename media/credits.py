"""The one place that writes a credit out. Every surface that shows a photo takes its credit from here."""

from newsroom.grammar import house


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
        "marks": list(photo.marks),
    }


def line(owed):
    """The credit as readers see it, such as `实习记者 江一帆摄`; empty where nobody is credited. `owed` is what `facts`
    gives, frozen or fresh."""
    photographers = [(p["role"] or None, p["name"], p["unit"] or None) for p in owed["people"] if p["work"] == "photo"]
    return house.credit_line(
        photographers,
        provider=owed["provider"],
        agency=owed["agency"],
        graphic=[p["name"] for p in owed["people"] if p["work"] == "graphic"],
        marks=owed["marks"],
    )


def is_credited(owed):
    """Whether somebody is named: a mark such as 资料图片 says what a photo is, not whose."""
    return bool(owed["people"] or owed["provider"] or owed["agency"])
