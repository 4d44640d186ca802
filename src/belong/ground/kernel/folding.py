"""Words without their accents, so that "Müller" is found by "Muller": the same in Python and in SQL.

Only letters of Latin and Greek scripts are folded: there an accent is left out in haste, elsewhere it makes another
letter.
"""

import re
from unicodedata import normalize

BARRED = str.maketrans("øØłŁđĐħĦıƀ", "oOlLdDhHib")
"""Letters that Unicode does not take apart."""

_ACCENTED = re.compile("([A-Za-z\u0370-\u03ff])[\u0300-\u036f]+")

_FOLD = (
    "case when octet_length({0}) = char_length({0}) then {0} else normalize(regexp_replace(normalize(translate({0},"
    " 'øØłŁđĐħĦıƀ', 'oOlLdDhHib'), NFD), '([A-Za-z\\u0370-\\u03ff])[\\u0300-\\u036f]+', '\\1', 'g'), NFC) end"
)


def folded(text: str) -> str:
    """`text` without accents. A composed text (NFC) keeps its length, so places in both are the same."""
    if text.isascii():
        return text
    return normalize("NFC", _ACCENTED.sub(r"\1", normalize("NFD", text.translate(BARRED))))


def folded_sql(expression: str) -> str:
    """SQL that folds what `expression` (a column, say) holds, as `folded` does."""
    return _FOLD.format(expression)
