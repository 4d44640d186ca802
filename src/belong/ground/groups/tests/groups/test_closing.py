"""A group is closed and opened again: who may, what nobody does in it meanwhile, and what stays."""

import pytest

from belong.ground.groups import policies
from belong.ground.groups.models import Group, Membership
from belong.ground.groups.public import (
    CLOSED,
    LoadedGroup,
    LoadedMembership,
    actor_for,
    candidates,
    close_group,
    group,
    groups,
    join_group,
    join_groups,
    leave_group,
    load_group,
    load_memberships,
    members,
    readable_by,
    reopen_group,
    set_member_role,
    visible_to,
)
from belong.ground.groups.tests.groups.founding import actor_for_person, founded
from belong.ground.kernel.public import NotFound, Refused
from belong.ground.people.public import Actor, LoadedPerson, load_people
from belong.ground.people.tests.support import (
    HOUSE,
    VISITOR,
    account,
    batch,
    complete,
    host,
    member,
    on,
    pk,
    recording,
)

pytestmark = pytest.mark.django_db


def test_leaders_and_hosts_close_a_group_and_open_it_again() -> None:
    card, hanna, lena = founded(), host(), member()
    leader = actor_for_person(lena, card)
    with recording() as facts:
        first = close_group(actor=hanna, slug=card.slug)
        assert close_group(actor=leader, slug=card.slug).closed_at == first.closed_at is not None
        assert reopen_group(actor=leader, slug=card.slug).closed_at is None
        reopen_group(actor=hanna, slug=card.slug)
    assert [(row["word"], row["actor"], row["group"], row["about"]) for row in facts.rows] == [
        ("closed", hanna.person, card.id, f"groups.group:{card.id}"),
        ("reopened", lena.person, card.id, f"groups.group:{card.id}"),
    ]
    assert group(lena, card.slug).may_join


def test_nobody_else_closes_it() -> None:
    card, vault = founded(), founded("Vault", "secret")
    inside = Actor(person=member().person, groups=frozenset({card.id}))
    with recording() as facts:
        for deed in (close_group, reopen_group):
            for actor in (member(), inside):
                with pytest.raises(Refused):
                    deed(actor=actor, slug=card.slug)
            with pytest.raises(NotFound):
                deed(actor=VISITOR, slug=card.slug)
            with pytest.raises(NotFound):
                deed(actor=host(), slug=vault.slug)
    assert {"closed", "reopened"}.isdisjoint(facts.words)


def test_nobody_comes_into_a_closed_group_and_those_who_are_in_it_may_leave() -> None:
    card, hanna = founded(), host()
    mia, ben, zoe = member("Mia"), member("Ben"), member("Zoe")
    for actor in (mia, ben):
        join_group(actor=actor, slug=card.slug)
    close_group(actor=hanna, slug=card.slug)
    with recording() as facts:
        for deed in (
            lambda: join_group(actor=zoe, slug=card.slug),
            lambda: join_groups(actor=zoe, slugs=[card.slug]),
            lambda: set_member_role(actor=hanna, slug=card.slug, person=pk(zoe), role="member"),
            lambda: candidates(hanna, card.slug, "Zoe"),
        ):
            with pytest.raises(Refused, match="closed"):
                deed()
        join_group(actor=mia, slug=card.slug)
    assert facts.rows == []
    set_member_role(actor=hanna, slug=card.slug, person=pk(mia), role="leader")
    assert leave_group(actor=ben, slug=card.slug)
    assert [(one.person.name, one.role) for one in members(hanna, card.slug).items] == [("Mia", "leader")]
    reopen_group(actor=hanna, slug=card.slug)
    join_group(actor=ben, slug=card.slug)


@pytest.mark.parametrize("audience", ["public", "members", "private", "secret"])
def test_who_could_read_a_group_reads_it_when_it_is_closed(audience: str) -> None:
    card, made = founded(audience=audience), account()
    set_member_role(actor=HOUSE, slug=card.slug, person=made.person_id, role="leader")
    readers = [VISITOR, member(), host(), actor_for(made.pk), HOUSE]

    def seen() -> list[tuple[bool, bool]]:
        return [(visible_to(actor).exists(), readable_by(actor).exists()) for actor in readers]

    before = seen()
    close_group(actor=HOUSE, slug=card.slug)
    assert seen() == before
    kept = Group.objects.get()
    for actor in readers:
        if not policies.may_see(actor, kept):
            continue
        shown = group(actor, card.slug)
        assert (shown.is_closed, shown.may_post, shown.may_join, shown.may_bring) == (True, False, False, False)
        assert not (policies.may_post(actor, kept) or policies.may_join(actor, kept) or policies.may_bring(actor, kept))
        if policies.may_read(actor, kept):
            assert policies.may_post(actor, kept).reason == str(CLOSED)


def test_closed_groups_stand_last_on_every_page() -> None:
    for name in ("Apples", "Bees", "Cider", "Dough"):
        founded(name)
    for slug in ("apples", "cider"):
        close_group(actor=HOUSE, slug=slug)
    names, cursor = list[str](), None
    for _ in range(4):
        page = groups(HOUSE, cursor=cursor, limit=1)
        names += [card.name for card in page.items]
        cursor = page.next
    assert (names, cursor) == (["Bees", "Dough", "Apples", "Cider"], None)


def test_an_archive_still_brings_what_was_there_before() -> None:
    card = founded("Beer")
    close_group(actor=HOUSE, slug=card.slug)
    number = batch("se")
    load_people(number, "se", [LoadedPerson("1", "Anna", on(2014))])
    assert load_group(number, "se", LoadedGroup("beer", "Beer")) == card.id
    assert load_memberships(number, "se", [LoadedMembership("beer", "1", on(2014))]).created == 1
    complete(number)
    assert Membership.objects.get().group_id == card.id
    assert group(HOUSE, card.slug).is_closed
