"""Reading single values of a record. What cannot be read raises `Unreadable` with the reason that people will see."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from belong.ground.kernel.public import clean_source, now
from belong.ground.kernel.public import told as _

_NUMBER = re.compile(r"-?[1-9][0-9]{0,17}", re.ASCII)
_SCORE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_OLDEST = datetime(1900, 1, 1, tzinfo=UTC)


class Unreadable(ValueError):
    """A record that cannot be read; the text is the reason, for people."""


def number(row: Mapping[str, str], name: str) -> int:
    """A whole number other than 0 that must be there: an id of the archive."""
    found = optional_number(row, name)
    if found is None:
        raise Unreadable(_("%(name)s is missing") % {"name": name})
    return found


def optional_number(row: Mapping[str, str], name: str) -> int | None:
    value = row.get(name)
    if value is None or value == "":
        return None
    if _NUMBER.fullmatch(value) is None:
        raise Unreadable(_("%(name)s is no number: %(what)s") % {"name": name, "what": shown(value)})
    return int(value)


def score(row: Mapping[str, str], name: str) -> int:
    value = row.get(name, "0")
    if _SCORE.fullmatch(value) is None:
        raise Unreadable(_("%(name)s is no number: %(what)s") % {"name": name, "what": shown(value)})
    return int(value)


def instant(row: Mapping[str, str], name: str) -> datetime:
    value = row.get(name)
    if value is None or value == "":
        raise Unreadable(_("%(name)s is missing") % {"name": name})
    return instant_of(value, name)


def optional_instant(row: Mapping[str, str], name: str) -> datetime | None:
    return instant(row, name) if row.get(name) else None


def instant_of(value: str, name: str) -> datetime:
    """An aware time; one without a zone is meant in UTC."""
    try:
        if _INSTANT.fullmatch(value) is None:
            raise ValueError
        found = datetime.fromisoformat(value)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Unreadable(_("%(name)s is no date: %(what)s") % {"name": name, "what": shown(value)}) from None
    if found < _OLDEST:
        raise Unreadable(_("%(name)s is before 1900: %(what)s") % {"name": name, "what": shown(value)})
    if found > now() + timedelta(days=1):
        raise Unreadable(_("%(name)s is in the future: %(what)s") % {"name": name, "what": shown(value)})
    return found


def line_of_text(row: Mapping[str, str], name: str) -> str:
    """One line of text that must be there."""
    value = optional_line(row, name)
    if not value:
        raise Unreadable(_("%(name)s is missing") % {"name": name})
    return value


def optional_line(row: Mapping[str, str], name: str) -> str:
    return " ".join(clean_source(row.get(name, "")).split())


def body(row: Mapping[str, str], name: str) -> str:
    """A text that must be there, as the archive has it."""
    value = row.get(name, "")
    if not value.strip():
        raise Unreadable(_("%(name)s is missing") % {"name": name})
    return clean_source(value)


def shown(value: str) -> str:
    """A piece of the archive, short enough to be part of a reason."""
    return repr(value if len(value) <= 40 else value[:39] + "…")
