"""Newcomers, months, the week and kinds by hand; and that sums of months tell the same as every single act."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from belong.ground.kernel.public import NotFound, Refused, frozen
from belong.ground.ledger.public import set_alias, withdraw
from belong.ground.people.public import Actor, set_flags
from belong.insight.impact.cards import Hour, Kind
from belong.insight.impact.public import contributions, figure_list, health, months, week
from belong.insight.impact.tests.acts import (
    HOUSE,
    Following,
    answered,
    asked,
    assert_rebuilt,
    attended,
    day,
    joined,
    replied,
    somebody,
    voted,
)

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TICK = timedelta(microseconds=1)
END = date(2015, 12, 31)


def newcomers(to: date | None = END) -> dict[date, tuple[int, int, bool]]:
    return {
        month.month: (month.joined, month.joined_again, month.newcomers_open)
        for month in months(HOUSE, None, to)
        if month.joined
    }


def test_taking_part_again_is_to_be_active_on_a_later_day_within_90_days(follow: Following) -> None:
    at = day("2015-03-10") + 9 * HOUR
    for later in (timedelta(0), 14 * HOUR, 15 * HOUR, 90 * DAY - TICK, 90 * DAY):
        person = somebody()
        joined(person, at)
        attended(person, at + later)
    voter = somebody()
    joined(voter, at)
    voted(voter, at + DAY)
    follow()
    assert newcomers() == {date(2015, 3, 1): (6, 2, False)}
    assert figure_list(HOUSE, "joined", None, END, month=date(2015, 3, 1)).total == 6
    assert figure_list(HOUSE, "joined_again", None, END, month=date(2015, 3, 9)).total == 2
    assert figure_list(HOUSE, "joined_again", None, END, month=date(2015, 4, 1)).total == 0
    assert newcomers(date(2015, 3, 11)) == {date(2015, 3, 1): (6, 1, True)}
    assert_rebuilt()


def test_the_90_days_of_a_month_are_over_90_days_after_its_end(follow: Following) -> None:
    joined(somebody(), day("2015-03-10"))
    follow()
    assert newcomers(date(2015, 6, 28)) == {date(2015, 3, 1): (1, 0, True)}
    assert newcomers(date(2015, 6, 29)) == {date(2015, 3, 1): (1, 0, False)}


def test_who_is_found_to_be_one_person_joined_once(follow: Following) -> None:
    first, second = somebody(), somebody()
    joined(first, day("2015-03-10"))
    joined(second, day("2015-05-10"))
    attended(second, day("2015-05-20"))
    follow()
    assert newcomers() == {date(2015, 3, 1): (1, 0, False), date(2015, 5, 1): (1, 1, False)}
    with transaction.atomic():
        set_alias(second, first)
    follow()
    assert newcomers() == {date(2015, 3, 1): (1, 1, False)}
    assert_rebuilt()


def test_a_month_tells_of_what_happened_in_it_as_it_is_known_at_the_end(follow: Following) -> None:
    one, two = somebody(), somebody()
    asked(one, 1, day("2015-03-01"))
    asked(one, 2, day("2015-04-01") - TICK)
    answered(two, one, 1, day("2015-03-01") + 2 * HOUR)
    answered(two, one, 2, day("2015-05-02"))
    answered(one, one, 2, day("2015-05-03"))
    follow()
    march, april, may = months(HOUSE, None, date(2015, 5, 31))
    assert (march.month, march.questions, march.answered, march.active_people) == (date(2015, 3, 1), 2, 2, 2)
    assert march.median_seconds == pytest.approx((2 * 3600 + 31 * 86400) / 2)
    assert april.empty
    assert (may.questions, may.active_people, may.contributions, may.open) == (0, 2, 1, False)
    assert months(HOUSE, None, date(2015, 5, 1))[0].answered == 1
    assert months(HOUSE, None, date(2015, 5, 30))[-1].open
    assert figure_list(HOUSE, "answered", None, date(2015, 5, 31), month=date(2015, 3, 1)).total == 2
    assert figure_list(HOUSE, "active_people", None, date(2015, 5, 31), month=date(2015, 5, 1)).total == 2


def test_each_hour_of_the_week_has_its_median_wait(follow: Following) -> None:
    asker, helper = somebody(), somebody()
    monday = day("2015-05-04") + 12 * HOUR
    for topic, wait in enumerate([1, 3, None]):
        asked(asker, topic, monday + topic * timedelta(days=7))
        if wait:
            answered(helper, asker, topic, monday + topic * timedelta(days=7) + wait * HOUR)
    follow()
    for to in (END, None):
        found = week(HOUSE, None, to)
        assert len(found) == 168
        assert found[12] == Hour(3, 2, 2 * 3600)
        assert {hour for hour in found if hour.asked == 0} == {Hour(0, 0, None)}
    waits = figure_list(HOUSE, "median_seconds_to_first_answer", None, END, hour=12)
    assert [row.seconds for row in waits.items] == [3 * 3600, 3600]


def test_contributions_are_told_by_kind_and_none_is_towards_oneself(follow: Following) -> None:
    one, two = somebody(), somebody()
    answered(one, two, 1, day("2015-05-04"))
    answered(None, two, 1, day("2015-05-04"))
    answered(two, two, 1, day("2015-05-04"))
    replied(one, two, 1, day("2015-05-04"))
    follow()
    assert contributions(HOUSE, None, END) == contributions(HOUSE) == (Kind("answered", 2),)
    assert figure_list(HOUSE, "contributions", None, END, kind="answered").total == 2
    assert figure_list(HOUSE, "contributions", None, END, kind="shared").total == 0


def test_sums_of_months_say_what_every_act_says(follow: Following) -> None:
    """The same days once where nothing is known from after them, and once where something is."""
    people = [somebody() for _ in range(4)]
    for number, (asker, helper) in enumerate(product(people, people)):
        at = day("2015-01-20") + number * 11 * DAY + number * HOUR
        joined(asker, day("2015-01-15") + number * DAY)
        asked(asker, number, at)
        if number % 3:
            answered(helper, asker, number, at + number * number * HOUR)
        replied(helper if number % 4 else None, asker, number, at + number * HOUR)
    set_flags(actor=HOUSE, person=people[3], bot=True)
    with transaction.atomic():
        withdraw(answered(people[0], people[1], 5, day("2015-04-01")), reason="deleted", actor=None)
    follow()
    periods = [(None, END), (date(2015, 3, 1), END)]
    kept = [(health(HOUSE, *of), months(HOUSE, *of), week(HOUSE, *of), contributions(HOUSE, *of)) for of in periods]
    later = somebody()
    joined(later, day("2016-02-01"))
    attended(later, day("2016-02-02"))
    follow()
    single = [(health(HOUSE, *of), months(HOUSE, *of), week(HOUSE, *of), contributions(HOUSE, *of)) for of in periods]
    assert kept == single
    assert kept[0][0].answered > 0
    assert_rebuilt()


def test_pictures_are_for_hosts_and_take_few_queries(follow: Following) -> None:
    member = Actor(person=somebody())
    for read in (months, week, contributions):
        with pytest.raises(Refused):
            read(member)
        with CaptureQueriesContext(connection) as queries:
            read(HOUSE)
        assert len(queries) <= 2
    assert months(HOUSE) == ()
    assert contributions(HOUSE) == ()
    with frozen(day("2015-06-01")), CaptureQueriesContext(connection) as queries:
        health(HOUSE)
    assert len(queries) == 3


def test_lists_know_what_they_can_be_narrowed_to() -> None:
    for figure, narrowed in [
        ("people", {"month": END}),
        ("active_people_30", {"month": END}),
        ("answers", {"hour": 3}),
        ("answers", {"kind": "answered"}),
    ]:
        with pytest.raises(NotFound):
            figure_list(HOUSE, figure, **narrowed)  # type: ignore[arg-type]
