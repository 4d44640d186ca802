import pytest

from belong.ground.groups.public import actor_for
from belong.ground.people.public import Actor, give_role, make_owner, open_account, set_flags

HOUSE = Actor.system_run("test")


@pytest.fixture
def owner(db: None) -> Actor:
    return actor_for(make_owner("owner@example.org", "three words and a lamp", "Olga").pk)


@pytest.fixture
def member(db: None) -> Actor:
    return actor_for(open_account(email="mia@example.org", password="three words and a lamp", name="Mia").pk)


@pytest.fixture
def host(db: None) -> Actor:
    account = open_account(email="hal@example.org", password="three words and a lamp", name="Hal")
    give_role(actor=HOUSE, person=account.person_id, role="host")
    return actor_for(account.pk)


@pytest.fixture
def staff_host(host: Actor) -> Actor:
    assert host.person is not None
    set_flags(actor=HOUSE, person=host.person, staff=True, bot=False)
    return actor_for(host.account)
