"""What people hope for and what they offer. What nobody is told is no deed towards anybody: it is no fact."""

from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, Party, fact


@fact
class HopeTold(Fact):
    """A person told others, hosts or members, something that they hope for here."""

    kind: ClassVar = "opportunities.motivation.told"
    word: ClassVar = "hope_told"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class OfferMade(Fact):
    """A person told others something that they can offer."""

    kind: ClassVar = "opportunities.offer.made"
    word: ClassVar = "offered"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class OfferEnded(Fact):
    """A person took back something that they had offered, or tells nobody of it any more."""

    kind: ClassVar = "opportunities.offer.ended"
    word: ClassVar = "offer_ended"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT
