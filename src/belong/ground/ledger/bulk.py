"""Recording many facts: COPY into a staging table, then one statement for each slice."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from django.db import connection

from belong.ground.kernel.public import now, require_transaction
from belong.ground.ledger.batches import hold_open
from belong.ground.ledger.cards import Recorded
from belong.ground.ledger.errors import WrongFact
from belong.ground.ledger.facts.base import Fact
from belong.ground.ledger.keys import HELD, ON_CONFLICT, source_number
from belong.ground.ledger.rows import COLUMNS, Value, key_bytes, values_of
from belong.ground.ledger.waking import wake_after_commit
from belong.ground.ledger.withdraw import supersede

SLICE = 10_000

_NAMES = ", ".join(COLUMNS)

_STAGE = f"""
create temporary table ledger_incoming on commit drop as
select id, {_NAMES}, source_id, source_key from ledger_fact with no data;
alter table ledger_incoming alter id set default nextval(pg_get_serial_sequence('ledger_fact', 'id'));
"""  # noqa: S608

_COPY = f"copy ledger_incoming ({_NAMES}, source_id, source_key) from stdin"

# The limit makes it a look-up for each key: the planner would rather read the whole table of keys for each slice.
_ADD = f"""
with kept as (
    insert into ledger_sourcekey as taken (source_id, key, fact_id)
    select distinct on (i.source_id, i.source_key) i.source_id, i.source_key, i.id
    from ledger_incoming i
    left join lateral (
        select k.* from ledger_sourcekey k where k.source_id = i.source_id and k.key = i.source_key limit 1
    ) known on true
    where i.source_key is not null and (known.key is null or not {HELD.format(key="known")})
    order by i.source_id, i.source_key, i.id
    {ON_CONFLICT}
    returning fact_id, before),
added as (
    insert into ledger_fact (id, era, {_NAMES}, source_id, source_key, recorded_at)
    select i.id, (select era from ledger_era), {", ".join(f"i.{name}" for name in COLUMNS)},
           i.source_id, i.source_key, %(recorded_at)s
    from ledger_incoming i left join kept on kept.fact_id = i.id
    where i.source_key is null or kept.fact_id is not null
    order by i.id
    returning 1)
select (select count(*) from added),
       (select array_agg(b.id) from kept cross join unnest(kept.before) as b (id))
"""  # noqa: S608


def record_many(facts: Iterable[Fact]) -> Recorded:
    """Add facts as `record` does, at the speed of COPY and in memory that does not grow with their number.

    Facts whose source and source key stand already, or came before in `facts`, are left out and counted. Ids follow the
    order of `facts`. Either all are added or, where one is wrong, none is.
    """
    require_transaction("recording facts")
    sources: dict[str, int] = {}
    count = total = 0
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        for batch, slice_ in _slices(facts):
            if batch is not None:
                hold_open([batch])
            for fact in slice_:
                if fact.source is not None and fact.source not in sources:
                    sources[fact.source] = source_number(fact.source)
            recorded_at = now()
            with cursor.copy(_COPY) as copy:
                copy.write("".join([_line(fact, values_of(fact, recorded_at), sources) for fact in slice_]))
            cursor.execute(_ADD, {"batch": batch, "recorded_at": recorded_at})
            added, before = cursor.fetchone()
            supersede(before or [], batch)
            cursor.execute("truncate ledger_incoming")
            count += added
            total += len(slice_)
        cursor.execute("drop table ledger_incoming")
    wake_after_commit()
    return Recorded(count, total - count)


def _slices(facts: Iterable[Fact]) -> Iterator[tuple[int | None, list[Fact]]]:
    """Facts in lists, each of one batch. A list is whole before it is sent, so `facts` may itself run queries."""
    coming = iter(facts)
    while slice_ := list(islice(coming, SLICE)):
        for batch, same in groupby(slice_, key=lambda fact: fact.batch):
            yield batch, list(same)


def _line(fact: Fact, values: tuple[Value, ...], sources: dict[str, int]) -> str:
    """A row in COPY's text form. No value holds a tab, a line break or a backslash: `values_of` lets none through."""
    if fact.kind.startswith("ledger."):
        raise WrongFact(f"{fact.kind} is recorded by the ledger alone")
    row = "\t".join(["\\N" if value is None else str(value) for value in values])
    if fact.source is None or fact.source_key is None:
        return f"{row}\t\\N\t\\N\n"
    return f"{row}\t{sources[fact.source]}\t\\\\x{key_bytes(fact.source_key).hex()}\n"
