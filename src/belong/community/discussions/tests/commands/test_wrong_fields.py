"""Wrong fields are named and nothing is written."""

from collections.abc import Callable

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.tests.support import (
    answered,
    group,
    question,
    state,
)
from belong.ground.kernel.public import Invalid
from belong.ground.people.tests.support import member, recording

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("title", {"title": "  "}),
        ("title", {"title": "x" * 301}),
        ("body", {"body": " \n "}),
        ("body", {"body": "x" * 20_001}),
        ("tags", {"tags": ["x" * 100]}),
        ("tags", {"tags": list("abcdefghi")}),
        ("request_key", {"request_key": ""}),
        ("request_key", {"request_key": "x" * 101}),
    ],
)
def test_wrong_fields_are_named_and_nothing_is_written(field: str, given: dict[str, object]) -> None:
    mia = member("Mia")
    group()
    before = state()
    with recording() as facts, pytest.raises(Invalid) as wrong:
        discussions.ask(**{"actor": mia, "group": "brewers", "title": "T", "body": "B", **given})  # type: ignore[arg-type]
    assert set(wrong.value.errors) == {field}
    assert (state(), facts.rows) == (before, [])


def test_other_wrong_fields_are_named_too() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    asked = question(mia)
    answer = answered(tom, asked)
    before = state()
    wrongs: dict[str, Callable[[], object]] = {
        "title": lambda: discussions.edit(actor=tom, post=answer.uid, body="B", title="An answer has none"),
        "reason": lambda: discussions.delete(actor=tom, post=answer.uid, reason=" "),
        "value": lambda: discussions.vote(actor=mia, post=answer.uid, value="sideways"),
        "target": lambda: discussions.link(actor=mia, topic=asked.uid, target=asked.uid),
        "kind": lambda: discussions.link(actor=mia, topic=asked.uid, target=asked.uid, kind="foe"),
    }
    for field, call in wrongs.items():
        with recording() as facts, pytest.raises(Invalid) as wrong:
            call()
        assert (set(wrong.value.errors), facts.rows) == ({field}, [])
    assert state() == before
