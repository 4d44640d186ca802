"""The threads of a mailing list's archive, worked out a second time, slowly and from the definitions alone.

Imports nothing of the product: two ways to the same threads are worth having only while they share no code.
"""

import gzip
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

DAYS = timedelta(days=60)
ANSWERS = r"(?:re|aw|antw|sv)"


@dataclass
class Mail:
    """A mail as the definitions need it; `under` is the mail that it answers."""

    id: str
    place: int
    at: datetime
    subject: str
    refers: list[str]
    under: "Mail | None" = None
    below: list["Mail"] = field(default_factory=list)


def threads(files: list[Path]) -> dict[str, frozenset[str]]:
    """For each thread the key of its first mail, and the keys of all others in it."""
    mails = distinct(files)
    for mail in mails.values():
        known = [mails[id] for id in mail.refers if id in mails and id != mail.id]
        if known:
            put_under(mail, known[0])
    alone = [mail for mail in mails.values() if mail.under is None and is_answer(mail.subject)]
    by_subject: dict[str, list[Mail]] = {}
    for mail in mails.values():
        by_subject.setdefault(bare(mail.subject), []).append(mail)
    for mail in alone:
        before = [
            other
            for other in by_subject[bare(mail.subject)]
            if (other.at, other.place) < (mail.at, mail.place) and mail.at - other.at <= DAYS
        ]
        if before and bare(mail.subject):
            put_under(mail, max(before, key=lambda other: (other.at, other.place)))
    found = {}
    for mail in mails.values():
        if mail.under is None:
            found[key(mail.id)] = frozenset(key(other.id) for other in everything_below(mail))
    return found


def put_under(mail: Mail, other: Mail) -> None:
    top: Mail | None = other
    while top is not None:
        if top is mail:
            raise AssertionError("the lists have no circles of answers")
        top = top.under
    mail.under = other
    other.below.append(mail)


def everything_below(mail: Mail) -> list[Mail]:
    waiting, found = list(mail.below), []
    while waiting:
        found.append(waiting.pop())
        waiting += found[-1].below
    return found


def distinct(files: list[Path]) -> dict[str, Mail]:
    """Every mail once, by its id, in the order of the files."""
    found: dict[str, Mail] = {}
    for file in files:
        for text in re.split(rb"(?m)(?<=\n\n)^From [^\n]*\d\d:\d\d:\d\d[^\n]*\n|\AFrom [^\n]*\n", opened(file))[1:]:
            head = message_from_bytes(text.partition(b"\n\n")[0])
            id = re.findall(r"<([^<>\s]+)>", str(head["Message-ID"]))[0]
            if id not in found:
                found[id] = Mail(id, len(found), moment(head["Date"]), words(head["Subject"]), references(head))
    return found


def opened(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes())


def moment(text: str) -> datetime:
    at = parsedate_to_datetime(text)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


def words(value: object) -> str:
    text = str(value or "")
    with suppress(UnicodeError, LookupError, ValueError):
        text = str(make_header(decode_header(text)))
    return " ".join(text.split())


def references(head: object) -> list[str]:
    """What a mail refers to, the nearest first."""
    refers = re.findall(r"<([^<>\s]+)>", str(head["References"] or ""))[::-1]  # type: ignore[index]
    return refers + re.findall(r"<([^<>\s]+)>", str(head["In-Reply-To"] or ""))  # type: ignore[index]


def is_answer(subject: str) -> bool:
    return bool(re.match(rf"\s*(?:\[[^\]]*\]\s*)*{ANSWERS}(?:\[\d+\])?\s?:", subject, re.IGNORECASE))


def bare(subject: str) -> str:
    before = None
    while before != subject:
        before = subject
        subject = re.sub(
            rf"^\s*(?:\[[^\]]*\]|(?:{ANSWERS}|fwd?|wg)(?:\[\d+\])?\s?:)\s*", "", subject, flags=re.IGNORECASE
        )
    return subject.casefold()


def key(id: str) -> str:
    """Under which key the archive has a mail: the beginning of a SHA-256, so the documentation says."""
    return sha256(id.encode()).hexdigest()[:32]
