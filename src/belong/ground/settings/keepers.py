"""Which kept things expire, and when: a room that keeps something for a time registers a keeper when its app starts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from belong.ground.kernel.public import setting

PREFIX = "retention."
MOST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class Keeper:
    """`days`: how long, where nobody set it. `forget(before)` takes away what is older, and says how many that were;
    it may be called again at any time.
    """

    days: int
    forget: Callable[[datetime], int]


_keepers: dict[str, Keeper] = {}


def register_keeper(key: str, *, days: int, forget: Callable[[datetime], int]) -> None:
    """What lies under `key` (rejects, mails ...) expires after `days` unless the hosts say otherwise."""
    if key in _keepers:
        raise ValueError(f"{key} is registered twice")
    _keepers[key] = Keeper(days, forget)


def keepers() -> Mapping[str, Keeper]:
    """Everything that expires, by its key."""
    return dict(_keepers)


def retention(key: str) -> timedelta | None:
    """How long what lies under `key` is kept; None: until somebody takes it away. `KeyError` where nobody keeps it."""
    days = setting(PREFIX + key)
    if days is None:
        days = _keepers[key].days
    return timedelta(days=days) if days else None
