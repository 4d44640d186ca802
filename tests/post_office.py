"""A mail server of the tests' own, in a thread, on a port of this machine: it takes mails and does as it is told."""

import asyncio
import email
import email.policy
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

Answer = str | None
OK = "250 OK"


@dataclass(frozen=True)
class Received:
    sender: str
    recipient: str
    message: EmailMessage

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])


@dataclass
class PostOffice:
    """What arrived, and how the server answers: `recipient(address)` and `content(address)` give an answer or None
    for yes. `moment(stage, number)` is called with "recipient", "content" and "answered" and the number of the mail."""

    host: str = "127.0.0.1"
    port: int = 0
    arrived: list[Received] = field(default_factory=list)
    sessions: int = 0
    recipient: Callable[[str], Answer] = lambda address: None
    content: Callable[[str], Answer] = lambda address: None
    moment: Callable[[str, int], None] = lambda stage, number: None
    tries: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.tries[address] += 1
        self.moment("recipient", len(self.arrived) + 1)
        said = self.recipient(address)
        if said is not None:
            return said
        envelope.rcpt_tos.append(address)
        return OK

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        address = envelope.rcpt_tos[0]
        said = self.content(address)
        if said is not None:
            return said
        content: Any = envelope.content
        message: Any = email.message_from_bytes(content, policy=email.policy.default)
        self.arrived.append(Received(str(envelope.mail_from), address, message))
        number = len(self.arrived)
        self.moment("content", number)
        asyncio.get_running_loop().call_later(0.003, self.moment, "answered", number)
        return OK

    def to(self, address: str) -> list[Received]:
        return [received for received in self.arrived if received.recipient == address]


@contextmanager
def post_office(tls: ssl.SSLContext | None = None, password: str | None = None) -> Iterator[PostOffice]:
    """A server that takes everything until it is told otherwise. With `tls` it wants STARTTLS, with `password` that."""
    office = PostOffice(port=_free_port())
    controller = Controller(
        office,
        hostname=office.host,
        port=office.port,
        enable_SMTPUTF8=True,
        tls_context=tls,
        require_starttls=tls is not None,
        auth_required=password is not None,
        authenticator=_authenticator(password) if password is not None else None,
    )
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def _authenticator(password: str) -> Callable[..., Any]:
    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, auth_data: Any) -> AuthResult:
        good = isinstance(auth_data, LoginPassword) and auth_data.password == password.encode()
        return AuthResult(success=good, handled=False)

    return check


@contextmanager
def silence() -> Iterator[int]:
    """A port where somebody picks up and says nothing; gives its number."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(5)
        yield listening.getsockname()[1]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
