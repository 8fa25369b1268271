"""The comments of a Word file."""

from articles.intake.copy import Note
from articles.intake.word.names import W

LONGEST_PASSAGE = 200  # characters


def comments(body, root):
    """The comments in the part `root` as Notes, in its order, each with the words of `body` it stands at; its marks are
    taken out of `body`."""
    passages = _passages(body)
    for element in list(body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")):
        element.getparent().remove(element)
    notes = []
    for comment in root.iterchildren(f"{W}comment") if root is not None else ():
        lines = ["".join(_words(paragraph)) for paragraph in comment.iter(f"{W}p")]
        text = "\n".join(line.strip() for line in lines if line.strip())
        if text:
            author = " ".join(comment.get(f"{W}author", "").split())
            notes.append(Note(text, author, passages.get(comment.get(f"{W}id"), "")))
    return notes


def _words(element):
    for child in element.iter(f"{W}t", f"{W}tab", f"{W}br"):
        yield child.text or "" if child.tag == f"{W}t" else " "


def _passages(body):
    """The words that comments stand at, by their identifiers; those of the paragraph where a comment marks none."""
    passages, open = {}, {}
    for element in body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference", f"{W}t"):
        identifier = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            open[identifier] = ""
        elif element.tag == f"{W}t":
            for each in list(open):
                open[each] += element.text or ""
                if len(open[each]) > LONGEST_PASSAGE:
                    passages[each] = open.pop(each)[:LONGEST_PASSAGE] + "…"
        elif identifier in open:
            passages[identifier] = open.pop(identifier).strip()
        elif element.tag == f"{W}commentReference" and not passages.get(identifier):
            paragraph = next(element.iterancestors(f"{W}p"), None)
            words = "".join(_words(paragraph)).strip() if paragraph is not None else ""
            passages[identifier] = words if len(words) <= LONGEST_PASSAGE else words[:LONGEST_PASSAGE] + "…"
    return passages
