"""Whether what hosts wrote is a ladder: every fault is named with its place."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from belong.ground.kernel.public import Invalid
from belong.ground.segments.public import CriterionError, Leaf, dump, parse
from belong.insight.journey.models import KEY_LENGTH, NAME_LENGTH
from belong.insight.journey.rules import DESCENTS

KEY = re.compile(r"[a-z][a-z0-9_]*")
MOST_STAGES = 12
MADE_OF_STAGES = frozenset({"stage", "plan"})
"""Measures of rooms above that ask where somebody stands: a ladder made of them would stand on itself."""


def checked(key: str, name: str, stages: Sequence[Mapping[str, Any]], descend: str) -> list[dict[str, Any]]:
    """The stages in their normal form. Raises `Invalid` with the field, for a criterion with the clause:
    `stages[2].criterion.all[0].at_least`."""
    errors: dict[str, str] = {}
    _check_key(errors, "key", key)
    _check_name(errors, "name", name)
    if descend not in DESCENTS:
        errors["descend"] = _("must be one of %(words)s") % {"words": ", ".join(DESCENTS)}
    if not 1 <= len(stages) <= MOST_STAGES:
        errors["stages"] = _("must be at least 1 and at most %(most)s stages") % {"most": MOST_STAGES}
    found: list[dict[str, Any]] = []
    for place, stage in enumerate(stages):
        where = f"stages[{place}]"
        _check_key(errors, f"{where}.key", stage.get("key"))
        _check_name(errors, f"{where}.name", stage.get("name"))
        if stage.get("key") in [each["key"] for each in found]:
            errors[f"{where}.key"] = _("%(stage)s stands there twice") % {"stage": stage["key"]}
        if unknown := set(stage) - {"key", "name", "criterion"}:
            errors[where] = _("has no field %(names)s") % {"names": ", ".join(sorted(unknown))}
        try:
            criterion = dump(parse(stage.get("criterion"), refuse=_refused))
        except CriterionError as wrong:
            errors[f"{where}.criterion" + (f".{wrong.path}" if wrong.path else "")] = wrong.message
            continue
        found.append({"key": stage.get("key"), "name": str(stage.get("name", "")).strip(), "criterion": criterion})
    if errors:
        raise Invalid(errors)
    return found


def _refused(leaf: Leaf) -> str | None:
    return (
        _("%(measure)s may not stand in a ladder, whose stages it asks") % {"measure": leaf.measure}
        if leaf.measure in MADE_OF_STAGES
        else None
    )


def _check_key(errors: dict[str, str], field: str, key: object) -> None:
    if not isinstance(key, str) or len(key) > KEY_LENGTH or not KEY.fullmatch(key):
        errors[field] = _("must be a word of small letters, digits and _, at most %(most)s long") % {"most": KEY_LENGTH}


def _check_name(errors: dict[str, str], field: str, name: object) -> None:
    if not isinstance(name, str) or not name.strip() or len(name.strip()) > NAME_LENGTH or "\x00" in name:
        errors[field] = _("must be a name of at most %(most)s characters") % {"most": NAME_LENGTH}
