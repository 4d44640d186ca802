"""Flows against two looks at the ladder, lengths against the stays, who is stuck, who is one clause short."""

from collections import Counter
from datetime import date, timedelta

import pytest

from belong.ground.kernel.public import NotFound, Refused, frozen
from belong.ground.people.public import Actor
from belong.insight.journey.public import (
    Quarter,
    choose_ladder,
    flowed,
    flows,
    near,
    near_figures,
    people_at_stage,
    presets,
    stage_lengths,
    stuck,
)
from belong.insight.journey.tests.lives import (
    HOUSE,
    Following,
    answered,
    asked,
    assert_rebuilt,
    day,
    fold_new_ladders,
    joined,
    somebody,
    voted,
)

pytestmark = pytest.mark.django_db
SPRING = Quarter(2016, 2)


def standing(on: date) -> dict[int, str]:
    keys = ["explorer", "member", "partner", "associate", "community_of_practice"]
    return {row.person.id: key for key in keys for row in people_at_stage(HOUSE, key, on, limit=500).items}


@pytest.fixture
def lives(follow: Following) -> list[int]:
    """Twelve people: four who ask once a year earlier and fall, four who answer in spring, four who come in spring."""
    people = [somebody(f"Person {number}") for number in range(12)]
    helped = [somebody("Asker"), somebody("Other asker")]
    for number, person in enumerate(people[:8]):
        joined(person, day("2015-01-01") + timedelta(days=number))
    for person in people[:4]:
        asked(person, day("2015-02-01"))
    for number, person in enumerate(people[4:8]):
        for turn in range(2 + number % 2):
            answered(person, helped[turn % 2], day(f"2016-05-0{1 + turn}"))
    for person in people[8:]:
        joined(person, day("2016-04-10"))
    asked(people[8], day("2016-04-11"))
    follow()
    return people


def test_a_flow_is_the_difference_of_two_looks(lives: list[int]) -> None:
    before, after = standing(date(2016, 3, 31)), standing(date(2016, 6, 30))
    expected = Counter(
        (before.get(person, ""), after.get(person, ""))
        for person in before.keys() | after.keys()
        if before.get(person, "") != after.get(person, "")
    )
    found = flows(HOUSE, SPRING)
    assert {(flow.before, flow.stage): flow.people for flow in found.flows} == expected
    assert sum(expected.values()) == 12
    assert (found.people("up"), found.people("down"), found.newcomers) == (4, 4, 4)
    assert found.at_start == Counter(before.values()) and found.at_end == Counter(after.values())
    for flow in found.flows:
        names: list[int] = []
        cursor = None
        while True:
            page = flowed(HOUSE, SPRING, flow.before, flow.stage, cursor=cursor, limit=2)
            assert page.total == flow.people
            names += [row.person.id for row in page.items]
            cursor = page.next
            if cursor is None:
                break
        assert sorted(names) == sorted(
            person
            for person in before.keys() | after.keys()
            if (before.get(person, ""), after.get(person, "")) == (flow.before, flow.stage)
        )


def test_a_quarter_that_runs_ends_now(lives: list[int]) -> None:
    with frozen(day("2016-04-11")):
        assert [(flow.before, flow.stage, flow.people) for flow in flows(HOUSE, SPRING).flows if flow.before == ""] == [
            ("", "member", 4)
        ]


def test_flows_are_for_hosts_and_of_stages_that_were() -> None:
    member = Actor(person=1, roles=frozenset())
    with pytest.raises(Refused):
        flows(member, SPRING)
    with pytest.raises(Refused):
        flowed(member, SPRING, "", "member")
    with pytest.raises(NotFound):
        flowed(HOUSE, SPRING, "member", "king")


@pytest.mark.parametrize(("text", "quarter"), [("2016-2", SPRING), ("1900-1", Quarter(1900, 1)), ("2016-5", None),
    ("1899-4", None), ("2200-1", None), ("16-1", None), ("2016-02", None), ("", None), ("٢٠١٦-1", None)])  # fmt: skip
def test_a_quarter_is_read_or_refused(text: str, quarter: Quarter | None) -> None:
    assert Quarter.read(text) == quarter
    assert quarter is None or (str(quarter) == text and quarter.step(5).step(-5) == quarter)


@pytest.fixture
def members(follow: Following) -> list[int]:
    """Twenty who became members on day 1; number n asked n days later, and never again."""
    people = [somebody(f"Member {number}") for number in range(20)]
    for person in people:
        joined(person, day("2015-01-01"))
    for number, person in enumerate(people[:16]):
        asked(person, day("2015-01-01") + timedelta(days=number + 1))
    voted(people[17], people[0], day("2015-03-01"))
    follow()
    return people


