"""Two processes that import at the same time."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, connections

from belong.care.archives.public import ArchiveRefused, EndedMeanwhile, RunCard, bring, run, runs, start_run, undo
from belong.doors.imports.public import open_stackexchange
from tests.stories.imports import SYSTEM, acted, facts, small

pytestmark = pytest.mark.usefixtures("clone")


def meanwhile(do: Callable[[], object]) -> None:
    """`do` as another process does it: on a connection of its own, to its end."""
    failed: list[BaseException] = []

    def work() -> None:
        try:
            do()
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert failed == []


def late(folder: Path, monkeypatch: pytest.MonkeyPatch, then: Callable[[RunCard], object]) -> RunCard:
    """Bring `folder` in; while we wait for the run, another process does what `then` says with it."""
    from belong.care.archives.commands import carry

    fetched, first = carry.fetched, [True]  # type: ignore[attr-defined]

    def slow(actor: object, number: int) -> object:
        row = fetched(actor, number)  # type: ignore[arg-type]
        if first and first.pop():
            meanwhile(lambda: then(runs(SYSTEM)[0]))
        return row

    monkeypatch.setattr(carry, "fetched", slow)
    return bring(actor=SYSTEM, archive=open_stackexchange(folder, site="x"))


def test_who_comes_second_hears_that_nothing_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = small(tmp_path)
    other = open_stackexchange(folder, site="x")
    card = late(folder, monkeypatch, lambda first: run(actor=SYSTEM, run_id=first.id, archive=other))
    assert (card.says, card.changed_nothing) == ("done, nothing was new", True)
    assert [one.says for one in runs(SYSTEM)] == ["done, nothing was new", "done"]
    assert len(acted()) == 10


def test_a_run_that_was_ended_by_another_process_is_not_resumed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small(tmp_path)
    card = start_run(actor=SYSTEM, archive=open_stackexchange(folder, site="x"))
    from belong.care.archives.commands import carry

    fetched = carry.fetched  # type: ignore[attr-defined]

    def slow(actor: object, number: int) -> object:
        row = fetched(actor, number)  # type: ignore[arg-type]
        monkeypatch.setattr(carry, "fetched", fetched)
        meanwhile(lambda: undo(actor=SYSTEM, run_id=card.id, confirmed=True))
        return row

    monkeypatch.setattr(carry, "fetched", slow)
    with pytest.raises(EndedMeanwhile, match=f"^Run {card.id} was carried to its end by another process: it is undone"):
        run(actor=SYSTEM, run_id=card.id, archive=open_stackexchange(folder, site="x"))
    assert acted() == []


def test_whose_archive_was_refused_by_another_process_is_refused_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small(tmp_path)
    (folder / "Votes.xml").write_bytes((folder / "Votes.xml").read_bytes()[:-3])

    def refused(first: RunCard) -> None:
        archive = open_stackexchange(folder, site="x")
        with pytest.raises(ArchiveRefused):
            run(actor=SYSTEM, run_id=first.id, archive=archive)

    with pytest.raises(ArchiveRefused, match=r"Votes\.xml is cut off"):
        late(folder, monkeypatch, refused)
    assert runs(SYSTEM) == []


def test_a_run_that_brings_nothing_leaves_no_fact(tmp_path: Path) -> None:
    bring(actor=SYSTEM, archive=open_stackexchange(small(tmp_path), site="x"))
    before = facts()
    assert bring(actor=SYSTEM, archive=open_stackexchange(tmp_path, site="x")).changed_nothing
    assert facts() == before
    with connection.cursor() as cursor:
        cursor.execute("select state from ledger_batch order by id")
        assert cursor.fetchall() == [("complete",), ("withdrawn",)]
