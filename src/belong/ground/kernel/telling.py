"""Sentences that are kept and read later, perhaps by somebody else and in another language.

What a task says while nobody listens is a `Told`: text like any other, which knows of which message and values it was
made. `kept_words` gives what is to be stored, `retold` the sentence in the language of whoever reads it then. Import
`told`, `told_many` and `told_lazy` in the place of gettext's own.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language, gettext, ngettext

SAYS, WITH, COUNT = "says", "with", "count"
BEGINNING = f'{{"{SAYS}": '

Kept = str | dict[str, Any]


class Told(str):
    """A sentence in the language that was spoken when it was made. Joined to other text it is text and nothing else."""

    __slots__ = ("forms", "number", "values")

    forms: tuple[str, ...]
    values: Mapping[str, Any]
    number: int | None

    def __new__(cls, *forms: str, values: Mapping[str, Any] | None = None, number: int | None = None) -> "Told":
        said = ngettext(forms[0], forms[1], number) if number is not None else gettext(forms[0]) if forms[0] else ""
        made = super().__new__(cls, said % values if values is not None else said)
        made.forms, made.values, made.number = forms, values or {}, number
        return made

    def __mod__(self, values: Any) -> "Told":
        return Told(*self.forms, values=values, number=self.number)

    def __str__(self) -> str:
        return self


def told(message: str) -> Told:
    """What `gettext` gives; its named values are put in by `%`. Rows of an import ask for the same few all the time."""
    return _told(message, get_language())


@lru_cache(maxsize=4096)
def _told(message: str, language: str | None) -> Told:
    return Told(message)


def told_many(singular: str, plural: str, number: int) -> Told:
    """What `ngettext` gives."""
    return Told(singular, plural, number=number)


told_lazy = lazy(told, Told)
"""What `gettext_lazy` gives, for modules; `str()` of it is `Told`."""


def kept_words(words: object) -> Kept:
    """What is to be stored of a sentence, for a field of JSON."""
    said = str(words)
    if not isinstance(said, Told):
        return said
    found: dict[str, Any] = {SAYS: said.forms[0] if len(said.forms) == 1 else list(said.forms)}
    if said.values:
        found[WITH] = {name: _value(value) for name, value in said.values.items()}
    if said.number is not None:
        found[COUNT] = said.number
    return found


def _value(value: object) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    return kept_words(value)


def retold(stored: object) -> str:
    """A stored sentence in the language that is spoken now; one that was stored as text is what it was."""
    if not isinstance(stored, Mapping):
        return str(stored)
    forms = stored[SAYS]
    values = {
        name: retold(value) if isinstance(value, Mapping) else value for name, value in stored.get(WITH, {}).items()
    }
    return Told(*([forms] if isinstance(forms, str) else forms), values=values or None, number=stored.get(COUNT))


def kept_text(words: object) -> str:
    """What is to be stored of a sentence, for a field of text."""
    found = kept_words(words)
    if isinstance(found, str) and not found.startswith(BEGINNING):
        return found
    # what a server said may look as if it were kept by us
    return json.dumps({SAYS: found} if isinstance(found, str) else found, ensure_ascii=False)


def retold_text(stored: str) -> str:
    """A sentence that was stored by `kept_text`, or as plain text."""
    return retold(json.loads(stored)) if stored.startswith(BEGINNING) else stored
