"""The rejects file: exact whatever is killed when."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from belong.care.archives import rejects
from belong.care.archives.models import Run
from belong.care.archives.queries import _reject
from belong.care.archives.records import Item, Skipped
from belong.care.archives.uploads import without_place
from belong.ground.kernel.public import kept_words, told, uuid7
from belong.ground.people.public import BUSY_ELSEWHERE


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    return Run(source="s", started_at=datetime(2024, 1, 1, tzinfo=UTC))


def item(line: int, raw: object) -> Item:
    return Item("Posts.xml", line, Skipped(), raw)


def reasons(run: Run) -> list[str]:
    return [json.loads(line)["reason"] for line in rejects.file_of(run).read_text(encoding="utf-8").splitlines()]


def test_what_was_not_committed_is_cut_off(run: Run) -> None:
    rejects.append(run, [(item(3, {"Id": "ü"}), "first")])
    kept = run.rejects_bytes
    rejects.append(run, [(item(4, "x"), "never committed")])
    run.rejects, run.rejects_bytes = 1, kept
    rejects.append(run, [(item(4, "x"), "again"), (item(5, None), "last")])
    assert reasons(run) == ["first", "again", "last"]
    assert (run.rejects, run.rejects_bytes) == (3, rejects.file_of(run).stat().st_size)


def test_a_resumed_run_that_rejects_nothing_more_cuts_too(run: Run) -> None:
    rejects.append(run, [(item(3, 1), "first")])
    with rejects.file_of(run).open("ab") as stream:
        stream.write(b'{"half')
    rejects.cut(run)
    assert reasons(run) == ["first"]


def test_no_rejects_no_file(run: Run) -> None:
    rejects.append(run, [])
    rejects.cut(run)
    assert not rejects.file_of(run).exists()


def test_half_a_character_is_kept_as_what_it_is(run: Run) -> None:
    rejects.append(run, [(item(3, "\ud800"), "half")])
    assert b"\\ud800" in rejects.file_of(run).read_bytes()


def test_a_reason_is_read_in_the_language_of_who_reads_it(run: Run) -> None:
    run.uid = uuid7()
    with override("de"):
        rejects.append(run, [(item(3, 1), str(BUSY_ELSEWHERE)), (item(4, 2), "a line of an older run")])
        german = reasons(run)[0]
    english, older = [_reject(line) for line in rejects.lines_from(run, 0, 9)[0]]
    assert (english.reason, older.reason) == (str(BUSY_ELSEWHERE), "a line of an older run")
    assert english.reason != german
    with override("de"):
        assert _reject(rejects.lines_from(run, 0, 1)[0][0]).reason == german == str(BUSY_ELSEWHERE)


def test_what_is_said_to_people_names_files_and_not_where_they_lie() -> None:
    says = told("%(file)s cannot be read: %(reason)s.") % {"file": Path("/srv/in/people.csv"), "reason": "/srv/in/x"}
    assert without_place(says, "/srv/in/people.csv") == "people.csv cannot be read: x."
    assert without_place(told("The .zip is empty."), "/srv/in/a.zip") == "The .zip is empty."
    assert isinstance(kept_words(without_place(says, "/srv/in/people.csv")), dict)
