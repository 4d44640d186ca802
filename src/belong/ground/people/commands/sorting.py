"""What loads of rows under a source's keys have in common: which can be taken, and what the tables have already."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from belong.ground.kernel.public import told as _
from belong.ground.people.cards import Loaded, RefusedRow
from belong.ground.people.checks import Wrong
from belong.ground.people.commands.sourced import BUSY_ELSEWHERE, State, new_ids, persons_by_keys, sourced_rows

UNDATED = "undated"
"""Stands in the key of a row for the instant that its source does not say."""


class _OfPerson(Protocol):
    @property
    def person(self) -> str: ...


Item = TypeVar("Item")
Given = TypeVar("Given")
Row = TypeVar("Row", bound=_OfPerson)


@dataclass(slots=True)
class Sifted(Generic[Item]):
    """What is taken of a load by the keys at the source, and why the rest is not."""

    taken: dict[str, Item] = field(default_factory=dict)
    created: set[str] = field(default_factory=set)
    adopted: set[str] = field(default_factory=set)
    repeated: int = 0
    refused: list[RefusedRow] = field(default_factory=list)

    def of(self, keys: set[str]) -> Iterator[tuple[str, Item]]:
        """Those of some keys, in the order in which they came."""
        return ((key, item) for key, item in self.taken.items() if key in keys)

    def loaded(self, facts: int, ids: Mapping[str, int] | None = None) -> Loaded:
        fresh = len(self.created) + len(self.adopted)
        return Loaded(
            created=len(self.created),
            adopted=len(self.adopted),
            matched=len(self.taken) - fresh + self.repeated,
            facts=facts,
            refused=tuple(sorted(self.refused, key=lambda one: one.index)),
            ids=dict(ids or {}),
        )


class Sorted(Sifted[tuple[int, int, Row]]):
    """Each row with the id it has or will have, and its person."""

    __slots__ = ()

    def rows(self, keys: set[str]) -> Iterator[tuple[str, int, int, Row]]:
        return ((key, *item) for key, item in self.of(keys))


def sift(
    table: str,
    batch: int,
    source: str,
    rows: Sequence[Given],
    *,
    check: Callable[[Given], None],
    key_of: Callable[[Given], str],
) -> Sifted[tuple[int, Given]]:
    """Find out of each row whether it can be taken and whether the table has it: its id is that one, or a new one.
    Inside a transaction.

    `check` raises `Wrong` where the row cannot be taken; `key_of` gives its key at the source.
    """
    result: Sifted[tuple[int, Given]] = Sifted()
    sound: dict[str, tuple[int, Given]] = {}
    for index, row in enumerate(rows):
        try:
            check(row)
        except Wrong as wrong:
            result.refused.append(RefusedRow(index, str(wrong)))
            continue
        key = key_of(row)
        if key in sound:
            result.repeated += 1
        else:
            sound[key] = (index, row)
    found = sourced_rows(table, batch=batch, source=source, keys=list(sound))
    fresh = iter(new_ids(table, len(sound) - len(found)))
    for key, (index, row) in sound.items():
        known = found.get(key)
        if known is not None and known.state is State.BUSY:
            result.refused.append(RefusedRow(index, str(BUSY_ELSEWHERE)))
            continue
        result.taken[key] = (known.id if known else next(fresh), row)
        if known is None:
            result.created.add(key)
        elif known.state is State.GONE:
            result.adopted.add(key)
    return result


def sort_out(
    table: str,
    batch: int,
    source: str,
    rows: Sequence[Row],
    *,
    check: Callable[[Row], None],
    key_of: Callable[[Row], str],
    erased: bool = True,
) -> Sorted[Row]:
    """`sift`, for rows that are of one person each: whose they are too.

    Without `erased`, rows of persons who were erased are refused.
    """
    persons = persons_by_keys(source, {row.person for row in rows}, batch=batch, erased=erased)

    def known(row: Row) -> None:
        check(row)
        if row.person not in persons:
            raise Wrong(_("There is no person with the key %(person)s.") % {"person": row.person})

    found = sift(table, batch, source, rows, check=known, key_of=key_of)
    taken = {key: (number, persons[row.person], row) for key, (number, row) in found.taken.items()}
    return Sorted(taken, found.created, found.adopted, found.repeated, found.refused)
