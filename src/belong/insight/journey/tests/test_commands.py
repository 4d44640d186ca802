"""What hosts decide: given, when, then rows and facts and nothing else; who may not changes nothing."""

from datetime import date
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils.translation import override

from belong.ground.kernel.public import Invalid, NotFound, Refused, cards, erasers, exporters, frozen
from belong.ground.ledger.public import facts
from belong.ground.people.public import Actor
from belong.ground.segments.public import Leaf, SpanMeasure, Sql, Who, register_measure
from belong.insight.journey.models import Ladder, Override
from belong.insight.journey.public import (
    choose_ladder,
    current_ladder,
    ladders,
    override_stage,
    overrides_of,
    presets,
    withdraw_override,
)
from belong.insight.journey.tests.lives import HOUSE, TICK, Following, all_stays, asked, assert_rebuilt, day, somebody

pytestmark = pytest.mark.django_db
ANYTHING = {"measure": "count", "at_least": 1}
STAGES = [
    {"key": "guest", "name": "Guest", "criterion": ANYTHING},
    {"key": "friend", "name": "Friend", "criterion": {"measure": "count", "kinds": ["answered"], "at_least": 2}},
]


def recorded() -> list[tuple[str, int | None, int | None, str]]:
    with connection.cursor() as cursor:
        cursor.execute("select id from ledger_fact order by id")
        numbers = [number for (number,) in cursor.fetchall()]
    return [(card.word, card.actor, card.counterpart, card.about) for card in facts(numbers)]


def test_the_first_ladder_is_belonging_since_ever() -> None:
    (ladder,) = ladders()
    assert (ladder.key, ladder.name, ladder.descend, ladder.from_at) == ("belonging", "Belonging", "quarter", None)
    assert [(stage.rank, stage.key, stage.name) for stage in ladder.stages] == [
        (1, "explorer", "Explorer"),
        (2, "member", "Member"),
        (3, "partner", "Partner"),
        (4, "associate", "Associate"),
        (5, "community_of_practice", "Community of practice"),
    ]
    assert all(stage.sentence.startswith("People who ") for stage in ladder.stages)


def test_names_that_came_with_belong_stay_in_the_language_of_who_reads_whoever_chose_them() -> None:
    host = Actor(person=somebody("Host"), roles=frozenset({"host"}))
    with override("de"):
        seven = presets()[2]
        stages = [{**seven.stages[0], "name": "Socio"}, *seven.stages[1:], {**STAGES[0], "name": "Mitglied"}]
        choose_ladder(actor=host, key=seven.key, name=seven.name, stages=stages, descend=seven.descend)
        chosen = current_ladder()
        assert (chosen.name, [stage.name for stage in chosen.stages][:3]) == (
            "Kennen, mögen, vertrauen",
            ["Socio", "Mögen", "Vertrauen"],
        )
    chosen = current_ladder()
    assert (chosen.name, [stage.name for stage in chosen.stages]) == (
        "Know, like, trust",
        ["Socio", "Like", "Trust", "Try", "Buy", "Repeat", "Refer", "Mitglied"],
    )


