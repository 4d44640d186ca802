"""Merging and parting records: who may, what is shown, what is proposed, what merges by itself, who is forgotten."""

import pytest

from belong.ground.groups.public import actor_for, found_group, set_member_role
from belong.ground.kernel.public import Invalid, NotFound, Refused
from belong.ground.ledger.public import canonical, ids_of
from belong.ground.people.models import Chosen, Identity, Merge, Person
from belong.ground.people.public import (
    HOST,
    OWNER,
    Actor,
    add_identity,
    add_person,
    claims,
    compare,
    decide_proposal,
    end_role,
    give_role,
    grant_permission,
    merge,
    merges,
    open_account,
    person,
    person_cards,
    persons_called,
    proposals,
    propose,
    prove_address,
    set_flags,
    show_own,
    shown_from,
    unmerge,
    verify_identity,
    withdraw_permission,
)
from belong.ground.people.tests.support import HOUSE, PASSWORD, VISITOR, account, host, member, recording

pytestmark = pytest.mark.django_db


def known(name: str, *identities: tuple[str, str], joined: bool = False) -> int:
    return add_person(actor=HOUSE, name=name, identities=identities, joined=joined).id


def name_of(number: int) -> str:
    return person_cards([number])[number].name


def owner() -> Actor:
    return member("Olga", roles=frozenset({OWNER}))


def test_a_merge_is_one_alias_one_record_and_one_fact() -> None:
    hanna, ada, ben = host(), known("Ada"), known("Ben")
    with recording() as facts:
        made = merge(actor=hanna, keep=ada, other=ben)
    [fact] = facts.rows
    assert (fact["word"], fact["actor"], fact["counterpart"], fact["recorded_by"]) == ("merged", ben, ada, hanna.person)
    assert (canonical(ben), ids_of(ada), name_of(ben)) == (ada, sorted([ada, ben]), "Ada")
    with recording() as facts:
        unmerge(actor=hanna, merge=made)
    assert [(row["word"], row["actor"], row["counterpart"]) for row in facts.rows] == [("unmerged", ben, ada)]
    assert (canonical(ben), name_of(ben)) == (ben, "Ben")
    with pytest.raises(NotFound):
        unmerge(actor=hanna, merge=made)
    [card] = merges(hanna).items
    assert (card.person.name, card.into.name, card.why, card.parted_by and card.parted_by.name) == (
        "Ben", "Ada", "host", "Hanna"
    )  # fmt: skip


def test_nobody_but_hosts_merges_parts_or_sees_any_of_it() -> None:
    hanna, mia, ada, ben = host(), member(), known("Ada"), known("Ben")
    made = merge(actor=hanna, keep=ada, other=ben)
    for actor in (mia, VISITOR):
        with recording() as facts:
            for deed in (
                lambda actor=actor: merge(actor=actor, keep=ada, other=mia.person or 0),
                lambda actor=actor: unmerge(actor=actor, merge=made),
                lambda actor=actor: proposals(actor),
                lambda actor=actor: merges(actor),
                lambda actor=actor: claims(actor),
                lambda actor=actor: decide_proposal(actor=actor, proposal=1, same=True),
            ):
                with pytest.raises(NotFound):
                    deed()
        assert facts.rows == []
    assert canonical(ben) == ada


def test_a_merge_gives_no_account_powers_but_by_an_owner() -> None:
    hanna, mia = host(), account()
    powerful = known("Paula")
    give_role(actor=HOUSE, person=powerful, role=HOST)
    with pytest.raises(Refused, match="only an owner"):
        merge(actor=hanna, keep=mia.person_id, other=powerful)
    assert not actor_for(mia.pk).is_host
    made = merge(actor=owner(), keep=mia.person_id, other=powerful)
    assert actor_for(mia.pk).is_host
    with pytest.raises(Refused):
        unmerge(actor=hanna, merge=made)
    assert actor_for(mia.pk).is_host


def test_nobody_decides_about_themself_but_an_owner() -> None:
    hanna, old = host(), known("H.")
    with pytest.raises(Refused, match="yourself"):
        merge(actor=hanna, keep=hanna.person or 0, other=old)
    olga = owner()
    assert merge(actor=olga, keep=olga.person or 0, other=old)


def test_machines_and_staff_keep_their_marks() -> None:
    hanna, ada, robot, staff = host(), known("Ada"), known("Robot"), known("Sam")
    set_flags(actor=HOUSE, person=robot, bot=True)
    set_flags(actor=HOUSE, person=staff, staff=True)
    with pytest.raises(Refused, match="machine"):
        merge(actor=hanna, keep=ada, other=robot)
    with pytest.raises(Invalid) as wrong:
        merge(actor=hanna, keep=ada, other=staff)
    assert set(wrong.value.errors) == {"keep"}
    assert merge(actor=hanna, keep=staff, other=ada)
    with pytest.raises(Refused, match="already"):
        merge(actor=hanna, keep=ada, other=staff)
    with pytest.raises(Invalid):
        merge(actor=hanna, keep=known("Yann"), other=known("Zoe"), fields=["nonsense"])


