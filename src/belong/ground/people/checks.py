"""What a name, an address, a word or an instant must be. Each raises `Wrong` with one sentence."""

import re
from datetime import datetime
from unicodedata import category

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise

from belong.ground.kernel.public import now, told_lazy
from belong.ground.kernel.public import one_line as plain_line
from belong.ground.kernel.public import told as _
from belong.ground.people.models import KEY_LENGTH, MAIL, NAME_LENGTH, SOURCE_LENGTH, WORD_LENGTH

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_ADDRESS = re.compile(r"\S@\S+\.\S")
_WORD = re.compile(r"[a-z][a-z0-9_-]*")
_SOURCE = re.compile(r"[a-z0-9][a-z0-9._-]*(:[a-z0-9][a-z0-9._-]*)*")


class Wrong(ValueError):
    """A value that cannot be taken; the text says why."""


NAME, KEY = told_lazy("The name"), told_lazy("The key")

INVISIBLE = {"Cf", "Zs", "Zl", "Zp"}
"""Unicode's categories of signs that leave nothing to see; a text of nothing else is empty."""


def one_line(text: str, limit: int, what: str | Promise) -> str:
    """`text` on one line, without control characters and needless space, of at most `limit` characters."""
    if text.isascii() and text.isprintable():  # most are, and then there is nothing to look for sign by sign
        line = " ".join(text.split())
    else:
        line = plain_line(_CONTROL.sub(" ", text))
        if all(category(sign) in INVISIBLE for sign in line):
            line = ""
    if len(line) > limit:
        raise Wrong(
            _("%(what)s has %(count)s characters; %(most)s are the most.")
            % {"what": what, "count": f"{len(line):,}", "most": f"{limit:,}"}
        )
    return line


def person_name(name: str) -> str:
    kept = one_line(name, NAME_LENGTH, NAME)
    if _ADDRESS.search(kept):
        raise Wrong(_("A name is shown to everybody: an e-mail address has no place in it."))
    return kept


def mail_address(address: str) -> str:
    """The address as identities and accounts keep it: lower-cased. Raises `Wrong` where it is none."""
    plain = address.strip().lower()
    try:
        validate_email(plain)
    except ValidationError:
        raise Wrong(_("This is not an e-mail address.")) from None
    if len(plain) > KEY_LENGTH:
        raise Wrong(_("The address has more than %(most)s characters.") % {"most": KEY_LENGTH})
    return plain


def source_name(source: str) -> str:
    if not _SOURCE.fullmatch(source) or len(source) > SOURCE_LENGTH:
        says = _("%(source)r is no name of a source: small letters, digits, dots, hyphens and colons between them.")
        raise Wrong(says % {"source": source})
    return source


def identity(source: str, key: str) -> tuple[str, str]:
    """A source and a key as identities keep them."""
    source = source_name(source)
    if source == MAIL:
        return source, mail_address(key)
    kept = one_line(key, KEY_LENGTH, KEY)
    if not kept:
        raise Wrong(_("The key is empty."))
    return source, kept


def language(code: str) -> str:
    """A language by its two letters, or none."""
    if code and not (len(code) == 2 and code.isascii() and code.isalpha() and code.islower()):
        raise Wrong(_("%(code)s is no language: two small letters name one.") % {"code": code})
    return code


def word(text: str, what: str | Promise) -> str:
    """A short word of the house's own languages: a channel, a purpose, a role."""
    if not _WORD.fullmatch(text) or len(text) > WORD_LENGTH:
        says = _("%(what)s is no word: begin with a small letter; small letters, digits, hyphens follow.")
        raise Wrong(says % {"what": f"{what} {text!r}"})
    return text


def instant(at: datetime, what: str | Promise) -> datetime:
    """An instant with a zone that is not in the future."""
    if at.tzinfo is None:
        raise Wrong(_("%(what)s has no time zone.") % {"what": what})
    if at > now():
        raise Wrong(_("%(what)s is in the future.") % {"what": what})
    return at


INTERVALS = {
    "membership": (
        told_lazy("The beginning of the membership"),
        told_lazy("The end of the membership"),
        told_lazy("The membership ends before it begins."),
    ),
    "permission": (
        told_lazy("The beginning of the permission"),
        told_lazy("The end of the permission"),
        told_lazy("The permission ends before it begins."),
    ),
    "role": (
        told_lazy("The beginning of the role"),
        told_lazy("The end of the role"),
        told_lazy("The role ends before it begins."),
    ),
}
"""What lasts from one instant until another, and what is said of its instants."""


def interval(begins: datetime, ends: datetime | None, what: str) -> None:
    """Two instants in their order."""
    beginning, end, wrong = INTERVALS[what]
    instant(begins, beginning)
    if ends is not None and instant(ends, end) < begins:
        raise Wrong(wrong)
