"""Who came lately."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import transaction

from belong.ground.kernel.public import frozen
from belong.ground.ledger.public import AnswerPosted, record
from belong.ground.people.models import Person
from belong.ground.people.public import (
    Newcomer,
    add_person,
    close_account,
    give_role,
    merge,
    newcomers,
    open_account,
    set_flags,
)
from belong.ground.people.tests.support import HOUSE, PASSWORD, VISITOR, host, member, on, queries

pytestmark = pytest.mark.django_db


def told(found: list[Newcomer]) -> list[tuple[str, datetime, bool, int]]:
    return [(one.card.name, one.at, one.is_back, one.years) for one in found]


def test_newcomers_are_those_who_joined_since_newest_first_without_the_reader() -> None:
    with frozen(on(2023)):
        member("Old")
    with frozen(on(2024, 2)):
        member("Mia")
    with frozen(on(2024, 3)):
        member("Tom")
    with frozen(on(2024, 4)):
        me = member("Me")
        add_person(actor=HOUSE, name="Only known", joined=False)
        Person.objects.filter(pk=add_person(actor=HOUSE, name="Bot", joined=True).id).update(is_bot=True)
    found = newcomers(me, on(2024, 1))
    assert told(found) == [("Tom", on(2024, 3), False, 0), ("Mia", on(2024, 2), False, 0)]
    assert told(newcomers(me, on(2024, 1), limit=1)) == [("Tom", on(2024, 3), False, 0)]
    assert newcomers(VISITOR, on(2023)) == []


def known(name: str) -> int:
    with frozen(on(2014)):
        return add_person(actor=HOUSE, name=name, identities=(("mail", f"{name.lower()}@example.org"),), joined=True).id


def opens(name: str) -> int:
    return open_account(email=f"{name.lower()}@example.org", password=PASSWORD, actor=HOUSE).person_id


def test_who_opens_an_account_is_back_after_the_years_of_silence() -> None:
    reader, ann, ben = host(), known("Ann"), known("Ben")
    with frozen(on(2021)), transaction.atomic():
        record(AnswerPosted(actor=ben, about="discussions.answer:1", topic=1))
    with frozen(on(2024, 2)):
        assert opens("Ann") == ann
    with frozen(on(2024, 3)):
        assert opens("Ben") == ben
    with frozen(on(2024, 4)):
        member("New")
    found = newcomers(reader, on(2024))
    assert told(found) == [
        ("New", on(2024, 4), False, 0),
        ("Ben", on(2024, 3), True, 3),
        ("Ann", on(2024, 2), True, 10),
    ]
    assert "Ann" not in [one.card.name for one in newcomers(reader, on(2024, 2, 2))]
    assert [one.card.name for one in newcomers(reader, on(2024), limit=2)] == ["New", "Ben"]


def test_whose_history_becomes_theirs_after_they_came_is_back() -> None:
    reader, old = host(), known("Ada")
    with frozen(on(2024, 2)):
        new = open_account(email="ann@example.org", password=PASSWORD, name="Ann").person_id
        assert ("Ann", on(2024, 2), False, 0) in told(newcomers(reader, on(2024)))
        merge(actor=HOUSE, keep=new, other=old)
    assert ("Ann", on(2024, 2), True, 10) in told(newcomers(reader, on(2024)))


def _staff(person: int) -> None:
    set_flags(actor=HOUSE, person=person, staff=True)


def _bot(person: int) -> None:
    set_flags(actor=HOUSE, person=person, bot=True)


def _host(person: int) -> None:
    give_role(actor=HOUSE, person=person, role="host")


def _had_one(person: int) -> None:
    """Two records of one person, each with an account: the first is what brought them."""
    with frozen(on(2015)):
        other = open_account(email="before@example.org", password=PASSWORD, name="Before")
    close_account(actor=HOUSE, account=other.pk)
    merge(actor=HOUSE, keep=person, other=other.person_id)


@pytest.mark.parametrize("are", [_staff, _bot, _host, _had_one])
def test_neither_the_house_nor_who_had_an_account_before_is_back(are: Callable[[int], None]) -> None:
    reader, ann = host(), known("Ann")
    with frozen(on(2024, 2)):
        opens("Ann")
    assert "Ann" in [one.card.name for one in newcomers(reader, on(2024))]
    are(ann)
    assert "Ann" not in [one.card.name for one in newcomers(reader, on(2024))]


def test_it_costs_the_same_whoever_is_back() -> None:
    reader, seen = host(), set()
    member("New")
    for name in ("Ann", "Ben", "Cem"):
        seen.add(queries(lambda: newcomers(reader, on(2024))))
        known(name)
        with frozen(on(2024, 2)):
            opens(name)
    assert seen == {5}
