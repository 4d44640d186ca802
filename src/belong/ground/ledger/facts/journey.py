"""Journey: what hosts decide about stages. Stages themselves are insight and never facts."""

from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, Party, fact


@fact
class OverrideSet(Fact):
    """A host set the stage of the counterpart by hand."""

    kind: ClassVar = "journey.override.set"
    word: ClassVar = "overridden"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class OverrideWithdrawn(Fact):
    """A host took back a stage set by hand."""

    kind: ClassVar = "journey.override.withdrawn"
    word: ClassVar = "override_withdrawn"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class LadderChosen(Fact):
    """A host put a ladder in force."""

    kind: ClassVar = "journey.ladder.chosen"
    word: ClassVar = "ladder_chosen"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.NOBODY
