"""The languages of the index, the words in it that no text has, and queries put together from them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

CONFIGURATIONS = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "da": "danish", "nl": "dutch", "en": "english",
    "fi": "finnish", "fr": "french", "de": "german", "el": "greek", "hi": "hindi", "hu": "hungarian",
    "id": "indonesian", "ga": "irish", "it": "italian", "lt": "lithuanian", "ne": "nepali", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "es": "spanish", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""PostgreSQL's own text search configurations by language; every release that Belong runs on has them."""

LANGUAGES = tuple(CONFIGURATIONS)
"""The languages, by two letters, whose words are found in all their forms."""

PLAIN = "simple"
"""For every other language: words as they are written."""

CLOSE = 0.34
"""From this part of common trigrams on one word may be another one misspelt."""


def configuration(language: str, otherwise: str) -> str:
    """The configuration for a group's language; `otherwise` is the organisation's, for groups that name none."""
    return CONFIGURATIONS.get(language or otherwise, PLAIN)


def configuration_sql(language: str) -> str:
    """SQL that says the same of a column; its one parameter is the configuration of the organisation's language."""
    names = " ".join(f"when '{code}' then '{name}'" for code, name in CONFIGURATIONS.items())
    return f"case {language} when '' then %s {names} else '{PLAIN}' end"


def month_of(at: datetime) -> int:
    """Months from the year 0, in UTC."""
    return at.year * 12 + at.month - 1


def facet(*parts: object) -> str:
    """A word such as "g 3" as it stands in a query: it holds a space, which no word of a text does."""
    return "'" + " ".join(str(part) for part in parts) + "'"


def any_of(queries: Iterable[str]) -> str:
    return " | ".join(f"({query})" for query in queries)


def all_of(queries: Iterable[str]) -> str:
    return " & ".join(f"({query})" for query in queries)


def across(queries: Mapping[str, str]) -> str:
    """One query for texts of several languages: each language's own (by configuration), in its own texts."""
    if len(queries) == 1:
        return next(iter(queries.values()))
    return any_of(all_of([facet("l", name), query]) for name, query in queries.items())


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that somebody who typed `word` may have meant: one that it begins, one that a slip of a finger
    makes it, else the most alike.
    """
    known = sorted(known)
    if len(word) >= 3 and (longer := [other for other in known if other.startswith(word)]):
        return min(longer, key=len)
    mine = _trigrams(word)
    similar = (other for other in known if other[0] == word[0] and abs(len(other) - len(word)) <= 2)
    best = max(similar, key=lambda other: (_slipped(word, other), _alike(mine, other)), default=None)
    return best if best is not None and (_slipped(word, best) or _alike(mine, best) >= CLOSE) else None


def _slipped(word: str, other: str) -> bool:
    """Whether two neighbours are swapped, or one letter is left out, put in or another: in a word of four or more."""
    short, long = sorted((word, other), key=len)
    if len(short) < 4 or len(long) - len(short) > 1:
        return False
    same = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    one, two = short[same:], long[same:]
    return two[1:] in (one, one[1:]) or (one[:2] == two[1::-1] and one[2:] == two[2:])


def _alike(mine: frozenset[str], other: str) -> float:
    theirs = _trigrams(other)
    return len(mine & theirs) / len(mine | theirs)


def _trigrams(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))
