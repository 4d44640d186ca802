"""Members invite: who comes by it, what is a fact, and what nobody learns."""

from datetime import timedelta

import pytest

from belong.ground.arrivals import public as arrivals
from belong.ground.arrivals.models import Invitation
from belong.ground.arrivals.tests.support import facts, mails, token_in
from belong.ground.groups.public import actor_for, close_group, found_group, groups_of, set_member_role
from belong.ground.kernel.public import (
    Invalid,
    NotFound,
    Refused,
    erasers,
    exporters,
    frozen,
    now,
    settled,
    stopped_because,
    uuid7,
)
from belong.ground.people.public import Account, Actor, open_account, prove_address

HOUSE = Actor.system_run("test")
KIND = "service.invitation"


def invite(actor: Actor, address: str = "ana@example.org", **further: str) -> None:
    arrivals.invite(actor=actor, address=address, request_key=uuid7(), **further)


def comes(token: str, email: str = "ana@example.org") -> Account:
    """What the page of signing up does for whoever followed the link."""
    way = arrivals.way_in(arrivals.INVITATION, arrivals.open_invitation(token).uid)
    assert way is not None and way.address == "ana@example.org"
    account = open_account(name="Ana", email=email, password="three words and a lamp", must_prove=True)
    arrivals.arrive(way=way, person=account.person_id)
    arrivals.settle(account=account.pk)
    return account


def proved(account: Account) -> Actor:
    prove_address(actor=HOUSE, account=account.pk, email=account.email)
    arrivals.settle(account=account.pk)
    return actor_for(account.pk)


def test_who_comes_by_an_invitation_was_brought_once(member: Actor) -> None:
    invite(member, line="  You know   more than we do. ")
    [mail] = mails(KIND)
    assert {**mail.parameters, "path": ""} == {
        "path": "", "from_name": "Mia", "line": "You know more than we do.", "group": "", "topic": "",
    }  # fmt: skip
    token = token_in(KIND)
    assert token not in str(Invitation.objects.values().get())
    account = comes(token)
    assert facts("referred") == []  # the address is not proved yet
    ana = proved(account)
    proved(account)
    assert [(one.word, one.actor, one.counterpart) for one in facts("invited", "referred")] == [
        ("invited", member.person, None),
        ("referred", member.person, ana.person),
    ]
    [card] = arrivals.my_invitations(member).items
    assert (card.state, card.address, card.person and card.person.name) == ("joined", "", "Ana")
    with pytest.raises(NotFound):
        arrivals.open_invitation(token)
    assert arrivals.way_in(arrivals.INVITATION, card.uid) is None


def test_where_not_everybody_may_join_an_invitation_lets_one_person_in(member: Actor) -> None:
    invite(member)
    token = token_in(KIND)
    with settled(joining="invitation"):
        first, second = comes(token, "one@example.net"), comes(token, "two@example.net")
        assert not arrivals.may_join(account=first.pk)
        assert arrivals.may_join(account=second.pk)
        proved(second)
        assert arrivals.may_join(account=second.pk)
        assert not arrivals.may_join(account=first.pk)
        with pytest.raises(NotFound):
            arrivals.open_invitation(token)
    assert arrivals.may_join(account=first.pk), "where everybody may, they may too"


def test_who_comes_by_themselves_was_brought_by_nobody(member: Actor) -> None:
    invite(member)
    account = open_account(name="Ana", email="ana@example.org", password="three words and a lamp", must_prove=True)
    proved(account)
    assert facts("referred") == []


@pytest.mark.parametrize("audience", ["public", "members", "private", "secret"])
def test_into_a_group_who_may_bring_people_there(member: Actor, host: Actor, audience: str) -> None:
    group = found_group(actor=HOUSE, name="Bread", kind="interest", audience=audience)
    assert member.person is not None
    if audience in {"private", "secret"}:
        with pytest.raises(Refused if audience == "private" else NotFound):
            invite(member, group=group.slug)
        assert (mails(KIND), facts("invited")) == ([], [])
        set_member_role(actor=HOUSE, slug=group.slug, person=member.person, role="leader")
    leader = actor_for(member.account)
    invite(leader, group=group.slug)
    ana = proved(comes(token_in(KIND)))
    assert ana.person is not None
    assert [one.name for one in groups_of(HOUSE, ana.person)] == ["Bread"]


@pytest.mark.parametrize("audience", ["members", "private"])
def test_nobody_is_invited_into_a_closed_group_nor_comes_into_it_any_more(
    member: Actor, host: Actor, audience: str
) -> None:
    group = found_group(actor=HOUSE, name="Bread", kind="interest", audience=audience)
    invite(host, group=group.slug)
    token = token_in(KIND)
    assert arrivals.open_invitation(token).group == "Bread"
    account = comes(token)
    close_group(actor=HOUSE, slug=group.slug)
    assert (arrivals.open_invitation(token).group, arrivals.open_invitation(token).group_summary) == ("", "")
    ana = proved(account)
    assert ana.person is not None
    assert groups_of(HOUSE, ana.person) == []
    assert [one.counterpart for one in facts("referred")] == [ana.person], "they came to the community all the same"
    for actor in (member, host):
        with pytest.raises(Invalid, match="group: This group is closed"):
            invite(actor, "ben@example.net", group=group.slug)


def test_who_leads_no_more_brings_nobody_in_any_more(member: Actor) -> None:
    group = found_group(actor=HOUSE, name="Bread", kind="interest", audience="private")
    assert member.person is not None
    set_member_role(actor=HOUSE, slug=group.slug, person=member.person, role="leader")
    invite(actor_for(member.account), group=group.slug)
    account = comes(token_in(KIND))
    set_member_role(actor=HOUSE, slug=group.slug, person=member.person, role="member")
    ana = proved(account)
    assert ana.person is not None
    assert groups_of(HOUSE, ana.person) == []
    assert [one.counterpart for one in facts("referred")] == [ana.person]


