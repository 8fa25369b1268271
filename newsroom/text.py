"""Characters that no text of ours may have. Pure."""

# C0 controls but for tab, line feed and carriage return: one of them, pasted from a word processor, makes a whole feed
# unreadable as XML; NUL is an error on PostgreSQL. Lone surrogates cannot be written as UTF-8. An embedding, override or
# isolate of writing direction that nobody closes turns round what stands beside it in a list; marks (LRM, RLM) do not.
UNWANTED = dict.fromkeys(
    [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    + [*range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
)


def printable(text):
    """`text` without the characters that no XML, database or screen can take."""
    return text.translate(UNWANTED)


def number(text):
    """The whole number that `text` is, as addresses and forms send the number of a row; None where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
