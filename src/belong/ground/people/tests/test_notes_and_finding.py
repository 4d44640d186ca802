"""Notes of hosts, looks at the site as a member sees it, finding people; what is given and forgotten of all that."""

from datetime import timedelta

import pytest
from django.db import transaction

from belong.ground.kernel.public import Invalid, NotFound, Refused, erasers, exporters, now
from belong.ground.ledger.public import history
from belong.ground.people import public as people
from belong.ground.people.models import Appointment, Edit, Note
from belong.ground.people.public import HOST, OWNER, Actor
from belong.ground.people.tests.support import HOUSE, member, pk, recording, someone

pytestmark = pytest.mark.django_db


def test_notes_are_for_hosts_and_go_for_good() -> None:
    hanna, vera, mia = someone("Hanna", HOST), someone("Vera", HOST), someone("Mia")
    with recording() as facts:
        uid = people.write_note(actor=hanna, person=pk(mia), body="Prefers the phone.", request_key="k")
        assert people.write_note(actor=hanna, person=pk(mia), body="Prefers the phone.", request_key="k") == uid
    assert facts.words == ["noted"]
    number = Note.objects.get().pk
    assert [one.body for one in people.notes_about(vera, pk(mia)).items] == ["Prefers the phone."]
    assert people.note_texts(vera, [number]) == {number: "Prefers the phone."}
    for reader in (mia, Actor.anonymous(), Actor(person=hanna.person, roles=hanna.roles, seen_by=vera.person)):
        assert people.notes_about(reader, pk(mia)).items == [] and people.note_texts(reader, [number]) == {}
    people.write_note(actor=hanna, person=pk(vera), body="Knows everybody.")
    about_vera = Note.objects.get(person=pk(vera))
    assert people.notes_about(vera, pk(vera)).items == [] and people.note_texts(vera, [about_vera.pk]) == {}
    people.take_note(actor=hanna, person=pk(vera), note=about_vera.uid)
    with pytest.raises(Refused):
        people.take_note(actor=vera, person=pk(mia), note=uid)
    with pytest.raises(NotFound):
        people.take_note(actor=mia, person=pk(mia), note=uid)
    assert [fact.word for fact in history(person=pk(mia), words=["noted"]).items] == ["noted"]
    people.take_note(actor=hanna, person=pk(mia), note=uid)
    assert not Note.objects.exists()
    assert history(person=pk(mia), words=["noted"]).items == []
    for body in (" \n", "x" * 4_001):
        with pytest.raises(Invalid):
            people.write_note(actor=hanna, person=pk(mia), body=body)
    with pytest.raises(Invalid):
        people.write_note(actor=hanna, person=pk(hanna), body="About me")


def test_a_person_is_given_what_hosts_keep_and_it_goes_with_them() -> None:
    hanna, mia = someone("Hanna", HOST, staff=True), someone("Mia")
    people.write_note(actor=hanna, person=pk(mia), body="Prefers the phone.")
    people.rename(actor=hanna, person=pk(mia), name="Mia Lee", reason="Married")
    people.appoint(actor=hanna, person=pk(mia), role="chair", from_at=now() + timedelta(days=9))
    given = exporters()["people"](pk(mia))
    assert [one["body"] for one in given["notes_of_hosts"]] == ["Prefers the phone."]  # type: ignore[attr-defined]
    assert ("named", "Mia", "Mia Lee", "Married") in {
        (one["what"], one["before"], one["after"], one["reason"])
        for one in given["changed_by_hosts"]  # type: ignore[attr-defined]
    }
    assert "notes_of_hosts" in given and "Hanna" not in str(given)
    with transaction.atomic():
        erasers()["people"][1](pk(mia))
    assert not Note.objects.exists() and not Appointment.objects.exists()
    assert {(one.before, one.after, one.reason) for one in Edit.objects.all()} == {("", "", "")}


def test_who_wrote_is_forgotten_with_them() -> None:
    owner, hanna, mia = someone("Olga", OWNER), someone("Hanna", HOST, staff=True), someone("Mia")
    people.write_note(actor=hanna, person=pk(mia), body="Prefers the phone.")
    people.rename(actor=hanna, person=pk(mia), name="Mia Lee", reason="Married")
    with transaction.atomic():
        erasers()["people"][1](pk(hanna))
    (note,), (edit,) = people.notes_about(owner, pk(mia)).items, people.edits_of(owner, pk(mia)).items
    assert (note.by, note.body, edit.by, edit.after) == (None, "Prefers the phone.", None, "Mia Lee")


def test_a_look_is_a_fact_that_the_member_finds_among_their_own() -> None:
    hanna, mia = someone("Hanna", HOST, staff=True), someone("Mia")
    assert people.look_as(actor=hanna, person=pk(mia), reason="She sees no topic") == mia.account
    people.look_as(actor=hanna, person=pk(mia), reason="Once more")
    seen = history(person=pk(mia), words=["seen_as"]).items
    assert [(fact.actor, fact.counterpart) for fact in seen] == [(hanna.person, mia.person)] * 2
    nobody = people.add_person(actor=HOUSE, name="Nemo")
    with pytest.raises(Refused):
        people.look_as(actor=hanna, person=nobody.id, reason="Curious")


def test_people_are_found_by_name_address_and_handle() -> None:
    hanna = someone("Hanna", HOST)
    anna = people.add_person(actor=HOUSE, name="Ánna Leeds")
    people.add_identity(actor=HOUSE, person=anna.id, source="mail", key="ann.leeds@breweries.org")
    people.add_identity(actor=HOUSE, person=anna.id, source="chat", key="Hopfenkönigin")
    ben = people.add_person(actor=HOUSE, name="Ben Ash")
    people.add_identity(actor=HOUSE, person=ben.id, source="mail", key="ben@breweries.org")

    def found(text: str) -> list[str]:
        return [one.card.name for one in people.people_found(hanna, text).items]

    assert found("anna LEE") == found("ann.leeds@breweries.org") == found("HOPFENKON") == ["Ánna Leeds"]
    assert found("@breweries") == ["Ben Ash", "Ánna Leeds"]
    assert found("anna ash") == found("nobody") == found("@") == []
    first = people.people_found(hanna, "breweries", limit=1)
    second = people.people_found(hanna, "breweries", first.next, limit=1)
    assert [one.card.name for page in (first, second) for one in page.items] == ["Ben Ash", "Ánna Leeds"]
    assert second.next is None
    people.merge(actor=someone("Olga", OWNER), keep=ben.id, other=anna.id, fields={})
    assert found("hopfen") == ["Ben Ash"]
    with pytest.raises(Refused):
        people.people_found(member(), "ann")


def test_large_and_small_finds_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    hanna = someone("Hanna", HOST)
    made = [people.add_person(actor=HOUSE, name=f"Ann {number}") for number in range(5)]
    people.add_identity(actor=HOUSE, person=made[0].id, source="chat", key="ann-the-first")
    plain = people.add_person(actor=HOUSE, name="Bo")
    people.add_identity(actor=HOUSE, person=plain.id, source="mail", key="ann@x.org")
    people.merge(actor=HOUSE, keep=made[1].id, other=made[2].id, fields={})
    small = people.people_found(hanna, "ann")
    assert [one.card.id for one in small.items] == [plain.id, made[4].id, made[3].id, made[1].id, made[0].id]
    monkeypatch.setattr("belong.ground.people.administering.finding.FEW", 1)
    assert people.people_found(hanna, "ann") == small
