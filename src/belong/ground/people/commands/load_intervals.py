"""Roles of an archive, set by set."""

from collections.abc import Iterable, Iterator

from django.db import connection, transaction

from belong.ground.kernel.public import staged, told_lazy
from belong.ground.kernel.public import told as _
from belong.ground.ledger.public import Fact, RoleEnded, RoleGiven, record_many
from belong.ground.people import checks
from belong.ground.people.actor import HOST, OWNER
from belong.ground.people.cards import Loaded, LoadedRole
from belong.ground.people.checks import Wrong
from belong.ground.people.commands.sorting import UNDATED, Sorted, sort_out
from belong.ground.people.commands.sourced import hashed_key

NOT_BY_ARCHIVE = told_lazy("Nobody becomes owner or host by an archive: an owner gives these roles here.")


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
