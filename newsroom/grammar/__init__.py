"""What copy says of itself: bylines, datelines, captions, credits and editor lines, read and written.

Pure functions over strings: no database, no settings. `read_lead`, `read_caption` and `read_editors` take what a
reporter typed and return frozen dataclasses; `byline_line` and `credit_line` write house style back.
"""

from .captions import Caption, read_caption
from .cases import to_case
from .editors import Editors, read_editors
from .house import byline_line, credit_line
from .kinds import guess_kind
from .leads import Lead, read_lead
from .names import key
from .people import Credit

__all__ = [
    "Caption",
    "Credit",
    "Editors",
    "Lead",
    "byline_line",
    "credit_line",
    "guess_kind",
    "key",
    "read_caption",
    "read_editors",
    "read_lead",
    "to_case",
]
