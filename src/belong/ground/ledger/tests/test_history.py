from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from belong.ground.kernel.public import BadCursor, frozen
from belong.ground.ledger.public import (
    AnswerPosted,
    ReplyPosted,
    UnknownKind,
    complete_batch,
    history,
    open_batch,
    record,
    set_alias,
    withdraw,
    withdraw_batch,
)

START = datetime(2024, 1, 1, tzinfo=UTC)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def answer(number: int, *, actor: int = 1, counterpart: int | None = None, batch: int | None = None) -> int:
    added = record(
        AnswerPosted(
            actor=actor, counterpart=counterpart, about=f"discussions.post:{number}", topic=3,
            occurred_at=day(number), batch=batch,
        )
    )  # fmt: skip
    assert added is not None
    return added


def ids(**asked: object) -> list[int]:
    return [card.id for card in history(**asked).items]  # type: ignore[arg-type]


@pytest.mark.django_db
def test_newest_first_a_page_at_a_time() -> None:
    given = [answer(number) for number in range(5)] + [answer(4)]
    wanted = given[::-1]
    seen: list[int] = []
    after = None
    while True:
        page = history(limit=2, after=after, person=1)
        seen += [card.id for card in page.items]
        after = page.next
        if after is None:
            break
    assert seen == wanted
    assert ids() == wanted
    with pytest.raises(BadCursor):
        history(after="nonsense")


@pytest.mark.django_db
def test_a_person_gives_and_receives_under_every_id() -> None:
    given = answer(1, actor=1, counterpart=2)
    received = answer(2, actor=3, counterpart=1)
    own = answer(3, actor=1, counterpart=1)
    answer(4, actor=3, counterpart=4)
    assert ids(person=1) == [own, received, given]
    set_alias(1, 5)
    assert ids(person=5, words=["answered"]) == ids(person=1, words=["answered"]) == [own, received, given]


@pytest.mark.django_db
def test_by_thing_and_by_word() -> None:
    first = answer(1)
    reply = record(ReplyPosted(actor=2, about="discussions.post:1", topic=3, occurred_at=day(2)))
    answer(2)
    assert ids(about="discussions.post:1") == [reply, first]
    assert ids(about="discussions.post:1", words=["replied"]) == [reply]
    with pytest.raises(UnknownKind):
        history(words=["liked"])


@pytest.mark.django_db
def test_as_known_on_a_day() -> None:
    with frozen(day(10)):
        kept, gone = answer(1), answer(2)
        batch = open_batch("s", "a file")
        imported = answer(3, batch=batch)
    with frozen(day(20)):
        complete_batch(batch)
    with frozen(day(30)):
        withdraw(gone, reason="spam", actor=None)
        late = answer(4)
    with frozen(day(40)):
        withdraw_batch(batch, "undone")
    known = {number: ids(known_on=day(number), words=["answered"]) for number in (9, 10, 19, 20, 29, 30, 39, 40)}
    assert known == {
        9: [],
        10: [gone, kept],
        19: [gone, kept],
        20: [imported, gone, kept],
        29: [imported, gone, kept],
        30: [late, imported, kept],
        39: [late, imported, kept],
        40: [late, kept],
    }
    assert ids(words=["answered"]) == [late, kept]


@pytest.mark.django_db
def test_a_correction_in_a_batch_is_known_with_the_batch() -> None:
    with frozen(day(10)):
        target = answer(1)
    batch = open_batch("s", "a newer file")
    with frozen(day(20)):
        withdraw(target, reason="gone", actor=None, batch=batch)
    with frozen(day(30)):
        complete_batch(batch)
    with frozen(day(40)):
        withdraw_batch(batch, "undone")
    known = {number: ids(known_on=day(number), words=["answered"]) for number in (20, 30, 40)}
    assert known == {20: [target], 30: [], 40: [target]}


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 50])
def test_a_page_is_two_queries(count: int) -> None:
    for number in range(count):
        answer(number)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(history(person=1).items) == count
    assert len(queries) == 2
