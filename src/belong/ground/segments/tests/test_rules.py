"""The pure rules: truth over a life is what the definitions say at every instant where something can change."""

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from belong.ground.kernel.public import settled
from belong.ground.segments.public import (
    FOR_EVER,
    SINCE_EVER,
    Happened,
    Interval,
    Leaf,
    NotRead,
    compiled,
    evidence_of,
    leaves,
    parse,
    readings,
    truth,
)
from belong.ground.segments.tests.naive import Deed, Held, World
from belong.ground.segments.tests.strategies import (
    DAY,
    ZONES,
    criteria,
    fact_leaves,
    happenings,
    moments,
    of_measure,
    times,
    zones,
)

ME, OTHER, THIRD, BOT = 1, 2, 3, 4
YEAR = 365 * DAY


def life(deeds: list[Deed], criterion: dict[str, Any], held: list[Held] | None = None) -> Any:
    parsed = parse(criterion)
    spans = {
        leaf: [
            (SINCE_EVER if each.after is None else each.after, FOR_EVER if each.until is None else each.until)
            for each in held or []
            if each.person == ME and each.measure == leaf.measure and each.values == dict(leaf.values)
        ]
        for _, leaf in leaves(parsed)
    }
    happened = [Happened(deed.id, deed.word, deed.at, deed.actor, deed.counterpart) for deed in deeds]
    return evidence_of(ME, happened, readings([parsed]), bots=frozenset({BOT}), spans=spans)


BACK_AND_FORTH = [(ME, OTHER), (OTHER, ME), (ME, THIRD), (THIRD, ME)]
PAIRS: list[tuple[int | None, int | None]] = [
    *BACK_AND_FORTH * 3,
    *[(ME, None), (ME, BOT), (ME, ME), (None, ME), (BOT, ME), (OTHER, THIRD), (None, None)],
]


@st.composite
def deeds(draw: st.DrawFn, zone: str, criterion: dict[str, Any]) -> list[Deed]:
    """What happened between a few people; every other time the two others and I turn to each other by turns."""
    words, pairs, by_turns = happenings(criterion), st.sampled_from(PAIRS), draw(st.booleans())
    return [
        Deed(number, draw(words), at, *(BACK_AND_FORTH[number % 4] if by_turns else draw(pairs)))
        for number, at in enumerate(draw(times(zone)), 1)
    ]


def agrees(data: st.DataObject, zone: str, criterion: dict[str, Any]) -> list[Interval]:
    happened = data.draw(deeds(zone, criterion))
    world = World(zone, happened, frozenset({BOT}))
    with settled(time_zone=zone):
        intervals = truth(parse(criterion), life(happened, criterion))
    assert intervals == sorted(intervals)
    assert all(after < until for after, until in intervals)
    assert all(left[1] < right[0] for left, right in pairwise(intervals))
    for at in data.draw(st.lists(moments(zone, [deed.at for deed in happened], criterion), min_size=2, max_size=12)):
        holds = any(after < at <= until for after, until in intervals)
        assert holds is world.meets(criterion, ME, at), at
    for edge in {edge for interval in intervals for edge in interval} - {SINCE_EVER, FOR_EVER}:
        assert world.meets(criterion, ME, edge) is not world.meets(criterion, ME, edge + 1), edge
    return intervals


@pytest.mark.parametrize("measure", of_measure)
def test_each_measure_is_what_the_definitions_say(measure: str) -> None:
    """And it had something to say: it is not agreed about lives in which nothing happens."""
    turned: Counter[bool] = Counter()

    @settings(max_examples=150, deadline=None)
    @given(data=st.data(), zone=zones, leaf=of_measure[measure])
    def hold(data: st.DataObject, zone: str, leaf: dict[str, Any]) -> None:
        intervals = agrees(data, zone, leaf)
        if leaf.get("at_least", 2) > 1:
            turned[bool(intervals)] += 1

    hold()
    assert turned[True] >= 1


@settings(max_examples=400, deadline=None)
@given(data=st.data(), zone=zones, criterion=criteria(fact_leaves))
def test_combinations_are_what_the_definitions_say(data: st.DataObject, zone: str, criterion: dict[str, Any]) -> None:
    agrees(data, zone, criterion)


def deed(number: int, word: str, at: int, actor: int | None = ME, counterpart: int | None = OTHER) -> Deed:
    return Deed(number, word, at, actor, counterpart)


def test_a_fact_counts_after_it_happened_until_its_window_ends() -> None:
    asked = {"measure": "count", "kinds": ["asked"], "at_least": 1, "days": 365}
    assert truth(parse(asked), life([deed(1, "asked", 1000)], asked)) == [(1000, 1000 + YEAR)]


def test_without_window_it_counts_for_ever() -> None:
    ever = {"measure": "count", "at_least": 2}
    assert truth(parse(ever), life([deed(1, "asked", 5), deed(2, "voted", 9)], ever)) == [(9, FOR_EVER)]


def test_windows_that_meet_make_one_interval() -> None:
    asked = {"measure": "count", "kinds": ["asked"], "at_least": 1, "days": 1}
    facts = [deed(1, "asked", 0), deed(2, "asked", DAY), deed(3, "asked", 2 * DAY + 1)]
    assert truth(parse(asked), life(facts, asked)) == [(0, 2 * DAY), (2 * DAY + 1, 3 * DAY + 1)]


