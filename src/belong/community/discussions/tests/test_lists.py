"""What a list costs, whatever lies in the tables that does not stand."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from belong.community.discussions import public as discussions
from belong.community.discussions.tests.loading.archive import load
from belong.community.discussions.tests.support import SOURCE, a_topic, group, load_persons, question
from belong.ground.people.tests.support import batch, complete, member, undo

pytestmark = pytest.mark.django_db

NEWER = """
insert into discussions_topic (uid, kind, title, group_id, byline, score, batch_id, source, source_key,
    created_at, last_at)
select gen_random_uuid(), 'question', 'T', %s, '', 0, %s, 's', n, now(), now() + n * interval '1 second'
from generate_series(1, 20000) n
"""


def test_topics_of_several_archives_and_from_here_are_one_list() -> None:
    mia, group_id, numbers = member("Mia"), group().id, [batch(SOURCE) for _ in range(4)]
    load_persons(numbers[0], "a")
    for place in range(1, 41):
        load(numbers[place % 4], [a_topic(str(place), group_id)])
    for number in numbers[:3]:
        complete(number)
    undo(numbers[2])
    own = question(mia).title
    expected = [own, *(f"Title {place}" for place in range(40, 0, -1) if place % 4 < 2)]
    first = discussions.latest(mia, limit=7)
    second = discussions.latest(mia, limit=30, cursor=first.next)
    assert [card.title for card in (*first.items, *second.items)] == expected


@pytest.mark.parametrize("given", [{}, {"group": "brewers"}, {"unanswered": True}])
@pytest.mark.parametrize("undone", [False, True])
def test_what_does_not_stand_is_not_walked_through(given: dict[str, Any], undone: bool) -> None:
    mia, group_id, first, second = member("Mia"), group().id, batch(SOURCE), batch(SOURCE)
    load_persons(first, "a")
    load(first, [a_topic(str(place), group_id) for place in range(1, 31)])
    complete(first)
    if undone:
        undo(second)
    with connection.cursor() as cursor:
        cursor.execute(NEWER, [group_id, second])
        cursor.execute("analyze discussions_topic, groups_group, groups_groupuse, ledger_batch")
        said: list[tuple[str, Any]] = []

        def hear(execute: Callable[..., object], sql: str, parameters: Any, *rest: object) -> object:
            said.append((sql, parameters))
            return execute(sql, parameters, *rest)

        with connection.execute_wrapper(hear):
            assert len(discussions.latest(mia, **given).items) == 20
        ((statement, parameters),) = said
        cursor.execute("explain (analyze, format json) " + statement, parameters)
        (plan,) = cursor.fetchone()
    nodes = list(_nodes(json.loads(plan)[0]["Plan"] if isinstance(plan, str) else plan[0]["Plan"]))
    topics = [node for node in nodes if node.get("Relation Name") == "discussions_topic"]
    assert topics
    for node in topics:
        assert node["Actual Rows"] * node["Actual Loops"] + node.get("Rows Removed by Filter", 0) <= 60, node


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for under in node.get("Plans", ()):
        yield from _nodes(under)
