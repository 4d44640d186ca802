"""The face of segments: one language for "who", for stages, badges, audiences, conditions and reports alike."""

from belong.ground.segments.asking import people_at
from belong.ground.segments.calendar import instant, moment
from belong.ground.segments.criterion import All, AnyOf, Criterion, CriterionError, Leaf, Not, dump, leaves
from belong.ground.segments.english import clause_sentence, sentence
from belong.ground.segments.explaining import Explanation, explain, explain_many, meets
from belong.ground.segments.fields import Choice, Field, Flag, Text, Whole, Words
from belong.ground.segments.forms import FieldCard, MeasureCard, measures
from belong.ground.segments.intervals import DAY, FOR_EVER, SINCE_EVER, Interval, both, holds, merged, outside
from belong.ground.segments.life import (
    Happened,
    NotRead,
    PersonEvidence,
    Reading,
    Selection,
    evidence_of,
    selection,
)
from belong.ground.segments.measures.base import ONE, PEOPLE, Measure, Who
from belong.ground.segments.measures.spans import OneOrKind, SpanMeasure
from belong.ground.segments.parsing import parse
from belong.ground.segments.reading import Reader, evidence
from belong.ground.segments.registry import known_measures, register_measure
from belong.ground.segments.schema import schema
from belong.ground.segments.sql import Sql
from belong.ground.segments.truth import Compiled, compiled, readings, truth

__all__ = [
    "DAY",
    "FOR_EVER",
    "ONE",
    "PEOPLE",
    "SINCE_EVER",
    "All",
    "AnyOf",
    "Choice",
    "Compiled",
    "Criterion",
    "CriterionError",
    "Explanation",
    "Field",
    "FieldCard",
    "Flag",
    "Happened",
    "Interval",
    "Leaf",
    "Measure",
    "MeasureCard",
    "Not",
    "NotRead",
    "OneOrKind",
    "PersonEvidence",
    "Reader",
    "Reading",
    "Selection",
    "SpanMeasure",
    "Sql",
    "Text",
    "Who",
    "Whole",
    "Words",
    "both",
    "clause_sentence",
    "compiled",
    "dump",
    "evidence",
    "evidence_of",
    "explain",
    "explain_many",
    "holds",
    "instant",
    "known_measures",
    "leaves",
    "measures",
    "meets",
    "merged",
    "moment",
    "outside",
    "parse",
    "people_at",
    "readings",
    "register_measure",
    "schema",
    "selection",
    "sentence",
    "truth",
]
