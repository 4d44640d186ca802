"""A fact changes the end of a life: the rows before it stay untouched, and the others are what a rebuild makes."""

from django.db import connection, transaction

from belong.ground.ledger.public import drain, withdraw
from belong.insight.journey.tests.lives import all_stays, answered, day, joined, somebody


def versions(person: int) -> dict[tuple[str, object], str]:
    """Which transaction wrote each row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select 'stay', from_at, xmin::text || ctid from journey_stay where person_id = %(person)s"
            " union all select aspect, from_at, xmin::text || ctid from journey_span where person_id = %(person)s",
            {"person": person},
        )
        return {(table, at): version for table, at, version in cursor.fetchall()}


def test_of_a_life_only_what_a_fact_changes_is_written(clone: str) -> None:
    helper, asker = somebody("Helper"), somebody("Asker")
    joined(helper, day("2014-01-02"))
    answered(helper, asker, day("2014-02-03"))
    drain()
    before, stays = versions(helper), all_stays()
    late = answered(helper, asker, day("2016-05-06"))
    drain()
    after = versions(helper)
    assert after != before
    assert [key for key in before if after.get(key) == before[key]], "what happened before is left alone"
    with transaction.atomic():
        withdraw(late, actor=None, reason="mistake")
    drain()
    assert all_stays() == stays
