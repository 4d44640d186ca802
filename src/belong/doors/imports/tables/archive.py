"""A table of people or of contact moments as an archive. docs/archives-tables.md says what is read and how."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from itertools import islice
from pathlib import Path

from belong.care.archives.public import ArchiveRefused, Checked, GroupRecord, Item, Phase, Place, Record, Reject, Tick
from belong.doors.imports.files import fingerprint
from belong.doors.imports.formats import Format, Option
from belong.doors.imports.tables import mapping, people, touches
from belong.doors.imports.tables.dates import Order, orders_of
from belong.doors.imports.tables.headings import field_of, plain
from belong.doors.imports.tables.index import Index
from belong.doors.imports.tables.mapping import Columns, columns_of
from belong.doors.imports.tables.opening import table_of
from belong.doors.imports.tables.sheet import Cell, Row, Table, text_of
from belong.ground.kernel.public import day_of, now, start_of_day, told
from belong.ground.kernel.public import told_lazy as _

PEOPLE, TOUCHES = "people", "touches"
TICK = 1_000
_NAME = re.compile(r"[^\W_]([\w.-]{0,58}[^\W_])?")

Reader = Callable[[Row], Iterator[people.Found]]

GIVEN = _("What was given for the columns")
MISSING = {
    "at": _("No column says when it was: name the one that does (--map HEADING=at)."),
    "channel": _("No column says on what channel: name the one that does (--map HEADING=channel)."),
}


def open_table(
    kind: str, file: Path, options: Mapping[str, str], usual: Mapping[str, str] | None = None
) -> "TableArchive":
    """The table in `file` (`kind`: people or touches). Reads its headings; `check` reads the rest.

    Options: `source` (the name of the table, its file's where it is left out), `sheet`, `as-of` (the day that it
    speaks of), `columns` (JSON: heading -> field), for touches `people` (the table that ids are of) and `direction`.
    `usual`: how the last table of this name was read, for the columns that are there.
    """
    file = _file_of(file)
    name = name_of_table(file, options)
    given = mapping.checked(json.loads(options.get("columns") or "{}"), str(GIVEN))
    said = {plain(heading) for heading in {**(usual or {}), **given}}
    table = table_of(
        file, options.get("sheet", ""), lambda heading: plain(heading) in said or field_of(heading, kind) is not None
    )
    there = {plain(heading) for heading in table.headings}
    kept = {heading: field for heading, field in (usual or {}).items() if plain(heading) in there}
    columns = columns_of(table.headings, kind, {**kept, **given})
    as_of = _as_of(options.get("as-of", ""), file)
    settled = {
        "source": name,
        "sheet": options.get("sheet", ""),
        "as-of": as_of.isoformat(),
        "columns": json.dumps(columns.said(), ensure_ascii=False),
    }
    if kind == TOUCHES:
        settled |= {"people": options.get("people", ""), "direction": options.get("direction", "")}
        _refuse_poor_touches(columns, settled["direction"])
    return TableArchive(kind, file, table, columns, settled)


def columns_in(kind: str, file: Path, options: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Every column (heading, field or `-`), also of a table of which too little is known to read it."""
    given = mapping.checked(json.loads(options.get("columns") or "{}"), str(GIVEN))
    said = {plain(heading): field for heading, field in given.items()}

    def known(heading: str) -> bool:
        return plain(heading) in said or field_of(heading, kind) is not None

    try:
        table = table_of(_file_of(file), options.get("sheet", ""), known)
    except ArchiveRefused:
        table = table_of(_file_of(file), options.get("sheet", ""), bool)
    return tuple(
        (heading, said.get(plain(heading), field_of(heading, kind) or mapping.LEFT_OUT))
        for heading in dict.fromkeys(filter(None, table.headings))
    )


def name_of_table(file: Path, options: Mapping[str, str]) -> str:
    """What a table is called: as it is said, else after its file."""
    name = options.get("source") or re.sub(r"[^\w.-]+", "-", _file_of(file).stem).strip("-._")[:60]
    if not _NAME.fullmatch(name):
        raise ArchiveRefused(
            told("%(name)s is no name for a table: use letters, digits, hyphens (--source NAME).")
            % {"name": repr(name)}
        )
    return name


def _file_of(path: Path) -> Path:
    path = path.expanduser().absolute()
    return _only_file(path) if path.is_dir() else path


def _only_file(folder: Path) -> Path:
    found = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    if len(found) != 1:
        raise ArchiveRefused(told("%(folder)s is a folder: name the one file of the table.") % {"folder": folder})
    return found[0]


def _as_of(text: str, file: Path) -> date:
    """The day that the table speaks of: the one that is said, else the day on which the file was last changed."""
    if not text:
        return min(day_of(datetime.fromtimestamp(file.stat().st_mtime, UTC)), day_of(now()))
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ArchiveRefused(
            told("%(text)s is no day: write it as 2024-12-31 (--as-of DAY).") % {"text": repr(text)}
        ) from None
    if not date(1900, 1, 1) <= found <= day_of(now()):
        raise ArchiveRefused(told("%(text)s is no day that a table can speak of (--as-of DAY).") % {"text": text})
    return found


