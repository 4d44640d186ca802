"""Whatever happens in whatever order: followed is rebuilt is the model."""

import random

import pytest
from django.db import connection, transaction

from belong.ground.ledger.models import Batch
from belong.ground.ledger.models import Fact as Row
from belong.ground.ledger.public import (
    ReplyPosted,
    check,
    complete_batch,
    drain,
    open_batch,
    rebuild,
    record,
    remove_alias,
    set_alias,
    standing_by_source,
    withdraw,
    withdraw_batch,
)
from belong.ground.ledger.tests.fakes import Counting, counted, rows
from belong.ground.ledger.tests.followers.recording import answer


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
