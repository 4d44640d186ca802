import pytest

from belong.ground.people.public import HOST, OWNER, Account, Actor, give_role, make_owner, open_account, set_flags

HOUSE = Actor.system_run("test")
PASSWORD = "three words and a lamp"


def acting(account: Account, *roles: str, staff: bool = False) -> Actor:
    return Actor(person=account.person_id, account=account.pk, roles=frozenset(roles), staff=staff)


@pytest.fixture
def owner(db: None) -> Actor:
    return acting(make_owner("owner@example.org", PASSWORD, "Olga"), OWNER, staff=True)


@pytest.fixture
def member(db: None) -> Actor:
    return acting(open_account(email="mia@example.org", password=PASSWORD, name="Mia"))


@pytest.fixture
def host_account(db: None) -> Account:
    account = open_account(email="hal@example.org", password=PASSWORD, name="Hal")
    give_role(actor=HOUSE, person=account.person_id, role="host")
    return account


@pytest.fixture
def host(host_account: Account) -> Actor:
    return acting(host_account, HOST)


@pytest.fixture
def staff_host(host_account: Account) -> Actor:
    set_flags(actor=HOUSE, person=host_account.person_id, staff=True, bot=False)
    return acting(host_account, HOST, staff=True)