def test_the_median_is_of_stays_that_ended(members: list[int]) -> None:
    by_key = {each.stage.key: each for each in stage_lengths(HOUSE, date(2015, 3, 10))}
    member = by_key["member"]
    # sixteen stays of 1 to 16 days: half way between the eighth and the ninth, nine of ten within the fifteenth
    assert (member.closed, member.open, member.median_days, member.ninth_days) == (16, 4, 8.5, 15.0)
    assert member.stuck_after == 15.0
    partner = by_key["partner"]
    assert (partner.closed, partner.open, partner.median_days, partner.stuck_after) == (0, 16, None, None)
    early = {each.stage.key: each for each in stage_lengths(HOUSE, date(2015, 1, 6))}["member"]
    assert (early.closed, early.median_days, early.ninth_days) == (5, 3.0, None), "too few to say more"


def test_stuck_are_those_who_take_part_and_stay_longest(members: list[int]) -> None:
    found = stuck(HOUSE, "member", date(2015, 3, 10))
    assert found.total == len(found.items) == 4, "all of them joined within 90 days, which is something they did"
    found = stuck(HOUSE, "member", date(2015, 5, 1))
    assert [(row.person.id, row.days) for row in found.items] == [(members[17], 121)]
    assert stuck(HOUSE, "member", date(2015, 6, 1)).total == 0
    assert stuck(HOUSE, "community_of_practice", date(2015, 5, 1)).total == 0
    with pytest.raises(NotFound):
        stuck(HOUSE, "king")


def test_a_new_ladder_ends_no_stay(members: list[int]) -> None:
    first = presets()[0]
    with frozen(day("2015-02-20")):
        choose_ladder(actor=HOUSE, key="again", name="Again", stages=first.stages, reason="To try it")
    fold_new_ladders()
    member = {each.stage.key: each for each in stage_lengths(HOUSE, date(2015, 3, 10))}["member"]
    assert (member.closed, member.open, member.median_days) == (16, 4, 8.5)
    row = next(row for row in people_at_stage(HOUSE, "member", date(2015, 3, 10)).items if row.person.id == members[17])
    assert row.since == day("2015-01-01")
    assert [row.days for row in stuck(HOUSE, "member", date(2015, 5, 1)).items] == [121]
    assert_rebuilt()


def test_one_short_is_exactly_one_clause_and_says_by_how_much(follow: Following) -> None:
    person, both, done = somebody("One"), somebody("Both"), somebody("Done")
    askers = [somebody("Asker"), somebody("Other")]
    for each in (person, both, done):
        joined(each, day("2016-01-01"))
    for turn in range(3):
        answered(person, askers[0], day(f"2016-01-0{2 + turn}"))
        answered(done, askers[turn % 2], day(f"2016-01-0{2 + turn}"))
    answered(both, askers[0], day("2016-01-02"))
    follow()
    (row,) = near(HOUSE, "associate", date(2016, 1, 31)).items
    assert (row.person.id, row.since, row.needed, row.has) == (person, day("2016-01-04"), 2, 1)
    assert row.missing.startswith("1 more person helped")
    figures = {each.stage.key: each for each in near_figures(HOUSE, date(2016, 1, 31))}
    assert [people for _, people in figures["associate"].clauses] == [0, 1]
    assert figures["community_of_practice"].people == 0, "neither months nor thanks: two clauses are missing"
    assert figures["partner"].people == near(HOUSE, "partner", date(2016, 1, 31)).total == 0
    assert near(HOUSE, "associate", date(2016, 1, 2)).total == 0
    assert [row.person.id for row in near(HOUSE, "associate", date(2016, 1, 3)).items] == [done], "a third answer"
    assert near(HOUSE, "associate", date(2017, 1, 31)).total == 0
    assert_rebuilt()


def test_who_is_shown_above_what_the_evidence_supports_is_not_nearly_there(follow: Following) -> None:
    person = somebody()
    joined(person, day("2015-01-01"))
    asked(person, day("2015-02-01"))
    follow()
    assert near(HOUSE, "partner", date(2015, 1, 15)).total == 1
    assert near(HOUSE, "partner", date(2016, 2, 15)).total == 0, "still shown as a partner until the quarter"
    assert near(HOUSE, "partner", date(2016, 7, 15)).total == 1
