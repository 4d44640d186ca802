"""Single fields of a mail as people meant them: names, addresses, subjects, ids and dates, however they are broken."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_tz
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from belong.doors.imports.mbox.charsets import decoded
from belong.ground.kernel.public import clean_source, now

LONGEST_NAME = 200
LONGEST_FIELD = 4_000

REPLY = r"(?:re|aw|antw|antwort|sv|vs|res|odp|ynt|回复|答复|回覆|答覆)"
FORWARD = r"(?:fw|fwd|wg|tr|rv|vl)"
_COUNT = r"(?:\s?[\[(]\d{1,3}[\])]|\^?\d{1,2})?"
_TAG = r"\[[^\[\]]{1,60}\]"
_IS_REPLY = re.compile(rf"\s*(?:{_TAG}\s*)*{REPLY}{_COUNT}\s?[::]", re.IGNORECASE)
_PREFIX = re.compile(rf"\s*(?:{_TAG}\s*|(?:{REPLY}|{FORWARD}){_COUNT}\s?[::]\s*)", re.IGNORECASE)
_REPLIES = re.compile(rf"\s*{REPLY}{_COUNT}\s?[::]\s*", re.IGNORECASE)
_FIRST_TAG = re.compile(rf"\s*(?:{REPLY}{_COUNT}\s?[::]\s*)*\[([^\[\]]{{1,60}})\]", re.IGNORECASE)

_ID = re.compile(r"<([^<>\s]{1,500})>")
_BARE_ID = re.compile(r"[^<>\s()\"]{3,500}")
_NAMED = re.compile(r"^\s*(?P<before>[^()]*?)\s*\((?P<name>.*)\)\s*$", re.DOTALL)
_ANGLE = re.compile(r"<\s*([^<>\s]+@[^<>\s]+)\s*>")
_BARE = re.compile(r"[^\s<>()\",;:]+@[^\s<>()\",;:]+")
_SPELT = re.compile(r"^([^\s@]+)\s+at\s+([^\s@]+)$", re.IGNORECASE)
_VIA = re.compile(r"^['\"]?(.*?)['\"]?\s+via\s+\S.*$", re.IGNORECASE)

_ENVELOPE_DATE = re.compile(
    r"(?P<month>[A-Za-z]{3})\s+(?P<day>\d{1,2})\s+(?P<time>\d{1,2}:\d\d(?::\d\d)?)"
    r"\s+(?:[A-Za-z]{1,5}\s+)?(?:(?P<zone>[+-]\d{4})\s+)?(?P<year>\d{4})(?:\s+(?P<late>[+-]\d{4}))?"
)
FIRST = datetime(1980, 1, 1, tzinfo=UTC)
"""No mail of a list is older: an earlier date is a clock that was never set."""
EARLY = timedelta(days=7)
"""So much later than its arrival no mail was sent."""


class Sender(NamedTuple):
    """Who wrote: `key` tells senders apart, `address` is theirs where it can be told, `name` may be empty."""

    key: str
    address: str
    name: str


def field(message: Message, name: str) -> str:
    """The first field of this name as one line of text, decoded; empty where there is none."""
    return text_of(raw(message, name))


def raw(message: Message, name: str) -> str:
    """The first field of this name as it stands; bytes that are no ASCII as surrogates."""
    wanted = name.lower()
    return next((str(value)[:LONGEST_FIELD] for key, value in message.raw_items() if key.lower() == wanted), "")


def text_of(value: str) -> str:
    """A field's value in plain words: encoded words and stray bytes decoded, one line."""
    plain = decoded(value.encode("utf-8", "surrogateescape"))
    if "=?" in plain:
        plain = "".join(_pieces(plain))
    return " ".join(clean_source(plain).split())


def _pieces(value: str) -> Iterator[str]:
    try:
        found = decode_header(value)
    except (HeaderParseError, ValueError, IndexError):
        yield value
        return
    for piece, charset in found:
        if isinstance(piece, str):
            yield piece
        elif charset is None:
            yield piece.decode("raw_unicode_escape", "replace")
        else:
            yield decoded(piece, charset)


def message_id(message: Message) -> str:
    value = text_of(raw(message, "Message-ID"))
    found = _ID.search(value)
    return found[1] if found else value.strip("<> ").replace(" ", "")[:500]


