"""The demo association: the Friends of Kestrel Mill, a fiction, as an archive in Belong's own format.

The same seed and the same last day give the same bytes. Every text is used once, so that no page looks like another.
"""

import json
import random
from collections.abc import Iterator, Set
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from belong.doors.imports.demo_cast import GROUPS, PEOPLE, Member
from belong.doors.imports.demo_talk import REPLIES, THANKS
from belong.doors.imports.demo_texts import Talk, talks
from belong.ground.kernel.public import day_of, now

SOURCE = "kestrel-mill"
NAME = "Friends of Kestrel Mill"
DAYS = 3 * 365
WEIGHTS = {5: 26, 4: 11, 3: 5, 2: 2, 1: 0, 0: 0}
"""How often somebody of each part writes. 1 has joined and reads; 0 is known to the office and has not joined."""

OPEN_GROUPS = tuple(circle.name for circle in GROUPS if circle.audience == "public")
"""An archive opens no group to the public; whoever shows the demo opens these, as a host would."""

HOURS = [1, 0, 0, 0, 0, 1, 3, 6, 8, 8, 7, 6, 6, 5, 5, 5, 6, 8, 10, 14, 16, 14, 9, 4]
CONTACTS = (
    ("phone", "in", "ours", "question", "Asked whether the mill runs in winter. Sent the programme."),
    ("visit", "in", "ours", "support", "Came to the office with a box of photographs and stayed for tea."),
    ("phone", "out", "theirs", "thanks", "Thanked for the help at the harvest weekend. Was glad about it."),
    ("event", "in", "ours", "welcome", "Met at the open doors, left an address at the market table."),
    ("letter", "out", "theirs", "renewal", "Reminded of the fee with a card. Answered the same week."),
    ("visit", "out", "theirs", "interview", "Visited at home for the memories of the valley."),
    ("phone", "in", "ours", "support", "Had trouble with the form for the baking day; put on the list by hand."),
    ("event", "out", "theirs", "introduction", "Spoke at the garden club; three people want to visit us."),
)

Line = dict[str, Any]


def write_demo(file: Path, *, seed: int = 1, last_day: date | None = None) -> None:
    """Write the association to `file`: three years that end with `last_day` (yesterday)."""
    day = last_day or day_of(now()) - timedelta(days=1)
    lines = list(Association(random.Random(seed), day).lines())  # noqa: S311 - a story, not a secret
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for line in (
            {"record": "archive", "format": "belong-archive", "version": 1, "source": SOURCE, "name": NAME},
            *lines,
            {"record": "end", "records": len(lines)},
        ):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


