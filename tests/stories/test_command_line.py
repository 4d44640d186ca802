"""The `belong` command from outside: homes of its own, its exit codes, its bytes, and kills."""

import http.client
import json
import os
import re
import signal
import socket
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest

from belong.doors.imports.public import write_demo
from belong.ground.kernel import postgres
from tests.stories.command import Belong, folder, fresh

__all__ = ["folder", "fresh"]

PASSWORD = "a long enough secret"


@pytest.fixture(scope="module")
def archive(folder: Path) -> Path:
    file = folder / "association.jsonl"
    write_demo(file, last_day=date(2026, 6, 30))
    return file


@pytest.fixture(scope="module")
def community(folder: Path, archive: Path) -> Iterator[Belong]:
    """A home with an owner and the demo association."""
    belong = Belong(folder / "community")
    belong.done("manage", "owner", "owner@example.org", BELONG_OWNER_PASSWORD=PASSWORD)
    belong.done("import", "archive", str(archive))
    yield belong
    belong("stop")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.1)


def status(port: int) -> int:
    """Of the first page; 0 where nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def test_help_and_wrong_words_need_no_home(fresh: Belong) -> None:
    for words in ([], ["--help"], ["report", "--help"], ["report", "ladder", "--help"], ["manage", "--help"]):
        run = fresh(*words)
        assert "Usage: belong" in run.stdout + run.stderr
    for words in (["nonsense"], ["report", "ladder", "--as-of", "2016-02-30"], ["report", "health", "--format", "xml"]):
        assert fresh.refused(*words).startswith("Usage: belong")
    assert not fresh.home.exists()


def test_a_new_home_gets_its_tables_and_is_well(fresh: Belong) -> None:
    first = fresh("doctor", "--format", "json")
    assert first.returncode == 1
    assert [check["check"] for check in json.loads(first.stdout) if not check["ok"]] == ["migrations"]
    health = fresh.answer("report", "health", "--to", "2016-06-30")
    assert (health["people"], health["questions"], health["asked_by_hour_of_week"]) == (0, 0, [0] * 168)
    assert all(check["ok"] for check in fresh.answer("doctor"))
    assert fresh.answer("report", "ladder", "--as-of", "2016-06-30")["as_of"] == "2016-06-30"
    assert not postgres.running(fresh.home)


def test_the_home_is_named_before_or_after(community: Belong, folder: Path) -> None:
    elsewhere = Belong(folder / "nowhere")
    there = ["--home", str(community.home)]
    before = elsewhere.done(*there, "report", "health", "--format", "json")
    assert elsewhere.done("report", "health", "--format", "json", *there) == before
    assert elsewhere.done("report", *there, "health", "--format", "json") == before
    assert json.loads(before)["people"] > 0
    assert not elsewhere.home.exists()


def test_an_owner_needs_a_good_password(fresh: Belong) -> None:
    assert "BELONG_OWNER_PASSWORD" in fresh.refused("manage", "owner", "owner@example.org")
    assert "short" in fresh.refused("manage", "owner", "owner@example.org", BELONG_OWNER_PASSWORD="abc")
    assert "address" in fresh.refused("manage", "owner", "no address", BELONG_OWNER_PASSWORD=PASSWORD)
    assert "EMAIL" in fresh.refused("manage", "owner")


def test_reports_are_the_same_bytes_for_the_same_state(community: Belong) -> None:
    words = ["report", "ladder", "--as-of", "2026-06-30", "--by-person", "--format", "json"]
    first = community.done(*words)
    assert community.done(*words) == first
    report = json.loads(first)
    assert list(report) == ["as_of", "ladder", "stages", "persons"]
    keys = ["explorer", "member", "partner", "associate", "community_of_practice"]
    assert [stage["key"] for stage in report["stages"]] == keys
    identities = [person["identity"] for person in report["persons"]]
    assert identities == sorted(identities)
    assert sum(stage["people"] for stage in report["stages"]) == len(identities)
    assert "@" not in first
    assert "persons" not in community.answer("report", "ladder", "--as-of", "2026-06-30")


def test_a_person_is_explained(community: Belong) -> None:
    report = community.answer("report", "ladder", "--as-of", "2026-06-30", "--by-person")
    for person in report["persons"][:2] + report["persons"][-2:]:
        found = community.answer("explain", person["identity"], "--as-of", "2026-06-30")
        assert (found["identity"], found["stage"]) == (person["identity"], person["stage"])
    assert "Nobody is known as kestrel-mill:nobody." in community.refused("explain", "kestrel-mill:nobody")
    assert community.done("explain", report["persons"][0]["identity"]).startswith(report["persons"][0]["identity"])
    assert community.answer("explain", "ines@example.org") == community.answer("explain", "mail:ines@example.org")


def test_what_cannot_be_imported_is_one_sentence(community: Belong, folder: Path, archive: Path) -> None:
    before = community.done("report", "health", "--to", "2026-06-30", "--format", "json")
    cut = folder / "cut.jsonl"
    cut.write_bytes(archive.read_bytes()[:5000])
    for words in (
        ["archive", str(folder / "missing.jsonl")],
        ["archive", str(folder)],
        ["archive", str(cut)],
        ["stackexchange", str(folder)],
        ["stackexchange", str(folder / "missing")],
        ["undo", "4711"],
        ["resume", "4711"],
    ):
        says = community.refused("import", *words)
        assert says.startswith("belong: ")
        assert says.count("\n") == 1
    assert community.done("report", "health", "--to", "2026-06-30", "--format", "json") == before


def test_the_same_archive_again_changes_nothing_and_a_finished_run_cannot_be_resumed(
    community: Belong, archive: Path
) -> None:
    before = community.done("report", "health", "--to", "2026-06-30", "--format", "json")
    again = community.answer("import", "archive", str(archive))
    assert community.done("report", "health", "--to", "2026-06-30", "--format", "json") == before
    runs = community.answer("import", "runs")
    assert {run["source"] for run in runs} == {"archive:kestrel-mill"}
    assert "nothing to resume" in community.refused("import", "resume", str(again["run"]))


def test_a_planted_change_is_found_and_made_good(community: Belong) -> None:
    assert community.answer("rebuild", "--check") == {"equal": True, "differences": []}
    with postgres.ensure(community.home) as server:
        with psycopg.connect(server.url) as connection:
            topic = connection.execute(
                "update impact_question set asked_at = asked_at - interval '1 hour' "
                "where topic_id = (select min(topic_id) from impact_question) returning topic_id"
            ).fetchone()
        assert topic
        run = community("rebuild", "--check")
        assert run.returncode == 1
        assert re.search(rf"^impact_question, topic_id {topic[0]}: asked_at is ", run.stdout, re.MULTILINE)
        compared = json.loads(community("rebuild", "--check", "--format", "json").stdout)
        assert [(each["table"], each["key"]) for each in compared["differences"]] == [
            ("impact_question", {"topic_id": topic[0]})
        ]
        community.done("rebuild")
        community.done("rebuild", "--check")


def test_a_backup_made_at_work_comes_back_and_life_goes_on(community: Belong, fresh: Belong, folder: Path) -> None:
    port = free_port()
    serving = community.started("serve", "--port", str(port), "--web-workers", "1")
    try:
        until(lambda: status(port) == 200)
        kept = folder / "kept.belong"
        community.done("backup", str(kept))
        assert "is there already" in community.refused("backup", str(kept))
    finally:
        serving.terminate()
        serving.communicate(timeout=60)
    fresh.done("restore", str(kept))
    for words in (
        ["report", "ladder", "--as-of", "2026-06-30", "--by-person", "--format", "json"],
        ["report", "health", "--to", "2026-06-30", "--format", "json"],
    ):
        assert fresh.done(*words) == community.done(*words)
    fresh.done("rebuild", "--check")
    before = fresh.answer("report", "health")["people"]
    fresh.done("manage", "owner", "other@example.org", BELONG_OWNER_PASSWORD=PASSWORD)
    run = fresh.answer("import", "runs")[-1]["run"]
    fresh.done("import", "undo", str(run), "--yes")
    assert fresh.answer("report", "health")["people"] == 0 < before
    fresh.done("rebuild", "--check")
    assert "in use" in fresh.refused("restore", str(kept))


def test_a_backup_moves_to_the_same_or_a_newer_postgresql(folder: Path) -> None:
    majors = {found.major: str(found.folder) for found in postgres.available() if found.major >= 15}
    if len(majors) < 2:
        pytest.skip("there is one PostgreSQL here")
    newer, older = majors[max(majors)], majors[min(majors)]
    first, refused, moved = (Belong(folder / f"moving-{name}") for name in ("from", "refused", "to"))
    kept = folder / "moving.belong"
    first.done("report", "health", PG_BIN=newer)
    first.done("backup", str(kept))
    assert f"made by PostgreSQL {max(majors)}, and none so new is here" in refused.refused(
        "restore", str(kept), PG_BIN=older
    )
    assert not (refused.home / "postgres").exists()
    moved.done("restore", str(kept))
    assert moved.answer("doctor")[0]["says"].startswith(f"PostgreSQL {max(majors)}.")


def test_what_is_no_backup_leaves_an_empty_home(fresh: Belong, folder: Path) -> None:
    wrong = folder / "wrong.belong"
    wrong.write_text("Dear diary")
    assert fresh.refused("restore", str(wrong)) == f"belong: {wrong} is not a whole backup of Belong.\n"
    assert fresh.refused("restore", str(folder / "none")) == f"belong: There is no file {folder / 'none'}.\n"
    assert not (fresh.home / "secret.key").exists()


def test_serve_survives_kills_and_ends_in_order(community: Belong) -> None:
    port = free_port()
    serving = community.started("serve", "--port", str(port), "--web-workers", "1")
    until(lambda: status(port) == 200)
    assert f"Port {port} of 127.0.0.1 cannot be had" in community.refused("serve", "--port", str(port))
    os.kill(server(community.home), signal.SIGKILL)
    until(lambda: postgres.running(community.home) and status(port) == 200)
    serving.kill()
    serving.communicate(timeout=60)
    until(lambda: status(port) == 0 and not postgres.running(community.home))
    again = community.started("serve", "--port", str(port), "--web-workers", "1")
    until(lambda: status(port) == 200)
    again.send_signal(signal.SIGINT)
    assert "Traceback" not in again.communicate(timeout=60)[0]
    assert again.returncode == 0
    assert status(port) == 0
    assert not postgres.running(community.home)


def server(home: Path) -> int:
    return int((home / "postgres" / "cluster" / "postmaster.pid").read_text().split()[0])


def test_stop_ends_all(community: Belong) -> None:
    port = free_port()
    serving = community.started("serve", "--port", str(port), "--web-workers", "1")
    until(lambda: status(port) == 200)
    worker = community.started("worker")
    until(lambda: any(path.name.startswith("worker-") for path in (community.home / "running").iterdir()))
    says = community.done("stop")
    assert f"serve-{serving.pid}, worker-{worker.pid}" in says
    for process in (serving, worker):
        process.communicate(timeout=60)
    assert not postgres.running(community.home)
    assert community.done("stop") == f"Nothing runs on {community.home}.\n"


def test_the_demo_is_there_again_at_its_second_start(fresh: Belong) -> None:
    port = free_port()
    shown = [demo(fresh, port) for _ in range(2)]
    for lines in shown:
        assert lines.count(f"Belong is ready: http://127.0.0.1:{port}") == 1
    accounts = [[line for line in lines if "sign in as a " in line] for lines in shown]
    assert [line.split(":")[0].strip() for line in accounts[0]] == ["sign in as a host", "sign in as a member"]
    assert accounts[0] == accounts[1]
    assert len(fresh.answer("import", "runs")) == 1
    assert not postgres.running(fresh.home)


def demo(belong: Belong, port: int) -> list[str]:
    process = belong.started("demo", PORT=str(port))
    lines = []
    assert process.stdout
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if "Ctrl-C" in line:
            process.send_signal(signal.SIGINT)
    process.stdout.close()
    assert process.wait(timeout=60) == 0
    return lines
