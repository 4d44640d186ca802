"""What leaves the room: frozen values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from belong.ground.settings.models import Text


@dataclass(frozen=True, slots=True)
class TextCard:
    """A version of one of the community's texts: terms, privacy, values (and house rules), imprint.

    `html` is safe to put into a page as it is. `asks`: members are asked to accept it. `person` or `system`
    published it; neither: somebody who was erased.
    """

    id: int
    key: str
    version: int
    source: str
    html: str
    asks: bool
    published_at: datetime
    person: int | None = None
    system: str = ""


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


def card_of(row: Text) -> TextCard:
    return TextCard(
        row.pk, row.key, row.version, row.source, row.html, row.asks, row.published_at, row.person_id, row.system
    )
