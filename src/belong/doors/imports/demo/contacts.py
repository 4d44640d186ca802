"""Contact moments of the demo association outside the site: calls, visits, letters, events."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from belong.doors.imports.demo.crowd import BURNT_OUT, SILENT_FOR, Person
from belong.doors.imports.demo.grammar import Circumstances, Speech
from belong.doors.imports.demo.library import common, sayings
from belong.doors.imports.demo.lines import Line, iso
from belong.doors.imports.demo.said import Said

MOMENTS = 330
WORRIED = (
    (-40, "phone", "in", "He said that he was only tired and that the list would be done by Sunday."),
    (12, "phone", "out", "No answer, twice. Left a word that nothing is urgent."),
    (31, "visit", "out", "Brought bread. He showed the roses and did not speak of the mill."),
    (96, "letter", "out", "A card from all of the Thursday people, with forty-one names on it."),
    (240, "phone", "in", "He rang by himself. Wants to come to the tea, as a guest, and not be asked anything."),
)
"""Days after the last answer of the one who burnt out."""


def contacts(chance: random.Random, said: Said, people: list[Person], begin: datetime, end: datetime) -> Iterator[Line]:
    """All moments: those with the one who fell silent first, then everybody's."""
    ended = end - timedelta(days=SILENT_FOR)
    for number, (days, channel, direction, note) in enumerate(WORRIED, 1):
        at = ended + timedelta(days=days, hours=17)
        yield _moment(f"w{number}", [BURNT_OUT], channel, direction, "theirs", "support", at, said.keep(note))
    speech = Speech(chance)
    known = [person for person in people if person.role not in {"staff", "bot"}]
    for number in range(1, MOMENTS + 1):
        head, _, pattern = chance.choice(sayings("contacts")).partition(": ")
        channel, direction, turf, purpose = head.split()
        at = begin + (end - begin) * (chance.random() ** 0.8)
        at = at.replace(hour=chance.randint(9, 19), minute=chance.choice((0, 5, 10, 15, 20, 30, 40, 45)), second=0)
        if at >= end:
            continue
        told = _note(speech, said, pattern, at)
        if told:
            size = chance.randint(4, 22) if channel == "event" else 1
            yield _moment(f"c{number}", _with(chance, known, at, size), channel, direction, turf, purpose, at, told)


def _with(chance: random.Random, known: list[Person], at: datetime, size: int) -> list[str]:
    """Those who have not joined, or had by then; quiet people rather than others."""
    there = [person for person in known if person.joined is None or person.joined < at]
    weights = [6 if person.joined is None else 3 if person.part == 1 else 1 for person in there]
    return sorted({person.key for person in chance.choices(there, weights, k=size)})


def _note(speech: Speech, said: Said, pattern: str, at: datetime) -> str | None:
    for _ in range(20):
        note = speech.fill(pattern, Circumstances(common(), at))
        if said.fits(note):
            return said.keep(note)
    return None


def _moment(
    key: str, people: list[str], channel: str, direction: str, turf: str, purpose: str, at: datetime, note: str
) -> Line:
    return {
        "record": "contact",
        "key": key,
        "people": people,
        "channel": channel,
        "direction": direction,
        "turf": turf,
        "purpose": purpose,
        "at": iso(at),
        "note": note,
    }
