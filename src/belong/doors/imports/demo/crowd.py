"""The people of the demo association: those who have names in the texts, and everybody else."""

import random
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from belong.doors.imports.demo.cast import GROUPS, PEOPLE, Member
from belong.doors.imports.demo.library import names, talks

DAYS = 3 * 365
CROWD = 378
NEWCOMERS = 14
"""Joined within the last two weeks."""
PARTS = ((0, 15), (1, 27), (2, 38), (3, 15), (4, 5))
"""How many of a hundred take which part: 0 not joined, 1 reads, 2 asks now and then, 3 joins in, 4 carries much."""
LASTS = {1: 400, 2: 170, 3: 420, 4: 900, 5: 2000}
"""Days for which one of this part is usually active."""
BURNT_OUT, SILENT_FOR = "henrik", 430
"""Who answered more than anybody, and how many days ago that ended."""
PULL = {"orchard": 13, "bread": 12, "mill": 9, "guides": 8, "history": 11, "north": 13, "lakeside": 5, "help": 14,
        "night": 8, "garden": 9, "young": 4}  # fmt: skip


@dataclass(slots=True)
class Person:
    """Somebody and the time in which they take part."""

    key: str
    name: str
    part: int
    groups: dict[str, datetime] = field(default_factory=dict)
    role: str = ""
    mail: bool = True
    joined: datetime | None = None
    until: datetime | None = None

    @property
    def first(self) -> str:
        return self.name.partition(" ")[0]

    def there(self, at: datetime) -> bool:
        return self.joined is not None and self.until is not None and self.joined <= at < self.until


def people(chance: random.Random, begin: datetime, end: datetime) -> list[Person]:
    """Everybody, each with the day of joining and the groups; named people first."""
    mentioned = _earliest_mentions(end)
    named = [_named(chance, member, begin, end, mentioned.get(member.key)) for member in PEOPLE]
    return named + _crowd(chance, begin, end, {person.name for person in named})


def _earliest_mentions(end: datetime) -> dict[str, datetime]:
    """Who speaks in a topic that was written whole was there before it."""
    found: dict[str, datetime] = {}
    for talk in talks():
        if talk.days_ago is not None:
            at = end - timedelta(days=talk.days_ago)
            for key in {talk.by, *(word.by for word in talk.words)} - {None}:
                found[str(key)] = min(at, found.get(str(key), at))
    return found


def _named(chance: random.Random, member: Member, begin: datetime, end: datetime, mentioned: datetime | None) -> Person:
    person = Person(member.key, member.name, member.part, role=member.role, mail=member.mail)
    if not member.part and not member.role and mentioned is None:
        return person
    earliest, latest = {5: (-900, -5), 4: (-300, 200), 3: (-60, 600), 2: (0, 850)}.get(member.part, (30, DAYS - 30))
    joined = begin + timedelta(days=chance.randint(earliest, latest), minutes=chance.randint(480, 1300))
    if mentioned is not None:
        joined = min(joined, mentioned - timedelta(days=chance.randint(4, 40)))
    person.joined, person.until = joined, end
    if member.key == BURNT_OUT:
        person.until = end - timedelta(days=SILENT_FOR)
    elif member.part <= 3 and mentioned is None:
        person.until = joined + timedelta(days=chance.lognormvariate(6.2, 0.6))
    for number, group in enumerate(member.groups):
        since = joined + timedelta(days=number * chance.randint(4, 60), minutes=chance.randint(3, 90))
        person.groups[group] = min(since, mentioned or since)
    return person


def _crowd(chance: random.Random, begin: datetime, end: datetime, taken: set[str]) -> list[Person]:
    found = []
    keys = {member.key for member in PEOPLE}
    for number in range(CROWD):
        name = _name(chance, taken)
        taken.add(name)
        key = _key(name, keys)
        keys.add(key)
        part = 2 if number < NEWCOMERS else chance.choices(*zip(*PARTS, strict=True))[0]
        person = Person(key, name, part, mail=chance.random() < 0.88)
        if part:
            _settle(chance, person, begin, end, newcomer=number < NEWCOMERS)
        found.append(person)
    return found


def _settle(chance: random.Random, person: Person, begin: datetime, end: datetime, *, newcomer: bool) -> None:
    """Joining, more and more as the years go by; staying; groups one after the other."""
    share = chance.random() ** 0.75
    ago = timedelta(days=chance.randint(1, 13)) if newcomer else (end - begin) * (1 - share * 0.985)
    person.joined = (end - ago).replace(
        hour=chance.randint(7, 22), minute=chance.randint(0, 59), second=0, microsecond=0
    )
    lasts = chance.lognormvariate(0, 0.8) * LASTS[person.part]
    person.until = person.joined + timedelta(days=max(lasts, 20))
    count = min(1 + int(chance.expovariate(1.6 if person.part < 4 else 0.7)), 4)
    since = person.joined
    while len(person.groups) < count:
        group = chance.choices(list(PULL), list(PULL.values()))[0]
        if group == "lakeside" and (end - since).days < 500:
            group = "north"
        person.groups.setdefault(group, since)
        since += timedelta(days=chance.randint(1, 120), minutes=chance.randint(1, 600))
    person.groups = {group: since for group, since in person.groups.items() if since < end}


def _name(chance: random.Random, taken: set[str]) -> str:
    lists = names()
    while True:
        culture = chance.randint(1, len(lists) // 2)
        other = chance.randint(1, len(lists) // 2) if chance.random() < 0.06 else culture
        name = f"{chance.choice(lists[f'first{culture}'])} {chance.choice(lists[f'last{other}'])}"
        if name not in taken:
            return name


def _key(name: str, keys: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l").replace("ø", "o").replace("ı", "i"))
    key = re.sub(r"[^a-z]+", ".", plain.encode("ascii", "ignore").decode()).strip(".")
    return key if key not in keys else f"{key}{len(keys)}"


def leader_of(group: str) -> str:
    return next(circle.leader for circle in GROUPS if circle.key == group)
