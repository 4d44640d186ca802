"""Who is told what: the condition in SQL and the predicate say the same, for every role, visibility and table."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from belong.community.opportunities.models import Motivation, Offer, Visibility
from belong.community.opportunities.policies import may_see, visible_to
from belong.community.opportunities.public import own_hopes, said_of, say_hopes, say_offers
from belong.community.opportunities.tests.support import HOUSE, VISITOR, hope, member, number, offer
from belong.ground.groups.public import found_group, set_member_role
from belong.ground.ledger.public import set_alias
from belong.ground.people.public import HOST, OWNER, Actor


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
        who, twin = member(visibility), member(f"{visibility} too")
        set_member_role(actor=HOUSE, slug=inside.slug, person=number(who), role="member")
        set_alias(number(twin), number(who))
        say_hopes(actor=who, hopes=[hope("clients", visibility)])
        say_offers(actor=who, offers=[offer("mentor", visibility)])
        people[visibility], aliases[visibility] = who, number(twin)
    return World(people, aliases, (inside.id, other.id))


def test_the_rule_by_hand(world: World) -> None:
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
        "own": world.people["engine"],
        "seen": replace(world.people["engine"], seen_by=1),
    }
    told = {
        role: {one for one, who in world.people.items() if said_of(actor, number(who)).hopes}
        for role, actor in readers.items()
    }
    assert told == {
        "stranger": set(),
        "house": {"hosts", "my_groups", "members"},
        "member": {"members"},
        "mate": {"my_groups", "members"},
        "elsewhere": {"members"},
        "host": {"hosts", "my_groups", "members"},
        "owner": {"hosts", "my_groups", "members"},
        "staff": {"members"},
        "own": {"engine", "members"},
        "seen": {"members"},
    }
    offered = {
        role: {one for one, who in world.people.items() if said_of(actor, number(who)).offers}
        for role, actor in readers.items()
    }
    assert offered == told
    assert own_hopes(readers["seen"]) == []


VISIBILITIES = st.sampled_from(Visibility.values)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_as_sql_and_as_predicate_it_is_one_rule(world: World, data: st.DataObject) -> None:
    """Any mixture of roles and groups, and rows under any id of the person; what is said anew hides what was."""
    visibility = data.draw(VISIBILITIES)
    owner = world.people[data.draw(VISIBILITIES)]
    actor = Actor(
        person=data.draw(st.sampled_from([None, number(owner), number(world.people["hosts"])])),
        roles=data.draw(st.frozensets(st.sampled_from([HOST, OWNER, "mentor"]))),
        groups=data.draw(st.frozensets(st.sampled_from(world.groups))),
        staff=data.draw(st.booleans()),
        seen_by=data.draw(st.sampled_from([None, None, 7])),
    )
    if actor.person is None:
        actor = Actor()
    row_of = data.draw(st.sampled_from([number(owner), world.aliases[owner.name]]))
    says = bool(may_see(actor, number(owner), visibility, {world.groups[0]}))
    Motivation.objects.filter(kind="career").delete()
    Offer.objects.filter(kind="hand").delete()
    under = replace(owner, own=row_of)
    say_hopes(actor=under, hopes=[hope("career", visibility)])
    say_offers(actor=under, offers=[offer("hand", visibility)])
    assert visible_to(actor, Motivation).filter(kind="career").exists() == says
    assert visible_to(actor, Offer).filter(kind="hand").exists() == says
    say_hopes(actor=replace(owner, own=number(owner)), hopes=[])
    assert not visible_to(actor, Motivation).filter(kind="career").exists()
