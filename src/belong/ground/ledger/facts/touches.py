"""Contact moments outside the site."""

from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, fact


@fact
class ContactMade(Fact):
    """The organisation and a person met, spoke or wrote; with several persons, one fact each shares one `about`."""

    kind: ClassVar = "touches.contact.made"
    word: ClassVar = "contacted"
    begins: ClassVar = True
    forgets: ClassVar = Forgets.SUBJECT
