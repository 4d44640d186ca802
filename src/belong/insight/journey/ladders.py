"""Ladders in force: the rows that hosts chose, understood."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language

from belong.ground.kernel.public import prepared_cursor
from belong.ground.segments.public import SINCE_EVER, Criterion, dump, instant, parse, sentence
from belong.insight.journey.cards import LadderCard, StageCard
from belong.insight.journey.names import named


@dataclass(frozen=True, slots=True)
class Understood:
    """A ladder in force later than `after`, with its criteria as segments understands them, lowest stage first."""

    card: LadderCard
    after: int
    keys: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    fact: int | None


def in_force() -> tuple[Understood, ...]:
    """Every ladder that was ever chosen, the first one first. One query; the same object until one is chosen."""
    with prepared_cursor() as cursor:
        cursor.execute(
            "select id, key, name, descend, from_at, fact, stages::text from journey_ladder"
            " order by from_at nulls first"
        )
        return _all_understood(tuple(cursor.fetchall()), get_language() or "")


def ladder_at(at: datetime) -> Understood:
    """The ladder in force at the instant `at`; the first one holds since ever."""
    return [each for each in in_force() if each.card.from_at is None or each.card.from_at < at][-1]


@lru_cache(maxsize=32)
def _all_understood(rows: tuple[tuple[Any, ...], ...], language: str) -> tuple[Understood, ...]:
    """Every fact that is folded asks again; names and sentences are said in the language that is spoken."""
    return tuple(_understood(language, *row) for row in rows)


def _understood(
    language: str,
    ladder: int,
    key: str,
    name: str,
    descend: str,
    from_at: datetime | None,
    fact: int | None,
    stages: str,
) -> Understood:
    known = _stages(stages, language)
    card = LadderCard(ladder, key, named(name), descend, from_at, tuple(stage for stage, _ in known))
    return Understood(
        card,
        SINCE_EVER if from_at is None else instant(from_at),
        tuple(stage.key for stage in card.stages),
        tuple(criterion for _, criterion in known),
        fact,
    )


@lru_cache(maxsize=64)
def _stages(text: str, language: str) -> tuple[tuple[StageCard, Criterion], ...]:
    """Understanding a criterion costs more than reading it."""
    found = []
    for rank, stage in enumerate(json.loads(text), 1):
        criterion = parse(stage["criterion"])
        found.append(
            (StageCard(stage["key"], named(stage["name"]), rank, sentence(criterion), dump(criterion)), criterion)
        )
    return tuple(found)
