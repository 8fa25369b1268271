"""A table of outside HTML: one of figures, or one that only sets out a page. Pure."""

from dataclasses import dataclass, field

from articles.intake.copy import HEADING, PICTURE, TABLE, Piece

MOST_SPAN = 100
LONGEST_CELL = 300  # characters; a cell with more holds a text, not a value


@dataclass
class Cell:
    """A cell, and the pieces in it."""

    tag: str
    colspan: int = 1
    rowspan: int = 1
    pieces: list[Piece] = field(default_factory=list)

    @property
    def words(self):
        return [piece for piece in self.pieces if piece.kind != PICTURE]

    @property
    def pictures(self):
        return [piece for piece in self.pieces if piece.kind == PICTURE]


class Table:
    """A table in the making: rows of cells, and the pieces that stand in none of them."""

    def __init__(self):
        self.rows = []
        self.strays = []

    def row(self):
        self.rows.append([])

    def cell(self, tag, attributes):
        """A new cell at the end of the last row."""
        if not self.rows:
            self.row()
        cell = Cell(tag, _span(attributes.get("colspan")), _span(attributes.get("rowspan")))
        self.rows[-1].append(cell)
        return cell

    @property
    def pieces(self):
        """The table as pieces: itself, with its pictures right behind; or what was in it, where it only set out a page."""
        self.rows = [row for row in self.rows if row]
        cells = [cell for row in self.rows for cell in row]
        if not any(cell.words for cell in cells):
            return self.strays + [piece for cell in cells for piece in cell.pieces]
        if self._is_layout(cells):
            return self.strays + [piece for cell in self._reading_order() for piece in cell.pieces]
        pictures = [piece for cell in cells for piece in cell.pictures]
        return [*self.strays, Piece(TABLE, text=self._text(), html=self._html()), *pictures]

    def _is_layout(self, cells):
        """Whether the table sets out a page: one cell, one column, a table or a text in a cell, or pictures over captions."""
        if len([cell for cell in cells if cell.pieces]) == 1 or max(map(len, self.rows)) == 1:
            return True
        if any(piece.kind in (TABLE, HEADING) for cell in cells for piece in cell.pieces):
            return True
        if any(sum(len(piece.text) for piece in cell.words) > LONGEST_CELL for cell in cells):
            return True
        filled = [cell for cell in cells if cell.pieces]
        return sum(bool(cell.pictures) for cell in filled) * 2 >= len(filled)

    def _reading_order(self):
        """The cells as one reads them: row by row, but a row of pictures together with the captions below it."""
        rows = list(self.rows)
        while rows:
            row = rows.pop(0)
            below = rows[0] if rows else []
            are_pictures = all(cell.pictures and not cell.words for cell in row)
            are_captions = len(below) == len(row) and all(cell.words and not cell.pictures for cell in below)
            if len(row) > 1 and are_pictures and are_captions:
                rows.pop(0)
                yield from (cell for pair in zip(row, below, strict=True) for cell in pair)
            else:
                yield from row

    def _text(self):
        return "\n".join(
            "\t".join(" ".join(" ".join(piece.text.split()) for piece in cell.words) for cell in row)
            for row in self.rows
        )

    def _html(self):
        rows = "".join(f"<tr>{''.join(map(_cell_html, row))}</tr>" for row in self.rows)
        return f"<table><tbody>{rows}</tbody></table>"


def _cell_html(cell):
    spans = "".join(
        f' {name}="{value}"' for name, value in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if value > 1
    )
    words = "<br>".join(piece.markup for piece in cell.words)
    return f"<{cell.tag}{spans}>{words}</{cell.tag}>"


def _span(value):
    value = (value or "").strip()
    return min(int(value), MOST_SPAN) or 1 if value.isascii() and value.isdigit() and len(value) < 9 else 1
