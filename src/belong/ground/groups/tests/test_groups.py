from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from belong.ground.groups import policies
from belong.ground.groups.models import Group, Membership
from belong.ground.groups.public import (
    GroupCard,
    actor_for,
    found_group,
    group,
    group_cards,
    group_rows,
    groups,
    groups_of,
    join_group,
    leave_group,
    members,
    membership_rows,
    open_group,
    set_member_role,
)
from belong.ground.kernel.public import BadCursor, Invalid, NotFound, Refused, cards, erasers, exporters
from belong.ground.ledger.public import set_alias
from belong.ground.people.public import HOST, Actor, close_account, give_role, make_owner
from belong.ground.people.tests.support import HOUSE, PASSWORD, VISITOR, account, host, member, on, recording

pytestmark = pytest.mark.django_db


def actor_for_person(actor: Actor, card: GroupCard) -> Actor:
    """The actor as they are at their next request, once they have founded the group."""
    return replace(actor, groups=frozenset({card.id}), leads=frozenset({card.id}))


def founded(name: str = "Brewers", audience: str = "members", actor: Actor = HOUSE) -> GroupCard:
    return found_group(actor=actor, name=name, kind="practice", audience=audience)


def me(actor: Actor) -> int:
    assert actor.person is not None
    return actor.person


