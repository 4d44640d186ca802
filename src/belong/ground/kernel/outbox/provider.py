"""Handing mails to a provider's service, through django-anymail: a part of the installation for those who want it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives
from django.utils.module_loading import import_string

from belong.ground.kernel.outbox.envelope import Envelope, in_ascii
from belong.ground.kernel.outbox.troubles import Gone, Later, Rejected, Trouble, Unreachable, readable
from belong.ground.kernel.telling import told as _

TIMEOUT_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider by its name in django-anymail, such as "postmark"; its keys are in the setting `ANYMAIL`."""

    provider: str

    @property
    def name(self) -> str:
        return _("the provider %(name)s") % {"name": self.provider}

    @contextmanager
    def line(self) -> Iterator["ProviderLine"]:
        line = ProviderLine(self)
        try:
            yield line
        finally:
            line.close()

    def check(self) -> None:
        """Whether the library is there and has the keys it needs; nothing is sent, so no more can be known."""
        self.backend()

    def backend(self) -> Any:
        try:
            make = import_string(f"anymail.backends.{self.provider}.EmailBackend")
            return make(timeout=TIMEOUT_SECONDS)
        except ImportError as missing:
            says = _("%(way)s needs `pip install belong[providers]`: %(says)s")
            raise Unreachable(says % {"way": self.name, "says": readable(missing)}) from missing
        except ImproperlyConfigured as wrong:
            raise Unreachable(_("%(way)s: %(says)s") % {"way": self.name, "says": readable(wrong)}) from wrong


class ProviderLine:
    def __init__(self, way: Provider) -> None:
        self._way = way
        self._backend: Any = None

    def close(self) -> None:
        if self._backend is not None:
            self._backend.close()

    def send(self, envelope: Envelope) -> None:
        if self._backend is None:
            backend = self._way.backend()
            try:
                backend.open()
            except Exception as failed:
                says = _("%(way)s: %(says)s")
                raise Unreachable(says % {"way": self._way.name, "says": readable(failed)}) from failed
            self._backend = backend
        envelope.message()  # what no mail can carry is told before the provider is asked
        errors = import_module("anymail.exceptions")
        try:
            self._backend.send_messages([_as_django(envelope)])
        except errors.AnymailRecipientsRefused as refused:
            raise Gone(refused) from refused
        except errors.AnymailAPIError as refused:
            raise _sorted_out(refused) from refused
        except errors.AnymailError as refused:
            raise Rejected(refused) from refused


def _as_django(envelope: Envelope) -> EmailMultiAlternatives:
    sender, letter = in_ascii(envelope.sender), envelope.letter
    made = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=str(envelope.message()["From"]) if envelope.sender_name else sender,
        to=[in_ascii(envelope.address)],
        headers=envelope.headers,
    )
    if letter.html:
        made.attach_alternative(letter.html, "text/html")
    return made


def _sorted_out(refused: Any) -> Trouble:
    """By the status of the answer: none or a wrong key concerns every mail, too many or a fault passes."""
    status = refused.status_code
    if status is None or status in {401, 402, 403, 404}:
        return Unreachable(refused)
    return Later(refused) if status == 429 or status >= 500 else Rejected(refused)
