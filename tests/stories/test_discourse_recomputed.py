"""The threads, the ladder and the health figures of a real forum, against a recomputation that shares no code."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from belong.care.archives.public import run, start_run
from belong.doors.imports.public import open_discourse
from belong.ground.people.public import Actor
from belong.insight.impact.public import report_health
from belong.insight.journey.public import report_ladder
from tests.databases import cloned
from tests.oracle import discourse as oracle
from tests.oracle.stackexchange import STAGES, Archive, health

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

SYSTEM = Actor.system_run("test")
DAYS = [date(2014, 9, 30), date(2016, 1, 1), date(2017, 12, 31), date(2020, 4, 1), date(2022, 12, 31)]
PERIODS: list[tuple[int | None, int | None]] = [(None, None), (None, 1), (0, 2), (2, 3), (3, 4)]


@pytest.fixture(scope="module")
def forum(
    shared_data: Path, clone_template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[oracle.Forum, Archive]]:
    """A real forum, brought in by the product and read once more by the recomputation."""
    folder = shared_data / "conversations" / "discourse-urho3d"
    with cloned(clone_template, django_db_blocker):
        archive = open_discourse(folder)
        card = run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive)
        assert (card.state, card.rejects) == ("done", 0)
        read = oracle.Forum(folder)
        yield read, read.archive()


Read = tuple[oracle.Forum, Archive]


def test_the_threads_are_the_same_post_by_post(forum: Read) -> None:
    found: dict[str, dict[str, tuple[str, str | None]]] = {}
    questions = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "select t.source_key, t.kind, p.kind, p.source_key, parent.source_key from discussions_topic t"
            " join discussions_post p on p.topic_id = t.id left join discussions_post parent on parent.id = p.parent_id"
        )
        for topic, topic_kind, kind, post, parent in cursor:
            found.setdefault(topic, {})
            if topic_kind == "question":
                questions.add(topic)
            if kind != "opening":
                found[topic][post] = (kind, parent)
    assert found == forum[0].threads()
    assert questions == {f"t{topic}" for topic in forum[0].questions}
    assert (len(found), len(questions)) == (5_046, 3_040)


def test_what_was_accepted_is_the_same_at_the_answers_time(forum: Read) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select t.source_key, p.source_key, t.accepted_at = p.created_at from discussions_topic t"
            " join discussions_post p on p.id = t.accepted_id"
        )
        found = {topic: (answer, at_once) for topic, answer, at_once in cursor}
    assert found == {f"t{topic}": (str(answer["id"]), True) for topic, answer in forum[0].accepted.items()}
    assert len(found) == 670


def test_the_likes_are_the_same(forum: Read) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select sum(score) from discussions_post")
        (found,) = cursor.fetchone()
    assert found == sum(act["count"] for post in forum[0].posts for act in post["actions_summary"])


@pytest.mark.parametrize("raw", [True, False], ids=["raw", "held"])
@pytest.mark.parametrize("number", range(len(DAYS)))
def test_the_ladder_is_the_same_person_by_person(forum: Read, number: int, raw: bool) -> None:
    day = DAYS[number]
    ends = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
    expected = {f"discourse:urho3d:{person}": stage for person, stage in oracle.ladder(forum[1], ends, raw=raw).items()}
    report = report_ladder(day, raw=raw, by_person=True)
    assert {entry["identity"]: entry["stage"] for entry in report["persons"]} == expected
    counts = {stage["key"]: stage["people"] for stage in report["stages"]}
    assert counts == {key: sum(stage == key for stage in expected.values()) for key in STAGES}


@pytest.mark.parametrize("number", range(len(PERIODS)))
def test_the_health_figures_are_the_same(forum: Read, number: int) -> None:
    first, last = (DAYS[place] if place is not None else None for place in PERIODS[number])
    start = datetime(first.year, first.month, first.day, tzinfo=UTC) if first else None
    end = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1) if last else datetime.now(UTC)
    report = dict(report_health(first, last))
    expected = health(forum[1], start, end)
    for key in [key for key in expected if "seconds" in key]:
        assert report.pop(key) == pytest.approx(expected.pop(key), abs=0.001), key
    assert {key: report[key] for key in expected} == expected
