"""Set-based, one by one, over a whole life, and straight from the definitions: four ways, one answer."""

from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from belong.ground.kernel.public import settled
from belong.ground.segments.public import (
    Criterion,
    Explanation,
    Leaf,
    compiled,
    evidence,
    explain,
    holds,
    meets,
    parse,
    people_at,
    truth,
)
from belong.ground.segments.tests.naive import World
from belong.ground.segments.tests.strategies import (
    criteria,
    fact_leaves,
    happenings,
    moments,
    span_leaves,
    times,
    zones,
)
from belong.ground.segments.tests.world import Community, moment

pytestmark = pytest.mark.django_db

PAIRS: list[tuple[str | None, str | None]] = [
    *[("me", "other"), ("other too", "me too"), ("me too", "third"), ("third", "me"), ("other", "third")] * 2,
    *[
        ("me too", "other too"),
        ("third", "other"),
        ("me", "me too"),
        ("me", "bot"),
        ("bot", "me"),
        ("me", None),
        (None, "me"),
    ],
    *[("me", "imported"), ("imported", "me"), (None, None)],
]
STANDING = st.sampled_from(["", "", "", "", "", "", "open", "withdrawn"])


@pytest.fixture
def community(db: None) -> Community:
    return Community.founded()


def fill(community: Community, data: st.DataObject, zone: str, asked: list[dict[str, Any]]) -> list[int]:
    """Facts and intervals at instants that matter; these instants."""
    happened = data.draw(times(zone))
    words, by_turns = happenings({"any": asked}), data.draw(st.booleans())
    for number, at in enumerate(happened):
        actor, counterpart = PAIRS[number % 5] if by_turns else data.draw(st.sampled_from(PAIRS))
        community.happened(data.draw(words), actor, counterpart, at, standing=data.draw(STANDING))
    starts = data.draw(times(zone, most=5))
    for at in starts:
        what = data.draw(span_leaves.filter(lambda leaf: leaf["measure"] != "group" or "id" in leaf))
        until = data.draw(st.none() | st.sampled_from([0, 1, 86_400_000_000, 365 * 86_400_000_000]))
        name = data.draw(st.sampled_from(["me", "me too", "other", "third", "bot"]))
        community.holds(name, what, at, None if until is None else at + until)
    return [*happened, *starts]


FOUR_WAYS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FOUR_WAYS
@given(data=st.data(), zone=zones, leaves=st.lists(fact_leaves | span_leaves, min_size=6, max_size=6))
def test_four_ways_one_answer_of_each_measure(
    community: Community, data: st.DataObject, zone: str, leaves: list[dict[str, Any]]
) -> None:
    agree(community, data, zone, leaves)


@FOUR_WAYS
@given(data=st.data(), zone=zones, asked=st.lists(criteria(fact_leaves | span_leaves), min_size=2, max_size=2))
def test_four_ways_one_answer_of_combinations(
    community: Community, data: st.DataObject, zone: str, asked: list[dict[str, Any]]
) -> None:
    agree(community, data, zone, asked)


def agree(community: Community, data: st.DataObject, zone: str, asked: list[dict[str, Any]]) -> None:
    with settled(time_zone=zone), transaction.atomic():
        turning = fill(community, data, zone, asked)
        world = community.world(zone)
        read = [parse(criterion) for criterion in asked]
        people = [community.people[name] for name in ("me", "other", "third")]
        lives = {life.person: life for life in evidence(read)}
        few = {life.person: life for life in evidence(read, list(community.people.values()))}
        assert sorted(lives) == sorted(few) == sorted(people)
        assert [lives[person].rows for person in people] == [few[person].rows for person in people]
        for criterion, parsed in zip(asked, read, strict=True):
            over_lives = {person: truth(parsed, lives[person]) for person in people}
            for at in data.draw(st.lists(moments(zone, turning, criterion), min_size=3, max_size=3)):
                expected = {person for person in people if world.meets(criterion, person, at)}
                assert everybody(parsed, at) == expected, at
                assert {person for person in people if meets(parsed, person, moment(at))} == expected, at
                assert {person for person in people if holds(over_lives[person], at)} == expected, at
                told = explain(parsed, people[0], moment(at))
                check_told(told, criterion, world, people[0], at)
                if isinstance(parsed, Leaf):
                    assert sorted(told.facts) == sorted(compiled(parsed).counted(lives[people[0]], at))
        transaction.set_rollback(True)


def everybody(criterion: Criterion, at: int) -> set[int]:
    statement, params = people_at(criterion, moment(at))
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        found = [person for (person,) in cursor.fetchall()]
    assert len(set(found)) == len(found)
    return set(found)


def check_told(told: Explanation, criterion: dict[str, Any], world: World, me: int, at: int) -> None:
    """Every clause says what the definitions say of it, and asks for something exactly where something is missing."""
    assert told.ok is world.meets(criterion, me, at)
    if "measure" in criterion:
        assert told.has == world.has(criterion, me, at)
        return
    assert (told.needed, told.has, told.facts) == (None, None, ())
    clauses = [criterion["not"]] if "not" in criterion else criterion.get("all") or criterion["any"]
    for clause, inner in zip(told.clauses, clauses, strict=True):
        check_told(clause, inner, world, me, at)
    assert bool(told.missing) is not told.ok or inside_a_not(told)