def test_what_is_taken_back_before_the_address_is_proved_brings_nobody_in(member: Actor) -> None:
    group = found_group(actor=HOUSE, name="Bread", kind="interest", audience="private")
    assert member.person is not None
    set_member_role(actor=HOUSE, slug=group.slug, person=member.person, role="leader")
    invite(actor_for(member.account), group=group.slug)
    account = comes(token_in(KIND))
    [card] = arrivals.my_invitations(member).items
    arrivals.take_invitation_back(actor=member, uid=card.uid)
    ana = proved(account)
    assert ana.person is not None
    assert groups_of(HOUSE, ana.person) == []
    assert facts("referred") == []
    assert [one.state for one in arrivals.my_invitations(member).items] == ["taken_back"]


def test_who_is_a_member_already_joins_the_group_and_was_not_brought(member: Actor, host: Actor) -> None:
    group = found_group(actor=HOUSE, name="Bread", kind="interest", audience="members")
    invite(member, "hal@example.org", group=group.slug)
    token = token_in(KIND)
    assert arrivals.open_invitation(token).has_account is True
    with pytest.raises(Refused):
        arrivals.accept_invitation(actor=member, token=token)
    arrivals.accept_invitation(actor=host, token=token)
    assert host.person is not None
    assert [one.name for one in groups_of(HOUSE, host.person)] == ["Bread"]
    assert facts("referred") == []


def test_only_hosts_invite_where_it_is_set_so(member: Actor, host: Actor) -> None:
    with settled(inviting="hosts"):
        with pytest.raises(Refused):
            invite(member)
        assert (Invitation.objects.count(), mails(KIND), facts("invited")) == (0, [], [])
        invite(host)
    with pytest.raises(Refused):
        invite(Actor.anonymous())
    assert Invitation.objects.count() == 1


def test_twenty_a_day_and_nobody_twice(member: Actor) -> None:
    start = now()
    with frozen(start):
        for number in range(20):
            invite(member, f"guest{number}@example.org")
        with pytest.raises(Invalid) as wrong:
            invite(member)
        assert list(wrong.value.errors) == ["address"]
    with frozen(start + timedelta(days=1)):
        invite(member)
        for again in ("guest3@example.org", "ANA@example.org", "mia@example.org"):
            with pytest.raises(Invalid):
                invite(member, again)
    assert len(facts("invited")) == 21


def test_the_same_form_sent_twice_is_one_invitation(member: Actor) -> None:
    key = uuid7()
    first, second = (arrivals.invite(actor=member, address="ana@example.org", request_key=key) for _ in range(2))
    assert first == second
    assert (len(mails(KIND)), len(facts("invited"))) == (1, 1)


def test_from_many_members_an_address_gets_three_mails_at_most(member: Actor) -> None:
    for number in range(5):
        account = open_account(email=f"m{number}@example.org", password="three words and a lamp", name=f"M{number}")
        invite(actor_for(account.pk))
    assert (Invitation.objects.count(), len(mails(KIND))) == (5, 3)


def test_what_was_taken_back_or_ran_out_leads_nowhere(member: Actor, host: Actor) -> None:
    start = now()
    with frozen(start):
        invite(member)
        invite(member, "ben@example.org")
        [ben, ana] = arrivals.my_invitations(member).items
        with pytest.raises(NotFound):
            arrivals.take_invitation_back(actor=host, uid=ben.uid)
        token = token_in(KIND)
        for _twice in range(2):
            arrivals.take_invitation_back(actor=member, uid=ben.uid)
        with pytest.raises(NotFound):
            arrivals.open_invitation(token)
        assert [one.actor for one in facts("invitation_taken_back")] == [member.person]
        assert arrivals.way_in(arrivals.INVITATION, ana.uid) is not None
    with frozen(start + timedelta(days=30)):
        assert arrivals.way_in(arrivals.INVITATION, ana.uid) is None
        assert [one.state for one in arrivals.my_invitations(member).items] == ["taken_back", "over"]
        assert arrivals.forget_overdue() == 1
    with frozen(start + timedelta(days=60)):
        assert arrivals.forget_overdue() == 1
    assert Invitation.objects.count() == 0


def test_no_more_mails_is_kept_and_the_inviter_learns_nothing(member: Actor, host: Actor) -> None:
    invite(member)
    arrivals.refuse_invitation(token=token_in(KIND))
    assert stopped_because("ana@example.org") is not None
    [card] = arrivals.my_invitations(member).items
    assert card.state == "open"
    invite(host)
    assert sorted(one.state for one in mails(KIND)) == ["stopped", "stopped"]


def test_erasing_takes_addresses_and_lines_from_both_sides(member: Actor) -> None:
    invite(member, line="Come, Ana.")
    assert exporters()["arrivals"](member.person or 0)["invitations_sent"][0]["line"] == "Come, Ana."  # type: ignore[index]
    ana = proved(comes(token_in(KIND)))
    invite(member, "ben@example.org", line="Come, Ben.")
    erasers()["arrivals"][1](ana.person or 0)
    erasers()["arrivals"][1](member.person or 0)
    kept = str(list(Invitation.objects.values()))
    for word in ("ana@", "ben@", "Come"):
        assert word not in kept
    with pytest.raises(NotFound):
        arrivals.open_invitation(token_in(KIND))
