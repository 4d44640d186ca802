"""Belonging: what somebody is to the community beside their stage. The states are data, in `belonging.json`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from belong.ground.segments.public import Criterion, dump, parse, sentence
from belong.insight.journey.names import described, named

WRITTEN = Path(__file__).with_name("belonging.json")


@dataclass(frozen=True, slots=True)
class State:
    """A state of belonging. `rank` counts from 1; where several hold, the highest is shown."""

    key: str
    name: str
    about: str
    rank: int
    criterion: Criterion

    @property
    def sentence(self) -> str:
        return sentence(self.criterion)

    @property
    def written(self) -> Mapping[str, object]:
        return dump(self.criterion)


def belonging_states() -> tuple[State, ...]:
    """The states, the lowest first."""
    return _states(get_language() or "")


@cache
def _states(language: str) -> tuple[State, ...]:
    """`language` is the one that is spoken, in which names are said."""
    read = json.loads(WRITTEN.read_text())
    return tuple(
        State(each["key"], named(each["name"]), described(each["about"]), rank, parse(each["criterion"]))
        for rank, each in enumerate(read["states"], 1)
    )


@cache
def belonging_days() -> int:
    """Over how many days belonging looks back."""
    return int(json.loads(WRITTEN.read_text())["days"])


def state_of(key: str) -> State | None:
    return next((state for state in belonging_states() if state.key == key), None)
