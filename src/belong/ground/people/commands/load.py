"""Persons of an archive, set by set. README.md says what makes two rows one person and what a later archive changes."""

from collections.abc import Callable, Iterable, Sequence

from django.db import connection, transaction
from psycopg import sql

from belong.ground.kernel.public import copy_rows, staged, told, told_lazy, uuid7
from belong.ground.ledger.public import PersonJoined, record_many
from belong.ground.people import checks
from belong.ground.people.cards import Loaded, LoadedPerson, RefusedRow
from belong.ground.people.checks import Wrong
from belong.ground.people.commands.fetching import lock_identities
from belong.ground.people.commands.load_keys import own_pairs
from belong.ground.people.commands.load_work import Found, Listed, Pair, Work
from belong.ground.people.commands.sourced import (
    BUSY_ELSEWHERE,
    KNOWN,
    State,
    anybody_erased,
    erased_key,
    keys_at,
    new_ids,
    state_sql,
)

JOINING = told_lazy("The instant of joining")


def load_people(batch: int, source: str, rows: Iterable[LoadedPerson], *, listed: Listed | None = None) -> Loaded:
    """Bring in persons, each known at `source` by their key, under `batch`. One bad row is refused, never raised.

    Repeating it changes nothing. Rows that an undone import brought are taken over under the ids they had. `listed`:
    the archive lists everybody at `source`, each under one key, and this says which of some keys are in it; two keys
    in it are two persons then, whatever address they share.
    """
    given = list(rows)
    checks.source_name(source)
    with transaction.atomic():
        lock_identities()
        taken, refused = _checked(source, given)
        work = Work(
            _found(batch, source, [pair for _, pairs in taken for pair in pairs]), listed, source, refused=refused
        )
        if listed is not None:
            work.keys = keys_at(source, {one.person for one in work.known.values()})
        fresh = iter(new_ids("people_person", len(taken)))
        for index, pairs in taken:
            _decide(work, index, given[index], pairs, fresh=lambda: next(fresh))
        _write(work, batch)
        facts = record_many(
            PersonJoined(
                actor=person,
                about=f"people.person:{person}",
                occurred_at=row.joined_at,
                batch=batch,
                backfill=True,
                source=source,
                source_key=f"person:{key}",
            )
            for key, (person, row) in work.joined.items()
        )
    work.refused.sort(key=lambda one: one.index)
    return Loaded(
        created=len(work.created),
        adopted=len(work.adopted),
        matched=work.matched,
        changed=work.changed,
        facts=facts.count,
        refused=tuple(work.refused),
        ids=work.ids,
    )


def _checked(source: str, rows: Sequence[LoadedPerson]) -> tuple[list[tuple[int, list[Pair]]], list[RefusedRow]]:
    """The rows that can be taken, each with its identities, the one at `source` first; and those that cannot."""
    taken, refused = [], []
    for index, row in enumerate(rows):
        try:
            checks.person_name(row.name)
            if row.joined_at is not None:
                checks.instant(row.joined_at, JOINING)
            pairs = [checks.identity(source, row.key), *(checks.identity(*further) for further in row.identities)]
        except Wrong as wrong:
            refused.append(RefusedRow(index, str(wrong)))
        else:
            taken.append((index, list(dict.fromkeys(pairs))))
    return taken, refused


def _found(batch: int, source: str, pairs: Sequence[Pair]) -> dict[Pair, Found]:
    """What the tables know of these identities, and of those that only their digest is kept of.

    The limit makes it a look-up for each: the planner would rather read all identities for every slice.
    """
    digests = {(source, erased_key(source, key)): (source, key) for source, key in pairs} if anybody_erased() else {}
    wanted = [*pairs, *digests]
    query = sql.SQL(
        "select i.source, i.key, i.id, i.person_id, {identity}, {person}, p.erased_at is not null,"
        " p.name, p.erased_at is null and coalesce(pb.source = %s, false) and not exists"
        " (select from people_account c where c.person_id = p.id)"
        " from unnest(%s::text[], %s::text[]) w (source, key)"
        " cross join lateral (select * from people_identity where source = w.source and key = w.key limit 1) i"
        " join people_person p on p.id = i.person_id"
        " left join ledger_batch ib on ib.id = i.batch_id left join ledger_batch pb on pb.id = p.batch_id"
    ).format(identity=state_sql("i", "ib"), person=state_sql("p", "pb"))
    with connection.cursor() as cursor:
        cursor.execute(query, [batch, batch, source, [source for source, _ in wanted], [key for _, key in wanted]])
        return {
            digests.get((of, key), (of, key)): Found(number, person, State(mine), State(theirs), erased, name, ours)
            for of, key, number, person, mine, theirs, erased, name, ours in cursor
        }


