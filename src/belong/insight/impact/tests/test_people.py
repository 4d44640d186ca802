"""Who is known: by an act of their own, while they stand."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection, transaction

from belong.ground.ledger.public import (
    check,
    complete_batch,
    drain,
    open_batch,
    remove_alias,
    set_alias,
    withdraw_batch,
)
from belong.ground.people.public import Actor, set_flags
from belong.insight.impact import projection
from belong.insight.impact.public import figure_list, health
from belong.insight.impact.tests.acts import HOUSE, Following, assert_rebuilt, day, joined, somebody, voted

NOON = day("2015-05-04") + timedelta(hours=12)


@pytest.mark.django_db
def test_a_merge_is_no_act_of_anybody(follow: Following) -> None:
    acting, other, silent = somebody(), somebody(), somebody()
    joined(acting, NOON)
    joined(other, NOON)
    follow()
    assert health(HOUSE, None, None).people == 2
    for person, into in ((other, acting), (silent, acting)):
        with transaction.atomic():
            set_alias(person, into)
        follow()
        assert health(HOUSE, None, None).people == 1
        assert_rebuilt()
    with transaction.atomic():
        remove_alias(silent)
    follow()
    assert health(HOUSE, None, None).people == 1
    assert_rebuilt()
    with transaction.atomic():
        set_alias(acting, somebody())
    follow()
    assert health(HOUSE, None, None).people == 1
    assert_rebuilt()


def people() -> list[int]:
    found = figure_list(HOUSE, "people")
    assert (found.total, len(found.items)) == (health(HOUSE, None, None).people, found.total)
    assert all(item.person is not None for item in found.items)
    return sorted(item.person.id for item in found.items if item.person is not None)


def test_who_is_withdrawn_is_not_known_whatever_else_stands(clone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("belong.insight.impact.projection.FACTS_AT_ONCE", 8)
    monkeypatch.setattr("belong.ground.ledger.following.stepping.SECONDS", 0.0)
    member, known, other, merged = somebody(), somebody(), somebody(), somebody()
    with transaction.atomic():
        batch = open_batch("test", "a file")
        with connection.cursor() as cursor:
            cursor.execute("update people_person set batch_id = %s where id = any(%s)", [batch, [known, other]])
        joined(member, NOON)
        voted(known, NOON)
        voted(merged, NOON)
        set_alias(merged, other)
    drain()
    assert people() == [member]
    with transaction.atomic():
        complete_batch(batch)
    drain()
    assert people() == [member, known, other]
    assert check(["impact"]) == []
    with transaction.atomic():
        withdraw_batch(batch, "undone")
    drain()
    assert people() == [member]
    assert check(["impact"]) == []


@pytest.mark.django_db
def test_flagging_works_out_nothing_of_who_flagged(follow: Following, monkeypatch: pytest.MonkeyPatch) -> None:
    host, robot = somebody("Host"), somebody("Robot")
    votes = [voted(host, NOON) for _ in range(3)]
    deed = voted(robot, NOON)
    follow()
    worked_out: set[int] = set()
    facts_of = projection._facts_of

    def told(persons: Sequence[int]) -> tuple[set[int], set[int]]:
        facts, ids = facts_of(persons)
        worked_out.update(facts)
        return facts, ids

    monkeypatch.setattr(projection, "_facts_of", told)
    set_flags(actor=Actor(person=host, roles=frozenset({"host"})), person=robot, bot=True)
    follow()
    assert deed in worked_out
    assert not worked_out & set(votes)
    assert health(HOUSE, None, None).people == 1
    assert_rebuilt()