def test_a_chosen_ladder_is_in_force_from_now_on() -> None:
    host = Actor(person=somebody("Host"), roles=frozenset({"host"}))
    with frozen(day("2020-01-01")):
        ladder = choose_ladder(actor=host, key="short", name=" Short ", stages=STAGES, descend="at_once")
    assert (ladder.key, ladder.name, ladder.from_at) == ("short", "Short", day("2020-01-01"))
    assert current_ladder(day("2020-01-01")).key == "belonging"
    assert current_ladder(day("2020-01-01") + TICK).key == "short"
    assert recorded() == [
        ("ladder_chosen", host.person, None, f"journey.ladder:{ladder.id}"),
        ("batch_completed", host.person, None, recorded()[1][3]),
    ]
    row = Ladder.objects.get(pk=ladder.id)
    assert (row.chosen_by_id, row.fact is not None) == (host.person, True)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"key": "No"}, "key"),
        ({"name": "  "}, "name"),
        ({"descend": "slowly"}, "descend"),
        ({"stages": []}, "stages"),
        ({"stages": [*STAGES, STAGES[0]]}, "stages[2].key"),
        ({"stages": [{**STAGES[0], "name": ""}]}, "stages[0].name"),
        ({"stages": [{**STAGES[0], "colour": "red"}]}, "stages[0]"),
        (
            {"stages": [{**STAGES[0], "criterion": {"all": [ANYTHING, {"measure": "luck"}]}}]},
            "stages[0].criterion.all[1].measure",
        ),
        ({"stages": [STAGES[0], {**STAGES[1], "criterion": None}]}, "stages[1].criterion"),
    ],
)
def test_a_wrong_ladder_is_refused_by_field(changed: dict[str, Any], field: str) -> None:
    given: dict[str, Any] = {"key": "short", "name": "Short", "stages": STAGES, "descend": "quarter", **changed}
    with pytest.raises(Invalid) as refused:
        choose_ladder(actor=HOUSE, **given)
    assert list(refused.value.errors) == [field]
    assert Ladder.objects.count() == 1
    assert recorded() == []


def test_who_is_no_host_decides_nothing() -> None:
    person = somebody()
    member = Actor(person=person)
    override = override_stage(actor=HOUSE, person=person, stage="partner", reason="Known for years.")
    before = recorded()
    with pytest.raises(Refused):
        choose_ladder(actor=member, key="short", name="Short", stages=STAGES)
    with pytest.raises(Refused):
        override_stage(actor=member, person=person, stage="associate", reason="I am great.")
    with pytest.raises(Refused):
        withdraw_override(actor=member, override=override.uid)
    with pytest.raises(Refused):
        overrides_of(member, person)
    assert recorded() == before
    assert (Ladder.objects.count(), Override.objects.count()) == (1, 1)
    assert Override.objects.get().withdrawn_at is None


def test_an_override_is_shown_from_now_to_the_end_of_its_day(follow: Following) -> None:
    person, host = somebody(), Actor(person=somebody("Host"), roles=frozenset({"host"}))
    asked(person, day("2020-01-05"))
    with frozen(day("2020-02-01")):
        override = override_stage(
            actor=host, person=person, stage="associate", reason=" Founded the chapter. ", until=date(2020, 2, 29)
        )
    follow()
    assert (override.reason, override.until_at) == ("Founded the chapter.", day("2020-03-01"))
    row = Override.objects.get()
    assert recorded()[-1] == ("overridden", host.person, person, f"journey.override:{row.pk}")
    rows = [row[1:3] + row[4:5] + row[6:8] for row in all_stays() if row[0] == person]
    assert rows[:3] == [
        (day("2020-01-05"), day("2020-02-01"), "explorer", "start", ""),
        (day("2020-02-01"), day("2020-03-01"), "associate", "override", "explorer"),
        (day("2020-03-01"), None, "explorer", "override_end", "associate"),
    ]
    assert_rebuilt()


