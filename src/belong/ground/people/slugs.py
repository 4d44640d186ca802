"""Addresses made of names: plain letters, digits and hyphens, whatever script the name is written in."""

from collections.abc import Callable

from django.utils.text import slugify

_LATIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "ng"}
_CYRILLIC = (
    "а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh"
    " щ shch ы y э e ю yu я ya і i ї yi є ye ґ g ў u ђ dj ј j љ lj њ nj ћ c џ dz"
)
_GREEK = (
    "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o"
    " ά a έ e ή i ί i ό o ύ y ώ o"
)
_PAIRS = f"{_CYRILLIC} {_GREEK}".split()
_TABLE = str.maketrans({**_LATIN, **dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)), "ъ": "", "ь": ""})


def slug_of(text: str, *, otherwise: str, limit: int) -> str:
    """The address of a name; `otherwise` where nothing of it can be written in plain letters."""
    return slugify(text.lower().translate(_TABLE))[:limit].strip("-_") or otherwise


def free_slug(slug: str, *, limit: int, taken: Callable[[str], bool]) -> str:
    """`slug`, or with the first of -2, -3 ... that nothing has yet."""
    tried, number = slug[:limit], 1
    while taken(tried):
        number += 1
        end = f"-{number}"
        tried = slug[: limit - len(end)] + end
    return tried
