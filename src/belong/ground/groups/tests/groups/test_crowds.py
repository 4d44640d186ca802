"""Several at once: what only one of them can have, one gets."""

from functools import partial

from belong.ground.groups.models import Group
from belong.ground.groups.tests.groups.at_once import at_once
from belong.ground.groups.tests.groups.founding import founded
from belong.ground.kernel.public import Invalid
from belong.ground.people.tests.support import host


def test_of_one_name_given_twice_at_the_same_instant_one_is_taken(clone: str) -> None:
    results = at_once(*(partial(founded, "Brewers", actor=host(name)) for name in ("Hanna", "Otto")))
    assert Group.objects.filter(name="Brewers").count() == 1
    (wrong,) = [one for one in results if isinstance(one, Invalid)]
    assert wrong.errors == {"name": "There is a group of this name already."}