def _decide(work: Work, index: int, row: LoadedPerson, pairs: list[Pair], *, fresh: Callable[[], int]) -> None:
    """Who the row is: somebody who stands, somebody whom an undone import knew, or somebody new."""
    at_source = work.known.get(pairs[0])
    if at_source is not None and State.BUSY in (at_source.state, at_source.person_state):
        work.refused.append(RefusedRow(index, str(BUSY_ELSEWHERE)))
        return
    own = (pairs, pairs) if work.listed is None else own_pairs(work, index, row, pairs, work.listed)
    if own is None:
        return
    pairs, telling = own
    at_source = at_source if pairs[0] in telling else None
    found = [one for pair in telling if (one := work.known.get(pair))]
    chosen = next((one for one in found if one.state in KNOWN and work.stands(one)), None)
    if chosen is None and any(one.person_state is State.BUSY for one in found):
        work.refused.append(RefusedRow(index, str(BUSY_ELSEWHERE)))
        return
    chosen = chosen or at_source or next((one for one in found if one.person_state is State.GONE), None)
    if chosen is None:
        person = fresh()
        work.created[person] = row
    else:
        person = chosen.person
        if work.stands(chosen):
            work.matched += 1
        else:
            work.adopted[person] = row
    work.ids[row.key] = person
    if row.joined_at is not None:
        work.joined.setdefault(row.key, (person, row))
    before = work.claimed
    for pair in pairs:
        if chosen is None or not chosen.erased or pair in work.known:
            _claim(work, index, pair, person)
    renamed = chosen is not None and chosen is at_source and _is_renamed(work, chosen, row)
    if person not in work.created and person not in work.adopted and (renamed or work.claimed > before):
        work.changed += 1


def _is_renamed(work: Work, found: Found, row: LoadedPerson) -> bool:
    """Whether the source says another name than before; noted, and taken when the batch is complete."""
    name = checks.person_name(row.name)
    if not row.named or not found.ours or name == found.name or found.person in work.adopted:
        return False
    work.renamed[found.person] = (found.name, name)
    return True


def _claim(work: Work, index: int, pair: Pair, person: int) -> None:
    """The row's identity is the person's, unless it stands for somebody else."""
    if work.listed is not None and pair[0] == work.source:
        work.keys.setdefault(person, set()).add(pair[1])
    held = work.known.get(pair)
    if held is None:
        work.new_identities.append((person, pair))
        work.known[pair] = Found(0, person, State.OURS, State.OURS)
    elif held.state is State.GONE or not work.stands(held):
        work.moved_identities[held.identity] = person
        work.known[pair] = Found(held.identity, person, State.OURS, State.OURS, held.erased)
    elif held.person != person:
        work.refused.append(
            RefusedRow(
                index,
                told("The person was taken, but %(source)s %(key)s is somebody else's.")
                % {"source": pair[0], "key": pair[1]},
            )
        )


def _write(work: Work, batch: int) -> None:
    copy_rows(
        "people_person",
        ["id", "uid", "name", "is_staff", "is_bot", "joined_at", "batch_id"],
        (
            (person, uuid7(), checks.person_name(row.name), row.is_staff, row.is_bot, row.joined_at, batch)
            for person, row in work.created.items()
        ),
    )
    copy_rows(
        "people_identity",
        ["person_id", "source", "key", "batch_id"],
        ((person, source, key, batch) for person, (source, key) in work.new_identities),
    )
    with (
        staged(
            "people_renaming",
            {"person_id": "bigint", "before": "text", "after": "text"},
            ((person, *names) for person, names in work.renamed.items()),
        ),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "insert into people_renamed (batch_id, person_id, before, after, is_applied)"
            " select %s, person_id, before, after, false from people_renaming on conflict do nothing",
            [batch],
        )
    if work.adopted:
        _adopt(work.adopted, batch)
    if work.moved_identities:
        with (
            staged("people_moved", {"id": "bigint", "person_id": "bigint"}, work.moved_identities.items()),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "update people_identity i set person_id = m.person_id, batch_id = %s"
                " from people_moved m where m.id = i.id",
                [batch],
            )


def _adopt(adopted: dict[int, LoadedPerson], batch: int) -> None:
    """Rows of an undone import become rows of this one. Who was erased stays without a name."""
    columns = {"id": "bigint", "name": "text", "is_staff": "bool", "is_bot": "bool", "joined_at": "timestamptz"}
    rows = (
        (person, checks.person_name(row.name), row.is_staff, row.is_bot, row.joined_at)
        for person, row in adopted.items()
    )
    with staged("people_adopted", columns, rows), connection.cursor() as cursor:
        cursor.execute(
            "update people_person p set batch_id = %s, is_staff = a.is_staff, is_bot = a.is_bot,"
            " joined_at = a.joined_at, name = case when p.erased_at is null then a.name else '' end"
            " from people_adopted a where a.id = p.id",
            [batch],
        )
