import pytest
from django.db import IntegrityError, transaction

from belong.ground.kernel.public import Invalid, NotFound, Refused
from belong.ground.ledger.public import set_alias
from belong.ground.people.checks import person_name
from belong.ground.people.models import Identity, Person, RoleHeld
from belong.ground.people.public import (
    HOST,
    OWNER,
    Actor,
    add_identity,
    add_person,
    end_role,
    give_role,
    join_community,
    open_account,
    set_flags,
)
from belong.ground.people.tests.support import HOUSE, VISITOR, host, member, on, recording

pytestmark = pytest.mark.django_db


def test_a_person_is_added_with_what_is_known_of_them() -> None:
    actor = host()
    with recording() as facts:
        card = add_person(
            actor=actor, name=" Ola  Nordmann\n", identities=(("mail", "OLA@x.no"), ("forum:old", "12")), is_staff=True
        )
    kept = Person.objects.get(pk=card.id)
    assert (kept.name, kept.is_staff, kept.is_bot, kept.joined_at) == ("Ola Nordmann", True, False, None)
    assert set(kept.identities.values_list("source", "key")) == {("mail", "ola@x.no"), ("forum:old", "12")}
    assert facts.words == ["identity_added", "identity_added", "flagged"]
    assert (facts[2]["actor"], facts[2]["counterpart"]) == (actor.person, card.id)


def test_only_hosts_add_people() -> None:
    for actor in (member(), VISITOR):
        with recording() as facts, pytest.raises(Refused):
            add_person(actor=actor, name="Ola")
        assert facts.rows == []
    assert not Person.objects.filter(name="Ola").exists()


@pytest.mark.parametrize(
    ("source", "key"),
    [("mail", "no address"), ("Forum", "1"), ("forum:", "1"), ("forum", " "), ("forum", "k" * 321), ("a b", "1")],
)
def test_an_identity_without_form_is_invalid(source: str, key: str) -> None:
    with pytest.raises(Invalid):
        add_person(actor=HOUSE, name="Ola", identities=((source, key),))
    assert not Person.objects.exists()


def test_two_people_are_never_known_by_the_same() -> None:
    add_person(actor=HOUSE, name="Ola", identities=(("forum", "1"),))
    other = add_person(actor=HOUSE, name="Per")
    with recording() as facts, pytest.raises(Invalid, match="Somebody else"):
        add_identity(actor=HOUSE, person=other.id, source="forum", key="1")
    assert facts.rows == []
    assert Identity.objects.get().person.name == "Ola"


def test_a_merged_person_is_nobody_else() -> None:
    first = add_person(actor=HOUSE, name="Ola", identities=(("forum", "1"),))
    second = add_person(actor=HOUSE, name="Ola N.")
    set_alias(second.id, first.id)
    with recording() as facts:
        add_identity(actor=HOUSE, person=second.id, source="forum", key="1")
    assert facts.rows == []


def test_nobody_claims_an_identity_for_themself() -> None:
    mia = member()
    with pytest.raises(Refused):
        add_identity(actor=mia, person=mia.person or 0, source="stackexchange:beer", key="12")
    assert not Identity.objects.exists()


def test_joining_is_kept_once_with_its_own_time() -> None:
    ola = add_person(actor=HOUSE, name="Ola")
    with recording() as facts:
        join_community(actor=HOUSE, person=ola.id, at=on(2019))
        join_community(actor=HOUSE, person=ola.id, at=on(2021))
    assert [(row["word"], row["actor"], row["occurred_at"]) for row in facts.rows] == [("joined", ola.id, on(2019))]
    assert Person.objects.get().joined_at == on(2019)


def test_nobody_joins_in_the_future_or_for_another() -> None:
    ola = add_person(actor=HOUSE, name="Ola")
    with pytest.raises(Invalid, match="future"):
        join_community(actor=HOUSE, person=ola.id, at=on(2999))
    with pytest.raises(Refused):
        join_community(actor=member(), person=ola.id)
    with pytest.raises(NotFound):
        join_community(actor=VISITOR, person=ola.id)
    assert Person.objects.get(pk=ola.id).joined_at is None


