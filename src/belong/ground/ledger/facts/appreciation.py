"""Appreciation."""

from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, fact


@fact
class ThanksGiven(Fact):
    """A person thanked the counterpart."""

    kind: ClassVar = "appreciation.thanks.given"
    word: ClassVar = "thanked"
    acknowledgement: ClassVar = True
    begins: ClassVar = True
    forgets: ClassVar = Forgets.SUBJECT
