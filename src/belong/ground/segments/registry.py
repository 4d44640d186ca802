"""The measures that are known: this room's own, and those that rooms above register when their app starts."""

from belong.ground.segments.measures.base import Measure
from belong.ground.segments.measures.count import Count
from belong.ground.segments.measures.helped import Helped
from belong.ground.segments.measures.helped_by import HelpedBy
from belong.ground.segments.measures.months import Months
from belong.ground.segments.measures.partners import Partners
from belong.ground.segments.measures.persons import Group, Identity, Permission, Role, Tag
from belong.ground.segments.measures.received import Received
from belong.ground.segments.measures.recency import Recency

RESERVED = frozenset({"all", "any", "not", "criterion"})

OWN: tuple[Measure, ...] = (
    Count(),
    Helped(),
    HelpedBy(),
    Months(),
    Recency(),
    Received(),
    Partners(),
    Permission(),
    Role(),
    Group(),
    Tag(),
    Identity(),
)

_measures: dict[str, Measure] = {measure.name: measure for measure in OWN}


def register_measure(measure: Measure) -> None:
    """Let criteria speak of `measure` from now on. A name is taken once; the same object may come again."""
    if not measure.name or measure.name in RESERVED:
        raise ValueError(f"{measure.name!r} is no name for a measure")
    if _measures.get(measure.name, measure) is not measure:
        raise ValueError(f"there is a measure {measure.name!r} already")
    names = [field.name for field in measure.fields]
    if "measure" in names or len(set(names)) != len(names):
        raise ValueError(f"the fields of {measure.name!r} cannot be told apart")
    _measures[measure.name] = measure


def measure_of(name: str) -> Measure:
    """The measure of this name; raises KeyError where none is registered."""
    return _measures[name]


def known_measures() -> tuple[str, ...]:
    """The names of all measures, in the order in which they came."""
    return tuple(_measures)
