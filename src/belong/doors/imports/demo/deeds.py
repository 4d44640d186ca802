"""What people of the demo association did beside writing: came to events, shared, thanked, brought others, bought."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from belong.doors.imports.demo.crowd import Person
from belong.doors.imports.demo.happenings import BORROWED, EVENTS, GOODS, TALKS, THINGS
from belong.doors.imports.demo.lines import Line, iso
from belong.doors.imports.demo.roster import MEMBER

Weigh = Callable[[Person], float]

COMES = {1: 0.4, 2: 1.0, 3: 2.0, 4: 4.0, 5: 5.0}
BUYS = {0: 1.2, 1: 1.6, 2: 1.0, 3: 1.0, 4: 0.8, 5: 0.6}
"""How readily each part comes to an event, and buys."""

SHARES, PURCHASES, BROUGHT = 130, 620, 70
SHARE_OF_RENEWALS = 0.84
FEE = 3600
"""What a year costs, in cents."""


@dataclass(frozen=True, slots=True)
class Event:
    """One afternoon: who gave it, who came."""

    name: str
    at: datetime
    hosts: list[Person]
    speakers: list[Person]
    came: list[Person] = field(default_factory=list)


class Deeds:
    """All deeds; each kind draws from chance after the one before, so the same seed tells the same."""

    def __init__(self, chance: random.Random, people: list[Person], begin: datetime, end: datetime) -> None:
        self._chance, self._begin, self._end = chance, begin, end
        self._people = [person for person in people if person.role not in {"staff", "bot"}]
        self._count = 0

    def lines(self) -> Iterator[Line]:
        for event in self._events():
            yield from self._event(event)
        yield from self._library()
        yield from self._brought()
        yield from self._bought()
        yield from self._renewed()

    def _events(self) -> Iterator[Event]:
        """Two a month, on Saturdays or Sundays."""
        for months in range(37):
            for number in range(2):
                day = self._begin + timedelta(days=months * 30.44 + 6 + number * 14)
                at = day + timedelta(days=(5 - day.weekday()) % 7 + number)
                at = at.replace(hour=self._chance.choice((10, 14, 15)), minute=0, second=0, microsecond=0)
                names = EVENTS[at.month]
                name = f"{names[number % len(names)]} {at.year}"
                hosts = self._some(
                    1 + (number == 0), at, lambda person: float(person.part >= 4 and person.key != MEMBER)
                )
                talk = self._chance.random() < 0.7
                speakers = self._some(1 + (self._chance.random() < 0.3), at, _speaks) if talk else []
                if at < self._end:
                    yield Event(name, at, hosts, speakers)

    def _event(self, event: Event) -> Iterator[Line]:
        guests = self._some(self._chance.randint(12, 44), event.at, lambda person: COMES.get(person.part, 0.0))
        for guest in guests:
            told = event.at - timedelta(days=self._chance.randint(1, 24))
            told = told.replace(hour=self._chance.randint(8, 22), minute=self._chance.randint(0, 59))
            if guest.joined is not None and told > guest.joined:
                yield self._deed(guest, "registered", told, event.name)
            elif self._chance.random() < 0.5:
                continue
            if self._chance.random() < 0.8:
                event.came.append(guest)
                yield self._deed(guest, "attended", event.at, event.name)
        for host in event.hosts:
            yield self._deed(host, "hosted", event.at, event.name, towards=self._one_of(event.came, host))
        for number, speaker in enumerate(event.speakers):
            at = event.at + timedelta(minutes=30 + 40 * number)
            talk = f"{self._chance.choice(TALKS)}, at {event.name}"
            for listener in self._chance.sample(event.came, min(2, len(event.came))):
                if listener is not speaker:
                    yield self._deed(speaker, "spoke", at, talk, towards=listener)
        yield from self._thanks(event)

    def _thanks(self, event: Event) -> Iterator[Line]:
        for giver in (*event.hosts, *event.speakers):
            for guest in event.came:
                if guest is not giver and self._chance.random() < 0.09:
                    at = event.at + timedelta(hours=self._chance.randint(3, 50))
                    if at < self._end and guest.there(at):
                        yield self._deed(guest, "thanked", at, event.name, towards=giver)

    def _library(self) -> Iterator[Line]:
        names = [f"{thing}: {subject}" for thing, subjects in THINGS.items() for subject in subjects]
        self._chance.shuffle(names)
        for name in names[:SHARES]:
            at = self._moment()
            sharers = self._some(1, at, lambda person: float(max(person.part - 2, 0) * (person.key != MEMBER)))
            for sharer in sharers:
                yield self._deed(sharer, "shared", at, name, towards=self._one_there(at, sharer))
                for _ in range(self._chance.choice((0, 0, 1, 1, 2, 3))):
                    yield from self._review(sharer, at, name)

    def _review(self, sharer: Person, shared: datetime, name: str) -> Iterator[Line]:
        at = shared + timedelta(days=self._chance.lognormvariate(2.6, 0.9))
        reviewer = self._one_there(at, sharer)
        if at >= self._end or reviewer is None:
            return
        stars = self._chance.choices((2, 3, 4, 5), (1, 3, 8, 8))[0]
        yield {**self._deed(reviewer, "reviewed", at, name, towards=sharer), "stars": stars}
        if self._chance.random() < 0.4:
            yield self._deed(reviewer, "thanked", at + timedelta(minutes=4), name, towards=sharer)

    def _brought(self) -> Iterator[Line]:
        """Who brought whom: the newcomer joined a little later."""
        newer = [person for person in self._people if person.joined is not None and person.joined > self._begin]
        for newcomer in self._chance.sample(newer, min(BROUGHT, len(newer))):
            if newcomer.joined is None:
                continue
            at = newcomer.joined - timedelta(hours=self._chance.randint(1, 70))
            friend = self._one_there(at, newcomer)
            if friend is not None:
                yield self._deed(friend, "referred", newcomer.joined, self._chance.choice(BORROWED), towards=newcomer)

    def _bought(self) -> Iterator[Line]:
        weights = [BUYS[person.part] for person in self._people]
        for buyer in self._chance.choices(self._people, weights, k=PURCHASES):
            at = self._moment()
            if buyer.joined is not None and at < buyer.joined - timedelta(days=200):
                continue
            goods, cents = self._chance.choice(GOODS)
            many = self._chance.choices((1, 2, 3), (7, 3, 1))[0]
            line = self._deed(buyer, "bought", at, goods if many == 1 else f"{many} × {goods}")
            yield {**line, "channel": "shop", "cents": cents * many}

    def _renewed(self) -> Iterator[Line]:
        """Each year on the day of joining, by most who still take part and by some who only read."""
        for person in self._people:
            year = 1
            while person.joined is not None and (at := person.joined + timedelta(days=365 * year)) < self._end:
                year += 1
                if at < self._begin:
                    continue
                if not person.there(at) and self._chance.random() < 0.6:
                    break
                if self._chance.random() < SHARE_OF_RENEWALS:
                    at += timedelta(minutes=self._chance.randint(-9000, 20))
                    yield {**self._deed(person, "renewed", at, "A year of membership"), "cents": FEE}

    def _moment(self) -> datetime:
        share: float = self._chance.random() ** 0.75
        at = self._begin + (self._end - self._begin) * share
        return at.replace(hour=self._chance.randint(8, 21), minute=self._chance.randint(0, 59), second=0, microsecond=0)

    def _some(self, count: int, at: datetime, weigh: Weigh) -> list[Person]:
        """Some of those who take part at a time, each once."""
        there = [person for person in self._people if person.there(at) and weigh(person)]
        drawn = sorted(there, key=lambda person: self._chance.random() ** (1 / weigh(person)), reverse=True)
        return drawn[:count]

    def _one_there(self, at: datetime, without: Person) -> Person | None:
        found = [
            person
            for person in self._people
            if person is not without and person.key != MEMBER and person.there(at) and person.part > 1
        ]
        return self._chance.choice(found) if found else None

    def _one_of(self, people: list[Person], without: Person) -> Person | None:
        others = [person for person in people if person is not without]
        return self._chance.choice(others) if others else None

    def _deed(self, person: Person, deed: str, at: datetime, about: str, towards: Person | None = None) -> Line:
        self._count += 1
        line: Line = {"record": "deed", "key": f"d{self._count}", "person": person.key, "deed": deed, "at": iso(at)}
        if towards is not None:
            line["counterpart"] = towards.key
        return {**line, "about": about}


def _speaks(person: Person) -> float:
    """Who is asked to speak; not the member whose eyes the demo lends, who is one month short of a stage."""
    return 0.0 if person.key == MEMBER or person.part < 3 else (6.0 if person.role == "speaker" else 1.0)
