"""Criteria for forms: which measures there are, what each may be asked for, and which kinds of facts count for it."""

from dataclasses import dataclass
from typing import Literal

from belong.ground.segments.fields import Choice, Field, Flag, Whole, Words
from belong.ground.segments.registry import known_measures, measure_of
from belong.ground.segments.words import said

Input = Literal["whole", "flag", "choice", "words", "text"]


@dataclass(frozen=True, slots=True)
class FieldCard:
    """One thing that a measure may be asked for. `among` are the values to choose from, each with how it is said."""

    name: str
    input: Input
    required: bool
    about: str
    among: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureCard:
    name: str
    about: str
    fields: tuple[FieldCard, ...]


def measures() -> tuple[MeasureCard, ...]:
    """Every measure, in the order in which they came."""
    return tuple(
        MeasureCard(name, measure_of(name).about, tuple(_card(field) for field in measure_of(name).fields))
        for name in known_measures()
    )


def _card(field: Field) -> FieldCard:
    if isinstance(field, Words):
        among = tuple((word, said(word)) for word in (field.countable or field.among)())
        return FieldCard(field.name, "words", field.required, field.about, among)
    if isinstance(field, Choice):
        return FieldCard(field.name, "choice", field.required, field.about, tuple((each, each) for each in field.among))
    if isinstance(field, Flag):
        return FieldCard(field.name, "flag", field.required, field.about)
    return FieldCard(field.name, "whole" if isinstance(field, Whole) else "text", field.required, field.about)
