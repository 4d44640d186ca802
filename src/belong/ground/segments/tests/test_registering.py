"""Rooms above bring measures of their own: seen by the parser, the schema, sentences and every evaluator."""

from collections.abc import Callable, Sequence
from datetime import datetime

import pytest
from django.db import connection
from jsonschema import Draft202012Validator

from belong.ground.segments import registry
from belong.ground.segments.public import (
    FOR_EVER,
    SINCE_EVER,
    CriterionError,
    Interval,
    Leaf,
    Measure,
    PersonEvidence,
    SpanMeasure,
    Sql,
    Text,
    Who,
    Whole,
    compiled,
    evidence,
    explain,
    known_measures,
    meets,
    parse,
    people_at,
    register_measure,
    schema,
    sentence,
    truth,
)
from belong.ground.segments.tests.world import Community, moment

AT = 1_460_000_000_000_000
DAY = 86_400_000_000


class Stage(SpanMeasure):
    """As journey would state its stages: rows of its own table."""

    name = "fake_stage"
    fields = (
        Text(name="ladder", required=True, example="belonging"),
        Text(name="key", required=True, example="member"),
    )
    person = 0

    def relation(self, leaf: Leaf) -> Sql:
        return Sql(
            "select %s::bigint as person_id, %s::timestamptz as from_at, %s::timestamptz as until_at"
            " where %s = 'member'",
            (self.person, moment(AT), moment(AT + DAY), leaf.text("key")),
        )

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        are = who.choose("are", "is")
        return f"{are} {'not ' if negated else ''}at the stage {leaf.text('key')} of {leaf.text('ladder')}"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        return f"the stage {leaf.text('key')}"


class Multiple(Measure):
    """A measure that is no span and no matter of facts: whose number can be divided."""

    name = "fake_multiple"
    fields = (Whole(name="of", required=True),)

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        have = who.choose("have", "has")
        return f"{have} a number that can{'not' if negated else ''} be divided by {leaf.whole('of')}"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        return "another number"

    def people(self, leaf: Leaf, at: datetime) -> Sql:
        return Sql("select id from people_person where id %% %s = 0", (leaf.whole("of"),))

    def found(self, leaf: Leaf, ids: Sequence[int], at: datetime) -> Sql:
        return Sql(
            "select (%s %% %s = 0)::int as has, '{}'::bigint[] as ids", (max(ids, key=self._rank), leaf.whole("of"))
        )

    def readings(self, leaf: Leaf) -> tuple[()]:
        return ()

    def intervals(self, leaf: Leaf) -> Callable[[PersonEvidence], list[Interval]]:
        number = leaf.whole("of")
        return lambda life: [] if life.person % number else [(SINCE_EVER, FOR_EVER)]

    def counted(self, leaf: Leaf) -> Callable[[PersonEvidence, int], list[int]]:
        return lambda life, at: []

    canonical: frozenset[int] = frozenset()

    def _rank(self, person: int) -> bool:
        return person in self.canonical


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_measures", dict(registry._measures))


def everybody(data: object, at: int) -> set[int]:
    statement, params = people_at(parse(data), moment(at))
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return {person for (person,) in cursor.fetchall()}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["me", "me too"])
def test_a_span_measure_needs_its_relation_only(name: str) -> None:
    community = Community.founded()
    stage = Stage()
    stage.person = community.people[name]
    register_measure(stage)
    data = {"measure": "fake_stage", "ladder": "belonging", "key": "member"}
    criterion = parse(data)
    me = community.people["me"]
    assert sentence(criterion) == "People who are at the stage member of belonging."
    assert Draft202012Validator(schema()).is_valid({"all": [data]})
    assert not Draft202012Validator(schema()).is_valid({**data, "key": 7})
    (life,) = evidence([criterion], [me])
    assert truth(criterion, life) == [(AT, AT + DAY)]
    assert compiled(criterion).counted(life, AT + 1) == []
    for at, expected in ((AT, False), (AT + 1, True), (AT + DAY, True), (AT + DAY + 1, False)):
        assert (everybody(data, at) == {me}) is expected
        assert meets(criterion, me, moment(at)) is expected
    told = explain(criterion, me, moment(AT))
    assert (told.needed, told.has, told.ok, told.missing) == (1, 0, False, "the stage member")


@pytest.mark.django_db
def test_a_measure_of_any_other_kind_gives_its_answers_itself() -> None:
    community = Community.founded()
    people = {community.people[name] for name in ("me", "other", "third")}
    measure = Multiple()
    measure.canonical = frozenset(people)
    register_measure(measure)
    data = {"any": [{"measure": "fake_multiple", "of": 2}, {"measure": "role", "role": "host"}]}
    criterion = parse(data)
    expected = {person for person in people if person % 2 == 0}
    assert everybody(data, AT) == expected
    assert {person for person in people if meets(criterion, person, moment(AT))} == expected
    assert {life.person for life in evidence([criterion]) if truth(criterion, life)} == expected


def test_a_name_is_taken_once() -> None:
    stage = Stage()
    register_measure(stage)
    register_measure(stage)
    assert known_measures().count("fake_stage") == 1
    with pytest.raises(ValueError, match="there is a measure 'fake_stage' already"):
        register_measure(Stage())


@pytest.mark.parametrize("name", ["all", "any", "not", "criterion", ""])
def test_words_of_the_language_are_no_names(name: str) -> None:
    stage = Stage()
    stage.name = name
    with pytest.raises(ValueError, match="is no name for a measure"):
        register_measure(stage)


def test_fields_are_told_apart() -> None:
    stage = Stage()
    stage.fields = (Text(name="key", example="a"), Text(name="key", example="b"))
    with pytest.raises(ValueError, match="cannot be told apart"):
        register_measure(stage)


def test_a_ladder_may_not_use_its_own_stages() -> None:
    register_measure(Stage())

    def refuse(leaf: Leaf) -> str | None:
        if leaf.measure == "fake_stage" and leaf.text("ladder") == "belonging":
            return "a ladder may not use its own stages"
        return None

    other = {"measure": "fake_stage", "ladder": "mentoring", "key": "mentor"}
    own = {"measure": "fake_stage", "ladder": "belonging", "key": "member"}
    assert parse({"all": [other]}, refuse=refuse) == parse({"all": [other]})
    with pytest.raises(CriterionError, match=r"^all\[1\]: a ladder may not use its own stages$"):
        parse({"all": [other, own]}, refuse=refuse)
