"""What stands in groups: rooms above that keep something in them say so when they start."""

from collections.abc import Callable

Holds = Callable[[int], bool]

_holds: dict[str, Holds] = {}


def register_contents(name: str, holds: Holds) -> None:
    """`holds(group)`: whether anything of the room stands in the group, whoever may see it."""
    if name in _holds:
        raise ValueError(f"{name} is registered twice")
    _holds[name] = holds


def has_contents(group: int) -> bool:
    return any(holds(group) for holds in _holds.values())
