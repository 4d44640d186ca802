"""The published schema is current, and says yes and no where the parser does."""

import json
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from belong.ground.segments.public import CriterionError, parse, schema
from belong.ground.segments.registry import OWN
from belong.ground.segments.schema import PUBLISHED, published
from belong.ground.segments.tests.strategies import criteria, fact_leaves, span_leaves


def test_the_published_file_is_current() -> None:
    """Where it is not: `belong manage shell -c "from belong.ground.segments import schema; schema.publish()"`."""
    assert PUBLISHED.read_text() == published()


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())
    assert json.loads(PUBLISHED.read_text())["$defs"].keys() == {"criterion", *(measure.name for measure in OWN)}


def test_every_field_says_what_it_is_for() -> None:
    for measure in OWN:
        assert measure.about
        assert all(field.about for field in measure.fields), measure.name


def parser_takes(data: object) -> bool:
    try:
        parse(data)
    except CriterionError:
        return False
    return True


anything: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, False, 0, 1, 2, 3.0, 1.5, -1, 10**7, "", "asked", "Host", "host\n", "mail", "a:b", [], ["asked"], {}]
)
keys = st.sampled_from(["measure", "kinds", "contributions", "at_least", "at_most", "days", "id", "kind", "all", "x"])


def spoiled(data: Any, draw: st.DrawFn) -> Any:
    """The same with one thing changed somewhere: a value, a key more, a key less, another measure."""
    if isinstance(data, dict) and ("measure" not in data or draw(st.booleans())):
        inner = sorted(set(data) & {"all", "any", "not"})
        if inner and draw(st.integers(0, 3)) > 0:
            return {**data, inner[0]: spoiled(data[inner[0]], draw)}
    if isinstance(data, list) and data and draw(st.integers(0, 3)) > 0:
        place = draw(st.integers(0, len(data) - 1))
        return [*data[:place], spoiled(data[place], draw), *data[place + 1 :]]
    if not isinstance(data, dict):
        return draw(anything)
    how: str = draw(st.sampled_from(["more", "less", "other", "replaced"]))
    if how == "replaced":
        return draw(anything)
    if how == "more":
        return {**data, draw(keys): draw(anything)}
    if not data:
        return draw(anything)
    key = draw(st.sampled_from(sorted(data)))
    if how == "less":
        return {name: value for name, value in data.items() if name != key}
    measures = st.sampled_from([measure.name for measure in OWN])
    return {**data, key: draw(measures if key == "measure" else anything)}


@st.composite
def bad_or_good(draw: st.DrawFn) -> Any:
    data: Any = draw(criteria(fact_leaves | span_leaves))
    for _ in range(draw(st.integers(0, 2))):
        data = spoiled(data, draw)
    return data


def test_schema_and_parser_agree() -> None:
    """About good ones and bad ones."""
    seen: Counter[bool] = Counter()
    validator = Draft202012Validator(schema())

    @settings(max_examples=500, deadline=None)
    @given(data=bad_or_good())
    def hold(data: Any) -> None:
        takes = parser_takes(data)
        assert validator.is_valid(data) is takes
        seen[takes] += 1

    hold()
    assert min(seen[True], seen[False]) > 80
