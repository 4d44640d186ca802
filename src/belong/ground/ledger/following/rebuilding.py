"""Rebuilding: insight is dropped and made again from the ledger and the rooms below."""

from collections.abc import Iterable

from django.db import connection, transaction
from psycopg import sql

from belong.ground.kernel.public import advisory_lock, one_reading
from belong.ground.ledger.following.followers import Follower, followers
from belong.ground.ledger.following.order import Reading, newest
from belong.ground.ledger.following.places import lock_name, save
from belong.ground.ledger.models import Place


def rebuild(names: Iterable[str] | None = None) -> None:
    """Rebuild the tables of these followers, all if None, each in one transaction: readers see the old rows meanwhile.

    Facts that are recorded during it are folded after it. Reactions take no part.
    """
    if connection.in_atomic_block:
        raise RuntimeError("a rebuild is a transaction of its own")
    known = followers()
    for name in known if names is None else names:
        with advisory_lock(lock_name(name)):
            with one_reading(), transaction.atomic():
                save(rebuild_here(known[name]))
            analyze(known[name].tables)


def rebuild_here(follower: Follower) -> Reading:
    """Rebuild inside the caller's transaction, which holds the follower's lock; returns the place to read on from.

    The place is taken before anything is read, so what is committed meanwhile may be folded twice and is never lost.
    """
    place = Reading(follower.name, newest(readable=True), Place.Phase.FACTS, 0, follower.basis())
    with connection.cursor() as cursor:
        for table in reversed(follower.tables):
            cursor.execute(sql.SQL("delete from {}").format(sql.Identifier(table)))
    follower.rebuild()
    return place


def analyze(tables: Iterable[str]) -> None:
    """Tell the planner what the tables hold now, instead of a minute later."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(sql.SQL("analyze {}").format(sql.Identifier(table)))
