"""Followed fact by fact: the tables are what a rebuild gives, the figures as defined, the lists as long as they say."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from belong.ground.kernel.public import end_of_day, start_of_day
from belong.ground.ledger.public import (
    AnswerPosted,
    TopicAsked,
    check,
    complete_batch,
    drain,
    open_batch,
    record,
    remove_alias,
    set_alias,
    withdraw,
    withdraw_batch,
)
from belong.ground.people.public import set_flags
from belong.insight.impact.public import figure_list, report_health
from belong.insight.impact.tests.acts import (
    HOUSE,
    accepted,
    answered,
    asked,
    attended,
    by_definition,
    day,
    joined,
    replied,
    somebody,
    started,
    tables,
    voted,
)

WAITS = {
    "median_seconds_to_first_answer": "answered",
    "p90_seconds_to_first_answer": "answered",
    "median_seconds_to_first_response": None,
}


class History:
    """A community in which anything may happen."""

    def __init__(self, seed: int, days: int = 120) -> None:
        self.random = random.Random(seed)
        self.days = days
        self.people = [somebody(f"Person {number}") for number in range(6)]
        self.robot = somebody("Robot", bot=True)
        self.facts: list[int] = []
        self.merged: list[int] = []
        self.topics = 0

    def instant(self) -> datetime:
        at = datetime(2015, 1, 1, tzinfo=UTC) + timedelta(days=self.random.randrange(self.days))
        return at + timedelta(microseconds=self.random.choice([-1, 0, 1, 3_600_000_000, 40_000_000_000]))

    def who(self) -> int | None:
        return self.random.choice([*self.people, *self.people, self.robot, None])

    def act(self) -> None:
        at, one, other = self.instant(), self.who(), self.who()
        topic = self.random.randrange(self.topics + 1)
        deed = self.random.choice(
            ["ask", "ask", "answer", "answer", "answer", "reply", "tick", "start", "join", "go", "vote"]
        )
        if deed == "ask":
            self.topics += 1
            self.facts.append(asked(one, self.topics, at))
        elif deed == "answer":
            self.facts.append(answered(one, other, topic, at))
        elif deed == "reply":
            self.facts.append(replied(one, other, topic, at))
        elif deed == "tick":
            self.facts.append(accepted(one, other, topic, at))
        elif deed == "start":
            self.topics += 1
            self.facts.append(started(one, self.topics, at))
        elif deed == "join":
            self.facts.append(joined(self.random.choice(self.people), at))
        elif deed == "go":
            self.facts.append(attended(self.random.choice(self.people), at))
        else:
            self.facts.append(voted(self.random.choice(self.people), at))

    def change(self) -> None:
        change = self.random.choice(["withdraw", "withdraw", "merge", "unmerge", "bot", "staff"])
        with transaction.atomic():
            if change == "withdraw":
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
            elif change == "staff":
                set_flags(actor=HOUSE, person=self.people[1], staff=self.random.random() < 0.5)


@pytest.mark.parametrize("seed", range(4))
def test_followed_is_rebuilt_and_what_the_definitions_say(clone: str, seed: int) -> None:
    history = History(seed)
    for round_ in range(12):
        for _ in range(10):
            history.act()
        if round_ > 2:
            history.change()
        drain()
        first, last = sorted(history.instant().date() for _ in range(2))
        assert_as_defined(first, last)
        assert_as_defined(None, last)
    assert check(["impact"]) == []
    assert_lists_hold_as_many(None, datetime(2015, 6, 1, tzinfo=UTC).date())


def assert_as_defined(first: Any, last: Any) -> None:
    expected = by_definition(start_of_day(first) if first else None, end_of_day(last))
    found = report_health(first, last)
    for figure in WAITS:
        assert found.pop(figure) == pytest.approx(expected.pop(figure)), figure
    assert found == expected


def assert_lists_hold_as_many(first: Any, last: Any) -> None:
    report = report_health(first, last)
    for figure, value in report.items():
        if figure == "asked_by_hour_of_week":
            for hour, number in enumerate(value):
                if number:
                    assert figure_list(HOUSE, figure, first, last, hour=hour).total == number
            value = sum(value)
        items: list[Any] = []
        cursor: str | None = None
        while True:
            page = figure_list(HOUSE, figure, first, last, cursor=cursor, limit=7)
            items += page.items
            cursor = page.next
            if cursor is None:
                break
        assert len(items) == page.total, figure
        assert items or not value
        if figure in WAITS:
            waits = sorted(item.seconds for item in items if item.seconds is not None)
            assert len(waits) == len(items)
            share = 0.9 if figure.startswith("p90") else 0.5
            place = share * (len(waits) - 1)
            low, high = waits[int(place)], waits[min(int(place) + 1, len(waits) - 1)]
            assert low + (high - low) * (place - int(place)) == pytest.approx(value)
        else:
            assert page.total == value, figure


def test_a_batch_is_folded_in_slices_and_unfolded(clone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("belong.insight.impact.projection.FACTS_AT_ONCE", 8)
    monkeypatch.setattr("belong.ground.ledger.following.stepping.SECONDS", 0.0)
    asker, helper = somebody(), somebody()
    asked(asker, 1, day("2015-01-01"))
    early = answered(helper, asker, 1, day("2015-01-02"))
    drain()
    before = tables()
    with transaction.atomic():
        batch = open_batch("test", "a file")
        for topic in range(2, 6):
            record(
                TopicAsked(actor=None, about=f"discussions.topic:{topic}", occurred_at=day("2015-01-01"), batch=batch)
            )
            record(
                AnswerPosted(
                    actor=helper, about="discussions.post:1", topic=topic, occurred_at=day("2015-01-03"), batch=batch
                )
            )
        withdraw(early, reason="changed", actor=None, batch=batch)
    drain()
    assert tables() == before
    with transaction.atomic():
        complete_batch(batch)
    drain()
    report = report_health(None, day("2015-02-01").date())
    assert (report["questions"], report["answered"], report["answers"]) == (5, 4, 4)
    assert check(["impact"]) == []
    with transaction.atomic():
        withdraw_batch(batch, "undone")
    drain()
    assert tables() == before
    assert check(["impact"]) == []
