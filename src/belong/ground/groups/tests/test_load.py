from dataclasses import replace

import pytest

from belong.ground.groups.models import Group, GroupUse, Membership
from belong.ground.groups.public import (
    LoadedGroup,
    LoadedMembership,
    found_group,
    group,
    groups,
    groups_by_keys,
    leave_group,
    load_group,
    load_groups,
    load_memberships,
    membership_rows,
    open_group,
)
from belong.ground.kernel.public import NotFound
from belong.ground.people.public import LoadedPerson, RefusedRow, Wrong, load_people
from belong.ground.people.tests.support import HOUSE, batch, complete, member, on, recording, undo

pytestmark = pytest.mark.django_db

BEER = LoadedGroup("beer", "Beer", founded_at=on(2014))
PEOPLE = [LoadedPerson("1", "Anna", on(2014)), LoadedPerson("2", "Ben", on(2014))]


def test_an_import_makes_its_group_for_members_of_the_community() -> None:
    number = batch("se")
    with recording() as facts:
        made = load_group(number, "se", replace(BEER, audience="public"))
    kept = Group.objects.get()
    assert (kept.pk, kept.slug, kept.name, kept.kind, kept.audience, kept.founded_at, kept.batch_id) == (
        made,
        "beer",
        "Beer",
        "interest",
        "members",
        on(2014),
        number,
    )
    assert [(row["word"], row["actor"], row["group"], row["occurred_at"], row["backfill"]) for row in facts.rows] == [
        ("founded", None, made, on(2014), True)
    ]
    with pytest.raises(NotFound):
        group(HOUSE, "beer")
    complete(number)
    assert group(member(), "beer").name == "Beer"
    undo(number)
    assert list(groups(HOUSE).items) == []


def test_secret_and_private_groups_stay_so() -> None:
    number = batch("se")
    load_groups(number, "se", [replace(BEER, key=key, name=key, audience=key) for key in ("private", "secret")])
    assert set(Group.objects.values_list("name", "audience")) == {("private", "private"), ("secret", "secret")}


def test_a_group_without_a_known_beginning_has_no_fact_of_it() -> None:
    with recording() as facts:
        load_group(batch("se"), "se", replace(BEER, founded_at=None))
    assert facts.rows == []


def test_loading_again_finds_the_group_again() -> None:
    first, later = batch("se"), batch("se")
    made = load_group(first, "se", BEER)
    with recording() as facts:
        assert load_group(first, "se", BEER) == made
        assert load_group(later, "se", replace(BEER, name="Other")) == made
    assert facts.rows == []
    assert Group.objects.get().name == "Beer"
    assert groups_by_keys(later, "se", ["beer", "wine"]) == {"beer": made}


def test_a_group_of_two_imports_stands_while_one_of_them_does() -> None:
    first, later = batch("se"), batch("se")
    load_group(first, "se", BEER)
    complete(first)
    load_group(later, "se", BEER)
    complete(later)
    undo(first)
    assert group(HOUSE, "beer").name == "Beer"
    undo(later)
    with pytest.raises(NotFound):
        group(HOUSE, "beer")


def test_two_imports_at_the_same_time_share_a_group_of_the_same_name() -> None:
    one, other = batch("beer"), batch("wine")
    made = load_group(one, "beer", replace(BEER, name="Shared"))
    assert load_group(other, "wine", LoadedGroup("wine", "SHARED")) == made
    with pytest.raises(NotFound):
        group(HOUSE, "shared")
    complete(other)
    assert group(HOUSE, "shared").name == "Shared"
    undo(one)
    assert group(HOUSE, "shared").id == made
    assert load_group(batch("beer"), "beer", replace(BEER, name="Shared")) == made
    undo(other)
    with pytest.raises(NotFound):
        group(HOUSE, "shared")


def test_a_closed_group_of_an_import_under_way_is_not_shared() -> None:
    made = load_group(batch("beer"), "beer", replace(BEER, audience="private"))
    assert load_group(batch("wine"), "wine", LoadedGroup("wine", "Beer")) != made


def test_a_group_that_only_undone_imports_spoke_of_is_not_shared() -> None:
    one = batch("beer")
    made = load_group(one, "beer", BEER)
    undo(one)
    assert load_group(batch("wine"), "wine", LoadedGroup("wine", "Beer")) != made


def test_a_group_of_the_same_name_is_taken_as_it_is() -> None:
    card = found_group(actor=HOUSE, name="BEER", kind="circle", audience="public")
    number = batch("se")
    with recording() as facts:
        assert load_group(number, "se", BEER) == card.id
    complete(number)
    undo(number)
    assert (group(HOUSE, "beer").kind, group(HOUSE, "beer").audience) == ("circle", "public")
    assert [row for row in facts.rows if row["word"] == "founded"] == []


