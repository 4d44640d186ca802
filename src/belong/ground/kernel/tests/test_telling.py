"""Sentences that are kept and read in another language later."""

import copy
import json
import pickle
from pathlib import Path

import pytest
from django.utils.translation import override

from belong.ground.kernel.telling import Told, kept_text, kept_words, retold, retold_text, told, told_lazy, told_many

LATER = told_lazy("The key is empty.")
GERMAN = "Der Schlüssel ist leer."


def test_what_is_told_is_text_in_the_language_that_is_spoken() -> None:
    with override("de"):
        assert told("The key is empty.") == GERMAN == str(LATER)
    assert told("The key is empty.") == "The key is empty." == str(LATER)


def test_it_is_told_again_in_the_language_of_who_reads_it() -> None:
    says = "%(count)d days"
    with override("de"):
        stored = json.loads(json.dumps([kept_words(LATER), kept_words(told(says) % {"count": 3})]))
    assert stored == [{"says": "The key is empty."}, {"says": says, "with": {"count": 3}}]
    assert [retold(one) for one in stored] == ["The key is empty.", "3 days"]
    with override("de"):
        assert [retold(one) for one in stored] == [GERMAN, "3 Tage"]
        assert retold_text(kept_text(LATER)) == GERMAN


def test_what_stands_inside_of_it_is_told_again_too() -> None:
    stored = kept_words(told("how long this is kept: %(what)s") % {"what": LATER})
    with override("de"):
        assert GERMAN in retold(stored)
        assert GERMAN in retold(kept_words(retold(stored)))


def test_an_error_inside_of_it_is_told_again_too() -> None:
    stored = kept_words(told("how long this is kept: %(what)s") % {"what": ValueError(LATER)})
    with override("de"):
        assert GERMAN in retold(stored)


def test_counts_choose_their_form_anew() -> None:
    stored = [
        kept_words(told_many("%(count)s line", "%(count)s lines", number) % {"count": number}) for number in (1, 2)
    ]
    assert [retold(one) for one in stored] == ["1 line", "2 lines"]


def test_an_error_carries_it_whole() -> None:
    wrong = told("%(source)r is no name of a source: small letters, digits, dots, hyphens and colons between them.")
    error = ValueError(wrong % {"source": "a'b"})
    assert isinstance(str(error), Told)
    with override("de"):
        assert "a'b" in retold(kept_words(error)) and retold(kept_words(error)) != str(error)


@pytest.mark.parametrize(
    "plain", ["", "50 % of it", "{", '{"other": 1}', "Als Text gespeichert.", '{"says": 5', '{"says": "%"}']
)
def test_what_was_stored_as_text_stays_what_it_was(plain: str) -> None:
    assert retold_text(kept_text(plain)) == plain == retold(kept_words(plain))


def test_values_of_every_kind_are_stored() -> None:
    stored = kept_words(told("%(a)s %(b)s %(c)s") % {"a": Path("/x"), "b": None, "c": 1.5})
    assert json.loads(json.dumps(stored)) == stored
    assert retold(stored) == "/x None 1.5"


def test_it_can_be_copied_and_sent_elsewhere() -> None:
    one = told("%(count)d days") % {"count": 3}
    for other in (copy.deepcopy(one), pickle.loads(pickle.dumps(one))):  # noqa: S301 - our own
        assert (other, kept_words(other)) == ("3 days", kept_words(one))
