"""Who reads a group, and who is counted before whom."""

from dataclasses import replace

import pytest

from belong.ground.groups import policies
from belong.ground.groups.models import Group
from belong.ground.groups.public import (
    group,
    group_cards,
    groups,
    join_group,
    open_group,
    set_member_role,
)
from belong.ground.groups.tests.groups.founding import founded
from belong.ground.kernel.public import Invalid, NotFound, Refused, cards
from belong.ground.people.public import HOST, Actor
from belong.ground.people.tests.support import (
    HOUSE,
    VISITOR,
    host,
    member,
    pk,
    recording,
)

pytestmark = pytest.mark.django_db


def test_few_people_are_counted_before_those_only_who_may_know_them() -> None:
    open_, closed = founded("Open", "public"), founded("Closed", "private")
    people = [member(f"Person {number}") for number in range(5)]
    for one in people[:4]:
        for card in (open_, closed):
            set_member_role(actor=HOUSE, slug=card.slug, person=pk(one), role="member")
    inside = replace(people[0], groups=frozenset({closed.id}))

    def counts(slug: str) -> list[int | None]:
        return [
            group(actor, slug).members
            for actor in (VISITOR, people[4], inside, HOUSE)
            if actor is not VISITOR or slug == open_.slug
        ]

    assert counts("open") == [None, 4, 4, 4]
    assert counts("closed") == [None, 4, 4]
    join_group(actor=people[4], slug="open")
    assert group(VISITOR, "open").members == 5


def test_who_may_read_a_group_is_changed_by_hosts_and_leaders() -> None:
    card, hanna = founded(), host()
    with recording() as facts:
        assert open_group(actor=hanna, slug=card.slug, audience="public").audience == "public"
        open_group(actor=hanna, slug=card.slug, audience="public")
    assert [(row["word"], row["actor"], row["group"]) for row in facts.rows] == [("opened", hanna.person, card.id)]
    with pytest.raises(Refused):
        open_group(actor=member(), slug=card.slug, audience="secret")
    with pytest.raises(Invalid):
        open_group(actor=hanna, slug=card.slug, audience="all")
    assert Group.objects.get().audience == "public"


def test_lists_show_what_the_reader_may_know() -> None:
    by_audience = {
        audience: founded(audience.title(), audience) for audience in ("public", "members", "private", "secret")
    }
    mia = member()

    def names(actor: Actor) -> list[str]:
        return [card.name for card in groups(actor).items]

    assert names(VISITOR) == ["Public"]
    assert names(mia) == names(host()) == ["Members", "Private", "Public"]
    assert names(HOUSE) == ["Members", "Private", "Public", "Secret"]
    inside = Actor(person=mia.person, groups=frozenset({by_audience["secret"].id}))
    assert names(inside) == ["Members", "Private", "Public", "Secret"]
    with pytest.raises(NotFound):
        group(mia, by_audience["secret"].slug)
    card = group(inside, by_audience["secret"].slug)
    assert (card.role, card.may_read, card.may_post) == ("member", True, True)
    private = group(mia, by_audience["private"].slug)
    assert (private.may_read, private.may_post, private.may_join, private.may_host) == (False, False, False, False)
    assert set(group_cards(mia, [card.id for card in by_audience.values()])) == {
        card.id for audience, card in by_audience.items() if audience != "secret"
    }
    refs = [f"groups.group:{card.id}" for card in by_audience.values()]
    assert {card.title for card in cards(mia, refs).values()} == {"Public", "Members", "Private"}


def test_the_cards_of_groups_say_what_the_policies_say() -> None:
    for audience in ("public", "members", "private", "secret"):
        founded(audience.title(), audience)
    every = frozenset(Group.objects.values_list("pk", flat=True))
    for actor in (
        VISITOR,
        HOUSE,
        Actor(person=1),
        Actor(person=1, roles=frozenset({HOST})),
        Actor(person=1, groups=every),
    ):
        for card in groups(actor).items:
            kept = Group.objects.get(pk=card.id)
            assert card.may_read is policies.may_read(actor, kept).ok
            assert card.may_post is policies.may_post(actor, kept).ok
            assert card.may_host is policies.may_host(actor, kept).ok
            assert card.may_join is (policies.may_join(actor, kept).ok and card.id not in actor.groups)
