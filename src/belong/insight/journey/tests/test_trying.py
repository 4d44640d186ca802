"""A ladder tried: what it says is what choosing it brings; nothing of it is stored."""

from datetime import date
from typing import Any

import pytest

from belong.ground.kernel.public import Invalid, Refused, frozen
from belong.ground.people.public import Actor
from belong.ground.segments.public import dump, parse
from belong.insight.journey.models import Ladder
from belong.insight.journey.public import choose_ladder, current_ladder, presets, stages_of, try_ladder
from belong.insight.journey.tests.lives import (
    HOUSE,
    Following,
    all_spans,
    all_stays,
    answered,
    asked,
    day,
    fold_new_ladders,
    joined,
    somebody,
)

pytestmark = pytest.mark.django_db
NOW = day("2016-02-15")
FIRST, TAMARACK, SEVEN = presets()
STAGES: list[dict[str, Any]] = [dict(stage) for stage in FIRST.stages]


def changed(place: int, criterion: dict[str, Any]) -> dict[str, Any]:
    """The first ladder with another criterion at one stage."""
    stages = [dict(stage) for stage in STAGES]
    stages[place]["criterion"] = criterion
    return {"key": "other", "name": "Other", "stages": stages}


@pytest.fixture
def people(follow: Following) -> list[int]:
    found = [somebody(f"Person {number}") for number in range(6)]
    for person in found:
        joined(person, day("2016-01-01"))
    for person in found[:3]:
        asked(person, day("2016-01-02"))
    answered(found[3], found[0], day("2016-01-03"))
    staff = somebody("Staff", staff=True)
    joined(staff, day("2016-01-01"))
    asked(staff, day("2016-01-02"))
    follow()
    return found


def test_the_first_preset_is_the_ladder_that_everybody_begins_with() -> None:
    card = current_ladder()
    assert (FIRST.key, FIRST.name, FIRST.descend) == (card.key, card.name, card.descend)
    assert [(each["key"], each["name"], dump(parse(each["criterion"]))) for each in FIRST.stages] == [
        (stage.key, stage.name, stage.criterion) for stage in card.stages
    ]


def test_the_same_ladder_moves_nobody(people: list[int]) -> None:
    with frozen(NOW):
        trial = try_ladder(actor=HOUSE, key="same", name="Same", stages=STAGES)
    assert (trial.up, trial.down, trial.placed, trial.people.total) == (0, 0, 0, 0)
    assert [(each.stage.key, each.now, each.then) for each in trial.stages][1:3] == [
        ("member", 2, 2),
        ("partner", 4, 4),
    ]


def test_up_is_what_choosing_it_brings_at_once(people: list[int]) -> None:
    ladder = changed(3, {"measure": "count", "kinds": ["answered"], "at_least": 1})
    stays, spans = all_stays(), all_spans()
    with frozen(NOW):
        trial = try_ladder(actor=HOUSE, **ladder)
        assert (trial.up, trial.down, trial.placed) == (1, 0, 0)
        (row,) = trial.people.items
        assert (row.person.id, row.before, row.after, row.sort, row.holds) == (
            people[3],
            "Partner",
            "Associate",
            "up",
            True,
        )
        assert row.why == "Answered"
        assert (all_stays(), all_spans(), Ladder.objects.count()) == (stays, spans, 1)
        choose_ladder(actor=HOUSE, **ladder, reason="Answers matter")
    fold_new_ladders()
    assert {person: stage.key for person, stage in stages_of(HOUSE, people, day("2016-02-16")).items()} == {
        **dict.fromkeys(people[:3], "partner"), people[3]: "associate", **dict.fromkeys(people[4:], "member")
    }  # fmt: skip


@pytest.mark.parametrize(("descend", "down"), [("quarter", 3), ("at_once", 3), ("never", 0)])
def test_down_names_what_is_missing(people: list[int], descend: str, down: int) -> None:
    ladder = changed(2, {"measure": "count", "kinds": ["answered"], "at_least": 1})
    with frozen(NOW):
        trial = try_ladder(actor=HOUSE, **ladder, descend=descend)
        assert (trial.up, trial.down) == (0, down)
        first = try_ladder(actor=HOUSE, **ladder, descend=descend, sort="down", limit=2)
        rest = try_ladder(actor=HOUSE, **ladder, descend=descend, sort="down", limit=2, cursor=first.people.next)
    if down:
        names = [row.person.id for row in (*first.people.items, *rest.people.items)]
        assert names == people[:3] and first.people.total == 3
        assert {(row.before, row.after, row.why) for row in first.people.items} == {
            ("Partner", "Member", "1 more act (answered)")
        }


def test_stages_of_other_keys_place_everybody_anew(people: list[int]) -> None:
    with frozen(NOW):
        trial = try_ladder(actor=HOUSE, key=SEVEN.key, name=SEVEN.name, stages=SEVEN.stages, descend=SEVEN.descend)
    assert (trial.up, trial.down, trial.placed) == (0, 0, 6)
    assert {each.stage.key: each.then for each in trial.stages if each.then} == {"like": 2, "trust": 4}
    assert trial.gone == (
        ("Explorer", 0),
        ("Member", 2),
        ("Partner", 4),
        ("Associate", 0),
        ("Community of practice", 0),
    )


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.key)
def test_each_preset_can_be_tried_and_chosen(people: list[int], preset: Any) -> None:
    given = {"key": preset.key, "name": preset.name, "stages": preset.stages, "descend": preset.descend}
    try_ladder(actor=HOUSE, **given)
    assert choose_ladder(actor=HOUSE, **given).key == preset.key
    assert preset.about


def test_what_is_no_ladder_is_refused_at_its_clause_and_members_try_none() -> None:
    with pytest.raises(Invalid) as refused:
        try_ladder(actor=HOUSE, **changed(2, {"measure": "count", "at_least": "three"}))
    assert list(refused.value.errors) == ["stages[2].criterion.at_least"]
    with pytest.raises(Refused):
        try_ladder(actor=Actor(person=1, roles=frozenset()), key="x", name="X", stages=STAGES)
    with pytest.raises(Invalid) as refused:
        choose_ladder(actor=HOUSE, key="x", name="X", stages=STAGES, reason="x" * 1001)
    assert list(refused.value.errors) == ["reason"]


def test_as_of_a_past_day_it_is_tried_by_what_had_happened_then(people: list[int]) -> None:
    ladder = changed(3, {"measure": "count", "kinds": ["answered"], "at_least": 1})
    with frozen(NOW):
        trial = try_ladder(actor=HOUSE, **ladder, as_of=date(2016, 1, 2))
        assert (trial.up, trial.down, trial.placed) == (0, 0, 0)
        assert [(each.stage.key, each.now, each.then) for each in trial.stages][1:3] == [
            ("member", 3, 3),
            ("partner", 3, 3),
        ]
        trial = try_ladder(actor=HOUSE, **ladder, as_of=date(2016, 1, 3))
        assert (trial.up, trial.at) == (1, day("2016-01-04"))