def test_an_override_is_withdrawn_once(follow: Following) -> None:
    person = somebody()
    asked(person, day("2020-01-05"))
    with frozen(day("2020-02-01")):
        override = override_stage(actor=HOUSE, person=person, stage="associate", reason="Founded the chapter.")
    with frozen(day("2020-02-10")):
        gone = withdraw_override(actor=HOUSE, override=override.uid)
        with pytest.raises(Refused):
            withdraw_override(actor=HOUSE, override=override.uid)
        with pytest.raises(NotFound):
            withdraw_override(actor=HOUSE, override=uuid4())
    follow()
    assert gone.withdrawn_at == day("2020-02-10")
    row = Override.objects.get()
    assert [word for word, *_ in recorded()] == ["asked", "overridden", "override_withdrawn"]
    last = [stay for stay in all_stays() if stay[0] == person][-1]
    assert (last[1], last[4], last[6], last[9]) == (day("2020-02-10"), "explorer", "override_end", [row.withdrawn_fact])
    assert [card.withdrawn_at for card in overrides_of(HOUSE, person)] == [day("2020-02-10")]
    assert_rebuilt()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"stage": "hero"}, "stage"),
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 1001}, "reason"),
        ({"until": date(2020, 1, 31)}, "until"),
    ],
)
def test_a_wrong_override_is_refused_by_field(changed: dict[str, Any], field: str) -> None:
    given: dict[str, Any] = {"person": somebody(), "stage": "partner", "reason": "Why not.", **changed}
    with frozen(day("2020-02-01")), pytest.raises(Invalid) as refused:
        override_stage(actor=HOUSE, **given)
    assert list(refused.value.errors) == [field]
    assert Override.objects.count() == 0
    assert recorded() == []


def test_bots_and_nobodies_are_not_overridden() -> None:
    robot = somebody(bot=True)
    with pytest.raises(Refused):
        override_stage(actor=HOUSE, person=robot, stage="partner", reason="A good bot.")
    with pytest.raises(NotFound):
        override_stage(actor=HOUSE, person=10**9, stage="partner", reason="Nobody.")
    assert Override.objects.count() == 0


def test_erasing_and_exporting_a_person(follow: Following) -> None:
    person = somebody("Anna")
    asked(person, day("2020-01-05"))
    with frozen(day("2020-02-01")):
        override_stage(actor=HOUSE, person=person, stage="associate", reason="Anna founded the chapter.")
    follow()
    told = exporters()["journey"](person)
    assert [row["reason"] for row in told["overrides"]] == ["Anna founded the chapter."]  # type: ignore[attr-defined]
    assert [row["stage"] for row in told["stays"]] == ["explorer", "associate"]  # type: ignore[attr-defined]
    stays = all_stays()
    erasers()["journey"][1](person)
    assert Override.objects.get().reason == ""
    assert all_stays() == stays


def test_cards_of_decisions_are_for_hosts() -> None:
    person = somebody("Anna")
    override_stage(actor=HOUSE, person=person, stage="associate", reason="Founded the chapter.")
    refs = [f"journey.override:{Override.objects.get().pk}", f"journey.ladder:{Ladder.objects.get().pk}"]
    found = cards(HOUSE, refs)
    assert [found[ref].title for ref in refs] == ["Anna", "Belonging"]
    assert cards(Actor(person=person), refs) == {}


class Asked(SpanMeasure):
    """A measure such as rooms above register."""

    fields = ()

    def __init__(self, name: str) -> None:
        self.name = name

    def relation(self, leaf: Leaf) -> Sql:
        return Sql(
            "select id as person_id, null::timestamptz as from_at, null::timestamptz as until_at from person_alias"
        )

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        return "stand somewhere"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        return "somewhere to stand"


@pytest.mark.parametrize("name", ["stage", "plan"])
def test_a_ladder_does_not_stand_on_its_own_stages(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = import_module("belong.ground.segments.registry")
    monkeypatch.setattr(known, "_measures", dict(known._measures))
    for measure in (name, "season"):
        register_measure(Asked(measure))
    criterion = {"all": [{"measure": "season"}, {"not": {"measure": name}}]}
    with pytest.raises(Invalid) as refused:
        choose_ladder(actor=HOUSE, key="own", name="Own", stages=[STAGES[0], {**STAGES[1], "criterion": criterion}])
    assert list(refused.value.errors) == ["stages[1].criterion.all[1].not"]
    assert (Ladder.objects.count(), recorded()) == (1, [])
    choose_ladder(actor=HOUSE, key="own", name="Own", stages=[{**STAGES[0], "criterion": {"measure": "season"}}])
    assert Ladder.objects.count() == 2
