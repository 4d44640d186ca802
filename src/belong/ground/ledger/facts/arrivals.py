"""Arriving: inviting others, and letting in who asks."""

from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, Party, fact


@fact
class InvitationSent(Fact):
    """A person invited whoever reads an address; who comes by it is another fact, a referral."""

    kind: ClassVar = "arrivals.invitation.sent"
    word: ClassVar = "invited"
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class InvitationTakenBack(Fact):
    """A person took back an invitation that nobody had followed."""

    kind: ClassVar = "arrivals.invitation.taken_back"
    word: ClassVar = "invitation_taken_back"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class JoinRequestDecided(Fact):
    """A host decided whether somebody who asked to join is let in."""

    kind: ClassVar = "arrivals.request.decided"
    word: ClassVar = "request_decided"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT

    granted: bool
