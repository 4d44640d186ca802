"""Several at once: what only one of them can have, one gets."""

from functools import partial
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection, connections, transaction

from belong.ground.groups.models import Group
from belong.ground.groups.public import close_group, hold_for_writing
from belong.ground.groups.tests.groups.founding import founded
from belong.ground.kernel.public import Invalid
from belong.ground.kernel.tests.at_once import at_once
from belong.ground.people.tests.support import HOUSE, host


def test_of_one_name_given_twice_at_the_same_instant_one_is_taken(clone: str) -> None:
    results = at_once(*(partial(founded, "Brewers", actor=host(name)) for name in ("Hanna", "Otto")))
    assert Group.objects.filter(name="Brewers").count() == 1
    (wrong,) = [one for one in results if isinstance(one, Invalid)]
    assert wrong.errors == {"name": "There is a group of this name already."}


def test_a_group_is_closed_once_those_who_write_in_it_are_done(clone: str) -> None:
    card = founded()
    writing, done = Event(), Event()

    def write() -> None:
        with transaction.atomic():
            hold_for_writing(Group.objects.get(pk=card.id))
            writing.set()
            done.wait(10)
        connections.close_all()

    writer = Thread(target=write)
    writer.start()
    try:
        assert writing.wait(10)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local lock_timeout = '200ms'")
            hold_for_writing(Group.objects.get(pk=card.id))
            with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
                close_group(actor=HOUSE, slug=card.slug)
    finally:
        done.set()
        writer.join(10)
    late = Group.objects.get(pk=card.id)
    assert close_group(actor=HOUSE, slug=card.slug).is_closed
    with transaction.atomic():
        hold_for_writing(late)
    assert late.closed_at is not None
