"""What is left of a moment when a person goes, and what they are handed."""

import pytest

from belong.ground.kernel.public import erasers, exporters
from belong.ground.people.tests.support import (
    host,
    member,
    pk,
)
from belong.ground.touches.models import Touch
from belong.ground.touches.tests.touches.calling import called

pytestmark = pytest.mark.django_db


def test_who_is_erased_leaves_no_word_in_notes() -> None:
    hanna, mia, max_ = host(), member(), member("Max")
    called(hanna, mia, max_)
    other = called(hanna, max_, note="Max only.")
    erasers()["touches"][1](pk(mia))
    assert set(Touch.objects.values_list("pk", "note")) == {(other.pk - 1, ""), (other.pk, "Max only.")}


def test_the_person_is_handed_notes_about_themself_alone() -> None:
    hanna, mia, max_ = host(), member(), member("Max")
    called(hanna, mia, max_)
    called(hanna, mia, note="Mia only.")
    given = exporters()["touches"](pk(mia))
    assert [one["note"] for one in given["contacts"]] == ["", "Mia only."]  # type: ignore[attr-defined]
