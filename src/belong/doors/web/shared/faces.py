"""Portraits: a picture, and for who has none a small evening scene under an arch, initials standing on its ground.

A scene is drawn from the person's uid alone, so it is the same on every page and after every restart. Nothing in it
says anything about the person. Colours are the style sheet's (`components/face.css`): dark mode, print and forced
colours come from there.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Protocol
from uuid import UUID

from django.utils.html import escape
from django.utils.translation import gettext
from markupsafe import Markup

HUES, GROUNDS = 12, 4

WHO = '<svg data-who="'
"""Begins the scene of somebody who may have a picture, before their uid: the pages draw scenes of all, before anybody
knows who has one. Nothing that people write keeps such a tag."""

PIXELS = {"face-large": 256, "face-huge": 640}
SMALL = 96
UID = 32


class HasAddress(Protocol):
    """A picture that the reader is shown."""

    def address(self, size: int) -> str: ...


def with_pictures(html: str, find: Callable[[Collection[UUID]], Mapping[UUID, HasAddress]]) -> str:
    """The page with pictures in place of the scenes of those of whom `find` gives one. It is asked once, or not at
    all where the page shows nobody.
    """
    before, *scenes = html.split(WHO)
    if not scenes:
        return html
    pictures = find({_uid(scene[:UID]) for scene in scenes})
    parts = [before]
    for scene in scenes:
        picture, drawn = pictures.get(_uid(scene[:UID])), scene[UID + 1 :]
        parts.append(f"<svg{drawn}" if picture is None else _img(picture, drawn))
    return "".join(parts)


def _img(picture: HasAddress, drawn: str) -> str:
    """The picture and what follows, in place of a scene and what follows."""
    scene, _, after = drawn.partition("</svg>")
    look = scene.partition(">")[0]
    size = next((pixels for name, pixels in PIXELS.items() if name in look), SMALL)
    style = "face" + "".join(f" {name}" for name in PIXELS if name in look)
    return f'<img class="{style}" src="{picture.address(size)}" alt="" width="{size}" height="{size}">{after}'


@lru_cache(maxsize=8192)
def _uid(written: str) -> UUID:
    return UUID(hex=written)


class HasFace(Protocol):
    """A person's card, a reference to one, or the actor: whoever has a name and a uid."""

    @property
    def uid(self) -> UUID | None: ...

    @property
    def name(self) -> str: ...


def portrait(card: HasFace, size: str = "") -> Markup:
    """The portrait of a person; `size`: nothing (beside text), "large" or "huge". The name stands beside it."""
    return _portrait(card.uid or card.name, card.name, size)


def face(name: str, size: str = "") -> Markup:
    """The portrait of someone of whom only a name is known."""
    return _portrait(name, name, size)


def person(card: HasFace | None, byline: str = "", linked: bool = True) -> Markup:
    """Portrait and name, together one link; `byline` is the name at a source of someone who is not known here."""
    if card is None or card.uid is None:
        name = str(byline) or gettext("someone")  # the organisation's may be a promise of one
        return _person(None, name, False)
    return _person(card.uid, card.name, linked)


def peer(card: HasFace, linked: bool = True, size: str = "") -> Markup:
    """A portrait that stands alone: the name is on hover, and said to readers aloud."""
    return _peer(card.uid, card.name, linked, size)


class Authored(Protocol):
    """A card of something that somebody wrote."""

    @property
    def author(self) -> "HasFace | None": ...


def voices(cards: Iterable[Authored], but: HasFace | None = None) -> list[HasFace]:
    """Who wrote these, each once, in the order in which they first did; `but`: somebody who is not meant."""
    told = {one.author.uid: one.author for one in cards if one.author is not None}
    if but is not None:
        told.pop(but.uid, None)
    return list(told.values())


@lru_cache(maxsize=8192)
def _peer(uid: UUID | None, name: str, linked: bool, size: str) -> Markup:
    inside = f'{_portrait(uid or name, name, size)}<span class="aloud">{escape(name)}</span>'
    if uid and linked:
        return Markup(f'<a href="/people/{uid}" title="{escape(name)}">{inside}</a>')  # noqa: S704 - escaped above
    return Markup(f'<span title="{escape(name)}">{inside}</span>')  # noqa: S704 - escaped above


@lru_cache(maxsize=8192)
def _person(uid: UUID | None, name: str, linked: bool) -> Markup:
    inside = f'{_portrait(uid or name, name, "")}<span class="person-name">{escape(name)}</span>'
    if uid and linked:
        return Markup(f'<a class="person" href="/people/{uid}">{inside}</a>')  # noqa: S704 - escaped above
    return Markup(f'<span class="person">{inside}</span>')  # noqa: S704 - escaped above


