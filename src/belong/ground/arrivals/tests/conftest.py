import pytest

from belong.ground.groups.public import actor_for
from belong.ground.people.public import Actor, give_role, open_account

HOUSE = Actor.system_run("test")


@pytest.fixture
def member(db: None) -> Actor:
    return actor_for(open_account(email="mia@example.org", password="three words and a lamp", name="Mia").pk)


@pytest.fixture
def host(db: None) -> Actor:
    account = open_account(email="hal@example.org", password="three words and a lamp", name="Hal")
    give_role(actor=HOUSE, person=account.person_id, role="host")
    return actor_for(account.pk)