def test_what_is_not_so_is_everything_outside() -> None:
    never = {"not": {"measure": "count", "kinds": ["asked"], "at_least": 1, "days": 1}}
    assert truth(parse(never), life([], never)) == [(SINCE_EVER, FOR_EVER)]
    assert truth(parse(never), life([deed(1, "asked", 0)], never)) == [(SINCE_EVER, 0), (DAY, FOR_EVER)]


def test_an_answer_to_oneself_is_an_act_and_no_contribution() -> None:
    facts = [deed(1, "answered", 0, ME, ME)]
    act = {"measure": "count", "kinds": ["answered"], "at_least": 1}
    contribution = {**act, "contributions": True}
    assert truth(parse(act), life(facts, act)) == [(0, FOR_EVER)]
    assert truth(parse(contribution), life(facts, contribution)) == []


@pytest.mark.parametrize("whom", [None, BOT])
def test_an_answer_to_nobody_known_is_a_contribution_that_helps_nobody(whom: int | None) -> None:
    facts = [deed(1, "answered", 0, ME, whom)]
    contribution = {"measure": "count", "kinds": ["answered"], "contributions": True, "at_least": 1}
    helped = {"measure": "helped", "at_least": 1}
    assert truth(parse(contribution), life(facts, contribution)) == [(0, FOR_EVER)]
    assert truth(parse(helped), life(facts, helped)) == []


@pytest.mark.parametrize(("by", "counts"), [(None, True), (OTHER, True), (BOT, False), (ME, False)])
def test_an_acknowledgement_comes_from_somebody_else(by: int | None, counts: bool) -> None:
    received = {"measure": "received", "kinds": ["accepted"], "at_least": 1}
    found = truth(parse(received), life([deed(1, "accepted", 0, by, ME)], received))
    assert found == ([(0, FOR_EVER)] if counts else [])


def test_a_vote_begins_no_relation() -> None:
    partners = {"measure": "partners", "at_least": 1, "days": 365}
    votes = [deed(1, "voted", 0, ME, OTHER), deed(2, "answered", 5, OTHER, ME)]
    begun = [deed(1, "replied", 0, ME, OTHER), deed(2, "answered", 5, OTHER, ME)]
    assert truth(parse(partners), life(votes, partners)) == []
    assert truth(parse(partners), life(begun, partners)) == [(5, YEAR)]


def test_what_a_person_has_is_taken_as_it_is() -> None:
    role = {"measure": "role", "role": "host"}
    both = {"all": [role, {"not": {"measure": "permission", "channel": "mail"}}]}
    held = [
        Held(ME, "role", {"role": "host"}, 10, None),
        Held(ME, "permission", {"channel": "mail"}, 20, 30),
    ]
    assert truth(parse(both), life([], both, held)) == [(10, 20), (30, FOR_EVER)]


def test_evidence_answers_only_what_it_was_read_for() -> None:
    read = life([deed(1, "asked", 0)], {"measure": "count", "kinds": ["asked"], "at_least": 1})
    with pytest.raises(NotRead):
        truth(parse({"measure": "count", "kinds": ["voted"], "at_least": 1}), read)
    with pytest.raises(NotRead):
        truth(parse({"measure": "role", "role": "host"}), read)


def test_the_facts_that_count_at_an_instant() -> None:
    criterion = {
        "all": [
            {"measure": "count", "kinds": ["answered"], "contributions": True, "at_least": 2, "days": 1},
            {"any": [{"measure": "helped", "at_least": 2}, {"measure": "received", "at_least": 1}]},
        ]
    }
    facts = [
        deed(11, "answered", 0),
        deed(12, "answered", 5, ME, THIRD),
        deed(13, "answered", 6, ME, ME),
        deed(14, "accepted", 7, OTHER, ME),
        deed(15, "answered", DAY, ME, None),
    ]
    counted = compiled(parse(criterion)).counted
    evidence = life(facts, criterion)
    assert counted(evidence, 6) == [11, 12]
    assert counted(evidence, 8) == [11, 12, 14]
    assert counted(evidence, DAY + 1) == [11, 12, 14, 15]
    no_longer = compiled(parse({"not": criterion})).counted
    assert no_longer(evidence, 8) == []


def test_months_follow_the_organisation_when_it_moves() -> None:
    months = {"measure": "months", "at_least": 2}
    new_year_in_berlin = 1_451_602_800_000_000
    facts = [deed(1, "asked", new_year_in_berlin - 1), deed(2, "asked", new_year_in_berlin)]
    with settled(time_zone="UTC"):
        assert truth(parse(months), life(facts, months)) == []
    with settled(time_zone="Europe/Berlin"):
        assert truth(parse(months), life(facts, months)) == [(new_year_in_berlin, FOR_EVER)]


def test_the_zones_of_the_tests_are_several() -> None:
    assert len(ZONES) >= 5


def test_a_leaf_says_what_it_was_given() -> None:
    leaf = Leaf("count", (("kinds", ("asked",)), ("at_least", 2)))
    assert (leaf.words("kinds"), leaf.whole("at_least"), leaf.flag("contributions")) == (("asked",), 2, False)
    with pytest.raises(KeyError, match="count was given no days"):
        leaf.whole("days")
