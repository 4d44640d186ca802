"""What a value of each kind of field must be. Each raises `Wrong` with one sentence."""

import re
from datetime import date
from unicodedata import category
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.community.profiles.models import ADDRESS_LENGTH, LINE_LENGTH, LONG_LENGTH, Field, FieldKind, Visibility
from belong.ground.kernel.public import TextTooLong, folded, render_markdown
from belong.ground.people.public import Wrong, one_line

_ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]")
NO_ADDRESS = gettext_lazy("An e-mail address has no place in a profile: people here write to you without it.")
FIRST = date(1850, 1, 1)
LAST = date(2200, 1, 1)


def line(text: str, limit: int = LINE_LENGTH, what: str = "") -> str:
    """One line without an e-mail address."""
    kept = one_line(text, limit, what or _("This line"))
    if _ADDRESS.search(kept):
        raise Wrong(NO_ADDRESS)
    return kept


def long_text(text: str, limit: int = LONG_LENGTH) -> tuple[str, str]:
    """Markdown without an e-mail address: its source, and as safe HTML."""
    if len(text) > limit:
        raise Wrong(
            _("This text has %(count)s characters; %(most)s are the most.")
            % {"count": f"{len(text):,}", "most": f"{limit:,}"}
        )
    try:
        safe = render_markdown(text.strip())
    except TextTooLong as long:
        raise Wrong(str(long)) from None
    if _ADDRESS.search(safe.source):
        raise Wrong(NO_ADDRESS)
    return safe.source, safe.html if safe.source else ""


def link(text: str) -> str:
    """The address of a page; `https://` is put before one that begins without."""
    kept = one_line(text, ADDRESS_LENGTH, _("The address"))
    if kept and "://" not in kept:
        kept = f"https://{kept}"
    try:
        parts = urlsplit(kept)
        host = parts.hostname or ""
    except ValueError:
        raise Wrong(_("This is not the address of a page.")) from None
    if kept and (parts.scheme not in ("http", "https") or "." not in host or " " in kept or parts.username is not None):
        raise Wrong(_("Give the address of a page, for instance https://example.org/me."))
    return kept


def day(text: str) -> str:
    """A day as year-month-day."""
    kept = text.strip()
    if not kept:
        return ""
    try:
        found = date.fromisoformat(kept)
    except ValueError:
        raise Wrong(_("Give a day as year-month-day, for instance 2016-06-30.")) from None
    if not FIRST <= found <= LAST:
        raise Wrong(_("This day is too far away."))
    return found.isoformat()


def visibility(word: str) -> str:
    if word not in Visibility.values:
        raise Wrong(_("Choose one of these."))
    return word


def chosen(field: Field, given: tuple[str, ...]) -> list[str]:
    """The options that were chosen, in the order in which the field has them."""
    if not set(given) <= set(field.options):
        raise Wrong(_("Choose one of these."))
    if field.kind == FieldKind.CHOICE and len(set(given)) > 1:
        raise Wrong(_("Choose one of these."))
    return [option for option in field.options if option in given]


def words_of(kind: str, text: str, options: list[str]) -> list[str]:
    """What a value of this kind is found by: a place by each of its parts and words too, a longer text and a link by
    nothing.
    """
    if kind in (FieldKind.CHOICE, FieldKind.CHOICES):
        return [searched(option) for option in options]
    if kind == FieldKind.PLACE:
        parts = [searched(part) for part in text.split(",")]
        return list(dict.fromkeys(word for word in [searched(text), *parts, *single_words(text)] if word))
    return [searched(text)] if kind in (FieldKind.TEXT, FieldKind.DAY) and text else []


def searched(text: str) -> str:
    """`text` as it is kept to be found by, and as it is looked for: accents and capitals do not count."""
    return " ".join(folded(text).lower().split())[:LINE_LENGTH]


def single_words(text: str) -> list[str]:
    """The words of `text` one by one, as each is looked for. Marks that are written onto letters belong to them."""
    return "".join(one if one.isalnum() or category(one)[0] == "M" else " " for one in searched(text)).split()
