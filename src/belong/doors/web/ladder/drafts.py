"""A ladder while it is being written: what a form holds, from the fields of a request and to what journey takes."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from belong.ground.segments.public import CriterionError, FieldCard, MeasureCard, measures, parse, sentence

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_STAGES, MOST_CLAUSES = 12, 20
"""How many the form shows; a ladder of more clauses is written as a file and chosen by the command line."""

DEPTH = 3
"""How deep the form nests: a step's clauses, those of a combination, those of a combination inside it."""

LABELS: "dict[str, StrOrPromise]" = {
    "kinds": _("Which acts (words, with commas; empty: any)"),
    "contributions": _("Only contributions"),
    "at_least": _("At least"),
    "days": _("In the last days (empty: ever)"),
    "at_most": _("At most so many days ago"),
    "channel": _("Channel"),
    "purpose": _("Purpose (may be empty)"),
    "role": _("Role"),
    "id": _("Number"),
    "kind": _("Kind of group"),
    "source": _("Source"),
}
"""What the fields of measures are called in the form."""

PLACE = re.compile(r"stages\[(\d+)\](?:\.criterion(?:\.|$))?(.*)")
PART = re.compile(r"(?:(not)|(all|any)\[(\d+)\])(?:\.|$)")
NOT_A_KEY = re.compile(r"[^a-z0-9]+")


@dataclass
class Clause:
    """One clause: a measure with what was typed into its fields, or (`raw`) what is too deep for the form, kept as it
    is."""

    measure: str = "count"
    negated: bool = False
    typed: dict[str, str] = field(default_factory=dict)
    raw: str = ""
    wrong: str = ""

    @property
    def about(self) -> MeasureCard | None:
        return next((card for card in measures() if card.name == self.measure), None)

    @property
    def says(self) -> str:
        """Who meets it, where it is a criterion already."""
        return _sentence(self.data())

    def data(self) -> object:
        """The clause as a criterion; what cannot be read stays as it was typed, so that segments names it."""
        if self.raw:
            return json.loads(self.raw)
        found: dict[str, object] = {"measure": self.measure}
        for each in self.about.fields if self.about is not None else ():
            value = _value(each, self.typed.get(each.name, "").strip())
            if value is not None:
                found[each.name] = value
        return {"not": found} if self.negated else found


@dataclass
class Group:
    """A combination: clauses of which all or any have to be met; `negated`: that is not so."""

    join: str = "any"
    negated: bool = False
    clauses: list["Clause | Group"] = field(default_factory=list)
    wrong: str = ""

    @property
    def says(self) -> str:
        return _sentence(self.data())

    def data(self) -> object:
        found = {self.join: [clause.data() for clause in self.clauses]}
        return {"not": found} if self.negated else found


@dataclass
class Step:
    """A stage: its clauses, of which all or any have to be met."""

    key: str = ""
    name: str = ""
    join: str = "all"
    clauses: list[Clause | Group] = field(default_factory=list)
    wrong: str = ""

    @property
    def says(self) -> str:
        return _sentence(self.data())

    def data(self) -> object:
        if len(self.clauses) == 1:
            return self.clauses[0].data()
        return {self.join: [clause.data() for clause in self.clauses]}


