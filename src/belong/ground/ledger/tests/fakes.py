"""A follower for tests: it counts, for each person and word, the standing facts in which the person acted."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

from belong.ground.ledger.cards import FactCard
from belong.ground.ledger.following import followers as following
from belong.ground.ledger.following import reactions as reacting
from belong.ground.ledger.public import Follower

COUNT = """
insert into counted (person, word, facts, newest)
select s.actor, s.word, count(*), max(s.id) from ledger_standing s
where s.actor is not null and (%(all)s or s.actor = any(%(persons)s)) group by 1, 2
"""


class Counting(Follower):
    """Keeps `counted`. `folded` remembers the fact ids of each call, `fail_at` makes it fail at a fact."""

    name = "counting"
    tables = ("counted",)

    def __init__(self) -> None:
        self.folded: list[list[int]] = []
        self.rebuilds = 0
        self.fail_at: int | None = None

    def fold(self, facts: Sequence[FactCard]) -> None:
        ids = [card.id for card in facts]
        if self.fail_at in ids:
            raise ValueError(f"cannot fold fact {self.fail_at}")
        self.folded.append(ids)
        persons = sorted(set().union(*(card.persons for card in facts)))
        with connection.cursor() as cursor:
            cursor.execute("delete from counted where person = any(%s)", [persons])
            cursor.execute(COUNT, {"all": False, "persons": persons})

    def rebuild(self) -> None:
        self.rebuilds += 1
        with connection.cursor() as cursor:
            cursor.execute(COUNT, {"all": True, "persons": []})


def make_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "create table counted (person bigint, word text, facts bigint not null, newest bigint not null,"
            " primary key (person, word))"
        )


def counted() -> dict[tuple[int, str], int]:
    """What the follower's table says."""
    with connection.cursor() as cursor:
        cursor.execute("select person, word, facts from counted")
        return {(person, word): facts for person, word, facts in cursor.fetchall()}


def rows(table: str = "counted") -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"select * from {table} order by 1, 2")
        return list(cursor.fetchall())


@contextmanager
def only(*followers: Follower) -> Iterator[None]:
    """Nobody but these follows, and nothing reacts."""
    kept, reactions = dict(following._followers), dict(reacting._reactions)
    following._followers.clear()
    reacting._reactions.clear()
    following._followers.update({follower.name: follower for follower in followers})
    try:
        yield
    finally:
        following._followers.clear()
        following._followers.update(kept)
        reacting._reactions.clear()
        reacting._reactions.update(reactions)
