"""Opening a file as a table, by what it is and not by what it is called."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from belong.care.archives.public import ArchiveRefused
from belong.doors.imports.files import opened
from belong.doors.imports.tables import csvs, workbook
from belong.doors.imports.tables.bounds import refuse_if_huge
from belong.doors.imports.tables.sheet import Table, heading_of, text_of
from belong.ground.kernel.public import told as _
from belong.ground.kernel.public import told_lazy

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": told_lazy("upright strokes")}


def table_of(file: Path, sheet: str, known: Callable[[str], bool]) -> Table:
    """The table in `file`, its headings found. `sheet` chooses in a workbook; else the first with headings is taken.

    Raises `ArchiveRefused` where there is no table, or no row whose cells `known` knows as headings.
    """
    if file.is_dir():
        raise ArchiveRefused(_("%(file)s is a folder: name the file of the table.") % {"file": file})
    with opened(file) as stream:
        beginning = stream.read(8)
    if not beginning.strip():
        raise ArchiveRefused(_("%(file)s is empty.") % {"file": file})
    if beginning.startswith((_ZIP, _OLE)):
        return _workbook(file, sheet, known)
    if sheet:
        raise ArchiveRefused(
            _("%(file)s is no workbook, so it has no sheet %(sheet)s.") % {"file": file, "sheet": repr(sheet)}
        )
    dialect = csvs.dialect_of(file)
    table = Table(
        partial(csvs.rows_of, file, dialect),
        _("text in %(encoding)s, parted by %(names)s") % {"encoding": dialect.encoding, "names": _NAMES[dialect.sign]},
    )
    return _headed([table], known) or _refuse(file, table)


def _workbook(file: Path, sheet: str, known: Callable[[str], bool]) -> Table:
    refuse_if_huge(file)
    epoch = workbook.epoch_of(file)
    names = [sheet] if sheet else workbook.sheet_names(file)
    tables = [
        Table(
            partial(workbook.rows_of, file, name),
            _("the sheet %(name)s of a workbook") % {"name": repr(name)},
            epoch=epoch,
        )
        for name in names
    ]
    if not tables:
        raise ArchiveRefused(_("%(file)s has no sheets.") % {"file": file})
    return _headed(tables, known) or _refuse(file, tables[0])


def _headed(tables: Sequence[Table], known: Callable[[str], bool]) -> Table | None:
    """The table with most headings that are known, the first of such."""
    best: Table | None = None
    most = 0
    for table in tables:
        heading, count = heading_of(table.rows(), known)
        if heading is not None and count > most:
            most = count
            names = tuple(text_of(cell) for cell in heading.cells)
            best = replace(table, headings=names, heading_line=heading.line)
    return best


def _refuse(file: Path, table: Table) -> Table:
    first = next((row for row in table.rows() if not row.is_blank and not row.is_comment), None)
    if first is None:
        raise ArchiveRefused(_("%(file)s holds no rows.") % {"file": file})
    cells = ", ".join(repr(text_of(cell)[:30]) for cell in first.cells[:12])
    raise ArchiveRefused(
        _(
            "%(file)s has no heading that is known here; its first row is %(cells)s. Say what a column holds "
            "with --map HEADING=FIELD."
        )
        % {"file": file, "cells": cells}
    )
