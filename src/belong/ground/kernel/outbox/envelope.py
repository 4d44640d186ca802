"""A letter on its way: from whom, to whom, under which Message-ID, in the form that travels."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from uuid import UUID

from belong.ground.kernel.outbox.kinds import Letter
from belong.ground.kernel.outbox.troubles import Rejected

OURS: Mapping[str, str] = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
"""A program wrote this: no holiday notice is wanted in return."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One mail to one reader. A repeat of it is equal to it, so that the reader's program can tell."""

    uid: UUID
    sender: str
    sender_name: str
    address: str
    made_at: datetime
    letter: Letter

    @property
    def message_id(self) -> str:
        return f"<{self.uid.hex}@{in_ascii(self.sender).rpartition('@')[2]}>"

    @property
    def headers(self) -> dict[str, str]:
        return {**OURS, **self.letter.headers, "Message-ID": self.message_id}

    def message(self) -> EmailMessage:
        """The mail in full; an address that no mail can carry is `Rejected`."""
        to = in_ascii(self.address)
        try:
            made = EmailMessage(policy=SMTP if to.isascii() else SMTPUTF8)
            made["From"] = Address(self.sender_name, addr_spec=in_ascii(self.sender))
            made["To"] = _reader(to)
            made["Subject"] = self.letter.subject
            made["Date"] = self.made_at
            for name, value in self.headers.items():
                made[name] = value
            made.set_content(self.letter.text, cte="quoted-printable")
            if self.letter.html:
                made.add_alternative(self.letter.html, subtype="html", cte="quoted-printable")
        except (ValueError, IndexError, MessageError) as wrong:
            raise Rejected(f"No mail can be made of it: {wrong}") from wrong
        return made


def _reader(address: str) -> Address:
    """The standard library checks an address only where it is ASCII, so another one is checked in its likeness."""
    Address(addr_spec="".join(sign if sign.isascii() else "x" for sign in address))
    local, _, domain = address.rpartition("@")
    return Address(addr_spec=address) if address.isascii() else Address(username=local, domain=domain)


def in_ascii(address: str) -> str:
    """The address with its domain as the name service knows it; what stands before the @ is as it is."""
    local, at, domain = address.rpartition("@")
    try:
        return f"{local}{at}{domain.encode('idna').decode()}"
    except UnicodeError as wrong:
        raise Rejected(f"{domain} is no domain: {wrong}") from wrong
