"""Roles come as memory, powers do not."""

import pytest

from belong.ground.people.models import RoleHeld
from belong.ground.people.public import (
    LoadedRole,
    end_role,
    load_roles,
)
from belong.ground.people.tests.loading.archive import ANNA, BEER, brought
from belong.ground.people.tests.support import HOUSE, batch, complete, on, recording, undo

pytestmark = pytest.mark.django_db


def test_roles_come_as_memory_and_powers_do_not() -> None:
    _, ids = brought(ANNA)
    later = batch(BEER)
    rows = [
        LoadedRole("1", "mentor", on(2015), on(2016)),
        LoadedRole("1", "host", on(2015), on(2016)),
        LoadedRole("1", "host", on(2017)),
        LoadedRole("1", "owner", on(2017)),
        LoadedRole("9", "mentor", on(2015)),
    ]
    with recording() as facts:
        done = load_roles(later, BEER, rows)
    assert (done.created, [row.index for row in done.refused]) == (2, [2, 3, 4])
    assert facts.words == ["role_given", "role_ended"] * 2
    assert {row["counterpart"] for row in facts.rows} == {ids["1"]}
    assert set(RoleHeld.objects.values_list("role", "from_at", "until_at", "batch")) == {
        ("mentor", on(2015), on(2016), later),
        ("host", on(2015), on(2016), later),
    }


def test_a_role_that_was_ended_here_stays_ended_when_its_archive_comes_again() -> None:
    _, ids = brought(ANNA)
    first = batch(BEER)
    row = LoadedRole("1", "mentor", on(2015))
    load_roles(first, BEER, [row])
    complete(first)
    end_role(actor=HOUSE, person=ids["1"], role="mentor")
    undo(first)
    done = load_roles(batch(BEER), BEER, [row, row])
    assert (done.adopted, done.matched, done.created) == (1, 1, 0)
    assert RoleHeld.objects.get().until_at is not None
