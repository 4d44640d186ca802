"""A report says when its figures are being made anew, where nobody takes it for one."""

from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from belong.doors.cli.main import run
from belong.ground.ledger.public import followers

WORDS = "belong: these figures are being made anew"


@pytest.mark.parametrize(("report", "follower"), [("ladder", "journey"), ("health", "impact")])
def test_a_report_warns_while_its_figures_are_made_anew(
    clone: str, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], report: str, follower: str
) -> None:
    settings.HOME = tmp_path

    def told() -> tuple[int, bool, bool]:
        code = run(["--home", str(tmp_path), "report", report])
        said = capsys.readouterr()
        return code, WORDS in said.err, WORDS in said.out

    with connection.cursor() as cursor:
        for name, known in followers().items():
            cursor.execute(
                "insert into ledger_place (name, era, tx, fact_id, phase, place, basis, moved_at, error, failures)"
                " values (%s, 1, '1', 1, 0, 0, %s, now(), '', 0)",
                [name, known.basis()],
            )
    assert told() == (0, False, False)
    with connection.cursor() as cursor:
        cursor.execute("update ledger_place set basis = 'of an older version' where name <> %s", [follower])
    assert told() == (0, False, False)
    with connection.cursor() as cursor:
        cursor.execute("update ledger_place set basis = 'of an older version' where name = %s", [follower])
    assert told() == (0, True, False)
