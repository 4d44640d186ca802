"""Who asks and who answers in the demo association."""

import random
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from belong.doors.imports.demo.crowd import BURNT_OUT, SILENT_FOR, Person

ASKS = {1: 0.15, 2: 2.0, 3: 3.0, 4: 3.0, 5: 2.0}
ANSWERS = {1: 0.0, 2: 0.35, 3: 4.0, 4: 13.0, 5: 24.0}
"""How readily each part asks and answers."""
MEMBER = "mei"
"""The member whose eyes the demo lends: asks often, and answers in three months of a year, one too few."""
MONTHS_AGO = (1, 4, 7, 14, 17, 20, 27, 30)
OPEN = frozenset({"orchard", "bread", "history", "help"})


class Roster:
    """Everybody who takes part, and how likely each is to speak at a moment."""

    def __init__(self, chance: random.Random, people: list[Person], end: datetime) -> None:
        self._chance = chance
        self._end = end
        self._by_key = {person.key: person for person in people}
        self._people = [person for person in people if person.part and person.role != "bot"]
        self._in_group: dict[str, list[Person]] = {}
        for person in self._people:
            for group in person.groups:
                self._in_group.setdefault(group, []).append(person)

    def known(self, key: str) -> Person:
        return self._by_key[key]

    def asker(self, group: str, at: datetime) -> Person | None:
        """Who has a question: rather those who have just come, and now and then somebody who only reads."""
        return self._one(group, at, self._asks, ())

    def answerer(self, group: str, at: datetime, without: Collection[str]) -> Person | None:
        """Who knows, and has not spoken yet."""
        return self._one(group, at, self._answers, without)

    def voice(self, group: str, at: datetime, without: Collection[str]) -> Person | None:
        """Who has a word to add."""
        return self._one(group, at, self._asks, without)

    def newcomer(self, at: datetime) -> Person | None:
        """Somebody who joined within the last weeks."""
        fresh = [person for person in self._people
                 if person.joined is not None and at - timedelta(days=30) < person.joined < at]  # fmt: skip
        return self._chance.choice(fresh) if fresh else None

    def newcomers(self) -> list[Person]:
        """Who joined within the last two weeks."""
        return [person for person in self._people if person.joined and person.joined > self._end - timedelta(days=14)]

    def _one(
        self,
        group: str,
        at: datetime,
        weigh: Callable[[Person, datetime], float],
        without: Collection[str],
    ) -> Person | None:
        there = [person for person in self._in_group.get(group, ())
                 if person.groups[group] <= at and person.there(at) and person.key not in without]  # fmt: skip
        weights = [weigh(person, at) for person in there]
        if group in OPEN:
            others = [person for person in self._people if group not in person.groups and person.there(at)
                      and person.key not in without and person.key != MEMBER]  # fmt: skip
            there += others
            weights += [weigh(person, at) * 0.06 for person in others]
        return self._chance.choices(there, weights)[0] if sum(weights) else None

    def _asks(self, person: Person, at: datetime) -> float:
        if person.key == MEMBER:
            return 6.0
        new = person.joined is not None and at - person.joined < timedelta(days=50)
        return ASKS[person.part] * (4.0 if new else 1.0)

    def _answers(self, person: Person, at: datetime) -> float:
        if person.key == BURNT_OUT:
            left = (self._end - timedelta(days=SILENT_FOR) - at).days
            return 260.0 if left < 300 else 90.0
        if person.key == MEMBER:
            ago = (self._end.year - at.year) * 12 + self._end.month - at.month
            return 60.0 if ago in MONTHS_AGO and at.day <= 20 else 0.0
        return ANSWERS[person.part]
