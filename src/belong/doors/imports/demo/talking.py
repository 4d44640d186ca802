"""The topics of the demo association: those that were written whole, and those that come again."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from belong.doors.imports.demo.calendar import at_hour, plan
from belong.doors.imports.demo.crowd import BURNT_OUT, Person
from belong.doors.imports.demo.grammar import Circumstances, Problem, Remedy, Speech, Unsayable
from belong.doors.imports.demo.library import Talk, problems, sayings
from belong.doors.imports.demo.lines import Line, iso
from belong.doors.imports.demo.roster import Roster
from belong.doors.imports.demo.said import Said

STRANGERS = ("A visitor", "Somebody from the valley", "Former member", "M. from across the lake")
UNANSWERED = {"night": 0.03, "help": 0.05, "orchard": 0.11, "bread": 0.1, "history": 0.16, "north": 0.07}
ACCEPTS, THANKS, ADDS, REPORTS = 0.62, 0.55, 0.3, 0.42
WAITING = 9
"""Newcomers of the last days who have asked and wait."""
WELCOMING = ("help", "bread", "history", "orchard")


class Talking:
    """Tells the topics in the order of their times."""

    def __init__(self, chance: random.Random, said: Said, people: list[Person], begin: datetime, end: datetime) -> None:
        self._chance = chance
        self._said = said
        self._roster = Roster(chance, people, end)
        self._speech = Speech(chance)
        self._begin, self._end = begin, end
        self._topics = self._posts = 0
        self._by_tag: dict[str, tuple[str, str]] = {}

    def lines(self) -> Iterator[Line]:
        planned = plan(self._chance, self._begin, self._end)
        whole = [what for _, what in planned if isinstance(what, Talk)]
        for text in (text for talk in whole for text in (talk.title, talk.body, *(word.text for word in talk.words))):
            self._said.keep(text)
        for at, what in planned:
            yield from self._whole(at, what) if isinstance(what, Talk) else self._composed(at, what)
        yield from self._waiting()

    def _whole(self, at: datetime, talk: Talk) -> Iterator[Line]:
        asker = self._roster.known(talk.by) if talk.by and talk.by != "new" else self._asker(talk.group, at, talk.by)
        topic = self._topic(at, talk.group, talk.is_question, talk.title, talk.body, talk.tags, asker)
        yield topic
        yield from self._links(topic)
        spoken = {asker.key if asker else ""}
        last: Line | None = None
        accepted: Line | None = None
        for word in talk.words:
            answers = word.mark[0] == ">"
            if word.by:
                by: Person | None = self._roster.known(word.by)
            elif word.mark == "~":
                by = asker
            else:
                by = self._roster.answerer(talk.group, at, spoken)
            at = at + timedelta(minutes=word.minutes) if word.minutes else self._later(at, talk.group, by)
            if at >= self._end:
                return
            spoken.add(by.key if by else "")
            post = self._post(topic, talk.is_question and answers, at, word.text, by, None if answers else last)
            yield post
            if answers:
                last = post
                if word.mark == ">!" or (talk.by is None and talk.is_question and self._chance.random() < ACCEPTS):
                    accepted = post
        if accepted is not None and asker is not None:
            yield from self._accepts(topic, accepted, at, talk.group)

    def _composed(self, at: datetime, problem: Problem) -> Iterator[Line]:
        asker = self._asker(problem.group, at, None)
        told = self._told(at, problem)
        if told is None:
            return
        title, body, circumstances = told
        topic = self._topic(at, problem.group, problem.is_question, title, body, problem.tags, asker)
        yield topic
        yield from self._links(topic)
        yield from self._answered(topic, at, problem, circumstances, asker)

    def _told(self, at: datetime, problem: Problem) -> tuple[str, str, Circumstances] | None:
        for _ in range(25):
            circumstances = Circumstances(problem.words, at)
            circumstances.about = self._speech.phrase(problem.about, circumstances)
            title = self._speech.one_of(problem.titles, circumstances)
            body = self._speech.one_of(problem.openings, circumstances)
            body = f"{body} {self._speech.one_of(problem.closings, circumstances)}".strip()
            if self._said.fits(title) and self._said.fits(body):
                return self._said.keep(title), self._said.keep(body), circumstances
        return None

    def _answered(
        self, topic: Line, at: datetime, problem: Problem, circumstances: Circumstances, asker: Person | None
    ) -> Iterator[Line]:
        spoken = {asker.key if asker else ""}
        given: list[tuple[Line, str]] = []
        for remedy in self._remedies(at, problem):
            by = self._roster.answerer(problem.group, at, spoken)
            at = self._later(at, problem.group, by)
            text = self._say([remedy.text], circumstances)
            if at >= self._end or text is None or by is None:
                continue
            spoken.add(by.key)
            post = self._post(topic, problem.is_question, at, text, by, None)
            given.append((post, by.first))
            yield post
            yield from self._afterwards(topic, post, at, problem, remedy, circumstances, asker, by)
        if given and asker is not None and problem.is_question and self._chance.random() < ACCEPTS:
            post, first = self._chance.choice(given)
            yield from self._accepts(topic, post, at, problem.group)
            if self._chance.random() < REPORTS:
                yield from self._reports(topic, post, at, problem, circumstances, asker, first)
        elif given and asker is not None and not problem.is_question and self._chance.random() < REPORTS:
            yield from self._reports(topic, None, at, problem, circumstances, asker, "")

    def _remedies(self, at: datetime, problem: Problem) -> Sequence[Remedy]:
        """None, one, or several; fewer where nobody is left to answer."""
        share = UNANSWERED.get(problem.group, 0.14)
        progress = (at - self._begin) / (self._end - self._begin)
        if problem.group == "lakeside":
            share = 0.1 + 0.75 * progress
        elif problem.group == "mill" and 0.6 < progress < 0.8:
            share = 0.36
        if problem.is_question and self._chance.random() < share:
            return ()
        count = self._chance.choices((1, 2, 3), (42, 38, 20))[0]
        return self._chance.sample(problem.remedies, min(count, len(problem.remedies)))

    def _afterwards(
        self,
        topic: Line,
        post: Line,
        at: datetime,
        problem: Problem,
        remedy: Remedy,
        circumstances: Circumstances,
        asker: Person | None,
        by: Person,
    ) -> Iterator[Line]:
        """What the asker says to an answer, and what somebody else adds."""
        thanks, words = _sayings(problem)
        if asker is not None and self._chance.random() < THANKS:
            later = self._later(at, problem.group, asker)
            own = remedy.asker if remedy.asker and self._chance.random() < 0.75 else thanks
            text = self._say(own, circumstances, by_asker=True, to=by.first)
            text = text or self._say(thanks, circumstances, by_asker=True, to=by.first)
            if text and later < self._end:
                yield self._post(topic, False, later, text, asker, post)
        if self._chance.random() < ADDS:
            other = self._roster.voice(problem.group, at, {by.key, asker.key if asker else ""})
            later = self._later(at, problem.group, other)
            own = remedy.others if remedy.others and self._chance.random() < 0.8 else words
            text = self._say(own, circumstances, to=by.first)
            if text and other is not None and later < self._end:
                yield self._post(topic, False, later, text, other, post)

    def _accepts(self, topic: Line, post: Line, at: datetime, group: str) -> Iterator[Line]:
        accepted = at + timedelta(hours=self._chance.uniform(0.3, 6 if group == "night" else 60))
        if accepted < self._end:
            yield {"record": "acceptance", "topic": topic["key"], "answer": post["key"], "at": iso(accepted)}

    def _reports(
        self,
        topic: Line,
        post: Line | None,
        at: datetime,
        problem: Problem,
        circumstances: Circumstances,
        asker: Person,
        first: str,
    ) -> Iterator[Line]:
        later = at_hour(self._chance, at + timedelta(days=self._chance.uniform(2, 24)), problem.group)
        text = self._say(problem.reports, circumstances, by_asker=True, to=first)
        if text and at < later < self._end:
            yield self._post(topic, False, later, text, asker, post)

    def _waiting(self) -> Iterator[Line]:
        """Newcomers of the last days whom nobody has answered yet."""
        for number, person in enumerate(self._roster.newcomers()[:WAITING]):
            group = WELCOMING[number % len(WELCOMING)]
            at = at_hour(self._chance, self._end - timedelta(days=self._chance.uniform(0.1, 5)), group)
            known = [one for one in problems() if one.group == group and one.is_question and at.month in one.months]
            problem = self._chance.choice(known)
            told = self._told(at, problem)
            if told and person.joined and person.joined < at < self._end:
                yield self._topic(at, problem.group, True, told[0], told[1], problem.tags, person)

    def _say(
        self, patterns: Sequence[str], circumstances: Circumstances, *, by_asker: bool = False, **names: str
    ) -> str | None:
        """One of the patterns that was not said too often, or nothing."""
        for _ in range(30 if patterns else 0):
            trial = circumstances.named(by_asker=by_asker, **names)
            try:
                text = self._speech.one_of(patterns, trial)
            except Unsayable:
                continue
            if self._said.fits(text):
                circumstances.bound.update((key, word) for key, word in trial.bound.items() if key not in names)
                return self._said.keep(text)
        return None

    def _asker(self, group: str, at: datetime, wish: str | None) -> Person | None:
        """Now and then it is a name that nobody knows."""
        if wish == "new":
            return self._roster.newcomer(at)
        if group not in {"board", "night", "young"} and self._chance.random() < 0.025:
            return None
        return self._roster.asker(group, at)

    def _later(self, at: datetime, group: str, by: Person | None) -> datetime:
        """When the next one speaks: in the night kitchen soon, elsewhere by day; who burnt out, at any hour."""
        if group == "night":
            return at + timedelta(minutes=self._chance.lognormvariate(3.3, 0.9))
        later = at + timedelta(minutes=self._chance.lognormvariate(5.5, 1.5))
        if by is not None and by.key == BURNT_OUT:
            return at + timedelta(minutes=self._chance.lognormvariate(4.2, 1.2))
        return later + timedelta(hours=7) if later.hour < 6 else later

    def _topic(
        self, at: datetime, group: str, is_question: bool, title: str, body: str, tags: tuple[str, ...],
        asker: Person | None,
    ) -> Line:  # fmt: skip
        self._topics += 1
        return {
            "record": "topic",
            "key": f"t{self._topics}",
            "kind": "question" if is_question else "conversation",
            "title": title,
            "body": body,
            "markup": "markdown",
            "group": group,
            **self._signed(asker),
            "created": iso(at),
            "tags": list(tags),
            "score": self._chance.choice((0, 1, 1, 2, 3, 5)),
        }

    def _post(
        self, topic: Line, is_answer: bool, at: datetime, text: str, by: Person | None, parent: Line | None
    ) -> Line:
        self._posts += 1
        line = {
            "record": "post",
            "key": f"p{self._posts}",
            "kind": "answer" if is_answer else "reply",
            "topic": topic["key"],
            "body": text,
            "markup": "markdown",
            **self._signed(by),
            "created": iso(at),
            "score": self._chance.choice((0, 0, 1, 1, 2, 4)),
        }
        return line if parent is None else {**line, "parent": parent["key"]}

    def _signed(self, by: Person | None) -> Line:
        return {"author": by.key} if by is not None else {"byline": self._chance.choice(STRANGERS)}

    def _links(self, topic: Line) -> Iterator[Line]:
        """Now and then a topic points to one of another group that shares a subject."""
        for tag in topic["tags"]:
            earlier, group = self._by_tag.get(tag, ("", topic["group"]))
            if group != topic["group"] and self._chance.random() < 0.3:
                yield {"record": "link", "topic": topic["key"], "related": earlier}
            self._by_tag[tag] = (topic["key"], topic["group"])


def _sayings(problem: Problem) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Thanks and further words that suit any answer of the group; a conversation has its own only."""
    if not problem.is_question or problem.group in {"board", "young"}:
        return (), ()
    suffix = {"night": "-night", "help": "-people", "north": "-people", "lakeside": "-people"}.get(problem.group, "")
    return sayings(f"thanks{suffix}"), sayings(f"words{suffix}")