def test_the_last_owner_who_signs_in_is_not_parted_from_what_makes_them_one() -> None:
    olga, mia, old = owner(), account(), known("Old")
    give_role(actor=HOUSE, person=old, role=OWNER)
    made = merge(actor=olga, keep=mia.person_id, other=old)
    assert actor_for(mia.pk).is_owner
    with pytest.raises(Refused, match="owner"):
        unmerge(actor=olga, merge=made)
    assert actor_for(mia.pk).is_owner
    with pytest.raises(Refused, match="owner"):
        end_role(actor=olga, person=mia.person_id, role=OWNER)


def test_chains_part_in_any_order_and_each_shows_its_own_name_again() -> None:
    hanna, ada, ben, cleo = host(), known("Ada"), known("Ben"), known("Cleo")
    first = merge(actor=hanna, keep=ada, other=ben, fields=["name"])
    second = merge(actor=hanna, keep=cleo, other=ada, fields=["name"])
    assert {name_of(one) for one in (ada, ben, cleo)} == {"Ben"}
    assert shown_from(cleo) == {"name": ben}
    unmerge(actor=hanna, merge=first)
    assert [name_of(one) for one in (ada, ben, cleo)] == ["Ada", "Ben", "Ada"]
    again = merge(actor=hanna, keep=ada, other=ben)
    assert [name_of(one) for one in (ada, ben, cleo)] == ["Ada"] * 3
    unmerge(actor=hanna, merge=second)
    assert [name_of(one) for one in (ada, ben, cleo)] == ["Ada", "Cleo", "Cleo"]  # kept was whom Ada stood for
    unmerge(actor=hanna, merge=again)
    assert [name_of(one) for one in (ada, ben, cleo)] == ["Ada", "Ben", "Cleo"]
    assert not Chosen.objects.exists()


def test_what_somebody_says_later_takes_the_place_of_what_was_chosen() -> None:
    hanna, ada, ben = host(), known("Ada"), known("Ben")
    made = merge(actor=hanna, keep=ada, other=ben, fields=["name"])
    show_own(ada, "name")
    assert name_of(ben) == "Ada"
    show_own(ben, "name")
    assert name_of(ada) == "Ben"
    unmerge(actor=hanna, merge=made)
    assert [name_of(ada), name_of(ben)] == ["Ada", "Ben"]


def test_members_find_the_shown_name_hosts_every_name() -> None:
    hanna, mia, ada, ben = host(), member(), known("Ada Lund"), known("Benedict")
    merge(actor=hanna, keep=ada, other=ben)
    assert [card.id for card in persons_called(hanna, "bened")] == [ada] == [
        card.id for card in persons_called(mia, "lund")
    ]  # fmt: skip
    assert persons_called(mia, "bened") == []
    show_own(ben, "name")
    assert [(card.id, card.name) for card in persons_called(mia, "bened")] == [(ada, "Benedict")]
    assert persons_called(mia, "lund") == []


def test_a_permission_is_given_under_the_own_record_and_withdrawn_under_all() -> None:
    hanna, one, other = host(), account(), account("ben@example.org", "Ben")
    made = merge(actor=hanna, keep=one.person_id, other=other.person_id)
    ben = actor_for(other.pk)
    assert (ben.person, ben.acting) == (one.person_id, other.person_id)
    grant_permission(actor=ben, person=one.person_id, channel="email", purpose="news")
    grant_permission(actor=actor_for(one.pk), person=one.person_id, channel="email", purpose="news")
    unmerge(actor=hanna, merge=made)
    uids = {number: card.uid for number, card in person_cards([one.person_id, other.person_id]).items()}
    held = {number: len(person(HOUSE, uid).permissions) for number, uid in uids.items()}
    assert held == {one.person_id: 0, other.person_id: 1}
    grant_permission(actor=actor_for(one.pk), person=one.person_id, channel="email", purpose="news")
    again = merge(actor=hanna, keep=one.person_id, other=other.person_id)
    withdraw_permission(actor=actor_for(one.pk), person=one.person_id, channel="email", purpose="news")
    unmerge(actor=hanna, merge=again)
    assert all(permission.withdrawn_at for uid in uids.values() for permission in person(HOUSE, uid).permissions)


