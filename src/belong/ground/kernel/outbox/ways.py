"""The ways out of the house: one SMTP server, or a provider's service. Which one, the environment says."""

from contextlib import AbstractContextManager
from typing import Protocol

from django.conf import settings

from belong.ground.kernel.community import community
from belong.ground.kernel.outbox.envelope import Envelope
from belong.ground.kernel.outbox.provider import Provider
from belong.ground.kernel.outbox.smtp import Smtp


class Line(Protocol):
    """Open for as long as a delivery lasts."""

    def send(self, envelope: Envelope) -> None:
        """Hand the mail over, or raise one of the troubles."""


class Way(Protocol):
    @property
    def name(self) -> str:
        """How it is called before operators."""

    def line(self) -> AbstractContextManager[Line]:
        """A line to send on; it connects when the first mail is sent."""

    def check(self) -> None:
        """Raise `Unreachable` where nothing could be sent now."""


def configured() -> Way | None:
    """What the environment names; None where it names nothing, and in a demo, which writes to nobody."""
    if settings.DEMO:
        return None
    if settings.MAIL_SMTP is not None:
        return Smtp(**settings.MAIL_SMTP)
    return Provider(settings.MAIL_PROVIDER) if settings.MAIL_PROVIDER else None


def way_out() -> Way | None:
    """The way that mails take, where there is one and a sender is set: without a sender nothing leaves."""
    return configured() if community().sender else None
