"""What hosts do with the records of people: names, addresses, terms of office, notes, looking as somebody sees it."""

from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, Party, fact


@fact
class PersonNamed(Fact):
    """Somebody changed their own name, or a host that of a person (the counterpart)."""

    kind: ClassVar = "administration.person.named"
    word: ClassVar = "named"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class IdentityTaken(Fact):
    """A host found that an address or handle is not that of the person (the counterpart)."""

    kind: ClassVar = "administration.identity.taken"
    word: ClassVar = "identity_taken"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class TermSet(Fact):
    """Somebody said when the role of a person (the counterpart) ends, or whether they wish to continue."""

    kind: ClassVar = "administration.role.term_set"
    word: ClassVar = "term_set"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class RoleAnnounced(Fact):
    """A person (the counterpart) was chosen for a role from a day to come, or that was called off."""

    kind: ClassVar = "administration.role.announced"
    word: ClassVar = "role_announced"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON

    stands: bool


@fact
class NoteWritten(Fact):
    """A host wrote a note about a person (the counterpart), for hosts."""

    kind: ClassVar = "administration.note.written"
    word: ClassVar = "noted"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class SeenAs(Fact):
    """A host began to look at the site as a person (the counterpart) sees it."""

    kind: ClassVar = "administration.person.seen_as"
    word: ClassVar = "seen_as"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON
