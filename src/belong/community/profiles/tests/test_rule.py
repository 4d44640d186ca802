"""Who is shown what: the condition in SQL and the predicate say the same, for every role, visibility and table."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from belong.community.profiles.models import Affiliation, Link, Picture, Profile, Value, Visibility
from belong.community.profiles.policies import may_see, shown_to
from belong.community.profiles.public import pictures_of, profile_of
from belong.community.profiles.tests.support import HOUSE, VISITOR, member, say_all, uid_of
from belong.ground.groups.models import Membership
from belong.ground.groups.public import found_group, set_member_role
from belong.ground.kernel.public import now
from belong.ground.ledger.public import set_alias
from belong.ground.people.public import HOST, OWNER, Actor

TABLES = (Profile, Link, Picture, Value, Affiliation)


@dataclass
class World:
    """Somebody for each visibility, in one group of two; each has another id that was merged into them."""

    people: dict[str, Actor]
    aliases: dict[str, int]
    groups: tuple[int, int]


@pytest.fixture
def world(db: None) -> World:
    inside = found_group(actor=HOUSE, name="Inside", kind="interest", audience="private")
    other = found_group(actor=HOUSE, name="Other", kind="interest", audience="members")
    people, aliases = {}, {}
    for visibility in Visibility.values:
        who = member(visibility)
        assert who.person is not None
        say_all(who, visibility)
        set_member_role(actor=HOUSE, slug=inside.slug, person=who.person, role="member")
        twin = member(f"{visibility} too")
        assert twin.person is not None
        set_alias(twin.person, who.person)
        people[visibility], aliases[visibility] = who, twin.person
    return World(people, aliases, (inside.id, other.id))


def actors(world: World) -> dict[str, Actor]:
    inside, other = world.groups
    readers = {
        "stranger": VISITOR,
        "house": HOUSE,
        "member": member("Reader"),
        "mate": member("Mate", groups=frozenset({inside})),
        "elsewhere": member("Elsewhere", groups=frozenset({other})),
        "host": member("Host", roles=frozenset({HOST})),
        "owner": member("Owner", roles=frozenset({OWNER}), groups=frozenset({inside, other})),
        "staff": member("Staff", staff=True),
    }
    return readers | {f"own {visibility}": who for visibility, who in world.people.items()}


def test_every_table_is_shown_by_one_rule_to_every_role(world: World) -> None:
    for role, actor in actors(world).items():
        for visibility, who in world.people.items():
            assert who.person is not None
            says = bool(may_see(actor, who.person, visibility, {world.groups[0]}))
            for model in TABLES:
                found = shown_to(actor, model).filter(person=who.person).exists()
                assert found == says, f"{role} {visibility} {model.__name__}"
            card = profile_of(actor, who.person)
            told = [card.html, card.values, card.links, card.affiliations, card.picture]
            assert [bool(part) for part in told] == [says] * 5, f"{role} {visibility}"
            assert bool(pictures_of(actor, [uid_of(who)])) == says


def test_the_rule_by_hand(world: World) -> None:
    shown = {
        role: {visibility for visibility, who in world.people.items() if profile_of(actor, who.person or 0).html}
        for role, actor in actors(world).items()
    }
    members = {"everyone", "members"}
    assert shown["stranger"] == {"everyone"}
    assert shown["member"] == shown["elsewhere"] == shown["staff"] == members
    assert shown["mate"] == {*members, "my_groups"}
    assert shown["host"] == shown["owner"] == shown["house"] == {*members, "my_groups", "hosts"}
    assert shown["own only_me"] == {*members, "only_me"}


VISIBILITIES = st.sampled_from(Visibility.values)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_as_sql_and_as_predicate_it_is_one_rule(world: World, data: st.DataObject) -> None:
    """Any mixture of roles and groups, rows under any id of the person, and memberships held by any id."""
    visibility = data.draw(VISIBILITIES)
    owner = world.people[data.draw(VISIBILITIES)]
    assert owner.person is not None
    actor = Actor(
        person=data.draw(st.sampled_from([None, owner.person, world.people["hosts"].person])),
        roles=data.draw(st.frozensets(st.sampled_from([HOST, OWNER, "mentor"]))),
        groups=data.draw(st.frozensets(st.sampled_from(world.groups))),
        staff=data.draw(st.booleans()),
    )
    if actor.person is None:
        actor = Actor()
    row_of = data.draw(st.sampled_from([owner.person, world.aliases[owner.name]]))
    Link.objects.filter(label="tried").delete()
    row = Link.objects.create(person_id=row_of, url="https://x.org", label="tried", visibility=visibility, position=9)
    assert shown_to(actor, Link).filter(pk=row.pk).exists() == bool(
        may_see(actor, owner.person, visibility, {world.groups[0]})
    )


def test_who_left_the_group_is_shown_no_more_and_a_mate_by_another_id_is(world: World) -> None:
    who = world.people["my_groups"]
    mate = member("Mate", groups=frozenset({world.groups[0]}))
    held = Membership.objects.filter(person=who.person)
    held.update(person=world.aliases["my_groups"])
    assert profile_of(mate, who.person or 0).html
    Membership.objects.filter(person=world.aliases["my_groups"]).update(until_at=now())
    assert not profile_of(mate, who.person or 0).html
