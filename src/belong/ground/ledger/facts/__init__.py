"""The catalogue of facts: one module per area, one frozen dataclass per kind. Importing this package fills it."""

from belong.ground.ledger.facts import (
    administration,
    appreciation,
    arrivals,
    discussions,
    events,
    groups,
    journey,
    ledger,
    library,
    membership,
    moderation,
    people,
    profiles,
    settings,
    tags,
    touches,
)

__all__ = [
    "administration",
    "appreciation",
    "arrivals",
    "discussions",
    "events",
    "groups",
    "journey",
    "ledger",
    "library",
    "membership",
    "moderation",
    "people",
    "profiles",
    "settings",
    "tags",
    "touches",
]
