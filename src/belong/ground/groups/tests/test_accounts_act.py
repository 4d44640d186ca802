import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from belong.ground.groups.public import actor_for
from belong.ground.kernel.public import Invalid, NotFound, Refused
from belong.ground.people.models import Account, Identity, Person, RoleHeld
from belong.ground.people.public import (
    OWNER,
    LoadedPerson,
    add_identity,
    add_person,
    close_account,
    end_role,
    find_identity,
    give_role,
    load_people,
    make_owner,
    open_account,
    prove_address,
    same_persons,
    verify_identity,
)
from belong.ground.people.tests.support import (
    HOUSE,
    PASSWORD,
    account,
    batch,
    complete,
    host,
    member,
    on,
    recording,
    undo,
)

pytestmark = pytest.mark.django_db


def test_who_signs_up_is_a_new_member_who_has_joined() -> None:
    with recording() as facts:
        made = open_account(email="  Mia@Example.ORG ", password=PASSWORD, name="  Mia   Moreau ")
    person = Person.objects.get()
    assert (made.email, made.person_id, made.is_active) == ("mia@example.org", person.pk, True)
    assert made.check_password(PASSWORD)
    assert (person.name, person.is_staff, person.is_bot, person.batch_id) == ("Mia Moreau", False, False, None)
    assert person.joined_at is not None
    assert [(row["word"], row["actor"], row["about"]) for row in facts.rows] == [
        ("joined", person.pk, f"people.person:{person.pk}"),
        ("account_opened", person.pk, f"people.person:{person.pk}"),
    ]
    assert not Identity.objects.exists()


def test_an_address_that_was_only_typed_does_not_make_somebody_the_person_known_by_it() -> None:
    known = add_person(actor=HOUSE, name="Mia", identities=(("mail", "mia@example.org"),))
    made = account()
    assert made.person_id != known.id
    assert find_identity("mail:mia@example.org") == known.id


def test_a_host_opens_the_account_of_whoever_is_known_by_the_address() -> None:
    known = add_person(actor=HOUSE, name="Mia", identities=(("mail", "mia@example.org"),))
    with recording() as facts:
        made = open_account(email="MIA@example.org", password=PASSWORD, name="Somebody", actor=host())
    assert made.person_id == known.id
    assert Person.objects.get(pk=known.id).name == "Mia"
    assert facts.words[-2:] == ["joined", "account_opened"]
    assert Identity.objects.get().verified_at is not None


def test_who_was_known_by_an_import_and_has_an_account_stays_when_the_import_is_undone() -> None:
    import_ = batch()
    person = load_people(import_, "list", [LoadedPerson("1", "Mia", on(2015), identities=(("mail", "m@x.org"),))]).ids[
        "1"
    ]
    complete(import_)
    made = open_account(email="m@x.org", password=PASSWORD, actor=HOUSE)
    undo(import_)
    assert made.person_id == person
    assert actor_for(made.pk).person == person
    assert Person.objects.get(pk=person).batch_id is None
    assert find_identity("mail:m@x.org") == person


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"password": "short"}, "password"),
        ({"name": "n" * 201}, "name"),
        ({"email": "taken@example.org"}, "email"),
    ],
)
def test_what_cannot_be_taken_is_named_and_nothing_is_kept(given: dict[str, str], field: str) -> None:
    account("taken@example.org")
    with recording() as facts, pytest.raises(Invalid) as invalid:
        open_account(**{"email": "mia@example.org", "password": PASSWORD, "name": "Mia", **given})  # type: ignore[arg-type]
    assert list(invalid.value.errors) == [field]
    assert Account.objects.count() == Person.objects.count() == 1
    assert facts.rows == []


def test_only_hosts_open_an_account_for_somebody() -> None:
    known = add_person(actor=HOUSE, name="Mia")
    with pytest.raises(Refused):
        open_account(email="mia@example.org", password=PASSWORD, person=known.id, actor=member("Max"))
    assert not Account.objects.exists()


def test_one_person_has_one_account() -> None:
    made = account()
    with pytest.raises(Invalid, match="has an account already"):
        open_account(email="other@example.org", password=PASSWORD, person=made.person_id, actor=host())


def test_the_sign_in_library_finds_an_account_however_the_address_is_typed() -> None:
    made = account()
    assert Account.objects.get_by_natural_key(" MIA@example.org") == made
    assert authenticate(None, email="Mia@Example.org", password=PASSWORD) == made
    assert authenticate(None, email="mia@example.org", password="something else") is None


def test_an_account_without_a_password_lets_nobody_in() -> None:
    made = open_account(email="mia@example.org", actor=HOUSE)
    assert not made.has_usable_password()


def test_a_closed_account_is_a_visitor_and_the_person_stays() -> None:
    made = account()
    with recording() as facts:
        close_account(actor=actor_for(made.pk), account=made.pk)
        close_account(actor=HOUSE, account=made.pk)
    assert facts.words == ["account_closed"]
    assert actor_for(made.pk).is_anonymous
    assert Person.objects.get().name == "Mia"
    assert authenticate(None, email="mia@example.org", password=PASSWORD) is None