def test_one_handle_at_two_sources_and_one_name_in_a_group_are_proposed_once() -> None:
    hanna = host()
    one, two = known("Tess", ("forum", "tessie")), known("T.", ("chat", "Tessie"))
    known("Number", ("forum", "1234")), known("Another number", ("chat", "1234"))
    ada, lovelace = known("Ada Lovelace"), known("ADA  Lovelace".replace("  ", " "))
    known("Ada Lovelace")
    group = found_group(actor=HOUSE, name="Engines", kind="interest", audience="public")
    for somebody in (ada, lovelace):
        set_member_role(actor=HOUSE, slug=group.slug, person=somebody, role="member")
    assert propose() == 2
    assert propose() == 0
    found = {(one.one.person.id, one.other.person.id): one.reasons for one in proposals(hanna).items}
    assert found == {(one, two): ("handle",), (ada, lovelace): ("group",)}


def test_two_who_gave_no_name_have_no_name_in_common() -> None:
    hanna = host()
    pair = known("Tess", ("forum", "tessie")), known("Tim", ("chat", "tessie"))
    Person.objects.filter(pk__in=pair).update(name="")
    assert propose() == 1
    assert [one.reasons for one in proposals(hanna).items] == [("handle",)]


def test_a_proposal_is_decided_either_way_and_comes_back_with_a_parting() -> None:
    hanna = host()
    one, two = known("Tess", ("forum", "tessie")), known("T.", ("chat", "tessie"))
    propose()
    [waiting] = proposals(hanna).items
    made = decide_proposal(actor=hanna, proposal=waiting.id, same=True, keep=two)
    assert made is not None
    assert (canonical(one), proposals(hanna).items) == (two, [])
    unmerge(actor=hanna, merge=made)
    assert [again.id for again in proposals(hanna).items] == [waiting.id]
    with recording() as facts:
        assert decide_proposal(actor=hanna, proposal=waiting.id, same=False) is None
    assert [row["word"] for row in facts.rows] == ["told_apart"]
    assert (proposals(hanna).items, canonical(one), propose()) == ([], one, 0)
    with pytest.raises(NotFound):
        decide_proposal(actor=hanna, proposal=waiting.id, same=True)


def test_an_address_that_is_shown_to_be_read_brings_the_record_known_by_it() -> None:
    old = known("Mia of old", ("mail", "mia@example.org"), ("forum", "mia1"))
    made = account()
    with recording() as facts:
        verify_identity(actor=HOUSE, account=made.pk, email="mia@example.org")
    assert [row["word"] for row in facts.rows] == ["merged"]
    assert (canonical(old), name_of(old)) == (made.person_id, "Mia")
    assert Identity.objects.get(source="mail").verified_at is not None
    assert Merge.objects.get().why == "mail"


def test_the_name_of_a_record_is_shown_where_the_account_has_none() -> None:
    old = known("Mia of old", ("mail", "mia@example.org"))
    made = open_account(email="mia@example.org", password=PASSWORD)
    assert prove_address(actor=HOUSE, account=made.pk, email="mia@example.org")
    assert (name_of(made.person_id), canonical(old)) == ("Mia of old", made.person_id)


@pytest.mark.parametrize("why", ["account", "powers", "apart"])
def test_an_address_alone_decides_nothing_where_a_host_has_to_look(why: str) -> None:
    hanna, made = host(), account()
    old = known("Old", ("mail", "mia@example.org"))
    if why == "account":
        other = open_account(email="old@example.org", password=PASSWORD)
        old = other.person_id
        Identity.objects.filter(key="mia@example.org").update(person=old)
    elif why == "powers":
        give_role(actor=HOUSE, person=old, role=HOST)
    else:
        joined = merge(actor=hanna, keep=made.person_id, other=old)
        with recording() as facts:
            unmerge(actor=hanna, merge=joined, different=True)
        assert "told_apart" in [row["word"] for row in facts.rows]
    assert not prove_address(actor=HOUSE, account=made.pk, email="mia@example.org")
    assert canonical(old) == old
    assert [one.reasons[0] for one in proposals(hanna).items] == ([] if why == "apart" else ["mail"])


def test_two_sides_are_compared_with_what_differs_and_why_not() -> None:
    hanna, ada, ben = host(), known("Ada", ("mail", "ada@example.org")), known("Ben")
    uids = {number: card.uid for number, card in person_cards([ada, ben, hanna.person or 0]).items()}
    both = compare(hanna, uids[ada], uids[ben])
    assert [(one.key, one.keep, one.other) for one in both.fields] == [("name", "Ada", "Ben")]
    assert both.refused == ""
    assert "yourself" in compare(hanna, uids[ada], uids[hanna.person or 0]).refused
    with pytest.raises(NotFound):
        compare(hanna, uids[ada], uids[ada])
    with pytest.raises(NotFound):
        compare(member(), uids[ada], uids[ben])


def test_a_second_look_of_an_identity_of_ones_own_merges_nothing() -> None:
    made = account()
    add_identity(actor=HOUSE, person=made.person_id, source="mail", key="mia@example.org")
    verify_identity(actor=HOUSE, account=made.pk, email="mia@example.org")
    assert not Merge.objects.exists()
