"""The words that were found, marked in titles and in the few lines around them."""

from collections.abc import Mapping, Sequence
from unicodedata import normalize

from django.db import connection

from belong.community.discussions.public import FoundCard
from belong.ground.kernel.public import folded
from belong.insight.search.asking import Asked
from belong.insight.search.cards import Piece
from belong.insight.search.rules import PLAIN

BEGIN, END = "\x02", "\x03"
_MARKUP = str.maketrans("<>&", "   ")

# PostgreSQL knows which forms of a word were meant. It sees the texts folded and without what looks like markup,
# letter for letter as long as they are, so that its marks have the same place in the texts themselves.
MARKED = f"""
select ts_headline(configuration::regconfig, title, %(words)s::tsquery,
           'HighlightAll=true, StartSel={BEGIN}, StopSel={END}'),
       ts_headline(configuration::regconfig, body, %(words)s::tsquery,
           'MaxWords=38, MinWords=22, ShortWord=0, StartSel={BEGIN}, StopSel={END}')
from unnest(%(configurations)s::text[], %(titles)s::text[], %(bodies)s::text[])
    with ordinality as t (configuration, title, body, place)
order by place
"""  # noqa: S608 - two control characters
BEGINNING = 220
"""As many characters of a text are shown in which nothing is to be marked."""

Marked = tuple[tuple[Piece, ...], tuple[Piece, ...]]


def marked(query: Asked, cards: Sequence[FoundCard]) -> Mapping[int, Marked]:
    """Title and snippet of each card, by its id. One statement, for the cards of one page."""
    texts = [(normalize("NFC", card.title), normalize("NFC", card.text)) for card in cards]
    if not query.words or not cards:
        return {card.id: (_plain(title), _beginning(text)) for card, (title, text) in zip(cards, texts, strict=True)}
    with connection.cursor() as cursor:
        cursor.execute(
            MARKED,
            {
                "words": query.words,
                "configurations": [query.groups.get(card.group.id, PLAIN) for card in cards],
                "titles": [_seen(title) for title, _ in texts],
                "bodies": [_seen(text) for _, text in texts],
            },
        )
        rows = cursor.fetchall()
    return {
        card.id: (_whole(title, marked_title), _around(text, marked_text))
        for card, (title, text), (marked_title, marked_text) in zip(cards, texts, rows, strict=True)
    }


def _seen(text: str) -> str:
    same = folded(text)
    return (same if len(same) == len(text) else text).translate(_MARKUP)


def _whole(text: str, found: str) -> tuple[Piece, ...]:
    return _pieces(text, found) if len(found.replace(BEGIN, "").replace(END, "")) == len(text) else _plain(text)


def _around(text: str, found: str) -> tuple[Piece, ...]:
    """The part of `text` that `found`, with its marks, is; the beginning where nothing is marked."""
    part = found.replace(BEGIN, "").replace(END, "")
    place = _seen(text).find(part)
    if BEGIN not in found or place < 0:
        return _beginning(text)
    end = place + len(part)
    before = (Piece("… ", False),) if place else ()
    after = (Piece(" …", False),) if end < len(text) else ()
    return (*before, *_pieces(text[place:end], found), *after)


def _pieces(text: str, found: str) -> tuple[Piece, ...]:
    """`text` cut where `found`, which is as long without its marks, has them."""
    pieces, place, hit, length = [], 0, False, 0
    for letter in found + (BEGIN if not found.endswith(BEGIN) else ""):
        if letter in (BEGIN, END):
            if length:
                pieces.append(Piece(text[place : place + length], hit))
            place, length, hit = place + length, 0, letter == BEGIN
        else:
            length += 1
    return tuple(pieces)


def _plain(text: str) -> tuple[Piece, ...]:
    return (Piece(text, False),) if text else ()


def _beginning(text: str) -> tuple[Piece, ...]:
    if len(text) <= BEGINNING:
        return _plain(text)
    return _plain(text[:BEGINNING].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…")
