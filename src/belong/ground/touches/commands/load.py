"""Contact moments of an archive, set by set."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from belong.ground.kernel.public import copy_rows, now, staged, uuid7
from belong.ground.kernel.public import told as _
from belong.ground.ledger.public import ContactMade, record_many
from belong.ground.people.public import (
    Loaded,
    RefusedRow,
    Wrong,
    hashed_key,
    persons_by_keys,
    sift,
    source_name,
)
from belong.ground.touches.cards import LoadedTouch
from belong.ground.touches.checks import moment, note_of
from belong.ground.touches.commands.record import sides

COLUMNS = (
    "id",
    "uid",
    "channel",
    "direction",
    "turf",
    "purpose",
    "occurred_at",
    "note",
    "by_id",
    "recorded_at",
    "batch_id",
    "source",
    "source_key",
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that is taken: its id, whom it was with (by their keys), and who of the organisation it was."""

    id: int
    persons: dict[str, int]
    by: int | None
    row: LoadedTouch


def load_touches(batch: int, source: str, rows: Iterable[LoadedTouch]) -> Loaded:
    """Bring in contact moments under `batch`. One bad row is refused, never raised; repeating it changes nothing.

    A moment with several persons of whom some are not in the archive is kept with the others.
    """
    given = list(rows)
    source_name(source)
    with transaction.atomic():
        keys = {key for row in given for key in (*row.people, *([row.by] if row.by else []))}
        persons = persons_by_keys(source, keys, batch=batch)
        work = sift(
            "touches_touch",
            batch,
            source,
            given,
            check=lambda row: _check(row, persons),
            key_of=lambda row: hashed_key("touch", row.key),
        )
        refused = {one.index for one in work.refused}
        work.refused += [
            RefusedRow(index, _("Taken without persons whom the archive lacks: %(keys)s.") % {"keys": ", ".join(lost)})
            for index, row in enumerate(given)
            if index not in refused and (lost := [key for key in row.people if key not in persons])
        ]
        taken = {key: _taken(number, row, persons) for key, (number, row) in work.taken.items()}
        created = [key for key, _item in work.of(work.created)]
        adopted = [key for key, _item in work.of(work.adopted)]
        _write(batch, source, taken, created, adopted)
        facts = record_many(_facts(batch, source, taken.values()))
    return work.loaded(facts.count, {one.row.key: one.id for one in taken.values()})


def _taken(number: int, row: LoadedTouch, persons: dict[str, int]) -> Taken:
    present = {person: persons[person] for person in row.people if person in persons}
    return Taken(number, present, persons[row.by] if row.by else None, row)


def _check(row: LoadedTouch, persons: dict[str, int]) -> None:
    moment(row.channel, row.direction, row.turf, row.purpose, row.at)
    note_of(row.note)
    if row.by is not None and row.by not in persons:
        raise Wrong(_("There is no person with the key %(by)s.") % {"by": row.by})
    if not any(key in persons for key in row.people):
        raise Wrong(_("Nobody of those it was with is in the archive."))


def _write(batch: int, source: str, taken: dict[str, Taken], created: list[str], adopted: list[str]) -> None:
    at = now()
    copy_rows("touches_touch", COLUMNS, (_values(batch, source, at, key, taken[key]) for key in created))
    if adopted:
        again = ((taken[key].id, note_of(taken[key].row.note)) for key in adopted)
        with staged("touches_adopted", {"id": "bigint", "note": "text"}, again), connection.cursor() as cursor:
            cursor.execute(
                "update touches_touch t set batch_id = %s, note = a.note from touches_adopted a where a.id = t.id",
                [batch],
            )
            cursor.execute("delete from touches_touchperson p using touches_adopted a where a.id = p.touch_id")
    copy_rows(
        "touches_touchperson",
        ["touch_id", "person_id"],
        (
            (taken[key].id, person)
            for key in (*created, *adopted)
            for person in sorted(set(taken[key].persons.values()))
        ),
    )


def _values(batch: int, source: str, at: datetime, key: str, one: Taken) -> tuple[object, ...]:
    """The values of `COLUMNS`."""
    row = one.row
    place = (row.channel, row.direction, row.turf, row.purpose, row.at, note_of(row.note))
    return (one.id, uuid7(), *place, one.by, at, batch, source, key)


def _facts(batch: int, source: str, taken: Iterable[Taken]) -> Iterator[ContactMade]:
    for one in taken:
        row = one.row
        told: set[int] = set()
        for key, person in one.persons.items():
            if person in told:
                continue
            told.add(person)
            giver, receiver = sides(row.direction, person, one.by)
            yield ContactMade(
                actor=giver,
                counterpart=receiver,
                about=f"touches.touch:{one.id}",
                channel=row.channel,
                direction=row.direction,
                turf=row.turf,
                purpose=row.purpose or None,
                occurred_at=row.at,
                batch=batch,
                backfill=True,
                source=source,
                source_key=f"touch:{row.key}:{key}",
            )
