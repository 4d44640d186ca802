"""What a fact is, and the catalogue in which every kind of fact stands once."""

import types
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum, IntEnum, StrEnum
from typing import Any, ClassVar, TypeVar, Union, dataclass_transform, get_args, get_origin, get_type_hints


class Party(StrEnum):
    """Who gives with a fact, or receives."""

    ACTOR = "actor"
    COUNTERPART = "counterpart"
    NOBODY = "nobody"


class Forgets(StrEnum):
    """How a fact forgets a person who is erased. Its numbers always stay, so that the community's sums do."""

    PERSON = "the person's row, to which its numbers point, is emptied"
    SUBJECT = "the person's row is emptied, and so is what the person wrote in the thing it is about"
    NOBODY = "it names no person but whoever set it, whose row is emptied"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """An act, as it is recorded. Subclasses name the kinds and add their own payload: numbers, enums, truth values.

    `actor` and `counterpart` are person ids, None where nobody is known. `about` is `"room.kind:ID"`. `occurred_at`
    None means now. `batch` is an open batch. `backfill` marks history that importers bring: nothing reacts to it.
    """

    kind: ClassVar[str]
    word: ClassVar[str]
    version: ClassVar[int] = 1
    gives: ClassVar[Party] = Party.ACTOR
    receives: ClassVar[Party] = Party.COUNTERPART
    contribution: ClassVar[bool] = False
    acknowledgement: ClassVar[bool] = False
    activity: ClassVar[bool] = False
    begins: ClassVar[bool] = False
    forgets: ClassVar[Forgets]

    actor: int | None
    about: str
    counterpart: int | None = None
    group: int | None = None
    channel: str = "site"
    direction: str = "in"
    turf: str = "ours"
    purpose: str | None = None
    occurred_at: datetime | None = None
    recorded_by: int | None = None
    batch: int | None = None
    backfill: bool = False
    source: str | None = None
    source_key: str | None = None
    cause: int | None = None


COMMON = frozenset(field.name for field in fields(Fact))
STATED = ("kind", "word", "forgets", "__doc__")
"""What every kind says for itself and inherits from nobody."""

Kind = type[Fact]
F = TypeVar("F", bound=Fact)

_by_kind: dict[str, Kind] = {}
_by_word: dict[str, Kind] = {}
_payload: dict[Kind, tuple[str, ...]] = {}


class WrongCatalogue(TypeError):
    """A kind of fact is declared in a way that the catalogue does not take."""


class UnknownKind(LookupError):
    """No kind of this name or word stands in the catalogue."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
def fact(cls: type[F]) -> type[F]:
    """Declare a kind: checks that it says all that a kind must say, and enters it in the catalogue."""
    unsaid = [name for name in STATED if not vars(cls).get(name)]
    if unsaid:
        raise WrongCatalogue(f"{cls.__name__} does not say its {', '.join(unsaid)}")
    made = dataclass(frozen=True, kw_only=True)(cls)
    if made.kind in _by_kind or made.word in _by_word:
        raise WrongCatalogue(f"{made.kind} or {made.word} is declared twice")
    if made.kind.count(".") != 2:
        raise WrongCatalogue(f"{made.kind} is not area.subject.verb")
    hints = get_type_hints(made)
    names = tuple(field.name for field in fields(made) if field.name not in COMMON)
    for name in names:
        if not _is_plain(hints[name]):
            raise WrongCatalogue(f"{made.kind}: {name} may hold numbers, enums and truth values only")
    _by_kind[made.kind] = _by_word[made.word] = made
    _payload[made] = names
    return made


def _is_plain(hint: Any) -> bool:
    if get_origin(hint) in (Union, types.UnionType):
        return all(part is type(None) or _is_plain(part) for part in get_args(hint))
    return hint in (int, bool, float) or (isinstance(hint, type) and issubclass(hint, StrEnum | IntEnum))


def catalogue() -> Mapping[str, Kind]:
    """Every kind by its name, in the order of declaration."""
    return types.MappingProxyType(_by_kind)


def kind_of(kind: str) -> Kind:
    """The class of a kind such as `discussions.answer.posted`; raises `UnknownKind`."""
    try:
        return _by_kind[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def by_word(word: str) -> Kind:
    """The class of the kind that criteria and reports call by this word; raises `UnknownKind`."""
    try:
        return _by_word[word]
    except KeyError:
        raise UnknownKind(word) from None


def words(
    *,
    contribution: bool | None = None,
    acknowledgement: bool | None = None,
    activity: bool | None = None,
    begins: bool | None = None,
) -> frozenset[str]:
    """The words of all kinds with these properties; None: either."""
    wanted = {"contribution": contribution, "acknowledgement": acknowledgement, "activity": activity, "begins": begins}
    return frozenset(
        word
        for word, kind in _by_word.items()
        if all(value is None or getattr(kind, name) is value for name, value in wanted.items())
    )


def payload_fields(kind: Kind) -> tuple[str, ...]:
    """The names of the fields that a kind adds; raises `UnknownKind` for a class outside the catalogue."""
    try:
        return _payload[kind]
    except KeyError:
        raise UnknownKind(kind.__name__) from None


def payload_of(given: Fact) -> dict[str, int | float | bool | str]:
    """The fact's payload as plain values; raises TypeError where a value is prose or anything but plain."""
    values: dict[str, int | float | bool | str] = {}
    for name in payload_fields(type(given)):
        value = getattr(given, name)
        if value is None:
            continue
        if isinstance(value, Enum):
            value = value.value
        elif type(value) not in (int, bool, float):
            raise TypeError(f"{given.kind}: {name} is {type(value).__name__}; a payload holds no prose")
        values[name] = value
    return values
