"""Roles with terms of office: what begins, what ends, and who is asked whether they wish to continue."""

from datetime import timedelta

import pytest

from belong.ground.kernel.public import Invalid, NotFound, Refused, now
from belong.ground.people import public as people
from belong.ground.people.models import Appointment, RoleHeld
from belong.ground.people.public import HOST, OWNER, Actor
from belong.ground.people.tests.support import HOUSE, everything, pk, recording, someone

pytestmark = pytest.mark.django_db


def test_a_role_whose_term_ends_soon_is_listed() -> None:
    hanna, mia = someone("Hanna", HOST), someone("Mia")
    until = now() + timedelta(days=30)
    people.appoint(actor=hanna, person=pk(mia), role="treasurer", until_at=until, reason="Elected")
    assert [(one.role, one.until_at) for one in people.terms_ending(hanna)] == [("treasurer", until)]
    assert people.terms_ending(hanna, within=timedelta(days=29)) == []
    assert people.keep_terms() == 0


def test_due_terms_end_and_begin_at_their_instants() -> None:
    hanna, mia = someone("Hanna", HOST), someone("Mia")
    early, late = now() - timedelta(days=40), now() - timedelta(days=5)
    people.appoint(actor=hanna, person=pk(mia), role="treasurer", from_at=early)
    people.appoint(actor=hanna, person=pk(mia), role="chair", from_at=now() + timedelta(days=9))
    RoleHeld.objects.filter(role="treasurer").update(term_until=late)
    Appointment.objects.update(from_at=late)
    with recording() as facts:
        assert people.keep_terms() == 2
        assert people.keep_terms() == 0
    assert [(row["word"], row["occurred_at"]) for row in facts.rows] == [("role_ended", late), ("role_given", late)]
    assert {(one.role, one.from_at, one.until_at) for one in RoleHeld.objects.filter(person=pk(mia))} == {
        ("treasurer", early, late), ("chair", late, None)
    }  # fmt: skip
    assert not Appointment.objects.exists()


def test_a_role_is_had_once_and_terms_are_in_order() -> None:
    hanna, mia = someone("Hanna", HOST), someone("Mia")
    soon = now() + timedelta(days=3)
    people.appoint(actor=hanna, person=pk(mia), role="chair", from_at=soon)
    people.appoint(actor=hanna, person=pk(mia), role="expert")
    before = everything()
    wrong: list[tuple[dict[str, object], str]] = [
        ({"role": "chair"}, "role"),
        ({"role": "expert"}, "role"),
        ({"role": "No word"}, "role"),
        ({"role": "mentor", "from_at": soon, "until_at": soon}, "until"),
        ({"role": "mentor", "from_at": soon - timedelta(days=9), "until_at": soon - timedelta(days=8)}, "until"),
    ]
    for given, field in wrong:
        with recording() as facts, pytest.raises(Invalid) as says:
            people.appoint(actor=hanna, person=pk(mia), **given)  # type: ignore[arg-type]
        assert set(says.value.errors) == {field} and facts.rows == [] and everything() == before
    for role in (OWNER, HOST):
        with pytest.raises(Refused):
            people.appoint(actor=hanna, person=pk(mia), role=role)
    with pytest.raises(Invalid):
        people.appoint(actor=HOUSE, person=pk(mia), role=OWNER, until_at=soon)
    assert everything() == before


def test_whether_they_wish_to_continue_is_kept_until_the_term_changes() -> None:
    hanna, mia = someone("Hanna", HOST), someone("Mia")
    people.appoint(actor=hanna, person=pk(mia), role="chair", until_at=now() + timedelta(days=9))
    (term,) = people.terms_ending(hanna)
    with recording() as facts:
        people.say_continues(actor=hanna, person=pk(mia), held=term.id, continues="yes")
        people.say_continues(actor=hanna, person=pk(mia), held=term.id, continues="yes")
    assert facts.words == ["term_set"]
    assert people.terms_ending(hanna)[0].continues == "yes"
    later = now() + timedelta(days=50)
    people.set_term(actor=hanna, person=pk(mia), held=term.id, until_at=later, reason="Elected again")
    assert [(one.until_at, one.continues) for one in people.terms_ending(hanna)] == [(later, "")]
    with pytest.raises(NotFound):
        people.say_continues(actor=mia, person=pk(mia), held=term.id, continues="no")
    people.end_term(actor=hanna, person=pk(mia), held=term.id, reason="Moved away")
    assert people.terms_ending(hanna) == []
    for reader in (mia, Actor.anonymous()):
        with pytest.raises(NotFound):
            people.terms_ending(reader)


def test_a_role_to_come_can_be_called_off() -> None:
    hanna, mia = someone("Hanna", HOST), someone("Mia")
    people.appoint(actor=hanna, person=pk(mia), role="chair", from_at=now() + timedelta(days=9))
    (term,) = people.terms_to_come(hanna)
    with recording() as facts:
        people.call_off(actor=hanna, person=pk(mia), appointment=term.id)
    assert facts.words == ["role_announced"]
    assert people.terms_to_come(hanna) == []
