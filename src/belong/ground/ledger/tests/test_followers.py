import random
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from belong.ground.kernel.public import write_settings
from belong.ground.ledger.models import Batch, Place
from belong.ground.ledger.models import Fact as Row
from belong.ground.ledger.public import (
    AnswerPosted,
    FollowerFailed,
    ReplyPosted,
    check,
    complete_batch,
    drain,
    follow,
    lag,
    open_batch,
    rebuild,
    record,
    record_many,
    remove_alias,
    set_alias,
    standing_by_source,
    withdraw,
    withdraw_batch,
)
from belong.ground.ledger.tests.fakes import Counting, counted, rows

START = datetime(2024, 1, 1, tzinfo=UTC)


def answer(actor: int = 1, *, batch: int | None = None, key: str | None = None) -> AnswerPosted:
    return AnswerPosted(
        actor=actor,
        about="discussions.post:1",
        topic=3,
        batch=batch,
        source=None if key is None else "s",
        source_key=key,
        occurred_at=START,
    )


def recorded(*given: AnswerPosted) -> list[int]:
    with transaction.atomic():
        numbers = [record(each) for each in given]
    assert None not in numbers
    return [number for number in numbers if number is not None]


def test_facts_are_folded_once_in_the_order_of_recording(counting: Counting) -> None:
    given = recorded(*(answer(number) for number in range(1, 251)))
    assert drain()
    assert [number for folded in counting.folded for number in folded] == given
    assert counted() == {(number, "answered"): 1 for number in range(1, 251)}
    assert drain()
    assert sum(map(len, counting.folded)) == 250


def test_a_fact_that_was_rolled_back_is_never_seen(counting: Counting) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(answer())
        raise ZeroDivisionError
    recorded(answer(2))
    drain()
    assert counted() == {(2, "answered"): 1}


def test_a_withdrawal_comes_as_the_fact_itself(counting: Counting) -> None:
    first, second = recorded(answer(1), answer(1))
    drain()
    with transaction.atomic():
        withdraw(first, reason="spam", actor=9)
    drain()
    assert counting.folded == [[first, second], [first]]
    assert counted() == {(1, "answered"): 1}


def test_a_fact_withdrawn_before_it_was_read_comes_once(counting: Counting) -> None:
    [first] = recorded(answer(1))
    with transaction.atomic():
        withdraw(first, reason="spam", actor=9)
    drain()
    assert counting.folded == [[first]]
    assert counted() == {}


def test_followers_step_over_an_open_batch_and_fold_it_when_it_is_complete(counting: Counting) -> None:
    batch = open_batch("s", "a file")
    with transaction.atomic():
        record_many(answer(number % 7, batch=batch) for number in range(1400))
    [later] = recorded(answer(1))
    drain()
    assert counted() == {(1, "answered"): 1}
    assert counting.folded == [[later]]
    with transaction.atomic():
        complete_batch(batch)
    drain()
    assert counted() == {(number, "answered"): 200 + (number == 1) for number in range(7)}
    with transaction.atomic():
        withdraw_batch(batch, "undone")
    drain()
    assert counted() == {(1, "answered"): 1}
    assert rows() == [(1, "answered", 1, later)]


def test_a_batch_withdrawn_while_open_is_not_folded(counting: Counting) -> None:
    batch = open_batch("s", "a file")
    with transaction.atomic():
        record(answer(batch=batch))
        withdraw_batch(batch, "undone")
    drain()
    assert counting.folded == []


def test_withdrawals_in_a_batch_turn_their_targets_with_it(counting: Counting) -> None:
    first, second = recorded(answer(1), answer(2))
    batch = open_batch("s", "a newer file")
    with transaction.atomic():
        withdraw(first, reason="gone", actor=None, batch=batch)
    drain()
    assert counted() == {(1, "answered"): 1, (2, "answered"): 1}
    with transaction.atomic():
        complete_batch(batch)
    drain()
    assert counted() == {(2, "answered"): 1}
    with transaction.atomic():
        withdraw_batch(batch, "undone")
    drain()
    assert counted() == {(1, "answered"): 1, (2, "answered"): 1}
    assert counting.folded[0] == [first, second]
    assert [folded for folded in counting.folded[1:] if folded == [first]] == [[first], [first]]


