"""The first pass over the mails: each is looked at once, told from its copies, and put into the index."""

import re
from email.message import Message
from email.parser import BytesHeaderParser
from hashlib import sha256

from belong.care.archives.public import ArchiveRefused, Tick
from belong.doors.imports.mbox import headers
from belong.doors.imports.mbox.index import ENVELOPE, NEIGHBOUR, OWN, Index, micros
from belong.doors.imports.mbox.parts import files_of, parsed
from belong.doors.imports.mbox.store import LONGEST_MESSAGE, Found, Store, begins_as_mbox
from belong.ground.kernel.public import told as _
from belong.ground.kernel.public import told_lazy

TICK = 200
NO_MBOX = told_lazy("it is no mail archive: it does not begin with a line `From `")
NO_MAIL = told_lazy("it has neither a sender nor a subject nor a date: it is no mail")
NO_DATE = told_lazy("it has no date that can be read, and no mail of its file has one")

_END = re.compile(rb"\r?\n[ \t]*\r?\n")


class Survey:
    """Fills `index` from `store`; `same` counts the copies of mails that came before."""

    def __init__(self, store: Store, index: Index, tick: Tick) -> None:
        self._store = store
        self._index = index
        self._tick = tick
        self._size = sum(file.stat().st_size for file in store.files)
        self._headers = BytesHeaderParser()
        self.same = 0

    def run(self) -> None:
        seen = 0
        for number, file in enumerate(self._store.files):
            if not begins_as_mbox(file):
                self._index.add_other(file.name, 1, str(NO_MBOX))
                continue
            for found in self._store.messages(number):
                self._take(found)
                seen += 1
                if seen % TICK == 0:
                    self._tick(min(self._store.read_bytes, self._size), self._size)
            self._index.date_from_neighbours(number)
        for number, line in self._index.drop_undated():
            self._index.add_other(self._store.files[number].name, line, str(NO_DATE))
        if not self._index.count("mail"):
            raise ArchiveRefused(
                _("%(parent)s holds no mail that can be read.") % {"parent": self._store.files[0].parent}
            )
        self._tick(self._size, self._size)

    def _take(self, found: Found) -> None:
        text = self._store.text(found)
        message = self._headers.parsebytes(_head(text))
        if not any(message[name] for name in ("From", "Sender", "Subject", "Date")):
            self._index.add_other(self._store.files[found.file].name, found.line, str(NO_MAIL))
            return
        sender = headers.sender(message)
        subject = headers.field(message, "Subject")
        key = self._key(message, text, sender.key if sender else "", headers.normal_subject(subject))
        if key is None:
            self.same += 1
            return
        number = self._index.add_sender(*sender) if sender else None
        at, dated = _date(message, found.envelope)
        if tag := headers.first_tag(subject):
            self._index.add_tag(tag)
        self._index.add_mail(
            (
                *found[:5],
                key,
                number,
                at,
                dated,
                subject,
                headers.normal_subject(subject),
                headers.is_reply(subject),
                _files(message, text, found),
            ),
            [key_of(reference) for reference in headers.references(message)],
        )

    def _key(self, message: Message, text: bytes, sender: str, subject: str) -> str | None:
        """The mail's key, or None where it is here already. Another mail under the same Message-ID gets its own key."""
        if id := headers.message_id(message):
            key = key_of(id)
            before = self._index.same(key)
            if before is None:
                return key
            if before[0] == sender or before[1] == subject:
                return None
        end = _END.search(text)
        body = sha256(b"".join(text[end.end() if end else 0 :].split())).hexdigest()
        key = key_of("\n".join((sender, headers.raw(message, "Date"), subject, body)))
        return key if self._index.same(key) is None else None


def key_of(id: str) -> str:
    """What stands for a Message-ID in the archive's keys: 32 hex digits of its SHA-256."""
    return sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _head(text: bytes) -> bytes:
    end = _END.search(text)
    return text[: end.start() + 1] if end else text


def _date(message: Message, envelope: bytes) -> tuple[int | None, int]:
    """When it was sent, in microseconds, and whose date that is. None: its neighbours must tell."""
    own = headers.date_of(headers.raw(message, "Date"))
    arrived = headers.envelope_date(envelope)
    if own is not None and (arrived is None or own <= arrived + headers.EARLY):
        return micros(own), OWN
    if arrived is not None:
        return micros(arrived), ENVELOPE
    return None, NEIGHBOUR


def _files(message: Message, text: bytes, found: Found) -> int:
    """How many attachments it has; those of a mail that is cut short are left out."""
    if found.length > LONGEST_MESSAGE or (message.get_content_type() == "text/plain" and _is_plain(message)):
        return 0
    return len(files_of(parsed(text)))


def _is_plain(message: Message) -> bool:
    return "name" not in str(message["Content-Type"]) and "Content-Disposition" not in message
