"""A workbook's sheet as rows. The whole sheet is in memory while it is read, as its format asks for."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, WorksheetNotFound

from belong.care.archives.public import ArchiveRefused
from belong.doors.imports.tables.dates import FROM_1900
from belong.doors.imports.tables.sheet import Cell, Row
from belong.ground.kernel.public import told as _

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

FROM_1904 = date(1904, 1, 1)
_FROM_1904 = re.compile(rb"""\bdate1904\s*=\s*["'](1|true)["']""", re.IGNORECASE)

Value = int | float | str | bool | time | date | datetime | timedelta


def epoch_of(file: Path) -> date:
    """The day before day 1 of the workbook's serial numbers: it counts from 1900 unless it says 1904."""
    try:
        with zipfile.ZipFile(file) as packed, packed.open("xl/workbook.xml") as stream:
            found = _FROM_1904.search(stream.read(1 << 20))
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError, OSError):
        return FROM_1900
    return FROM_1904 if found else FROM_1900


def sheet_names(file: Path) -> list[str]:
    return _book(file).sheet_names


def rows_of(file: Path, sheet: str) -> Iterator[Row]:
    """The rows of a sheet, numbered as the workbook numbers them."""
    try:
        found: CalamineSheet = _book(file).get_sheet_by_name(sheet)
    except WorksheetNotFound:
        raise ArchiveRefused(
            _("%(file)s has no sheet %(sheet)s: it has %(list)s (--sheet NAME).")
            % {"file": file, "sheet": repr(sheet), "list": ", ".join(sheet_names(file))}
        ) from None
    except CalamineError as wrong:
        raise ArchiveRefused(
            _("%(file)s cannot be read: the sheet %(sheet)s is damaged (%(wrong)s).")
            % {"file": file, "sheet": repr(sheet), "wrong": wrong}
        ) from None
    for number, values in enumerate(found.iter_rows(), start=1):
        yield Row(number, [_cell(value) for value in values])


def _book(file: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(file)
    except PasswordError:
        raise ArchiveRefused(_("%(file)s is locked by a password: save it without one.") % {"file": file}) from None
    except CalamineError as wrong:
        raise ArchiveRefused(
            _("%(file)s is no workbook that can be read: %(wrong)s.") % {"file": file, "wrong": wrong}
        ) from None


def _cell(value: Value) -> Cell:
    """Whole numbers without their `.0`, so that an id that a workbook took for a number is what it was."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, date | datetime):
        return value
    return str(value)
