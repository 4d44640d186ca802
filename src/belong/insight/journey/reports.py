"""The ladder in the fixed form that programs read."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection

from belong.ground.kernel.public import day_of
from belong.ground.people.public import identity_labels
from belong.ground.segments.public import people_at
from belong.insight.journey.ladders import Understood, ladder_at
from belong.insight.journey.making import ANYTHING
from belong.insight.journey.queries.reading import AT, COUNTED, instant_of


def report_ladder(as_of: date | None = None, *, raw: bool = False, by_person: bool = False) -> dict[str, Any]:
    """How many people stand at each stage of the ladder in force at the end of the day (None: now); `by_person` lists
    everybody, sorted by identity.

    `raw`: what the evidence alone supports, without the rule of descent and without overrides, asked of the ledger
    itself and not of the stays. Who has several identities is listed once, under the one that people prints for them.
    The same state gives the same answer, to the byte.
    """
    at = instant_of(as_of)
    ladder = ladder_at(at)
    stages = _supported(ladder, at) if raw else _shown(ladder, at)
    counts = Counter(stages.values())
    report: dict[str, Any] = {
        "as_of": (as_of or day_of(at)).isoformat(),
        "ladder": ladder.card.key,
        "stages": [{"key": stage.key, "name": stage.name, "people": counts[stage.key]} for stage in ladder.card.stages],
    }
    if by_person:
        labels = identity_labels(stages)
        report["persons"] = sorted(
            ({"identity": labels[person], "stage": stage} for person, stage in stages.items()),
            key=lambda row: row["identity"],
        )
    return report


def _shown(ladder: Understood, at: datetime) -> Mapping[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(f"select s.person_id, s.stage from journey_stay s where {AT} and {COUNTED}", {"at": at})  # noqa: S608
        return {person: stage for person, stage in cursor.fetchall() if stage in ladder.keys}


def _supported(ladder: Understood, at: datetime) -> Mapping[int, str]:
    """The highest stage whose criterion and all lower ones hold, each found by its own set-based statement."""
    found: dict[int, str] = {}
    left = _counted(people_at(ANYTHING, at))
    for key, criterion in zip(ladder.keys, ladder.criteria, strict=True):
        left &= _counted(people_at(criterion, at))
        found.update(dict.fromkeys(left, key))
    return found


def _counted(people: tuple[str, list[object]]) -> set[int]:
    """Those of the people who count in figures."""
    sql, given = people
    parameters: list[Any] = list(given)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select p.id from people_person p join ({sql}) found on found.id = p.id where not p.is_staff",  # noqa: S608
            parameters,
        )
        return {person for (person,) in cursor.fetchall()}
