"""The ledger's own facts: corrections, batches, persons who turned out to be one. Only the ledger records them."""

from enum import StrEnum
from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, Party, fact


class Reason(StrEnum):
    """Why a fact or a batch is withdrawn."""

    UNDONE = "undone"
    MISTAKE = "mistake"
    DELETED = "deleted"
    SPAM = "spam"
    CONTESTED = "contested"
    GONE = "gone"
    CHANGED = "changed"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"


@fact
class FactWithdrawn(Fact):
    """A fact counts no longer, at no instant."""

    kind: ClassVar = "ledger.fact.withdrawn"
    word: ClassVar = "withdrawn"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.NOBODY

    fact: int
    reason: Reason


@fact
class BatchCompleted(Fact):
    """All facts of a batch stand from here on."""

    kind: ClassVar = "ledger.batch.completed"
    word: ClassVar = "batch_completed"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.NOBODY

    number: int


@fact
class BatchWithdrawn(Fact):
    """No fact of a batch stands from here on; `stood` says whether they did before."""

    kind: ClassVar = "ledger.batch.withdrawn"
    word: ClassVar = "batch_withdrawn"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.NOBODY

    number: int
    reason: Reason
    stood: bool


@fact
class RowsChanged(Fact):
    """Rows of a room changed by nobody's deed: a batch (`number`) that was completed or withdrawn says otherwise.

    `about` names what was carried out, by its table; `first` to `last` are the rows of it.
    """

    kind: ClassVar = "ledger.rows.changed"
    word: ClassVar = "rows_changed"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.NOBODY

    number: int
    first: int
    last: int


@fact
class AliasSet(Fact):
    """A person (the actor) turned out to be the counterpart."""

    kind: ClassVar = "ledger.alias.set"
    word: ClassVar = "merged"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class AliasRemoved(Fact):
    """A person (the actor) turned out not to be the counterpart after all."""

    kind: ClassVar = "ledger.alias.removed"
    word: ClassVar = "unmerged"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON
