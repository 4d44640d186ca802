"""Roles of an archive, set by set, and what loads of intervals have in common."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from django.db import connection, transaction

from belong.ground.kernel.public import staged, told_lazy
from belong.ground.kernel.public import told as _
from belong.ground.ledger.public import Fact, RoleEnded, RoleGiven, record_many
from belong.ground.people import checks
from belong.ground.people.actor import HOST, OWNER
from belong.ground.people.cards import Loaded, LoadedRole, RefusedRow
from belong.ground.people.checks import Wrong
from belong.ground.people.commands.sourced import (
    BUSY_ELSEWHERE,
    State,
    hashed_key,
    new_ids,
    persons_by_keys,
    sourced_rows,
)

UNDATED = "undated"
"""Stands in the key of a row for the instant that its source does not say."""

NOT_BY_ARCHIVE = told_lazy("Nobody becomes owner or host by an archive: an owner gives these roles here.")


class _OfPerson(Protocol):
    @property
    def person(self) -> str: ...


Row = TypeVar("Row", bound=_OfPerson)


@dataclass(slots=True)
class Sorted(Generic[Row]):
    """The rows of a load by their keys at the source, each with its person and the id it has or will have."""

    taken: dict[str, tuple[int, int, Row]] = field(default_factory=dict)
    created: set[str] = field(default_factory=set)
    adopted: set[str] = field(default_factory=set)
    repeated: int = 0
    refused: list[RefusedRow] = field(default_factory=list)

    def rows(self, keys: set[str]) -> Iterator[tuple[str, int, int, Row]]:
        for key, (number, person, row) in self.taken.items():
            if key in keys:
                yield key, number, person, row

    def loaded(self, facts: int) -> Loaded:
        fresh = len(self.created) + len(self.adopted)
        return Loaded(
            created=len(self.created),
            adopted=len(self.adopted),
            matched=len(self.taken) - fresh + self.repeated,
            facts=facts,
            refused=tuple(sorted(self.refused, key=lambda one: one.index)),
        )


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
    """Find out of each row whether it can be taken, whose it is and whether the table has it. Inside a transaction.

    `check` raises `Wrong` where the row cannot be taken; `key_of` gives its key at the source; without `erased`, rows
    of persons who were erased are refused.
    """
    result: Sorted[Row] = Sorted()
    persons = persons_by_keys(source, {row.person for row in rows}, batch=batch, erased=erased)
    sound: dict[str, tuple[int, Row]] = {}
    for index, row in enumerate(rows):
        try:
            check(row)
            if row.person not in persons:
                raise Wrong(_("There is no person with the key %(person)s.") % {"person": row.person})
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
        result.taken[key] = (known.id if known else next(fresh), persons[row.person], row)
        if known is None:
            result.created.add(key)
        elif known.state is State.GONE:
            result.adopted.add(key)
    return result


def load_roles(batch: int, source: str, rows: Iterable[LoadedRole]) -> Loaded:
    """Bring in roles under `batch`. One bad row is refused, never raised; repeating it changes nothing.

    Who was owner or host elsewhere is no more than a memory: such roles are taken only where they have ended.
    """
    with transaction.atomic():
        work = sort_out(
            "people_roleheld",
            batch,
            source,
            list(rows),
            check=_check_role,
            key_of=lambda row: hashed_key(row.person, row.role, row.from_at if row.dated else UNDATED),
        )
        columns = {
            "id": "bigint",
            "person_id": "bigint",
            "role": "text",
            "from_at": "timestamptz",
            "until_at": "timestamptz",
            "source_key": "text",
        }
        staged_rows = (
            (number, person, row.role, row.from_at, row.until_at, key)
            for key, (number, person, row) in work.taken.items()
        )
        with staged("people_loaded", columns, staged_rows), connection.cursor() as cursor:
            cursor.execute(
                "insert into people_roleheld (id, person_id, role, from_at, until_at, batch_id, source, source_key)"
                " select id, person_id, role, from_at, until_at, %s, %s, source_key from people_loaded"
                " where source_key = any(%s)",
                [batch, source, list(work.created)],
            )
            cursor.execute(
                "update people_roleheld r set batch_id = %s, person_id = l.person_id,"
                " until_at = coalesce(r.until_at, l.until_at)"
                " from people_loaded l where l.id = r.id and l.source_key = any(%s)",
                [batch, list(work.adopted)],
            )
            cursor.execute(
                "update people_roleheld r set until_at = l.until_at from people_loaded l"
                " where l.id = r.id and r.until_at is null and l.until_at is not null"
            )
        facts = record_many(_role_facts(work, batch, source))
    return work.loaded(facts.count)


def _check_role(row: LoadedRole) -> None:
    checks.word(row.role, _("The role"))
    checks.interval(row.from_at, row.until_at, "role")
    if row.role in {OWNER, HOST} and row.until_at is None:
        raise Wrong(NOT_BY_ARCHIVE)


def _role_facts(work: Sorted[LoadedRole], batch: int, source: str) -> Iterator[Fact]:
    for key, (number, person, row) in work.taken.items():
        about = f"people.role:{number}"
        yield RoleGiven(
            actor=None,
            counterpart=person,
            about=about,
            occurred_at=row.from_at,
            batch=batch,
            backfill=True,
            source=source,
            source_key=f"role:{key}",
        )
        if row.until_at is not None:
            yield RoleEnded(
                actor=None,
                counterpart=person,
                about=about,
                occurred_at=row.until_at,
                batch=batch,
                backfill=True,
                source=source,
                source_key=f"role_ended:{key}",
            )
