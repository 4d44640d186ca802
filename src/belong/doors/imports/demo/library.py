"""The texts of the demo association, read from the files beside it.

`whole/GROUP*.txt`: topics as they were written. A topic begins with `? ` (a question) or `! ` (a conversation), its
title, its tags (`#word`), and perhaps who wrote it (`@key`) and how many days before the end (`-400`); then comes its
text, indented. `> ` begins an answer (in a conversation a word of somebody), `>! ` the accepted one, `~ ` what the
asker says to it, `* ` what somebody else says. `@key` and `+40m`, `+3h` or `+2d` may stand before the text: who, and
how much later.

`composed/GROUP*.txt`: problems. `: name = one; another` is a list of words. A problem begins with `= `, its tags,
perhaps its months (`@10-12`); `% ` says what it is about; `? ` or `! ` are titles, `- ` openings, `+ ` closings,
`> ` remedies, each with `~ ` and `* ` that belong to it, and `< ` what the asker reports later. Letters after a mark,
as in `?ab `, tell lines apart that belong to different questions about the same thing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from belong.doors.imports.demo.grammar import Problem, Remedy, Words

TEXTS = Path(__file__).parent / "texts"
_HEAD = re.compile(r"(.*?)((?: #[\w-]+)*)(?: @([\w-]+))?(?: -(\d+))?")
_SAYS = re.compile(r"(?:@([\w-]+) )?(?:\+(\d+)([mhd]) )?(.*)", re.DOTALL)
_MARK = re.compile(r"([=%?!+<>~*-])([a-z]*) (.*)", re.DOTALL)
_MINUTES = {"m": 1, "h": 60, "d": 24 * 60}


@dataclass(frozen=True, slots=True)
class Word:
    """A post of a topic as it was written: `mark` is `>`, `>!`, `~` or `*`; who and when as far as it is said."""

    mark: str
    text: str
    by: str | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A topic as it was written."""

    group: str
    is_question: bool
    title: str
    tags: tuple[str, ...]
    body: str
    words: tuple[Word, ...]
    by: str | None = None
    days_ago: int | None = None


@cache
def talks() -> tuple[Talk, ...]:
    """Every topic that was written whole, in the order of the files."""
    found = []
    for group, text in _files("whole"):
        found += [_talk(group, part) for part in text.strip().split("\n\n")]
    return tuple(found)


@cache
def problems() -> tuple[Problem, ...]:
    """Every problem that comes again, in the order of the files. Files of one group share their lists of words."""
    found: list[Problem] = []
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    for group, text in _files("composed"):
        known = words.setdefault(group, dict(common()))
        for part in text.strip().split("\n\n"):
            if part.startswith(": "):
                known.update(_lists(part))
            else:
                found += _variants(group, f"{group}:{len(found)}", part, known)
    return tuple(found)


@cache
def common() -> Words:
    """The lists of words that every group uses."""
    return dict(_lists((TEXTS / "common.txt").read_text(encoding="utf-8")))


@cache
def names() -> Words:
    """First and last names by the country they come from: `first1` goes with `last1`."""
    return dict(_lists((TEXTS / "names.txt").read_text(encoding="utf-8")))


@cache
def sayings(name: str) -> tuple[str, ...]:
    """The patterns of a file, one a paragraph line."""
    return tuple(_joined((TEXTS / f"{name}.txt").read_text(encoding="utf-8")))


def _files(folder: str) -> Iterator[tuple[str, str]]:
    for file in sorted((TEXTS / folder).glob("*.txt")):
        yield re.sub(r"\d+$", "", file.stem), file.read_text(encoding="utf-8")


def _joined(text: str) -> list[str]:
    """Its lines, those that are indented joined to the one before."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("  ") and lines:
            lines[-1] += " " + line.strip()
        elif line.strip():
            lines.append(line.strip())
    return lines


def _lists(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in _joined(text):
        name, _, words = line.removeprefix(": ").partition(" = ")
        yield name, tuple(word.strip() for word in words.split(";"))


def _talk(group: str, part: str) -> Talk:
    first, _, rest = part.partition("\n")
    lines = _joined(rest[2:] if rest.startswith("  ") else rest)
    head = _HEAD.fullmatch(first[2:])
    if head is None or first[:2] not in {"? ", "! "}:
        raise ValueError(f"no topic begins like this: {first}")
    return Talk(
        group=group,
        is_question=first[0] == "?",
        title=head[1],
        tags=_tags(head[2]),
        body=lines[0],
        words=tuple(_word(line) for line in lines[1:]),
        by=head[3],
        days_ago=int(head[4]) if head[4] else None,
    )


def _word(line: str) -> Word:
    mark, _, text = line.partition(" ")
    says = _SAYS.fullmatch(text)
    if says is None or mark not in {">", ">!", "~", "*"}:
        raise ValueError(f"no post begins like this: {line}")
    return Word(mark, says[4], says[1], int(says[2]) * _MINUTES[says[3]] if says[2] else None)


def _variants(group: str, key: str, part: str, words: Words) -> Iterator[Problem]:
    """A problem, or one for each of the letters that its marks carry: what has another letter is left out.

    With titles of both sorts it is a question and a conversation.
    """
    lines = [_MARK.fullmatch(line) for line in _joined(part)]
    if None in lines:
        raise ValueError(f"a line without a mark: {part}")
    marked = [(line[1], line[2], line[3]) for line in lines if line]
    for letter in sorted({letter for _, letters, _ in marked for letter in letters}) or [""]:
        fitting = [(mark, text) for mark, letters, text in marked if not letters or letter in letters]
        for sort in "?!":
            if any(mark == sort for mark, _ in fitting):
                other = "!" if sort == "?" else "?"
                told = [(mark, text) for mark, text in fitting if mark != other]
                yield _problem(group, f"{key}{letter}{sort}", told, words)


def _problem(group: str, key: str, lines: list[tuple[str, str]], words: Words) -> Problem:
    marked: dict[str, list[str]] = {mark: [] for mark in "=%?!-+<"}
    remedies: list[Remedy] = []
    for mark, text in lines:
        if mark == ">":
            remedies.append(Remedy(text))
        elif mark == "~":
            remedies[-1] = Remedy(remedies[-1].text, (*remedies[-1].asker, text), remedies[-1].others)
        elif mark == "*":
            remedies[-1] = Remedy(remedies[-1].text, remedies[-1].asker, (*remedies[-1].others, text))
        else:
            marked[mark].append(text)
    tags, _, months = marked["="][0].partition(" @")
    return Problem(
        key=key,
        group=group,
        is_question=not marked["!"],
        tags=_tags(tags),
        months=_months(months),
        about=marked["%"][0],
        titles=(*marked["?"], *marked["!"]),
        openings=tuple(marked["-"]),
        closings=tuple(marked["+"]) or ("",),
        remedies=tuple(remedies),
        reports=tuple(marked["<"]),
        words=words,
    )


def _tags(text: str) -> tuple[str, ...]:
    return tuple(tag.removeprefix("#") for tag in text.split())


def _months(text: str) -> frozenset[int]:
    """`10-2`: from October to February. Nothing said: all year."""
    if not text:
        return frozenset(range(1, 13))
    first, last = (int(part) for part in text.split("-"))
    return frozenset((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1))
