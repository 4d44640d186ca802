"""Reactions: what is done once because of a fact, and never again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from django.db import connection

from belong.ground.ledger.cards import FactCard
from belong.ground.ledger.facts.base import by_word
from belong.ground.ledger.reading import cards_where

BATCH_SLICE = 200


@dataclass(frozen=True)
class Reaction:
    """A handler, and the kinds of facts that it is for."""

    name: str
    handler: Callable[[FactCard], None]
    kinds: frozenset[str] | None

    def react(self, cards: Sequence[FactCard]) -> None:
        """Hand over those that it is for and that it never had: standing ones, and never history brought later."""
        for card in cards:
            wanted = self.kinds is None or card.kind in self.kinds
            if wanted and card.standing and not card.backfill and self._is_new(card):
                self.handler(card)

    def react_to_batch(self, batch: int, place: int, seconds: float) -> int | None:
        """One slice of a batch that was completed, from the fact after `place`; None where it is done."""
        end = monotonic() + seconds
        while cards := cards_where(
            "f.batch_id = %s and f.id > %s and not f.backfill and (%s::text[] is null or f.kind = any(%s::text[]))"
            " order by f.id limit %s",
            [batch, place, self._kind_list(), self._kind_list(), BATCH_SLICE],
        ):
            self.react(cards)
            place = cards[-1].id
            if monotonic() > end:
                return place
        return None

    def _kind_list(self) -> list[str] | None:
        return None if self.kinds is None else sorted(self.kinds)

    def _is_new(self, card: FactCard) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into ledger_reacted (reaction, fact_id) values (%s, %s) on conflict do nothing",
                [self.name, card.id],
            )
            return bool(cursor.rowcount)


_reactions: dict[str, Reaction] = {}


def react(name: str, handler: Callable[[FactCard], None], *, words: Iterable[str] | None = None) -> None:
    """Have `handler(fact)` called once for each fact (of these `words`) that begins to stand from now on.

    It runs in the transaction that remembers that it ran, so what it does is done in the database: a row in the outbox,
    a task. Never at a rebuild, never for a fact marked `backfill`, never for one recorded before it was first known.
    """
    if name in _reactions:
        raise ValueError(f"{name} reacts already")
    kinds = None if words is None else frozenset(by_word(word).kind for word in words)
    _reactions[name] = Reaction(name, handler, kinds)


def reactions() -> Mapping[str, Reaction]:
    """All reactions by name."""
    return dict(_reactions)
