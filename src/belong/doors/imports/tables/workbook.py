"""A workbook's sheet as rows. The whole sheet is in memory while it is read, as its format asks for."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, WorksheetNotFound

from belong.care.archives.public import ArchiveRefused, most_unpacked
from belong.doors.imports.tables.sheet import Cell, Row

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MOST_IN_MEMORY = 512 << 20
"""Bytes to which a workbook may unpack."""

MOST_CELLS = 10_000_000
LONGEST_PLACE = 16
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')

Value = int | float | str | bool | time | date | datetime | timedelta


def refuse_if_huge(file: Path) -> None:
    """A workbook's sheet is in memory as a whole, empty cells between others too: one far out makes it enormous."""
    try:
        with zipfile.ZipFile(file) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
            if size > min(MOST_IN_MEMORY, most_unpacked(file)):
                raise ArchiveRefused(
                    f"{file} unpacks to {size >> 20:,} MB, too much for a workbook: save its sheet as CSV."
                )
            for entry in packed.infolist():
                if _SHEET.fullmatch(entry.filename) and (cells := _cells(packed, entry)) > MOST_CELLS:
                    raise ArchiveRefused(
                        f"{file} has a sheet of {cells:,} cells, most of them empty: remove what stands far out, "
                        "or save the sheet as CSV."
                    )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return  # of the old form, which is not packed; or damaged, which whoever reads it says


def _cells(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """How many cells a sheet spans, from the first row and column that it names to the last."""
    columns: set[bytes] = set()
    first, last = 2**31, 0
    rest = b""
    with packed.open(entry) as stream:
        while piece := stream.read(1 << 20):
            found = _PLACE.findall(rest + piece)
            rest = piece[-LONGEST_PLACE:]
            columns.update(column for column, _ in found)
            rows = [int(row) for _, row in found]
            first, last = min([first, *rows]), max([last, *rows])
    numbers = [_number(column) for column in columns]
    return (last - first + 1) * (max(numbers) - min(numbers) + 1) if numbers else 0


def _number(column: bytes) -> int:
    """A column's number by its letters: A is 1, AA 27."""
    number = 0
    for letter in column:
        number = 26 * number + letter - ord("A") + 1
    return number


def sheet_names(file: Path) -> list[str]:
    return _book(file).sheet_names


def rows_of(file: Path, sheet: str) -> Iterator[Row]:
    """The rows of a sheet, numbered as the workbook numbers them."""
    try:
        found: CalamineSheet = _book(file).get_sheet_by_name(sheet)
    except WorksheetNotFound:
        raise ArchiveRefused(
            f"{file} has no sheet {sheet!r}: it has {', '.join(sheet_names(file))} (--sheet NAME)."
        ) from None
    except CalamineError as wrong:
        raise ArchiveRefused(f"{file} cannot be read: the sheet {sheet!r} is damaged ({wrong}).") from None
    start = found.start
    first = 1 if start is None else 1 + start[0]
    for number, values in enumerate(found.to_python(skip_empty_area=True), start=first):
        yield Row(number, [_cell(value) for value in values])


def _book(file: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(file)
    except PasswordError:
        raise ArchiveRefused(f"{file} is locked by a password: save it without one.") from None
    except CalamineError as wrong:
        raise ArchiveRefused(f"{file} is no workbook that can be read: {wrong}.") from None


def _cell(value: Value) -> Cell:
    """Whole numbers without their `.0`, so that an id that a workbook took for a number is what it was."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, date | datetime):
        return value
    return str(value)
