"""What the community is called and how it keeps house: values that its hosts set, read once for a request or a task.

The values lie in `kernel_setting`; each write gives the one row of `kernel_setting_version` a value that never was
before, so one small statement tells a process whether what it has read is still so. No timer decides. A value that the
environment fixes (`settings.COMMUNITY`) is what it says, whatever lies in the table.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.utils import Error

from belong.ground.kernel.db import first_row, require_transaction

OPEN, APPROVAL, INVITATION = "open", "approval", "invitation"
PUBLIC, HOME = "public", "home"
MEMBERS, HOSTS = "members", "hosts"

VERSION = "select version from kernel_setting_version"
VALUES = "select version, (select jsonb_object_agg(name, value)::text from kernel_setting) from kernel_setting_version"
WRITE = """
insert into kernel_setting (name, value) values (%s, %s::jsonb)
on conflict (name) do update set value = excluded.value
"""


@dataclass(frozen=True, slots=True)
class Community:
    """The organisation's community, as its hosts set it up.

    `languages`: ISO 639-1; in the first one most is written, and it is taken where nothing else is said; pages and
    mails are in those of them that there are translations for (`spoken`). `sender`: the address that
    mails come from, empty where none is set; `sender_name` falls back to the name. `mark`: the stored file of its
    picture, or nothing. `joining`: "open", "approval" (with `questions`) or "invitation". `inviting`: "members" or
    "hosts" invite others. `strangers`: "public", they read what is public; "home", the first page and what is said
    about the community. `fixed`: the names of the values that the environment fixes.
    """

    name: str = "Belong"
    purpose: str = ""
    time_zone: str = "UTC"
    languages: tuple[str, ...] = ("en", "de", "es")
    sender: str = ""
    sender_name: str = ""
    brand_hue: int = 40
    mark: str = ""
    joining: str = OPEN
    questions: tuple[str, ...] = ()
    inviting: str = MEMBERS
    strangers: str = PUBLIC
    is_set_up: bool = False
    fixed: frozenset[str] = frozenset()

    @property
    def language(self) -> str:
        return self.languages[0]

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages of pages and mails, at least one; the first where a reader asks for none of them."""
        there = {code for code, _ in settings.LANGUAGES}
        return tuple(one for one in self.languages if one in there) or (settings.LANGUAGE_CODE,)

    @property
    def is_open(self) -> bool:
        """Whether strangers may open an account by themselves."""
        return self.joining == OPEN

    @property
    def hides_inside(self) -> bool:
        """Whether strangers see the first page and what is said about the community, and nothing else."""
        return self.strangers == HOME


FIELDS = frozenset(each.name for each in fields(Community)) - {"fixed"}
LISTS = frozenset({"languages", "questions"})


@dataclass(frozen=True, slots=True)
class _Reading:
    version: UUID | None
    values: Mapping[str, Any]
    community: Community


@dataclass(slots=True)
class _Span:
    """A request, a task, a command: what was read at its beginning holds to its end, unless it writes itself."""

    writes: int
    reading: _Reading | None = None


@dataclass(slots=True)
class _Process:
    """What this process read last, and how often it wrote."""

    writes: int = 0
    last: _Reading | None = None


_process = _Process()
_span: ContextVar[_Span | None] = ContextVar("belong_settings", default=None)
_given: ContextVar[Mapping[str, Any]] = ContextVar("belong_settings_given", default=MappingProxyType({}))


def community() -> Community:
    """The community as it is set at the beginning of this request, task or command; outside of one, as it is now."""
    found = _reading().community
    given = _given.get()
    return replace(found, **given) if given else found


def setting(name: str) -> Any:
    """A further value that lies under `name`, as plain data; None where nobody set it."""
    return _reading().values.get(name)


def write_settings(values: Mapping[str, object]) -> None:
    """Keep each value under its name (None: as if nobody had set it). They are checked by who calls this."""
    require_transaction("changing a setting")
    with connection.cursor() as cursor:
        for name, value in sorted(values.items()):
            if value is None:
                cursor.execute("delete from kernel_setting where name = %s", [name])
            else:
                cursor.execute(WRITE, [name, json.dumps(value)])
    forget_reading()


@contextmanager
def one_reading(*, untouched: bool = False) -> Iterator[None]:
    """Inside the block settings are read at most once, when they are first asked for: a request, a task, a command.

    `untouched`: as if nobody had ever set anything, until somebody does; for tests.
    """
    token = _span.set(_Span(_process.writes, _made(None, {}) if untouched else None))
    try:
        yield
    finally:
        _span.reset(token)


@contextmanager
def settled(**values: Any) -> Iterator[None]:
    """Inside the block `community()` has these values, whatever is set; for tests, as `frozen` is for the clock."""
    token = _given.set({**_given.get(), **values})
    try:
        yield
    finally:
        _given.reset(token)


def keep_reading(version: UUID) -> None:
    """Somebody has just read, with something else, that the settings have this version: it is not asked again."""
    span = _span.get()
    if span is not None and span.reading is None:
        span.writes, span.reading = _process.writes, _at(version)


def forget_reading() -> None:
    """Whoever asks next reads what is set by then: after waiting for another one who writes."""
    _process.writes += 1


def _reading() -> _Reading:
    span = _span.get()
    if span is None:
        return _read()
    if span.reading is None or span.writes != _process.writes:
        span.writes, span.reading = _process.writes, _read()
    return span.reading


def _read() -> _Reading:
    """What is set now. Where the database does not answer it is what was known last: pages that must work when nothing
    else does are drawn with it."""
    try:
        row = first_row(VERSION)
        return _at(row[0] if row is not None else None)
    except Error:
        if connection.in_atomic_block:
            raise
        return _process.last or _made(None, {})


def _at(version: UUID | None) -> _Reading:
    last = _process.last
    if last is None or last.version is None or last.version != version:
        row = first_row(VALUES)
        last = _process.last = _made(row[0], json.loads(row[1] or "{}")) if row is not None else _made(None, {})
    if last.community.fixed != frozenset(settings.COMMUNITY):
        last = _made(last.version, last.values)
    return last


def _made(version: UUID | None, values: Mapping[str, Any]) -> _Reading:
    fixed = settings.COMMUNITY
    known: dict[str, Any] = {
        name: tuple(value) if name in LISTS else value for name, value in {**values, **fixed}.items() if name in FIELDS
    }
    return _Reading(version, MappingProxyType(dict(values)), Community(**known, fixed=frozenset(fixed)))
