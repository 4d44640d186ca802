"""What leaves the room: frozen values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class TextCard:
    """A version of one of the community's texts: terms, privacy, values (and house rules), imprint.

    `html` is safe to put into a page as it is. `asks`: members are asked to accept it.
    """

    id: int
    key: str
    version: int
    source: str
    html: str
    asks: bool
    published_at: datetime
    person: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeCard:
    """A value that was set otherwise: by a person, by the house itself (`system`), or by somebody who was erased."""

    id: int
    name: str
    before: Any
    after: Any
    at: datetime
    person: int | None
    system: str
