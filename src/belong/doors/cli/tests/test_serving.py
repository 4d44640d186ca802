"""Processes that were started for a home are found, end with their parent, and leave nothing behind a kill."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from belong.doors.cli.root import Failure
from belong.doors.cli.serving.listening import address_of, listening
from belong.doors.cli.serving.register import registered, stop_registered
from belong.doors.cli.serving.web import METRICS, share_metrics

STAY = """
import sys, time
from pathlib import Path
from belong.doors.cli.serving.register import registered
with registered(Path(sys.argv[1]), sys.argv[2]):
    print("here", flush=True)
    time.sleep(60)
"""
PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]])
print(child.pid, flush=True)
time.sleep(60)
"""
CHILD = """
import os, time
from belong.doors.cli.serving import parent
parent.LOOK_SECONDS = 0.05
parent.follow_parent(os.getppid())
print("following", flush=True)
time.sleep(60)
"""


def started(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", *words], stdout=subprocess.PIPE, text=True)


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def ended(process: subprocess.Popen[str]) -> int:
    code = process.wait(timeout=20)
    if process.stdout:
        process.stdout.close()
    return code


def until(true: Callable[[], bool]) -> None:
    ends = time.monotonic() + 10
    while not true():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.02)


def test_registered_processes_are_asked_to_end(tmp_path: Path) -> None:
    process = started(STAY, str(tmp_path), "serve")
    assert first_line(process) == "here"
    elsewhere = started(STAY, str(tmp_path / "other"), "serve")
    assert first_line(elsewhere) == "here"
    reaped = [f"serve-{process.pid}"]
    assert stop_registered(tmp_path) == reaped
    assert ended(process) == -signal.SIGTERM
    assert elsewhere.poll() is None
    elsewhere.kill()
    ended(elsewhere)


def test_a_killed_process_is_not_found_even_if_its_number_lives_again(tmp_path: Path) -> None:
    stranger = started("import time; print('here', flush=True); time.sleep(60)")
    assert first_line(stranger) == "here"
    (tmp_path / "running").mkdir()
    (tmp_path / "running" / f"serve-{stranger.pid}").write_text(str(stranger.pid))
    assert stop_registered(tmp_path) == []
    assert stranger.poll() is None
    assert list((tmp_path / "running").iterdir()) == []
    stranger.kill()
    ended(stranger)


def test_a_process_does_not_stop_itself(tmp_path: Path) -> None:
    with registered(tmp_path, "serve"):
        assert stop_registered(tmp_path) == []
    assert list((tmp_path / "running").iterdir()) == []


def test_a_child_ends_when_its_parent_is_killed() -> None:
    process = started(PARENT, CHILD)
    child = int(first_line(process))
    assert first_line(process) == "following"
    os.kill(child, 0)
    process.kill()
    ended(process)
    until(lambda: not running(child))


def running(number: int) -> bool:
    """Whether it runs; a zombie that nobody reaps does not."""
    asked = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False)
    return bool(asked.stdout.strip()) and not asked.stdout.strip().startswith("Z")


def test_a_port_that_is_taken_is_refused_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        words = f"Port {port} of 127.0.0.1 cannot be had: Address already in use"
        with pytest.raises(Failure, match=words), listening("127.0.0.1", port):
            pass
    with listening("127.0.0.1", port) as door:
        assert door.getsockname() == ("127.0.0.1", port)


def test_a_visitor_whose_line_is_cut_is_noticed() -> None:
    with listening("127.0.0.1", 0) as door, socket.create_connection(door.getsockname()):
        door.setblocking(True)
        with door.accept()[0] as visitor:
            assert visitor.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
            if hasattr(socket, "TCP_KEEPIDLE"):
                assert visitor.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) <= 120


@pytest.mark.parametrize("command", ["serve", "web", "demo"])
def test_a_start_that_is_refused_leaves_the_figures_of_what_serves(command: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        figures = tmp_path / "running" / "metrics" / f"127.0.0.1-{taken.getsockname()[1]}" / "counter_1.db"
        figures.parent.mkdir(parents=True)
        figures.write_bytes(b"kept")
        words = ["--home", str(tmp_path), command, "--port", str(taken.getsockname()[1])]
        told = {**os.environ, "BELONG_METRICS_TOKEN": "a word"}
        program = [sys.executable, "-m", "belong.doors.cli", *words]
        done = subprocess.run(program, env=told, capture_output=True, text=True, check=False)
    assert (done.returncode, "cannot be had: Address already in use" in done.stderr) == (2, True)
    assert figures.read_bytes() == b"kept"


def test_two_servers_of_one_home_keep_their_figures_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELONG_METRICS_TOKEN", "a word")
    monkeypatch.setenv(METRICS, "")
    folders = []
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        for door in (one, other, one):
            monkeypatch.delenv(METRICS)
            share_metrics(tmp_path, door)
            folders.append(Path(os.environ[METRICS]))
            assert list(folders[-1].iterdir()) == []
            (folders[-1] / "counter_1.db").write_bytes(b"counted")
    assert folders[0] == folders[2] != folders[1]
    assert (folders[1] / "counter_1.db").exists()


HANDED = """
import os, sys
from belong.doors.cli.serving.listening import address_of, listening
os.dup2(int(os.environ["DOOR"]), 3)
os.environ["LISTEN_PID"] = sys.argv[1] if len(sys.argv) > 1 else str(os.getpid())
with listening("127.0.0.1", int(os.environ["OTHER"])) as door:
    print(address_of(door), "LISTEN_FDS" in os.environ)
"""


def handed(*words: str, fds: str = "1", other: int = 1) -> str:
    """What a program finds that systemd started with a socket of its own as its third open file."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        told = {**os.environ, "DOOR": str(door.fileno()), "LISTEN_FDS": fds, "OTHER": str(other)}
        program = [sys.executable, "-c", HANDED, *words]
        done = subprocess.run(program, env=told, pass_fds=[door.fileno()], capture_output=True, text=True, check=False)
        return f"{done.stdout or done.stderr}".replace(str(door.getsockname()[1]), "THEIRS")


def test_a_socket_of_systemd_is_taken_before_any_port() -> None:
    assert handed() == "http://127.0.0.1:THEIRS False\n"


def test_a_socket_for_another_process_is_none_of_ours() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert handed(str(os.getpid()), other=port) == f"http://127.0.0.1:{port} False\n"


def test_several_sockets_are_refused_in_words() -> None:
    assert "systemd hands over 2 sockets" in handed(fds="2")


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::1", "[::1]"), ("::", "[::1]")],  # noqa: S104
)
def test_the_address_to_open(host: str, shown: str) -> None:
    with listening(host, 0) as door:
        assert address_of(door) == f"http://{shown}:{door.getsockname()[1]}"
