"""A letter on its way: from whom, to whom, under which Message-ID, in the form that travels."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8, Policy
from uuid import UUID

from belong.ground.kernel.outbox.kinds import Letter
from belong.ground.kernel.outbox.troubles import Rejected, readable
from belong.ground.kernel.telling import told

OURS: Mapping[str, str] = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
"""A program wrote this: no holiday notice is wanted in return."""

LISTS = ("List-Unsubscribe", "List-Unsubscribe-Post")


class AsItIs(UnstructuredHeader):
    """A header of addresses, in one line: the standard library would encode a word of more than a line, and then no
    program takes it for an address any more (RFC 2047 wants these headers plain)."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


HEADERS = HeaderRegistry()
for _name in LISTS:
    HEADERS.map_to_type(_name, AsItIs)  # type: ignore[arg-type]
PLAIN, OTHER_LETTERS = SMTP.clone(header_factory=HEADERS), SMTPUTF8.clone(header_factory=HEADERS)


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
            made = EmailMessage(policy=PLAIN if to.isascii() else OTHER_LETTERS)
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
            raise Rejected(told("No mail can be made of it: %(says)s") % {"says": readable(wrong)}) from wrong
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
        raise Rejected(
            told("%(domain)s is no domain: %(says)s") % {"domain": domain, "says": readable(wrong)}
        ) from wrong
