"""Coming in, leaving, being brought in."""

import pytest

from belong.ground.groups.models import Membership
from belong.ground.groups.public import (
    join_group,
    leave_group,
    set_member_role,
)
from belong.ground.groups.tests.groups.founding import founded
from belong.ground.kernel.public import Invalid, NotFound, Refused
from belong.ground.people.public import Actor
from belong.ground.people.tests.support import (
    HOUSE,
    VISITOR,
    host,
    member,
    pk,
    recording,
)

pytestmark = pytest.mark.django_db


def test_members_join_and_leave_and_come_again() -> None:
    card, mia = founded(), member()
    with recording() as facts:
        for _ in range(2):
            join_group(actor=mia, slug=card.slug)
        for _ in range(2):
            leave_group(actor=mia, slug=card.slug)
        join_group(actor=mia, slug=card.slug)
    assert facts.words == ["joined_group", "left_group", "joined_group"]
    assert {(row["actor"], row["group"]) for row in facts.rows} == {(mia.person, card.id)}
    assert [row.until_at is None for row in Membership.objects.order_by("pk")] == [False, True]


def test_private_groups_are_joined_by_invitation_and_secret_ones_are_not_known() -> None:
    mia = member()
    private, secret = founded(audience="private"), founded("Vault", "secret")
    with recording() as facts:
        with pytest.raises(Refused, match="invitation"):
            join_group(actor=mia, slug=private.slug)
        with pytest.raises(NotFound):
            join_group(actor=mia, slug=secret.slug)
        with pytest.raises(Refused):
            join_group(actor=HOUSE, slug=private.slug)
        with pytest.raises(NotFound):
            join_group(actor=VISITOR, slug=private.slug)
    assert facts.rows == []
    assert not Membership.objects.exists()


def test_leaders_bring_people_in_and_give_roles() -> None:
    hanna, mia, max_ = host(), member(), member("Max")
    card = founded(audience="secret", actor=hanna)
    leader = Actor(person=hanna.person, groups=frozenset({card.id}), leads=frozenset({card.id}))
    with recording() as facts:
        set_member_role(actor=leader, slug=card.slug, person=pk(mia), role="member")
        set_member_role(actor=leader, slug=card.slug, person=pk(mia), role="member")
        set_member_role(actor=leader, slug=card.slug, person=pk(mia), role="leader")
        leave_group(actor=leader, slug=card.slug, person=pk(mia))
    assert [(row["word"], row["actor"], row["recorded_by"]) for row in facts.rows] == [
        ("joined_group", mia.person, hanna.person),
        ("left_group", mia.person, hanna.person),
        ("joined_group", mia.person, hanna.person),
        ("left_group", mia.person, hanna.person),
    ]
    inside = Actor(person=max_.person, groups=frozenset({card.id}))
    with recording() as facts:
        with pytest.raises(Refused):
            set_member_role(actor=inside, slug=card.slug, person=pk(mia), role="member")
        with pytest.raises(Refused):
            leave_group(actor=inside, slug=card.slug, person=pk(hanna))
        with pytest.raises(Invalid):
            set_member_role(actor=leader, slug=card.slug, person=pk(mia), role="king")
        with pytest.raises(NotFound):
            set_member_role(actor=leader, slug=card.slug, person=0, role="member")
    assert facts.rows == []