def _refuse_poor_touches(columns: Columns, direction: str) -> None:
    for field, missing in MISSING.items():
        if field not in columns.fields:
            raise ArchiveRefused(str(missing))
    if "direction" not in columns.fields and direction not in {"in", "out"}:
        raise ArchiveRefused(
            told("No column says who began: say whether they came to us or we went to them (--direction in or out).")
        )


class TableArchive:
    """Reads a table as records of the source `people:NAME` or `touches:NAME`."""

    def __init__(
        self,
        kind: str,
        file: Path,
        table: Table,
        columns: Columns,
        options: Mapping[str, str],
    ) -> None:
        self.kind, self.columns, self.how, self.heading_line = kind, columns, table.how, table.heading_line
        self._file, self._body, self._options = file, table.body, options
        self._epoch = table.epoch
        self._orders: dict[int, Order] = {}
        self._index = Index()
        self.source = f"{kind}:{options['source']}"
        self.label = options["source"]
        self.place = Place(kind, str(file), options)
        self.fingerprint = fingerprint([file], options)

    def check(self, tick: Tick) -> Checked:
        dated = people.dated_columns if self.kind == PEOPLE else touches.dated_columns
        rows: Iterator[Sequence[Cell]] = (row.cells for row in self._body() if not row.wrong)
        self._orders = orders_of(dated(self.columns), rows, self._epoch)
        self._index = Index()
        size = self._file.stat().st_size
        kept = 0
        for number, (row, phase, what) in enumerate(self.records()):
            if row.line != kept:
                self._index.row(row)
                kept = row.line
            self._index.item(phase, row.line, what)
            if number % TICK == 0:
                tick(0, size)
        counts = self._index.counts()
        if not counts:
            raise ArchiveRefused(told("%(file)s has no rows below its headings.") % {"file": self._file})
        if groups := sum(1 for _group in self._index.groups()):
            counts[Phase.GROUPS] = groups
        tick(size, size)
        return Checked(counts)

    def items(self, phase: Phase, skip: int) -> Iterator[Item]:
        if phase == Phase.GROUPS:
            yield from islice(self._groups(), skip, None)
            return
        for line, what, cells in self._index.items(phase, skip):
            yield Item(self._file.name, line, what, partial(self._raw, cells))

    def lists(self, keys: Sequence[str]) -> set[str]:
        """Those of the keys whose people stand in the table. Only tables of people say who has gone."""
        return self._index.persons_among(keys)

    @property
    def is_roster(self) -> bool:
        return self.kind == PEOPLE

    def _groups(self) -> Iterator[Item]:
        for key, name, line in self._index.groups():
            yield Item(self._file.name, line, GroupRecord(key=key, name=name), {"group": name})

    def _raw(self, cells: Callable[[], Sequence[Cell]]) -> object:
        names = self.columns.headings
        return {
            names[column]
            if column < len(names) and names[column]
            else told("column %(column)s") % {"column": column + 1}: text_of(cell)
            for column, cell in enumerate(cells())
        }

    def records(self) -> Iterator[tuple[Row, Phase, Record | Reject]]:
        """All that is read, row by row; `check` learns from it, and a look at the table after it asks again."""
        read = self._reader()
        for row in self._body():
            for phase, what in read(row):
                yield row, phase, what

    def _reader(self) -> Reader:
        if self.kind == PEOPLE:
            as_of = start_of_day(date.fromisoformat(self._options["as-of"]))
            return people.People(self.columns, self._orders, self._index, as_of).read
        named = self._options["people"]
        return touches.Touches(
            self.columns, self._orders, self._index, f"{PEOPLE}:{named}" if named else "", self._options["direction"]
        ).read


_SOURCE = Option(
    name="source",
    label=_("Name of the table"),
    help=_("A newer table of the same name updates what the older one brought; else the file's name."),
)
_SHEET = Option(name="sheet", label=_("Sheet"), help=_("Of a workbook; else the first with headings that are known."))
_AS_OF = Option(
    name="as-of", label=_("As of"), help=_("The day that the table speaks of, as 2024-12-31; else the file's.")
)
_FILES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".xls")

PEOPLE_ENTRY = Format(
    key=PEOPLE,
    label=_("Table of people"),
    takes=_("A spreadsheet or CSV with a row for each person: names, addresses, permissions, roles, groups, interests"),
    files=_FILES,
    open=partial(open_table, PEOPLE),
    options=(_SOURCE, _SHEET, _AS_OF),
)
TOUCHES_ENTRY = Format(
    key=TOUCHES,
    label=_("Table of contact moments"),
    takes=_("A spreadsheet or CSV with a row for each call, visit, letter or talk: when, with whom, on what channel"),
    files=_FILES,
    open=partial(open_table, TOUCHES),
    options=(
        _SOURCE,
        _SHEET,
        Option(
            name="people", label=_("Ids are of the table of people"), help=_("The name of the table that ids are of.")
        ),
        Option(
            name="direction",
            label=_("Who began"),
            help=_("Where no column says it."),
            choices=(("", _("a column says it")), ("in", _("they came to us")), ("out", _("we went to them"))),
        ),
    ),
)
