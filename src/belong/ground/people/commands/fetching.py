"""Fetching and authorising in one step: a person that the actor may not see is never in hand."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from belong.ground.kernel.public import Invalid, NotFound, lock_number
from belong.ground.people.actor import Actor
from belong.ground.people.checks import Wrong
from belong.ground.people.models import Person
from belong.ground.people.policies import visible_to


def person_for(actor: Actor, person: int) -> Person:
    """The person, locked until the transaction ends. Raises `NotFound`."""
    found = visible_to(actor).select_for_update(no_key=True, of=("self",)).filter(pk=person).first()
    if found is None:
        raise NotFound
    return found


def lock_identities() -> None:
    """One writer of identities at a time, until the transaction ends: two imports may speak of one address."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [lock_number("people.identities")])


@contextmanager
def invalid_as(field: str) -> Iterator[None]:
    """A `Wrong` inside the block becomes `Invalid` for `field`."""
    try:
        yield
    except Wrong as wrong:
        raise Invalid({field: str(wrong)}) from None
