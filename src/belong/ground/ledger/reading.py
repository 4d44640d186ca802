"""Reading facts one by one: by id, by what they are about, by person, as known today or on an earlier day."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from belong.ground.kernel.public import Page, decode_cursor, page_of
from belong.ground.ledger.aliases import ids_of
from belong.ground.ledger.cards import FactCard
from belong.ground.ledger.facts.base import by_word

OF_A_STANDING_BATCH = (
    "(f.batch_id is null or f.batch_id in (select b.id from ledger_batch b where b.state = 'complete'))"
)

STANDING = """(
    (f.batch_id is null or f.batch_id in (select b.id from ledger_batch b where b.state = 'complete'))
    and not exists (
        select from ledger_withdrawal w
        where w.fact_id = f.id
          and (w.batch_id is null or w.batch_id in (select b.id from ledger_batch b where b.state = 'complete'))))"""

STANDING_ON = """(
    f.recorded_at <= %(on)s
    and (f.batch_id is null or f.batch_id in (
        select b.id from ledger_batch b
        where b.completed_at <= %(on)s and (b.withdrawn_at is null or b.withdrawn_at > %(on)s)))
    and not exists (
        select from ledger_withdrawal w
        where w.fact_id = f.id and w.recorded_at <= %(on)s
          and (w.batch_id is null or w.batch_id in (
              select b.id from ledger_batch b
              where b.completed_at <= %(on)s and (b.withdrawn_at is null or b.withdrawn_at > %(on)s)))))"""

_CARD = f"""
select f.id, f.era, f.tx::text::bigint, f.kind, k.word, f.version,
       coalesce(a.canonical, f.actor), coalesce(c.canonical, f.counterpart), f.actor, f.counterpart,
       f.about, f.grp, f.channel, f.direction, f.turf, f.purpose, f.occurred_at, f.recorded_at, f.recorded_by,
       f.batch_id, f.backfill, f.cause, f.payload, {STANDING}
from ledger_fact f
join ledger_kind k on k.kind = f.kind
left join person_alias a on a.person = f.actor
left join person_alias c on c.person = f.counterpart
"""  # noqa: S608


def cards_where(condition: str, parameters: Mapping[str, Any] | Sequence[Any]) -> list[FactCard]:
    """The facts `f` that meet an SQL condition, which may go on with `order by` and `limit`."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_CARD} where {condition}", parameters)
        return [_card(row) for row in cursor.fetchall()]


def _card(row: Sequence[Any]) -> FactCard:
    values = list(row)
    values[-2] = json.loads(values[-2])
    return FactCard(*values)


def facts(ids: Iterable[int]) -> list[FactCard]:
    """The facts of these ids, standing or not, in the order of ids; unknown ids are left out."""
    return cards_where("f.id = any(%s) order by f.id", [list(ids)])


def standing_ids(*, about: str, word: str) -> list[int]:
    """The ids of the standing facts of one kind about one thing, in the order of recording."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select f.id from ledger_fact f where f.about = %s and f.kind = %s and {STANDING} order by f.id",  # noqa: S608
            [about, by_word(word).kind],
        )
        return [number for (number,) in cursor.fetchall()]


def history(
    *,
    person: int | None = None,
    about: str | None = None,
    words: Iterable[str] | None = None,
    channel: str | None = None,
    side: str | None = None,
    after: str | None = None,
    limit: int = 50,
    known_on: datetime | None = None,
    with_withdrawn: bool = False,
) -> Page[FactCard]:
    """Standing facts, newest first by the time at which they happened, a page at a time.

    Of a `person` (acting or acted towards, under any of their ids), `about` one thing, or of all; only of these
    `words`, on one `channel`; of a person only what they did (`side` "actor") or what somebody else did towards them
    ("counterpart"); `after` is the cursor of a page before. `known_on`: those that stood on that instant as
    it was known then; `with_withdrawn`: today those too that were withdrawn one by one, which say so (`standing`).
    """
    conditions = [STANDING_ON if known_on is not None else OF_A_STANDING_BATCH if with_withdrawn else STANDING]
    parameters: dict[str, Any] = {"on": known_on, "limit": limit + 1}
    if about is not None:
        conditions.append("f.about = %(about)s")
        parameters["about"] = about
    if words is not None:
        conditions.append("f.kind = any(%(kinds)s)")
        parameters["kinds"] = [by_word(word).kind for word in words]
    if channel is not None:
        conditions.append("f.channel = %(channel)s")
        parameters["channel"] = channel
    if after is not None:
        at, number = decode_cursor(after, [datetime, int])
        conditions.append("(f.occurred_at, f.id) < (%(at)s, %(after)s)")
        parameters |= {"at": at, "after": number}
    if person is not None:
        ids = ids_of(person)
        if side == "counterpart":
            conditions.append(_by_another(ids))
        conditions.append(_of_person(ids, conditions, ("actor", "counterpart") if side is None else (side,)))
    found = cards_where(" and ".join(conditions) + _NEWEST, parameters)
    return page_of(found, limit, lambda card: (card.occurred_at, card.id))


def channels_of(person: int) -> list[str]:
    """The channels of the standing facts of a person, under any of their ids, by the alphabet."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select f.channel from ledger_fact f where f.actor = any(%(ids)s) and {STANDING}"  # noqa: S608
            f" union select f.channel from ledger_fact f where f.counterpart = any(%(ids)s) and {STANDING} order by 1",
            {"ids": ids_of(person)},
        )
        return [channel for (channel,) in cursor.fetchall()]


def newest_at(until: datetime, words: Iterable[str]) -> datetime | None:
    """When the latest standing fact of these `words` happened, at `until` or before; None where there is none."""
    kinds = [by_word(word).kind for word in words]
    with connection.cursor() as cursor:
        cursor.execute(
            f"select f.occurred_at from ledger_fact f where f.occurred_at <= %s and f.kind = any(%s) and {STANDING}"  # noqa: S608
            " order by f.occurred_at desc limit 1",
            [until, kinds],
        )
        found = cursor.fetchone()
    return None if found is None else found[0]


_NEWEST = " order by f.occurred_at desc, f.id desc limit %(limit)s"


def tallied(person: int) -> dict[tuple[str, bool], int]:
    """How many standing facts of each word name the person: as who acted (True), or as the one towards whom somebody
    else did (False)."""
    ids = ids_of(person)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            select k.word, s.did, sum(s.number)::bigint from (
                select f.kind, true as did, count(*) as number from ledger_fact f
                where f.actor = any(%(ids)s) and {STANDING} group by f.kind
                union all
                select f.kind, false, count(*) from ledger_fact f
                where f.counterpart = any(%(ids)s) and {_by_another(ids)} and {STANDING} group by f.kind
            ) s join ledger_kind k on k.kind = s.kind group by 1, 2
            """,  # noqa: S608
            {"ids": ids},
        )
        return {(word, did): number for word, did, number in cursor.fetchall()}


def _by_another(ids: Sequence[int]) -> str:
    return f"(f.actor is null or f.actor not in ({', '.join(f'{number:d}' for number in ids)}))"


def _of_person(ids: Sequence[int], conditions: Sequence[str], sides: Sequence[str]) -> str:
    """Each side is cut to the page first, by its own index: a person with a long history costs no more than a page."""
    found = [
        f"(select f.id from ledger_fact f where f.{side} = {number:d} and {' and '.join(conditions)}{_NEWEST})"  # noqa: S608
        for number in ids
        for side in sides
    ]
    return f"f.id in ({' union '.join(found)})"
