"""What kind of line a piece of copy is, before it is read as one."""

from datetime import date

from .captions import read_caption
from .editors import read_editors
from .leads import read_lead

LONGEST_CAPTION = 400
_ANY_DAY = date(2000, 1, 1)  # the kind of a line does not depend on the year of its dates


def guess_kind(text: str) -> str:
    """ "editors", "caption" or "lead": the one that `text` reads as; running text, too, is "lead".

    A caption is known by its signs, so one without credit or marker cannot be told from a sentence of the story.
    """
    if read_editors(text).names_editors:
        return "editors"
    lead = read_lead(text, published=_ANY_DAY)
    opens_a_story = lead.outlets or (lead.credits and lead.body and not lead.position)
    if opens_a_story or len(text) > LONGEST_CAPTION:
        return "lead"
    return "caption" if read_caption(text, published=_ANY_DAY).is_signed else "lead"