@dataclass
class Draft:
    """The whole ladder, the lowest step first."""

    key: str = "ours"
    name: str = ""
    descend: str = "quarter"
    steps: list[Step] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)
    """What is wrong with the ladder itself, by field."""

    @property
    def is_wrong(self) -> bool:
        return bool(self.wrong) or any(self.problems())

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong, each with the id of the field that it stands at, from top to bottom."""
        for name, says in self.wrong.items():
            yield (name if name in ("name", "descend") else "name"), says
        for place, step in enumerate(self.steps):
            if step.wrong:
                yield f"s{place}-name", f"{step.name}: {step.wrong}" if step.name.strip() else step.wrong
            named = f"{step.name}: " if step.name.strip() else ""
            yield from ((where, f"{named}{says}") for where, says in _wrong_inside(step.clauses, f"s{place}-"))

    def ladder(self) -> dict[str, Any]:
        """What `choose_ladder` and `try_ladder` take."""
        self._name_steps()
        stages = [{"key": step.key, "name": step.name, "criterion": step.data()} for step in self.steps]
        return {"key": self.key, "name": self.name, "descend": self.descend, "stages": stages}

    def _name_steps(self) -> None:
        """New steps get a key from their name, one that no other step has."""
        taken = {step.key for step in self.steps if step.key}
        for step in self.steps:
            if not step.key:
                base = (NOT_A_KEY.sub("_", step.name.lower()).strip("_")[:30] or "step").lstrip("0123456789_") or "step"
                step.key = next(
                    key for number in range(1, 100) if (key := base if number == 1 else f"{base}_{number}") not in taken
                )
                taken.add(step.key)

    def blame(self, errors: Mapping[str, str]) -> None:
        """Put what journey found wrong where it belongs."""
        for where, says in errors.items():
            match = PLACE.fullmatch(where)
            if match is None or int(match[1]) >= len(self.steps):
                self.wrong[where] = says
                continue
            _blame_step(self.steps[int(match[1])], match[2], ".criterion" in where, says)


def _wrong_inside(clauses: Sequence[Clause | Group], own: str) -> Iterator[tuple[str, str]]:
    for number, clause in enumerate(clauses):
        here = f"{own}c{number}-"
        if clause.wrong:
            yield f"{here}join" if isinstance(clause, Group) else f"{here}measure", clause.wrong
        if isinstance(clause, Group):
            yield from _wrong_inside(clause.clauses, here)


def _blame_step(step: Step, way: str, in_criterion: bool, says: str) -> None:
    """Go down the way that segments names as far as the form goes, and say there what is wrong."""
    blamed: Step | Clause | Group = step
    if in_criterion and len(step.clauses) == 1:
        blamed = step.clauses[0]
    while match := PART.match(way):
        if match[1]:
            inside: Clause | Group | None = blamed if not isinstance(blamed, Step) and blamed.negated else None
        elif isinstance(blamed, Clause) or int(match[3]) >= len(blamed.clauses):
            inside = None
        else:
            inside = blamed.clauses[int(match[3])]
        if inside is None:
            break
        blamed, way = inside, way[match.end() :]
    named = way.strip(".")
    label, _bracket, _more = named.partition("[")
    blamed.wrong = f"{LABELS.get(label, named)}: {says}" if named not in {"", "name", "key", "all", "any"} else says


def draft_of(key: str, name: str, descend: str, stages: Sequence[Mapping[str, Any]]) -> Draft:
    """A ladder that is there already, to be changed."""
    return Draft(key, name, descend, [_step(stage["key"], stage["name"], stage["criterion"]) for stage in stages])


def _step(key: str, name: str, criterion: Mapping[str, Any]) -> Step:
    for join in ("all", "any"):
        if join in criterion:
            return Step(key, name, join, [_clause(each) for each in criterion[join]])
    return Step(key, name, "all", [_clause(criterion)])


def _clause(data: Mapping[str, Any], depth: int = 1) -> Clause | Group:
    """A clause of a criterion as the form has it; `depth` counts the combinations that it stands in."""
    inner, negated = (data["not"], True) if "not" in data else (data, False)
    join = next((word for word in ("all", "any") if word in inner), None)
    if join is not None and depth < DEPTH:
        return Group(join, negated, [_clause(each, depth + 1) for each in inner[join]])
    if "measure" not in inner:
        return Clause(raw=json.dumps(data))
    typed = {
        name: ", ".join(value) if isinstance(value, list) else "on" if value is True else str(value)
        for name, value in inner.items()
        if name != "measure"
    }
    return Clause(inner["measure"], negated, typed)


def draft_from(sent: Mapping[str, str]) -> Draft:
    """What a form sent."""
    draft = Draft(sent.get("key", ""), sent.get("name", ""), sent.get("descend", ""))
    for place in range(_count(sent.get("steps"), MOST_STAGES)):
        own = f"s{place}-"
        step = Step(
            sent.get(f"{own}key", ""), sent.get(f"{own}name", ""), "any" if sent.get(f"{own}join") == "any" else "all"
        )
        step.clauses = _sent_clauses(sent, own, 1)
        draft.steps.append(step)
    return draft


def _sent_clauses(sent: Mapping[str, str], own: str, depth: int) -> list[Clause | Group]:
    return [
        _sent_clause(sent, f"{own}c{number}-", depth)
        for number in range(_count(sent.get(f"{own}clauses"), MOST_CLAUSES))
    ]


def _sent_clause(sent: Mapping[str, str], own: str, depth: int) -> Clause | Group:
    negated = bool(sent.get(f"{own}not"))
    if f"{own}clauses" in sent and depth < DEPTH:
        join = "all" if sent.get(f"{own}join") == "all" else "any"
        return Group(join, negated, _sent_clauses(sent, own, depth + 1))
    raw = sent.get(f"{own}raw", "")
    try:
        json.loads(raw or "{}")
    except (ValueError, RecursionError):
        raw = ""
    typed = {name: sent[f"{own}{name}"] for name in _field_names() if f"{own}{name}" in sent}
    return Clause(sent.get(f"{own}measure", ""), negated, typed, raw)


@cache
def _field_names() -> frozenset[str]:
    return frozenset(each.name for card in measures() for each in card.fields)


def _count(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isascii() and text.isdigit() and len(text) < 4 else 0


def _value(card: FieldCard, text: str) -> object | None:
    """What was typed into a field; None where nothing was."""
    if card.input == "flag":
        return True if text else None
    if not text:
        return None
    if card.input == "whole":
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else text
    if card.input == "words":
        return [word for word in re.split(r"[\s,]+", text) if word]
    return text


def _sentence(data: object) -> str:
    try:
        return sentence(parse(data))
    except CriterionError:
        return ""
