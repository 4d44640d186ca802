"""Followers and reactions as the runner sees them: both read the ledger in order, each for itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from django.db import connection

from belong.ground.ledger.cards import FactCard
from belong.ground.ledger.facts.ledger import BatchWithdrawn, FactWithdrawn
from belong.ground.ledger.following.followers import Follower, followers
from belong.ground.ledger.following.order import START, Reading, newest
from belong.ground.ledger.following.reactions import Reaction, reactions
from belong.ground.ledger.following.rebuilding import rebuild_here
from belong.ground.ledger.models import Place
from belong.ground.ledger.reading import facts

REBUILD_FROM = 20_000
"""A follower that has read nothing yet of a ledger of more facts than this begins by a rebuild."""


class Reader(Protocol):
    """Takes what the ledger has next. Each call is inside the transaction that moves its place."""

    @property
    def name(self) -> str: ...

    @property
    def basis(self) -> str:
        """What its tables are made under; "" where it has none."""
        ...

    def begin(self, place: Reading | None) -> Reading:
        """Where to read on from; called before each step."""
        ...

    def take(self, cards: Sequence[FactCard]) -> None:
        """Facts of no batch, in order, none of them a batch's."""
        ...

    def take_batch(self, control: FactCard, place: int, seconds: float) -> int | None:
        """A slice of the batch that `control` completes or withdraws; None where it is done."""
        ...

    def take_targets(self, cards: Sequence[FactCard]) -> None:
        """Facts that a withdrawal in the batch names."""
        ...

    def is_wide(self, card: FactCard) -> bool:
        """Whether a fact is taken alone, in slices."""
        ...

    def take_wide(self, card: FactCard, place: int, seconds: float) -> int | None:
        """A slice of what a wide fact touches; None where it is done."""
        ...


class FollowerReader:
    """Reads for a follower: what comes to it are the facts that began or ceased to stand, never the ledger's notes."""

    def __init__(self, follower: Follower) -> None:
        self.follower = follower
        self.name = follower.name
        self.basis = follower.basis()

    def begin(self, place: Reading | None) -> Reading:
        if place is None:
            return Reading(self.name, START, Place.Phase.FACTS, 0, self.basis)
        if place.at == START and place.phase == Place.Phase.FACTS:
            if newest(readable=True) > START and _is_long():
                return rebuild_here(self.follower)
            return replace(place, basis=self.basis)
        if place.basis != self.basis:
            return rebuild_here(self.follower)
        return place

    def take(self, cards: Sequence[FactCard]) -> None:
        targets = {card.id: card for card in facts(_targets(cards))}
        turned: dict[int, FactCard] = {}
        for card in cards:
            if card.kind == FactWithdrawn.kind:
                target = targets[int(card.payload["fact"])]
                turned[target.id] = target
            else:
                turned[card.id] = card
        self.follower.fold(list(turned.values()))

    def take_batch(self, control: FactCard, place: int, seconds: float) -> int | None:
        if control.kind == BatchWithdrawn.kind and not control.payload["stood"]:
            return None
        return self.follower.fold_batch(int(control.payload["number"]), place, seconds)

    def take_targets(self, cards: Sequence[FactCard]) -> None:
        self.follower.fold(cards)

    def is_wide(self, card: FactCard) -> bool:
        return self.follower.is_wide(card)

    def take_wide(self, card: FactCard, place: int, seconds: float) -> int | None:
        return self.follower.fold_wide(card, place, seconds)


class ReactionReader:
    """Reads for a reaction, which begins at the end: what was there before it is none of its business."""

    basis = ""

    def __init__(self, reaction: Reaction) -> None:
        self.reaction = reaction
        self.name = f"reaction.{reaction.name}"

    def begin(self, place: Reading | None) -> Reading:
        return place or Reading(self.name, newest(readable=False), Place.Phase.FACTS, 0)

    def take(self, cards: Sequence[FactCard]) -> None:
        self.reaction.react(cards)

    def take_batch(self, control: FactCard, place: int, seconds: float) -> int | None:
        if control.kind == BatchWithdrawn.kind:
            return None
        return self.reaction.react_to_batch(int(control.payload["number"]), place, seconds)

    def take_targets(self, cards: Sequence[FactCard]) -> None:
        """A correction is no new fact."""

    def is_wide(self, card: FactCard) -> bool:
        return False

    def take_wide(self, card: FactCard, place: int, seconds: float) -> int | None:
        self.reaction.react([card])
        return None


def readers() -> list[Reader]:
    """Everybody who reads the ledger, followers first: a reaction finds the tables up to date where that can be."""
    return [
        *(FollowerReader(follower) for follower in followers().values()),
        *(ReactionReader(reaction) for reaction in reactions().values()),
    ]


def _targets(cards: Sequence[FactCard]) -> list[int]:
    return [int(card.payload["fact"]) for card in cards if card.kind == FactWithdrawn.kind]


def _is_long() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from ledger_fact offset %s limit 1)", [REBUILD_FROM])
        return bool(cursor.fetchone()[0])
