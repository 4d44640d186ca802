"""What leaves the room: frozen values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class KindCard:
    """How one kind of mail stands for a person. `comes`: it is sent to them; else it is not `allowed` (no permission
    for its `purpose`), or not `wanted`. `since`: when they last said whether they want it; None where they never did.
    """

    kind: str
    purpose: str
    allowed: bool
    wanted: bool
    since: datetime | None

    @property
    def comes(self) -> bool:
        return self.allowed and self.wanted


@dataclass(frozen=True, slots=True)
class ChoiceCard:
    """One time that a person said whether they want a kind of mail. `how`: "page", "link" (in such a mail), or "rest":
    they wanted another kind alone."""

    id: int
    kind: str
    wanted: bool
    how: str
    at: datetime
