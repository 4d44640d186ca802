"""What a batch brings, slice by slice: its facts, then its people."""

from django.db import connection

from belong.ground.ledger.public import PersonFlagged, by_word

MERGES = ("merged", "unmerged")
"""Facts after which the other facts of both persons count differently; after `flagged`, those of who was flagged."""


def slice_of(batch: int, after: int, size: int) -> tuple[list[int], set[int], set[int]]:
    """The next facts of a batch, their actors, and the people whose other facts count differently because of them."""
    merges = {by_word(word).kind for word in MERGES}
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, actor, counterpart, kind from ledger_fact where batch_id = %s and id > %s order by id limit %s",
            [batch, after, size],
        )
        rows = cursor.fetchall()
    return (
        [row[0] for row in rows],
        {actor for _, actor, _, _ in rows if actor is not None},
        {actor for _, actor, _, kind in rows if kind in merges and actor is not None}
        | {other for _, _, other, kind in rows if kind in {*merges, PersonFlagged.kind} and other is not None},
    )


def people_of(batch: int, after: int, size: int) -> tuple[int | None, list[int]]:
    """The last of the next people whom a batch brings, and those of them who may be known by facts outside of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.id, exists (select from ledger_fact f where f.actor = p.id and f.batch_id is distinct from %s)"
            " or exists (select from person_alias a where a.canonical = p.id)"
            " from (select id from people_person where batch_id = %s and id > %s order by id limit %s) p order by p.id",
            [batch, batch, after, size],
        )
        rows = cursor.fetchall()
    return rows[-1][0] if rows else None, [person for person, elsewhere in rows if elsewhere]
