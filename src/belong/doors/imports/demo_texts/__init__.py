"""What the demo association wrote, a module per group.

A topic begins with `? ` (a question) or `! ` (a conversation), its title and its tags; then comes its text, indented,
and each `> ` begins an answer, or in a conversation a reply. An empty line ends the topic.
"""

import re
from typing import NamedTuple

from belong.doors.imports.demo_texts import board, bread, guides, help, history, mill, north, orchard

_HEAD = re.compile(r"([?!]) (.*?)((?: #[a-z-]+)*)")
_TEXTS = {
    "orchard": orchard.TEXT,
    "bread": bread.TEXT,
    "mill": mill.TEXT,
    "guides": guides.TEXT,
    "history": history.TEXT,
    "north": north.TEXT,
    "help": help.TEXT,
    "board": board.TEXT,
}


class Talk(NamedTuple):
    """A topic as it was written."""

    group: str
    is_question: bool
    title: str
    tags: tuple[str, ...]
    body: str
    answers: tuple[str, ...]


def talks(group: str) -> list[Talk]:
    """The topics of one group, in the order in which they were written."""
    return [_talk(group, part.splitlines()) for part in _TEXTS[group].strip().split("\n\n")]


def _talk(group: str, lines: list[str]) -> Talk:
    head = _HEAD.fullmatch(lines[0])
    if head is None:
        raise ValueError(f"no topic begins like this: {lines[0]}")
    texts: list[list[str]] = [[]]
    for line in lines[1:]:
        if line.startswith("> "):
            texts.append([line[2:]])
        else:
            texts[-1].append(line.strip())
    body, *answers = (" ".join(text) for text in texts)
    tags = tuple(tag.removeprefix("#") for tag in head[3].split())
    return Talk(group, head[1] == "?", head[2], tags, body, tuple(answers))
