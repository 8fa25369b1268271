"""Characters that no text of ours may have, and what a text is. Pure."""

import re

# C0 controls but for tab, line feed and carriage return: one of them, pasted from a word processor, makes a whole feed
# unreadable as XML; NUL is an error on PostgreSQL. Lone surrogates cannot be written as UTF-8. An embedding, override or
# isolate of writing direction that nobody closes turns round what stands beside it in a list; marks (LRM, RLM) do not.
UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def printable(text):
    """`text` without the characters that no XML, database or screen can take."""
    # Nearly all texts are short and of letters alone, which Python sees a hundred times as fast.
    return text if text.isprintable() else UNWANTED.sub("", text)


def number(text):
    """The whole number that `text` is, as addresses and forms send the number of a row; None where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def is_web_address(text):
    """Whether a link may lead there: an absolute address of the web, whatever follows its scheme."""
    return text.lower().startswith(("http://", "https://"))
