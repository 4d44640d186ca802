from functools import partial
from uuid import uuid4

import pytest

from belong.ground.groups.public import actor_for
from belong.ground.kernel.public import NotFound, Refused, cards, erasers, exporters, keyed_hash
from belong.ground.ledger.public import set_alias
from belong.ground.people.models import Account, Identity, Permission, Person, RoleHeld
from belong.ground.people.policies import may_see, visible_to
from belong.ground.people.public import (
    Actor,
    LoadedPerson,
    add_person,
    find_identity,
    give_role,
    grant_permission,
    identity_label,
    identity_labels,
    identity_rows,
    load_people,
    make_owner,
    permission_rows,
    person,
    person_cards,
    person_rows,
    persons_by_keys,
    role_rows,
)
from belong.ground.people.tests.support import (
    HOUSE,
    PASSWORD,
    VISITOR,
    account,
    batch,
    complete,
    host,
    member,
    on,
    queries,
    recording,
    undo,
)

pytestmark = pytest.mark.django_db


def ola() -> int:
    return add_person(actor=HOUSE, name="Ola", identities=(("mail", "ola@x.no"), ("forum", "7"))).id


def test_a_person_and_hosts_see_addresses_and_permissions_others_do_not() -> None:
    number = ola()
    grant_permission(actor=HOUSE, person=number, channel="mail", purpose="news", proof="form")
    give_role(actor=HOUSE, person=number, role="mentor")
    uid = Person.objects.get(pk=number).uid
    for actor in (Actor(person=number), host(), HOUSE):
        seen = person(actor, uid)
        assert [(one.source, one.key) for one in seen.identities] == [("forum", "7"), ("mail", "ola@x.no")]
        assert [(one.channel, one.purpose) for one in seen.permissions] == [("mail", "news")]
    other = person(member(), uid)
    assert (other.card.name, other.identities, other.permissions) == ("Ola", (), ())
    assert [role.role for role in other.roles] == ["mentor"]


def test_visitors_see_nobody() -> None:
    uid = Person.objects.get(pk=ola()).uid
    with pytest.raises(NotFound):
        person(VISITOR, uid)
    with pytest.raises(NotFound):
        person(member(), uuid4())


def test_a_merged_person_is_shown_as_who_they_are() -> None:
    first, second = ola(), add_person(actor=HOUSE, name="Ola N.", identities=(("forum", "8"),)).id
    set_alias(second, first)
    merged = Person.objects.get(pk=second)
    seen = person(HOUSE, merged.uid)
    assert (seen.card.id, seen.card.name) == (first, "Ola")
    assert [one.key for one in seen.identities] == ["7", "8", "ola@x.no"]
    assert person_cards([second])[second].id == first
    assert find_identity("forum:8") == first
    assert identity_labels([first, second]) == {first: "forum:7", second: "forum:7"}


def test_may_see_and_visible_to_are_one_rule() -> None:
    complete_one, open_one, undone = batch(), batch(), batch()
    for number, source in ((complete_one, "a"), (open_one, "b"), (undone, "c")):
        load_people(number, source, [LoadedPerson("1", source)])
    complete(complete_one)
    undo(undone)
    gone = ola()
    erasers()["people"][1](gone)
    ola_again = ola()
    for actor in (VISITOR, member(), host(), HOUSE, Actor(person=ola_again)):
        seen = set(visible_to(actor))
        for somebody in Person.objects.all():
            assert may_see(actor, somebody).ok is (somebody in seen), (actor, somebody.name)
    assert set(visible_to(HOUSE).values_list("name", flat=True)) == {"a", "Ola", "Mia", "Hanna"}


def test_labels_are_the_same_for_the_same_state_and_hide_addresses() -> None:
    number, by_mail = ola(), add_person(actor=HOUSE, name="Per", identities=(("mail", "per@x.no"),)).id
    made, nobody = account("kim@x.no"), add_person(actor=HOUSE, name="Nobody").id
    digest = keyed_hash("per@x.no", purpose="people.mail").hex()[:12]
    assert identity_label("mail", "per@x.no") == f"mail:{digest}"
    assert identity_label("stackexchange:beer", "12") == "stackexchange:beer:12"
    assert identity_labels([number, by_mail, made.person_id, nobody]) == {
        number: "forum:7",
        by_mail: f"mail:{digest}",
        made.person_id: identity_label("mail", "kim@x.no"),
        nobody: f"belong:{Person.objects.get(pk=nobody).uid}",
    }


def test_every_label_leads_back_to_its_person() -> None:
    people = [
        ola(),
        add_person(actor=HOUSE, name="Per", identities=(("mail", "per@x.no"),)).id,
        account("kim@x.no").person_id,
        add_person(actor=HOUSE, name="Nobody").id,
        add_person(actor=HOUSE, name="Odd", identities=(("a:b", "c:d"),)).id,
    ]
    labels = identity_labels(people)
    assert {find_identity(label) for label in labels.values()} == set(people)
    assert find_identity("mail:PER@x.no") == people[1]
    assert find_identity("mail:kim@x.no") == people[2]
    for unknown in (
        "",
        ":",
        "forum",
        "forum:",
        "forum:77",
        "mail:a@b.c",
        "mail:000000000000",
        "belong:x",
        f"belong:{uuid4()}",
    ):
        assert find_identity(unknown) is None, unknown


