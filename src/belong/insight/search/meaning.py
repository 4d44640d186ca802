"""What somebody may have meant whose words were not found."""

import re
from collections.abc import Callable, Iterable, Mapping

from belong.community.discussions.public import found_posts, topic_titles
from belong.ground.kernel.public import folded
from belong.ground.people.public import Actor
from belong.ground.tags.public import tags_called
from belong.insight.search.models import IndexedPost
from belong.insight.search.rules import nearest

TITLES = 1_000
"""So many of the latest titles that the actor may read are looked into for words."""

TAGS = 300
"""So many of the tags that begin with the same two letters are."""

POSTS = 300
"""So many of the latest posts are, where no title has the word."""

_WORD = re.compile(r"(?<!-)\b[^\W\d_]{3,}\b")


def meant(actor: Actor, text: str, finds: Callable[[str], bool]) -> str:
    """`text` in words that the actor may read, if that finds something; else empty.

    A word that begins one of theirs becomes that; another one becomes the most alike, if there is one. Words of titles
    and tags come first, then those of the latest posts.
    """
    words = {word for word in _WORD.findall(text) if word.lower() not in {"or", "and"}}
    if not words:
        return ""
    known = _known(_tags(actor, words)) | _known(topic_titles(actor, TITLES))
    if any(_better(word, known) is None for word in words):
        known = _known(_texts(actor)) | known
    other = text
    for word in words:
        better = _better(word, known)
        if better and better != folded(word.lower()):
            other = re.sub(rf"\b{re.escape(word)}\b", known[better], other)
    return other if other != text and finds(other) else ""


def _better(word: str, known: Mapping[str, str]) -> str | None:
    """The known word for this one: itself where it is known; None where none is alike."""
    plain = folded(word.lower())
    return plain if plain in known else nearest(plain, known)


def _known(texts: Iterable[str]) -> dict[str, str]:
    """The words of texts, folded, each with how it is written."""
    known: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(text.lower()):
            known.setdefault(folded(word), word)
    return known


def _tags(actor: Actor, words: Iterable[str]) -> list[str]:
    """The names of tags that begin as the words do: of all groups and times, where titles are of the latest talk."""
    begins = " ".join(sorted({word[:2] for word in words}))
    return [tag.name for tag in tags_called(actor, begins, TAGS)]


def _texts(actor: Actor) -> list[str]:
    """What the latest posts say, of those that the actor may read."""
    latest = IndexedPost.objects.order_by("-post_id").values_list("post_id", flat=True)[:POSTS]
    return [card.text for card in found_posts(actor, list(latest)).values()]
