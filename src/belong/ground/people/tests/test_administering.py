"""What hosts change about persons: who may, what it records, what it leaves."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from belong.ground.kernel.public import Invalid, NotFound, Refused, now
from belong.ground.people import public as people
from belong.ground.people.models import Account, Edit, Identity, RoleHeld
from belong.ground.people.public import HOST, OWNER, Actor
from belong.ground.people.tests.support import HOUSE, batch, complete, everything, pk, recording, someone

pytestmark = pytest.mark.django_db
CHANGES: dict[str, Callable[[Actor, int], object]] = {
    "rename": lambda by, one: people.rename(actor=by, person=one, name="Another", reason="Married"),
    "known": lambda by, one: people.add_known(actor=by, person=one, source="chat", key=f"m{one}", reason="Said so"),
    "staff": lambda by, one: people.mark_staff(actor=by, person=one, staff=True, reason="Hired"),
    "close": lambda by, one: people.close_accounts(actor=by, person=one, reason="Asked for it"),
    "look": lambda by, one: people.look_as(actor=by, person=one, reason="They see no topic"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_owners_change_hosts_and_hosts_of_the_organisation_change_members(
    change: Callable[[Actor, int], object],
) -> None:
    owner = someone("Olga", OWNER)
    hanna, volunteer, mia = someone("Hanna", HOST, staff=True), someone("Vera", HOST), someone("Mia")
    before = everything()
    refused = [(volunteer, mia), (mia, mia), (mia, hanna), (hanna, hanna), (hanna, volunteer), (hanna, owner)]
    for by, whom in refused:
        with recording() as facts, pytest.raises(Refused):
            change(by, pk(whom))
        assert facts.rows == [] and everything() == before
    with pytest.raises(NotFound):
        change(Actor.anonymous(), pk(mia))
    assert everything() == before
    change(hanna, pk(mia))
    change(owner, pk(volunteer))
    edits = Edit.objects.order_by("pk")
    assert [(one.by_id, one.person_id) for one in edits] == [
        (hanna.person, mia.person), (owner.person, volunteer.person)
    ]  # fmt: skip


def test_nobody_looks_as_an_owner_or_as_themself() -> None:
    owner, other = someone("Olga", OWNER), someone("Otto", OWNER)
    for whom in (other, owner):
        with pytest.raises(Refused):
            people.look_as(actor=owner, person=pk(whom), reason="Curious")
    assert not Edit.objects.exists()


def test_who_looks_as_somebody_else_changes_nothing() -> None:
    owner, hanna, mia = someone("Olga", OWNER), someone("Hanna", HOST, staff=True), someone("Mia")
    looking = Actor(person=hanna.person, roles=hanna.roles, staff=True, seen_by=owner.person)
    for change in CHANGES.values():
        with pytest.raises(Refused):
            change(looking, pk(mia))
    with pytest.raises(Refused):
        people.write_note(actor=looking, person=pk(mia), body="A note")
    with pytest.raises(Refused):
        people.appoint(actor=looking, person=pk(mia), role="expert")


def test_another_name_is_shown_at_once_with_its_fact_and_why() -> None:
    hanna, mia = someone("Hanna", HOST, staff=True), someone("Mia")
    with recording() as facts:
        people.rename(actor=hanna, person=pk(mia), name="  Mia  Lee ", reason="Married")
        people.rename(actor=hanna, person=pk(mia), name="Mia Lee", reason="Again")
    assert facts.words == ["named"]
    assert (facts[0]["actor"], facts[0]["counterpart"]) == (hanna.person, mia.person)
    assert people.person_cards([pk(mia)])[pk(mia)].name == "Mia Lee"
    (edit,) = people.edits_of(hanna, pk(mia)).items
    assert (edit.what, edit.before, edit.after, edit.reason) == ("named", "Mia", "Mia Lee", "Married")
    assert edit.by is not None and edit.by.name == "Hanna"
    assert people.edits_of(mia, pk(mia)).items == []
    with pytest.raises(Invalid) as wrong:
        people.rename(actor=hanna, person=pk(mia), name=" ", reason="No name")
    assert set(wrong.value.errors) == {"name"}
    with pytest.raises(Invalid) as wrong:
        people.rename(actor=hanna, person=pk(mia), name="Mo", reason=" \n")
    assert set(wrong.value.errors) == {"reason"}


def test_everybody_changes_their_own_name_and_hosts_read_what_it_was() -> None:
    hanna, mia = someone("Hanna", HOST, staff=True), someone("Mia")
    with recording() as facts:
        people.name_oneself(actor=mia, name=" Mia  Lee ")
        people.name_oneself(actor=mia, name="Mia Lee")
    assert facts.words == ["named"]
    assert (facts[0]["actor"], facts[0]["counterpart"]) == (mia.person, None)
    assert people.person_cards([pk(mia)])[pk(mia)].name == "Mia Lee"
    (edit,) = people.edits_of(hanna, pk(mia)).items
    assert (edit.what, edit.before, edit.after, edit.reason) == ("named", "Mia", "Mia Lee", "")
    looked_at = Actor(person=mia.person, seen_by=hanna.person)
    before = everything()
    for by in (Actor.anonymous(), looked_at):
        with pytest.raises(Refused):
            people.name_oneself(actor=by, name="Mo")
    for name in (" ", "Mo mo@example.org"):
        with pytest.raises(Invalid) as wrong:
            people.name_oneself(actor=mia, name=name)
        assert set(wrong.value.errors) == {"name"}
    assert everything() == before


def test_a_name_that_was_chosen_when_records_became_one_gives_way() -> None:
    owner, keep = someone("Olga", OWNER), someone("Kim")
    other = people.add_person(actor=HOUSE, name="Kimberly")
    people.merge(actor=owner, keep=pk(keep), other=other.id, fields={"name": "other"})
    assert people.person_cards([pk(keep)])[pk(keep)].name == "Kimberly"
    people.rename(actor=owner, person=pk(keep), name="Kim Doe", reason="Their wish")
    assert people.person_cards([other.id])[other.id].name == "Kim Doe"


def test_identities_come_and_go_with_reasons() -> None:
    hanna, mia = someone("Hanna", HOST, staff=True), someone("Mia")
    people.add_identity(actor=HOUSE, person=pk(someone("Ben")), source="mail", key="b@x.org")
    with recording() as facts:
        people.add_known(actor=hanna, person=pk(mia), source="mail", key="Mia@X.org", reason="She wrote from it")
        people.add_known(actor=hanna, person=pk(mia), source="mail", key="mia@x.org", reason="Twice")
    assert facts.words == ["identity_added"]
    with pytest.raises(Invalid) as wrong:
        people.add_known(actor=hanna, person=pk(mia), source="mail", key="b@x.org", reason="Guessed")
    assert set(wrong.value.errors) == {"key"}
    made = Identity.objects.get(key="mia@x.org")
    assert made.verified_at is None
    with pytest.raises(NotFound):
        people.take_known(actor=HOUSE, person=pk(hanna), identity=made.pk, reason="Not hers")
    with recording() as facts:
        people.take_known(actor=hanna, person=pk(mia), identity=made.pk, reason="Her sister's")
    assert facts.words == ["identity_taken"] and facts[0]["counterpart"] == mia.person
    assert not Identity.objects.filter(key="mia@x.org").exists()
    assert [(one.what, one.before, one.after, one.reason) for one in people.edits_of(hanna, pk(mia)).items] == [
        ("not_known", "mail:mia@x.org", "", "Her sister's"),
        ("known", "", "mail:mia@x.org", "She wrote from it"),
    ]


def test_what_they_sign_in_with_and_what_an_archive_knows_them_by_stays() -> None:
    hanna, mia = someone("Hanna", HOST, staff=True), someone("Mia")
    own = people.add_identity(actor=HOUSE, person=pk(mia), source="mail", key="mia@example.org")
    complete(batch("forum:old"))
    there = people.add_identity(actor=HOUSE, person=pk(mia), source="forum:old", key="42")
    for identity in (own, there):
        with recording() as facts, pytest.raises(Refused):
            people.take_known(actor=hanna, person=pk(mia), identity=identity, reason="Wrong")
        assert facts.rows == []
    assert Identity.objects.filter(pk__in=[own, there]).count() == 2
    record = people.record_of(hanna, people.person_cards([pk(mia)])[pk(mia)].uid)
    assert [bool(one.stays) for one in record.known] == [True, True]


def test_a_closed_account_signs_nobody_in_and_an_old_session_stays_void() -> None:
    hanna, mia = someone("Hanna", HOST, staff=True), someone("Mia")
    made = Account.objects.get(person=pk(mia))
    people.renew_feed_key(actor=mia)
    session = made.get_session_auth_hash()
    with recording() as facts:
        people.close_accounts(actor=hanna, person=pk(mia), reason="Threats")
    assert facts.words == ["account_closed"]
    assert not Account.objects.get(pk=made.pk).is_active
    with pytest.raises(Refused):
        people.close_accounts(actor=hanna, person=pk(mia), reason="Again")
    with recording() as facts:
        people.reopen_accounts(actor=hanna, person=pk(mia), reason="We talked")
    assert facts.words == ["account_opened"]
    opened = Account.objects.get(pk=made.pk)
    assert opened.is_active and opened.feeds is None
    assert opened.get_session_auth_hash() != session
    with pytest.raises(Refused):
        people.reopen_accounts(actor=hanna, person=pk(mia), reason="Again")


def test_the_last_owner_stays() -> None:
    owner = someone("Olga", OWNER)
    held = RoleHeld.objects.get(person=pk(owner), role=OWNER).pk
    before = everything()
    changes: list[Callable[[], None]] = [
        lambda: people.close_accounts(actor=owner, person=pk(owner), reason="Tired"),
        lambda: people.end_term(actor=owner, person=pk(owner), held=held, reason="Tired"),
        lambda: people.set_term(actor=owner, person=pk(owner), held=held, until_at=now() + timedelta(days=3)),
    ]
    for change in changes:
        with recording() as facts, pytest.raises((Refused, Invalid)):
            change()
        assert facts.rows == [] and everything() == before
