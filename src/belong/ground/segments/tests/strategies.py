"""Criteria and lives for property tests: few words and few people, and instants where something can change."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from belong.ground.segments.tests.naive import ACKNOWLEDGEMENTS, BEGINNINGS, CONTRIBUTIONS

DAY = 86_400_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ZONES = ["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kolkata"]
WORDS = ["asked", "answered", "replied", "shared", "reviewed", "accepted", "thanked", "voted", "joined"]

zones = st.sampled_from(ZONES)
days = st.sampled_from([1, 30, 31, 90, 365])
windows = st.none() | days
at_least = st.sampled_from([1, 1, 2, 2, 3])


def kinds(*, among: set[str] | None = None) -> st.SearchStrategy[list[str]]:
    """Some words; where `among` is given, at least one of those."""
    some = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True)
    return some if among is None else some.filter(lambda chosen: bool(set(chosen) & among))


def leaf(measure: str, **values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A leaf; what comes out as None is left out."""
    return st.fixed_dictionaries(values).map(
        lambda chosen: {"measure": measure, **{key: value for key, value in chosen.items() if value is not None}}
    )


def own_acts(measure: str, **values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    plain = leaf(measure, kinds=st.none() | kinds(), contributions=st.sampled_from([None, False]), **values)
    given_ = leaf(measure, kinds=st.none() | kinds(among=CONTRIBUTIONS), contributions=st.just(True), **values)
    return plain | given_


of_measure: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "count": own_acts("count", at_least=at_least, days=windows),
    "months": own_acts("months", at_least=at_least, days=windows),
    "recency": own_acts("recency", at_most=days),
    "helped_by": leaf("helped_by", kinds=st.none() | kinds(among=CONTRIBUTIONS), at_least=at_least, days=windows),
    "helped": leaf("helped", kinds=st.none() | kinds(among=CONTRIBUTIONS), at_least=at_least, days=windows),
    "received": leaf("received", kinds=st.none() | kinds(among=ACKNOWLEDGEMENTS), at_least=at_least, days=windows),
    "partners": leaf("partners", kinds=st.none() | kinds(among=BEGINNINGS), at_least=at_least, days=windows),
}
fact_leaves = st.one_of(*of_measure.values())

span_leaves = st.one_of(
    leaf("permission", channel=st.sampled_from(["mail", "phone"]), purpose=st.sampled_from([None, "news"])),
    leaf("role", role=st.sampled_from(["host", "mentor"])),
    leaf("group", id=st.sampled_from([None, 7001, 7002])),
    leaf("group", kind=st.sampled_from(["practice", "chapter"])),
    leaf("tag", id=st.sampled_from([8001, 8002])),
    leaf("identity", source=st.sampled_from(["mail", "stackexchange:beer"])),
)


def criteria(leaves: st.SearchStrategy[dict[str, Any]], depth: int = 3) -> st.SearchStrategy[dict[str, Any]]:
    """Criteria of at most `depth` levels of combination above the leaves."""
    if not depth:
        return leaves
    inside = criteria(leaves, depth - 1)
    clauses = st.lists(inside, min_size=1, max_size=3)
    return st.one_of(
        leaves,
        clauses.map(lambda them: {"all": them}),
        clauses.map(lambda them: {"any": them}),
        inside.map(lambda it: {"not": it}),
    )


def micros(at: datetime) -> int:
    since = at - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def edges(zone: str) -> list[int]:
    """The starts of some months in the zone, quarters among them, St. John's double midnight too."""
    starts = [(2009, 10), (2009, 11), (2015, 12), (2016, 1), (2016, 2), (2016, 3), (2016, 4), (2016, 7), (2017, 1)]
    return [micros(datetime(year, month, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)) for year, month in starts]


NEAR = [-3_600_000_000, -60_000_000, -1, 0, 1, 30_000_000, 3_600_000_000, DAY, 17 * DAY]
AFTER = [1, DAY, 29 * DAY, 30 * DAY, 31 * DAY, 365 * DAY - 1, 365 * DAY, 365 * DAY + 1]


@st.composite
def times(draw: st.DrawFn, zone: str, most: int = 15) -> list[int]:
    """Instants near one or two edges of months that follow each other, and at windows' lengths from one another."""
    around = edges(zone)
    first = draw(st.integers(0, len(around) - 2))
    bases = st.sampled_from(around[first : first + 2])
    found: list[int] = []
    for _ in range(draw(st.integers(most // 3, most))):
        if found and draw(st.integers(0, 3)) == 0:
            found.append(draw(st.sampled_from(found)) + draw(st.sampled_from([0, *AFTER])))
        else:
            found.append(draw(bases) + draw(st.sampled_from(NEAR)))
    return found


def lengths(criterion: dict[str, Any]) -> set[int]:
    """The windows that the criterion names, in days."""
    if "measure" in criterion:
        return {criterion[key] for key in ("days", "at_most") if key in criterion}
    inside = [criterion["not"]] if "not" in criterion else criterion.get("all") or criterion["any"]
    return {days for clause in inside for days in lengths(clause)}


def moments(zone: str, happened: Sequence[int], criterion: dict[str, Any]) -> st.SearchStrategy[int]:
    """Instants to ask about: on a fact, on the end of a window after it, a microsecond to each side; some on edges."""
    turning = [at + days * DAY for at in happened for days in (0, *lengths(criterion))]
    near = st.sampled_from([-1, 0, 1])
    on_edges = st.builds(lambda at, off: at + off, st.sampled_from(edges(zone)), near)
    return st.builds(lambda at, off: at + off, st.sampled_from(turning), near) | on_edges if turning else on_edges


def words_for(criterion: dict[str, Any]) -> list[str]:
    """Words that the criterion looks at, so that what happens in a life is seldom beside the point."""
    if "measure" not in criterion:
        inside = [criterion["not"]] if "not" in criterion else criterion.get("all") or criterion["any"]
        return sorted({word for clause in inside for word in words_for(clause)}) or WORDS
    of_measure = {
        "helped": CONTRIBUTIONS,
        "helped_by": CONTRIBUTIONS,
        "received": ACKNOWLEDGEMENTS,
        "partners": BEGINNINGS,
    }
    flagged = CONTRIBUTIONS if criterion.get("contributions") else set(WORDS)
    counting = of_measure.get(criterion["measure"], flagged) & set(WORDS)
    return sorted(counting & set(criterion.get("kinds", WORDS)))


def happenings(criterion: dict[str, Any]) -> st.SearchStrategy[str]:
    """Mostly what the criterion looks at."""
    return st.one_of(*[st.sampled_from(words_for(criterion))] * 4, st.sampled_from(WORDS))
