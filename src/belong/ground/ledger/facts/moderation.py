"""What is said of the record itself: an entry that its person contests, and what a host decided."""

from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, Party, fact


@fact
class EntryContested(Fact):
    """A person said that a fact which names them is not right."""

    kind: ClassVar = "moderation.entry.contested"
    word: ClassVar = "contested"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class EntryDecided(Fact):
    """A host decided on a fact that a person (the counterpart) contested: it was withdrawn, or explained."""

    kind: ClassVar = "moderation.entry.decided"
    word: ClassVar = "contest_decided"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT

    withdrawn: bool