def references(message: Message) -> list[str]:
    """The ids that the mail answers, the nearest first: References from its end, then In-Reply-To."""
    near = _ID.findall(text_of(raw(message, "References")))[::-1]
    replied = text_of(raw(message, "In-Reply-To"))
    ids = _ID.findall(replied)
    if not ids and _BARE_ID.fullmatch(replied.strip()):
        ids = [replied.strip()]
    return list(dict.fromkeys([*near, *ids]))


def is_reply(subject: str) -> bool:
    return _IS_REPLY.match(subject) is not None


def normal_subject(subject: str) -> str:
    """What the subjects of a thread have in common: without marks of replies, forwards and lists, in small letters."""
    place = 0
    while found := _PREFIX.match(subject, place):
        place = found.end()
    return " ".join(subject[place:].casefold().split())


def first_tag(subject: str) -> str:
    found = _FIRST_TAG.match(subject)
    return found[1] if found else ""


def title(subject: str, list_tag: str) -> str:
    """A subject as the title of a topic: without marks of replies and the list's own mark."""
    before = None
    while before != subject:
        before = subject
        if found := _REPLIES.match(subject):
            subject = subject[found.end() :]
        if list_tag and (found := re.match(rf"\s*\[{re.escape(list_tag)}\]\s*", subject)):
            subject = subject[found.end() :]
    return subject.strip()


def sender(message: Message, domain_of_list: str = "") -> Sender | None:
    """Who wrote the mail; where a list put itself in the place of the sender, whom it names as the writer."""
    found = person_of(raw(message, "From")) or person_of(raw(message, "Sender"))
    if found is None:
        return None
    via = _VIA.match(found.name)
    if via is None:
        return found
    for name in ("X-Original-From", "Reply-To", "X-Original-Sender"):
        real = person_of(raw(message, name))
        if real is not None and real.address and real.address != found.address and not _VIA.match(real.name):
            return Sender(real.key, real.address, real.name or via[1].strip())
    return Sender(f"{via[1].strip().casefold()} via {found.key}", "", via[1].strip())


def person_of(value: str) -> Sender | None:
    """The first person of an address field: `Name <x@y>`, `x@y (Name)`, the `x at y (Name)` of list archives."""
    value = value.strip()
    if not value:
        return None
    if angle := _ANGLE.search(value):
        return _sender(angle[1], value[: angle.start()])
    named = _NAMED.match(value)
    before, name = (named["before"], named["name"]) if named else (value, "")
    before = text_of(before)
    if spelt := _SPELT.match(before):
        return _sender(f"{spelt[1]}@{spelt[2]}", name)
    if not before.count(" ") and (bare := _BARE.search(before)):
        return _sender(bare[0], name)
    if not before and not name:
        return None
    if (bare := _BARE.search(value)) and is_address(bare[0].lower()):
        return _sender(bare[0], value[: bare.start()])
    return Sender(" ".join(before.casefold().split()) or text_of(name).casefold(), "", _name(name or before))


def _sender(address: str, name: str) -> Sender:
    address = clean_source(address.strip("'\"<>.,;").lower())
    return Sender(address, address if is_address(address) else "", _name(name))


def _name(name: str) -> str:
    plain = text_of(name).strip().strip("'\"").replace('\\"', '"').strip()
    return "" if _BARE.fullmatch(plain) or _SPELT.match(plain) else plain[:LONGEST_NAME].strip()


def is_address(text: str) -> bool:
    """Whether it can be one person's address; `root@localhost` is everybody's."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 320 and "." in text.rpartition("@")[2]


def date_of(value: str) -> datetime | None:
    """The instant that a date field names; None where it names none, or one at which no mail was sent."""
    try:
        parts = parsedate_tz(text_of(value))
        if parts is None:
            return None
        offset = parts[9] or 0
        found = datetime(*parts[:5], min(parts[5], 59), tzinfo=UTC) - timedelta(seconds=offset)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return found if FIRST <= found <= now() else None


def envelope_date(envelope: bytes) -> datetime | None:
    found = _ENVELOPE_DATE.search(envelope.decode("ascii", "replace"))
    if found is None:
        return None
    zone = found["zone"] or found["late"] or "+0000"
    return date_of(f"{found['day']} {found['month']} {found['year']} {found['time']} {zone}")