def test_flags_are_facts_only_where_they_change_something() -> None:
    ola = add_person(actor=HOUSE, name="Ola")
    actor = host()
    with recording() as facts:
        set_flags(actor=actor, person=ola.id, bot=True)
        set_flags(actor=actor, person=ola.id, bot=True)
        assert set_flags(actor=actor, person=ola.id, staff=True).is_bot
    assert [row["payload"] for row in facts.rows] == [{"staff": False, "bot": True}, {"staff": True, "bot": True}]
    with pytest.raises(Refused):
        set_flags(actor=member(), person=ola.id, staff=False)
    assert Person.objects.get(pk=ola.id).is_staff


def test_a_role_begins_and_ends_once() -> None:
    ola, actor = add_person(actor=HOUSE, name="Ola"), host()
    with recording() as facts:
        first = give_role(actor=actor, person=ola.id, role="mentor")
        assert give_role(actor=actor, person=ola.id, role="mentor") == first
        end_role(actor=actor, person=ola.id, role="mentor")
        end_role(actor=actor, person=ola.id, role="mentor")
        second = give_role(actor=actor, person=ola.id, role="mentor")
    assert [(row["word"], row["actor"], row["counterpart"], row["about"]) for row in facts.rows] == [
        ("role_given", actor.person, ola.id, f"people.role:{first}"),
        ("role_ended", actor.person, ola.id, f"people.role:{first}"),
        ("role_given", actor.person, ola.id, f"people.role:{second}"),
    ]
    held = RoleHeld.objects.order_by("pk")
    assert [row.until_at is None for row in held] == [False, True]


OWNER_OF_ALL = frozenset({OWNER})


@pytest.mark.parametrize(
    ("roles", "role", "ok"),
    [
        (frozenset({HOST}), "mentor", True),
        (frozenset({HOST}), HOST, False),
        (frozenset({HOST}), OWNER, False),
        (OWNER_OF_ALL, HOST, True),
        (OWNER_OF_ALL, OWNER, True),
        (frozenset({"mentor"}), "mentor", False),
        (frozenset(), "mentor", False),
    ],
)
def test_owners_give_powers_and_hosts_give_roles(roles: frozenset[str], role: str, ok: bool) -> None:
    ola, actor = add_person(actor=HOUSE, name="Ola"), member("Somebody", roles=roles)
    with recording() as facts:
        if ok:
            give_role(actor=actor, person=ola.id, role=role)
            end_role(actor=HOUSE, person=ola.id, role=role) if role != OWNER else None
        else:
            with pytest.raises(Refused):
                give_role(actor=actor, person=ola.id, role=role)
    assert bool(facts.rows) is ok
    assert RoleHeld.objects.exists() is ok


def test_a_role_is_a_word() -> None:
    ola = add_person(actor=HOUSE, name="Ola")
    for role in ("", "Mentor", "two words", "m" * 41):
        with pytest.raises(Invalid):
            give_role(actor=HOUSE, person=ola.id, role=role)


def test_the_database_itself_refuses_a_second_open_role_and_a_reversed_one() -> None:
    ola = Person.objects.create(name="Ola")
    RoleHeld.objects.create(person=ola, role="mentor", from_at=on(2020))
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHeld.objects.create(person=ola, role="mentor", from_at=on(2021))
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHeld.objects.create(person=ola, role="speaker", from_at=on(2021), until_at=on(2020))


def test_the_database_itself_refuses_addresses_in_capitals() -> None:
    ola = Person.objects.create(name="Ola")
    with pytest.raises(IntegrityError), transaction.atomic():
        Identity.objects.create(person=ola, source="mail", key="Ola@x.no")


def test_the_house_and_visitors() -> None:
    assert (HOUSE.is_host, HOUSE.is_owner, HOUSE.is_member, HOUSE.is_anonymous) == (True, True, False, False)
    assert (VISITOR.is_host, VISITOR.is_member, VISITOR.is_anonymous) == (False, False, True)
    assert Actor.anonymous() == VISITOR


@pytest.mark.parametrize("name", ["\u200b\u200b", "\u2060 \u00ad"])
def test_a_name_in_which_nothing_can_be_seen_is_none(name: str) -> None:
    assert person_name(name) == ""


@pytest.mark.parametrize("name", ["joe@example.org", "Joe (joe@example.org)"])
def test_a_name_holds_no_address(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        open_account(email="joe@example.org", name=name)
    assert refused.value.errors == {"name": "A name is shown to everybody: an e-mail address has no place in it."}
    open_account(email="joe@example.org", name="Joe @ the mill")
