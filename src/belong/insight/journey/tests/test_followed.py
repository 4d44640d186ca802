"""Followed fact by fact, the stays are what a rebuild gives, and what the definitions say."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from belong.ground.ledger.public import (
    PersonJoined,
    check,
    complete_batch,
    drain,
    open_batch,
    rebuild,
    record,
    remove_alias,
    set_alias,
    withdraw,
    withdraw_batch,
)
from belong.ground.people.public import set_flags
from belong.insight.journey.models import Touched
from belong.insight.journey.public import choose_ladder, override_stage, report_ladder, withdraw_override
from belong.insight.journey.tests.lives import (
    HOUSE,
    TICK,
    YEAR,
    Definition,
    accepted,
    all_stays,
    answered,
    asked,
    contacted,
    day,
    joined,
    replied,
    somebody,
    spoke,
    standing,
    thanked,
    voted,
)

QUARTERS = [datetime(year, month, 1, tzinfo=UTC) for year in (2014, 2015, 2016) for month in (1, 4, 7, 10)]


def stage_at(person: int, at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "select rank from journey_stay where person_id = %s and from_at < %s"
            " and (until_at is null or until_at >= %s)",
            [person, at, at],
        )
        found = cursor.fetchall()
    assert len(found) <= 1
    return found[0][0] if found else 0


class History:
    """A community in which anything may happen, at instants where rules have their edges."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.people = [somebody(f"Person {number}") for number in range(6)]
        self.bot = somebody("Robot", bot=True)
        self.facts: list[int] = []
        self.merged: list[int] = []

    def instant(self) -> datetime:
        at = self.random.choice(QUARTERS)
        at += timedelta(days=self.random.choice([-30, -30, 0, 0, -10, 15, 20, 31, 45, 60]))
        if self.random.random() < 0.3:
            at -= YEAR
        return at + self.random.choice([-1, 0, 0, 1]) * TICK

    def who(self) -> int | None:
        return self.random.choice([*self.people, *self.people, self.bot, None])

    def act(self) -> None:
        at, one, other = self.instant(), self.who(), self.who()
        deed = self.random.choice(
            ["join", "ask", "answer", "answer", "answer", "accept", "thank", "reply", "talk", "vote", "touch"]
        )
        if deed == "join":
            self.facts.append(joined(self.random.choice(self.people), at))
        elif deed == "ask":
            self.facts.append(asked(one, at))
        elif deed == "answer":
            self.facts.append(answered(one, other, at))
        elif deed == "accept":
            self.facts.append(accepted(one, other, at))
        elif deed == "thank":
            self.facts.append(thanked(one, other, at))
        elif deed == "reply":
            self.facts.append(replied(one, other, at))
        elif deed == "talk":
            self.facts.append(spoke(one, at))
        elif deed == "vote":
            self.facts.append(voted(one, other, at))
        else:
            self.facts.append(contacted(one, other, at))

    def change(self) -> None:
        change = self.random.choice(["withdraw", "withdraw", "merge", "unmerge", "bot", "batch", "undo"])
        with transaction.atomic():
            if change == "withdraw" and self.facts:
                fact = self.facts.pop(self.random.randrange(len(self.facts)))
                withdraw(fact, reason="mistake", actor=None)
            elif change == "merge":
                free = [person for person in self.people if person not in self.merged]
                if len(free) > 3:
                    one, other = self.random.sample(free, 2)
                    set_alias(one, other)
                    self.merged.append(one)
            elif change == "unmerge" and self.merged:
                remove_alias(self.merged.pop())
            elif change == "bot":
                set_flags(actor=HOUSE, person=self.people[0], bot=self.random.random() < 0.5)


@pytest.mark.parametrize("seed", range(4))
def test_followed_is_rebuilt_and_what_the_definitions_say(clone: str, seed: int) -> None:
    history = History(seed)
    for round_ in range(12):
        for _ in range(8):
            history.act()
        if round_ > 2:
            history.change()
        drain()
        assert_as_defined(history)
    assert check(["journey"]) == []
    followed = all_stays()
    assert followed
    rebuild(["journey"])
    assert all_stays() == followed


