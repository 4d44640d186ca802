"""What was said already: no body twice, and no sentence more than five times."""

import re
from collections import Counter

MOST = 5
_END = re.compile(r"(?<=[.!?…])[\"')»”’*_]*\s+|\n+")
_DIGITS = re.compile(r"\d+")
_OTHER = re.compile(r"[^\w#]+")


def sentences(text: str) -> list[str]:
    """Its sentences without case, punctuation and figures: what differs by a number alone is the same."""
    bare = (_OTHER.sub(" ", _DIGITS.sub("#", part.casefold())).strip() for part in _END.split(text))
    return [part for part in bare if part]


class Said:
    """Everything that was said, so that nothing is said too often."""

    def __init__(self) -> None:
        self._wholes: set[str] = set()
        self._sentences: Counter[str] = Counter()

    def fits(self, text: str) -> bool:
        """Whether it may still be said."""
        parts = sentences(text)
        return " ".join(parts) not in self._wholes and all(
            self._sentences[part] + count <= MOST for part, count in Counter(parts).items()
        )

    def keep(self, text: str) -> str:
        parts = sentences(text)
        self._wholes.add(" ".join(parts))
        self._sentences.update(parts)
        return text
