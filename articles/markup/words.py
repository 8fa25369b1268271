"""The words of a body."""

from articles.markup.tree import parsed


def text(html):
    """The words of a body without markup: a line a block, photo places and the like left out."""
    root = parsed(html)
    for element in list(root.iter("figure", "aside")):
        element.drop_tree()
    for element in root.iter("p", "h2", "h3", "h4", "li", "tr", "blockquote", "br", "hr"):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
