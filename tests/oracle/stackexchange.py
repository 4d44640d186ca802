"""What a Stack Exchange archive says, worked out a second time, slowly and from the definitions alone.

Imports nothing of the product: two ways to the same figures are worth having only while they share no code.
"""

import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

BOT = -1


@dataclass(frozen=True)
class Act:
    """One fact of the archive; `by` and `towards` are user ids, None where the archive does not know the person."""

    word: str
    by: int | None
    towards: int | None
    at: datetime
    question: int | None = None
    answer: int | None = None


@dataclass
class Archive:
    """The acts that an archive tells of, and its people."""

    joined: dict[int, datetime] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)

    @cached_property
    def by_person(self) -> dict[int, list[Act]]:
        found: dict[int, list[Act]] = defaultdict(list)
        for act in self.acts:
            if act.by is not None:
                found[act.by].append(act)
        return found

    @cached_property
    def towards_person(self) -> dict[int, list[Act]]:
        found: dict[int, list[Act]] = defaultdict(list)
        for act in self.acts:
            if act.towards is not None:
                found[act.towards].append(act)
        return found


def read(folder: Path) -> Archive:
    """The archive in `folder`, by the rules of the import: only what can be tied to its post counts."""
    users = {int(row["Id"]): moment(row["CreationDate"]) for row in rows(folder / "Users.xml")}
    archive = Archive(joined=users)

    def person(row: dict[str, str], name: str) -> int | None:
        number = int(row[name]) if row.get(name) else None
        return number if number in users else None

    posts = list(rows(folder / "Posts.xml"))
    questions = {int(row["Id"]): row for row in posts if row["PostTypeId"] == "1"}
    answers = {int(row["Id"]): row for row in posts if row["PostTypeId"] == "2" and int(row["ParentId"]) in questions}
    ticks: dict[int, datetime] = {}
    for vote in rows(folder / "Votes.xml"):
        if vote["VoteTypeId"] == "1":
            at, number = moment(vote["CreationDate"]), int(vote["PostId"])
            ticks[number] = max(at, ticks.get(number, at))

    for number, row in questions.items():
        asker = person(row, "OwnerUserId")
        archive.acts.append(Act("asked", asker, None, moment(row["CreationDate"]), number))
        chosen = int(row["AcceptedAnswerId"]) if row.get("AcceptedAnswerId") else None
        if chosen in answers and int(answers[chosen]["ParentId"]) == number:
            given = moment(answers[chosen]["CreationDate"])
            at = max(given, ticks.get(chosen, given))
            helper = person(answers[chosen], "OwnerUserId")
            archive.acts.append(Act("accepted", asker, helper, at, number, chosen))
    for number, row in answers.items():
        question = int(row["ParentId"])
        asker = person(questions[question], "OwnerUserId")
        archive.acts.append(
            Act("answered", person(row, "OwnerUserId"), asker, moment(row["CreationDate"]), question, number)
        )
    for row in rows(folder / "Comments.xml"):
        number = int(row["PostId"])
        if number in questions:
            topic, post = number, questions[number]
        elif number in answers:
            topic, post = int(answers[number]["ParentId"]), answers[number]
        else:
            continue
        archive.acts.append(
            Act("replied", person(row, "UserId"), person(post, "OwnerUserId"), moment(row["CreationDate"]), topic)
        )
    return archive


def rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    return [dict(row.attrib) for row in ElementTree.parse(path).getroot()]  # noqa: S314


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


YEAR, MONTH = timedelta(days=365), timedelta(days=30)
TICK = timedelta(microseconds=1)
STAGES = ["explorer", "member", "partner", "associate", "community_of_practice"]


def evidence(archive: Archive, person: int, at: datetime) -> int:
    """How many stages of the ladder `belonging` the evidence supports for `person` at the instant `at`."""
    own = [act for act in archive.by_person.get(person, []) if act.at < at]
    joined = person in archive.joined and archive.joined[person] < at
    if not own and not joined:
        return 0
    if not joined:
        return 1
    recent = [act for act in own if act.at >= at - YEAR]
    if not any(act.word in {"asked", "answered", "replied"} for act in recent):
        return 2
    given = [act for act in recent if act.word == "answered" and act.towards != person]
    helped = {act.towards for act in given} - {None, BOT}
    if len(given) < 3 or len(helped) < 2:
        return 3
    months = {(act.at.year, act.at.month) for act in given}
    received = [
        act
        for act in archive.towards_person.get(person, [])
        if act.word == "accepted" and at - YEAR <= act.at < at and act.by not in {person, BOT}
    ]
    return 5 if len(months) >= 4 and received else 4


