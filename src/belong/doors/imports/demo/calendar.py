"""When the demo association talks: how many topics each group has, on which days, at which hours."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from belong.doors.imports.demo.grammar import Problem
from belong.doors.imports.demo.library import Talk, problems, talks

TOPICS = {"orchard": 215, "bread": 205, "mill": 200, "guides": 150, "history": 180, "garden": 115, "north": 160,
          "lakeside": 44, "help": 165, "night": 130, "young": 40, "board": 32}  # fmt: skip
GROWTH = {"north": 2.4, "night": 1.7, "garden": 1.6, "young": 2.2, "lakeside": 0.45, "mill": 1.15}
"""Above 1, a group talks more and more; below, less and less."""
ENDS = {"lakeside": 0.88}
BEGINS = {"night": 0.12, "young": 0.31, "garden": 0.04, "north": 0.02}
BY_DAY = [1, 0, 0, 0, 0, 1, 3, 6, 8, 8, 7, 6, 6, 5, 5, 5, 6, 8, 10, 14, 16, 14, 9, 4]
BY_NIGHT = [9, 13, 18, 16, 9, 4, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 3, 5, 7]
APART = timedelta(days=45)
"""The same problem does not come again within this time."""

Planned = tuple[datetime, Talk | Problem]


def plan(chance: random.Random, begin: datetime, end: datetime) -> list[Planned]:
    """Every topic with its time, the first one first."""
    found = [*_whole(chance, begin, end), *_composed(chance, begin, end)]
    return sorted(found, key=lambda one: one[0])


def _whole(chance: random.Random, begin: datetime, end: datetime) -> Iterator[Planned]:
    for talk in talks():
        if talk.days_ago is not None:
            yield at_hour(chance, end - timedelta(days=talk.days_ago), talk.group), talk
        else:
            yield _moment(chance, talk.group, begin, end), talk


def _composed(chance: random.Random, begin: datetime, end: datetime) -> Iterator[Planned]:
    for group, wanted in TOPICS.items():
        known = [problem for problem in problems() if problem.group == group]
        missing = wanted - sum(talk.group == group for talk in talks())
        taken: dict[str, list[datetime]] = {problem.key: [] for problem in known}
        for number in range(missing):
            problem = known[number % len(known)]
            at = _apart(chance, problem, taken[problem.key], begin, end)
            taken[problem.key].append(at)
            yield at, problem


def _apart(chance: random.Random, problem: Problem, taken: list[datetime], begin: datetime, end: datetime) -> datetime:
    at = begin
    for attempt in range(120):
        at = _moment(chance, problem.group, begin, end)
        apart = APART * (1 - attempt / 120)
        if at.month in problem.months and all(abs(at - other) > apart for other in taken):
            break
    return at


def _moment(chance: random.Random, group: str, begin: datetime, end: datetime) -> datetime:
    first, last = BEGINS.get(group, 0.0), ENDS.get(group, 0.9995)
    share = first + (last - first) * chance.random() ** (1 / GROWTH.get(group, 1.3))
    return at_hour(chance, begin + (end - begin) * share, group)


def at_hour(chance: random.Random, at: datetime, group: str) -> datetime:
    """The same day at an hour at which the people of the group write."""
    hour = chance.choices(range(24), BY_NIGHT if group == "night" else BY_DAY)[0]
    return at.replace(hour=hour, minute=chance.randint(0, 59), second=chance.randint(0, 59), microsecond=0)
