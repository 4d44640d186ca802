"""Each figure on the ladder and health pages, on a real archive: the list behind it has as many entries as it says."""

import json
import random
import re
import statistics
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from belong.care.archives.public import run, start_run
from belong.doors.cli.main import run as command
from belong.doors.imports.public import open_stackexchange
from belong.ground.ledger.public import followers
from belong.ground.people.public import Actor, make_owner
from belong.insight.impact.public import (
    FIGURES,
    Evidence,
    contributions,
    figure_list,
    health,
    months,
    week,
)
from belong.insight.journey.public import ladder_figures, people_at_stage

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

HOST = Actor.system_run("test")
DAYS = [None, date(2014, 3, 31), date(2014, 12, 31), date(2015, 10, 1), date(2016, 6, 30)]
PERIODS = [(None, None), (None, date(2015, 1, 1)), (date(2014, 7, 1), date(2015, 6, 30)), (date(2015, 12, 31), None)]
WAITS = {
    "median_seconds_to_first_answer": 0.5,
    "median_seconds_to_first_response": 0.5,
    "p90_seconds_to_first_answer": 0.9,
}


@pytest.fixture(scope="module", autouse=True)
def beer(shared_data: Path, module_clone: str) -> Iterator[None]:
    folder = shared_data / "conversations" / "se-beer"
    if not (folder / "Posts.xml").exists():
        pytest.skip("se-beer is not here")
    archive = open_stackexchange(folder)
    card = start_run(actor=HOST, archive=archive)
    run(actor=HOST, run_id=card.id, archive=archive)
    yield


def everything(
    figure: str,
    period: tuple[date | None, date | None],
    hour: int | None = None,
    month: date | None = None,
    kind: str | None = None,
) -> list[Evidence]:
    """All pages of a figure's list, whose every page names the same total."""
    found: list[Evidence] = []
    cursor = None
    while True:
        page = figure_list(HOST, figure, *period, hour=hour, month=month, kind=kind, cursor=cursor, limit=500)
        found.extend(page.items)
        cursor = page.next
        if cursor is None:
            assert page.total == len(found)
            return found


@pytest.mark.parametrize("period", PERIODS, ids=str)
@pytest.mark.parametrize("figure", [figure for figure in FIGURES if figure not in {*WAITS, "asked_by_hour_of_week"}])
def test_a_count_is_the_length_of_its_list(figure: str, period: tuple[date | None, date | None]) -> None:
    assert len(everything(figure, period)) == getattr(health(HOST, *period), figure)


@pytest.mark.parametrize("period", PERIODS, ids=str)
@pytest.mark.parametrize("figure", sorted(WAITS))
def test_a_wait_is_worked_out_from_its_list(figure: str, period: tuple[date | None, date | None]) -> None:
    waits = sorted(entry.seconds for entry in everything(figure, period) if entry.seconds is not None)
    place = WAITS[figure] * (len(waits) - 1)
    low = waits[int(place)]
    high = waits[min(int(place) + 1, len(waits) - 1)]
    assert getattr(health(HOST, *period), figure) == pytest.approx(low + (high - low) * (place - int(place)), abs=0.001)
    if WAITS[figure] == 0.5:
        assert statistics.median(waits) == pytest.approx(getattr(health(HOST, *period), figure), abs=0.001)


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_each_hour_of_the_week_opens_onto_its_questions(period: tuple[date | None, date | None]) -> None:
    hours = health(HOST, *period).asked_by_hour_of_week
    assert [len(everything("asked_by_hour_of_week", period, hour)) for hour in range(168)] == list(hours)


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_each_hour_of_the_week_opens_onto_its_waits(period: tuple[date | None, date | None]) -> None:
    for place, hour in enumerate(week(HOST, *period)):
        waits = [entry.seconds for entry in everything("median_seconds_to_first_answer", period, place)]
        assert len(waits) == hour.answered
        median = statistics.median(wait for wait in waits if wait is not None) if waits else None
        assert hour.median_seconds == (pytest.approx(median, abs=0.001) if waits else None)


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_each_month_opens_onto_what_it_counts(period: tuple[date | None, date | None]) -> None:
    found = months(HOST, *period)
    assert sum(month.questions for month in found) == health(HOST, *period).questions > 0
    for month in found[:40]:
        counts = {
            "questions": month.questions,
            "answered": month.answered,
            "active_people": month.active_people,
            "contributions": month.contributions,
            "joined": month.joined,
            "joined_again": month.joined_again,
        }
        assert {figure: len(everything(figure, period, month=month.month)) for figure in counts} == counts
        waits = [entry.seconds for entry in everything("median_seconds_to_first_answer", period, month=month.month)]
        median = statistics.median(wait for wait in waits if wait is not None) if waits else None
        assert month.median_seconds == (pytest.approx(median, abs=0.001) if waits else None)


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_each_kind_of_contribution_opens_onto_its_acts(period: tuple[date | None, date | None]) -> None:
    found = contributions(HOST, *period)
    assert [(kind.word, len(everything("contributions", period, kind=kind.word))) for kind in found] == [
        (kind.word, kind.number) for kind in found
    ]
    assert sum(kind.number for kind in found) == len(everything("contributions", period)) > 0


CELL = re.compile(r'<a href="(/health/[^"]+)">([\d\N{NO-BREAK SPACE}]+)</a>')


