"""Ladders to begin with, as data: one file each in `ladders_to_choose/`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from belong.insight.journey.names import described, named

FOLDER = Path(__file__).with_name("ladders_to_choose")


@dataclass(frozen=True, slots=True)
class PresetCard:
    """A ladder that hosts may choose, or change first; `stages` are what `choose_ladder` takes."""

    key: str
    name: str
    about: str
    descend: str
    stages: tuple[Mapping[str, Any], ...]


def presets() -> tuple[PresetCard, ...]:
    """The ladders that come with Belong, in the order of their files."""
    return _presets(get_language() or "")


def kept_name(key: str, name: str) -> str:
    """A name as it is stored. One of ours, said in the language that is spoken, is stored as its file has it, so that
    everybody goes on reading it in their own; what somebody wrote stays."""
    return next((ours for one, ours in _named() if one == key and named(ours) == name), name)


@cache
def _named() -> tuple[tuple[str, str], ...]:
    """Keys and names of all these ladders and their stages, as the files have them."""
    return tuple((one["key"], one["name"]) for each in _written() for one in (each, *each["stages"]))


@cache
def _written() -> tuple[Mapping[str, Any], ...]:
    return tuple(json.loads(file.read_text()) for file in sorted(FOLDER.glob("*.json")))


@cache
def _presets(language: str) -> tuple[PresetCard, ...]:
    """`language` is the one that is spoken, in which names are said."""
    return tuple(
        PresetCard(
            each["key"],
            named(each["name"]),
            described(each["about"]),
            each["descend"],
            tuple({**stage, "name": named(stage["name"])} for stage in each["stages"]),
        )
        for each in _written()
    )
