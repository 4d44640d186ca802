from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import ClassVar

import pytest
from django.db import connection

from belong.ground.ledger.catalogue_page import catalogue_page
from belong.ground.ledger.facts.base import (
    Fact,
    Forgets,
    Kind,
    UnknownKind,
    WrongCatalogue,
    by_word,
    catalogue,
    fact,
    kind_of,
    payload_fields,
    payload_of,
    words,
)
from belong.ground.ledger.facts.discussions import AnswerPosted
from belong.ground.ledger.kinds import kind_rows

KINDS = list(catalogue().values())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.kind))
def test_every_kind_says_what_it_means_and_how_it_forgets(kind: Kind) -> None:
    assert kind.__doc__ and kind.__doc__.rstrip().endswith(".")
    assert kind.version >= 1
    assert isinstance(kind.forgets, Forgets)
    assert kind_of(kind.kind) is by_word(kind.word) is kind
    assert kind.kind.split(".")[0] == kind.__module__.rsplit(".", 1)[1]


def test_the_properties_of_kinds_are_those_of_the_design() -> None:
    assert words(contribution=True) == {"answered", "shared", "spoke", "reviewed", "hosted"}
    assert words(acknowledgement=True) == {"accepted", "thanked"}
    assert words(activity=True) == {
        "asked", "answered", "replied", "registered", "attended", "reviewed", "shared", "spoke", "hosted",
    }  # fmt: skip
    assert words(begins=True) == {"contacted", "asked", "started", "answered", "replied", "thanked"}
    assert len({kind.word for kind in KINDS}) == len({kind.kind for kind in KINDS}) == len(KINDS)


def test_a_fact_cannot_be_changed() -> None:
    given = AnswerPosted(actor=1, about="discussions.post:2", topic=3)
    with pytest.raises(FrozenInstanceError):
        given.actor = 2  # type: ignore[misc]


def test_a_payload_holds_what_the_kind_adds() -> None:
    assert payload_fields(AnswerPosted) == ("topic",)
    assert payload_of(AnswerPosted(actor=1, about="discussions.post:2", topic=3)) == {"topic": 3}
    with pytest.raises(TypeError, match="holds no prose"):
        payload_of(AnswerPosted(actor=1, about="discussions.post:2", topic="Which hops?"))  # type: ignore[arg-type]


def test_a_kind_that_keeps_silent_is_refused() -> None:
    class Silent(Fact):
        """Does not say how it forgets."""

        kind: ClassVar = "tests.silent.kept"
        word: ClassVar = "kept_silent"

    with pytest.raises(WrongCatalogue, match="does not say its forgets"):
        fact(Silent)


def test_a_kind_with_prose_in_it_is_refused() -> None:
    class Prose(Fact):
        """Carries text."""

        kind: ClassVar = "tests.prose.told"
        word: ClassVar = "told"
        forgets: ClassVar = Forgets.SUBJECT

        text: str

    with pytest.raises(WrongCatalogue, match="text may hold numbers"):
        fact(Prose)


def test_a_kind_declared_twice_is_refused() -> None:
    class Again(Fact):
        """Takes the word of another kind."""

        kind: ClassVar = "tests.answer.again"
        word: ClassVar = "answered"
        forgets: ClassVar = Forgets.SUBJECT

    with pytest.raises(WrongCatalogue, match="declared twice"):
        fact(Again)


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(UnknownKind):
        by_word("liked")
    with pytest.raises(UnknownKind):
        kind_of("discussions.answer.liked")


@pytest.mark.django_db
def test_the_database_knows_the_same_kinds() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select kind, word, version, contribution, acknowledgement, activity, begins from ledger_kind")
        assert sorted(cursor.fetchall()) == sorted(kind_rows())


def test_the_page_of_facts_is_current() -> None:
    page = Path(__file__).resolve().parents[5] / "docs" / "facts.md"
    assert page.read_text() == catalogue_page(), "write it anew: python -m belong.ground.ledger.catalogue_page"
