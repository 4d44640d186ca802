"""JSON schema of criteria, made from the measures, so that it cannot say another thing than the parser."""

import json
from pathlib import Path

from belong.ground.segments.measures.base import Measure
from belong.ground.segments.parsing import DEEPEST, MOST_CLAUSES, MOST_LEAVES
from belong.ground.segments.registry import OWN, known_measures, measure_of

PUBLISHED = Path(__file__).with_name("criterion.schema.json")
"""The schema of this room's own measures, for programs; `schema()` has also those that rooms above registered."""


def schema() -> dict[str, object]:
    """JSON schema of all criteria that `parse` takes now."""
    return _schema([measure_of(name) for name in known_measures()])


def published() -> str:
    """What the published file has to hold."""
    return json.dumps(_schema(list(OWN)), indent=2, ensure_ascii=False) + "\n"


def publish() -> None:
    """Write the published file anew: after a measure, a field or a kind of fact has changed."""
    PUBLISHED.write_text(published())


def _schema(measures: list[Measure]) -> dict[str, object]:
    clause: dict[str, object] = {"$ref": "#/$defs/criterion"}
    clauses = {"type": "array", "items": clause, "minItems": 1, "maxItems": MOST_CLAUSES}
    forms = [
        _form("all", "Every clause is met.", clauses),
        _form("any", "At least one clause is met.", clauses),
        _form("not", "The clause is not met.", clause),
        *({"$ref": f"#/$defs/{measure.name}"} for measure in measures),
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Criterion",
        "description": (
            "Who: the people that meet it, at any instant. What a schema cannot say: at most "
            f"{DEEPEST} levels, and at most {MOST_LEAVES} measures in all."
        ),
        "$ref": "#/$defs/criterion",
        "$defs": {"criterion": {"oneOf": forms}, **{measure.name: _measure(measure) for measure in measures}},
    }


def _form(key: str, about: str, inside: dict[str, object]) -> dict[str, object]:
    return {
        "type": "object",
        "description": about,
        "properties": {key: inside},
        "required": [key],
        "additionalProperties": False,
    }


def _measure(measure: Measure) -> dict[str, object]:
    return {
        "type": "object",
        "description": measure.about,
        "properties": {
            "measure": {"const": measure.name},
            **{field.name: field.schema() for field in measure.fields},
        },
        "required": ["measure", *(field.name for field in measure.fields if field.required)],
        "additionalProperties": False,
        **measure.rules(),
    }
