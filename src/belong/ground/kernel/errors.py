"""The three ways in which a call of a room says no. Doors turn them into answers; rooms never know of doors."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class NotFound(Exception):
    """What was asked for does not exist for this actor, whether or not it exists for others."""


class Refused(Exception):
    """The actor may see the thing but may not do this with it; the message is the reason, in words for the actor."""

    def __init__(self, reason: "StrOrPromise") -> None:
        self.reason = str(reason)
        super().__init__(self.reason)


class Invalid(Exception):
    """What was given cannot be taken: `errors` maps each field's name to one sentence."""

    def __init__(self, errors: "Mapping[str, StrOrPromise]") -> None:
        self.errors = {field: str(says) for field, says in errors.items()}
        super().__init__("; ".join(f"{field}: {says}" for field, says in self.errors.items()))
