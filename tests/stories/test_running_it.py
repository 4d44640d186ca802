"""A community that is served for years: backed up each day by itself, watched by machines."""

import json
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from belong.config.running import log
from tests.stories.command import Belong
from tests.stories.test_command_line import free_port, status, until

TOKEN = "a word that nobody guesses"


def told(port: int, path: str, token: str = "") -> tuple[int, str]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as line:
        line.request("GET", path, headers={"Authorization": f"Bearer {token}"} if token else {})
        answer = line.getresponse()
        return answer.status, answer.read().decode()


def test_what_serves_backs_up_and_tells_machines_how_it_is(tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    belong = Belong(tmp_path / "home", BELONG_BACKUPS=str(backups), BELONG_METRICS_TOKEN=TOKEN)
    belong.done("manage", "owner", "owner@example.org", BELONG_OWNER_PASSWORD="a long enough password")
    assert "There is none" in belong("doctor").stdout
    port = free_port()
    serving = belong.started("serve", "--port", str(port), "--web-workers", "2")
    try:
        until(lambda: status(port) == 200)
        assert told(port, "/healthz") == (200, "well\n")
        assert told(port, "/metrics")[0] == 404
        for _ in range(12):
            assert told(port, "/groups/")[0] == 200
        metrics = told(port, "/metrics", TOKEN)[1]
        counted = [
            row for row in metrics.splitlines() if row.startswith("belong_requests_total{") and " 404" not in row
        ]
        seen = sum(float(row.rsplit(" ", 1)[1]) for row in counted if 'page="groups"' in row or 'page="kept"' in row)
        assert seen == 12, "both web processes count into the same figures"
        assert 'belong_facts_behind{reader="journey"}' in metrics
        until(lambda: len(list(backups.glob("belong-*Z.belong"))) == 1)
    finally:
        serving.terminate()
        serving.communicate(timeout=60)
    [kept] = backups.iterdir()
    answer = belong.answer("backup", "--into", str(backups), "--days", "1", "--weeks", "0", "--months", "0")
    assert [Path(path).name for path in answer["removed"]] == [kept.name]
    assert "say where to" in belong.refused("backup").lower()
    Belong(tmp_path / "again").done("restore", answer["file"])
    assert "the newest" in belong("doctor").stdout


def test_the_log_is_one_json_object_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELONG_LOG", "json")
    lines = json.dumps(log("BELONG_LOG"))
    script = (
        "import json, logging, logging.config, sys; logging.config.dictConfig(json.loads(sys.argv[1]))\n"
        "try:\n    1 / 0\nexcept ZeroDivisionError:\n"
        "    logging.getLogger('belong.tests').exception('It broke at %s', '/feeds/7-abc')"
    )
    done = subprocess.run([sys.executable, "-c", script, lines], capture_output=True, text=True, check=True)
    told = json.loads(done.stderr)
    assert told["level"] == "ERROR"
    assert told["logger"] == "belong.tests"
    assert told["message"] == "It broke at /feeds/[key]"
    assert "ZeroDivisionError" in told["exc_info"]
    assert told["at"]
