"""A criterion is read into its normal form, or refused with the path of the clause that is wrong."""

from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings

from belong.ground.segments.parsing import DEEPEST, MOST_CLAUSES, MOST_LEAVES
from belong.ground.segments.public import All, AnyOf, CriterionError, Leaf, Not, dump, leaves, parse
from belong.ground.segments.tests.strategies import criteria, fact_leaves, span_leaves

ASKED = {"measure": "count", "kinds": ["asked"], "at_least": 1}


def test_a_measure_keeps_what_it_was_given_in_the_order_of_its_fields() -> None:
    assert parse({"days": 365, "at_least": 3.0, "kinds": ["shared", "answered"], "measure": "count"}) == Leaf(
        "count", (("kinds", ("shared", "answered")), ("at_least", 3), ("days", 365))
    )


def test_a_flag_that_is_false_says_nothing() -> None:
    assert parse({**ASKED, "contributions": False}) == parse(ASKED)


def test_combinations_hold_their_clauses() -> None:
    leaf = Leaf("role", (("role", "host"),))
    data = {"measure": "role", "role": "host"}
    assert parse({"all": [data, {"any": [data]}, {"not": data}]}) == All((leaf, AnyOf((leaf,)), Not(leaf)))


@settings(max_examples=300, deadline=None)
@given(data=criteria(fact_leaves | span_leaves))
def test_the_normal_form_is_read_as_itself(data: dict[str, Any]) -> None:
    criterion = parse(data)
    assert parse(dump(criterion)) == criterion
    assert dump(parse(dump(criterion))) == dump(criterion)


def test_every_measure_has_its_path() -> None:
    criterion = parse({"all": [ASKED, {"not": {"any": [{"measure": "role", "role": "host"}]}}]})
    assert [(path, leaf.measure) for path, leaf in leaves(criterion)] == [
        ("all[0]", "count"),
        ("all[1].not.any[0]", "role"),
    ]


KINDS_KNOWN = "is no kind of fact; known: "

WRONG: list[tuple[object, str]] = [
    (None, "the criterion: must be an object, got null"),
    ([ASKED], "the criterion: must be an object, got a list"),
    ({}, "the criterion: must hold exactly one of all, any, not or measure"),
    ({"all": [ASKED], "any": [ASKED]}, "the criterion: must hold exactly one of all, any, not or measure"),
    ({"some": [ASKED]}, 'the criterion: must hold exactly one of all, any, not or measure, got "some"'),
    ({"all": []}, "all: must be a list of at least one clause, got an empty list"),
    ({"all": ASKED}, "all: must be a list of at least one clause, got an object"),
    ({"not": [ASKED]}, "not: must be an object, got a list"),
    ({"all": [ASKED, 7]}, "all[1]: must be an object, got 7"),
    (
        {"all": [ASKED, {"measure": "helped", "at_least": "three"}]},
        'all[1].at_least: must be a whole number of at least 1, got "three"',
    ),
    ({**ASKED, "at_least": 0}, "at_least: must be a whole number of at least 1, got 0"),
    ({**ASKED, "at_least": 2.5}, "at_least: must be a whole number of at least 1, got 2.5"),
    ({**ASKED, "at_least": True}, "at_least: must be a whole number of at least 1, got true"),
    ({**ASKED, "at_least": None}, "at_least: must be a whole number of at least 1, got null"),
    ({**ASKED, "at_least": float("inf")}, "at_least: must be a whole number of at least 1, got Infinity"),
    ({**ASKED, "at_least": 1_000_001}, "at_least: must be at most 1000000, got 1000001"),
    ({**ASKED, "days": 36_501}, "days: must be at most 36500, got 36501"),
    ({**ASKED, "contributions": "yes"}, 'contributions: must be true or false, got "yes"'),
    ({**ASKED, "contributions": 1}, "contributions: must be true or false, got 1"),
    ({**ASKED, "kinds": []}, "kinds: must be a list of at least one kind of fact, got an empty list"),
    ({**ASKED, "kinds": "asked"}, 'kinds: must be a list of at least one kind of fact, got "asked"'),
    ({**ASKED, "kinds": ["asked", "asked"]}, 'kinds[1]: "asked" stands there twice'),
    (
        {**ASKED, "contributions": True},
        "kinds: none of them is a contribution: answered, spoke, hosted, shared, reviewed",
    ),
    (
        {"not": {"measure": "helped", "kinds": ["asked"], "at_least": 1}},
        "not.kinds: none of them is a contribution: answered, spoke, hosted, shared, reviewed",
    ),
    (
        {"measure": "received", "kinds": ["voted"], "at_least": 1},
        "kinds: none of them is an acknowledgement: thanked, accepted",
    ),
    ({"measure": "count", "kinds": ["asked"]}, "at_least: is missing: count needs it"),
    ({**ASKED, "atleast": 1}, "atleast: count has no such field; it has: kinds, contributions, at_least, days"),
    (
        {"measure": "recency", "at_least": 1},
        "at_least: recency has no such field; it has: kinds, contributions, at_most",
    ),
    ({"measure": "group", "id": 1, "kind": "circle"}, "the criterion: give id or kind, not both"),
    (
        {"measure": "group", "kind": "club"},
        'kind: must be one of interest, practice, chapter, support, circle; got "club"',
    ),
    ({"measure": "group", "id": 2**63}, "id: must be at most 9223372036854775807, got 9223372036854775808"),
    ({"measure": "role", "role": "Host"}, 'role: must be a word such as "mentor", got "Host"'),
    ({"measure": "role", "role": "host\n"}, 'role: must be a word such as "mentor", got "host\\n"'),
    ({"measure": "role", "role": "h" * 41}, f'role: must be a word such as "mentor", got "{"h" * 41}"'),
    ({"measure": "identity", "source": "x\x00"}, 'source: must be a word such as "mail", got "x\\u0000"'),
    (
        {"any": [{"measure": "stages"}]},
        'any[0].measure: "stages" is no measure; known: count, helped, helped_by, months, recency, received, partners, '
        "permission, role, group, tag, identity",
    ),
    ({"measure": ["count"]}, "measure: a list is no measure; known: count, "),
]


