"""People and their deeds for tests, and the ladder `belonging` a second time, word by word and slowly."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from belong.ground.ledger.public import (
    AnswerAccepted,
    AnswerPosted,
    ContactMade,
    Fact,
    LadderChosen,
    PersonJoined,
    PostVoted,
    ReplyPosted,
    TalkGiven,
    ThanksGiven,
    TopicAsked,
    facts,
    record,
)
from belong.ground.people.public import Actor, add_person
from belong.insight.journey.projection import Journey

HOUSE = Actor.system_run("test")
STAGES = ["explorer", "member", "partner", "associate", "community_of_practice"]
CONTRIBUTIONS = {"answered", "shared", "spoke", "reviewed", "hosted"}
TAKING_PART = {"asked", "answered", "replied", "registered", "reviewed", "shared"}
YEAR, MONTH, TICK = timedelta(days=365), timedelta(days=30), timedelta(microseconds=1)


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


def asked(person: int | None, at: datetime, topic: int = 1) -> int:
    return tell(TopicAsked(actor=person, about=f"discussions.topic:{topic}", occurred_at=at))


def answered(person: int | None, towards: int | None, at: datetime, topic: int = 1) -> int:
    return tell(
        AnswerPosted(actor=person, counterpart=towards, about="discussions.post:1", topic=topic, occurred_at=at)
    )


def replied(person: int | None, towards: int | None, at: datetime, topic: int = 1) -> int:
    return tell(ReplyPosted(actor=person, counterpart=towards, about="discussions.post:1", topic=topic, occurred_at=at))


def accepted(person: int | None, towards: int | None, at: datetime, topic: int = 1) -> int:
    return tell(
        AnswerAccepted(actor=person, counterpart=towards, about="discussions.post:1", topic=topic, occurred_at=at)
    )


def thanked(person: int | None, towards: int | None, at: datetime) -> int:
    return tell(ThanksGiven(actor=person, counterpart=towards, about="appreciation.thanks:1", occurred_at=at))


def spoke(person: int | None, at: datetime) -> int:
    return tell(TalkGiven(actor=person, about="events.event:1", occurred_at=at))


def voted(person: int | None, towards: int | None, at: datetime) -> int:
    return tell(PostVoted(actor=person, counterpart=towards, about="discussions.post:1", occurred_at=at))


def contacted(person: int | None, towards: int | None, at: datetime) -> int:
    return tell(ContactMade(actor=person, counterpart=towards, about="touches.touch:1", occurred_at=at))


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
            Journey().fold(facts(fact for _, fact in rows))


def fold_new_ladders() -> None:
    """A ladder comes in a batch of its own, which touches everybody."""
    with connection.cursor() as cursor:
        cursor.execute("select distinct batch_id from ledger_fact where kind = %s", [LadderChosen.kind])
        batches = [batch for (batch,) in cursor.fetchall()]
    for batch in batches:
        place: int | None = 0
        while place is not None:
            place = Journey().fold_batch(batch, place, 60.0)


def assert_rebuilt() -> None:
    """What was followed is what a rebuild gives."""
    followed = all_stays(), all_spans()
    with connection.cursor() as cursor:
        cursor.execute("delete from journey_stay")
        cursor.execute("delete from journey_span")
    Journey().rebuild()
    assert (all_stays(), all_spans()) == followed


def all_stays() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("select * from journey_stay order by person_id, from_at")
        return list(cursor.fetchall())


def all_spans() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("select * from journey_span order by person_id, aspect, from_at")
        return list(cursor.fetchall())


@dataclass(frozen=True)
class Deed:
    word: str
    actor: int | None
    counterpart: int | None
    at: datetime


def standing() -> list[Deed]:
    with connection.cursor() as cursor:
        cursor.execute("select word, actor, counterpart, occurred_at from ledger_standing")
        return [Deed(*row) for row in cursor.fetchall()]


@dataclass
class Definition:
    """The issue's words, evaluated for one person and one instant at a time."""

    deeds: list[Deed]
    bots: set[int]

    def evidence(self, me: int, at: datetime) -> int:
        own = [deed for deed in self.deeds if deed.actor == me and deed.at < at]
        if me in self.bots or not own:
            return 0
        if not any(deed.word == "joined" for deed in own):
            return 1
        recent = [deed for deed in own if deed.at >= at - YEAR]
        if not any(deed.word in TAKING_PART for deed in recent):
            return 2
        given = [deed for deed in recent if deed.word in CONTRIBUTIONS and deed.counterpart != me]
        helped = {deed.counterpart for deed in given} - self.bots - {None}
        if len(given) < 3 or len(helped) < 2:
            return 3
        months = {(deed.at.year, deed.at.month) for deed in given}
        received = any(
            deed.word in ("accepted", "thanked") and deed.actor != me and deed.actor not in self.bots
            for deed in self.deeds
            if deed.counterpart == me and at - YEAR <= deed.at < at
        )
        return 5 if len(months) >= 4 and received else 4

    def held(self, me: int, at: datetime) -> int:
        edges = {deed.at for deed in self.deeds if me in (deed.actor, deed.counterpart)}
        edges |= {edge + YEAR for edge in edges}
        quarters = [
            datetime(year, month, 1, tzinfo=UTC) for year in range(2010, at.year + 1) for month in (1, 4, 7, 10)
        ]
        stage = 0
        for instant in sorted(edge for edge in {*edges, *quarters} if edge < at):
            if instant in quarters:
                watched = [edge for edge in {*edges, instant} if instant - MONTH < edge <= instant]
                if all(self.evidence(me, edge) < stage for edge in watched):
                    stage = self.evidence(me, instant)
            stage = max(stage, self.evidence(me, instant + TICK))
        return stage
