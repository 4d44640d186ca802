"""One rule, both uses: for every kind of reader, every audience and every state of an import."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from belong.ground.groups.models import Audience, Group, GroupUse, Kind
from belong.ground.groups.policies import (
    group_stands,
    may_host,
    may_join,
    may_post,
    may_read,
    may_see,
    readable_by,
    standing_groups,
    visible_to,
)
from belong.ground.ledger.public import Batch
from belong.ground.people.actor import OUTSIDE
from belong.ground.people.public import HOST, OWNER, Actor
from belong.ground.people.tests.support import HOUSE, VISITOR, batch, complete, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def all_groups() -> list[Group]:
    """One group of each audience and each way in which imports may have spoken of it."""
    return [
        made(audience, states)
        for audience in Audience.values
        for states in ((), ("open",), ("complete",), ("withdrawn",), ("withdrawn", "complete"), ("withdrawn", "open"))
    ]


def made(audience: str, states: tuple[str, ...], kind: str = Kind.INTEREST) -> Group:
    slug = "-".join((audience, kind, *states, str(Group.objects.count())))
    batches = [in_state(state) for state in states]
    group = Group.objects.create(
        slug=slug, name=slug, kind=kind, audience=audience, batch_id=batches[0] if batches else None
    )
    for number in batches:
        GroupUse.objects.create(group=group, batch_id=number, source="list", source_key=slug)
    return group


def in_state(state: str) -> int:
    number = batch()
    if state != Batch.State.OPEN:
        complete(number)
    if state == Batch.State.WITHDRAWN:
        undo(number)
    return number


def readers(groups: list[Group]) -> Iterator[Actor]:
    every = frozenset(group.pk for group in groups)
    yield VISITOR
    yield Actor(standing=OUTSIDE)
    yield HOUSE
    for roles in (frozenset[str](), frozenset({HOST}), frozenset({OWNER}), frozenset({"mentor"})):
        for inside, leads in ((frozenset[int](), frozenset[int]()), (every, frozenset[int]()), (every, every)):
            yield Actor(person=1, roles=roles, groups=inside, leads=leads)


def test_the_single_answer_and_the_queryset_are_one_rule(all_groups: list[Group]) -> None:
    for actor in readers(all_groups):
        seen, read = set(visible_to(actor)), set(readable_by(actor))
        for group in all_groups:
            assert may_see(actor, group).ok is (group in seen), (actor, group.slug)
            assert may_read(actor, group).ok is (group in read), (actor, group.slug)
        assert read <= seen


MENTOR = Actor(person=1, roles=frozenset({"mentor"}))
AUDIENCES = ("public", "members", "private", "secret")


@pytest.mark.parametrize(
    ("actor", "sees", "reads", "posts", "hosts"),
    [
        (VISITOR, "public", "public", "", ""),
        (Actor(standing=OUTSIDE), "", "", "", ""),
        (Actor(person=1), "public members private", "public members", "public members", ""),
        (
            Actor(person=1, roles=frozenset({"mentor"})),
            "public members private",
            "public members",
            "public members",
            "",
        ),
        (
            Actor(person=1, roles=frozenset({HOST})),
            "public members private",
            "public members private",
            "public members private",
            "public members private",
        ),
        (HOUSE, "public members private secret", "public members private secret", "", "public members private secret"),
    ],
)
def test_who_is_in_no_group(actor: Actor, sees: str, reads: str, posts: str, hosts: str) -> None:
    groups = {audience: made(audience, ()) for audience in AUDIENCES}

    def allowed(rule: object) -> str:
        return " ".join(audience for audience, group in groups.items() if rule(actor, group))  # type: ignore[operator]

    assert (allowed(may_see), allowed(may_read), allowed(may_post), allowed(may_host)) == (sees, reads, posts, hosts)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_who_is_in_a_group_sees_reads_and_writes_in_it_and_leaders_lead(audience: str) -> None:
    group = made(audience, ())
    inside = Actor(person=1, groups=frozenset({group.pk}))
    leader = Actor(person=1, groups=frozenset({group.pk}), leads=frozenset({group.pk}))
    for actor in (inside, leader):
        assert may_see(actor, group) and may_read(actor, group) and may_post(actor, group)
    assert not may_host(inside, group)
    assert may_host(leader, group)


def test_hosts_who_are_not_in_a_secret_group_do_not_know_of_it() -> None:
    group = made(Audience.SECRET, ())
    for role in (HOST, OWNER):
        actor = Actor(person=1, roles=frozenset({role}))
        assert not may_see(actor, group) and not may_host(actor, group) and not visible_to(actor).exists()


def test_joining_is_for_members_where_nobody_is_asked() -> None:
    for audience in AUDIENCES:
        group = made(audience, ())
        assert may_join(Actor(person=1), group).ok is (audience in ("public", "members"))
        assert not may_join(VISITOR, group)


def test_a_no_says_why() -> None:
    private, members = made(Audience.PRIVATE, ()), made(Audience.MEMBERS, ())
    assert may_read(Actor(person=1), private).reason == "Only the members of this group read it."
    assert may_post(VISITOR, made(Audience.PUBLIC, ())).reason == "Sign in as a member to take part."
    assert may_join(Actor(person=1), private).reason == "This group is joined by invitation: ask one of its leaders."
    assert may_read(VISITOR, members).reason == "There is no such group here."


def test_a_group_stands_while_one_of_its_imports_does(all_groups: list[Group]) -> None:
    standing = set(standing_groups())
    for group in all_groups:
        expected = group.batch_id is None or "complete" in group.slug
        assert group_stands(group) is (group in standing) is expected, group.slug


ACTORS = st.builds(
    Actor,
    person=st.none() | st.just(1),
    roles=st.frozensets(st.sampled_from((HOST, OWNER, "mentor"))),
    groups=st.frozensets(st.integers(0, 5)),
    system=st.none() | st.just("tests"),
)
GROUPS = st.lists(
    st.tuples(
        st.sampled_from(Audience.values),
        st.sampled_from(Kind.values),
        st.lists(st.sampled_from(("open", "complete", "withdrawn")), max_size=3),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actor=ACTORS, given_groups=GROUPS)
def test_any_actor_any_groups(actor: Actor, given_groups: list[tuple[str, str, list[str]]]) -> None:
    GroupUse.objects.all().delete()
    Group.objects.all().delete()
    groups = [made(audience, tuple(states), kind) for audience, kind, states in given_groups]
    inside = frozenset(groups[place].pk for place in actor.groups if place < len(groups))
    reader = Actor(
        person=actor.person, roles=actor.roles, groups=inside if actor.person else frozenset(), system=actor.system
    )
    seen, read = set(visible_to(reader)), set(readable_by(reader))
    for group in groups:
        assert may_see(reader, group).ok is (group in seen)
        assert may_read(reader, group).ok is (group in read)
    assert read <= seen <= set(standing_groups())
