"""Pages of groups and of members."""

import pytest

from belong.ground.groups.models import Group
from belong.ground.groups.public import (
    LoadedGroup,
    group,
    group_cards,
    groups,
    groups_of,
    join_group,
    load_group,
    members,
)
from belong.ground.groups.tests.groups.founding import founded
from belong.ground.kernel.public import BadCursor, NotFound, Refused
from belong.ground.people.tests.support import (
    HOUSE,
    VISITOR,
    batch,
    complete,
    host,
    member,
    pk,
    queries,
)

pytestmark = pytest.mark.django_db


def test_pages_of_groups_follow_each_other() -> None:
    in_order = ["Apfel", "Ärzte", "Bäcker", "bakers", "Öl", "Open 9", "Open 10", "Zoo"]
    number = batch("se")
    load_group(number, "se", LoadedGroup("zoo", "Zoo", audience="private"))
    for name in sorted(in_order):
        founded(name)
    complete(number)
    names, cursor = list[str](), None
    for _ in range(5):
        page = groups(HOUSE, cursor=cursor, limit=2)
        names += [card.name for card in page.items]
        cursor = page.next
    assert cursor is None
    assert names == [*in_order, "Zoo"]
    with pytest.raises(BadCursor):
        groups(HOUSE, cursor="nonsense")


def test_groups_that_are_asked_for_stand_in_the_same_order() -> None:
    mia, ids = member(), list[int]()
    for card in [founded(name) for name in ("Zoo", "Ärzte", "apfel")]:
        ids.append(card.id)
        join_group(actor=mia, slug=card.slug)
    assert [card.name for card in groups_of(mia, pk(mia))] == ["apfel", "Ärzte", "Zoo"]
    assert [card.name for card in group_cards(mia, ids).values()] == ["apfel", "Ärzte", "Zoo"]


def test_who_is_in_a_group_is_for_members_who_read_it() -> None:
    hanna, mia = host(), member()
    private = founded(audience="private", actor=hanna)
    public = founded("Open", "public")
    for actor in (hanna, mia):
        join_group(actor=actor, slug=public.slug)
    assert [(card.person.name, card.role) for card in members(mia, public.slug).items] == [
        ("Hanna", "member"),
        ("Mia", "member"),
    ]
    page = members(mia, public.slug, limit=1)
    assert [card.person.name for card in members(mia, public.slug, cursor=page.next).items] == ["Mia"]
    with pytest.raises(Refused):
        members(VISITOR, public.slug)
    with pytest.raises(Refused):
        members(mia, private.slug)
    with pytest.raises(NotFound):
        members(VISITOR, private.slug)
    assert [card.person.name for card in members(hanna, private.slug).items] == ["Hanna"]
    assert [card.name for card in groups_of(mia, pk(hanna))] == ["Brewers", "Open"]


def test_reads_cost_the_same_for_one_and_for_fifty() -> None:
    mia = member()
    card = founded("Alpha", "public")
    join_group(actor=mia, slug=card.slug)

    def costs() -> list[int]:
        return [
            queries(lambda: groups(mia)),
            queries(lambda: group(mia, card.slug)),
            queries(lambda: groups_of(mia, pk(mia))),
            queries(lambda: members(mia, card.slug)),
            queries(lambda: group_cards(mia, Group.objects.values_list("pk", flat=True)[:50])),
        ]

    assert costs() == [2, 1, 3, 3, 3]
    for number in range(49):
        join_group(actor=member(f"M{number}"), slug=card.slug)
        join_group(actor=mia, slug=founded(f"Group {number}").slug)
    assert costs() == [2, 1, 3, 3, 3]
    assert (len(groups(mia).items), len(members(mia, card.slug).items)) == (50, 50)
