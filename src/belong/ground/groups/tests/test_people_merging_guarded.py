"""Ways around what may be merged: an account that is closed for now, a record with powers, two merges at once."""

from threading import Event, Thread

import pytest
from django.db import close_old_connections, connections, transaction

from belong.ground.kernel.public import Refused
from belong.ground.ledger.public import canonical
from belong.ground.people.models import Account, Identity, SamePerson
from belong.ground.people.public import (
    HOST,
    OWNER,
    add_person,
    close_account,
    give_role,
    merge,
    open_account,
    prove_address,
)
from belong.ground.people.tests.support import HOUSE, PASSWORD, account, host, wait_for_a_lock


def known(name: str) -> int:
    return add_person(actor=HOUSE, name=name).id


def test_an_account_that_is_closed_gains_no_powers_either(db: None) -> None:
    hanna, made, boss = host(), account(), account("boss@example.org", "Boss")
    give_role(actor=HOUSE, person=boss.person_id, role=OWNER)
    close_account(actor=HOUSE, account=made.pk)
    for keep, other in ((boss.person_id, made.person_id), (made.person_id, boss.person_id)):
        with pytest.raises(Refused, match="only an owner"):
            merge(actor=hanna, keep=keep, other=other)


def test_whose_account_was_closed_comes_back_as_themselves_by_a_host_alone(db: None) -> None:
    closed, back = account("old@example.org", "Old"), account("mia@example.org")
    Identity.objects.create(person_id=closed.person_id, source="mail", key="mia@example.org")
    close_account(actor=HOUSE, account=closed.pk)
    assert not prove_address(actor=HOUSE, account=back.pk, email="mia@example.org")
    assert canonical(closed.person_id) != canonical(back.person_id)
    assert SamePerson.objects.filter(state=SamePerson.State.UNDECIDED).count() == 1


@pytest.mark.parametrize("role", [OWNER, HOST])
def test_a_host_opens_no_account_for_a_record_with_powers(db: None, role: str) -> None:
    hanna, boss = host(), known("Boss")
    give_role(actor=HOUSE, person=boss, role=role)
    Identity.objects.create(person_id=boss, source="mail", key="boss@example.org")
    with pytest.raises(Refused, match="owner"):
        open_account(actor=hanna, person=boss, email="puppet@example.org", password=PASSWORD)
    with pytest.raises(Refused, match="owner"):
        open_account(actor=hanna, email="boss@example.org", password=PASSWORD)
    assert not Account.objects.exists()
    assert open_account(actor=HOUSE, person=boss, email="boss@example.org").person_id == boss


def test_two_merges_at_once_give_no_account_powers(clone: str) -> None:
    hanna, made, boss, between = host(), account(), known("Boss"), known("Between")
    give_role(actor=HOUSE, person=boss, role=OWNER)
    begun, said = Event(), []

    def second() -> None:
        close_old_connections()
        try:
            begun.set()
            merge(actor=hanna, keep=between, other=made.person_id)
        except Exception as error:
            said.append(error)
        finally:
            connections.close_all()

    other = Thread(target=second)
    with transaction.atomic():
        merge(actor=hanna, keep=boss, other=between)
        other.start()
        begun.wait(10)
        wait_for_a_lock()
    other.join(30)
    assert canonical(made.person_id) == made.person_id
    assert [type(error) for error in said] == [Refused]
