"""A group in which nothing stands is removed: who may, when not, and what stays."""

import pytest

from belong.ground.groups import contents
from belong.ground.groups.models import Group, GroupUse, Membership
from belong.ground.groups.public import (
    Audience,
    LoadedGroup,
    actor_for,
    close_group,
    found_group,
    group,
    group_cards,
    group_rows,
    groups,
    groups_of,
    groups_told,
    hold_for_writing,
    join_group,
    load_group,
    membership_rows,
    register_contents,
    removal,
    remove_group,
    removed_among,
    set_member_role,
)
from belong.ground.groups.tests.groups.founding import actor_for_person, founded
from belong.ground.kernel.public import NotFound, Refused, cards
from belong.ground.people.public import Actor
from belong.ground.people.tests.support import (
    HOUSE,
    VISITOR,
    account,
    batch,
    complete,
    host,
    member,
    pk,
    recording,
    undo,
)

pytestmark = pytest.mark.django_db


def test_it_exists_for_nobody_any_more_and_its_name_and_address_are_free() -> None:
    hanna, made = host(), account()
    card = found_group(actor=hanna, name="Brewers", kind="practice", audience="public", request_key="a")
    join_group(actor=actor_for(made.pk), slug=card.slug)
    leader = actor_for_person(hanna, card)
    late = Group.objects.get()
    with recording() as facts:
        remove_group(actor=leader, slug=card.slug)
    assert [(row["word"], row["actor"], row["group"], row["recorded_by"]) for row in facts.rows] == [
        ("left_group", person, card.id, hanna.person) for person in sorted((pk(hanna), made.person_id))
    ] + [("removed", hanna.person, card.id, None)]
    slugs = (card.slug, Group.objects.get().slug)
    for actor in (leader, hanna, actor_for(made.pk), VISITOR, HOUSE):
        assert list(groups(actor).items) == []
        assert (group_cards(actor, [card.id]), cards(actor, [f"groups.group:{card.id}"])) == ({}, {})
        for slug in slugs:
            for deed in (group, removal):
                with pytest.raises(NotFound):
                    deed(actor, slug)
            for change in (join_group, close_group, remove_group):
                with pytest.raises(NotFound):
                    change(actor=actor, slug=slug)
    assert actor_for(made.pk).groups == frozenset()
    assert groups_of(HOUSE, made.person_id) == []
    with pytest.raises(NotFound):
        hold_for_writing(late)
    again = found_group(actor=hanna, name="Brewers", kind="practice", audience="public", request_key="a")
    assert (again.slug, again.id == card.id) == ("brewers", False)


@pytest.mark.parametrize("audience", Audience.values)
def test_that_it_is_gone_is_told_to_whoever_might_know_of_it(audience: str) -> None:
    card, kept = founded(audience=audience), founded("Bakers", audience=audience)
    readers = {"host": host(), "member": member(), "visitor": VISITOR, "house": HOUSE}
    assert not any(removed_among(reader, [card.id, kept.id]) for reader in readers.values())
    remove_group(actor=HOUSE, slug=card.slug)
    told = {name for name, reader in readers.items() if removed_among(reader, [card.id, kept.id]) == {card.id}}
    might_know = {
        "public": {"host", "member", "visitor", "house"},
        "members": {"host", "member", "house"},
        "private": {"host", "member", "house"},
        "secret": {"house"},
    }
    assert told == might_know[audience]
    assert removed_among(HOUSE, []) == set()


def test_what_is_known_of_the_time_before_stays_as_it_was() -> None:
    card, mia = founded(), member()
    join_group(actor=mia, slug=card.slug)
    before = [(row["who"], row["kind"], row["from_at"]) for row in membership_rows()]
    remove_group(actor=HOUSE, slug=card.slug)
    assert [(row["who"], row["kind"], row["from_at"]) for row in membership_rows()] == before
    assert [row["until_at"] is not None for row in membership_rows()] == [True]
    assert not group_rows().exists()


def test_leaders_and_hosts_remove_it_and_nobody_else() -> None:
    card, vault, lena = founded(), founded("Vault", "secret"), member()
    inside = Actor(person=member().person, groups=frozenset({card.id}))
    with recording() as facts:
        for actor in (member(), inside):
            with pytest.raises(Refused):
                removal(actor, card.slug)
            with pytest.raises(Refused):
                remove_group(actor=actor, slug=card.slug)
        for actor, slug in ((VISITOR, card.slug), (host(), vault.slug)):
            with pytest.raises(NotFound):
                remove_group(actor=actor, slug=slug)
    assert "removed" not in facts.words
    close_group(actor=HOUSE, slug=card.slug)
    assert removal(actor_for_person(lena, card), card.slug)
    remove_group(actor=actor_for_person(lena, card), slug=card.slug)


def test_where_something_stands_in_it_it_can_be_closed_only(monkeypatch: pytest.MonkeyPatch) -> None:
    card, hanna = founded(), host()
    set_member_role(actor=HOUSE, slug=card.slug, person=pk(member()), role="member")
    monkeypatch.setattr(contents, "_holds", {})
    register_contents("tests", lambda number: number == card.id)
    with pytest.raises(ValueError, match="twice"):
        register_contents("tests", lambda number: False)
    assert "can be closed, not removed" in removal(hanna, card.slug).reason
    with recording() as facts, pytest.raises(Refused, match="wrote in this group"):
        remove_group(actor=hanna, slug=card.slug)
    assert (facts.rows, Membership.objects.filter(until_at__isnull=True).count()) == ([], 1)


def test_a_group_of_which_an_archive_speaks_is_not_removed() -> None:
    brought, here = batch("se"), batch("se")
    card = founded("Beer")
    assert load_group(here, "se", LoadedGroup("beer", "Beer")) == card.id
    load_group(brought, "se", LoadedGroup("wine", "Wine"))
    with pytest.raises(Refused, match="archive"):
        remove_group(actor=HOUSE, slug=card.slug)
    for number in (brought, here):
        complete(number)
    for slug in ("wine", card.slug):
        assert "archive" in removal(HOUSE, slug).reason
        with pytest.raises(Refused, match="archive"):
            remove_group(actor=HOUSE, slug=slug)
    undo(here)
    remove_group(actor=HOUSE, slug=card.slug)
    later = batch("se")
    assert load_group(later, "se", LoadedGroup("beer", "Beer")) != card.id, "an archive does not bring it back"
    complete(later)
    assert group(HOUSE, "beer").id == GroupUse.objects.get(batch=later).group_id


def test_a_history_still_names_it_to_hosts_unless_it_was_secret() -> None:
    hanna = host()
    there, gone, vault = founded("There"), founded("Gone"), founded("Vault", "secret")
    for card in (gone, vault):
        remove_group(actor=HOUSE, slug=card.slug)
    ids = [card.id for card in (there, gone, vault)]
    told = groups_told(hanna, ids)
    assert {number: (one.name, one.slug) for number, one in told.items()} == {
        there.id: ("There", "there"),
        gone.id: ("Gone", ""),
    }
    assert set(groups_told(member(), ids)) == {there.id}
