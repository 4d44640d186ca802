"""Evidence is read in one pass or for a few, bounded in memory, and finds one person's facts by an index."""

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from belong.ground.segments import reading
from belong.ground.segments.public import (
    Happened,
    Selection,
    evidence,
    evidence_of,
    parse,
    people_at,
    readings,
    truth,
)
from belong.ground.segments.tests.world import Community, add_person, execute, moment, rows

AT = 1_460_000_000_000_000
ANYTHING = parse({"measure": "count", "at_least": 1})
ASKED = parse({"measure": "count", "kinds": ["asked"], "at_least": 1})
THANKED = parse({"measure": "received", "kinds": ["thanked"], "at_least": 1})
HOST = parse({"measure": "role", "role": "host"})


@pytest.fixture
def community(db: None) -> Community:
    return Community.founded()


def test_rows_hold_what_happened_in_order(community: Community) -> None:
    community.happened("asked", "me", None, AT + 3)
    community.happened("asked", "me too", "other too", AT + 1)
    community.happened("thanked", "bot", "me", AT + 2)
    community.happened("voted", "me", "me", AT)
    (life,) = evidence([ASKED, THANKED], [community.people["me"]])
    numbers = dict(rows("select occurred_at, id from ledger_fact where kind not like 'ledger.%%'"))
    other = community.people["other"]
    me = community.people["me"]
    by_hand = evidence_of(
        me,
        [
            Happened(numbers[moment(AT + 3)], "asked", AT + 3, me),
            Happened(numbers[moment(AT + 1)], "asked", AT + 1, me, other),
            Happened(numbers[moment(AT + 2)], "thanked", AT + 2, community.people["bot"], me),
        ],
        readings([ASKED, THANKED]),
        bots=frozenset({community.people["bot"]}),
    )
    assert life.rows == by_hand.rows
    assert [row[0] for row in life.rows] == [AT + 1, AT + 2, AT + 3]
    assert life.read == by_hand.read


def test_a_kind_that_is_not_named_is_read_only_where_every_kind_counts(community: Community) -> None:
    community.happened("voted", "me", None, AT)
    me = [community.people["me"]]
    assert [len(life.rows) for life in evidence([ASKED], me)] == [0]
    assert [len(life.rows) for life in evidence([ASKED, ANYTHING], me)] == [1]


def test_the_ledger_s_bookkeeping_is_nobody_s_act(community: Community) -> None:
    """`me too` was merged into `me`: a fact that names them, and nothing that they did."""
    merged = rows("select 1 from ledger_standing where word = 'merged' and actor = %s", community.people["me"])
    assert len(merged) == 1
    statement, params = people_at(ANYTHING, moment(4_000_000_000_000_000))
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        assert cursor.fetchall() == []
    assert [life.rows for life in evidence([ANYTHING])] == [[], [], []]


def test_a_kind_that_the_catalogue_no_longer_has_is_still_an_act(community: Community) -> None:
    execute(
        "insert into ledger_kind (kind, word, version, contribution, acknowledgement, activity, begins)"
        " values ('games.puzzle.solved', 'solved', 1, false, false, false, false)"
    )
    execute(
        "insert into ledger_fact (kind, version, actor, about, channel, direction, turf, occurred_at, recorded_at,"
        " backfill, payload) values ('games.puzzle.solved', 1, %s, 'games.puzzle:1', 'site', 'in', 'ours', %s, now(),"
        " false, '{}')",
        community.people["me"],
        moment(AT),
    )
    (life,) = evidence([ANYTHING, ASKED], [community.people["me"]])
    assert truth(ANYTHING, life)[0][0] == AT
    assert truth(ASKED, life) == []


def test_everybody_comes_in_slices_by_id_those_without_facts_too(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SLICE", 2)
    people = sorted([*(community.people[name] for name in ("me", "other", "third")), add_person("a"), add_person("b")])
    community.happened("asked", "third", None, AT)
    lives = list(evidence([ASKED, HOST]))
    assert [life.person for life in lives] == people
    assert [life.person for life in evidence([ASKED, HOST], [*reversed(people), people[0]])] == people
    assert [life.person for life in evidence([ASKED, HOST], [])] == []
    assert {life.person: len(life.rows) for life in lives if life.rows} == {community.people["third"]: 1}


@pytest.mark.parametrize("in_transaction", [True, False])
def test_the_connection_is_free_between_two_people_and_the_facts_are_of_one_moment(
    clone: str, monkeypatch: pytest.MonkeyPatch, in_transaction: bool
) -> None:
    monkeypatch.setattr(reading, "SLICE", 1)
    with transaction.atomic():
        community = Community.founded()
        community.happened("asked", "me", None, AT)
    if in_transaction:
        with transaction.atomic():
            seen = ask_while_reading(community)
    else:
        seen = ask_while_reading(community)
    assert seen == [1, 0, 0]


def ask_while_reading(community: Community) -> list[int]:
    seen = []
    for life in evidence([ASKED]):
        with transaction.atomic():
            community.happened("asked", "third", None, AT)
        seen.append(len(life.rows))
    return seen


def test_whoever_stops_reading_leaves_nothing_behind(community: Community) -> None:
    lives = evidence([ASKED])
    next(lives)
    lives.close()  # type: ignore[attr-defined]
    assert rows("select name from pg_cursors") == []


def test_one_person_costs_a_fixed_number_of_statements(
    community: Community, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        list(evidence([ASKED, THANKED], [community.people["me"]]))
    with django_assert_num_queries(3):
        list(evidence([ASKED, THANKED, HOST], [community.people["me"]]))


def test_one_person_s_facts_are_found_by_index(community: Community) -> None:
    execute(
        "insert into ledger_fact (kind, version, actor, counterpart, about, channel, direction, turf, occurred_at,"
        " recorded_at, backfill, payload) select k.kind, 1, i, i + 1, 'people.person:1', 'site', 'in', 'ours', now(),"
        " now(), false, '{}' from generate_series(1000, 6000) i, ledger_kind k where k.word = 'thanked'"
    )
    execute("analyze ledger_fact")
    wanted = [each for each in readings([ANYTHING, THANKED]) if isinstance(each, Selection)]
    given, received = reading._facts(wanted, [2000, 2001])
    for piece, index in ((given, "ledger_fact_actor"), (received, "ledger_fact_counterpart")):
        plan = [line for (line,) in rows("explain " + piece.text, *piece.params)]
        assert any(index in line for line in plan)
        assert not any("Seq Scan on ledger_fact" in line for line in plan)
