"""Facts to follow."""

from datetime import UTC, datetime

from django.db import transaction

from belong.ground.ledger.public import (
    AnswerPosted,
    record,
)

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
