"""Who may carry a run, with which files, and what is left out on the way."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import DataError, connection

from belong.care.archives import locks
from belong.care.archives.loading import load, slices
from belong.care.archives.loading.rooms import LOADERS, Context, Loader, Pair
from belong.care.archives.loading.tally import Tally
from belong.care.archives.models import Run
from belong.care.archives.public import (
    ArchiveRefused,
    Phase,
    orphans,
    run,
    run_card,
    runs,
    start_run,
    undo,
)
from belong.doors.imports.public import open_stackexchange
from belong.doors.imports.tests.dumps import question, user, write
from belong.ground.kernel.public import NotFound, Refused, doctor_checks, erasers, frozen, lock_number
from belong.ground.people.public import Actor
from belong.ground.settings.public import keep_periods
from tests.sameness import differences, told
from tests.stories.imports import SYSTEM, bring, person, small, stopped

pytestmark = pytest.mark.usefixtures("clone")


def test_a_refused_archive_leaves_no_trace(tmp_path: Path) -> None:
    before = told()
    folder = small(tmp_path)
    (folder / "Votes.xml").write_bytes((folder / "Votes.xml").read_bytes()[:-3])
    archive = open_stackexchange(folder, site="x")
    card = start_run(actor=SYSTEM, archive=archive)
    with pytest.raises(ArchiveRefused, match=r"Votes\.xml is cut off"):
        run(actor=SYSTEM, run_id=card.id, archive=archive)
    assert runs(SYSTEM) == []
    assert differences(before, told()) == []


def test_an_unfinished_run_goes_on_with_the_same_files_only(tmp_path: Path) -> None:
    folder = small(tmp_path / "a")
    card = stopped(folder, "loading", "answers")
    assert card.resumable
    assert card.says == "interrupted, loading answers: 9 of 12"
    other = open_stackexchange(small(tmp_path / "b", edited=True), site="x")
    with pytest.raises(ArchiveRefused, match=f"^Run {card.id} of stackexchange:x is not finished and reads other"):
        start_run(actor=SYSTEM, archive=other)
    with pytest.raises(ArchiveRefused, match=f"^Run {card.id} reads other files: those in "):
        run(actor=SYSTEM, run_id=card.id, archive=other)
    archive = open_stackexchange(folder, site="x")
    assert start_run(actor=SYSTEM, archive=archive).id == card.id
    assert run(actor=SYSTEM, run_id=card.id, archive=archive).state == "done"
    with pytest.raises(ArchiveRefused, match=f"^Run {card.id} is done: there is nothing to resume"):
        run(actor=SYSTEM, run_id=card.id, archive=archive)


def test_an_unfinished_run_does_not_go_on_with_files_that_changed_inside(tmp_path: Path) -> None:
    folder = small(tmp_path)
    file = folder / "Posts.xml"
    with file.open("ab") as stream:
        stream.write(b" " * (1 << 17))
    card = stopped(folder, "loading", "answers")
    file.write_bytes(file.read_bytes().replace(b'Id="21" PostTypeId="2"', b'Id="21" PostTypeId="4"'))
    archive = open_stackexchange(folder, site="x")
    archive.__dict__["fingerprint"] = Run.objects.get().fingerprint
    with pytest.raises(ArchiveRefused, match=f"are not what they were when run {card.id} began"):
        run(actor=SYSTEM, run_id=card.id, archive=archive)
    assert run_card(SYSTEM, card.id).resumable


def test_two_processes_never_have_the_same_run(tmp_path: Path, clone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.3)
    archive = open_stackexchange(small(tmp_path), site="x")
    card = start_run(actor=SYSTEM, archive=archive)
    given = connection.settings_dict
    with psycopg.connect(host=given["HOST"], port=given["PORT"] or None, user=given["USER"], dbname=clone) as other:
        other.execute("select pg_advisory_lock(%s)", [lock_number(f"archives.run:{card.id}")])
        with pytest.raises(ArchiveRefused, match=f"^Run {card.id} is in the hands of another process"):
            run(actor=SYSTEM, run_id=card.id, archive=archive)
        assert run_card(SYSTEM, card.id).says == "at work, checking the archive"
        with pytest.raises(ArchiveRefused, match=f"^Run {card.id} is in the hands of another process"):
            undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    assert run(actor=SYSTEM, run_id=card.id, archive=archive).state == "done"


def test_only_hosts_and_the_system_deal_with_runs(tmp_path: Path) -> None:
    archive = open_stackexchange(small(tmp_path), site="x")
    for actor in (Actor.anonymous(), Actor(person=1), Actor(person=1, roles=frozenset({"mentor"}), staff=True)):
        with pytest.raises(Refused):
            start_run(actor=actor, archive=archive)
    assert Run.objects.count() == 0
    card = bring(tmp_path)
    for actor in (Actor.anonymous(), Actor(person=1)):
        assert runs(actor) == []
        for question_ in (run_card, orphans):
            with pytest.raises(NotFound):
                question_(actor, card.id)
        with pytest.raises(NotFound):
            undo(actor=actor, run_id=card.id, confirmed=True)
    assert run_card(Actor(person=1, roles=frozenset({"host"})), card.id).id == card.id
    assert run_card(SYSTEM, card.id).state == "done"


def test_a_row_that_the_database_cannot_hold_is_refused_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loader = LOADERS[Phase.ANSWERS]

    def failing(context: Context, rows: Sequence[Pair]) -> Tally:
        if any(row.key == "11" for _, row in rows):
            raise DataError("value too long\nfor a column")
        return loader.load(context, rows)

    monkeypatch.setattr(load, "LOADERS", {**LOADERS, Phase.ANSWERS: Loader(loader.prepare, failing)})
    card = bring(small(tmp_path))
    assert (card.counts["answers"].loaded, card.counts["answers"].refused) == (1, 1)
    assert card.rejects_file is not None
    reasons = [json.loads(line)["reason"] for line in card.rejects_file.read_text().splitlines()]
    assert reasons[0] == "it could not be stored: value too long"
    assert len(reasons) == card.rejects


def test_slices_are_short_whatever_the_rows_cost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pace = slices.Pace()
    clock = iter(range(10_000))
    sizes = []
    monkeypatch.setattr(slices, "monotonic", lambda: next(clock))  # every slice takes a second
    for _ in range(8):
        pace.begin()
        pace.end(len(pace.take(iter([None] * 10_000))))  # type: ignore[list-item]
        sizes.append(len(pace.take(iter([None] * 10_000))))  # type: ignore[list-item]
    assert sizes == [80, 32, 12, 4, 1, 1, 1, 1]


def test_rejects_go_with_time_and_with_an_erasure(tmp_path: Path) -> None:
    folder = write(tmp_path, Users=[user(1)], Posts=[question(1), {"Id": "x"}])
    card = bring(folder)
    assert card.rejects_file is not None
    assert keep_periods()["rejects"] == 0
    assert card.rejects_file.exists()
    with frozen(datetime(2099, 1, 1, tzinfo=UTC)):
        assert keep_periods()["rejects"] == 1
    assert not card.rejects_file.exists()
    assert (run_card(SYSTEM, card.id).rejects, run_card(SYSTEM, card.id).rejects_file) == (1, None)
    undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    again = bring(folder)
    assert again.rejects_file is not None
    tables, eraser = erasers()["archives"]
    assert tables == ("archives_run",)
    eraser(person(1) or 0)
    assert not again.rejects_file.exists()


def test_the_doctor_names_interrupted_runs(tmp_path: Path) -> None:
    check = doctor_checks()["archives"]
    assert check().ok
    card = stopped(small(tmp_path), "loading", "topics")
    verdict = check()
    assert not verdict.ok
    assert verdict.remedy == f"belong import resume {card.id}"