def test_merging_and_unmerging_recompute_both(counting: Counting) -> None:
    recorded(answer(1), answer(2), answer(2))
    drain()
    with transaction.atomic():
        set_alias(1, 2)
    drain()
    assert {key: facts for key, facts in counted().items() if key[1] == "answered"} == {(2, "answered"): 3}
    assert check() == []
    with transaction.atomic():
        remove_alias(1)
    drain()
    assert {key: facts for key, facts in counted().items() if key[1] == "answered"} == {
        (1, "answered"): 1,
        (2, "answered"): 2,
    }
    assert check() == []


def test_the_place_within_a_batch_survives_a_kill(counting: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("belong.ground.ledger.following.stepping.SECONDS", 0.0)
    batch = open_batch("s", "a file")
    with transaction.atomic():
        record_many(answer(number // 500, batch=batch) for number in range(2000))
        complete_batch(batch)
    third = Row.objects.filter(batch_id=batch).order_by("id").values_list("id", flat=True)[1000]
    counting.fail_at = third
    with pytest.raises(FollowerFailed, match=f"counting: .*cannot fold fact {third}"):
        drain()
    place = Place.objects.get(name="counting")
    assert (place.phase, place.place, place.fact_id) == (Place.Phase.BATCH, third - 1, 0)
    assert counted() == {(0, "answered"): 500, (1, "answered"): 500}
    assert (lag()[0].batch, lag()[0].behind) == (batch, 2001)
    counting.fail_at = None
    folded = len(counting.folded)
    drain()
    assert [len(each) for each in counting.folded[folded:]] == [500, 500]
    assert counted() == {(number, "answered"): 500 for number in range(4)}


def test_a_follower_that_fails_stops_alone_and_goes_on_where_it_stopped(counting: Counting) -> None:
    class Other(Counting):
        name = "other"
        tables = ("counted_too",)

        def fold(self, facts: object) -> None:
            self.folded.append([card.id for card in facts])  # type: ignore[attr-defined]

    other = Other()
    follow(other)
    given = recorded(*(answer(number) for number in range(1, 11)))
    counting.fail_at = given[5]
    with pytest.raises(FollowerFailed, match="cannot fold"):
        drain()
    assert [number for folded in other.folded for number in folded] == given
    stopped, going = lag()
    assert (stopped.name, stopped.behind, stopped.failures) == ("counting", 10, 1)
    assert stopped.error == f"ValueError: cannot fold fact {given[5]}"
    assert stopped.retry_at is not None
    assert (going.name, going.behind, going.error) == ("other", 0, "")
    counting.fail_at = None
    drain()
    assert counted() == {(number, "answered"): 1 for number in range(1, 11)}
    assert (lag()[0].error, lag()[0].failures, lag()[0].behind) == ("", 0, 0)
    assert [number for folded in other.folded for number in folded] == given


def test_draining_inside_a_transaction_is_refused(counting: Counting) -> None:
    for refused in (drain, rebuild, check):
        with pytest.raises(RuntimeError, match="transaction"), transaction.atomic():
            refused()


def test_two_followers_of_one_name_are_refused(counting: Counting) -> None:
    with pytest.raises(ValueError, match="counting follows already"):
        follow(Counting())


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


@pytest.mark.parametrize("seed", range(6))
def test_followed_bit_by_bit_is_rebuilt(counting: Counting, seed: int) -> None:
    """Whatever happens in whatever order, the live tables are those of a rebuild, and the standing facts a model's."""
    chance = random.Random(seed)
    model = Model()
    for _ in range(120):
        with transaction.atomic():
            model.do(chance)
        assert keys_that_stand_twice() == []
        if chance.random() < 0.3:
            drain()
    drain()
    assert check() == []
    live = rows()
    rebuild()
    assert rows() == live
    assert {key: facts for key, facts in counted().items() if key[1] == "answered"} == model.expected()


def keys_that_stand_twice() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select f.source_key from ledger_standing s join ledger_fact f using (id)"
            " where f.source_key is not null group by 1 having count(*) > 1"
        )
        return list(cursor.fetchall())


class Model:
    """What happened, kept the plain way: a fact stands if its batch does and no withdrawal that stands names it."""

    def __init__(self) -> None:
        self.actors: dict[int, int] = {}
        self.batch_of: dict[int, int | None] = {}
        self.withdrawn: list[tuple[int, int | None]] = []
        self.batches: dict[int, str] = {}
        self.into: dict[int, int] = {}

    def do(self, chance: random.Random) -> None:
        chance.choice(
            [self.add, self.add, self.add, self.take_back, self.open, self.turn, self.turn, self.merge, self.reply]
        )(chance)

    def add(self, chance: random.Random) -> None:
        batch = self.some_open(chance)
        key = str(chance.randrange(30)) if chance.random() < 0.5 else None
        before = set(standing_by_source("s", [key])) if key else set()
        number = record(answer(chance.randrange(1, 9), batch=batch, key=key))
        if number is None:
            assert key is not None
            return
        assert not before, "a key stands twice"
        self.actors[number] = Row.objects.get(pk=number).actor or 0
        self.batch_of[number] = batch
        for target, inside in Row.objects.filter(kind="ledger.fact.withdrawn", id__gt=number).values_list(
            "payload__fact", "batch_id"
        ):
            self.withdrawn.append((target, inside))

    def reply(self, chance: random.Random) -> None:
        record(ReplyPosted(actor=chance.randrange(1, 9), about="discussions.post:1", topic=3))

    def take_back(self, chance: random.Random) -> None:
        if self.actors:
            target, batch = chance.choice(list(self.actors)), self.some_open(chance)
            withdraw(target, reason="mistake", actor=None, batch=batch)
            self.withdrawn.append((target, batch))

    def open(self, chance: random.Random) -> None:
        self.batches[open_batch("s", "a file")] = "open"

    def turn(self, chance: random.Random) -> None:
        living = [batch for batch, state in self.batches.items() if state != "withdrawn"]
        if not living:
            return
        batch = chance.choice(living)
        if self.batches[batch] == "open" and chance.random() < 0.8:
            complete_batch(batch)
            self.batches[batch] = "complete"
        else:
            withdraw_batch(batch, "undone")
            self.batches[batch] = "withdrawn"

    def merge(self, chance: random.Random) -> None:
        one, other = chance.sample(range(1, 9), 2)
        if one in self.into:
            remove_alias(one)
            del self.into[one]
        elif self.end(other) != one:
            set_alias(one, other)
            self.into[one] = other

    def end(self, person: int) -> int:
        while person in self.into:
            person = self.into[person]
        return person

    def some_open(self, chance: random.Random) -> int | None:
        return chance.choice([None, *(batch for batch, state in self.batches.items() if state == "open")])

    def counts(self, batch: int | None) -> bool:
        return batch is None or self.batches[batch] == "complete"

    def expected(self) -> dict[tuple[int, str], int]:
        gone = {target for target, batch in self.withdrawn if self.counts(batch)}
        found: dict[tuple[int, str], int] = {}
        for number, actor in self.actors.items():
            if self.counts(self.batch_of[number]) and number not in gone:
                key = (self.end(actor), "answered")
                found[key] = found.get(key, 0) + 1
        assert {batch.pk: batch.state for batch in Batch.objects.all()} == self.batches
        return found
