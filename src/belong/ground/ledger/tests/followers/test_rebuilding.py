"""A rebuild gives what following gave."""

import pytest
from django.db import connection, transaction

from belong.ground.kernel.public import write_settings
from belong.ground.ledger.models import Place
from belong.ground.ledger.public import (
    FollowerFailed,
    complete_batch,
    drain,
    lag,
    open_batch,
    rebuild,
    record_many,
    withdraw,
)
from belong.ground.ledger.tests.fakes import Counting, counted, rows
from belong.ground.ledger.tests.followers.recording import answer, recorded


def test_a_new_follower_of_a_long_ledger_begins_by_a_rebuild(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("belong.ground.ledger.following.readers.REBUILD_FROM", 10)
    recorded(*(answer(number) for number in range(1, 12)))
    drain()
    assert (counting.rebuilds, counting.folded) == (1, [])
    assert counted() == {(number, "answered"): 1 for number in range(1, 12)}
    recorded(answer(1))
    drain()
    assert (counting.rebuilds, len(counting.folded)) == (1, 1)


def test_tables_made_in_another_time_zone_or_version_are_made_anew(counting: Counting) -> None:
    recorded(answer(1))
    drain()
    drain()
    assert counting.rebuilds == 0
    with transaction.atomic():
        write_settings({"time_zone": "Pacific/Auckland"})
    assert [each.made_under for each in lag()] == ["1 UTC"]
    drain()
    assert (counting.rebuilds, [each.made_under for each in lag()]) == (1, [""])
    counting.version = 2
    recorded(answer(1))
    drain()
    drain()
    assert (counting.rebuilds, counted()) == (2, {(1, "answered"): 2})


def test_a_rebuild_gives_what_following_gave_and_clears_an_error(counting: Counting) -> None:
    [first, *_] = recorded(*(answer(number % 5) for number in range(50)))
    drain()
    live = rows()
    with connection.cursor() as cursor:
        cursor.execute("update counted set facts = 99 where person = 1")
    counting.fail_at = recorded(answer(6))[0]
    with pytest.raises(FollowerFailed):
        drain()
    rebuild(["counting"])
    assert [row for row in rows() if row[0] != 6] == live
    assert [row[0] for row in rows()] == [0, 1, 2, 3, 4, 6]
    assert (lag()[0].behind, lag()[0].error) == (0, "")
    assert first


def test_folding_everything_again_changes_nothing(counting: Counting) -> None:
    given = recorded(*(answer(number % 5) for number in range(50)))
    batch = open_batch("s", "a file")
    with transaction.atomic():
        record_many(answer(number % 3, batch=batch) for number in range(30))
        withdraw(given[3], reason="spam", actor=None)
        complete_batch(batch)
    drain()
    live = rows()
    Place.objects.all().delete()
    counting.folded.clear()
    drain()
    assert sum(map(len, counting.folded)) == 80
    assert rows() == live
