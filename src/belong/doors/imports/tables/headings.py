"""What a column holds, known by its heading in several languages. Case, accents and punctuation do not count."""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_FIELDS: Mapping[str, Mapping[str, list[str]]] = json.loads(
    (Path(__file__).parent / "headings.json").read_text(encoding="utf-8")
)
PEOPLE = tuple(field for field in _FIELDS["people"] if ":" not in field)
TOUCHES = tuple(_FIELDS["touches"])

PERMISSIONS = tuple(field for field in _FIELDS["people"] if ":" in field)
"""Those that headings are known for."""

MANY = frozenset({"mail", "groups", "tags", "role"})
"""Fields that several columns of a table of people may hold; of all others the first column is read."""

BESIDE = {"time": "clock", "with": "name"}
"""What a heading holds in a table of contact moments where another column is the day, or the address."""

PERMISSION = re.compile(r"permission:([a-z][a-z_-]*):([a-z][a-z_-]*)")
"""A column of its own for one permission: `permission:mail:newsletter`."""


_NUMBERED = re.compile(r"(.+?) ?[2-9]")
"""The second and further columns of the same: `E-mail 2`."""


@lru_cache(maxsize=10_000)
def plain(heading: str) -> str:
    """A heading without what does not count: `E-Mail-Adresse:` and `e mail adresse` are one. Letters count
    in whatever script."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", heading.replace("ß", "ss")) if letter.isalnum()
                   or not unicodedata.combining(letter))  # fmt: skip
    lower = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", bare).lower()
    words = "".join(sign if sign.isalnum() or unicodedata.category(sign)[0] == "M" else " " for sign in lower)
    return unicodedata.normalize("NFC", " ".join(words.split()))


_KNOWN = {
    kind: {plain(word): field for field, words in fields.items() for word in words} for kind, fields in _FIELDS.items()
}


def field_of(heading: str, kind: str) -> str | None:
    """The field that a heading names in a table of this kind ("people", "touches"); None where it is not known."""
    words = plain(heading.replace("#", " no "))
    found = _KNOWN[kind].get(words)
    if found is None and is_field(heading.strip(), kind):
        return heading.strip()
    if found is None and kind == "people" and (numbered := _NUMBERED.fullmatch(words)):
        one = _KNOWN[kind].get(numbered[1])
        return one if one in MANY else None
    return found


def is_field(word: str, kind: str) -> bool:
    fields = PEOPLE if kind == "people" else TOUCHES
    return word in fields or (kind == "people" and PERMISSION.fullmatch(word) is not None)
