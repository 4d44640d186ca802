"""Folding is the same in Python and in SQL, letter for letter."""

import sys
from unicodedata import normalize, ucd_3_2_0

import pytest
from django.db import connection

from belong.ground.kernel.public import folded, folded_sql

LETTERS = [letter for letter in map(chr, range(sys.maxunicode + 1)) if ucd_3_2_0.category(letter)[0] in "LM"]
"""Letters and marks of a Unicode that both know for sure."""

pytestmark = pytest.mark.django_db


def in_sql(texts: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select array(select {folded_sql('t')} from unnest(%s::text[]) with ordinality as u (t, n) order by n)",
            [texts],
        )
        return list(cursor.fetchone()[0])


def test_every_letter_folds_alike() -> None:
    assert len(LETTERS) > 90_000
    assert in_sql(LETTERS) == [folded(letter) for letter in LETTERS]


def test_marks_fold_alike_on_letters_of_any_script() -> None:
    marks = [mark for mark in LETTERS if ucd_3_2_0.category(mark) == "Mn"]
    texts = [form for base in "aZøαאдक" for mark in marks for form in (base + mark, f"x{base}{mark}\u0301y")]
    assert in_sql(texts) == [folded(text) for text in texts]


def test_a_composed_text_keeps_its_length() -> None:
    composed = [normalize("NFC", letter) for letter in LETTERS]
    assert [letter for letter in composed if len(folded(letter)) != len(letter)] == []


def test_what_is_folded() -> None:
    assert folded("Müller, Łódź, Ünïcødé, Ἀθῆναι, й") == "Muller, Lodz, Unicode, Αθηναι, й"
