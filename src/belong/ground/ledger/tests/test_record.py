from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import DatabaseError

from belong.ground.kernel.public import OutsideTransaction, frozen
from belong.ground.ledger.models import Era
from belong.ground.ledger.models import Fact as Row
from belong.ground.ledger.public import (
    AnswerPosted,
    BatchCompleted,
    Fact,
    Forgets,
    PersonFlagged,
    Recorded,
    TopicAsked,
    UnknownKind,
    WrongBatch,
    WrongFact,
    complete_batch,
    facts,
    open_batch,
    record,
    record_many,
    standing_by_source,
    standing_ids,
)

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
EVENING = datetime(2024, 5, 1, 20, tzinfo=UTC)


def answer(number: int = 1, **given: Any) -> AnswerPosted:
    return AnswerPosted(**{"actor": 7, "about": f"discussions.post:{number}", "topic": 3, **given})


@pytest.mark.django_db
def test_a_fact_comes_back_as_it_was_recorded() -> None:
    with frozen(EVENING):
        number = record(
            answer(
                counterpart=8, group=4, channel="mail", direction="out", turf="theirs", purpose="help",
                occurred_at=NOON, recorded_by=9, backfill=True, cause=5,
            )
        )  # fmt: skip
    assert number is not None
    [card] = facts([number])
    assert (card.id, card.era, card.kind, card.word, card.version) == (
        number, Era.objects.get().era, "discussions.answer.posted", "answered", 1,
    )  # fmt: skip
    assert (card.actor, card.counterpart, card.actor_recorded, card.counterpart_recorded) == (7, 8, 7, 8)
    assert (card.about, card.group, card.channel, card.direction, card.turf, card.purpose) == (
        "discussions.post:1", 4, "mail", "out", "theirs", "help",
    )  # fmt: skip
    assert (card.occurred_at, card.recorded_at, card.recorded_by) == (NOON, EVENING, 9)
    assert (card.batch, card.backfill, card.cause, card.payload, card.standing) == (None, True, 5, {"topic": 3}, True)


@pytest.mark.django_db
def test_what_happened_at_no_stated_time_happened_now() -> None:
    with frozen(NOON):
        number = record(answer())
    assert number is not None
    assert facts([number])[0].occurred_at == NOON


def test_recording_outside_a_transaction_is_refused(clone: str) -> None:
    with pytest.raises(OutsideTransaction):
        record(answer())
    with pytest.raises(OutsideTransaction):
        record_many([answer()])
    assert Row.objects.count() == 0


def test_a_fact_stands_or_falls_with_its_transaction(clone: str) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(answer())
        raise ZeroDivisionError
    assert Row.objects.count() == 0


@pytest.mark.django_db
def test_a_kind_outside_the_catalogue_is_refused() -> None:
    class Liked(Fact):
        kind: ClassVar = "tests.post.liked"
        word: ClassVar = "liked"
        forgets: ClassVar = Forgets.PERSON

    for refused in (
        lambda: record(Liked(actor=1, about="a.b:1")),
        lambda: record_many([Liked(actor=1, about="a.b:1")]),
    ):
        with pytest.raises(UnknownKind), transaction.atomic():
            refused()
    assert Row.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"about": "my question about hops"}, "about"),
        ({"about": "discussions.post:12 hops"}, "about"),
        ({"channel": "by phone, she said"}, "channel"),
        ({"purpose": "anna@example.org"}, "purpose"),
        ({"direction": "up"}, "direction"),
        ({"turf": "mine"}, "turf"),
        ({"occurred_at": datetime(2024, 5, 1)}, "time zone"),  # noqa: DTZ001
        ({"source": "site"}, "come together"),
        ({"source_key": "12"}, "come together"),
        ({"source": "anna@example.org", "source_key": "1"}, "without @"),
        ({"source": "", "source_key": "1"}, "without @"),
    ],
)
def test_prose_and_nonsense_are_refused(given: dict[str, Any], says: str) -> None:
    for refused in (lambda: record(answer(**given)), lambda: record_many([answer(), answer(**given)])):
        with pytest.raises(WrongFact, match=says), transaction.atomic():
            refused()
    assert Row.objects.count() == 0


@pytest.mark.django_db
def test_payloads_of_the_wrong_type_are_refused() -> None:
    with pytest.raises(TypeError, match="no prose"), transaction.atomic():
        record(answer(topic="Which hops?"))
    assert Row.objects.count() == 0