@pytest.mark.parametrize("page", ["months", "newcomers", "contributions"])
def test_each_number_in_the_table_of_a_picture_leads_to_as_many_entries(host: Client, page: str) -> None:
    cells = CELL.findall(host.get(f"/health/{page}?from=2015-02-01&to=2015-06-30").content.decode())
    assert cells
    for link, value in cells:
        body = host.get(unescape(link)).content.decode()
        assert f'<b class="figure-value">{value}</b>' in body, link


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_each_stage_opens_onto_its_people(day: date | None) -> None:
    figures = ladder_figures(HOST, day)
    assert figures.stages
    for stage in figures.stages:
        people: list[int] = []
        cursor = None
        while True:
            page = people_at_stage(HOST, stage.stage.key, day, cursor=cursor, limit=500)
            people.extend(entry.person.id for entry in page.items)
            cursor = page.next
            if cursor is None:
                break
        assert (len(people), len(set(people)), page.total) == (stage.people, stage.people, stage.people)


ON_THE_STAIR = re.compile(r'<p class="stair-name"><a href="([^"]+)">[^<]*</a> <b>([^<]*)</b>')
FIGURE = re.compile(r'<a class="figure" href="([^"]+)"><b class="figure-value">([^<]*)</b>')
NEXT = re.compile(r'<a rel="next" href="([^"]+)"')
LIST = re.compile(r'<(ol|ul) class="list(?: (?:ladder-)?rows)?">(.*?)</\1>', re.DOTALL)


def figures_of(page: str) -> list[tuple[str, str]]:
    return [*FIGURE.findall(page), *ON_THE_STAIR.findall(page)]


@pytest.fixture(scope="module")
def host(beer: None) -> Client:
    account = make_owner("host@example.org", "a long enough password", "Hope")
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.parametrize("path", ["/ladder?as_of=2015-06-30", "/health?to=2015-06-30", "/health?from=2016-01-01"])
def test_each_number_on_a_page_leads_to_as_many_entries(host: Client, path: str) -> None:
    figures = [
        (unescape(link), int("".join(filter(str.isdigit, value))))
        for link, value in figures_of(host.get(path).content.decode())
        if not re.search(r"[a-z]", value)
    ]
    assert len(figures) >= 5
    assert {link.split("?")[1] for link, _ in figures} <= {path.split("?")[1]}
    for link, value in figures:
        entries, following = 0, link
        while following:
            page = host.get(following).content.decode()
            entries += sum(body.count("<li") for _, body in LIST.findall(page))
            more = NEXT.search(page)
            following = unescape(more[1]) if more else ""
        assert entries == value, link


def belong(*words: str) -> int:
    """The exit code of `belong ...`, run in this process on the module's database."""
    try:
        return command(words)
    except SystemExit as ended:
        return int(ended.code or 0)


def insight_tables() -> list[str]:
    return sorted(table for follower in followers().values() for table in follower.tables)


def test_nothing_differs_where_nobody_touched_anything(capsys: pytest.CaptureFixture[str]) -> None:
    assert belong("rebuild", "--check") == 0


def test_a_planted_change_is_found_in_every_insight_table(capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(7)
    tables = insight_tables()
    assert {"journey_stay", "impact_act", "impact_person", "impact_question"} <= set(tables)
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(f"select count(*) from {table}")
            if not cursor.fetchone()[0]:
                assert table == "journey_touched", "only the working table of a fold is empty"
                continue
        key, column = keyed(table)
        places = ", ".join(key)
        with connection.cursor() as cursor:
            cursor.execute(f"select count({column}) from {table}")
            there = cursor.fetchone()[0]
        where = " and ".join(f"{name} = %s" for name in key)
        with connection.cursor() as cursor:
            cursor.execute(
                f"select {places}, {column}::text from {table} where {column} is not null order by {places} offset %s",
                [chance.randrange(there // 2 + 1)],
            )
            *values, kept = cursor.fetchone()
            cursor.execute(
                f"update {table} set {column} = {column} + {STEP[type_of(table, column)]} where {where}", values
            )
        capsys.readouterr()
        assert belong("rebuild", "--check", "--format", "json") == 1
        found = json.loads(capsys.readouterr().out)["differences"]
        assert {difference["table"] for difference in found} == {table}
        assert [list(difference["key"]) for difference in found] == [key] * len(found)
        assert str(values[0]) in {str(difference["key"][key[0]]) for difference in found}
        assert len(found) == 1
        with connection.cursor() as cursor:
            cursor.execute(f"update {table} set {column} = %s::{type_of(table, column)} where {where}", [kept, *values])
    assert belong("rebuild", "--check") == 0


STEP = {"timestamptz": "interval '1 hour'", "int8": "1", "int4": "1", "int2": "1"}


def keyed(table: str) -> tuple[list[str], str]:
    """The columns of a table's natural key, and one column beside it that a number can be added to."""
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    assert model._meta.pk is not None
    key = [field.column for field in getattr(model._meta.pk, "fields", [model._meta.pk])]
    others = [field.column for field in model._meta.concrete_fields if field.column and field.column not in key]
    return key, next(column for column in others if type_of(table, column) in STEP)


def type_of(table: str, column: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "select udt_name from information_schema.columns where table_name = %s and column_name = %s",
            [table, column],
        )
        return str(cursor.fetchone()[0])