def assert_as_defined(history: History) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select id from people_person where is_bot")
        definition = Definition(standing(), {person for (person,) in cursor.fetchall()})
    canonical = [person for person in history.people if person not in history.merged]
    for person in canonical:
        instants = {history.instant() for _ in range(3)} | {history.random.choice(QUARTERS) + TICK}
        for at in instants:
            assert stage_at(person, at) == definition.held(person, at), (person, at)
    assert {person for person, *_ in all_stays()} <= set(canonical)
    moment = history.random.choice(QUARTERS) - timedelta(days=history.random.choice([0, 1, 1, 20]))
    at = moment + timedelta(days=1)
    for raw in (True, False):
        expected = [definition.evidence(p, at) if raw else definition.held(p, at) for p in canonical]
        report = report_ladder(moment.date(), raw=raw)
        assert [stage["people"] for stage in report["stages"]] == [expected.count(rank) for rank in range(1, 6)]


def test_a_batch_is_folded_in_slices_and_unfolded(clone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("belong.insight.journey.projection.FACTS_AT_ONCE", 3)
    monkeypatch.setattr("belong.insight.journey.projection.PEOPLE_AT_ONCE", 16)
    monkeypatch.setattr("belong.ground.ledger.following.stepping.SECONDS", 0.0)
    people = [somebody() for _ in range(7)]
    early = joined(people[0], day("2014-01-01"))
    drain()
    before = all_stays()
    assert [row[0] for row in before] == [people[0]]
    with transaction.atomic():
        batch = open_batch("test", "a file")
        for person in people[1:]:
            record(
                PersonJoined(actor=person, about=f"people.person:{person}", occurred_at=day("2015-01-01"), batch=batch)
            )
        withdraw(early, reason="changed", actor=None, batch=batch)
    drain()
    assert all_stays() == before
    with transaction.atomic():
        complete_batch(batch)
    drain()
    assert [row[0] for row in all_stays()] == people[1:]
    assert check(["journey"]) == []
    assert Touched.objects.count() == 0
    with transaction.atomic():
        withdraw_batch(batch, "undone")
    drain()
    assert all_stays() == before
    assert check(["journey"]) == []


def test_a_new_ladder_and_overrides_are_followed(clone: str) -> None:
    people = [somebody() for _ in range(5)]
    for person in people:
        joined(person, day("2015-01-01"))
        asked(person, day("2015-02-01"))
    first = override_stage(actor=HOUSE, person=people[0], stage="associate", reason="Founded the chapter.")
    drain()
    ladder = choose_ladder(
        actor=HOUSE,
        key="two",
        name="Two steps",
        stages=[
            {"key": "guest", "name": "Guest", "criterion": {"measure": "count", "at_least": 1}},
            {"key": "member", "name": "Member", "criterion": {"measure": "count", "kinds": ["joined"], "at_least": 1}},
        ],
    )
    second = override_stage(actor=HOUSE, person=people[1], stage="guest", reason="Asked to begin again.")
    drain()
    with connection.cursor() as cursor:
        cursor.execute(
            "select person_id, stage, move, before, cause from journey_stay where ladder_id = %s order by 1, from_at",
            [ladder.id],
        )
        rows = cursor.fetchall()
    assert [row[:4] for row in rows] == [
        (people[0], "member", "ladder", "associate"),
        (people[1], "member", "ladder", "member"),
        (people[1], "guest", "override", "member"),
        *[(person, "member", "ladder", "member") for person in people[2:]],
    ]
    assert check(["journey"]) == []
    withdraw_override(actor=HOUSE, override=second.uid)
    withdraw_override(actor=HOUSE, override=first.uid)
    drain()
    assert check(["journey"]) == []
    with connection.cursor() as cursor:
        cursor.execute(
            "select stage, move from journey_stay where person_id = %s order by from_at desc limit 1", [people[1]]
        )
        assert cursor.fetchall() == [("member", "override_end")]
