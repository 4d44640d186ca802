"""What a name, an address, a word or an instant must be. Each raises `Wrong` with one sentence."""

import re
from datetime import datetime
from unicodedata import category

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from belong.ground.kernel.public import now
from belong.ground.kernel.public import one_line as plain_line
from belong.ground.people.models import KEY_LENGTH, MAIL, NAME_LENGTH, SOURCE_LENGTH, WORD_LENGTH

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_ADDRESS = re.compile(r"\S@\S+\.\S")
_WORD = re.compile(r"[a-z][a-z0-9_-]*")
_SOURCE = re.compile(r"[a-z0-9][a-z0-9._-]*(:[a-z0-9][a-z0-9._-]*)*")


class Wrong(ValueError):
    """A value that cannot be taken; the text says why."""


INVISIBLE = {"Cf", "Zs", "Zl", "Zp"}
"""Unicode's categories of signs that leave nothing to see; a text of nothing else is empty."""


def one_line(text: str, limit: int, what: str) -> str:
    """`text` on one line, without control characters and needless space, of at most `limit` characters."""
    if text.isascii() and text.isprintable():  # most are, and then there is nothing to look for sign by sign
        line = " ".join(text.split())
    else:
        line = plain_line(_CONTROL.sub(" ", text))
        if all(category(sign) in INVISIBLE for sign in line):
            line = ""
    if len(line) > limit:
        raise Wrong(f"{what} has {len(line):,} characters; {limit:,} are the most.")
    return line


def person_name(name: str) -> str:
    kept = one_line(name, NAME_LENGTH, "The name")
    if _ADDRESS.search(kept):
        raise Wrong("A name is shown to everybody: an e-mail address has no place in it.")
    return kept


def mail_address(address: str) -> str:
    """The address as identities and accounts keep it: lower-cased. Raises `Wrong` where it is none."""
    plain = address.strip().lower()
    try:
        validate_email(plain)
    except ValidationError:
        raise Wrong("This is not an e-mail address.") from None
    if len(plain) > KEY_LENGTH:
        raise Wrong(f"The address has more than {KEY_LENGTH} characters.")
    return plain


def source_name(source: str) -> str:
    if not _SOURCE.fullmatch(source) or len(source) > SOURCE_LENGTH:
        raise Wrong(f"{source!r} is no name of a source: small letters, digits, dots, hyphens and colons between them.")
    return source


def identity(source: str, key: str) -> tuple[str, str]:
    """A source and a key as identities keep them."""
    source = source_name(source)
    if source == MAIL:
        return source, mail_address(key)
    kept = one_line(key, KEY_LENGTH, "The key")
    if not kept:
        raise Wrong("The key is empty.")
    return source, kept


def word(text: str, what: str) -> str:
    """A short word of the house's own languages: a channel, a purpose, a role."""
    if not _WORD.fullmatch(text) or len(text) > WORD_LENGTH:
        raise Wrong(f"{what} {text!r} is no word: begin with a small letter; small letters, digits, hyphens follow.")
    return text


def instant(at: datetime, what: str) -> datetime:
    """An instant with a zone that is not in the future."""
    if at.tzinfo is None:
        raise Wrong(f"{what} has no time zone.")
    if at > now():
        raise Wrong(f"{what} is in the future.")
    return at


def interval(begins: datetime, ends: datetime | None, what: str) -> None:
    """Two instants in their order."""
    instant(begins, f"The beginning of the {what}")
    if ends is not None and instant(ends, f"The end of the {what}") < begins:
        raise Wrong(f"The {what} ends before it begins.")
