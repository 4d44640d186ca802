"""Handing mails to an SMTP server. Every step of the talk has its own meaning when it fails."""

import smtplib
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from belong.ground.kernel.outbox.envelope import Envelope, in_ascii
from belong.ground.kernel.outbox.troubles import (
    Broken,
    Later,
    Rejected,
    Unreachable,
    at_content,
    at_recipient,
    readable,
)
from belong.ground.kernel.telling import told as _

TIMEOUT_SECONDS = 20.0
MOST_ON_A_CONNECTION = 100


@dataclass(frozen=True, slots=True)
class Smtp:
    """The server that `BELONG_SMTP_URL` names. `tls`: "starttls", "ssl", or "none" for a server on this machine."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: str = "starttls"
    timeout: float = TIMEOUT_SECONDS

    @property
    def name(self) -> str:
        return _("SMTP by %(server)s") % {"server": f"{self.host}:{self.port}"}

    @contextmanager
    def line(self) -> Iterator["SmtpLine"]:
        line = SmtpLine(self)
        try:
            yield line
        finally:
            line.close()

    def check(self) -> None:
        with self.line() as line:
            line.open()

    def connect(self) -> smtplib.SMTP:
        """A connection on which mails can be sent, or `Unreachable`."""
        try:
            return self._connect()
        except (OSError, smtplib.SMTPException) as failed:
            says = _("%(way)s: %(says)s") % {"way": self.name, "says": readable(str(failed) or repr(failed))}
            raise Unreachable(says) from failed

    def _connect(self) -> smtplib.SMTP:
        trusted = ssl.create_default_context()
        made: smtplib.SMTP
        if self.tls == "ssl":
            made = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=trusted)
        else:
            made = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            if self.tls == "starttls":
                made.starttls(context=trusted)
            if self.user:
                self._sign_in(made)
            made.ehlo_or_helo_if_needed()
        except BaseException:
            made.close()
            raise
        return made

    def _sign_in(self, server: smtplib.SMTP) -> None:
        """The standard library takes ASCII only; RFC 4616 says that everything else is UTF-8."""
        if (self.user + self.password).isascii():
            server.login(self.user, self.password)
            return
        server.ehlo_or_helo_if_needed()
        code, says = server.docmd("AUTH", "PLAIN " + b64encode(f"\0{self.user}\0{self.password}".encode()).decode())
        if code != 235:
            raise smtplib.SMTPAuthenticationError(code, says)


class SmtpLine:
    """One connection after another; whichever breaks is not used again."""

    def __init__(self, way: Smtp) -> None:
        self._way = way
        self._server: smtplib.SMTP | None = None
        self._sent = 0

    def open(self) -> smtplib.SMTP:
        if self._server is not None and self._sent >= MOST_ON_A_CONNECTION:
            self.close()
        if self._server is None:
            self._server, self._sent = self._way.connect(), 0
        return self._server

    def close(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()

    def send(self, envelope: Envelope) -> None:
        message = envelope.message().as_bytes()
        server = self.open()
        self._sent += 1
        try:
            self._talk(server, envelope, message)
        except (OSError, smtplib.SMTPServerDisconnected) as broken:
            server.close()
            self._server = None
            says = _("%(way)s broke off: %(says)s")
            raise Broken(says % {"way": self._way.name, "says": readable(str(broken) or repr(broken))}) from broken

    def _talk(self, server: smtplib.SMTP, envelope: Envelope, message: bytes) -> None:
        """One mail, each answer read for what it is about. What was begun and refused is taken back (`RSET`)."""
        to = in_ascii(envelope.address)
        options = []
        if not to.isascii():
            if not server.has_extn("smtputf8"):
                says = _("%(way)s takes no address with other letters than a to z before the @.")
                raise Rejected(says % {"way": self._way.name})
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        code, answer = server.mail(in_ascii(envelope.sender), options)
        if code != 250:
            self._take_back(server, code)
            refused = _("The sender %(sender)s is refused: %(says)s")
            raise Unreachable(refused % {"sender": envelope.sender, "says": readable(f"{code} {_words(answer)}")})
        code, answer = server.rcpt(to)
        if code not in {250, 251}:
            self._take_back(server, code)
            raise at_recipient(code, _words(answer))
        code, told = _content(server, message)
        if code != 250:
            self._take_back(server, code)
            raise at_content(code, told)

    def _take_back(self, server: smtplib.SMTP, code: int) -> None:
        if code == 421:  # the server is about to close
            self.close()
            raise Later(_("421 The server closed the connection."))
        server.rset()


def _content(server: smtplib.SMTP, message: bytes) -> tuple[int, str]:
    try:
        code, says = server.data(message)
    except smtplib.SMTPDataError as refused:  # before the content was asked for
        return refused.smtp_code, _words(refused.smtp_error)
    return code, _words(says)


def _words(says: bytes | str) -> str:
    return says.decode("utf-8", "replace") if isinstance(says, bytes) else says
