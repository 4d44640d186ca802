"""CSV as it comes: which sign parts the fields, and records one by one, so that a bad one spoils no other."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from belong.care.archives.public import ArchiveRefused
from belong.doors.imports.tables.encoding import encoding_of
from belong.doors.imports.tables.sheet import Cell, Row
from belong.ground.kernel.public import told

SIGNS = (",", ";", "\t", "|")
SAMPLE = 60
LONGEST_RECORD = 200
"""Lines that one record may run over: a quotation mark that is never closed swallows no more than that."""

MOST_LETTERS = 1 << 20


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written. `spaced`: a blank follows each sign."""

    encoding: str
    sign: str
    spaced: bool


def dialect_of(file: Path) -> Dialect:
    """Found by reading the beginning in every way and taking the one in which most records have equal lengths."""
    encoding = encoding_of(file)
    with file.open(encoding=encoding, errors="replace", newline="") as stream:
        sample = "".join(line for line, _ in zip(_lines(stream), range(SAMPLE), strict=False))
    sign = max(SIGNS, key=lambda one: (_fitness(sample, one), -SIGNS.index(one)))
    return Dialect(encoding, sign, f'{sign} "' in sample and f'{sign}"' not in sample)


def _fitness(sample: str, sign: str) -> float:
    """How table-like the sample is with this sign: the share of records of the commonest width, wider ones first."""
    widths = Counter(
        len(row.cells) for row in records(_lines(io.StringIO(sample, newline="")), sign, spaced=False) if any(row.cells)
    )
    widths.pop(1, None)
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count / sum(widths.values()) * count + min(width, 50) / 100


def rows_of(file: Path, dialect: Dialect) -> Iterator[Row]:
    """The records of the file with their lines, in order, the heading among them."""
    try:
        with file.open(encoding=dialect.encoding, errors="replace", newline="") as stream:
            yield from records(_lines(stream), dialect.sign, spaced=dialect.spaced)
    except UnicodeError as wrong:
        raise ArchiveRefused(
            told("%(file)s cannot be read as %(encoding)s: %(wrong)s.")
            % {"file": file, "encoding": dialect.encoding, "wrong": wrong}
        ) from None


def _lines(stream: Iterable[str]) -> Iterator[str]:
    """Lines with their ends. An old file's only line ends may be carriage returns."""
    for piece in stream:
        if "\r" in piece.rstrip("\r\n"):
            yield from piece.splitlines(keepends=True) if "\n" not in piece[:-1] else [piece]
        else:
            yield piece


def records(lines: Iterable[str], sign: str, *, spaced: bool) -> Iterator[Row]:
    """Records of one or more lines. Where a quotation mark is left open, the line alone is a bad record."""
    waiting: list[str] = []
    source = iter(lines)
    number = 0
    while line := (waiting.pop(0) if waiting else next(source, "")):
        number += 1
        held, taken = [line], []
        while _open(held) and len(held) < LONGEST_RECORD and sum(map(len, held)) < MOST_LETTERS:
            more = waiting.pop(0) if waiting else next(source, "")
            if not more:
                break
            held.append(more)
            taken.append(more)
        row = _parsed(held, sign, spaced, number)
        if row is None and taken:
            waiting = [*taken, *waiting]
            held, row = [line], _parsed([line], sign, spaced, number)
        if row is None:
            row = Row(number, _plain(line, sign), told("a quotation mark is out of place or never closed"))
        yield row
        number += len(held) - 1


def _open(held: list[str]) -> bool:
    return sum(line.count('"') for line in held) % 2 == 1


def _parsed(lines: list[str], sign: str, spaced: bool, number: int) -> Row | None:
    try:
        found = list(csv.reader(lines, delimiter=sign, strict=True, skipinitialspace=spaced))
    except csv.Error:
        return None
    if len(found) > 1:
        return None
    cells: list[Cell] = [*found[0]] if found else []
    return Row(number, cells)


def _plain(line: str, sign: str) -> list[Cell]:
    return [*line.rstrip("\r\n").split(sign)]