def queries(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as caught:
        call()
    return len(caught)


def test_a_host_founds_a_group_and_leads_it() -> None:
    hanna = host()
    with recording() as facts:
        card = found_group(
            actor=hanna, name="  Home  Brewers ", kind="practice", audience="private", summary=" We brew.\r\n"
        )
    kept = Group.objects.get()
    assert (kept.slug, kept.name, kept.kind, kept.audience, kept.summary, kept.batch_id) == (
        "home-brewers",
        "Home Brewers",
        "practice",
        "private",
        "We brew.",
        None,
    )
    assert (card.id, card.role, card.members, card.may_read, card.may_post, card.may_host, card.may_join) == (
        kept.pk,
        "leader",
        1,
        True,
        True,
        True,
        False,
    )
    held = Membership.objects.get()
    assert [(row["word"], row["actor"], row["about"], row["group"]) for row in facts.rows] == [
        ("founded", hanna.person, f"groups.group:{kept.pk}", kept.pk),
        ("joined_group", hanna.person, f"groups.membership:{held.pk}", kept.pk),
    ]


def test_a_form_that_is_sent_twice_opens_one_group() -> None:
    hanna, given = host(), {"name": "Brewers", "kind": "practice", "audience": "private"}
    first = found_group(actor=hanna, **given, request_key="a")
    with recording() as facts:
        again = found_group(actor=actor_for_person(hanna, first), **given, request_key="a")
        with pytest.raises(Invalid, match="other words"):
            found_group(actor=hanna, **{**given, "name": "Bakers"}, request_key="a")
        with pytest.raises(Invalid, match="1 to 100"):
            found_group(actor=hanna, **given, request_key="")
    assert (again.id, facts.rows, Group.objects.count()) == (first.id, [], 1)
    assert found_group(actor=hanna, **given, request_key="b").slug == "brewers-2"


def test_the_key_of_a_form_opens_no_group_to_others() -> None:
    given = {"name": "Brewers", "kind": "practice", "audience": "secret"}
    found_group(actor=host("Hanna"), **given, request_key="a")
    with pytest.raises(Invalid, match="other words"):
        found_group(actor=host("Otto"), **given, request_key="a")


def test_few_people_are_counted_before_those_only_who_may_know_them() -> None:
    open_, closed = founded("Open", "public"), founded("Closed", "private")
    people = [member(f"Person {number}") for number in range(5)]
    for one in people[:4]:
        for card in (open_, closed):
            set_member_role(actor=HOUSE, slug=card.slug, person=me(one), role="member")
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


def test_only_hosts_found_groups() -> None:
    for actor in (member(), VISITOR):
        with recording() as facts, pytest.raises(Refused):
            founded(actor=actor)
        assert facts.rows == []
    assert not Group.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "n" * 121}, "name"),
        ({"kind": "club"}, "kind"),
        ({"audience": "friends"}, "audience"),
        ({"summary": "s" * 2001}, "summary"),
        ({"slug": "Not Plain"}, "slug"),
        ({"slug": "taken"}, "slug"),
    ],
)
def test_what_cannot_be_taken_is_named(given: dict[str, str], field: str) -> None:
    found_group(actor=HOUSE, name="Taken", kind="interest", audience="members", slug="taken")
    with pytest.raises(Invalid) as invalid:
        found_group(actor=HOUSE, **{"name": "X", "kind": "interest", "audience": "members", **given})
    assert list(invalid.value.errors) == [field]
    assert Group.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "slugs"),
    [
        ("Beer & Brewing", ["beer-brewing", "beer-brewing-2", "beer-brewing-3"]),
        ("Straße nach Łódź", ["strasse-nach-lodz", "strasse-nach-lodz-2"]),
        ("Пивоварня", ["pivovarnya"]),
        ("Ζύθος", ["zythos"]),
        ("啤酒", ["group", "group-2"]),
        ("x" * 120, ["x" * 80, "x" * 78 + "-2"]),
    ],
)
def test_addresses_are_plain_letters_and_free(name: str, slugs: list[str]) -> None:
    assert [founded(name).slug for _ in slugs] == slugs


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
    private, secret = founded(audience="private"), founded(audience="secret")
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
        set_member_role(actor=leader, slug=card.slug, person=me(mia), role="member")
        set_member_role(actor=leader, slug=card.slug, person=me(mia), role="member")
        set_member_role(actor=leader, slug=card.slug, person=me(mia), role="leader")
        leave_group(actor=leader, slug=card.slug, person=me(mia))
    assert [(row["word"], row["actor"], row["recorded_by"]) for row in facts.rows] == [
        ("joined_group", mia.person, hanna.person),
        ("left_group", mia.person, hanna.person),
        ("joined_group", mia.person, hanna.person),
        ("left_group", mia.person, hanna.person),
    ]
    inside = Actor(person=max_.person, groups=frozenset({card.id}))
    with recording() as facts:
        with pytest.raises(Refused):
            set_member_role(actor=inside, slug=card.slug, person=me(mia), role="member")
        with pytest.raises(Refused):
            leave_group(actor=inside, slug=card.slug, person=me(hanna))
        with pytest.raises(Invalid):
            set_member_role(actor=leader, slug=card.slug, person=me(mia), role="king")
        with pytest.raises(NotFound):
            set_member_role(actor=leader, slug=card.slug, person=0, role="member")
    assert facts.rows == []


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


def test_pages_of_groups_follow_each_other() -> None:
    for number in range(7):
        founded(f"Group {number % 4}")
    names, cursor = [], None
    for _ in range(4):
        page = groups(HOUSE, cursor=cursor, limit=2)
        names += [card.name for card in page.items]
        cursor = page.next
    assert cursor is None
    assert names == sorted(f"Group {number % 4}" for number in range(7))
    with pytest.raises(BadCursor):
        groups(HOUSE, cursor="nonsense")


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
    assert [card.name for card in groups_of(mia, me(hanna))] == ["Brewers", "Open"]


def test_reads_cost_the_same_for_one_and_for_fifty() -> None:
    mia = member()
    card = founded("Alpha", "public")
    join_group(actor=mia, slug=card.slug)

    def costs() -> list[int]:
        return [
            queries(lambda: groups(mia)),
            queries(lambda: group(mia, card.slug)),
            queries(lambda: groups_of(mia, me(mia))),
            queries(lambda: members(mia, card.slug)),
            queries(lambda: group_cards(mia, Group.objects.values_list("pk", flat=True)[:50])),
        ]

    assert costs() == [2, 2, 3, 3, 3]
    for number in range(49):
        join_group(actor=member(f"M{number}"), slug=card.slug)
        join_group(actor=mia, slug=founded(f"Group {number}").slug)
    assert costs() == [2, 2, 3, 3, 3]
    assert (len(groups(mia).items), len(members(mia, card.slug).items)) == (50, 50)