@pytest.mark.django_db
def test_the_ledgers_own_kinds_are_not_for_others() -> None:
    own = BatchCompleted(actor=None, about="ledger.batch:1", number=1)
    for refused in (lambda: record(own), lambda: record_many([own])):
        with pytest.raises(WrongFact, match="ledger alone"), transaction.atomic():
            refused()
    assert Row.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["ledger_fact", "ledger_withdrawal"])
@pytest.mark.parametrize("statement", ["update {} set id = id + 1", "delete from {}", "truncate {}"])
def test_the_database_refuses_every_change(table: str, statement: str) -> None:
    number = record(answer())
    with (
        pytest.raises((InternalError, DatabaseError), match="only ever added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
    assert list(Row.objects.values_list("id", flat=True)) == [number]


@pytest.mark.django_db
def test_the_refusal_cannot_be_switched_off_by_a_replica_role() -> None:
    record(answer())
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        Row.objects.update(actor=1)


@pytest.mark.django_db
def test_a_source_key_stands_once() -> None:
    first = record(answer(source="stackexchange:beer", source_key="12"))
    assert first is not None
    assert record(answer(2, source="stackexchange:beer", source_key="12")) is None
    assert record(answer(2, source="stackexchange:wine", source_key="12")) is not None
    assert record_many(
        [
            answer(3, source="stackexchange:beer", source_key="12"),
            answer(4, source="stackexchange:beer", source_key="13"),
            answer(5, source="stackexchange:beer", source_key="13"),
            answer(6),
        ]
    ) == Recorded(count=2, skipped=2)
    assert Row.objects.count() == 4
    [fourth] = standing_ids(about="discussions.post:4", word="answered")
    assert standing_by_source("stackexchange:beer", ["12", "13", "14"]) == {"12": first, "13": fourth}
    assert standing_by_source("stackexchange:mead", ["12"]) == {}


@pytest.mark.django_db
def test_a_source_key_is_kept_as_a_hash_only() -> None:
    record(answer(source="mail", source_key="<1@example.org>"))
    record_many([answer(source="mail", source_key="<2@example.org>")])
    kept = list(Row.objects.values_list("source_key", flat=True))
    assert [len(bytes(key)) for key in kept if key] == [16, 16]
    assert record(answer(source="mail", source_key="<2@example.org>")) is None


@pytest.mark.django_db
def test_many_facts_are_what_single_ones_are() -> None:
    given = [
        answer(1, counterpart=8, group=4, purpose="help", recorded_by=9, cause=5, occurred_at=NOON),
        TopicAsked(actor=None, about="discussions.topic:1", channel="mail", backfill=True, turf="theirs"),
        PersonFlagged(actor=None, counterpart=3, about="people.person:3", staff=False, bot=True),
    ]
    with frozen(EVENING):
        assert record_many(iter(given)) == Recorded(count=3, skipped=0)
        for each in given:
            record(each)
    cards = facts(Row.objects.order_by("id").values_list("id", flat=True))
    assert len(cards) == 6
    for many, single in zip(cards[:3], cards[3:], strict=True):
        assert [getattr(many, name) for name in COMPARED] == [getattr(single, name) for name in COMPARED]
    assert [card.word for card in cards[:3]] == ["answered", "asked", "flagged"]
    assert cards[2].payload == {"staff": False, "bot": True}


COMPARED = (
    "era", "tx", "kind", "version", "actor", "counterpart", "about", "group", "channel", "direction", "turf",
    "purpose", "occurred_at", "recorded_at", "recorded_by", "batch", "backfill", "cause", "payload",
)  # fmt: skip


@pytest.mark.django_db
def test_many_facts_may_come_from_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("belong.ground.ledger.bulk.SLICE", 3)

    def asking() -> object:
        for number in range(10):
            yield answer(Row.objects.count() * 0 + number, source="s", source_key=str(number % 7))

    assert record_many(asking()) == Recorded(count=7, skipped=3)  # type: ignore[arg-type]
    assert record_many([]) == Recorded(count=0, skipped=0)
    assert list(Row.objects.order_by("id").values_list("about", flat=True)) == [
        f"discussions.post:{number}" for number in range(7)
    ]


@pytest.mark.django_db
def test_only_an_open_batch_takes_facts() -> None:
    batch = open_batch("s", "a file")
    record(answer(batch=batch))
    record_many([answer(batch=batch)])
    complete_batch(batch)
    for refused in (
        lambda: record(answer(batch=batch)),
        lambda: record_many([answer(batch=batch)]),
        lambda: record(answer(batch=batch + 1)),
    ):
        with pytest.raises(WrongBatch), transaction.atomic():
            refused()
    assert Row.objects.filter(batch_id=batch).count() == 2
