"""What a host may not open counts, and tells neither who it was nor when exactly."""

from datetime import timedelta

import pytest

from belong.insight.impact.public import figure_list, health
from belong.insight.impact.tests.acts import HOUSE, Following, answered, asked, day, somebody

pytestmark = pytest.mark.django_db
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
