"""An archive in Belong's own format: one JSON object a line, documented in docs/archive-format.md."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from belong.care.archives.public import (
    AcceptanceRecord,
    ArchiveRefused,
    Checked,
    Item,
    Phase,
    Place,
    Record,
    Reject,
    Tick,
)
from belong.doors.imports.fields import Unreadable
from belong.doors.imports.files import fingerprint
from belong.doors.imports.formats import Format
from belong.doors.imports.jsonl.index import Index
from belong.doors.imports.jsonl.lines import Line, line_at, lines, record_of
from belong.doors.imports.jsonl.records import Maker
from belong.ground.kernel.public import told
from belong.ground.kernel.public import told_lazy as _

FORMAT = "archive"
TICK = 2_000

_PHASES = {
    "person": Phase.PEOPLE,
    "role": Phase.ROLES,
    "permission": Phase.PERMISSIONS,
    "group": Phase.GROUPS,
    "membership": Phase.MEMBERSHIPS,
    "tag": Phase.TAGS,
    "topic": Phase.TOPICS,
    "acceptance": Phase.ACCEPTANCES,
    "vote": Phase.VOTES,
    "link": Phase.LINKS,
    "contact": Phase.CONTACTS,
    "deed": Phase.DEEDS,
}


def open_file(file: Path) -> "JsonLinesArchive":
    """The archive in `file`. Reads its first line; `check` reads the rest."""
    file = file.expanduser().absolute()
    try:
        if file.is_dir():
            raise ArchiveRefused(told("%(file)s is a folder: name the file of the archive.") % {"file": file})
    except OSError as error:
        raise ArchiveRefused(
            told("%(file)s cannot be read: %(reason)s.") % {"file": file, "reason": error.strerror}
        ) from None
    first = next(lines(file), None)
    if first is None:
        raise ArchiveRefused(told("%(file)s is empty.") % {"file": file})
    try:
        kind, header = record_of(first)
    except Unreadable as error:
        raise ArchiveRefused(
            told("%(file)s is no Belong archive: in its first line, %(error)s.") % {"file": file, "error": error}
        ) from None
    if kind != "archive":
        raise ArchiveRefused(
            told("%(file)s is no Belong archive: its first line is no `archive` record.") % {"file": file}
        )
    return JsonLinesArchive(file, header)


class JsonLinesArchive:
    """Reads `file` as records of the source `archive:SOURCE`."""

    def __init__(self, file: Path, header: dict[str, Any]) -> None:
        self._file = file
        self._index = Index()
        self._maker = Maker(self._index)
        self.source = f"{FORMAT}:{header['source']}"
        self.label = " ".join(header["name"].split())
        self.place = Place(FORMAT, str(file), {})
        self.fingerprint = fingerprint([file], {})

    def check(self, tick: Tick) -> Checked:
        self._index = Index()
        self._maker = Maker(self._index)
        size = self._file.stat().st_size
        found = lines(self._file)
        next(found, None)
        end: Line | None = None
        count = 0
        for line in found:
            if end is not None:
                raise ArchiveRefused(
                    told("%(file)s goes on after its end record (line %(number)s).")
                    % {"file": self._file, "number": line.number}
                )
            kind, record = self._read(line)
            if kind == "end" and record is not None:
                end = line
                if record["records"] != count:
                    raise ArchiveRefused(
                        told("%(file)s is not whole: it says that it has %(record)s records and has %(count)s.")
                        % {"file": self._file, "record": record["records"], "count": count}
                    )
                continue
            count += 1
            self._index.add(_phase(kind, record), kind, record, line.number, line.offset)
            if count % TICK == 0:
                tick(line.offset, size)
        if end is None:
            raise ArchiveRefused(told("%(file)s is cut off: its last line is no end record.") % {"file": self._file})
        self._index.close_up()
        tick(size, size)
        return Checked(self._totals())

    def _totals(self) -> dict[Phase, int]:
        counts = self._index.counts()
        if open_questions := self._index.count_open_questions():
            counts[Phase.ACCEPTANCES] = counts.get(Phase.ACCEPTANCES, 0) + open_questions
        return counts

    def items(self, phase: Phase, skip: int) -> Iterator[Item]:
        written = self._index.counts().get(phase, 0)
        for line in line_at(self._file, self._index.places(phase, skip)):
            yield self._item(line)
        if phase == Phase.ACCEPTANCES:
            for key, number in self._index.open_questions(max(0, skip - written)):
                yield Item(self._file.name, number, AcceptanceRecord(topic=key, answer=None, at=None))

    def _item(self, line: Line) -> Item:
        what: Record | Reject
        raw: object = line.text
        try:
            kind, raw = record_of(line)
            what = self._maker.make(kind, raw, line.number)
        except Unreadable as error:
            what = Reject(str(error))
        return Item(self._file.name, line.number, what, raw)

    def _read(self, line: Line) -> tuple[str, dict[str, Any] | None]:
        try:
            return record_of(line)
        except Unreadable:
            return "", None


def _phase(kind: str, record: dict[str, Any] | None) -> Phase:
    if record is None:
        return Phase.OTHERS
    if kind == "post":
        return Phase.ANSWERS if record["kind"] == "answer" else Phase.REPLIES
    return _PHASES.get(kind, Phase.OTHERS)


ENTRY = Format(
    key=FORMAT,
    label=_("Belong's own format"),
    takes=_("One .jsonl file, as docs/archive-format.md describes it."),
    files=(".jsonl",),
    open=lambda path, _options: open_file(path),
)
