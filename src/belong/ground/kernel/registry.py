"""What rooms tell each other without knowing each other: every room registers here when its app starts.

A ref is `"room.kind:ID"`, the form of a fact's `about`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Card:
    """How one thing of any room is shown in a list: what it is called, where it is, how it begins."""

    ref: str
    title: str
    url: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one check of the doctor found; `remedy` says what to do where it is not ok."""

    ok: bool
    says: str
    remedy: str = ""


CardMaker = Callable[[Any, Sequence[int]], Mapping[int, Card]]
Eraser = Callable[[int], None]
Exporter = Callable[[int], Mapping[str, object]]
Merger = Callable[[int, int], None]
Check = Callable[[], Verdict]

_cards: dict[str, CardMaker] = {}
_erasers: dict[str, tuple[tuple[str, ...], Eraser]] = {}
_exporters: dict[str, Exporter] = {}
_holds: "dict[str, StrOrPromise]" = {}
_mergers: dict[str, Merger] = {}
_checks: dict[str, Check] = {}


def register_cards(kind: str, maker: CardMaker) -> None:
    """`maker(actor, ids)` gives the cards of those things of `kind` that the actor may see, in one query."""
    _once(_cards, kind, maker)


def register_eraser(name: str, eraser: Eraser, *, tables: Sequence[str]) -> None:
    """`eraser(person)` empties what `tables` hold about a person; every table that holds a person or prose has one."""
    _once(_erasers, name, (tuple(tables), eraser))


def register_exporter(name: str, exporter: Exporter, *, holds: "StrOrPromise") -> None:
    """`exporter(person)` gives what the room keeps about a person, as plain data; `holds` tells them what that is."""
    _once(_exporters, name, exporter)
    _holds[name] = holds


def register_merger(name: str, merger: Merger) -> None:
    """`merger(person, canonical)` brings the room up to date after two persons became one."""
    _once(_mergers, name, merger)


def register_doctor(name: str, check: Check) -> None:
    """`check()` tells whether the room is well; it neither changes anything nor raises."""
    _once(_checks, name, check)


def _once(registry: dict[str, Any], name: str, entry: object) -> None:
    if name in registry:
        raise ValueError(f"{name} is registered twice")
    registry[name] = entry


def cards(actor: object, refs: Iterable[str]) -> dict[str, Card]:
    """The cards of those of `refs` that `actor` may see, one call per kind; unknown and hidden ones are left out."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for ref in dict.fromkeys(refs):
        kind, _, number = ref.partition(":")
        if kind in _cards and number.isdecimal():
            wanted[kind].append(int(number))
    return {
        f"{kind}:{number}": card
        for kind, numbers in wanted.items()
        for number, card in _cards[kind](actor, numbers).items()
    }


def erasers() -> Mapping[str, tuple[tuple[str, ...], Eraser]]:
    """All erasers by name, each with the tables it answers for: highest rooms first, while what they hang on stands."""
    return dict(reversed(_erasers.items()))


def exporters() -> Mapping[str, Exporter]:
    """All exporters by name."""
    return dict(_exporters)


def what_exporters_hold() -> Mapping[str, str]:
    """What each exporter gives, in a sentence for the person, in the language that is spoken."""
    return {name: str(says) for name, says in _holds.items()}


def mergers() -> Mapping[str, Merger]:
    """All mergers by name."""
    return dict(_mergers)


def verdicts() -> Mapping[str, Verdict]:
    """What every check of the doctor finds now, by name; one that cannot look is a finding too."""
    return {name: _looked(check) for name, check in sorted(_checks.items())}


def _looked(check: Check) -> Verdict:
    try:
        return check()
    except Exception as failed:
        said = (str(failed).strip() or repr(failed)).splitlines()[0]
        return Verdict(False, gettext("Could not look: %(said)s") % {"said": said}, gettext("See the log."))


def doctor_checks() -> Mapping[str, Check]:
    """All checks of the doctor by name, in the order in which rooms registered them."""
    return dict(_checks)
