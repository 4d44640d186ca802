"""People and their deeds for tests, and the definitions of the figures a second time, word by word and slowly."""

import statistics
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from belong.ground.ledger.public import (
    AnswerAccepted,
    AnswerPosted,
    AttendanceRecorded,
    Fact,
    PersonJoined,
    PostVoted,
    ReplyPosted,
    TopicAsked,
    TopicStarted,
    facts,
    record,
)
from belong.ground.people.public import Actor, add_person
from belong.insight.impact.projection import Impact

HOUSE = Actor.system_run("test")


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def somebody(name: str = "Somebody", *, staff: bool = False, bot: bool = False) -> int:
    return add_person(actor=HOUSE, name=name, is_staff=staff, is_bot=bot).id


def tell(fact: Fact) -> int:
    with transaction.atomic():
        number = record(fact)
    assert number is not None
    return number


def joined(person: int, at: datetime) -> int:
    return tell(PersonJoined(actor=person, about=f"people.person:{person}", occurred_at=at))


def asked(person: int | None, topic: int, at: datetime) -> int:
    return tell(TopicAsked(actor=person, about=f"discussions.topic:{topic}", occurred_at=at))


def started(person: int | None, topic: int, at: datetime) -> int:
    return tell(TopicStarted(actor=person, about=f"discussions.topic:{topic}", occurred_at=at))


def answered(person: int | None, towards: int | None, topic: int, at: datetime) -> int:
    return tell(
        AnswerPosted(actor=person, counterpart=towards, about="discussions.post:1", topic=topic, occurred_at=at)
    )


def replied(person: int | None, towards: int | None, topic: int, at: datetime) -> int:
    return tell(ReplyPosted(actor=person, counterpart=towards, about="discussions.post:1", topic=topic, occurred_at=at))


def accepted(person: int | None, towards: int | None, topic: int, at: datetime) -> int:
    return tell(
        AnswerAccepted(actor=person, counterpart=towards, about="discussions.post:1", topic=topic, occurred_at=at)
    )


def attended(person: int, at: datetime) -> int:
    return tell(AttendanceRecorded(actor=person, about="events.event:1", occurred_at=at))


def voted(person: int, at: datetime) -> int:
    return tell(PostVoted(actor=person, about="discussions.post:1", occurred_at=at))


class Following:
    """Folds what was recorded since the last call, and what withdrawals among it name, without a commit."""

    def __init__(self) -> None:
        self.last = 0

    def __call__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "select f.id, coalesce(w.fact_id, f.id) from ledger_fact f left join ledger_withdrawal w on w.id = f.id"
                " where f.id > %s order by f.id",
                [self.last],
            )
            rows = cursor.fetchall()
        if rows:
            self.last = rows[-1][0]
            Impact().fold(facts(fact for _, fact in rows))


def tables() -> dict[str, list[tuple[object, ...]]]:
    found = {}
    for table in Impact.tables:
        with connection.cursor() as cursor:
            cursor.execute(f"select * from {table} order by 1, 2")
            found[table] = list(cursor.fetchall())
    return found


def assert_rebuilt() -> None:
    """What was followed is what a rebuild gives."""
    followed = tables()
    made_anew()
    assert tables() == followed


def made_anew() -> None:
    for table in Impact.tables:
        with connection.cursor() as cursor:
            cursor.execute(f"delete from {table}")
    Impact().rebuild()


@dataclass(frozen=True)
class Deed:
    word: str
    actor: int | None
    counterpart: int | None
    at: datetime
    topic: int | None


ACTIVE = {"asked", "answered", "replied", "registered", "attended", "reviewed", "shared", "spoke", "hosted"}
BOOKKEEPING = {"merged", "unmerged", "withdrawn", "batch_completed", "batch_withdrawn"}
GIVEN = {"answered", "shared", "spoke", "reviewed", "hosted"}


def every_deed() -> tuple[list[Deed], set[int]]:
    """All standing facts, and who is staff or a bot."""
    with connection.cursor() as cursor:
        cursor.execute("select id from people_person where is_staff or is_bot")
        out = {person for (person,) in cursor.fetchall()}
        cursor.execute(
            "select word, actor, counterpart, occurred_at,"
            " coalesce(payload ->> 'topic', case word when 'asked' then split_part(about, ':', 2) end)::bigint"
            " from ledger_standing"
        )
        return [Deed(*row) for row in cursor.fetchall()], out


def by_definition(start: datetime | None, end: datetime) -> dict[str, Any]:
    """The figures of the period, from the standing facts and the flags alone."""
    every, out = every_deed()
    deeds = [deed for deed in every if deed.at < end and deed.actor not in out]
    period = [deed for deed in deeds if start is None or deed.at >= start]
    questions = [deed for deed in period if deed.word == "asked"]
    hours = [0] * 168
    answer_waits, response_waits, ticked = [], [], 0
    for question in questions:
        hours[question.at.weekday() * 24 + question.at.hour] += 1
        others = [
            deed
            for deed in deeds
            if deed.topic == question.topic and (deed.actor is None or deed.actor != question.actor)
        ]
        answers = [deed.at for deed in others if deed.word == "answered"]
        responses = [deed.at for deed in others if deed.word in ("answered", "replied")]
        answer_waits += [max(timedelta(), min(answers) - question.at).total_seconds()] if answers else []
        response_waits += [max(timedelta(), min(responses) - question.at).total_seconds()] if responses else []
        ticked += any(
            deed.word == "accepted" and deed.topic == question.topic and deed.counterpart not in out
            for deed in every
            if deed.at < end
        )
    numbers: dict[int, int] = {}
    for deed in period:
        if deed.word in GIVEN and deed.actor is not None and deed.actor != deed.counterpart:
            numbers[deed.actor] = numbers.get(deed.actor, 0) + 1
    left, fewest = sum(numbers.values()) / 2, 0
    for number in sorted(numbers.values(), reverse=True):
        if left <= 0:
            break
        left, fewest = left - number, fewest + 1

    def active(days: int) -> int:
        since = end - timedelta(days=days)
        return len({deed.actor for deed in deeds if deed.word in ACTIVE and deed.at >= since} - {None})

    return {
        "people": len({deed.actor for deed in deeds if deed.word not in BOOKKEEPING} - {None}),
        "questions": len(questions),
        "answers": sum(deed.word == "answered" for deed in period),
        "replies": sum(deed.word == "replied" for deed in period),
        "answered": len(answer_waits),
        "accepted": ticked,
        "unanswered": len(questions) - len(answer_waits),
        "median_seconds_to_first_answer": statistics.median(answer_waits) if answer_waits else None,
        "p90_seconds_to_first_answer": ninety(answer_waits),
        "median_seconds_to_first_response": statistics.median(response_waits) if response_waits else None,
        "asked_by_hour_of_week": hours,
        "absence_factor": fewest,
        "active_people_30": active(30),
        "active_people_365": active(365),
    }


def ninety(waits: list[float]) -> float | None:
    if not waits:
        return None
    ordered = sorted(waits)
    place = 0.9 * (len(ordered) - 1)
    below = ordered[int(place)]
    above = ordered[min(int(place) + 1, len(ordered) - 1)]
    return below + (above - below) * (place - int(place))
