"""Permissions of an archive, set by set. What a person said here since always weighs more."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from belong.ground.kernel.public import day_of, staged, told, told_lazy
from belong.ground.ledger.public import Fact, PermissionGranted, PermissionWithdrawn, record_many, standing_rows
from belong.ground.people import checks
from belong.ground.people.cards import Loaded, LoadedPermission, LoadedRefusal, RefusedRow
from belong.ground.people.checks import Wrong
from belong.ground.people.commands.sorting import UNDATED, Sorted, sort_out
from belong.ground.people.commands.sourced import hashed_key, persons_by_keys
from belong.ground.people.models import PROOF_LENGTH, Permission

CHANNEL, PURPOSE, PROOF = told_lazy("The channel"), told_lazy("The purpose"), told_lazy("The proof")
WITHDRAWAL = told_lazy("The instant of the withdrawal")


def load_permissions(batch: int, source: str, rows: Iterable[LoadedPermission | LoadedRefusal]) -> Loaded:
    """Bring in permissions under `batch`. One bad row is refused, never raised; repeating it changes nothing.

    A withdrawal that a later archive knows of is taken at once and stays, whatever becomes of that archive; who
    withdrew here stays withdrawn.
    """
    given = list(enumerate(rows))
    grants = [(place, row) for place, row in given if isinstance(row, LoadedPermission)]
    refusals = [(place, row) for place, row in given if isinstance(row, LoadedRefusal)]
    with transaction.atomic():
        granted = _at_places(_granted(batch, source, [row for _, row in grants]), [place for place, _ in grants])
        if not refusals:
            return granted
        withdrawn = _at_places(_refused(batch, source, [row for _, row in refusals]), [place for place, _ in refusals])
    return Loaded(
        created=granted.created,
        adopted=granted.adopted,
        matched=granted.matched + withdrawn.matched,
        changed=granted.changed + withdrawn.changed,
        facts=granted.facts + withdrawn.facts,
        refused=tuple(sorted((*granted.refused, *withdrawn.refused), key=lambda one: one.index)),
    )


def _at_places(loaded: Loaded, places: Sequence[int]) -> Loaded:
    """With the refused rows named by their places in the whole."""
    return replace(loaded, refused=tuple(RefusedRow(places[one.index], one.reason) for one in loaded.refused))


def _granted(batch: int, source: str, rows: Sequence[LoadedPermission]) -> Loaded:
    work = sort_out(
        "people_permission",
        batch,
        source,
        rows,
        check=_check_permission,
        key_of=lambda row: hashed_key(row.person, row.channel, row.purpose, row.granted_at if row.dated else UNDATED),
        erased=False,
    )
    _refuse_granted_again(work, rows)
    with transaction.atomic():
        here = _withdrawn_here({person for _, person, _ in work.taken.values()})
        columns = {
            "id": "bigint",
            "person_id": "bigint",
            "channel": "text",
            "purpose": "text",
            "granted_at": "timestamptz",
            "withdrawn_at": "timestamptz",
            "proof": "text",
            "source_key": "text",
        }
        staged_rows = (
            (number, person, row.channel, row.purpose, row.granted_at, _end(row, here, person), _proof(row), key)
            for key, (number, person, row) in work.taken.items()
        )
        with staged("people_loaded", columns, staged_rows), connection.cursor() as cursor:
            cursor.execute(
                "insert into people_permission"
                " (id, person_id, channel, purpose, granted_at, withdrawn_at, proof, batch_id, source, source_key)"
                " select id, person_id, channel, purpose, granted_at, withdrawn_at, proof, %s, %s, source_key"
                " from people_loaded where source_key = any(%s)",
                [batch, source, list(work.created)],
            )
            cursor.execute(
                "update people_permission p set batch_id = %s, person_id = l.person_id, proof = l.proof"
                " from people_loaded l where l.id = p.id and l.source_key = any(%s)",
                [batch, list(work.adopted)],
            )
            cursor.execute(
                "update people_permission p set withdrawn_at = l.withdrawn_at from people_loaded l"
                " where l.id = p.id and p.withdrawn_at is null and l.withdrawn_at is not null"
            )
        facts = record_many(_permission_facts(work, batch, source))
    return work.loaded(facts.count)


def _refuse_granted_again(work: Sorted[LoadedPermission], rows: Sequence[LoadedPermission]) -> None:
    """A yes without a day, after that same yes was withdrawn: nobody can say which of the two is newer."""
    doubtful = {
        number: key
        for key, (number, _, row) in work.taken.items()
        if not row.dated and row.withdrawn_at is None and key not in work.created
    }
    for permission in Permission.objects.filter(pk__in=doubtful, withdrawn_at__isnull=False):
        key = doubtful[permission.pk]
        row = work.taken.pop(key)[2]
        work.adopted.discard(key)
        day = f"{day_of(permission.withdrawn_at):%Y-%m-%d}" if permission.withdrawn_at else ""
        says = told("This permission was withdrawn on %(day)s: say on which day it was given again.") % {"day": day}
        work.refused.append(RefusedRow(rows.index(row), says))


def _refused(batch: int, source: str, rows: Sequence[LoadedRefusal]) -> Loaded:
    """End what this source told of; a no about what nobody told of changes nothing."""
    refused: list[RefusedRow] = []
    persons = persons_by_keys(source, {row.person for row in rows}, batch=batch, erased=False)
    said: dict[tuple[int, str, str], LoadedRefusal] = {}
    for index, row in enumerate(rows):
        try:
            checks.word(row.channel, CHANNEL)
            checks.word(row.purpose, PURPOSE)
            checks.instant(row.at, WITHDRAWAL)
            if row.person not in persons:
                raise Wrong(told("There is no person with the key %(person)s.") % {"person": row.person})
        except Wrong as wrong:
            refused.append(RefusedRow(index, str(wrong)))
        else:
            said.setdefault((persons[row.person], row.channel, row.purpose), row)
    held = (
        Permission.objects.select_for_update(no_key=True)
        .filter(standing_rows("batch") | Q(batch=batch), person__in={person for person, _, _ in said}, source=source)
        .filter(withdrawn_at__isnull=True)
        .order_by("pk")
    )
    ended = []
    for permission in held:
        if no := said.get((permission.person_id, permission.channel, permission.purpose)):
            permission.withdrawn_at = max(no.at, permission.granted_at)
            ended.append(permission)
    Permission.objects.bulk_update(ended, ["withdrawn_at"], batch_size=500)
    facts = record_many(
        PermissionWithdrawn(
            actor=each.person_id,
            about=f"people.permission:{each.pk}",
            purpose=each.purpose,
            occurred_at=each.withdrawn_at,
            batch=batch,
            backfill=True,
            source=source,
            source_key=f"permission_withdrawn:{each.source_key}",
        )
        for each in ended
    )
    changed = len({(each.person_id, each.channel, each.purpose) for each in ended})
    return Loaded(matched=len(rows) - len(refused), changed=changed, facts=facts.count, refused=tuple(refused))


def _check_permission(row: LoadedPermission) -> None:
    checks.word(row.channel, CHANNEL)
    checks.word(row.purpose, PURPOSE)
    checks.interval(row.granted_at, row.withdrawn_at, "permission")
    _proof(row)


def _proof(row: LoadedPermission) -> str:
    return checks.one_line(row.proof, PROOF_LENGTH, PROOF)


def _end(row: LoadedPermission, here: dict[tuple[int, str, str], datetime], person: int) -> datetime | None:
    """When the permission ended: by the archive, or here after the archive was made."""
    ended_here = here.get((person, row.channel, row.purpose))
    if ended_here is None or ended_here < row.granted_at:
        return row.withdrawn_at
    return ended_here if row.withdrawn_at is None else min(ended_here, row.withdrawn_at)


def _withdrawn_here(persons: set[int]) -> dict[tuple[int, str, str], datetime]:
    """The latest withdrawals that people said here themselves."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select person_id, channel, purpose, max(withdrawn_at) from people_permission"
            " where person_id = any(%s) and ended_here group by 1, 2, 3",
            [list(persons)],
        )
        return {(person, channel, purpose): at for person, channel, purpose, at in cursor}


def _permission_facts(work: Sorted[LoadedPermission], batch: int, source: str) -> Iterator[Fact]:
    for key, (number, person, row) in work.taken.items():
        about = f"people.permission:{number}"
        yield PermissionGranted(
            actor=person,
            about=about,
            purpose=row.purpose,
            occurred_at=row.granted_at,
            batch=batch,
            backfill=True,
            source=source,
            source_key=f"permission:{key}",
        )
        if row.withdrawn_at is not None:
            yield PermissionWithdrawn(
                actor=person,
                about=about,
                purpose=row.purpose,
                occurred_at=row.withdrawn_at,
                batch=batch,
                backfill=True,
                source=source,
                source_key=f"permission_withdrawn:{key}",
            )
