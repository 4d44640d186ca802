"""What leaves the room: frozen values."""

from dataclasses import dataclass
from datetime import date, datetime

from belong.ground.kernel.public import Card
from belong.ground.people.public import PersonCard


@dataclass(frozen=True, slots=True)
class Health:
    """The health of the community in a period, judged by what was known at its end.

    The period is [start, end): from the start of the day `from_` (None: the beginning) to the end of the day `to`
    (None: now). Seconds are None where there is no wait. `asked_by_hour_of_week` has 168 counts, Monday 00 first.
    `unanswered` are those of the questions that wait: not those in groups that were closed at the end.
    """

    from_: date | None
    to: date | None
    start: datetime | None
    end: datetime
    people: int
    questions: int
    answers: int
    replies: int
    answered: int
    accepted: int
    unanswered: int
    median_seconds_to_first_answer: float | None
    p90_seconds_to_first_answer: float | None
    median_seconds_to_first_response: float | None
    asked_by_hour_of_week: tuple[int, ...]
    absence_factor: int
    active_people_30: int
    active_people_365: int


@dataclass(frozen=True, slots=True)
class Month:
    """What happened in one month of the period, judged by what was known at the period's end.

    `month` is its first day; `open`: it is not over at the period's end; `newcomers_open`: the 90 days of those who
    joined in it are not over. `median_seconds` is the median wait for a first answer, None where there is none.
    """

    month: date
    questions: int
    answered: int
    median_seconds: float | None
    active_people: int
    contributions: int
    joined: int
    joined_again: int
    open: bool
    newcomers_open: bool

    @property
    def empty(self) -> bool:
        return not (self.questions or self.active_people or self.contributions or self.joined)


@dataclass(frozen=True, slots=True)
class Hour:
    """The questions asked at one hour of the week, how many have an answer, and the median wait for the first."""

    asked: int
    answered: int
    median_seconds: float | None


@dataclass(frozen=True, slots=True)
class Kind:
    """How many contributions of one kind were made: a word of the ledger's catalogue."""

    word: str
    number: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One item of the list behind a figure.

    `card` is the topic or post, None where the item is a person, or is `hidden`: what the actor may not see still
    counts, but tells neither who nor which fact it was, and `at` only the start of its day. `gone`: it happened in a
    group that was removed.
    `seconds` is the wait, for figures made of waits; `contributions` the number given, for the absence factor.
    """

    at: datetime
    person: PersonCard | None = None
    card: Card | None = None
    fact: int | None = None
    seconds: float | None = None
    contributions: int | None = None
    hidden: bool = False
    gone: bool = False
