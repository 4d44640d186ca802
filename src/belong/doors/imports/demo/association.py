"""All records of the demo association, told from chance alone."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from belong.doors.imports.demo.cast import GROUPS
from belong.doors.imports.demo.contacts import contacts
from belong.doors.imports.demo.crowd import Person, leader_of, people
from belong.doors.imports.demo.deeds import Deeds
from belong.doors.imports.demo.lines import Line, iso
from belong.doors.imports.demo.said import Said
from belong.doors.imports.demo.talking import Talking

FOUNDED = {"orchard": -900, "bread": -820, "mill": -1100, "guides": -700, "history": -1000, "garden": 40, "north": -60,
           "lakeside": -1500, "help": -500, "night": 120, "young": 330, "board": -1600}  # fmt: skip
"""Days after the beginning on which each group came into being."""
PROOFS = (
    "Ticked on the membership form, sheet {number}.",
    "Signed at the market table, list {number}.",
    "Asked for it by mail, filed as {number}.",
    "Said so on the phone, note {number} in the day book.",
    "Confirmed through the link in mail {number}.",
)


def association(chance: random.Random, begin: datetime, end: datetime) -> list[Line]:
    """Every record, from the people to what they did."""
    everybody = people(chance, begin, end)
    said = Said()
    lines = [_person(person) for person in everybody]
    lines += _roles(chance, everybody, end)
    lines += _permissions(chance, everybody, begin, end)
    lines += _groups(chance, everybody, begin, end)
    lines += Talking(chance, said, everybody, begin, end).lines()
    lines += contacts(chance, said, everybody, begin, end)
    lines += Deeds(chance, everybody, begin, end).lines()
    return lines


def _person(person: Person) -> Line:
    line: Line = {"record": "person", "key": person.key, "name": person.name}
    if person.joined is not None:
        line["joined"] = iso(person.joined)
    if person.role in {"bot", "staff"}:
        line[person.role] = True
    if person.mail:
        line["identities"] = [{"source": "mail", "key": f"{person.key}@example.org"}]
    return line


def _roles(chance: random.Random, everybody: list[Person], end: datetime) -> Iterator[Line]:
    for person in everybody:
        role = person.role
        if not role and person.part == 4:
            role = chance.choice(("mentor", "volunteer", "volunteer", "speaker", ""))
        elif not role and person.part == 3 and chance.random() < 0.2:
            role = "volunteer"
        if person.joined is None or role not in {"mentor", "speaker", "volunteer"}:
            continue
        since = person.joined + timedelta(days=chance.randint(60, 300))
        if since < end:
            line = {"record": "role", "person": person.key, "role": role, "from": iso(since)}
            if person.until is not None and since < person.until < end:
                line["until"] = iso(person.until)
            yield line
    for person in everybody:
        if "board" in person.groups and person.role != "staff" and person.until is not None:
            line = {"record": "role", "person": person.key, "role": "board", "from": iso(person.groups["board"])}
            yield line if person.until >= end else {**line, "until": iso(person.until)}
        if person.key == "ruth" and person.joined is not None:
            left = end - timedelta(days=140)
            yield {"record": "role", "person": "ruth", "role": "treasurer", "from": iso(person.joined),
                   "until": iso(left)}  # fmt: skip
            yield {"record": "role", "person": "peter", "role": "treasurer", "from": iso(left)}


def _permissions(chance: random.Random, everybody: list[Person], begin: datetime, end: datetime) -> Iterator[Line]:
    number = 100
    for person in everybody:
        if person.role in {"staff", "bot"}:
            continue
        wishes = [("mail", "newsletter", 0.72), ("mail", "events", 0.4), ("phone", "events", 0.14),
                  ("post", "appeals", 0.11)]  # fmt: skip
        for channel, purpose, share in wishes:
            if (channel == "mail" and not person.mail) or chance.random() > share:
                continue
            number += 1
            granted = person.joined or begin + (end - begin) * (chance.random() * 0.98)
            granted += timedelta(minutes=chance.randint(0, 9) if channel == "mail" else chance.randint(10, 40_000))
            if granted >= end:
                continue
            line = {"record": "permission", "person": person.key, "channel": channel, "purpose": purpose,
                    "granted": iso(granted), "proof": chance.choice(PROOFS).format(number=number)}  # fmt: skip
            withdrawn = granted + timedelta(days=chance.lognormvariate(5.4, 0.8))
            if chance.random() < 0.17 and withdrawn < end:
                line["withdrawn"] = iso(withdrawn)
            yield line


def _groups(chance: random.Random, everybody: list[Person], begin: datetime, end: datetime) -> Iterator[Line]:
    for circle in GROUPS:
        yield {
            "record": "group",
            "key": circle.key,
            "name": circle.name,
            "kind": circle.kind,
            "audience": circle.audience,
            "summary": circle.summary,
            "founded": iso(begin + timedelta(days=FOUNDED[circle.key], hours=chance.randint(9, 20))),
        }
    for person in everybody:
        for group, since in person.groups.items():
            if since >= end:
                continue
            line: Line = {"record": "membership", "group": group, "person": person.key, "from": iso(since)}
            if leader_of(group) == person.key:
                line["role"] = "leader"
            elif (left := _left(chance, person, group, since)) and left < end:
                line["until"] = iso(left)
            yield line


def _left(chance: random.Random, person: Person, group: str, since: datetime) -> datetime | None:
    """Some leave a group when they fall silent; from the chapter that is dying, most."""
    if person.until is None or chance.random() > (0.7 if group == "lakeside" else 0.25):
        return None
    return max(person.until, since + timedelta(days=20)) + timedelta(days=chance.randint(3, 60))
