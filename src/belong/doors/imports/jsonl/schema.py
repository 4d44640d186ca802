"""The schema of the format, and the check of one record against it: the published file is the only definition.

Only the words of JSON Schema that `archive.schema.json` uses are understood; any other one fails when it is read.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from belong.doors.imports.fields import Unreadable, instant_of, shown

SCHEMA: Mapping[str, Any] = json.loads((Path(__file__).parent / "archive.schema.json").read_text(encoding="utf-8"))
KINDS: tuple[str, ...] = tuple(SCHEMA["properties"]["record"]["enum"])

_UNDERSTOOD = {
    "$ref", "type", "description", "properties", "required", "additionalProperties", "const", "enum", "pattern",
    "format", "minLength", "maxLength", "minimum", "maximum", "items", "minItems", "maxItems",
}  # fmt: skip
_TYPES: Mapping[str, tuple[type, str]] = {
    "string": (str, "text"),
    "integer": (int, "a whole number"),
    "boolean": (bool, "true or false"),
    "array": (list, "a list"),
    "object": (dict, "an object"),
}


def must_fit(record: Mapping[str, Any], kind: str) -> None:
    """Raise `Unreadable`, naming the field, unless `record` is a record of `kind` as the schema has it."""
    _object(record, SCHEMA["$defs"][kind], "")


def _object(value: Mapping[str, Any], rule: Mapping[str, Any], path: str) -> None:
    for name in rule["required"]:
        if name not in value:
            raise Unreadable(f"{path}{name} is missing")
    for name, part in value.items():
        if name not in rule["properties"]:
            raise Unreadable(f"{path}{name[:40]} is no field of this record")
        _value(part, rule["properties"][name], f"{path}{name}")


def _value(value: object, rule: Mapping[str, Any], path: str) -> None:
    if "$ref" in rule:
        rule = SCHEMA["$defs"][rule["$ref"].removeprefix("#/$defs/")]
    if "const" in rule and (value != rule["const"] or isinstance(value, bool)):
        raise Unreadable(f"{path} is not {rule['const']!r}")
    if "enum" in rule and (value not in rule["enum"] or isinstance(value, bool)):
        raise Unreadable(f"{path} is none of {', '.join(map(str, rule['enum']))}")
    if "type" in rule:
        _typed(value, rule, path)


def _typed(value: object, rule: Mapping[str, Any], path: str) -> None:
    of, words = _TYPES[rule["type"]]
    if not isinstance(value, of) or (of is int and isinstance(value, bool)):
        raise Unreadable(f"{path} is not {words}")
    if isinstance(value, str):
        _text(value, rule, path)
    elif isinstance(value, int) and of is int:
        if not rule.get("minimum", value) <= value <= rule.get("maximum", value):
            raise Unreadable(f"{path} is out of range")
    elif isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
            raise Unreadable(f"{path} has {len(value)} entries")
        for place, entry in enumerate(value):
            _value(entry, rule["items"], f"{path}[{place}]")
    elif isinstance(value, dict):
        _object(value, rule, f"{path}.")


def _text(value: str, rule: Mapping[str, Any], path: str) -> None:
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Unreadable(f"{path} holds half a character")
    if len(value) < rule.get("minLength", 0) or (rule.get("minLength") and not value.strip()):
        raise Unreadable(f"{path} is empty")
    if len(value) > rule.get("maxLength", len(value)):
        raise Unreadable(f"{path} has {len(value)} characters, {rule['maxLength']} are the most")
    if "pattern" in rule and re.fullmatch(rule["pattern"], value) is None:
        raise Unreadable(f"{path} has not the form it needs: {shown(value)}")
    if rule.get("format") == "date-time":
        instant_of(value, path)


def _understood(rule: Mapping[str, Any]) -> None:
    if unknown := rule.keys() - _UNDERSTOOD:
        raise ValueError(f"archive.schema.json uses {', '.join(sorted(unknown))}")
    for part in (*rule.get("properties", {}).values(), *([rule["items"]] if "items" in rule else [])):
        _understood(part)


for _rule in SCHEMA["$defs"].values():
    _understood(_rule)
