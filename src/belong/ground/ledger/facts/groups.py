"""Groups: founding and opening them, being in them."""

from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, Party, fact


@fact
class GroupFounded(Fact):
    """A group came into being."""

    kind: ClassVar = "groups.group.founded"
    word: ClassVar = "founded"
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class GroupOpened(Fact):
    """Somebody changed who may read a group."""

    kind: ClassVar = "groups.group.opened"
    word: ClassVar = "opened"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.NOBODY


@fact
class GroupDescribed(Fact):
    """Somebody changed what a group is called, or what it is for."""

    kind: ClassVar = "groups.group.described"
    word: ClassVar = "described"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.NOBODY


@fact
class GroupClosed(Fact):
    """Somebody closed a group: what was written stays, nobody writes or joins any more."""

    kind: ClassVar = "groups.group.closed"
    word: ClassVar = "closed"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.NOBODY


@fact
class GroupReopened(Fact):
    """Somebody opened a group again that was closed."""

    kind: ClassVar = "groups.group.reopened"
    word: ClassVar = "reopened"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.NOBODY


@fact
class GroupRemoved(Fact):
    """Somebody removed a group in which nothing stood."""

    kind: ClassVar = "groups.group.removed"
    word: ClassVar = "removed"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.NOBODY


@fact
class GroupLanguageChosen(Fact):
    """Somebody said in which language a group writes."""

    kind: ClassVar = "groups.group.language_chosen"
    word: ClassVar = "language_chosen"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.NOBODY


@fact
class MembershipStarted(Fact):
    """A person joined a group."""

    kind: ClassVar = "groups.membership.started"
    word: ClassVar = "joined_group"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class MembershipEnded(Fact):
    """A person left a group."""

    kind: ClassVar = "groups.membership.ended"
    word: ClassVar = "left_group"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON
