"""Mail: what people want to be written to about, and what hosts do with mails that wait or did not leave."""

from enum import StrEnum
from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, Party, fact


class Handled(StrEnum):
    """What a host did with a mail."""

    AGAIN = "again"
    HELD = "held"
    FREED = "freed"


@fact
class MailChosen(Fact):
    """A person said whether mails of one kind shall come to them."""

    kind: ClassVar = "mail.kind.chosen"
    word: ClassVar = "mail_chosen"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON

    wanted: bool


@fact
class MailHandled(Fact):
    """A host had a mail sent again, held it back, or had its address written to again; the counterpart is its reader,
    where one is known.
    """

    kind: ClassVar = "mail.message.handled"
    word: ClassVar = "mail_handled"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON

    act: Handled