@pytest.mark.parametrize("audience", ["private", "secret"])
def test_an_archive_never_posts_into_a_closed_group_of_the_same_name(audience: str) -> None:
    closed = found_group(actor=HOUSE, name="Beer", kind="circle", audience=audience)
    number = batch("se")
    load_people(number, "se", PEOPLE)
    made = load_group(number, "se", BEER)
    load_memberships(number, "se", [LoadedMembership("beer", "1", on(2015), role="leader")])
    complete(number)
    assert made != closed.id
    assert (group(HOUSE, "beer-2").id, group(HOUSE, "beer-2").members) == (made, 1)
    assert (group(HOUSE, "beer").audience, group(HOUSE, "beer").members) == (audience, 0)
    assert load_group(batch("se"), "se", BEER) == made


def test_an_undone_group_comes_back_under_its_id_as_it_first_came() -> None:
    first = batch("se")
    made = load_group(first, "se", BEER)
    complete(first)
    open_group(actor=HOUSE, slug="beer", audience="public")
    undo(first)
    second = batch("se")
    with recording() as facts:
        done = load_groups(second, "se", [BEER])
    assert (done.created, done.adopted, done.ids) == (0, 1, {"beer": made})
    assert facts.words == ["founded"]
    complete(second)
    assert (group(HOUSE, "beer").id, group(HOUSE, "beer").audience) == (made, "members")


def test_an_undone_group_leaves_its_name_but_not_its_address() -> None:
    first = batch("se")
    load_group(first, "se", BEER)
    undo(first)
    assert found_group(actor=HOUSE, name="Beer", kind="interest", audience="members").slug == "beer-2"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (replace(BEER, name=" "), "A group needs a name."),
        (
            replace(BEER, kind="club"),
            "'club' is no kind of group: choose one of interest, practice, chapter, support, circle.",
        ),
        (replace(BEER, audience="x"), "'x' is no audience: choose one of public, members, private, secret."),
        (replace(BEER, key=""), "The key is empty or has characters that no key has."),
        (replace(BEER, founded_at=on(2999)), "The instant of founding is in the future."),
    ],
)
def test_a_bad_group_is_refused_in_words(row: LoadedGroup, reason: str) -> None:
    number = batch("se")
    done = load_groups(number, "se", [row, replace(BEER, key="ok")])
    assert (done.refused, list(done.ids)) == ((RefusedRow(0, reason),), ["ok"])
    with pytest.raises(Wrong):
        load_group(number, "se", row)


def ready() -> tuple[int, dict[str, int]]:
    """A complete import with two people and a group."""
    number = batch("se")
    persons = load_people(number, "se", PEOPLE).ids
    load_group(number, "se", BEER)
    return number, persons


def test_memberships_come_with_their_roles_and_facts() -> None:
    number, persons = ready()
    rows = [
        LoadedMembership("beer", "1", on(2015), role="leader"),
        LoadedMembership("beer", "2", on(2015), on(2016)),
        LoadedMembership("beer", "2", on(2015), on(2016)),
    ]
    with recording() as facts:
        done = load_memberships(number, "se", rows)
    made = Group.objects.get().pk
    assert (done.created, done.matched, done.facts) == (2, 1, 3)
    assert [(row["word"], row["actor"], row["group"], row["occurred_at"]) for row in facts.rows] == [
        ("joined_group", persons["1"], made, on(2015)),
        ("joined_group", persons["2"], made, on(2015)),
        ("left_group", persons["2"], made, on(2016)),
    ]
    assert list(membership_rows()) == []
    complete(number)
    assert {(row["who"], row["role"], row["from_at"], row["until_at"]) for row in membership_rows()} == {
        (persons["1"], "leader", on(2015), None),
        (persons["2"], "member", on(2015), on(2016)),
    }
    assert group(HOUSE, "beer").members == 1


def test_bad_memberships_are_refused_in_words() -> None:
    number, _ = ready()
    done = load_memberships(
        number,
        "se",
        [
            LoadedMembership("wine", "1", on(2015)),
            LoadedMembership("beer", "9", on(2015)),
            LoadedMembership("beer", "1", on(2015), role="king"),
            LoadedMembership("beer", "1", on(2015), on(2014)),
        ],
    )
    assert [row.reason for row in done.refused] == [
        "There is no group with the key wine.",
        "There is no person with the key 9.",
        "'king' is no role in a group: choose one of member, leader.",
        "The membership ends before it begins.",
    ]
    assert not Membership.objects.exists()


def test_who_left_here_since_stays_out_when_the_archive_comes_again() -> None:
    number, persons = ready()
    row = LoadedMembership("beer", "1", on(2015))
    load_memberships(number, "se", [row])
    complete(number)
    leave_group(actor=HOUSE, slug="beer", person=persons["1"])
    undo(number)
    again = batch("se")
    load_people(again, "se", PEOPLE)
    load_group(again, "se", BEER)
    done = load_memberships(again, "se", [row, LoadedMembership("beer", "1", on(2016))])
    assert (done.adopted, done.created) == (1, 1)
    complete(again)
    assert group(HOUSE, "beer").members == 0
    assert GroupUse.objects.count() == 2
