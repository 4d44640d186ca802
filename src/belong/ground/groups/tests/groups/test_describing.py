"""What a group is called and what it is for: who changes it, and what an archive says afterwards."""

from dataclasses import replace

import pytest

from belong.ground.groups.models import Group
from belong.ground.groups.public import LoadedGroup, describe_group, group, groups_named, load_group
from belong.ground.groups.tests.groups.founding import actor_for_person, founded
from belong.ground.kernel.public import Invalid, NotFound, Refused
from belong.ground.people.tests.support import HOUSE, batch, complete, host, member, on, recording, undo

pytestmark = pytest.mark.django_db

BEER = LoadedGroup("beer", "Beer", summary="All about hops.", founded_at=on(2014))


def test_hosts_and_leaders_describe_a_group_and_its_address_stays() -> None:
    card, hanna, lena = founded("Brewres"), host(), member()
    with recording() as facts:
        said = describe_group(actor=hanna, slug=card.slug, name=" Brewers ", summary="Who  brew.\r\n")
        assert (said.name, said.summary, said.slug) == ("Brewers", "Who  brew.", card.slug)
        describe_group(actor=hanna, slug=card.slug, name="Brewers", summary="Who  brew.")
        describe_group(actor=actor_for_person(lena, card), slug=card.slug, name="BREWERS", summary="")
    assert [(row["word"], row["actor"], row["group"], row["about"]) for row in facts.rows] == [
        ("described", actor.person, card.id, f"groups.group:{card.id}") for actor in (hanna, lena)
    ]
    read = group(lena, card.slug)
    assert (read.name, read.summary) == ("BREWERS", "")
    assert [one.id for one in groups_named(lena, "brewers")] == [card.id]


def test_nobody_else_describes_it() -> None:
    card, closed = founded(), founded("Closed", "secret")
    inside = replace(member(), groups=frozenset({card.id}))
    with recording() as facts:
        for actor in (member(), inside):
            with pytest.raises(Refused):
                describe_group(actor=actor, slug=card.slug, name="", summary="")
        with pytest.raises(NotFound):
            describe_group(actor=host(), slug=closed.slug, name="Open", summary="")
    assert "described" not in facts.words
    assert set(Group.objects.values_list("name", flat=True)) == {"Brewers", "Closed"}


@pytest.mark.parametrize(
    ("field", "given"),
    [("name", {"name": " "}), ("name", {"name": "x" * 121}), ("summary", {"summary": "x" * 2_001})],
)
def test_what_is_refused_at_founding_is_refused_here(field: str, given: dict[str, str]) -> None:
    card, hanna = founded(), host()
    with recording() as facts, pytest.raises(Invalid) as wrong:
        describe_group(actor=hanna, slug=card.slug, **{"name": "Brewers", "summary": "", **given})
    assert list(wrong.value.errors) == [field]
    assert facts.rows == []


def test_a_name_that_another_group_has_is_refused_unless_it_would_tell_of_a_secret_one() -> None:
    card, lena = founded(), member()
    leader = actor_for_person(lena, card)
    founded("Bakers")
    founded("Smugglers", "secret")
    with pytest.raises(Invalid) as wrong:
        describe_group(actor=leader, slug=card.slug, name="bakers", summary="")
    assert wrong.value.errors == {"name": "There is a group of this name already."}
    assert describe_group(actor=leader, slug=card.slug, name="Smugglers", summary="").name == "Smugglers"
    with pytest.raises(Invalid):
        describe_group(actor=HOUSE, slug=card.slug, name="bakers", summary="")


def test_of_two_groups_of_one_name_each_is_still_told_what_it_is_for() -> None:
    number = batch("se")
    load_group(number, "se", LoadedGroup("brewers", "Brewers", audience="private"))
    twin = founded()
    complete(number)
    assert [one.name for one in groups_named(HOUSE, "Brewers")] == ["Brewers", "Brewers"]
    assert describe_group(actor=HOUSE, slug=twin.slug, name="Brewers", summary="The others.").summary == "The others."


def test_no_archive_puts_the_old_words_back() -> None:
    first = batch("se")
    made = load_group(first, "se", BEER)
    complete(first)
    describe_group(actor=HOUSE, slug="beer", name="Beer and cider", summary="Apples, too.")
    later = batch("se")
    assert load_group(later, "se", BEER) == made
    complete(later)
    assert (group(HOUSE, "beer").name, group(HOUSE, "beer").summary) == ("Beer and cider", "Apples, too.")
    undo(later)
    undo(first)
    again = batch("se")
    assert load_group(again, "se", replace(BEER, kind="practice")) == made
    complete(again)
    back = group(HOUSE, "beer")
    assert (back.id, back.kind, back.name, back.summary) == (made, "practice", "Beer and cider", "Apples, too.")
