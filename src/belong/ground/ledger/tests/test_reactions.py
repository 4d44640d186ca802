import pytest
from django.db import transaction

from belong.ground.ledger.cards import FactCard
from belong.ground.ledger.following.reactions import _reactions
from belong.ground.ledger.models import Place, Reacted
from belong.ground.ledger.public import (
    AnswerPosted,
    FollowerFailed,
    ReplyPosted,
    complete_batch,
    drain,
    open_batch,
    react,
    rebuild,
    record,
    record_many,
    withdraw,
    withdraw_batch,
)
from belong.ground.ledger.tests.fakes import Counting


class Handler:
    """Remembers what it was given, and fails at one fact if told to."""

    def __init__(self) -> None:
        self.had: list[FactCard] = []
        self.fail_at: int | None = None

    def __call__(self, fact: FactCard) -> None:
        if fact.id == self.fail_at:
            raise ValueError(f"cannot react to {fact.id}")
        self.had.append(fact)

    @property
    def ids(self) -> list[int]:
        return [fact.id for fact in self.had]


@pytest.fixture
def handler(counting: Counting) -> Handler:
    """A reaction to answers, known to the runner from the start."""
    made = Handler()
    react("thanking", made, words=["answered"])
    drain()
    return made


def answer(*, batch: int | None = None, backfill: bool = False) -> AnswerPosted:
    return AnswerPosted(actor=1, about="discussions.post:1", topic=3, batch=batch, backfill=backfill)


def recorded(*given: AnswerPosted | ReplyPosted) -> list[int]:
    with transaction.atomic():
        return [number for number in map(record, given) if number is not None]


def test_a_reaction_has_each_fact_of_its_words_once(handler: Handler) -> None:
    first, second, _ = recorded(answer(), answer(), ReplyPosted(actor=1, about="discussions.post:2", topic=3))
    drain()
    assert handler.ids == [first, second]
    Place.objects.filter(name="reaction.thanking").update(fact_id=0, tx=1)
    drain()
    assert handler.ids == [first, second]
    assert Reacted.objects.count() == 2


def test_backfilled_history_makes_nothing_happen(handler: Handler) -> None:
    recorded(answer(backfill=True))
    batch = open_batch("s", "a file")
    with transaction.atomic():
        record_many([answer(batch=batch, backfill=True)])
        complete_batch(batch)
    drain()
    assert handler.had == []


def test_a_batch_that_is_no_history_is_reacted_to_when_it_is_complete(handler: Handler) -> None:
    batch = open_batch("s", "yesterday's calls")
    given = recorded(answer(batch=batch), answer(batch=batch))
    with transaction.atomic():
        withdraw(given[0], reason="mistake", actor=None, batch=batch)
    drain()
    assert handler.had == []
    with transaction.atomic():
        complete_batch(batch)
    drain()
    assert handler.ids == given[1:]
    with transaction.atomic():
        withdraw_batch(batch, "undone")
    drain()
    assert handler.ids == given[1:]


def test_a_fact_withdrawn_before_anybody_looked_is_left_alone(handler: Handler) -> None:
    [number] = recorded(answer())
    with transaction.atomic():
        withdraw(number, reason="spam", actor=9)
    drain()
    assert handler.had == []


def test_a_rebuild_makes_nothing_happen(handler: Handler, counting: Counting) -> None:
    recorded(answer())
    drain()
    rebuild()
    drain()
    assert (len(handler.had), counting.rebuilds) == (1, 1)


def test_a_new_reaction_begins_at_the_end(counting: Counting) -> None:
    recorded(answer())
    late = Handler()
    react("late", late)
    drain()
    assert late.had == []
    [number] = recorded(answer())
    drain()
    assert late.ids == [number]


def test_a_reaction_to_everything_has_the_ledgers_notes_too(counting: Counting) -> None:
    all_ = Handler()
    react("all", all_)
    drain()
    [number] = recorded(answer())
    drain()
    with transaction.atomic():
        withdraw(number, reason="spam", actor=9)
    drain()
    assert [fact.word for fact in all_.had] == ["answered", "withdrawn"]


def test_a_failing_reaction_stops_at_its_fact_and_holds_no_follower_up(handler: Handler, counting: Counting) -> None:
    given = recorded(answer(), answer(), answer())
    handler.fail_at = given[1]
    with pytest.raises(FollowerFailed, match=r"reaction\.thanking"):
        drain()
    assert [number for folded in counting.folded for number in folded] == given
    assert Reacted.objects.count() == 0
    handler.fail_at = None
    handler.had.clear()
    drain()
    assert handler.ids == given


def test_two_reactions_of_one_name_are_refused(handler: Handler) -> None:
    with pytest.raises(ValueError, match="thanking reacts already"):
        react("thanking", handler)
    assert list(_reactions) == ["thanking"]