class Association:
    """Three years of it, told from `chance` alone."""

    def __init__(self, chance: random.Random, last_day: date) -> None:
        self._chance = chance
        self._end = datetime(last_day.year, last_day.month, last_day.day, tzinfo=UTC) + timedelta(days=1)
        self._begin = self._end - timedelta(days=DAYS)
        self._members = {member.key: member for member in PEOPLE}
        self._joined = {member.key: self._joining(member) for member in PEOPLE if member.part or member.role}
        self._number = 0
        self._pools = {"thanks": self._shuffled(THANKS), "replies": self._shuffled(REPLIES)}

    def lines(self) -> Iterator[Line]:
        yield from self._people()
        yield from self._groups()
        yield from self._permissions()
        topics = self._topics()
        for number, (at, talk) in enumerate(topics, 1):
            yield from self._discussion(f"t{number}", at, talk)
        yield from self._links([talk for _, talk in topics])
        yield from self._contacts()

    def _joining(self, member: Member) -> datetime:
        """Who does much was there from the beginning; the others come in over the three years."""
        earliest, latest = {5: (-900, -5), 4: (-300, 200), 3: (-60, 700), 2: (0, 950)}.get(member.part, (30, DAYS - 10))
        if member.role in {"staff", "bot"}:
            earliest, latest = -400, -300
        return self._hour(self._begin + timedelta(days=self._chance.randint(earliest, latest)))

    def _people(self) -> Iterator[Line]:
        for member in PEOPLE:
            line: Line = {"record": "person", "key": member.key, "name": member.name}
            if member.key in self._joined:
                line["joined"] = _iso(self._joined[member.key])
            if member.role == "bot":
                line["bot"] = True
            if member.role == "staff":
                line["staff"] = True
            if member.mail:
                line["identities"] = [{"source": "mail", "key": f"{member.key}@example.org"}]
            yield line
        for member in PEOPLE:
            if member.role in {"mentor", "speaker", "volunteer"}:
                since = self._joined[member.key] + timedelta(days=self._chance.randint(60, 300))
                if since < self._end:
                    yield {"record": "role", "person": member.key, "role": member.role, "from": _iso(since)}
        yield {
            "record": "role",
            "person": "ruth",
            "role": "treasurer",
            "from": _iso(self._joined["ruth"]),
            "until": _iso(self._hour(self._end - timedelta(days=140))),
        }

    def _groups(self) -> Iterator[Line]:
        for circle in GROUPS:
            founded = self._begin - timedelta(days=self._chance.randint(20, 900))
            yield {
                "record": "group",
                "key": circle.key,
                "name": circle.name,
                "kind": circle.kind,
                "audience": circle.audience,
                "summary": circle.summary,
                "founded": _iso(founded),
            }
        for member in PEOPLE:
            for number, group in enumerate(member.groups):
                since = self._joined[member.key] + timedelta(days=number * self._chance.randint(5, 90))
                if since >= self._end:
                    continue
                line: Line = {"record": "membership", "group": group, "person": member.key, "from": _iso(since)}
                if any(circle.key == group and circle.leader == member.key for circle in GROUPS):
                    line["role"] = "leader"
                elif member.part == 2 and number and since + timedelta(days=200) < self._end:
                    line["until"] = _iso(since + timedelta(days=180))
                yield line

    def _permissions(self) -> Iterator[Line]:
        for member in PEOPLE:
            if not member.mail or member.role in {"staff", "bot"} or self._chance.random() < 0.2:
                continue
            granted = self._joined.get(member.key) or self._hour(self._some_day(200))
            line = {
                "record": "permission",
                "person": member.key,
                "channel": "mail",
                "purpose": "newsletter",
                "granted": _iso(granted),
                "proof": "Ticked on the membership form.",
            }
            withdrawn = granted + timedelta(days=self._chance.randint(100, 900))
            if self._chance.random() < 0.12 and withdrawn < self._end:
                line["withdrawn"] = _iso(withdrawn)
            yield line
            if self._chance.random() < 0.3:
                yield {
                    "record": "permission",
                    "person": member.key,
                    "channel": "phone",
                    "purpose": "events",
                    "granted": _iso(granted),
                    "proof": "Said so at the table in the market.",
                }

    def _topics(self) -> list[tuple[datetime, Talk]]:
        """All topics with their times: each group speaks all three years, the association more and more."""
        found = []
        for circle in GROUPS:
            told = talks(circle.key)
            for number, talk in enumerate(told):
                share = ((number + self._chance.random()) / len(told)) ** 0.8
                found.append((self._hour(self._begin + timedelta(days=share * (DAYS - 4) + 2)), talk))
        return sorted(found, key=lambda one: (one[0], one[1].title))

    def _discussion(self, key: str, at: datetime, talk: Talk) -> Iterator[Line]:
        asker = self._author(talk, at, newcomer=talk.is_question)
        yield {
            "record": "topic",
            "key": key,
            "kind": "question" if talk.is_question else "conversation",
            "title": talk.title,
            "body": talk.body,
            "markup": "markdown",
            "group": talk.group,
            **asker,
            "created": _iso(at),
            "tags": list(talk.tags),
            "score": self._chance.choice((0, 1, 1, 2, 3, 5)),
        }
        written: set[str] = {asker.get("author", "")}
        given: list[tuple[str, datetime, str]] = []
        for text in talk.answers:
            at += timedelta(minutes=self._chance.lognormvariate(5.6, 1.4))
            by = self._author(talk, at, without=written)
            if at >= self._end:
                return
            written.add(by.get("author", ""))
            post = self._post(key, "answer" if talk.is_question else "reply", at, text, by)
            given.append((post["key"], at, by.get("author", "")))
            yield post
            yield from self._afterwards(key, post, at, asker, talk)
        if talk.is_question and given and asker.get("author") and self._chance.random() < 0.62:
            answer, given_at, _ = self._chance.choice(given)
            accepted = max(at, given_at) + timedelta(hours=self._chance.uniform(0.5, 60))
            if accepted < self._end:
                yield {"record": "acceptance", "topic": key, "answer": answer, "at": _iso(accepted)}

    def _afterwards(self, topic: str, post: Line, at: datetime, asker: Line, talk: Talk) -> Iterator[Line]:
        """What is said under an answer: thanks of the one who asked, or a word of somebody else."""
        if self._chance.random() > 0.45:
            return
        at += timedelta(minutes=self._chance.lognormvariate(5.2, 1.2))
        thankful = self._chance.random() < 0.6 and "author" in asker
        pool = self._pools["thanks" if thankful else "replies"]
        by = asker if thankful else self._author(talk, at, without={post.get("author", "")})
        if at < self._end and pool:
            yield {**self._post(topic, "reply", at, pool.pop(), by), "parent": post["key"]}

    def _post(self, topic: str, kind: str, at: datetime, text: str, by: Line) -> Line:
        self._number += 1
        return {
            "record": "post",
            "key": f"p{self._number}",
            "kind": kind,
            "topic": topic,
            "body": text,
            "markup": "markdown",
            **by,
            "created": _iso(at),
            "score": self._chance.choice((0, 0, 1, 1, 2, 4)),
        }

    def _author(self, talk: Talk, at: datetime, *, newcomer: bool = False, without: Set[str] = frozenset()) -> Line:
        """Somebody who had joined by then, of the group rather than not; now and then a name that nobody knows."""
        if newcomer and talk.group != "board" and self._chance.random() < 0.04:
            return {"byline": self._chance.choice(("A visitor", "M. from the valley", "Former member"))}
        there = [
            member
            for member in PEOPLE
            if WEIGHTS[member.part]
            and member.key not in without
            and self._joined[member.key] <= at
            and (talk.group in member.groups or talk.group in {"help", "orchard", "bread"})
        ]
        if talk.group == "board":
            there = [member for member in there if "board" in member.groups]
        weights = [self._weight(member, talk, newcomer) for member in there]
        return {"author": self._chance.choices(there, weights)[0].key} if there else {"byline": "A visitor"}

    @staticmethod
    def _weight(member: Member, talk: Talk, newcomer: bool) -> float:
        """Questions come from those who do little as well; answers rather from those at home in the group."""
        weight: float = WEIGHTS[member.part] ** (0.4 if newcomer else 1.0)
        return weight * (3.0 if talk.group in member.groups else 0.3)

    def _links(self, told: list[Talk]) -> Iterator[Line]:
        """Topics of different groups that share a subject."""
        seen: dict[str, int] = {}
        for number, talk in enumerate(told, 1):
            for tag in talk.tags:
                earlier = seen.get(tag)
                if earlier and told[earlier - 1].group != talk.group and self._chance.random() < 0.5:
                    yield {"record": "link", "topic": f"t{number}", "related": f"t{earlier}"}
                seen[tag] = number

    def _contacts(self) -> Iterator[Line]:
        people = [member.key for member in PEOPLE if member.role not in {"staff", "bot"}]
        quiet = [member.key for member in PEOPLE if member.part <= 1 and member.role != "bot"]
        for number in range(1, 41):
            channel, direction, turf, purpose, note = self._chance.choice(CONTACTS)
            size = 3 if channel == "event" else 1
            yield {
                "record": "contact",
                "key": f"c{number}",
                "people": sorted(self._chance.sample(quiet if number % 2 else people, size)),
                "channel": channel,
                "direction": direction,
                "turf": turf,
                "purpose": purpose,
                "at": _iso(self._hour(self._some_day(0))),
                "note": note,
            }

    def _some_day(self, margin: int) -> datetime:
        return self._begin + timedelta(days=self._chance.randint(margin, DAYS - 3))

    def _hour(self, at: datetime) -> datetime:
        """The same day at an hour at which people write."""
        hour = self._chance.choices(range(24), HOURS)[0]
        minute, second = self._chance.randint(0, 59), self._chance.randint(0, 59)
        return at.replace(hour=hour, minute=minute, second=second, microsecond=0)

    def _shuffled(self, texts: tuple[str, ...]) -> list[str]:
        mixed = list(texts)
        self._chance.shuffle(mixed)
        return mixed


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
