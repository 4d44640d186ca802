"""serve, web, worker, stop."""

import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from belong.doors.cli.house import opened
from belong.doors.cli.keeping.rotating import scheduled_folder
from belong.doors.cli.output import format_option, say
from belong.doors.cli.root import Command, home
from belong.doors.cli.serving.listening import address_of, listening
from belong.doors.cli.serving.parent import follow_named_parent
from belong.doors.cli.serving.register import registered, stop_registered
from belong.doors.cli.serving.telling import tell
from belong.doors.cli.serving.web import default_workers, serve_web, share_metrics
from belong.ground.kernel import postgres


def address_options(command: Callable[..., Any]) -> Callable[..., Any]:
    host = click.option(
        "--host", envvar="BELONG_BIND", default="127.0.0.1", show_default=True, help="The address to listen at."
    )
    port = click.option(
        "--port", envvar="PORT", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Or $PORT."
    )
    workers = click.option(
        "--web-workers",
        envvar="BELONG_WEB_WORKERS",
        type=click.IntRange(1, 64),
        default=default_workers,
        help="Web processes (default: one per core, at most 4).",
    )
    return host(port(workers(command)))


@click.command("serve", cls=Command)
@address_options
def serve_command(host: str, port: int, web_workers: int) -> None:
    """Serve the pages and do the background work, until Ctrl-C."""
    from belong.doors.cli.serving.backups import Backups
    from belong.doors.cli.serving.supervisor import supervise

    place = home()
    with listening(host, port) as door:
        share_metrics(place, door)
        tell_where(door)
        with registered(place, "serve"), opened(place) as share:
            tell(f"Serving {place} at {address_of(door)} (Ctrl-C stops)", level=logging.INFO)
            folder = scheduled_folder()
            supervise(children(web_workers), share, door=door, backups=Backups(folder) if folder else None)


@click.command("web", cls=Command)
@address_options
def web_command(host: str, port: int, web_workers: int) -> None:
    """Serve the pages only."""
    place = home()
    with listening(host, port) as door:
        share_metrics(place, door)
        with _serving(place, "web"):
            (place / "static").mkdir(exist_ok=True)
            serve_web(door, workers=web_workers)


@click.command("worker", cls=Command)
def worker_command() -> None:
    """Do the background work only: tasks, and keeping insight up to date."""
    from belong.doors.cli.serving.worker import work

    with _serving(home(), "worker"):
        work()


@contextmanager
def _serving(place: Path, name: str) -> Iterator[None]:
    """One of the halves: on its own, registered; or as a supervisor's child, that did so and looked at the tables."""
    if follow_named_parent():
        with opened(place, migrated=False):
            yield
        return
    with registered(place, name), opened(place):
        yield


@click.command("stop", cls=Command)
@format_option
def stop_command(form: str) -> None:
    """Stop everything that runs on this home, its database included."""
    place = home()
    stopped = stop_registered(place)
    if postgres.stop_all(place):
        stopped.append("postgres")
    words = f"Stopped: {', '.join(stopped)}." if stopped else f"Nothing runs on {place}."
    say(form, {"stopped": bool(stopped), "processes": stopped}, words)


def children(workers: int) -> dict[str, list[str]]:
    return {"web": ["web", "--web-workers", str(workers)], "worker": ["worker"]}


def tell_where(door: socket.socket) -> None:
    """Have the children know where this machine serves the site: links in mails lead there if `BELONG_URL` is open.

    To be called before the settings are read: the children are made of this process, with what it has read.
    """
    os.environ["BELONG_HERE"] = address_of(door)
