"""Membership: bringing others, buying, staying."""

from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, Party, fact


@fact
class ReferralMade(Fact):
    """A person brought the counterpart to the community."""

    kind: ClassVar = "membership.referral.made"
    word: ClassVar = "referred"
    forgets: ClassVar = Forgets.PERSON


@fact
class PurchaseMade(Fact):
    """A person bought something of the organisation; `cents` of the organisation's currency."""

    kind: ClassVar = "membership.purchase.made"
    word: ClassVar = "bought"
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON

    cents: int | None = None


@fact
class TermRenewed(Fact):
    """A person renewed their membership for another term."""

    kind: ClassVar = "membership.term.renewed"
    word: ClassVar = "renewed"
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON

    cents: int | None = None