def test_nobody_closes_anothers_account() -> None:
    made, other = account(), member("Max")
    with recording() as facts, pytest.raises(NotFound):
        close_account(actor=other, account=made.pk)
    assert actor_for(made.pk).is_member
    assert facts.rows == []


def test_make_owner_makes_staff_with_the_role_the_account_and_the_address() -> None:
    with recording() as facts:
        made = make_owner("Ada@Example.org", PASSWORD, "Ada")
    actor = actor_for(made.pk)
    assert (actor.name, actor.staff, actor.roles, actor.is_host, actor.is_owner) == (
        "Ada",
        True,
        frozenset({OWNER}),
        True,
        True,
    )
    assert find_identity("mail:ada@example.org") == made.person_id
    assert facts.words == ["identity_added", "joined", "account_opened", "flagged", "role_given"]
    assert facts[3]["payload"] == {"staff": True, "bot": False}
    assert facts[4]["counterpart"] == made.person_id


def test_make_owner_again_sets_the_password_anew_and_records_nothing() -> None:
    first = make_owner("ada@example.org", PASSWORD, "Ada")
    with recording() as facts:
        again = make_owner("ADA@example.org", "eleven loud geese")
    assert again.pk == first.pk
    assert facts.rows == []
    assert Account.objects.get().check_password("eleven loud geese")
    assert (Person.objects.count(), RoleHeld.objects.count(), Identity.objects.count()) == (1, 1, 1)


def test_make_owner_raises_a_member_and_opens_a_closed_account_again() -> None:
    made = account("ada@example.org", "Ada")
    close_account(actor=HOUSE, account=made.pk)
    with recording() as facts:
        make_owner("ada@example.org", PASSWORD)
    assert facts.words == ["identity_added", "account_opened", "flagged", "role_given"]
    assert actor_for(made.pk).is_owner


def test_make_owner_is_not_for_members() -> None:
    with pytest.raises(NotFound):
        make_owner("ada@example.org", PASSWORD, actor=host())
    assert not Account.objects.exists()


def test_the_last_owner_stays_owner_and_keeps_the_account() -> None:
    first = make_owner("ada@example.org", PASSWORD)
    ada = actor_for(first.pk)
    with recording() as facts:
        with pytest.raises(Refused, match="Somebody must be owner"):
            end_role(actor=ada, person=first.person_id, role=OWNER)
        with pytest.raises(Refused, match="Somebody must be owner"):
            close_account(actor=ada, account=first.pk)
    assert facts.rows == []
    second = make_owner("ben@example.org", PASSWORD)
    end_role(actor=ada, person=first.person_id, role=OWNER)
    assert not actor_for(first.pk).is_owner
    assert actor_for(second.pk).is_owner


def test_an_account_of_somebody_without_it_cannot_count_as_an_owner_who_signs_in() -> None:
    first = make_owner("ada@example.org", PASSWORD)
    give_role(actor=HOUSE, person=member("Ben").person or 0, role=OWNER)
    with pytest.raises(Refused):
        close_account(actor=HOUSE, account=first.pk)


def test_a_confirmed_address_becomes_an_identity() -> None:
    made = account()
    with recording() as facts:
        verify_identity(actor=HOUSE, account=made.pk, email="MIA@example.org")
        verify_identity(actor=HOUSE, account=made.pk, email="mia@example.org")
    assert [(row["word"], row["actor"]) for row in facts.rows] == [("identity_added", made.person_id)]
    kept = Identity.objects.get()
    assert (kept.source, kept.key, kept.person_id) == ("mail", "mia@example.org", made.person_id)
    assert kept.verified_at is not None


def test_a_confirmed_address_of_another_account_is_refused_and_proposed_to_hosts() -> None:
    other = open_account(actor=HOUSE, email="known@example.org", name="Known")
    add_identity(actor=HOUSE, person=other.person_id, source="mail", key="mia@example.org")
    made = account()
    with recording() as facts, pytest.raises(Refused):
        verify_identity(actor=HOUSE, account=made.pk, email="mia@example.org")
    assert facts.rows == []
    assert Identity.objects.get(key="mia@example.org").person.name == "Known"
    assert not prove_address(actor=HOUSE, account=made.pk, email="mia@example.org")
    [proposed] = same_persons(HOUSE).items
    assert {proposed.person.id, proposed.other.id} == {made.person_id, other.person_id}


def test_nobody_confirms_an_address_for_themself() -> None:
    made = account()
    with pytest.raises(Refused):
        verify_identity(actor=actor_for(made.pk), account=made.pk, email="mia@example.org")
    assert not Identity.objects.exists()


def test_the_database_itself_refuses_capitals_and_active_closed_accounts() -> None:
    made = account()
    for change in ({"email": "Mia@example.org"}, {"is_active": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Account.objects.filter(pk=made.pk).update(**change)