def inside_a_not(told: Explanation) -> bool:
    """There `missing` says what has to end."""
    return "not" in told.path.replace("[", ".").split(".")


A_DAY = 86_400_000_000
AT = 1_460_000_000_000_000
OWN_LEAVES: list[tuple[dict[str, Any], list[tuple[str, str | None, str | None]]]] = [
    ({"measure": "count", "at_least": 1, "days": 365}, [("voted", "me", None)]),
    ({"measure": "count", "contributions": True, "at_least": 1, "days": 365}, [("answered", "me too", "bot")]),
    (
        {"measure": "helped_by", "at_least": 2, "days": 365},
        [("answered", "other", "me"), ("shared", "third", "me"), ("replied", "third", "me")],
    ),
    ({"measure": "helped", "at_least": 2, "days": 365}, [("answered", "me", "other"), ("shared", "me", "third")]),
    ({"measure": "months", "at_least": 1, "days": 365}, [("asked", "me", None)]),
    ({"measure": "recency", "at_most": 365}, [("asked", "me", None)]),
    ({"measure": "received", "at_least": 1, "days": 365}, [("thanked", None, "me")]),
    (
        {"measure": "partners", "at_least": 1, "days": 365},
        [("asked", "me", "other"), ("replied", "other too", "me too")],
    ),
]


@pytest.mark.parametrize(("leaf", "facts"), OWN_LEAVES, ids=[leaf["measure"] for leaf, _ in OWN_LEAVES])
def test_a_window_is_open_after_the_fact_and_closed_at_its_end(
    community: Community, leaf: dict[str, Any], facts: list[tuple[str, str | None, str | None]]
) -> None:
    for word, actor, counterpart in facts:
        community.happened(word, actor, counterpart, AT)
    parsed = parse(leaf)
    me = community.people["me"]
    (life,) = evidence([parsed], [me])
    assert truth(parsed, life) == [(AT, AT + 365 * A_DAY)]
    for at, expected in ((AT, False), (AT + 1, True), (AT + 365 * A_DAY, True), (AT + 365 * A_DAY + 1, False)):
        assert (me in everybody(parsed, at)) is expected
        assert meets(parsed, me, moment(at)) is expected
        assert community.world("UTC").meets(leaf, me, at) is expected


HELD: list[dict[str, Any]] = [
    {"measure": "permission", "channel": "mail", "purpose": "news"},
    {"measure": "role", "role": "host"},
    {"measure": "group", "id": 7001},
    {"measure": "tag", "id": 8001},
]


@pytest.mark.parametrize("name", ["me", "me too"])
@pytest.mark.parametrize("leaf", HELD, ids=[leaf["measure"] for leaf in HELD])
def test_what_a_person_has_holds_after_its_start_until_its_end(
    community: Community, leaf: dict[str, Any], name: str
) -> None:
    community.holds(name, leaf, AT, AT + A_DAY)
    parsed = parse(leaf)
    me = community.people["me"]
    (life,) = evidence([parsed], [me])
    assert truth(parsed, life) == [(AT, AT + A_DAY)]
    for at, expected in ((AT, False), (AT + 1, True), (AT + A_DAY, True), (AT + A_DAY + 1, False)):
        assert (me in everybody(parsed, at)) is expected
        assert meets(parsed, me, moment(at)) is expected


def test_a_relation_of_two_is_one_with_the_same_person(community: Community) -> None:
    community.happened("asked", "me", "other", AT)
    community.happened("replied", "third", "me", AT)
    partners = parse({"measure": "partners", "at_least": 1})
    assert everybody(partners, AT + 1) == set()
    community.happened("replied", "other", "me", AT)
    assert everybody(partners, AT + 1) == {community.people["me"], community.people["other"]}


def test_nobody_but_people_who_stand_is_asked_about(community: Community) -> None:
    """A bot, an alias and a person of an unfinished import meet nothing, not even that something is not so."""
    for name in ("bot", "me too", "imported"):
        community.happened("asked", name, None, AT)
    for criterion in (parse({"measure": "count", "at_least": 1}), parse({"not": {"measure": "count", "at_least": 9}})):
        assert everybody(criterion, AT + 1) <= {community.people[name] for name in ("me", "other", "third")}
        for name in ("bot", "imported"):
            assert not meets(criterion, community.people[name], moment(AT + 1))
            told = explain(criterion, community.people[name], moment(AT + 1))
            assert (told.ok, told.missing) == (False, "a person who counts: one that stands, and is no bot")
        assert meets(criterion, community.people["me too"], moment(AT + 1))
        assert list(evidence([criterion], [community.people[name] for name in ("bot", "me too", "imported")])) == []
