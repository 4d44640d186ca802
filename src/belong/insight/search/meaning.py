"""What somebody may have meant whose words were not found."""

import re
from collections.abc import Callable

from belong.community.discussions.public import topic_titles
from belong.ground.kernel.public import folded
from belong.ground.people.public import Actor
from belong.insight.search.rules import nearest

TITLES = 1_000
"""So many of the latest titles that the actor may read are looked into for words."""

_WORD = re.compile(r"(?<!-)\b[^\W\d_]{3,}\b")


def meant(actor: Actor, text: str, finds: Callable[[str], bool]) -> str:
    """`text` in words of the titles that the actor may read, if that finds something; else empty.

    A word that begins one of theirs becomes that; another one becomes the most alike, if there is one.
    """
    words = {word for word in _WORD.findall(text) if word.lower() not in {"or", "and"}}
    if not words:
        return ""
    known = _known(actor)
    other = text
    for word in words:
        plain = folded(word.lower())
        if plain not in known and (better := nearest(plain, known)):
            other = re.sub(rf"\b{re.escape(word)}\b", known[better], other)
    return other if other != text and finds(other) else ""


def _known(actor: Actor) -> dict[str, str]:
    """The words of titles, folded, each with how it is written."""
    known: dict[str, str] = {}
    for title in topic_titles(actor, TITLES):
        for word in _WORD.findall(title.lower()):
            known.setdefault(folded(word), word)
    return known
