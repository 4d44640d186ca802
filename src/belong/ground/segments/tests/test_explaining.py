"""A person is told why: each clause with what it needs, what there is, the facts that count, and what is missing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from belong.ground.segments.public import Explanation, explain, meets, parse
from belong.ground.segments.tests.world import Community, moment, rows

pytestmark = pytest.mark.django_db

DAY = 86_400_000_000
AT = 1_460_000_000_000_000
NOW = datetime(2016, 6, 30, tzinfo=UTC)
ASSOCIATE = {
    "all": [
        {"measure": "count", "kinds": ["answered", "shared"], "contributions": True, "at_least": 3, "days": 365},
        {"measure": "helped", "at_least": 2, "days": 365},
    ]
}


@pytest.fixture
def community(db: None) -> Community:
    made = Community.founded()
    made.happened("answered", "me", "other too", AT + 5)
    made.happened("answered", "me", "me", AT + 6)
    made.happened("shared", "me too", None, AT)
    made.happened("answered", "me", "third", AT + 7, standing="withdrawn")
    return made


def facts(*words: str) -> list[int]:
    found = rows(
        "select id from ledger_standing where word = any(%s) and counterpart is distinct from actor"
        " order by occurred_at",
        list(words),
    )
    return [number for (number,) in found]


def test_each_clause_says_what_it_needs_and_what_there_is(community: Community) -> None:
    told = explain(parse(ASSOCIATE), community.people["me"], NOW)
    shared, answered = facts("answered", "shared")
    assert told == Explanation(
        path="",
        sentence="In the last 365 days answered or shared for others at least 3 times, and helped at least 2 people",
        needed=None,
        has=None,
        ok=False,
        facts=(),
        missing="1 more contribution (answered or shared), and 1 more person helped, in the last 365 days",
        clauses=(
            Explanation(
                path="all[0]",
                sentence="Answered or shared for others at least 3 times in the last 365 days",
                needed=3,
                has=2,
                ok=False,
                facts=(shared, answered),
                missing="1 more contribution (answered or shared) in the last 365 days",
            ),
            Explanation(
                path="all[1]",
                sentence="Helped at least 2 people in the last 365 days",
                needed=2,
                has=1,
                ok=False,
                facts=(answered,),
                missing="1 more person helped in the last 365 days",
            ),
        ),
    )


def test_what_is_met_misses_nothing(community: Community) -> None:
    community.happened("answered", "me", "third", AT + 8)
    told = explain(parse(ASSOCIATE), community.people["me"], NOW)
    assert told.ok
    assert (told.missing, [clause.missing for clause in told.clauses]) == ("", ["", ""])
    assert [(clause.needed, clause.has) for clause in told.clauses] == [(3, 3), (2, 2)]


def test_recency_says_how_many_days_ago_even_when_it_is_too_long(community: Community) -> None:
    recent = parse({"measure": "recency", "kinds": ["shared"], "at_most": 30})
    (shared,) = facts("shared")
    told = explain(recent, community.people["me"], moment(AT + DAY))
    assert (told.needed, told.has, told.ok, told.facts) == (30, 1, True, (shared,))
    told = explain(recent, community.people["me"], moment(AT + 30 * DAY + 1))
    assert (told.has, told.ok, told.missing) == (31, False, "a new act (shared)")
    told = explain(recent, community.people["third"], moment(AT + DAY))
    assert (told.has, told.ok, told.facts) == (None, False, ())


def test_a_clause_inside_a_not_says_what_has_to_end(community: Community) -> None:
    criterion = parse({"not": {"any": [ASSOCIATE["all"][1], {"measure": "count", "kinds": ["shared"], "at_least": 1}]}})
    told = explain(criterion, community.people["me"], NOW)
    (either,) = told.clauses
    helped, shared = either.clauses
    assert told.sentence == "Helped fewer than 2 people in the last 365 days, and never shared"
    assert (told.ok, told.missing) == (False, "that it is no longer so: shared")
    assert (either.path, either.ok, helped.ok, shared.ok) == ("not", True, False, True)
    assert (shared.path, shared.missing, helped.missing) == ("not.any[1]", "that it is no longer so: shared", "")


def test_one_of_several_is_named_as_a_choice(community: Community) -> None:
    either: dict[str, Any] = {"any": [{"measure": "role", "role": "host"}, {"measure": "tag", "id": 8001}]}
    told = explain(parse(either), community.people["me"], NOW)
    assert told.missing == "the role host, or following the tag 8001"
    community.holds("me", either["any"][0], AT, None)
    told = explain(parse(either), community.people["me"], NOW)
    assert (told.ok, told.missing, [clause.has for clause in told.clauses]) == (True, "", [1, 0])


def test_the_same_measure_twice_is_asked_once_and_told_twice(community: Community) -> None:
    leaf = {"measure": "count", "kinds": ["shared"], "at_least": 1}
    told = explain(parse({"all": [leaf, {"not": leaf}]}), community.people["me"], NOW)
    assert [clause.ok for clause in told.clauses] == [True, False]


def test_one_person_costs_two_statements_however_long_the_criterion(
    community: Community, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    criterion = parse({"all": [ASSOCIATE, {"measure": "role", "role": "host"}, {"measure": "partners", "at_least": 1}]})
    with django_assert_num_queries(2):
        assert not meets(criterion, community.people["me"], NOW)
    with django_assert_num_queries(2):
        explain(criterion, community.people["me"], NOW)


def test_somebody_who_does_not_exist_meets_nothing(community: Community) -> None:
    assert not meets(parse({"not": ASSOCIATE}), 10**12, NOW)
