"""Each definition by a hand-computed example."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from belong.ground.kernel.public import frozen, settled
from belong.ground.ledger.public import TopicAsked, remove_alias, set_alias, withdraw
from belong.ground.people.public import set_flags
from belong.insight.impact.public import FIGURES, figure_list, health, report_health
from belong.insight.impact.tests.acts import (
    HOUSE,
    Following,
    accepted,
    answered,
    asked,
    assert_rebuilt,
    attended,
    day,
    joined,
    made_anew,
    replied,
    somebody,
    started,
    tell,
    voted,
)

pytestmark = pytest.mark.django_db
SECOND, TICK = timedelta(seconds=1), timedelta(microseconds=1)
MAY, JUNE = date(2015, 5, 1), date(2015, 5, 31)
NOON = day("2015-05-04") + timedelta(hours=12)  # a Monday


def test_nothing_is_nothing(follow: Following) -> None:
    assert report_health() == {
        "people": 0,
        "questions": 0,
        "answers": 0,
        "replies": 0,
        "answered": 0,
        "accepted": 0,
        "unanswered": 0,
        "median_seconds_to_first_answer": None,
        "p90_seconds_to_first_answer": None,
        "median_seconds_to_first_response": None,
        "asked_by_hour_of_week": [0] * 168,
        "absence_factor": 0,
        "active_people_30": 0,
        "active_people_365": 0,
    }
    assert tuple(report_health()) == FIGURES


def test_people_are_known_since_they_joined_or_first_acted(follow: Following) -> None:
    joined(somebody(), day("2015-05-31") + timedelta(hours=23))
    voted(somebody(), day("2015-04-01"))
    later = somebody()
    joined(later, day("2015-06-01"))
    asked(None, 1, day("2015-05-02"))
    answered(later, somebody(), 1, day("2015-06-02"))
    follow()
    assert [health(HOUSE, None, to).people for to in (date(2015, 3, 31), date(2015, 4, 1), JUNE, date(2015, 6, 1))] == [
        0,
        1,
        2,
        3,
    ]
    assert health(HOUSE, JUNE, JUNE).people == 2


def test_the_period_holds_its_first_day_and_its_last(follow: Following) -> None:
    for number, at in enumerate(
        [day("2015-05-01") - TICK, day("2015-05-01"), day("2015-06-01") - TICK, day("2015-06-01")]
    ):
        asked(None, number, at)
    follow()
    assert health(HOUSE, MAY, JUNE).questions == 2
    assert health(HOUSE, None, JUNE).questions == 3
    with frozen(day("2015-06-01")):
        assert health(HOUSE, MAY).questions == 2
    with frozen(day("2015-06-01") + TICK):
        assert health(HOUSE, MAY).questions == 3


def test_questions_are_judged_by_what_was_known_at_the_periods_end(follow: Following) -> None:
    asker, helper = somebody(), somebody()
    asked(asker, 1, NOON)
    answered(helper, asker, 1, day("2015-06-01"))
    accepted(asker, helper, 1, day("2015-06-02"))
    follow()
    in_may = health(HOUSE, MAY, JUNE)
    assert (in_may.questions, in_may.answered, in_may.accepted, in_may.unanswered, in_may.answers) == (1, 0, 0, 1, 0)
    assert health(HOUSE, MAY, date(2015, 6, 1)).answered == 1
    assert health(HOUSE, MAY, date(2015, 6, 1)).accepted == 0
    assert health(HOUSE, MAY, date(2015, 6, 2)).accepted == 1
    in_june = health(HOUSE, date(2015, 6, 1), date(2015, 6, 30))
    assert (in_june.questions, in_june.answers, in_june.answered, in_june.accepted) == (0, 1, 0, 0)


def test_the_first_answer_is_by_anyone_but_the_asker(follow: Following) -> None:
    asker, helper = somebody(), somebody()
    asked(asker, 1, NOON)
    answered(asker, asker, 1, NOON + 10 * SECOND)
    accepted(asker, asker, 1, NOON + 20 * SECOND)
    follow()
    own = health(HOUSE, MAY, JUNE)
    assert (own.answers, own.answered, own.accepted, own.median_seconds_to_first_answer) == (1, 0, 1, None)
    answered(helper, asker, 1, NOON + 90 * SECOND)
    answered(None, asker, 1, NOON + 60 * SECOND)
    follow()
    assert health(HOUSE, MAY, JUNE).median_seconds_to_first_answer == 60
    asked(None, 2, NOON)
    answered(helper, None, 2, NOON + 30 * SECOND)
    follow()
    assert health(HOUSE, MAY, JUNE).answered == 2


def test_the_first_response_is_an_answer_or_a_reply_in_the_topic(follow: Following) -> None:
    asker, helper = somebody(), somebody()
    asked(asker, 1, NOON)
    replied(asker, asker, 1, NOON + 5 * SECOND)
    replied(helper, asker, 1, NOON + 40 * SECOND)
    answered(helper, asker, 1, NOON + 90 * SECOND)
    started(asker, 2, NOON)
    replied(helper, asker, 2, NOON + SECOND)
    follow()
    found = health(HOUSE, MAY, JUNE)
    assert (found.median_seconds_to_first_response, found.median_seconds_to_first_answer) == (40, 90)
    assert (found.questions, found.replies) == (1, 3)


def test_a_question_asked_elsewhere_is_an_act_and_no_topics(follow: Following) -> None:
    asked(None, 7, NOON)
    person = somebody()
    tell(TopicAsked(actor=person, about="touches.touch:7", occurred_at=NOON))
    answered(person, None, 7, NOON + SECOND)
    follow()
    found = health(HOUSE, MAY, JUNE)
    assert (found.questions, found.answered, found.active_people_30) == (1, 1, 1)


def test_waits_are_never_negative_and_percentiles_interpolate(follow: Following) -> None:
    asker, helper = somebody(), somebody()
    for topic, wait in enumerate([-50, 10, 20, 100]):
        asked(asker, topic, NOON)
        answered(helper, asker, topic, NOON + wait * SECOND)
    follow()
    found = health(HOUSE, MAY, JUNE)
    assert found.median_seconds_to_first_answer == 15
    assert found.p90_seconds_to_first_answer == pytest.approx(76)


def test_hours_of_the_week_are_the_organisations(follow: Following) -> None:
    asked(None, 1, day("2015-05-03") + timedelta(hours=23, minutes=30))  # Sunday in UTC, Monday in Berlin
    asked(None, 2, NOON)
    follow()
    hours = health(HOUSE, MAY, JUNE).asked_by_hour_of_week
    assert {hour: number for hour, number in enumerate(hours) if number} == {167: 1, 12: 1}
    with settled(time_zone="Europe/Berlin"):
        made_anew()
        hours = health(HOUSE, MAY, JUNE).asked_by_hour_of_week
        assert {hour: number for hour, number in enumerate(hours) if number} == {1: 1, 14: 1}
        assert figure_list(HOUSE, "asked_by_hour_of_week", MAY, JUNE, hour=1).total == 1


def test_the_absence_factor_counts_known_people_and_nothing_towards_oneself(follow: Following) -> None:
    one, two, three = somebody(), somebody(), somebody()
    for topic in range(4):
        answered(one, two, topic, NOON)
    for topic in range(3):
        answered(two, one, topic, NOON)
        answered(three, None, topic, NOON)
    follow()
    assert health(HOUSE, MAY, JUNE).absence_factor == 2
    for topic in range(9):
        answered(three, three, topic, NOON)
        answered(None, one, topic, NOON)
    follow()
    assert health(HOUSE, MAY, JUNE).absence_factor == 2
    assert health(HOUSE, date(2015, 6, 1), date(2015, 6, 30)).absence_factor == 0
    with transaction.atomic():
        set_alias(two, one)
    follow()
    assert health(HOUSE, MAY, JUNE).absence_factor == 1
    assert [item.contributions for item in figure_list(HOUSE, "absence_factor", MAY, JUNE).items] == [3]
    assert_rebuilt()


def test_active_people_are_counted_back_from_the_periods_end(follow: Following) -> None:
    end = day("2015-06-01")
    attended(somebody(), end - timedelta(days=30))
    attended(somebody(), end - timedelta(days=30) - TICK)
    attended(somebody(), end)
    person = somebody()
    joined(person, end - SECOND)
    voted(person, end - SECOND)
    accepted(person, somebody(), 1, end - SECOND)
    started(person, 2, end - SECOND)
    follow()
    found = health(HOUSE, JUNE, JUNE)
    assert (found.active_people_30, found.active_people_365) == (1, 2)


def test_bots_and_staff_count_nowhere_and_flags_change_the_past(follow: Following) -> None:
    asker, helper = somebody(), somebody()
    for topic in range(3):
        asked(asker, topic, NOON)
        answered(helper, asker, topic, NOON + 60 * SECOND)
        replied(helper, asker, topic, NOON + 30 * SECOND)
        accepted(asker, helper, topic, NOON + 90 * SECOND)
    follow()
    before = report_health(MAY, JUNE)
    assert (before["people"], before["questions"], before["answered"], before["accepted"]) == (2, 3, 3, 3)
    for flag in ("staff", "bot"):
        set_flags(actor=HOUSE, person=helper, **{flag: True})
        follow()
        without = report_health(MAY, JUNE)
        assert (without["people"], without["questions"], without["answers"], without["replies"]) == (1, 3, 0, 0)
        assert (without["answered"], without["accepted"], without["absence_factor"]) == (0, 0, 0)
        assert without["median_seconds_to_first_response"] is None
        assert without["active_people_30"] == 1
        assert_rebuilt()
        set_flags(actor=HOUSE, person=helper, **{flag: False})
        follow()
        assert report_health(MAY, JUNE) == before
    set_flags(actor=HOUSE, person=asker, staff=True)
    follow()
    without = report_health(MAY, JUNE)
    assert (without["questions"], without["accepted"], without["answers"], without["answered"]) == (0, 0, 3, 0)
    assert without["asked_by_hour_of_week"] == [0] * 168
    assert_rebuilt()


def test_who_turns_out_to_be_the_asker_gave_no_first_answer(follow: Following) -> None:
    asker, helper = somebody(), somebody()
    asked(asker, 1, NOON)
    answered(helper, asker, 1, NOON + 60 * SECOND)
    follow()
    with transaction.atomic():
        set_alias(helper, asker)
    follow()
    merged = health(HOUSE, MAY, JUNE)
    assert (merged.people, merged.answered, merged.answers, merged.absence_factor) == (1, 0, 1, 0)
    assert_rebuilt()
    with transaction.atomic():
        remove_alias(helper)
    follow()
    apart = health(HOUSE, MAY, JUNE)
    assert (apart.people, apart.answered, apart.absence_factor) == (2, 1, 1)
    assert_rebuilt()


def test_what_is_withdrawn_never_was(follow: Following) -> None:
    asker, helper = somebody(), somebody()
    question = asked(asker, 1, NOON)
    first = answered(helper, asker, 1, NOON + 60 * SECOND)
    answered(None, asker, 1, NOON + 120 * SECOND)
    tick = accepted(asker, helper, 1, NOON + 180 * SECOND)
    follow()
    with transaction.atomic():
        withdraw(first, reason="deleted", actor=None)
        withdraw(tick, reason="deleted", actor=None)
    follow()
    found = health(HOUSE, MAY, JUNE)
    assert (found.median_seconds_to_first_answer, found.accepted, found.people) == (120, 0, 1)
    with transaction.atomic():
        withdraw(question, reason="spam", actor=None)
    follow()
    found = health(HOUSE, MAY, JUNE)
    assert (found.questions, found.answered, found.answers, found.people) == (0, 0, 1, 0)
    assert_rebuilt()
