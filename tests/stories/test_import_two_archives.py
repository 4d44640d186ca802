"""Persons whom two archives know: undoing one of them leaves the other one whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from belong.care.archives.public import Archive, Progress, RunCard, run, runs, start_run, undo
from belong.community.discussions.public import latest
from belong.doors.imports.public import open_archive
from belong.ground.ledger.public import check
from belong.ground.people.public import find_identity, person_cards
from tests.stories.imports import SYSTEM, Stop

pytestmark = pytest.mark.usefixtures("clone")

MAIL = "ann@example.org"


def ann(**given: Any) -> dict[str, Any]:
    return {"record": "person", "key": "ann", "name": "Ann", "identities": [{"source": "mail", "key": MAIL}], **given}


OTHER = {"record": "person", "key": "bo", "name": "Bo"}
"""Somebody whom an archive brings anew, so that it is one that brought something."""


def question() -> list[dict[str, Any]]:
    topic = {"record": "topic", "key": "t", "kind": "question", "title": "Scion wood", "body": "How long?"}
    return [
        {"record": "group", "key": "g", "name": "Orchard"},
        {**topic, "markup": "text", "group": "g", "author": "ann", "created": "2024-02-01T10:00:00Z"},
    ]


def written(folder: Path, source: str, *records: dict[str, Any]) -> Archive:
    head = {"record": "archive", "format": "belong-archive", "version": 1, "source": source, "name": source}
    file = folder / f"{source}.jsonl"
    lines = [head, *records, {"record": "end", "records": len(records)}]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return open_archive(file)


def bring(archive: Archive) -> RunCard:
    return run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive)


def stopped(archive: Archive) -> RunCard:
    """A run that loaded everything and is about to be seen."""

    def watch(progress: Progress) -> None:
        if progress.state == "linking":
            raise Stop

    with pytest.raises(Stop):
        run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive, watch=watch)
    return runs(SYSTEM)[0]


def take_back(card: RunCard) -> None:
    undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    assert check() == []


def known(source: str) -> int:
    number = find_identity(f"archive:{source}:ann")
    assert number is not None
    return number


JOINED = "2021-04-01T09:00:00Z"
GRANTED = {"record": "permission", "person": "ann", "channel": "mail", "purpose": "news", "granted": JOINED}


def test_who_is_only_named_in_the_other_archive_stays(tmp_path: Path) -> None:
    first = bring(written(tmp_path, "a", ann(joined=JOINED)))
    second = bring(written(tmp_path, "b", ann()))
    number = known("a")
    assert known("b") == number
    take_back(first)
    assert set(person_cards([number])) == {number}
    assert (find_identity("archive:b:ann"), find_identity(f"mail:{MAIL}")) == (number, number)
    take_back(second)
    assert person_cards([number]) == {}
    assert find_identity(f"mail:{MAIL}") is None


@pytest.mark.parametrize("again", [False, True])
def test_they_go_with_the_last_archive_that_names_them(tmp_path: Path, again: bool) -> None:
    a = written(tmp_path, "a", ann())
    first, second = bring(a), bring(written(tmp_path, "b", ann(), OTHER))
    number = known("a")
    take_back(first)
    if again:
        first = bring(a)
        assert known("a") == number
    take_back(second)
    assert set(person_cards([number])) == ({number} if again else set())
    if again:
        take_back(first)
        assert person_cards([number]) == {}


def test_an_archive_under_way_keeps_its_authors(tmp_path: Path) -> None:
    first = bring(written(tmp_path, "a", ann(joined=JOINED)))
    other = written(tmp_path, "b", ann(), *question())
    number = known("a")
    second = stopped(other)
    take_back(first)
    assert person_cards([number]) == {}
    assert run(actor=SYSTEM, run_id=second.id, archive=other).state == "done"
    assert [one.author.id for one in latest(SYSTEM).items if one.author] == [number]
    assert set(person_cards([number])) == {number}
    assert check() == []
    take_back(second)
    assert person_cards([number]) == {}


def test_who_stands_by_another_archive_does_not_go_with_one_under_way(tmp_path: Path) -> None:
    first = bring(written(tmp_path, "a", ann()))
    bring(written(tmp_path, "b", ann(), OTHER))
    number = known("a")
    third = stopped(written(tmp_path, "c", ann(), OTHER))
    take_back(first)
    assert set(person_cards([number])) == {number}
    take_back(third)
    assert set(person_cards([number])) == {number}


def test_a_permission_of_the_other_archive_stays(tmp_path: Path) -> None:
    first = bring(written(tmp_path, "a", ann(joined=JOINED), GRANTED))
    bring(written(tmp_path, "b", ann(), OTHER, GRANTED))
    number = known("a")
    take_back(first)
    assert set(person_cards([number])) == {number}
