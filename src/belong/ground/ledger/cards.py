"""What leaves the ledger: frozen values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

Plain = int | float | bool | str


@dataclass(frozen=True, slots=True)
class FactCard:
    """One fact as it was recorded, with `actor` and `counterpart` seen through the aliases of today.

    `standing`: whether it counts now. `payload` holds numbers, truth values and the values of enums.
    """

    id: int
    era: int
    tx: int
    kind: str
    word: str
    version: int
    actor: int | None
    counterpart: int | None
    actor_recorded: int | None
    counterpart_recorded: int | None
    about: str
    group: int | None
    channel: str
    direction: str
    turf: str
    purpose: str | None
    occurred_at: datetime
    recorded_at: datetime
    recorded_by: int | None
    batch: int | None
    backfill: bool
    cause: int | None
    payload: Mapping[str, Plain]
    standing: bool

    @property
    def persons(self) -> frozenset[int]:
        """Every person id that it names, as recorded and as canonical: whose rows a follower has to look at."""
        named = (self.actor, self.counterpart, self.actor_recorded, self.counterpart_recorded)
        return frozenset(person for person in named if person is not None)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What `record_many` did: facts added, and facts left out because their source and key stand already."""

    count: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Holder:
    """The oldest open transaction that has written: nothing recorded after it began can be read before it ends."""

    pid: int | None
    """None: a prepared transaction, named by `application`."""
    database: str
    application: str
    state: str
    age: timedelta


@dataclass(frozen=True, slots=True)
class Lag:
    """How far one follower or reaction is behind, and why.

    `behind`: facts not read yet, counted to 100,000; `oldest`: when the first of them was recorded; `batch`: the batch
    being folded now; `moved_at`: when it last took something in; `made_under`: the former basis of tables that are to
    be made anew; `error`: why it stopped, with `failures` tries so far and the next one at `retry_at`; `holder` is
    named where facts are behind. A batch that was completed or withdrawn counts with all its facts.
    """

    name: str
    behind: int
    oldest: datetime | None
    batch: int | None
    moved_at: datetime | None
    made_under: str
    error: str
    failures: int
    retry_at: datetime | None
    holder: Holder | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not what a rebuild gives; `live` or `rebuilt` is None where the row is missing there."""

    table: str
    key: Mapping[str, object]
    live: Mapping[str, object] | None
    rebuilt: Mapping[str, object] | None
