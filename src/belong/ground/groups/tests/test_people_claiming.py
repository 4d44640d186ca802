"""Claiming a history: asked in words, decided by a host, forgotten with the person."""

from functools import partial

import pytest

from belong.ground.groups.public import actor_for
from belong.ground.kernel.public import Invalid, NotFound, Refused, erasers, messages
from belong.ground.ledger.public import canonical, history
from belong.ground.people.models import Claim, SamePerson
from belong.ground.people.public import (
    HOST,
    Actor,
    add_person,
    claim_card,
    claim_history,
    claims,
    claims_waiting,
    give_role,
    grant_claim,
    merges,
    my_claims,
    person_cards,
    refuse_claim,
    take_claim_back,
    unmerge,
)
from belong.ground.people.tests.support import HOUSE, account, host, member, recording

pytestmark = pytest.mark.django_db


def known(name: str, *identities: tuple[str, str], joined: bool = False) -> int:
    return add_person(actor=HOUSE, name=name, identities=identities, joined=joined).id


def name_of(number: int) -> str:
    return person_cards([number])[number].name


def claimed(actor: Actor, **given: str) -> object:
    said = {"place": "The old list", "called": "Mia 1", "reason": "I wrote about herons.", **given}
    return claim_history(actor=actor, **said)


def test_a_claim_is_granted_by_a_host_and_the_claimant_is_told() -> None:
    hanna, made, old = host(), account(), known("Mia 1", ("forum", "mia1"), joined=True)
    mia = actor_for(made.pk)
    with recording() as facts:
        claimed(mia)
    assert [(row["word"], row["actor"]) for row in facts.rows] == [("claimed", made.person_id)]
    with pytest.raises(Refused):
        claimed(mia)
    [card] = claims(hanna).items
    assert (card.called, card.person.id) == ("Mia 1", made.person_id)
    with recording() as facts:
        grant_claim(actor=hanna, claim=card.uid, person=old, answer="Welcome back.")
    assert [row["word"] for row in facts.rows] == ["merged", "claim_decided"]
    assert (canonical(old), [one.state for one in my_claims(mia)]) == (made.person_id, ["granted"])
    [told] = messages(limit=5)
    assert (told.kind, told.address) == ("service.claim_decided", "mia@example.org")
    for decide in (refuse_claim, partial(grant_claim, person=old)):
        with pytest.raises(Refused, match="A host has decided on this already"):
            decide(actor=hanna, claim=card.uid, answer="No.")
    with pytest.raises(Refused, match="A host has decided on this already"):
        take_claim_back(actor=mia, claim=card.uid)
    with pytest.raises(Refused, match="A host has decided on this already"):
        claim_card(hanna, card.uid)
    with pytest.raises(NotFound):
        claim_card(mia, card.uid)


def test_whoever_was_granted_a_history_is_told_when_it_is_taken_away() -> None:
    hanna, made, old = host(), account(), known("Mia 1", ("forum", "mia1"), joined=True)
    mia = actor_for(made.pk)
    claimed(mia)
    done = grant_claim(actor=hanna, claim=my_claims(mia)[0].uid, person=old)
    with recording() as facts:
        unmerge(actor=hanna, merge=done)
    assert [(row["word"], row["counterpart"]) for row in facts.rows] == [
        ("unmerged", made.person_id),
        ("claim_decided", made.person_id),
    ]
    assert [(one.state, one.answer) for one in my_claims(mia)] == [("parted", "")]
    assert [(one.kind, one.address) for one in messages(limit=1)] == [("service.claim_parted", "mia@example.org")]
    claimed(mia)


def test_a_claim_can_be_refused_with_words_and_taken_back() -> None:
    hanna, mia = host(), actor_for(account().pk)
    claimed(mia)
    [card] = claims(hanna).items
    with pytest.raises(Invalid):
        refuse_claim(actor=hanna, claim=card.uid, answer=" ")
    refuse_claim(actor=hanna, claim=card.uid, answer="Somebody else answers there.")
    assert [(one.state, one.answer) for one in my_claims(mia)] == [("refused", "Somebody else answers there.")]
    claimed(mia)
    [again] = claims(hanna).items
    with pytest.raises(NotFound):
        take_claim_back(actor=actor_for(account("ben@example.org").pk), claim=again.uid)
    with recording() as facts:
        for _twice in range(2):
            take_claim_back(actor=mia, claim=again.uid)
    assert [(row["word"], row["actor"]) for row in facts.rows] == [("withdrawn", mia.person)]
    assert len(history(words=["claimed"]).items) == 1
    assert (claims(hanna).items, claims_waiting(hanna)) == ([], 0)
    with pytest.raises(NotFound):
        refuse_claim(actor=hanna, claim=again.uid, answer="No.")


@pytest.mark.parametrize("field", ["place", "called", "reason"])
def test_a_claim_needs_all_its_words_and_an_account(field: str) -> None:
    mia = actor_for(account().pk)
    with pytest.raises(Invalid) as wrong:
        claimed(mia, **{field: " "})
    assert set(wrong.value.errors) == {field}
    with pytest.raises(Refused):
        claimed(member("Without account"))
    assert not Claim.objects.exists()


def test_hosts_do_not_grant_themselves_a_history() -> None:
    made, old = account(), known("Old")
    give_role(actor=HOUSE, person=made.person_id, role=HOST)
    mia = actor_for(made.pk)
    claimed(mia)
    [card] = claims(mia).items
    for deed in (
        lambda: grant_claim(actor=mia, claim=card.uid, person=old),
        lambda: refuse_claim(actor=mia, claim=card.uid, answer="No."),
    ):
        with pytest.raises(Refused):
            deed()
    assert canonical(old) == old


def test_whoever_is_forgotten_is_so_under_all_their_records_and_stays_one() -> None:
    hanna, made, old = host(), account(), known("Mia of old", ("forum", "mia1"))
    claimed(actor_for(made.pk))
    [card] = claims(hanna).items
    done = grant_claim(actor=hanna, claim=card.uid, person=old, fields=["name"])
    for _tables, eraser in erasers().values():
        eraser(old)
    assert {card.name for card in person_cards([old, made.person_id]).values()} == {"Former member"}
    assert not Claim.objects.exists()
    assert not SamePerson.objects.exists()
    with pytest.raises(NotFound):
        unmerge(actor=hanna, merge=done)
    assert (merges(hanna).items, canonical(old)) == ([], made.person_id)
