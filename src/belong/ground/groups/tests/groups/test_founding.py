"""Who opens a group, under which address, and what is no group."""

import pytest
from django.db import IntegrityError, transaction

from belong.ground.groups.models import Group, Membership
from belong.ground.groups.public import (
    found_group,
    join_group,
)
from belong.ground.groups.tests.groups.founding import actor_for_person, founded
from belong.ground.kernel.public import Invalid, Refused
from belong.ground.people.tests.support import (
    HOUSE,
    VISITOR,
    host,
    member,
    on,
    pk,
    recording,
)

pytestmark = pytest.mark.django_db


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
    for key in ("a", "b"):
        with pytest.raises(Invalid) as wrong:
            found_group(actor=actor_for_person(hanna, first), **{**given, "summary": "Anew."}, request_key=key)
        assert wrong.value.errors == {"name": "There is a group of this name already."}


def test_a_name_that_another_group_has_is_refused_unless_it_would_tell_of_a_secret_one() -> None:
    hanna = host()
    founded("Ärzte")
    founded("Straße")
    founded("Smugglers", "secret")
    with recording() as facts:
        for name in ("Ärzte", " ärzte", "ÄRZTE", "STRASSE"):
            with pytest.raises(Invalid) as wrong:
                founded(name, actor=hanna)
            assert wrong.value.errors == {"name": "There is a group of this name already."}
        assert facts.rows == []
        assert founded("Smugglers", actor=hanna).slug == "smugglers-2"


def test_the_key_of_a_form_opens_no_group_to_others() -> None:
    given = {"name": "Brewers", "kind": "practice", "audience": "secret"}
    found_group(actor=host("Hanna"), **given, request_key="a")
    with pytest.raises(Invalid, match="other words"):
        found_group(actor=host("Otto"), **given, request_key="a")


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
    ("names", "slugs"),
    [
        (["Beer & Brewing", "Beer, Brewing", "Beer: Brewing"], ["beer-brewing", "beer-brewing-2", "beer-brewing-3"]),
        (["Straße nach Łódź", "Strasse nach Lodz"], ["strasse-nach-lodz", "strasse-nach-lodz-2"]),
        (["Пивоварня"], ["pivovarnya"]),
        (["Ζύθος"], ["zythos"]),
        (["啤酒", "茶"], ["group", "group-2"]),
        (["x" * 120, "x" * 119], ["x" * 80, "x" * 78 + "-2"]),
    ],
)
def test_addresses_are_plain_letters_and_free(names: list[str], slugs: list[str]) -> None:
    assert [founded(name).slug for name in names] == slugs


def test_the_database_itself_refuses_two_open_memberships_and_reversed_ones() -> None:
    card, mia = founded(), member()
    join_group(actor=mia, slug=card.slug)
    for wrong in (
        {"from_at": on(2020)},
        {"from_at": on(2020), "until_at": on(2019)},
        {"role": "king", "from_at": on(2020)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(group_id=card.id, person_id=pk(mia), **wrong)
    for name, value in (("kind", "club"), ("audience", "friends"), ("name", "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Group.objects.filter(pk=card.id).update(**{name: value})