def held(archive: Archive, person: int, at: datetime) -> int:
    """The stage at the instant `at`, counted from one, when people go up at once and down at a quarter's start only."""
    moments = {act.at for act in archive.by_person.get(person, [])}
    moments |= {act.at for act in archive.towards_person.get(person, [])}
    if person in archive.joined:
        moments.add(archive.joined[person])
    moments = {moment for moment in moments if moment < at}
    if not moments:
        return 0
    edges = sorted(moments | {moment + YEAR for moment in moments})
    quarters = [start for start in quarter_starts(min(moments), at) if start < at]
    stage = 0
    for instant in sorted({*(edge for edge in edges if edge < at), *quarters}):
        if instant in quarters:
            watched = [edge for edge in edges if instant - MONTH < edge <= instant] + [instant]
            if all(evidence(archive, person, edge) < stage for edge in watched):
                stage = evidence(archive, person, instant)
        stage = max(stage, evidence(archive, person, instant + TICK))
    return stage


def quarter_starts(first: datetime, last: datetime) -> list[datetime]:
    return [
        datetime(year, month, 1, tzinfo=UTC)
        for year in range(first.year, last.year + 1)
        for month in (1, 4, 7, 10)
        if first <= datetime(year, month, 1, tzinfo=UTC) <= last
    ]


def ladder(archive: Archive, at: datetime, *, raw: bool) -> dict[int, str]:
    """The stage of everybody who stands on the ladder at `at`, bots aside."""
    found = {}
    for person in archive.joined:
        if person == BOT:
            continue
        stage = evidence(archive, person, at) if raw else held(archive, person, at)
        if stage:
            found[person] = STAGES[stage - 1]
    return found


def health(archive: Archive, start: datetime | None, end: datetime) -> dict[str, object]:
    """The figures of the health report for the period from `start` (None: the beginning) to `end`, exclusive."""
    start = start or datetime.min.replace(tzinfo=UTC)
    acts = [act for act in archive.acts if act.at < end and act.by != BOT]
    period = [act for act in acts if act.at >= start]
    known = {
        person
        for person in archive.joined
        if person != BOT
        and (archive.joined[person] < end or any(act.at < end for act in archive.by_person.get(person, [])))
    }
    questions = [act for act in period if act.word == "asked"]
    in_topic: dict[int | None, list[Act]] = defaultdict(list)
    for act in acts:
        in_topic[act.question].append(act)
    writer = {act.answer: act.by for act in archive.acts if act.word == "answered"}
    solved = {
        act.question for act in archive.acts if act.word == "accepted" and act.at < end and writer[act.answer] != BOT
    }
    answer_waits, response_waits, accepted = [], [], 0
    hours = [0] * 168
    for question in questions:
        hours[question.at.weekday() * 24 + question.at.hour] += 1
        others = [act for act in in_topic[question.question] if act.by is None or act.by != question.by]
        first_answers = [act.at for act in others if act.word == "answered"]
        first_responses = [act.at for act in others if act.word in {"answered", "replied"}]
        if first_answers:
            answer_waits.append(max(0.0, (min(first_answers) - question.at).total_seconds()))
        if first_responses:
            response_waits.append(max(0.0, (min(first_responses) - question.at).total_seconds()))
        accepted += question.question in solved
    given = Counter(act.by for act in period if act.word == "answered" and act.by is not None and act.by != act.towards)

    def active(days: int) -> int:
        return len(
            {
                act.by
                for act in acts
                if act.by is not None and act.word != "accepted" and act.at >= end - timedelta(days)
            }
        )

    return {
        "people": len(known),
        "questions": len(questions),
        "answers": sum(act.word == "answered" for act in period),
        "replies": sum(act.word == "replied" for act in period),
        "answered": len(answer_waits),
        "accepted": accepted,
        "unanswered": len(questions) - len(answer_waits),
        "median_seconds_to_first_answer": percentile(answer_waits, 0.5),
        "p90_seconds_to_first_answer": percentile(answer_waits, 0.9),
        "median_seconds_to_first_response": percentile(response_waits, 0.5),
        "asked_by_hour_of_week": hours,
        "absence_factor": fewest(given),
        "active_people_30": active(30),
        "active_people_365": active(365),
    }


def percentile(values: list[float], share: float) -> float | None:
    """Linear interpolation between the two nearest, as SQL's percentile_cont."""
    if not values:
        return None
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def fewest(given: Counter[int]) -> int:
    """How few people make at least half of all contributions."""
    left = given.total() / 2
    for count, (_, number) in enumerate(given.most_common(), 1):
        left -= number
        if left <= 0:
            return count
    return 0
