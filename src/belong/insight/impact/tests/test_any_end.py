"""Any period is told as it is told from each act: months, the week, kinds and the totals of all lists."""

import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from belong.ground.kernel.public import frozen, settled
from belong.insight.impact.bounds import period
from belong.insight.impact.public import (
    MORE_FIGURES,
    Evidence,
    contributions,
    figure_list,
    health,
    months,
    report_health,
    week,
)
from belong.insight.impact.tests.acts import ACTIVE, GIVEN, HOUSE, Deed, Following, by_definition, day, every_deed
from belong.insight.impact.tests.test_followed import WAITS, History

pytestmark = pytest.mark.django_db
DAYS = 500
BEGUN = date(2015, 1, 1)


@dataclass(frozen=True)
class Asked:
    at: datetime
    wait: float | None


class Plain:
    """The deeds of a period, looked at one by one."""

    def __init__(self, start: datetime | None, end: datetime, zone: ZoneInfo) -> None:
        every, out = every_deed()
        self.start, self.end, self.zone = start or datetime.min.replace(tzinfo=UTC), end, zone
        self.known = [deed for deed in every if deed.actor not in out]
        self.deeds = [deed for deed in self.known if self.within(deed.at)]

    def within(self, at: datetime) -> bool:
        return self.start <= at < self.end

    def month(self, at: datetime) -> date:
        return at.astimezone(self.zone).date().replace(day=1)

    def asked(self) -> Iterator[Asked]:
        for question in self.deeds:
            if question.word == "asked":
                answers = [deed.at for deed in self.known if self.answers(deed, question)]
                wait = max(timedelta(), min(answers) - question.at).total_seconds() if answers else None
                yield Asked(question.at, wait)

    def answers(self, deed: Deed, question: Deed) -> bool:
        if deed.word != "answered" or deed.topic != question.topic or deed.at >= self.end:
            return False
        return deed.actor is None or deed.actor != question.actor

    def given(self) -> list[Deed]:
        return [
            deed for deed in self.deeds if deed.word in GIVEN and (deed.actor is None or deed.actor != deed.counterpart)
        ]

    def active(self) -> list[tuple[int, datetime]]:
        return [(deed.actor, deed.at) for deed in self.deeds if deed.word in ACTIVE and deed.actor is not None]

    def newcomers(self) -> Iterator[tuple[datetime, bool]]:
        for person in {deed.actor for deed in self.known if deed.word == "joined"}:
            joined = min(deed.at for deed in self.known if deed.word == "joined" and deed.actor == person)
            later = [deed.at for deed in self.known if deed.word in ACTIVE and deed.actor == person]
            again = [at for at in later if at.astimezone(self.zone).date() > joined.astimezone(self.zone).date()]
            if self.within(joined):
                yield joined, bool(again) and min(again) < min(self.end, joined + timedelta(days=90))


def wait(of: list[Asked]) -> object:
    waits = [asked.wait for asked in of if asked.wait is not None]
    return pytest.approx(statistics.median(waits)) if waits else None


def assert_as_each_act_says(first: date | None, last: date | None, zone: ZoneInfo) -> None:
    of = period(first, last)
    plain = Plain(of.start, of.end, zone)
    asked, newcomers = list(plain.asked()), list(plain.newcomers())
    for month in months(HOUSE, first, last):
        its = [one for one in asked if plain.month(one.at) == month.month]
        joined = [again for at, again in newcomers if plain.month(at) == month.month]
        assert (month.questions, month.answered) == (len(its), sum(one.wait is not None for one in its))
        assert month.median_seconds == wait(its)
        assert month.active_people == len({who for who, at in plain.active() if plain.month(at) == month.month})
        assert month.contributions == sum(plain.month(deed.at) == month.month for deed in plain.given())
        assert (month.joined, month.joined_again) == (len(joined), sum(joined))
        for figure in ("questions", "answered", "active_people", "contributions", "joined", "joined_again"):
            listed = figure_list(HOUSE, figure, first, last, month=month.month)
            assert listed.total == getattr(month, figure), figure
            assert len(listed.items) == min(listed.total or 0, 50), figure
    assert sum(month.questions for month in months(HOUSE, first, last)) == len(asked)
    found = week(HOUSE, first, last)
    for place, hour in enumerate(found):
        its = [one for one in asked if _place(one.at.astimezone(zone)) == place]
        assert (hour.asked, hour.median_seconds) == (len(its), wait(its))
        assert hour.answered == sum(one.wait is not None for one in its)
    assert {kind.word: kind.number for kind in contributions(HOUSE, first, last)} == Counter(
        deed.word for deed in plain.given()
    )
    more = (len({who for who, _ in plain.active()}), len(plain.given()), len(newcomers), sum(x for _, x in newcomers))
    for figure, number in zip(MORE_FIGURES, more, strict=True):
        assert figure_list(HOUSE, figure, first, last).total == number, figure


def assert_lists_are_as_long_as_they_say(first: date | None, last: date | None) -> None:
    for figure, value in report_health(first, last).items():
        if figure == "asked_by_hour_of_week":
            value = sum(value)
        cursor: str | None = None
        seen: list[Evidence] = []
        while True:
            listed = figure_list(HOUSE, figure, first, last, cursor=cursor, limit=9)
            seen += listed.items
            cursor = listed.next
            if cursor is None:
                break
        assert len(seen) == listed.total, figure
        assert figure in WAITS or listed.total == value, figure


def _place(at: datetime) -> int:
    return at.weekday() * 24 + at.hour


def _random_periods(history: History, number: int) -> Iterator[tuple[date | None, date | None]]:
    days = [BEGUN + timedelta(days=day) for day in range(-20, DAYS + 40)]
    eventful = [deed.at.date() for deed in every_deed()[0] if deed.word in ACTIVE]
    for _ in range(number):
        one, other = sorted(history.random.choice(of) for of in (eventful, history.random.choice([eventful, days])))
        kind = history.random.choice(["", "", "whole", "short", "ever", "since"])
        if kind == "whole":
            one, other = one.replace(day=1), other.replace(day=1) - timedelta(days=1)
        if kind == "short":
            other = one + timedelta(days=history.random.randrange(3))
        yield (None if kind == "ever" else min(one, other)), (None if kind == "since" else max(one, other))


@pytest.mark.parametrize(("seed", "zone"), [(1, "UTC"), (2, "Europe/Berlin"), (3, "America/New_York")])
def test_any_period_is_told_as_each_act_says(follow: Following, seed: int, zone: str) -> None:
    with settled(time_zone=zone):
        history = History(seed, DAYS)
        for _ in range(6):
            for _ in range(30):
                history.act()
            history.change()
            follow()
        for first, last in _random_periods(history, 8):
            # today: amid all this, or after it
            with frozen(
                day("2015-09-10") + timedelta(hours=15) if history.random.random() < 0.5 else day("2017-01-01")
            ):
                assert_as_each_act_says(first, last, ZoneInfo(zone))
                assert_lists_are_as_long_as_they_say(first, last)
                of = period(first, last)
                expected, found = by_definition(of.start, of.end), report_health(first, last)
                hours = expected.pop("asked_by_hour_of_week"), found.pop("asked_by_hour_of_week")
                assert sum(hours[0]) == sum(hours[1])
                for figure in WAITS:
                    assert found.pop(figure) == pytest.approx(expected.pop(figure)), figure
                assert found == expected
    assert health(HOUSE).questions > 20
