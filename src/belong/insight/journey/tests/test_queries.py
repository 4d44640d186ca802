"""Figures, the lists behind them, explanations: staff and bots left out, totals equal to figures, pages complete."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from belong.ground.kernel.public import BadCursor, NotFound, Page, Refused, frozen
from belong.ground.people.public import Actor, add_identity, set_flags
from belong.insight.journey.models import Stay
from belong.insight.journey.policies import visible_to
from belong.insight.journey.public import (
    explain_identity,
    explain_person,
    history_of,
    ladder_figures,
    may_see_stage,
    moves_in,
    people_at_stage,
    report_ladder,
    stage_of,
    stages_of,
)
from belong.insight.journey.tests.lives import HOUSE, TICK, Following, answered, asked, day, joined, somebody

pytestmark = pytest.mark.django_db
MEMBER = Actor(person=1, roles=frozenset({"mentor"}))
DAY = date(2015, 6, 30)


@pytest.fixture
def people(follow: Following) -> list[int]:
    """Twelve members, the first five of whom asked; a staff member and a bot who did the same; one who only asked."""
    found = [somebody(f"Person {number}") for number in range(12)]
    staff, robot = somebody("Staff", staff=True), somebody("Robot", bot=True)
    for number, person in enumerate([*found, staff, robot]):
        joined(person, day("2015-01-01") + timedelta(days=number))
    for person in [*found[:5], staff, robot]:
        asked(person, day("2015-02-01"))
    stranger = somebody("Stranger")
    asked(stranger, day("2014-03-01"))
    follow()
    return [*found, staff, robot, stranger]


def counts(as_of: date) -> dict[str, int]:
    return {figure.stage.key: figure.people for figure in ladder_figures(HOUSE, as_of).stages}


def test_figures_leave_out_staff_and_bots(people: list[int]) -> None:
    assert counts(DAY) == {"explorer": 1, "member": 7, "partner": 5, "associate": 0, "community_of_practice": 0}
    figures = ladder_figures(HOUSE, DAY)
    assert (figures.people, figures.as_of, figures.stages[1].share) == (13, DAY, 7 / 13)
    assert counts(date(2015, 1, 1)) == {
        "explorer": 1,
        "member": 1,
        "partner": 0,
        "associate": 0,
        "community_of_practice": 0,
    }
    set_flags(actor=HOUSE, person=people[0], staff=True)
    assert counts(DAY)["partner"] == 4


@pytest.mark.parametrize("stage", ["explorer", "member", "partner", "associate"])
def test_the_list_behind_a_figure_holds_as_many(people: list[int], stage: str) -> None:
    found = all_pages(lambda cursor: people_at_stage(HOUSE, stage, DAY, cursor=cursor, limit=3))
    assert len(found) == counts(DAY)[stage]
    assert len({row.person.id for row in found}) == len(found)
    assert [row.since for row in found] == sorted((row.since for row in found), reverse=True)
    assert people_at_stage(HOUSE, stage, DAY).total == counts(DAY)[stage]


def all_pages(fetch: Callable[[str | None], Page[Any]]) -> list[Any]:
    found: list[Any] = []
    cursor = None
    while True:
        page = fetch(cursor)
        found += page.items
        if page.next is None:
            assert page.total == len(found)
            return found
        cursor = page.next


def test_a_page_takes_as_many_queries_for_one_row_as_for_many(people: list[int]) -> None:
    taken = []
    for limit in (1, 50):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            people_at_stage(HOUSE, "member", DAY, limit=limit)
        taken.append(len(queries))
    assert taken == [4, 4]


def test_only_hosts_see_figures_lists_and_moves(people: list[int]) -> None:
    for actor in (MEMBER, Actor.anonymous()):
        with pytest.raises(Refused):
            people_at_stage(actor, "member", DAY)
        with pytest.raises(Refused):
            ladder_figures(actor, DAY)
        with pytest.raises(Refused):
            moves_in(actor)


def test_a_stage_that_is_none_and_a_cursor_of_nobodys(people: list[int]) -> None:
    with pytest.raises(NotFound):
        people_at_stage(HOUSE, "hero", DAY)
    with pytest.raises(BadCursor):
        people_at_stage(HOUSE, "member", DAY, cursor="rubbish")


def test_the_stage_of_one_and_of_many(people: list[int]) -> None:
    at = day("2015-06-30")
    partner = stage_of(HOUSE, people[0], at)
    assert partner is not None
    assert (partner.key, partner.rank) == ("partner", 3)
    assert stage_of(HOUSE, people[0], day("2015-01-01")) is None
    assert stage_of(HOUSE, people[0], day("2015-01-01") + TICK) is not None
    found = stages_of(HOUSE, [people[0], people[11], people[14]], at)
    assert {person: stage.key for person, stage in found.items()} == {
        people[0]: "partner",
        people[11]: "member",
        people[14]: "explorer",
    }


def test_a_stage_is_for_the_person_and_hosts(people: list[int]) -> None:
    own, at = Actor(person=people[0]), day("2015-06-30")
    shown = stage_of(own, people[0], at)
    assert shown is not None and shown.key == "partner"
    assert list(stages_of(own, people[:3], at)) == [people[0]]
    assert stages_of(Actor.anonymous(), people[:3], at) == {}
    for actor in (own, Actor.anonymous()):
        with pytest.raises(NotFound):
            stage_of(actor, people[1], at)


def test_history_is_for_the_person_and_hosts_and_ends_now(people: list[int]) -> None:
    with frozen(day("2015-06-30")):
        stays = history_of(HOUSE, people[0])
        own = history_of(Actor(person=people[0]), people[0])
        with pytest.raises(NotFound):
            history_of(Actor(person=people[1]), people[0])
    assert [(stay.stage, stay.move, stay.before_name) for stay in stays] == [
        ("member", "start", ""),
        ("partner", "up", "Member"),
    ]
    assert stays[-1].until_at == day("2016-04-01")
    assert own == stays


def test_moves_of_a_period(people: list[int]) -> None:
    ups = all_pages(lambda cursor: moves_in(HOUSE, date(2015, 2, 1), date(2015, 2, 1), cursor=cursor, limit=2))
    assert {(move.person.id, move.before, move.stage) for move in ups} == {
        (person, "member", "partner") for person in people[:5]
    }
    assert moves_in(HOUSE, date(2015, 2, 2), date(2016, 3, 31)).total == 0
    descents = moves_in(HOUSE, date(2016, 4, 1), date(2016, 4, 1), move="down")
    assert (descents.total, descents.items[0].stage, descents.items[0].before_name) == (5, "member", "Partner")
    assert moves_in(HOUSE, None, date(2015, 12, 31), stage="member").total == 12
    with pytest.raises(NotFound):
        moves_in(HOUSE, move="sideways")


def test_an_explanation_names_what_is_needed_and_what_is_next(people: list[int]) -> None:
    answer = answered(people[0], people[1], day("2015-03-01"))
    told = explain_person(HOUSE, people[0], day("2015-06-30"))
    assert told.stage is not None and told.evidence is not None and told.next is not None
    assert (told.stage.key, told.evidence.key, told.next.stage.key) == ("partner", "partner", "associate")
    assert [reason.holds for reason in told.reasons] == [True, True, True, False, False]
    three, two = told.next.clause.clauses
    assert (three.needed, three.has, three.ok, three.facts) == (3, 1, False, (answer,))
    assert (two.needed, two.has, two.ok) == (2, 1, False)
    assert "2 more" in three.missing
    assert told.stay is not None and told.stay.until_at == day("2016-04-01")
    with pytest.raises(NotFound):
        explain_person(Actor(person=people[1]), people[0])
    with pytest.raises(NotFound):
        explain_person(HOUSE, 10**9)


def test_while_a_descent_waits_evidence_and_stage_differ(people: list[int]) -> None:
    told = explain_person(HOUSE, people[0], day("2016-03-15"))
    assert told.stage is not None and told.evidence is not None
    assert (told.stage.key, told.evidence.key) == ("partner", "member")


def test_a_bot_is_supported_by_nothing(people: list[int]) -> None:
    told = explain_person(HOUSE, people[13], day("2015-06-30"))
    assert (told.stage, told.evidence) == (None, None)
    assert not any(reason.holds for reason in told.reasons)


def test_the_report_is_sorted_and_always_the_same(people: list[int], follow: Following) -> None:
    for number, person in enumerate(people):
        add_identity(actor=HOUSE, person=person, source="forum:beer", key=str(100 - number))
    add_identity(actor=HOUSE, person=people[0], source="mail", key="first@example.org")
    for raw in (False, True):
        report = report_ladder(DAY, raw=raw, by_person=True)
        assert (report["as_of"], report["ladder"]) == ("2015-06-30", "belonging")
        assert [stage["people"] for stage in report["stages"]] == [1, 7, 5, 0, 0]
        identities = [row["identity"] for row in report["persons"]]
        assert identities == sorted(identities)
        assert len(identities) == 13
        assert {"identity": "forum:beer:100", "stage": "partner"} in report["persons"]
        assert json.dumps(report) == json.dumps(report_ladder(DAY, raw=raw, by_person=True))
    assert "persons" not in report_ladder(DAY)
    held = report_ladder(date(2016, 3, 15))
    supported = report_ladder(date(2016, 3, 15), raw=True)
    assert [stage["people"] for stage in held["stages"]] == [1, 7, 5, 0, 0]
    assert [stage["people"] for stage in supported["stages"]] == [1, 12, 0, 0, 0]


def test_an_identity_is_explained_for_programs(people: list[int]) -> None:
    add_identity(actor=HOUSE, person=people[0], source="forum:beer", key="12")
    told = explain_identity("forum:beer:12", DAY)
    assert json.loads(json.dumps(told)) == told
    assert (told["identity"], told["as_of"], told["stage"], told["next"]["key"]) == (
        "forum:beer:12",
        "2015-06-30",
        "partner",
        "associate",
    )
    named = {number for stage in told["stages"] for number in stage["clause"]["facts"]}
    assert named <= {fact["id"] for fact in told["facts"]}
    with pytest.raises(NotFound):
        explain_identity("forum:beer:13")


def test_who_may_see_a_stay_is_who_it_is_visible_to(people: list[int]) -> None:
    actors = [Actor.anonymous(), HOUSE, MEMBER]
    actors += [Actor(person=person, roles=frozenset(roles)) for person in people[:2] for roles in ((), ("host",))]
    seen = 0
    for actor in actors:
        visible = set(visible_to(actor).values_list("person_id", flat=True))
        for person in set(Stay.objects.values_list("person_id", flat=True)):
            assert may_see_stage(actor, person).ok == (person in visible)
            seen += person in visible
    assert 0 < seen < len(actors) * Stay.objects.values("person_id").distinct().count()
