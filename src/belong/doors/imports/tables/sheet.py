"""A table, whatever file it lies in: rows of cells, and which row names the columns."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

Cell = str | date | datetime
"""A workbook knows which cells are dates; all else is text."""

SEARCHED = 40
"""Rows among which the headings are looked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row and the line at which it begins; `wrong` where it cannot be read."""

    line: int
    cells: Sequence[Cell]
    wrong: str = ""

    @property
    def is_blank(self) -> bool:
        return not any(cell and (not isinstance(cell, str) or not cell.isspace()) for cell in self.cells)

    @property
    def is_comment(self) -> bool:
        return bool(self.cells) and str(self.cells[0]).lstrip().startswith("#")


@dataclass(frozen=True, slots=True)
class Table:
    """A file as rows that can be read again and again. `how` says in words how it was read.

    `epoch`: the day before day 1 of a workbook's serial numbers; None of a text, which has no kinds of cells.
    """

    rows: Callable[[], Iterator[Row]]
    how: str
    headings: tuple[str, ...] = field(default=())
    heading_line: int = 0
    epoch: date | None = None

    def body(self) -> Iterator[Row]:
        """The rows below the headings, without blank ones, comments and repeated headings."""
        for row in self.rows():
            if row.line <= self.heading_line or row.is_blank:
                continue
            if not row.wrong and (row.is_comment or self._repeats_headings(row)):
                continue
            yield row

    def _repeats_headings(self, row: Row) -> bool:
        begins = text_of(row.cells[0]) == self.headings[0] if row.cells and self.headings else True
        return begins and tuple(text_of(cell) for cell in row.cells) == self.headings


def heading_of(rows: Iterator[Row], known: Callable[[str], bool]) -> tuple[Row | None, int]:
    """The row that names the columns, and how many of them `known` knows: the first in which these are most.

    Titles and remarks may stand before it. None where no row has a heading that is known.
    """
    best: Row | None = None
    most = 0
    for row, _ in zip(rows, range(SEARCHED), strict=False):
        if row.is_blank or row.is_comment or row.wrong:
            continue
        count = len({text_of(cell) for cell in row.cells if known(text_of(cell))})
        if count > most:
            best, most = row, count
    return best, most


def text_of(cell: Cell) -> str:
    """The cell as one line of text."""
    return " ".join(str(cell).split())
