"""The first pass over a dump: every file to its end, ids into the index, items counted. It writes nothing."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from belong.care.archives.public import Checked, Phase, Tick
from belong.doors.imports import fields
from belong.doors.imports.fields import Unreadable
from belong.doors.imports.stackexchange import rows
from belong.doors.imports.stackexchange.elements import Elements
from belong.doors.imports.stackexchange.index import ANSWER, Index, micros
from belong.doors.imports.stackexchange.rows import Row
from belong.ground.kernel.public import told

T = TypeVar("T")

ROW = "row"
BUFFER = 5_000
ACCEPTED_VOTE = 1

ROOTS = {
    "Users.xml": "users",
    "Posts.xml": "posts",
    "Comments.xml": "comments",
    "Votes.xml": "votes",
    "Tags.xml": "tags",
    "PostLinks.xml": "postlinks",
    "Badges.xml": "badges",
}


def elements(file: Path) -> Elements:
    return Elements(file, ROOTS[file.name])


def is_answer(name: str, row: Row) -> bool:
    """Whether a row of Posts.xml is read with the answers; all others are read with the questions."""
    return name == ROW and row.get("PostTypeId") == str(ANSWER)


def vote(name: str, row: Row) -> tuple[int, int] | None:
    """The post and time of an acceptance; none for votes of other kinds."""
    must_be_row(name)
    if rows.positive(row, "VoteTypeId") != ACCEPTED_VOTE:
        return None
    return rows.positive(row, "PostId"), micros(fields.instant(row, "CreationDate"))


def badge(name: str, row: Row) -> None:
    must_be_row(name)
    rows.positive(row, "Id")
    fields.line_of_text(row, "Name")


def must_be_row(name: str) -> None:
    if name != ROW:
        raise Unreadable(told("<%(name)s> is no row") % {"name": name[:40]})


class Survey:
    """Reads `files` and fills `index`."""

    def __init__(self, files: Sequence[Path], index: Index, tick: Tick) -> None:
        self._files = files
        self._index = index
        self._tick = tick
        self._size = sum(file.stat().st_size for file in files)
        self._read = 0
        self._items: Counter[Phase] = Counter({Phase.GROUPS: 1})
        self._skipped: Counter[Phase] = Counter()

    def result(self) -> Checked:
        self._index.clear()
        readers = {
            "Users.xml": self._people,
            "Posts.xml": self._posts,
            "Comments.xml": self._remarks,
            "Votes.xml": self._votes,
            "Tags.xml": lambda file: self._count(file, Phase.TAGS),
            "PostLinks.xml": lambda file: self._count(file, Phase.LINKS),
            "Badges.xml": self._badges,
        }
        for file in self._files:
            readers[file.name](file)
        self._keep_wrongly_accepted()
        self._items[Phase.ACCEPTANCES] = self._index.count_damaged() + self._index.questions()
        return Checked(dict(self._items), dict(self._skipped))

    def _people(self, file: Path) -> None:
        def read(line: int, name: str, row: Row) -> tuple[int, int]:
            must_be_row(name)
            return int(rows.person(row).key), line

        self._fill(file, lambda name, row: Phase.PEOPLE, read, self._index.add_people)

    def _posts(self, file: Path) -> None:
        def read(line: int, name: str, row: Row) -> tuple[int, int, int, int | None, int, int | None]:
            must_be_row(name)
            id, kind, parent, created, accepted = rows.post_head(row)
            return id, line, kind, parent, micros(created), accepted

        def phase(name: str, row: Row) -> Phase:
            return Phase.ANSWERS if is_answer(name, row) else Phase.TOPICS

        self._fill(file, phase, read, self._index.add_posts)

    def _remarks(self, file: Path) -> None:
        def read(line: int, name: str, row: Row) -> tuple[int, int]:
            must_be_row(name)
            return rows.remark_head(row)[0], line

        self._fill(file, lambda name, row: Phase.REPLIES, read, self._index.add_remarks)

    def _votes(self, file: Path) -> None:
        buffer: list[tuple[int, int]] = []
        for _, name, row in self._elements(file):
            try:
                accepted = vote(name, row)
            except Unreadable:
                self._items[Phase.VOTES] += 1
                continue
            self._skipped[Phase.VOTES] += 1
            if accepted is not None:
                buffer.append(accepted)
                if len(buffer) >= BUFFER:
                    self._index.add_acceptances(buffer)
                    buffer.clear()
        self._index.add_acceptances(buffer)

    def _badges(self, file: Path) -> None:
        for _, name, row in self._elements(file):
            try:
                badge(name, row)
            except Unreadable:
                self._items[Phase.BADGES] += 1
            else:
                self._skipped[Phase.BADGES] += 1

    def _count(self, file: Path, phase: Phase) -> None:
        for _ in self._elements(file):
            self._items[phase] += 1

    def _fill(
        self,
        file: Path,
        phase: Callable[[str, Row], Phase],
        read: Callable[[int, str, Row], T],
        add: Callable[[Iterable[T]], None],
    ) -> None:
        """Count every element, and put what can be read of them into the index."""
        buffer: list[T] = []
        for line, name, row in self._elements(file):
            self._items[phase(name, row)] += 1
            try:
                buffer.append(read(line, name, row))
            except Unreadable:
                continue
            if len(buffer) >= BUFFER:
                add(buffer)
                buffer.clear()
        add(buffer)

    def _elements(self, file: Path) -> Iterator[tuple[int, str, Row]]:
        """The elements of one file, telling how far the whole pass is now and then."""
        found = elements(file)
        for number, element in enumerate(found):
            if number % BUFFER == 0:
                self._tick(self._read + found.read, self._size)
            yield element
        self._read += found.read
        self._tick(self._read, self._size)

    def _keep_wrongly_accepted(self) -> None:
        """The rows of questions whose accepted answer is none of theirs, for the rejects. Usually there are none."""
        if not self._index.wrongly_accepted():
            return
        posts = next(file for file in self._files if file.name == "Posts.xml")
        for line, name, row in elements(posts):
            if name != ROW or row.get("PostTypeId") != "1":
                continue
            try:
                id = rows.positive(row, "Id")
            except Unreadable:
                continue
            if self._index.post_line(id) == line and self._index.is_wrongly_accepted(id):
                self._index.add_damaged([(id, json.dumps(row, ensure_ascii=False), line)])
