"""The order in which facts are read: that of commits, as far as one who reads can know it.

Ids are handed out before commit, so a reader that remembers the last id loses the slow transaction. Facts are ordered
by (era, tx, id) and read only below the oldest transaction still open: whatever is read later stands after it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from belong.ground.ledger.cards import FactCard
from belong.ground.ledger.facts.ledger import BatchCompleted, BatchWithdrawn
from belong.ground.ledger.following.horizon import horizon
from belong.ground.ledger.models import Place
from belong.ground.ledger.reading import cards_where, facts

AFTER = "f.batch_id is null and (f.era, f.tx, f.id) > (%(era)s, %(tx)s::text::xid8, %(fact)s)"

CONTROLS = frozenset({BatchCompleted.kind, BatchWithdrawn.kind})
"""The facts that make a whole batch begin or cease to stand."""

COUNTED = 100_000
ENDLESS = 2**63 - 1
ENDLESS_ERA = 2**31 - 1

Position = tuple[int, int, int]
"""Era, transaction id and fact id."""

START: Position = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """A reader's place: the last fact read, and where it is in what the next fact touches, a batch perhaps."""

    name: str
    at: Position
    phase: int
    place: int
    basis: str = ""

    def past(self, card: FactCard) -> "Reading":
        """The place after a fact has been read to its end."""
        return replace(self, at=(card.era, card.tx, card.id), phase=Place.Phase.FACTS, place=0)

    def inside(self, phase: int, place: int) -> "Reading":
        """A place within the batch that the next fact names, or within what it touches."""
        return replace(self, phase=phase, place=place)


def _bounds(at: Position) -> dict[str, int | str]:
    return {"era": at[0], "tx": str(at[1]), "fact": at[2]}


def next_facts(at: Position, limit: int) -> list[FactCard]:
    """The next facts that may be read, in order. Those of batches are not among them: their batch's facts are.

    Era by era and ids first, so that the index is walked in order from the place to the first fact held back.
    """
    current, below = horizon()
    ids: list[int] = []
    with connection.cursor() as cursor:
        for era in range(at[0], current + 1):
            _, tx, fact = at if era == at[0] else START
            end = below if era == current else ENDLESS
            cursor.execute(
                """
                select f.id from ledger_fact f
                where f.batch_id is null and f.era = %s
                  and (f.tx, f.id) > (%s::text::xid8, %s) and f.tx < %s::text::xid8
                order by f.tx, f.id limit %s
                """,
                [era, str(tx), fact, str(end), limit - len(ids)],
            )
            ids += [number for (number,) in cursor.fetchall()]
            if len(ids) == limit:
                break
    cards = {card.id: card for card in facts(ids)}
    return [cards[number] for number in ids]


def next_fact_committed(at: Position) -> FactCard | None:
    """The next fact after a place, whether or not it may be read."""
    return next(iter(cards_where(f"{AFTER} order by f.era, f.tx, f.id limit 1", _bounds(at))), None)


def newest(*, readable: bool) -> Position:
    """The place of the newest fact that may be read, or of the newest committed one."""
    era, below = horizon() if readable else (ENDLESS_ERA, ENDLESS)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select f.era, f.tx::text::bigint, f.id from ledger_fact f
            where f.batch_id is null and (f.era, f.tx) < (%s, %s::text::xid8)
            order by f.era desc, f.tx desc, f.id desc limit 1
            """,
            [era, str(below)],
        )
        found = cursor.fetchone()
    return START if found is None else (found[0], found[1], found[2])


def unread(at: Position) -> tuple[int, datetime | None]:
    """How many committed facts come after a place (counted to `COUNTED`), and when the first of them was recorded.

    A batch's facts come with the fact that completes or withdraws it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            select count(*) from (
                select from ledger_fact f where {AFTER}
                union all
                select from ledger_fact f join ledger_fact held on held.batch_id = (f.payload ->> 'number')::bigint
                where {AFTER} and f.kind = any(%(controls)s)
                limit {COUNTED}
            ) unread
            """,  # noqa: S608
            {**_bounds(at), "controls": list(CONTROLS)},
        )
        count = cursor.fetchone()[0]
    first = next_fact_committed(at) if count else None
    return count, None if first is None else first.recorded_at
