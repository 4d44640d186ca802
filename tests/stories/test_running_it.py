"""A community that is served for years: backed up each day by itself, watched by machines."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
import requests

from belong.config.running import form, log
from tests.stories.command import Belong
from tests.stories.test_command_line import free_port, status, until

TOKEN = "a word that nobody guesses"


def told(port: int, path: str, token: str = "") -> tuple[int, str]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as line:
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


def test_links_in_mails_lead_to_where_the_site_is_served(tmp_path: Path) -> None:
    belong = Belong(tmp_path / "home")
    word = "a long enough password"
    belong.done("manage", "owner", "owner@example.org", BELONG_OWNER_PASSWORD=word)
    port = free_port()
    serving = belong.started("serve", "--port", str(port), "--web-workers", "1")
    try:
        until(lambda: status(port) == 200)
        site = f"http://127.0.0.1:{port}"
        with requests.Session() as stranger:
            fill_in(stranger, f"{site}/", f"{site}/stay-in-touch", address="eva@example.org")
        with requests.Session() as owner:
            fill_in(owner, f"{site}/sign-in", f"{site}/sign-in", login="owner@example.org", password=word)
            [mail] = re.findall(r'href="(/mailbox/[^"]+)"', owner.get(f"{site}/mailbox", timeout=60).text)
            assert f"{site}/stay-in-touch/" in owner.get(site + mail, timeout=60).text
    finally:
        serving.terminate()
        serving.communicate(timeout=60)


def fill_in(session: requests.Session, page: str, target: str, **fields: str) -> None:
    """As a browser does: the page, then its form with the token that stood in it."""
    shown = session.get(page, timeout=60).text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)
    given = {**fields, **({"csrfmiddlewaretoken": token[1]} if token else {})}
    assert session.post(target, given, headers={"Origin": page.rsplit("/", 1)[0]}, timeout=60).ok


def test_nobody_is_turned_away_while_the_web_server_is_exchanged(tmp_path: Path) -> None:
    belong = Belong(tmp_path / "home", BELONG_LOG="json")
    port = free_port()
    serving = belong.started("serve", "--port", str(port), "--web-workers", "2")
    try:
        until(lambda: status(port) == 200)
        [first] = web_of(serving.pid)
        with ThreadPoolExecutor(1) as asking:
            going = threading.Event()
            answers = asking.submit(lambda: asked_until(going, port))
            os.kill(first, signal.SIGTERM)
            until(lambda: bool(web_of(serving.pid)) and first not in web_of(serving.pid) and status(port) == 200)
            going.set()
            assert set(answers.result()) == {200}
    finally:
        serving.terminate()
        said, _ = serving.communicate(timeout=60)
    lines = [json.loads(line) for line in said.splitlines()]
    told = [(line["level"], line["message"].split(" at ")[0]) for line in lines if line["logger"] == "belong.serving"]
    assert told == [
        ("INFO", f"Serving {tmp_path / 'home'}"),
        ("WARNING", "web ended with code 0; it is started again."),
    ]


def test_who_sends_slowly_holds_up_nobody(tmp_path: Path) -> None:
    belong = Belong(tmp_path / "home")
    port = free_port()
    serving = belong.started("serve", "--port", str(port), "--web-workers", "1")
    sent = b"login=a%40example.org&password=a+long+enough+word"
    head = b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    head += b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n" % len(sent)
    slow: list[socket.socket] = []
    try:
        until(lambda: status(port) == 200)
        for _ in range(16):
            slow.append(socket.create_connection(("127.0.0.1", port), timeout=60))
            slow[-1].sendall(head + sent[:7])
            assert told(port, "/sign-in")[0] == 200
        for line in slow:
            line.sendall(sent[7:])
            assert line.recv(100).startswith(b"HTTP/1.1 403"), "all of it was read, and no page of ours had sent it"
    finally:
        for line in slow:
            line.close()
        serving.terminate()
        serving.communicate(timeout=60)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_what_serves_was_read_once_and_is_shared(tmp_path: Path) -> None:
    belong = Belong(tmp_path / "home")
    port = free_port()
    serving = belong.started("serve", "--port", str(port), "--web-workers", "1")
    try:
        until(lambda: status(port) == 200)
        [web], [worker] = named("belong web", serving.pid), named("belong worker", serving.pid)
        for process in (web, worker):
            assert shared_mib(process) > 30, "a process that reads the program by itself shares none of it"
    finally:
        serving.terminate()
        serving.communicate(timeout=60)


def named(title: str, supervisor: int) -> list[int]:
    words = ["ps", "--ppid", str(supervisor), "-o", "pid=,args="]
    rows = subprocess.run(words, capture_output=True, text=True, check=False).stdout.splitlines()
    return [int(row.split()[0]) for row in rows if row.split(maxsplit=1)[1].strip() == title]


def shared_mib(process: int) -> float:
    """What was written, by this process or before it, and lies in memory once for several."""
    lines = (Path("/proc") / str(process) / "smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Shared_Dirty:")) / 1024


def web_of(supervisor: int) -> list[int]:
    words = ["ps", "--ppid", str(supervisor), "-o", "pid=,args="]
    rows = subprocess.run(words, capture_output=True, text=True, check=False).stdout.splitlines()
    return [int(row.split()[0]) for row in rows if "worker" not in row and "postgres" not in row]


def asked_until(going: threading.Event, port: int) -> list[int]:
    found = []
    while not going.wait(0.05):
        found.append(told(port, "/healthz")[0])
    return found


def test_the_log_is_one_json_object_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELONG_LOG", "json")
    lines = json.dumps(log(form("BELONG_LOG")))
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
