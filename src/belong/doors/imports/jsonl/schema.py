"""The schema of the format, and the check of one record against it: the published file is the only definition.

Only the words of JSON Schema that `archive.schema.json` uses are understood; any other one fails when it is read.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from belong.doors.imports.fields import Unreadable, instant_of, shown
from belong.ground.kernel.public import Told, told_lazy
from belong.ground.kernel.public import told as _

SCHEMA: Mapping[str, Any] = json.loads((Path(__file__).parent / "archive.schema.json").read_text(encoding="utf-8"))
KINDS: tuple[str, ...] = tuple(SCHEMA["properties"]["record"]["enum"])

_UNDERSTOOD = {
    "$ref", "type", "description", "properties", "required", "additionalProperties", "const", "enum", "pattern",
    "format", "minLength", "maxLength", "minimum", "maximum", "items", "minItems", "maxItems",
}  # fmt: skip
_TYPES: Mapping[str, tuple[type, Told]] = {
    "string": (str, told_lazy("%(field)s is not text")),
    "integer": (int, told_lazy("%(field)s is not a whole number")),
    "boolean": (bool, told_lazy("%(field)s is not true or false")),
    "array": (list, told_lazy("%(field)s is not a list")),
    "object": (dict, told_lazy("%(field)s is not an object")),
}


def must_fit(record: Mapping[str, Any], kind: str) -> None:
    """Raise `Unreadable`, naming the field, unless `record` is a record of `kind` as the schema has it."""
    _object(record, SCHEMA["$defs"][kind], "")


def _object(value: Mapping[str, Any], rule: Mapping[str, Any], path: str) -> None:
    for name in rule["required"]:
        if name not in value:
            raise Unreadable(_("%(field)s is missing") % {"field": f"{path}{name}"})
    for name, part in value.items():
        if name not in rule["properties"]:
            raise Unreadable(_("%(field)s is no field of this record") % {"field": f"{path}{name[:40]}"})
        _value(part, rule["properties"][name], f"{path}{name}")


def _value(value: object, rule: Mapping[str, Any], path: str) -> None:
    if "$ref" in rule:
        rule = SCHEMA["$defs"][rule["$ref"].removeprefix("#/$defs/")]
    if "const" in rule and (value != rule["const"] or isinstance(value, bool)):
        raise Unreadable(_("%(field)s is not %(value)s") % {"field": path, "value": repr(rule["const"])})
    if "enum" in rule and (value not in rule["enum"] or isinstance(value, bool)):
        among = ", ".join(map(str, rule["enum"]))
        raise Unreadable(_("%(field)s is none of %(list)s") % {"field": path, "list": among})
    if "type" in rule:
        _typed(value, rule, path)


def _typed(value: object, rule: Mapping[str, Any], path: str) -> None:
    of, otherwise = _TYPES[rule["type"]]
    if not isinstance(value, of) or (of is int and isinstance(value, bool)):
        raise Unreadable(otherwise % {"field": path})
    if isinstance(value, str):
        _text(value, rule, path)
    elif isinstance(value, int) and of is int:
        if not rule.get("minimum", value) <= value <= rule.get("maximum", value):
            raise Unreadable(_("%(field)s is out of range") % {"field": path})
    elif isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
            raise Unreadable(_("%(field)s has %(count)s entries") % {"field": path, "count": len(value)})
        for place, entry in enumerate(value):
            _value(entry, rule["items"], f"{path}[{place}]")
    elif isinstance(value, dict):
        _object(value, rule, f"{path}.")


def _text(value: str, rule: Mapping[str, Any], path: str) -> None:
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Unreadable(_("%(field)s holds half a character") % {"field": path})
    if len(value) < rule.get("minLength", 0) or (rule.get("minLength") and not value.strip()):
        raise Unreadable(_("%(field)s is empty") % {"field": path})
    if len(value) > rule.get("maxLength", len(value)):
        says = _("%(field)s has %(count)s characters, %(most)s are the most")
        raise Unreadable(says % {"field": path, "count": len(value), "most": rule["maxLength"]})
    if "pattern" in rule and re.fullmatch(rule["pattern"], value) is None:
        raise Unreadable(_("%(field)s has not the form it needs: %(what)s") % {"field": path, "what": shown(value)})
    if rule.get("format") == "date-time":
        instant_of(value, path)


def _understood(rule: Mapping[str, Any]) -> None:
    if unknown := rule.keys() - _UNDERSTOOD:
        raise ValueError(f"archive.schema.json uses {', '.join(sorted(unknown))}")
    for part in (*rule.get("properties", {}).values(), *([rule["items"]] if "items" in rule else [])):
        _understood(part)


for _rule in SCHEMA["$defs"].values():
    _understood(_rule)
