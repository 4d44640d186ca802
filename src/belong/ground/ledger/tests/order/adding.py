"""A follower that adds up blindly."""

from collections.abc import Sequence

from django.db import connection

from belong.ground.ledger.cards import FactCard
from belong.ground.ledger.public import (
    AnswerPosted,
    Follower,
)


class Adding(Follower):
    """Adds up blindly, so that a fact folded twice or skipped shows; it is right only if each comes exactly once."""

    name = "adding"
    tables = ("added",)

    def fold(self, facts: Sequence[FactCard]) -> None:
        with connection.cursor() as cursor:
            for card in facts:
                cursor.execute(
                    "insert into added values (%s, 1) on conflict (person) do update set facts = added.facts + 1",
                    [card.actor],
                )

    def rebuild(self) -> None:
        raise AssertionError("nobody rebuilds here")


def answer(actor: int, *, batch: int | None = None, key: str | None = None) -> AnswerPosted:
    return AnswerPosted(
        actor=actor, about="discussions.post:1", topic=3, batch=batch,
        source=None if key is None else "s", source_key=key,
    )  # fmt: skip


def added() -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("select person, facts from added")
        return dict(cursor.fetchall())
