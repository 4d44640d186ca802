"""Followers: whoever derives tables from the ledger."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from time import monotonic

from belong.ground.kernel.public import organisation_zone
from belong.ground.ledger.cards import FactCard
from belong.ground.ledger.reading import cards_where

BATCH_SLICE = 500


class Follower(ABC):
    """Folds facts into tables that can be dropped and rebuilt at any time.

    The idiom that makes "followed bit by bit" equal to "rebuilt": take from the facts the keys that they touch
    (`FactCard.persons`, a topic), delete the rows of these keys, and work them out again from *all* standing facts.
    Folding the same facts again then changes nothing. SQL names `tables` without a schema, because a check rebuilds
    them in another one; nothing here may commit, or use another connection.
    """

    name: str
    tables: tuple[str, ...]
    """The tables, each with a natural primary key; one that refers to another stands after it."""

    version: int = 1
    """Raised where the same facts give other rows than before: every installation then makes the tables anew."""

    def basis(self) -> str:
        """What the tables are made under beside the facts. Where it has changed they are rebuilt before anything is
        folded: days, months and quarters end elsewhere in another time zone."""
        return f"{self.version} {organisation_zone().key}"

    @abstractmethod
    def fold(self, facts: Sequence[FactCard]) -> None:
        """Take in facts that began or ceased to stand, in the order of commits; a withdrawn fact comes as itself."""

    def fold_batch(self, batch: int, place: int, seconds: float) -> int | None:
        """Take in one slice, of about `seconds`, of a batch that was completed or withdrawn.

        `place` is 0 at first, then what the last slice returned; None says that the batch is done. Unless a follower
        knows a better way, slices are facts in the order of ids.
        """
        end = monotonic() + seconds
        while cards := cards_where("f.batch_id = %s and f.id > %s order by f.id limit %s", [batch, place, BATCH_SLICE]):
            self.fold(cards)
            place = cards[-1].id
            if monotonic() > end:
                return place
        return None

    def is_wide(self, fact: FactCard) -> bool:
        """Whether a fact of no batch touches more rows than a step should: `fold_wide` has it instead of `fold`.

        If it is withdrawn later, it comes to `fold` like any other.
        """
        return False

    def fold_wide(self, fact: FactCard, place: int, seconds: float) -> int | None:
        """Take in one slice, of about `seconds`, of what a wide fact touches; places are those of `fold_batch`.

        Unless a follower knows a better way, all of it is one slice.
        """
        self.fold([fact])
        return None

    @abstractmethod
    def rebuild(self) -> None:
        """Fill the tables, which are empty, from the standing facts and the rooms below."""


_followers: dict[str, Follower] = {}


def follow(follower: Follower) -> None:
    """Have a follower kept up to date from now on; called when its app starts."""
    if follower.name in _followers:
        raise ValueError(f"{follower.name} follows already")
    _followers[follower.name] = follower


def followers() -> Mapping[str, Follower]:
    """All followers by name."""
    return dict(_followers)
