"""The ladder and the health figures of real archives, against a recomputation that shares no code with the product."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from belong.care.archives.public import run, start_run
from belong.doors.imports.public import open_stackexchange
from belong.ground.people.public import Actor
from belong.insight.impact.public import report_health
from belong.insight.journey.public import report_ladder
from tests.databases import cloned
from tests.oracle import stackexchange as oracle

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

ARCHIVES = {
    "se-beer": [
        date(2014, 3, 31), date(2014, 4, 1), date(2014, 12, 31), date(2015, 4, 1),
        date(2015, 6, 30), date(2015, 10, 1), date(2016, 3, 31), date(2017, 1, 1),
    ],
    "se-bicycles-meta": [
        date(2010, 9, 30), date(2011, 1, 1), date(2012, 6, 30), date(2012, 10, 1),
        date(2015, 3, 31), date(2018, 7, 1), date(2020, 12, 31), date(2023, 4, 1),
    ],
    "se-conlang-meta": [
        date(2018, 3, 31), date(2018, 4, 1), date(2018, 12, 31), date(2019, 1, 1),
        date(2019, 6, 30), date(2019, 7, 1), date(2020, 3, 31), date(2021, 1, 1),
    ],
}  # fmt: skip


@pytest.fixture(scope="module", params=sorted(ARCHIVES))
def imported(
    request: pytest.FixtureRequest, shared_data: Path, clone_template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, oracle.Archive]]:
    """One real archive, brought in by the product and read once more by the recomputation."""
    folder = shared_data / "conversations" / request.param
    if not (folder / "Posts.xml").exists():
        pytest.skip(f"{request.param} is not here")
    actor = Actor.system_run("test")
    with cloned(clone_template, django_db_blocker):
        archive = open_stackexchange(folder)
        card = start_run(actor=actor, archive=archive)
        run(actor=actor, run_id=card.id, archive=archive)
        yield request.param, oracle.read(folder)


@pytest.mark.parametrize("raw", [True, False], ids=["raw", "held"])
@pytest.mark.parametrize("number", range(8))
def test_the_ladder_is_the_same_person_by_person(imported: tuple[str, oracle.Archive], number: int, raw: bool) -> None:
    name, archive = imported
    day = ARCHIVES[name][number]
    ends = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
    expected = {
        f"stackexchange:{name.removeprefix('se-')}:{person}": stage
        for person, stage in oracle.ladder(archive, ends, raw=raw).items()
    }
    report = report_ladder(day, raw=raw, by_person=True)
    found = {entry["identity"]: entry["stage"] for entry in report["persons"]}
    assert found == expected
    assert [entry["identity"] for entry in report["persons"]] == sorted(found)
    counts = {stage["key"]: stage["people"] for stage in report["stages"]}
    assert counts == {key: sum(stage == key for stage in expected.values()) for key in oracle.STAGES}


PERIODS: list[tuple[int | None, int | None]] = [
    (None, None),
    (None, 0),
    (0, 2),
    (1, 3),
    (2, 4),
    (3, 7),
    (5, 6),
    (7, None),
]


@pytest.mark.parametrize("number", range(8))
def test_the_health_figures_are_the_same(imported: tuple[str, oracle.Archive], number: int) -> None:
    name, archive = imported
    first, last = (ARCHIVES[name][place] if place is not None else None for place in PERIODS[number])
    start = datetime(first.year, first.month, first.day, tzinfo=UTC) if first else None
    end = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1) if last else datetime.now(UTC)
    report = dict(report_health(first, last))
    expected = oracle.health(archive, start, end)
    for key in [key for key in expected if "seconds" in key]:
        assert report.pop(key) == pytest.approx(expected.pop(key), abs=0.001), key
    assert {key: report[key] for key in expected} == expected
