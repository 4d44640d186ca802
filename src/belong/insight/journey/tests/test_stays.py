"""Single histories by hand: which stays they give, and which facts caused each move."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from belong.ground.kernel.public import settled
from belong.ground.ledger.public import remove_alias, set_alias, withdraw
from belong.ground.people.public import Actor, set_flags
from belong.insight.journey import projection
from belong.insight.journey.public import report_ladder
from belong.insight.journey.tests.lives import (
    HOUSE,
    YEAR,
    Following,
    accepted,
    answered,
    asked,
    assert_rebuilt,
    day,
    joined,
    somebody,
    thanked,
)

pytestmark = pytest.mark.django_db


def stays_of(person: int) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select stage, move, before, from_at, until_at, cause from journey_stay where person_id = %s"
            " order by from_at",
            [person],
        )
        return list(cursor.fetchall())


def stages_of(person: int) -> list[object]:
    return [row[0] for row in stays_of(person)]


def test_a_whole_way_up_and_down_with_its_causes(follow: Following) -> None:
    person, one, other = somebody(), somebody(), somebody()
    arrival = joined(person, day("2014-01-10"))
    answers = [
        answered(person, towards, day(when))
        for towards, when in [
            (one, "2014-02-01"),
            (one, "2014-03-01"),
            (other, "2014-04-15"),
            (one, "2014-05-20"),
        ]
    ]
    tick = accepted(one, person, day("2014-06-01"))
    follow()
    assert stays_of(person) == [
        ("member", "start", "", day("2014-01-10"), day("2014-02-01"), [arrival]),
        ("partner", "up", "member", day("2014-02-01"), day("2014-04-15"), [answers[0]]),
        ("associate", "up", "partner", day("2014-04-15"), day("2014-06-01"), answers[:3]),
        ("community_of_practice", "up", "associate", day("2014-06-01"), day("2015-04-01"), [*answers, tick]),
        # the window of the first answer ends on 1 February; on 1 April the last year holds two answers
        ("partner", "down", "community_of_practice", day("2015-04-01"), day("2015-07-01"), [answers[0]]),
        # the window of the last answer ends on 20 May
        ("member", "down", "partner", day("2015-07-01"), None, [answers[3]]),
    ]
    assert_rebuilt()


def test_late_history_changes_the_past(follow: Following) -> None:
    person = somebody()
    joined(person, day("2014-01-10"))
    question = asked(person, day("2014-02-01"))
    follow()
    assert stages_of(person) == ["member", "partner", "member"]
    earlier = asked(person, day("2013-12-01"))
    follow()
    assert stages_of(person) == ["explorer", "partner", "member"]
    with transaction.atomic():
        withdraw(question, reason="deleted", actor=None)
        withdraw(earlier, reason="deleted", actor=None)
    follow()
    assert stages_of(person) == ["member"]
    assert_rebuilt()


def associate(follow: Following) -> tuple[int, int, int]:
    person, one, other = somebody(), somebody(), somebody()
    joined(person, day("2014-01-10"))
    for towards, when in [(one, "2014-02-01"), (one, "2014-03-01"), (other, "2014-03-15")]:
        answered(person, towards, day(when))
    follow()
    assert "associate" in stages_of(person)
    return person, one, other


def test_merging_those_who_were_helped_and_taking_it_back(follow: Following) -> None:
    person, one, other = associate(follow)
    before = stays_of(person)
    with transaction.atomic():
        set_alias(one, other)
    follow()
    assert stages_of(person) == ["member", "partner", "member"]
    assert_rebuilt()
    with transaction.atomic():
        remove_alias(one)
    follow()
    assert stays_of(person) == before
    assert_rebuilt()


def test_merging_the_helper_with_the_helped(follow: Following) -> None:
    person, one, _ = associate(follow)
    with transaction.atomic():
        set_alias(person, one)
    follow()
    assert stays_of(person) == []
    assert "associate" not in stages_of(one)
    assert stages_of(one) == ["member", "partner", "member"]
    assert_rebuilt()


def test_a_bot_helps_nobody_is_helped_by_nobody_and_stands_nowhere(follow: Following) -> None:
    person, one, _ = associate(follow)
    set_flags(actor=HOUSE, person=one, bot=True)
    follow()
    assert stages_of(person) == ["member", "partner", "member"]
    assert_rebuilt()
    set_flags(actor=HOUSE, person=one, bot=False)
    set_flags(actor=HOUSE, person=person, bot=True)
    follow()
    assert stays_of(person) == []
    assert_rebuilt()


def test_a_bots_thanks_are_no_acknowledgement_and_an_unknown_askers_are(follow: Following) -> None:
    person, _one, other = associate(follow)
    answered(person, other, day("2014-04-02"))
    answered(person, None, day("2014-05-02"))
    thanked(person, person, day("2014-06-01"))
    robot = somebody(bot=True)
    thanked(robot, person, day("2014-06-02"))
    follow()
    assert "community_of_practice" not in stages_of(person)
    tick = accepted(None, person, day("2014-06-03"))
    follow()
    (top,) = [row for row in stays_of(person) if row[0] == "community_of_practice"]
    assert (top[1], top[3]) == ("up", day("2014-06-03"))
    assert tick in top[5]  # type: ignore[operator]


def test_the_window_holds_its_first_instant_and_not_its_last(follow: Following) -> None:
    person = somebody()
    joined(person, day("2014-01-10"))
    at = day("2015-01-01") - YEAR + timedelta(days=-30)
    asked(person, at)
    follow()
    assert stays_of(person)[-1][3] == day("2015-01-01")
    asked(person, at + timedelta(microseconds=1))
    follow()
    assert stays_of(person)[-1][3] == day("2015-04-01")


def test_quarters_begin_in_the_organisations_zone(follow: Following) -> None:
    with settled(time_zone="Europe/Berlin"):
        person = somebody()
        joined(person, day("2014-01-10"))
        asked(person, day("2014-02-01"))
        follow()
        assert stays_of(person)[-1][3] == day("2015-03-31") + timedelta(hours=22)
        assert [stage["people"] for stage in report_ladder(date(2015, 3, 31))["stages"]] == [0, 0, 1, 0, 0]
        assert [stage["people"] for stage in report_ladder(date(2015, 4, 1))["stages"]] == [0, 1, 0, 0, 0]


def test_a_flag_works_out_who_dealt_with_the_flagged_and_nobody_else(
    follow: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    host, robot, partner, stranger = (somebody() for _ in range(4))
    answered(partner, host, day("2014-02-01"))
    answered(stranger, robot, day("2014-02-01"))
    follow()
    worked_out: set[int] = set()
    recompute = projection.recompute

    def told(persons: Iterable[int]) -> None:
        worked_out.update(persons)
        recompute(persons)

    monkeypatch.setattr(projection, "recompute", told)
    set_flags(actor=Actor(person=host, roles=frozenset({"host"})), person=robot, bot=True)
    follow()
    assert worked_out == {host, robot, stranger}
    assert_rebuilt()
