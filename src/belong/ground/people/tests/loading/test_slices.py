"""However an archive is cut, it brings the same persons."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from belong.ground.people.models import Identity, Person
from belong.ground.people.public import (
    LoadedPerson,
    load_people,
)
from belong.ground.people.tests.support import batch, on

pytestmark = pytest.mark.django_db


KEYS = st.sampled_from("abcd")


MAILS = st.sampled_from(("x@x.org", "y@x.org", "z@x.org"))


ROWS = st.lists(st.builds(lambda key, mail: (key, mail), KEYS, st.none() | MAILS), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(slices=st.lists(ROWS, min_size=1, max_size=3))
def test_however_an_archive_is_cut_into_slices_it_brings_the_same_persons(
    slices: list[list[tuple[str, str | None]]],
) -> None:
    rows = [
        LoadedPerson(key, key, on(2015), identities=((("mail", mail),) if mail else ()))
        for part in slices
        for key, mail in part
    ]
    whole, parted = f"whole-{Person.objects.count()}", f"parted-{Person.objects.count()}"
    for source, cut in ((whole, [rows]), (parted, [[row] for row in rows])):
        Identity.objects.filter(source="mail").delete()
        number = batch(source)
        for part in cut:
            load_people(number, source, part)
    same = [{frozenset(keys) for keys in grouped(source).values()} for source in (whole, parted)]
    assert same[0] == same[1]


def grouped(source: str) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for person, key in Identity.objects.filter(source=source).values_list("person", "key"):
        found.setdefault(person, set()).add(key)
    return found
