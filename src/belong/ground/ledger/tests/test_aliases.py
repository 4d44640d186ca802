from itertools import pairwise

import pytest
from django.db import connection, transaction

from belong.ground.kernel.public import OutsideTransaction
from belong.ground.ledger.models import Alias
from belong.ground.ledger.public import (
    AnswerPosted,
    WrongAlias,
    canonical,
    facts,
    history,
    ids_of,
    record,
    remove_alias,
    set_alias,
)


def seen_as(person: int, counterpart: int | None = None) -> tuple[int | None, int | None]:
    number = record(AnswerPosted(actor=person, counterpart=counterpart, about="discussions.post:1", topic=3))
    with connection.cursor() as cursor:
        cursor.execute("select actor, counterpart from ledger_standing where id = %s", [number])
        actor, other = cursor.fetchone()
    assert number is not None
    [card] = facts([number])
    assert (card.actor, card.counterpart) == (actor, other)
    assert (card.actor_recorded, card.counterpart_recorded) == (person, counterpart)
    return actor, other


@pytest.mark.django_db
def test_everything_reads_through_the_alias() -> None:
    assert (canonical(1), ids_of(1)) == (1, [1])
    assert set_alias(1, 2, recorded_by=9) == 2
    assert (canonical(1), canonical(2), ids_of(1), ids_of(2)) == (2, 2, [1, 2], [1, 2])
    assert seen_as(1, 1) == (2, 2)
    assert seen_as(3, None) == (3, None)
    [merged] = history(words=["merged"]).items
    assert (merged.actor_recorded, merged.counterpart, merged.about, merged.recorded_by) == (1, 2, "people.person:1", 9)
    assert merged.persons == {1, 2}


@pytest.mark.django_db
def test_chains_resolve_in_one_step_and_come_apart_as_they_were() -> None:
    for person, into in pairwise(range(1, 6)):
        set_alias(person, into)
    assert ids_of(3) == [1, 2, 3, 4, 5]
    assert set(Alias.objects.values_list("canonical", flat=True)) == {5}
    remove_alias(3, recorded_by=9)
    assert (ids_of(1), ids_of(5)) == ([1, 2, 3], [4, 5])
    assert [canonical(person) for person in range(1, 6)] == [3, 3, 3, 5, 5]
    [apart] = history(words=["unmerged"]).items
    assert (apart.actor_recorded, apart.counterpart) == (3, 5)
    set_alias(3, 4)
    assert dict(Alias.objects.values_list("person", "into")) == {1: 2, 2: 3, 3: 4, 4: 5}
    assert ids_of(1) == [1, 2, 3, 4, 5]


@pytest.mark.django_db
def test_unmerging_one_leaves_the_others() -> None:
    set_alias(1, 3)
    set_alias(2, 3)
    remove_alias(1)
    assert (ids_of(3), ids_of(1)) == ([2, 3], [1])


@pytest.mark.django_db
def test_merging_into_somebody_merged_leads_to_the_end() -> None:
    set_alias(2, 3)
    assert set_alias(1, 2) == 3
    assert ids_of(3) == [1, 2, 3]
    remove_alias(2)
    assert (ids_of(3), ids_of(2)) == ([3], [1, 2])


@pytest.mark.django_db
def test_nonsense_is_refused() -> None:
    set_alias(1, 2)
    for person, into in ((1, 3), (1, 1), (2, 1), (4, 4)):
        with pytest.raises(WrongAlias), transaction.atomic():
            set_alias(person, into)
    with pytest.raises(WrongAlias, match="nobody else"), transaction.atomic():
        remove_alias(2)
    assert list(Alias.objects.values_list("person", "canonical")) == [(1, 2)]


def test_merging_outside_a_transaction_is_refused(clone: str) -> None:
    with pytest.raises(OutsideTransaction):
        set_alias(1, 2)
    assert Alias.objects.count() == 0
