"""The lists behind figures: for hosts; what they may not open counts, and tells neither who it was nor when exactly."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from belong.ground.kernel.public import BadCursor, NotFound, Refused
from belong.ground.people.public import Actor
from belong.insight.impact.public import FIGURES, figure_list, health
from belong.insight.impact.tests.acts import HOUSE, Following, answered, asked, attended, day, somebody

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
NOON = day("2015-05-04") + timedelta(hours=12)


@pytest.mark.parametrize("figure", ["questions", "answers", "answered", "median_seconds_to_first_answer"])
def test_a_row_whose_thing_is_not_shown_names_nobody(follow: Following, figure: str) -> None:
    asker, helper = somebody(), somebody()
    asked(asker, 10**9, NOON)
    answered(helper, asker, 10**9, NOON + timedelta(seconds=60))
    follow()
    found = figure_list(HOUSE, figure)
    assert found.total == 1
    (row,) = found.items
    assert (row.hidden, row.person, row.card, row.fact, row.at) == (True, None, None, None, day("2015-05-04"))
    assert row.seconds == (None if figure in ("questions", "answers") else 60)


def test_a_person_is_no_hidden_thing(follow: Following) -> None:
    asker = somebody()
    asked(asker, 10**9, NOON)
    follow()
    (row,) = figure_list(HOUSE, "people").items
    assert row.person is not None
    assert (row.hidden, row.person.id, row.at) == (False, asker, NOON)
    assert health(HOUSE, None, None).people == 1


def test_lists_are_for_hosts_and_know_their_figures() -> None:
    member = Actor(person=somebody())
    with pytest.raises(Refused):
        health(member)
    for figure in FIGURES:
        with pytest.raises(Refused):
            figure_list(member, figure)
        assert figure_list(HOUSE, figure).total == 0
    for figure, hour in [("happiness", None), ("asked_by_hour_of_week", 168)]:
        with pytest.raises(NotFound):
            figure_list(HOUSE, figure, hour=hour)
    with pytest.raises(BadCursor):
        figure_list(HOUSE, "questions", cursor="rubbish")


def test_a_list_takes_as_many_queries_for_one_row_as_for_many(follow: Following) -> None:
    asker, helper = somebody(), somebody()
    for topic in range(60):
        asked(asker, topic, NOON + topic * SECOND)
        answered(helper, asker, topic, NOON + 60 * SECOND)
    follow()
    for figure in ("answers", "median_seconds_to_first_answer", "active_people_365"):
        taken = []
        for limit in (1, 50):
            with CaptureQueriesContext(connection) as queries:
                figure_list(HOUSE, figure, limit=limit)
            taken.append(len(queries))
        assert taken[0] == taken[1] <= 6, figure


@pytest.mark.parametrize("start", [None, date(2015, 5, 1)])
def test_lists_told_from_sums_are_those_told_from_each_act(follow: Following, start: date | None) -> None:
    people = [somebody(str(number)) for number in range(4)]
    for number, person in enumerate(people):
        for topic in range(1 + number):
            answered(person, None, topic, day("2015-04-20") + timedelta(days=14 * topic))
            attended(person, day("2015-05-09"))
    follow()
    today = date(2015, 6, 30)
    told = listed(start, today)
    # something known from after the end: now each act is asked
    attended(somebody("Later"), day("2015-07-05"))
    follow()
    assert listed(start, today) == told
    assert sum(map(len, told)) > 8


def listed(start: date | None, end: date) -> list[list[tuple[object, ...]]]:
    figures = ("absence_factor", "active_people", "active_people_30", "active_people_365")
    pages = [figure_list(HOUSE, figure, start, end) for figure in figures]
    assert [page.total for page in pages] == [len(page.items) for page in pages]
    return [[(item.at, item.person, item.contributions) for item in page.items] for page in pages]