def test_the_actor_is_found_by_one_statement_with_all_that_they_hold() -> None:
    made = account()
    mine = founded("Mine")
    led = founded("Led", "secret")
    left = founded("Left")
    give_role(actor=HOUSE, person=made.person_id, role="mentor")
    for slug in (mine.slug, left.slug):
        join_group(actor=actor_for(made.pk), slug=slug)
    leave_group(actor=actor_for(made.pk), slug=left.slug)
    set_member_role(actor=HOUSE, slug=led.slug, person=made.person_id, role="leader")
    assert actor_for(made.pk) == Actor(
        person=made.person_id,
        account=made.pk,
        name="Mia",
        roles=frozenset({"mentor"}),
        groups=frozenset({mine.id, led.id}),
        leads=frozenset({led.id}),
        uid=made.person.uid,
    )
    assert queries(lambda: actor_for(made.pk)) == 1
    assert queries(lambda: actor_for(None)) == 0


def test_no_account_a_closed_one_and_an_unknown_one_are_visitors() -> None:
    made = account()
    close_account(actor=HOUSE, account=made.pk)
    assert actor_for(None) == actor_for(made.pk) == actor_for(made.pk + 1) == VISITOR


def test_an_actor_has_what_they_hold_under_any_of_their_ids() -> None:
    made, other = account(), make_owner("ada@x.org", PASSWORD, "Ada")
    card = founded("Theirs", "secret")
    set_member_role(actor=HOUSE, slug=card.slug, person=made.person_id, role="leader")
    set_alias(made.person_id, other.person_id)
    for one in (made, other):
        actor = actor_for(one.pk)
        assert (actor.person, actor.name, actor.staff, actor.roles) == (
            other.person_id,
            "Ada",
            True,
            frozenset({"owner"}),
        )
        assert actor.groups == actor.leads == frozenset({card.id})
    assert group(actor_for(made.pk), card.slug).members == 1
    leave_group(actor=actor_for(other.pk), slug=card.slug)
    assert actor_for(made.pk).groups == frozenset()


def test_relations_give_what_stands_under_the_canonical_person() -> None:
    mia, twin = member(), member("Mia M.")
    card = founded()
    join_group(actor=twin, slug=card.slug)
    set_alias(me(twin), me(mia))
    assert [(row["slug"], row["kind"], row["audience"]) for row in group_rows()] == [("brewers", "practice", "members")]
    assert [(row["who"], row["group_id"], row["kind"], row["role"], row["until_at"]) for row in membership_rows()] == [
        (mia.person, card.id, "practice", "member", None)
    ]


def test_who_is_erased_leaves_their_groups_and_gets_their_history_before() -> None:
    mia, card = member(), founded()
    join_group(actor=mia, slug=card.slug)
    given = exporters()["groups"](me(mia))
    assert [row["name"] for row in given["memberships"]] == ["Brewers"]  # type: ignore[attr-defined]
    with recording() as facts:
        erasers()["groups"][1](me(mia))
        erasers()["groups"][1](me(mia))
    assert facts.words == ["left_group"]
    assert group(HOUSE, card.slug).members == 0


def test_the_database_itself_refuses_two_open_memberships_and_reversed_ones() -> None:
    card, mia = founded(), member()
    join_group(actor=mia, slug=card.slug)
    for wrong in (
        {"from_at": on(2020)},
        {"from_at": on(2020), "until_at": on(2019)},
        {"role": "king", "from_at": on(2020)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(group_id=card.id, person_id=me(mia), **wrong)
    for name, value in (("kind", "club"), ("audience", "friends"), ("name", "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Group.objects.filter(pk=card.id).update(**{name: value})