@lru_cache(maxsize=8192)
def _portrait(seed: UUID | str, name: str, size: str) -> Markup:
    if name in {gettext("Former member"), gettext("a former member")}:
        seed, name = "", ""  # all who went look alike, and nothing stands for a name that is gone
    elif name == gettext("No name"):
        name = ""
    dice = _Dice(seed if isinstance(seed, str) else seed.hex)
    hue, ground = dice.roll(HUES), dice.roll(GROUNDS)
    light, far, near = _light(dice), FAR[dice.roll(len(FAR))](dice), _near(dice)
    letters = f'<text x="20" y="36">{escape(initials(name))}</text>' if name else ""
    more = f" face-{size}" if size else ""
    tag = "<svg" if isinstance(seed, str) else f'{WHO}{seed.hex}"'
    return Markup(  # noqa: S704 - numbers, and letters that are escaped
        f'{tag} class="face f{hue} g{ground}{more}" viewBox="0 0 40 40" aria-hidden="true">{light}'
        f'<path d="{far}"/><path d="{near}"/>{letters}</svg>'
    )


def initials(name: str) -> str:
    """One or two letters; of a name without any, its first sign."""
    words = [word for word in name.split() if word[0].isalnum()] or [name.strip() or "?"]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


class _Dice:
    """Numbers that follow from a seed."""

    def __init__(self, seed: str) -> None:
        self._left = int.from_bytes(blake2b(seed.encode("utf-8", "replace"), digest_size=16).digest(), "big")

    def roll(self, sides: int) -> int:
        self._left, rolled = divmod(self._left, sides)
        return rolled

    def between(self, low: int, high: int) -> int:
        return low + self.roll(high - low + 1)


def _light(dice: _Dice) -> str:
    """A sun, a low sun, a crescent or three stars."""
    kind, x, y = dice.roll(4), dice.between(12, 28), dice.between(9, 13)
    if kind == 0:
        return f'<circle cx="{x}" cy="{y}" r="{dice.between(4, 6)}"/>'
    if kind == 1:
        return f'<circle cx="{x}" cy="{y + 8}" r="{dice.between(8, 10)}"/>'
    if kind == 2:
        return f'<path class="light" d="M{x} {y - 5}a6 6 0 1 0 5 9a5 5 0 0 1-5-9z"/>'
    return "".join(f'<circle cx="{dice.between(9, 31)}" cy="{dice.between(6, 17)}" r="1.5"/>' for _ in range(3))


def _hills(dice: _Dice) -> str:
    top, crest = dice.between(19, 23), dice.between(5, 9)
    return f"M0 {top}q{dice.between(8, 13)}-{crest} 23 0t17-2V40H0z"


def _peaks(dice: _Dice) -> str:
    first, second = dice.between(8, 14), dice.between(25, 31)
    return f"M-4 32L{first} {dice.between(12, 16)}l7 9L{second} {dice.between(10, 15)}L44 30V40H-4z"


def _roofs(dice: _Dice) -> str:
    first, second = dice.between(17, 20), dice.between(14, 18)
    return f"M3 40V{first}l6-5 6 5v4h5V{second}l7-6 7 6v6h6v16z"


def _firs(dice: _Dice) -> str:
    high = dice.between(10, 14)
    return f"M2 28l5-{high - 2} 5 {high - 2}zM11 29l6-{high + 3} 6 {high + 3}zM23 29l6-{high} 6 {high}zM33 28l4-9 5 9z"


def _sails(dice: _Dice) -> str:
    x, high = dice.between(14, 20), dice.between(11, 14)
    return f"M{x} 25V{25 - high}l9 {high}zM{x - 2} 25v-{high - 4}l-6 {high - 4}zM{x - 9} 26h20l-3 5h-14z"


def _bridge(dice: _Dice) -> str:
    top = dice.between(17, 20)
    return f"M0 {top}h40v21h-6v-12a6 6 0 0 0-12 0v12h-4v-12a6 6 0 0 0-12 0v12h-6z"


FAR = (_hills, _peaks, _roofs, _firs, _sails, _bridge)


def _near(dice: _Dice) -> str:
    """The ground that the initials stand on."""
    return f"M0 {dice.between(25, 27)}q{dice.between(9, 13)}-{dice.between(3, 5)} 22-1t18-{dice.roll(2)}V40H0z"
