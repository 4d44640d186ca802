"""What a Discourse export says, worked out a second time, slowly and from the definitions alone.

Imports nothing of the product. The acts are told in the form of `stackexchange`, whose figures are then used.
"""

import gzip
import json
from bisect import bisect_left
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.oracle.stackexchange import BOT, MONTH, STAGES, TICK, YEAR, Act, Archive, quarter_starts

TALK = ("asked", "answered", "replied")


def rows(file: Path) -> list[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


class Forum:
    """The talk of a forum: who opened which topic, who answered or replied to whom, what was accepted."""

    def __init__(self, folder: Path) -> None:
        self.topics = {row["id"]: row for row in rows(folder / "topics.jsonl.gz")}
        self.posts = [row for row in rows(folder / "posts.jsonl.gz") if row["post_type"] in (1, 2) and row["cooked"]]
        self.in_topic: dict[int, dict[int, dict[str, Any]]] = defaultdict(dict)
        for post in self.posts:
            self.in_topic[post["topic_id"]][post["post_number"]] = post
        self.opening = {topic: posts[min(posts)] for topic, posts in self.in_topic.items()}
        self.accepted = {
            id: self.in_topic[id][row["accepted_answer"]["post_number"]]
            for id, row in self.topics.items()
            if row["accepted_answer"]
        }
        self.questions = self._questions()

    def _questions(self) -> set[int]:
        """Those with an accepted answer, and all of a category where a tenth of the topics have one."""
        of_category = Counter(row["category_id"] for row in self.topics.values())
        solved = Counter(self.topics[id]["category_id"] for id in self.accepted)
        solving = {category for category, count in of_category.items() if solved[category] * 10 >= count}
        return {id for id, row in self.topics.items() if id in self.accepted or row["category_id"] in solving}

    def parent(self, post: dict[str, Any]) -> dict[str, Any] | None:
        """The post that this one replies to, where it is not the opening one."""
        topic, number = post["topic_id"], post["reply_to_post_number"]
        found = self.in_topic[topic].get(number) if number else None
        return None if found is None or found is self.opening[topic] or number >= post["post_number"] else found

    def word(self, post: dict[str, Any]) -> str:
        topic = post["topic_id"]
        opening = self.opening[topic]
        if post is opening:
            return "asked" if topic in self.questions else "started"
        if self.accepted.get(topic) is post:
            return "answered"
        if topic in self.questions and self.parent(post) is None and post["user_id"] != opening["user_id"]:
            return "answered"
        return "replied"

    def threads(self) -> dict[str, dict[str, tuple[str, str | None]]]:
        """For each topic its posts but the first: what each is, and what it replies to."""
        found: dict[str, dict[str, tuple[str, str | None]]] = {f"t{id}": {} for id in self.in_topic}
        for post in self.posts:
            topic = post["topic_id"]
            if post is not self.opening[topic]:
                word = self.word(post)
                parent = self.parent(post) if word == "replied" else None
                kind = "answer" if word == "answered" else "reply"
                found[f"t{topic}"][str(post["id"])] = (kind, str(parent["id"]) if parent else None)
        return found

    def archive(self) -> Archive:
        """The acts of the forum. Conversations that were started count in no figure."""
        archive = Archive()
        for post in self.posts:
            by, at = post["user_id"], moment(post["created_at"])
            archive.joined[by] = min(at, archive.joined.get(by, at))
            topic, word = post["topic_id"], self.word(post)
            opening = self.opening[topic]
            if word == "asked":
                archive.acts.append(Act("asked", by, None, at, topic))
            elif word == "answered":
                archive.acts.append(Act("answered", by, opening["user_id"], at, topic, post["id"]))
            elif word == "replied":
                towards = (self.parent(post) or opening)["user_id"]
                archive.acts.append(Act("replied", by, towards, at, topic))
        for topic, answer in self.accepted.items():
            asker = self.opening[topic]["user_id"]
            at = moment(answer["created_at"])
            archive.acts.append(Act("accepted", asker, answer["user_id"], at, topic, answer["id"]))
        return archive


class Life:
    """One person's evidence at rising instants, each act looked at twice: when it happens and when a year is over."""

    def __init__(self, archive: Archive, person: int) -> None:
        self.joined = archive.joined[person]
        self.own = sorted(archive.by_person.get(person, []), key=lambda act: act.at)
        towards = archive.towards_person.get(person, [])
        self.ticks = sorted(act.at for act in towards if act.word == "accepted" and act.by not in {person, BOT})
        self.moments = sorted({act.at for act in (*self.own, *towards)} | {self.joined})
        self._person = person
        self._in = self._out = 0
        self._talk = self._given = 0
        self._helped: Counter[int | None] = Counter()
        self._months: Counter[tuple[int, int]] = Counter()

    def evidence(self, at: datetime) -> int:
        """How many stages the evidence supports. Ask for instants in their order only."""
        while self._in < len(self.own) and self.own[self._in].at < at:
            self._weigh(self.own[self._in], 1)
            self._in += 1
        while self._out < self._in and self.own[self._out].at < at - YEAR:
            self._weigh(self.own[self._out], -1)
            self._out += 1
        if self.joined >= at:
            return 1 if self._in else 0
        if not self._talk:
            return 2
        helped = sum(count > 0 and who not in (None, BOT) for who, count in self._helped.items())
        if self._given < 3 or helped < 2:
            return 3
        received = bisect_left(self.ticks, at) - bisect_left(self.ticks, at - YEAR)
        return 5 if sum(count > 0 for count in self._months.values()) >= 4 and received else 4

    def _weigh(self, act: Act, weight: int) -> None:
        self._talk += weight * (act.word in TALK)
        if act.word == "answered" and act.towards != self._person:
            self._given += weight
            self._helped[act.towards] += weight
            self._months[act.at.year, act.at.month] += weight


def held(archive: Archive, person: int, at: datetime) -> int:
    """The stage at the instant `at`, when people go up at once and down at a quarter's start only."""
    life = Life(archive, person)
    moments = [moment for moment in life.moments if moment < at]
    if not moments:
        return 0
    edges = sorted({*moments, *(moment + YEAR for moment in moments)})
    quarters = {start for start in quarter_starts(moments[0], at) if start < at}
    asked = sorted({one for edge in (*edges, *quarters) for one in (edge, edge + TICK)})
    supported = {one: life.evidence(one) for one in asked}
    stage = 0
    for instant in sorted({*(edge for edge in edges if edge < at), *quarters}):
        if instant in quarters:
            first, last = bisect_left(edges, instant - MONTH + TICK), bisect_left(edges, instant + TICK)
            if all(supported[edge] < stage for edge in (*edges[first:last], instant)):
                stage = supported[instant]
        stage = max(stage, supported[instant + TICK])
    return stage


def ladder(archive: Archive, at: datetime, *, raw: bool) -> dict[int, str]:
    """The stage of everybody who stands on the ladder at `at`, bots aside."""
    found = {}
    for person in archive.joined:
        if person != BOT:
            stage = Life(archive, person).evidence(at) if raw else held(archive, person, at)
            if stage:
                found[person] = STAGES[stage - 1]
    return found
