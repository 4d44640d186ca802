"""Who keeps a step until the quarter ends; and a new ladder that leaves people where they are."""

from datetime import date, timedelta

import pytest

from belong.ground.kernel.public import Refused, frozen
from belong.ground.people.public import Actor
from belong.insight.journey.public import (
    Descent,
    choose_ladder,
    descending,
    descents,
    explain_person,
    history_of,
    moves_in,
    override_stage,
    people_at_stage,
    presets,
)
from belong.insight.journey.tests.lives import HOUSE, Following, asked, day, fold_new_ladders, joined, somebody

pytestmark = pytest.mark.django_db
FIRST, TAMARACK, SEVEN = presets()
CHOSEN = day("2016-02-10")


def choose(preset: object, key: str = "") -> None:
    card = preset
    choose_ladder(
        actor=HOUSE,
        key=key or card.key,  # type: ignore[attr-defined]
        name=card.name,  # type: ignore[attr-defined]
        stages=[dict(stage) for stage in card.stages],  # type: ignore[attr-defined]
        descend=card.descend,  # type: ignore[attr-defined]
        reason="We try it.",
    )
    fold_new_ladders()


@pytest.fixture
def people(follow: Following) -> list[int]:
    """Six members since January, who asked in that order; a member of the staff did so, too."""
    found = [somebody(f"Person {number}") for number in range(6)]
    staff = somebody("Staff", staff=True)
    for number, person in enumerate([*found, staff]):
        joined(person, day("2016-01-01") + timedelta(days=number))
        asked(person, day("2016-01-20") + timedelta(days=number))
    follow()
    return found


def test_a_new_ladder_with_the_same_key_moves_nobody_and_the_since_stays(people: list[int]) -> None:
    with frozen(CHOSEN):
        before = [(row.person.id, row.since) for row in people_at_stage(HOUSE, "partner").items]
        choose(FIRST, key="other")
    with frozen(CHOSEN + timedelta(days=1)):
        assert [(row.person.id, row.since) for row in people_at_stage(HOUSE, "partner").items] == before
        assert [person for person, _ in before] == people[::-1]
        pages, cursor = [], None
        while True:
            page = people_at_stage(HOUSE, "partner", cursor=cursor, limit=2)
            pages += [row.person.id for row in page.items]
            cursor = page.next
            if cursor is None:
                break
        assert pages == people[::-1]
        assert moves_in(HOUSE, CHOSEN.date()).total == 0
        stay = history_of(HOUSE, people[0])[-1]
        assert (stay.move, stay.before, stay.is_move, stay.since) == ("ladder", "partner", False, day("2016-01-20"))


def test_where_keys_differ_it_is_a_move_by_the_ladder(people: list[int]) -> None:
    with frozen(CHOSEN):
        choose(SEVEN)
    with frozen(CHOSEN + timedelta(days=1)):
        stay = history_of(HOUSE, people[0])[-1]
        assert (stay.move, stay.before, stay.stage, stay.is_move) == ("ladder", "partner", "trust", True)
        assert stay.since == CHOSEN


def test_who_keeps_a_step_until_the_quarter_ends_is_counted_and_named(people: list[int]) -> None:
    with frozen(CHOSEN):
        assert descents(HOUSE) == []
        choose(TAMARACK)
    with frozen(CHOSEN + timedelta(days=1)):
        (figure,) = descents(HOUSE)
        assert (figure.people, figure.last_day) == (6, date(2016, 3, 31))
        found: list[Descent] = []
        cursor = None
        while True:
            page = descending(HOUSE, cursor=cursor, limit=2)
            assert page.total == 6
            found += page.items
            cursor = page.next
            if cursor is None:
                break
        assert [row.person.id for row in found] == people[::-1]
        assert {(row.name, row.after, row.last_day) for row in found} == {("Partner", "Explorer", date(2016, 3, 31))}
        told = explain_person(HOUSE, people[0])
        assert told.stage is not None and told.evidence is not None
        assert (told.stage.key, told.evidence.key, told.kept_until) == ("partner", "explorer", date(2016, 3, 31))
    with frozen(day("2016-04-02")):
        assert descents(HOUSE) == []
        assert explain_person(HOUSE, people[0]).kept_until is None


def test_in_the_last_month_of_a_quarter_the_one_after_is_looked_at_too(people: list[int]) -> None:
    with frozen(day("2016-03-15")):
        choose(TAMARACK)
    with frozen(day("2016-03-16")):
        (figure,) = descents(HOUSE)
        assert (figure.people, figure.last_day) == (6, date(2016, 6, 30))


def test_a_host_s_word_and_a_ladder_without_descents_keep_nobody_until_a_day(
    people: list[int], follow: Following
) -> None:
    with frozen(CHOSEN):
        choose(TAMARACK)
    with frozen(CHOSEN + timedelta(days=1)):
        override_stage(actor=HOUSE, person=people[0], stage="partner", reason="She hosts.", until=date(2016, 5, 1))
        follow()
    with frozen(CHOSEN + timedelta(days=2)):
        assert explain_person(HOUSE, people[0]).kept_until is None
        assert {row.person.id for row in descending(HOUSE).items} == set(people[1:])
        choose(SEVEN)
    with frozen(CHOSEN + timedelta(days=3)):
        assert descents(HOUSE) == []


def test_they_are_for_hosts() -> None:
    for ask in (descents, descending):
        with pytest.raises(Refused):
            ask(Actor(person=1, roles=frozenset()))
