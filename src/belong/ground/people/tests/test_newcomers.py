"""Who came lately."""

import pytest

from belong.ground.kernel.public import frozen
from belong.ground.people.models import Person
from belong.ground.people.public import add_person, newcomers
from belong.ground.people.tests.support import HOUSE, VISITOR, member, on

pytestmark = pytest.mark.django_db


def test_newcomers_are_those_who_joined_since_newest_first_without_the_reader() -> None:
    with frozen(on(2023)):
        member("Old")
    with frozen(on(2024, 2)):
        mia = member("Mia")
    with frozen(on(2024, 3)):
        tom = member("Tom")
    with frozen(on(2024, 4)):
        me = member("Me")
        add_person(actor=HOUSE, name="Only known", joined=False)
        Person.objects.filter(pk=add_person(actor=HOUSE, name="Bot", joined=True).id).update(is_bot=True)
    found = newcomers(me, on(2024, 1))
    assert [(card.id, at) for card, at in found] == [(tom.person, on(2024, 3)), (mia.person, on(2024, 2))]
    assert [card.id for card, _ in newcomers(me, on(2024, 1), limit=1)] == [tom.person]
    assert newcomers(VISITOR, on(2023)) == []
