"""A bad row is refused in words, and the rest is taken."""

from datetime import datetime

import pytest

from belong.ground.people.models import Person
from belong.ground.people.public import (
    LoadedPerson,
    RefusedRow,
    load_people,
)
from belong.ground.people.tests.loading.archive import ANNA, BEER, BEN
from belong.ground.people.tests.support import batch, on

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (LoadedPerson("", "X"), "The key is empty."),
        (LoadedPerson("x" * 321, "X"), "The key has 321 characters; 320 are the most."),
        (LoadedPerson("3", "n" * 201), "The name has 201 characters; 200 are the most."),
        (LoadedPerson("3", "X", on(2999)), "The instant of joining is in the future."),
        (LoadedPerson("3", "X", datetime(2015, 1, 1)), "The instant of joining has no time zone."),  # noqa: DTZ001
        (LoadedPerson("3", "X", identities=(("mail", "nothing"),)), "This is not an e-mail address."),
        (
            LoadedPerson("3", "X", identities=(("No Source", "1"),)),
            "'No Source' is no name of a source: small letters, digits, dots, hyphens and colons between them.",
        ),
    ],
)
def test_a_bad_row_is_refused_in_words_and_the_rest_is_taken(row: LoadedPerson, reason: str) -> None:
    done = load_people(batch(BEER), BEER, [ANNA, row, BEN])
    assert (done.created, done.refused) == (2, (RefusedRow(1, reason),))
    assert Person.objects.count() == 2


def test_what_postgresql_cannot_keep_is_cleaned_away() -> None:
    load_people(batch(BEER), BEER, [LoadedPerson("1", "An\x00na\u2028 \ud800B\tC")])
    assert Person.objects.get().name == "An na B C"
