"""Which views make pages for everybody, and which parameters they know."""

from dataclasses import dataclass

LONGEST = 400  # characters of all parameters of a key together


@dataclass(frozen=True)
class Rule:
    """What the cache may do with the answers of a view: which query parameters it reads, and whether pages are kept or only
    made from a clean request."""

    parameters: frozenset
    is_stored: bool


def kept(*parameters, store=True):
    """Mark a view as one whose answer depends on its path and `parameters` alone, the same for everybody; with
    store=False it is made afresh every time, though still from nothing else."""

    def mark(view):
        view.page_rule = Rule(frozenset(parameters), store)
        return view

    return mark
