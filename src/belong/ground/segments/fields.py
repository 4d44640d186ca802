"""What a measure may be asked for: each field reads its value and says the same in JSON schema."""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from belong.ground.segments.criterion import CriterionError, Value

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WORD = r"^[a-z][a-z0-9_-]*$(?!\n)"
LONGEST_WINDOW = 36_500
LARGEST_NUMBER = 1_000_000
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, kw_only=True)
class Field(ABC):
    """One field of a measure."""

    name: str
    required: bool = False
    about: str = ""

    @abstractmethod
    def read(self, value: object, path: str) -> Value | None:
        """The value in its normal form; None where it says no more than leaving the field out."""

    @abstractmethod
    def shape(self) -> dict[str, object]:
        """The values that `read` takes, in JSON schema."""

    def schema(self) -> dict[str, object]:
        return {**self.shape(), "description": self.about} if self.about else self.shape()


@dataclass(frozen=True, kw_only=True)
class Whole(Field):
    """A whole number."""

    least: int = 1
    most: int = LARGEST_NUMBER

    def read(self, value: object, path: str) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or value < self.least:
            says = _("must be a whole number of at least %(least)s, got %(value)s")
            raise CriterionError(path, says % {"least": self.least, "value": shown(value)})
        if value > self.most:
            says = _("must be at most %(most)s, got %(value)s")
            raise CriterionError(path, says % {"most": self.most, "value": shown(value)})
        return value

    def shape(self) -> dict[str, object]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    """True or false; false says no more than leaving it out."""

    def read(self, value: object, path: str) -> bool | None:
        if not isinstance(value, bool):
            raise CriterionError(path, _("must be true or false, got %(value)s") % {"value": shown(value)})
        return value or None

    def shape(self) -> dict[str, object]:
        return {"type": "boolean"}


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """A word of a certain form."""

    pattern: str = WORD
    longest: int = 40
    example: str

    def read(self, value: object, path: str) -> str:
        if not isinstance(value, str) or len(value) > self.longest or not re.search(self.pattern, value):
            says = _("must be a word such as %(example)s, got %(value)s")
            raise CriterionError(path, says % {"example": shown(self.example), "value": shown(value)})
        return value

    def shape(self) -> dict[str, object]:
        return {"type": "string", "pattern": self.pattern, "maxLength": self.longest}


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of a few words."""

    among: Sequence[str]

    def read(self, value: object, path: str) -> str:
        if not isinstance(value, str) or value not in self.among:
            says = _("must be one of %(list)s; got %(value)s")
            raise CriterionError(path, says % {"list": ", ".join(self.among), "value": shown(value)})
        return value

    def shape(self) -> dict[str, object]:
        return {"type": "string", "enum": list(self.among)}


@dataclass(frozen=True, kw_only=True)
class Words(Field):
    """Kinds of facts by their words; left out, it means every kind. At least one must be of those that can count."""

    among: Callable[[], Sequence[str]]
    countable: Callable[[], Sequence[str]] | None = None
    none_counts: "StrOrPromise" = ""

    def read(self, value: object, path: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not value:
            says = _("must be a list of at least one kind of fact, got %(value)s")
            raise CriterionError(path, says % {"value": shown(value)})
        known = self.among()
        for place, word in enumerate(value):
            if not isinstance(word, str) or word not in known:
                says = _("%(value)s is no kind of fact; known: %(list)s")
                raise CriterionError(f"{path}[{place}]", says % {"value": shown(word), "list": ", ".join(known)})
            if word in value[:place]:
                raise CriterionError(f"{path}[{place}]", _("%(value)s stands there twice") % {"value": shown(word)})
        if self.countable is not None and not set(value) & set(self.countable()):
            raise CriterionError(path, self.none_counts % {"list": ", ".join(self.countable())})
        return tuple(value)

    def shape(self) -> dict[str, object]:
        found: dict[str, object] = {
            "type": "array",
            "items": {"enum": list(self.among())},
            "minItems": 1,
            "uniqueItems": True,
        }
        if self.countable is not None:
            found["contains"] = {"enum": list(self.countable())}
        return found


def shown(value: object) -> str:
    """The value as it was given, short enough for a message."""
    if isinstance(value, list | tuple):
        return _("a list") if value else _("an empty list")
    if isinstance(value, dict):
        return _("an object")
    if value is None or isinstance(value, str | bool | int | float):
        text = json.dumps(value, ensure_ascii=False)
        return text if len(text) <= 60 else f"{text[:57]}..."
    return type(value).__name__
