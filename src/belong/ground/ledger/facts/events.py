"""Events: registering, attending, speaking, hosting."""

from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, Party, fact


@fact
class RegistrationMade(Fact):
    """A person registered for an event."""

    kind: ClassVar = "events.registration.made"
    word: ClassVar = "registered"
    activity: ClassVar = True
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class AttendanceRecorded(Fact):
    """A person was at an event."""

    kind: ClassVar = "events.attendance.recorded"
    word: ClassVar = "attended"
    activity: ClassVar = True
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class TalkGiven(Fact):
    """A person spoke at an event."""

    kind: ClassVar = "events.talk.given"
    word: ClassVar = "spoke"
    contribution: ClassVar = True
    activity: ClassVar = True
    forgets: ClassVar = Forgets.SUBJECT


@fact
class EventHosted(Fact):
    """A person hosted an event."""

    kind: ClassVar = "events.event.hosted"
    word: ClassVar = "hosted"
    contribution: ClassVar = True
    activity: ClassVar = True
    forgets: ClassVar = Forgets.PERSON
