"""Who has to do with a subject beside following it: rooms above say when they start."""

from collections.abc import Callable, Sequence
from typing import Any

from belong.ground.people.public import Actor

Dealt = Callable[[Actor, int], tuple[str, Sequence[Any]]]

_dealt: dict[str, Dealt] = {}


def register_interest(name: str, dealt: Dealt) -> None:
    """`dealt(actor, tag)` is a select of `person_id` with its parameters: who dealt with the subject, as far as the
    actor may read of it.
    """
    if name in _dealt:
        raise ValueError(f"{name} is registered twice")
    _dealt[name] = dealt


def interested(actor: Actor, tag: int) -> list[tuple[str, Sequence[Any]]]:
    """What every room says of the subject."""
    return [dealt(actor, tag) for dealt in _dealt.values()]
