"""Problems, as they come again in other circumstances: patterns with alternatives and open places, filled in.

`[one|another]` takes one of the two. `{apple}` takes a word of the list `apple` and keeps it for the whole topic;
`{apple2}` is another one of the list. `{3..9}` is a number and `{a:3..9}` one that `{a}` names again; a range that
comes again in a topic is the same number. `{to}` is the first name of the person spoken to, `{about}` what the topic
is about; `{month}`, `{weekday}`, `{season}` and `{year}` are those of the topic's day.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

Words = Mapping[str, tuple[str, ...]]
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = ("winter", "spring", "summer", "autumn")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_PLACE = re.compile(r"(\b[Aa] )?\{([^{}]+)\}")
_RANGE = re.compile(r"(?:([a-z]+):)?(\d+)\.\.(\d+)")
_SPACES = re.compile(r" {2,}")
_BEFORE = re.compile(r" +([,.;:?!])")
_BEGINNING = re.compile(r"(^|[.!?] )([a-zà-ž])")


class Unsayable(Exception):
    """A pattern needs a name that nobody knows here."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """An answer, or a word in a conversation, and what the asker and others say to it."""

    text: str
    asker: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that people ask about or talk of: patterns for each part of the topic."""

    key: str
    group: str
    is_question: bool
    tags: tuple[str, ...]
    months: frozenset[int]
    about: str
    titles: tuple[str, ...]
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    remedies: tuple[Remedy, ...]
    reports: tuple[str, ...]
    words: Words


@dataclass(slots=True)
class Circumstances:
    """What is fixed within one topic: its words, its day, its people."""

    words: Words
    at: datetime
    about: str = ""
    bound: dict[str, str] = field(default_factory=dict)
    yours: frozenset[str] = frozenset()

    def named(self, *, by_asker: bool, **names: str) -> "Circumstances":
        """The same topic with the names of those spoken to. What the asker calls "my", others call "your"."""
        yours = frozenset() if by_asker else frozenset(self.bound)
        return Circumstances(self.words, self.at, self.about, {**self.bound, **names}, yours)


class Speech:
    """Fills patterns in."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def one_of(self, patterns: Sequence[str], circumstances: Circumstances) -> str:
        """One of the patterns, filled in. What is bound on the way stays so for the topic."""
        return self.fill(self._chance.choice(patterns), circumstances)

    def fill(self, pattern: str, circumstances: Circumstances) -> str:
        """The pattern as sentences."""
        return _BEGINNING.sub(lambda found: found[1] + found[2].upper(), self.phrase(pattern, circumstances))

    def phrase(self, pattern: str, circumstances: Circumstances) -> str:
        """The pattern as a part of a sentence."""
        text = pattern
        while "[" in text:
            text = _CHOICE.sub(lambda found: self._chance.choice(found[1].split("|")), text)
        while "{" in text:
            text = _PLACE.sub(lambda found: self._placed(found, circumstances), text)
        return _BEFORE.sub(r"\1", _SPACES.sub(" ", text)).strip()

    def _placed(self, found: re.Match[str], circumstances: Circumstances) -> str:
        word = self._word(found[2], circumstances)
        if found[2] in circumstances.yours and word.startswith("my "):
            word = f"your {word[3:]}"
        if found[1] is None:
            return word
        vowel = re.match(r"[aeioAEIO](?!ne\b|uro)|u(?!ni|s)|8|11\b|18\b", word)
        return f"{found[1][0]}n {word}" if vowel else found[1] + word

    def _word(self, name: str, circumstances: Circumstances) -> str:
        ranged = _RANGE.fullmatch(name)
        kept = (ranged[1] or name) if ranged else name
        if kept and kept in circumstances.bound:
            word = circumstances.bound[kept]
            if not word:
                raise Unsayable(name)
            return word
        if ranged:
            number = self._chance.randint(int(ranged[2]), int(ranged[3]))
            word = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
        elif name == "about":
            return circumstances.about
        elif name in _CALENDAR and name not in circumstances.words:
            return _CALENDAR[name](circumstances.at)
        else:
            word = self._of_list(name, circumstances)
        if kept:
            circumstances.bound[kept] = word
        return word

    def _of_list(self, name: str, circumstances: Circumstances) -> str:
        kind = name.rstrip("0123456789")
        if kind == "hour" and (clock := _clock(circumstances.at)):
            return clock
        taken = {word for key, word in circumstances.bound.items() if key.rstrip("0123456789") == kind}
        of_season = kind + _season(circumstances.at)
        words = circumstances.words.get(of_season) or circumstances.words[kind]
        free = [word for word in words if word not in taken]
        return self._chance.choice(free)


def _month(at: datetime, later: int) -> str:
    return MONTHS[(at.month - 1 + later) % 12]


def _season(at: datetime, later: int = 0) -> str:
    return SEASONS[(at.month % 12 // 3 + later) % 4]


def _clock(at: datetime) -> str:
    """The hour of the night as one says it; nothing by day."""
    if 6 <= at.hour < 22:
        return ""
    quarter = (at.minute + 7) // 15
    hour = NUMBERS[(at.hour + (quarter >= 3) - 1) % 12 + 1]
    return ("", "a quarter past ", "half past ", "a quarter to ", "")[quarter] + hour


_CALENDAR = {
    "month": lambda at: _month(at, 0),
    "lastmonth": lambda at: _month(at, -1),
    "nextmonth": lambda at: _month(at, 1),
    "weekday": lambda at: DAYS[at.weekday()],
    "weekdaybefore": lambda at: DAYS[(at.weekday() - 2) % 7],
    "weekdayafter": lambda at: DAYS[(at.weekday() + 3) % 7],
    "season": lambda at: _season(at),
    "lastseason": lambda at: _season(at, -1),
    "nextseason": lambda at: _season(at, 1),
    "year": lambda at: str(at.year),
    "lastyear": lambda at: str(at.year - 1),
}
