"""The kinds of mail: which room writes the words of each, and who says whether it may go."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from belong.ground.kernel.policies import Decision


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as it was posted. `language` is empty where the community's own is meant."""

    uid: UUID
    kind: str
    address: str
    parameters: Mapping[str, Any]
    person: int | None
    language: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it is read: plain text always, HTML beside it, further headers if there is need."""

    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


Renderer = Callable[[Outgoing], Letter]
Gate = Callable[[Outgoing], Decision]


@dataclass(frozen=True, slots=True)
class Kind:
    renderer: Renderer
    gate: Gate
    parameters: frozenset[str]
    secret: bool


_kinds: dict[str, Kind] = {}


def register_mail(
    kind: str, renderer: Renderer, gate: Gate, *, parameters: Collection[str] = (), secret: bool = False
) -> None:
    """`renderer(outgoing)` writes a mail of `kind`, `gate(outgoing)` is asked right before it leaves.

    `parameters` are the names that every message of the kind brings. What is `secret` lets its reader in: nobody but
    the reader and owners see it, and its parameters are forgotten when it has left.
    """
    if kind in _kinds:
        raise ValueError(f"{kind} is registered twice")
    _kinds[kind] = Kind(renderer, gate, frozenset(parameters), secret)


def kind_named(kind: str) -> Kind:
    """The kind; one that nobody registered is a mistake of the caller's."""
    try:
        return _kinds[kind]
    except KeyError:
        raise ValueError(f"{kind!r} is no kind of mail: register it first") from None


def kinds() -> Mapping[str, Kind]:
    """All kinds by name."""
    return dict(_kinds)