@pytest.mark.parametrize(("data", "says"), WRONG, ids=[says[:60] for _, says in WRONG])
def test_what_is_wrong_is_named(data: object, says: str) -> None:
    with pytest.raises(CriterionError) as refused:
        parse(data)
    assert str(refused.value).startswith(says)
    assert str(refused.value) == f"{refused.value.path or 'the criterion'}: {refused.value.message}"


def test_an_unknown_kind_of_fact_is_named_with_those_that_are_known() -> None:
    with pytest.raises(
        CriterionError, match=r'^any\[0\]\.kinds\[1\]: "asket" is no kind of fact; known: .*asked'
    ) as refused:
        parse({"any": [{**ASKED, "kinds": ["asked", "asket"]}]})
    assert refused.value.path == "any[0].kinds[1]"


def nested(levels: int) -> dict[str, Any]:
    return {"not": nested(levels - 1)} if levels > 1 else ASKED


def test_depth_and_size_have_an_end() -> None:
    assert parse(nested(DEEPEST))
    with pytest.raises(CriterionError, match="stands too deep: at most 10 levels"):
        parse(nested(DEEPEST + 1))
    with pytest.raises(CriterionError, match="stands too deep"):
        parse(nested(900))
    assert parse({"all": [ASKED] * MOST_CLAUSES})
    with pytest.raises(CriterionError, match=r"^all: must be at most 50 clauses, got 51$"):
        parse({"all": [ASKED] * (MOST_CLAUSES + 1)})
    half = {"all": [ASKED] * (MOST_LEAVES // 2)}
    assert parse({"any": [half, half]})
    with pytest.raises(CriterionError, match=r"^any\[2\]: is one measure too many: at most 100$"):
        parse({"any": [half, half, ASKED]})


def test_whoever_keeps_a_criterion_may_refuse_a_measure_in_it() -> None:
    def refuse(leaf: Leaf) -> str | None:
        return "a ladder may not use its own stages" if leaf.measure == "role" else None

    assert parse({"any": [ASKED]}, refuse=refuse)
    with pytest.raises(CriterionError, match=r"^any\[1\]: a ladder may not use its own stages$"):
        parse({"any": [ASKED, {"measure": "role", "role": "host"}]}, refuse=refuse)


def test_what_is_wrong_is_said_in_the_readers_language() -> None:
    with override("de"), pytest.raises(CriterionError) as refused:
        parse({"all": [{**ASKED, "at_least": 0}]})
    assert refused.value.path == "all[0].at_least"
    assert refused.value.message != "must be a whole number of at least 1, got 0"
