"""Persons: joining, what they allow, which roles they have."""

from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, Party, fact


@fact
class PersonJoined(Fact):
    """A person joined the community (joining a group is another kind)."""

    kind: ClassVar = "people.person.joined"
    word: ClassVar = "joined"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class PersonFlagged(Fact):
    """Somebody said of a person (the counterpart) whether they are staff, and whether a bot."""

    kind: ClassVar = "people.person.flagged"
    word: ClassVar = "flagged"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON

    staff: bool
    bot: bool


@fact
class PermissionGranted(Fact):
    """A person allowed the organisation to write to them on a channel for a purpose."""

    kind: ClassVar = "people.permission.granted"
    word: ClassVar = "permission_granted"
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class PermissionWithdrawn(Fact):
    """A person took a permission back."""

    kind: ClassVar = "people.permission.withdrawn"
    word: ClassVar = "permission_withdrawn"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class RoleGiven(Fact):
    """Somebody gave a person (the counterpart) a role in the whole community."""

    kind: ClassVar = "people.role.given"
    word: ClassVar = "role_given"
    forgets: ClassVar = Forgets.PERSON


@fact
class RoleEnded(Fact):
    """A person's (the counterpart's) role ended."""

    kind: ClassVar = "people.role.ended"
    word: ClassVar = "role_ended"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class AccountOpened(Fact):
    """A person opened an account and can sign in."""

    kind: ClassVar = "people.account.opened"
    word: ClassVar = "account_opened"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class AccountClosed(Fact):
    """A person's account was closed."""

    kind: ClassVar = "people.account.closed"
    word: ClassVar = "account_closed"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class IdentityAdded(Fact):
    """A person became known at one more source: an address, a handle, a number in an archive."""

    kind: ClassVar = "people.identity.added"
    word: ClassVar = "identity_added"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class HistoryClaimed(Fact):
    """A person with an account asked hosts to find the history that is theirs."""

    kind: ClassVar = "people.claim.made"
    word: ClassVar = "claimed"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class ClaimDecided(Fact):
    """A host decided whether a history is that of the person who claimed it (the counterpart)."""

    kind: ClassVar = "people.claim.decided"
    word: ClassVar = "claim_decided"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT

    granted: bool


@fact
class ToldApart(Fact):
    """A host decided that two persons who were proposed as one (the counterpart and `other`) are two."""

    kind: ClassVar = "people.same.told_apart"
    word: ClassVar = "told_apart"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON

    other: int


@fact
class DataTaken(Fact):
    """A person was given all that is kept of them."""

    kind: ClassVar = "people.data.taken"
    word: ClassVar = "data_taken"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class PersonErased(Fact):
    """A person (the counterpart) was erased; `kept`: what they wrote stays, under nobody's name."""

    kind: ClassVar = "people.person.erased"
    word: ClassVar = "erased"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON

    kept: bool