def test_reads_cost_the_same_for_one_and_for_fifty() -> None:
    ids = [add_person(actor=HOUSE, name=f"P{n}", identities=(("forum", str(n)),)).id for n in range(50)]
    for wanted in (ids[:1], ids):
        assert queries(partial(person_cards, wanted)) == 1
        assert queries(partial(identity_labels, wanted)) == 1
        assert queries(partial(cards, HOUSE, [f"people.person:{number}" for number in wanted])) == 1
    assert len(person_cards(ids)) == len(identity_labels(ids)) == 50
    assert queries(lambda: person_cards([])) == 0
    uid = Person.objects.get(pk=ids[0]).uid
    before = queries(lambda: person(HOUSE, uid))
    for n in range(50):
        Identity.objects.create(person_id=ids[0], source="handle", key=str(n))
        RoleHeld.objects.create(person_id=ids[0], role=f"r{n}", from_at=on(2020))
        Permission.objects.create(person_id=ids[0], channel="mail", purpose=f"p{n}", granted_at=on(2020))
    assert queries(lambda: person(HOUSE, uid)) == before == 7


def test_cards_are_for_those_who_may_see_them() -> None:
    number = ola()
    permission = grant_permission(actor=HOUSE, person=number, channel="mail", purpose="news", proof="form")
    role = give_role(actor=HOUSE, person=number, role="mentor")
    refs = [f"people.person:{number}", f"people.permission:{permission}", f"people.role:{role}"]
    assert set(cards(Actor(person=number), refs)) == set(cards(host(), refs)) == set(refs)
    assert set(cards(member(), refs)) == {refs[0], refs[2]}
    assert cards(VISITOR, refs) == {}
    assert cards(HOUSE, refs)[refs[0]].title == "Ola"


def test_relations_give_what_stands_under_the_canonical_person() -> None:
    first, second = ola(), add_person(actor=HOUSE, name="Ola N.", identities=(("forum", "8"),)).id
    set_alias(second, first)
    give_role(actor=HOUSE, person=second, role="mentor")
    grant_permission(actor=HOUSE, person=second, channel="mail", purpose="news", proof="form")
    load_people(batch("b"), "b", [LoadedPerson("1", "Open")])
    assert {(row["id"], row["who"]) for row in person_rows()} == {(first, first), (second, first)}
    assert {(row["who"], row["source"], row["key"]) for row in identity_rows()} == {
        (first, "mail", "ola@x.no"),
        (first, "forum", "7"),
        (first, "forum", "8"),
    }
    assert [(row["who"], row["role"], row["until_at"]) for row in role_rows()] == [(first, "mentor", None)]
    assert [(row["who"], row["channel"], row["until_at"]) for row in permission_rows()] == [(first, "mail", None)]


def test_who_is_erased_leaves_numbers_and_no_words() -> None:
    made = account("ola@x.no", "Ola Nordmann")
    number = made.person_id
    grant_permission(actor=HOUSE, person=number, channel="mail", purpose="news", proof="said Ola Nordmann")
    give_role(actor=HOUSE, person=number, role="mentor")
    source = batch("list")
    load_people(source, "list", [LoadedPerson("7", "Ola", identities=(("mail", "per@x.no"),))])
    complete(source)
    twin = persons_by_keys("list", ["7"])["7"]
    set_alias(twin, number)
    with recording() as facts:
        erasers()["people"][1](number)
    assert facts.words == ["permission_withdrawn", "role_ended", "account_closed"]
    assert not Account.objects.exists()
    assert set(Person.objects.values_list("name", flat=True)) == {""}
    assert Permission.objects.get().proof == ""
    assert all(key.startswith("erased:") for key in Identity.objects.values_list("key", flat=True))
    assert person_cards([number])[number].name == "Former member"
    assert visible_to(HOUSE).count() == 0
    assert actor_for(made.pk).is_anonymous
    with recording() as facts:
        erasers()["people"][1](number)
    assert facts.rows == []


def test_an_archive_that_comes_again_does_not_bring_an_erased_person_back() -> None:
    rows = [LoadedPerson("7", "Ola Nordmann", on(2015), identities=(("mail", "ola@x.no"),))]
    first = batch("list")
    number = load_people(first, "list", rows).ids["7"]
    complete(first)
    erasers()["people"][1](number)
    again = load_people(batch("list"), "list", rows)
    assert (again.created, again.matched, again.ids) == (0, 1, {"7": number})
    undo(first)
    third = batch("list")
    back = load_people(third, "list", rows)
    assert (back.created, back.adopted, back.ids) == (0, 1, {"7": number})
    complete(third)
    assert persons_by_keys("list", ["7"]) == {"7": number}
    assert persons_by_keys("list", ["7"], erased=False) == {}
    kept = Person.objects.get()
    assert (kept.name, kept.batch_id) == ("", third)
    assert all(key.startswith("erased:") for key in Identity.objects.values_list("key", flat=True))


def test_the_last_owner_is_not_erased() -> None:
    made = make_owner("ada@x.org", PASSWORD, "Ada")
    with pytest.raises(Refused):
        erasers()["people"][1](made.person_id)
    assert Person.objects.get().name == "Ada"


def test_the_person_is_handed_all_that_is_kept_of_them() -> None:
    made = account("ola@x.no", "Ola")
    grant_permission(actor=HOUSE, person=made.person_id, channel="mail", purpose="news", proof="form")
    given = exporters()["people"](made.person_id)
    assert given["persons"][0]["name"] == "Ola"  # type: ignore[index]
    assert given["accounts"][0]["email"] == "ola@x.no"  # type: ignore[index]
    assert given["permissions"][0]["proof"] == "form"  # type: ignore[index]
