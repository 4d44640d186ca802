"""The entry: runs a command and turns what went wrong into words on stderr and an exit code.

0: done. 1: done, and the answer is no (a difference was found, something is not well). 2: not done.
"""

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

import click

from belong.doors.cli.root import root

# Errors whose text is for the person; each tells what happened and what would help.
TOLD = {
    "belong.doors.cli.root": ("Failure",),
    "belong.ground.kernel.postgres": ("PostgresError",),
    "belong.ground.kernel.public": ("Refused", "NotFound"),
    "belong.ground.ledger.public": ("FollowerFailed", "NotCaughtUp", "CannotCompare"),
    "belong.ground.people.public": ("Wrong",),
    "belong.care.archives.public": ("ArchiveRefused",),
    "django.core.exceptions": ("ImproperlyConfigured",),
    "django.core.management.base": ("CommandError",),
    "django.db": ("OperationalError",),
}
BEFORE = {"OperationalError": "The database does not answer: "}


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _stop)
    try:
        return root.main(args=arguments, prog_name="belong", standalone_mode=False) or 0
    except click.ClickException as wrong:
        wrong.show()
    except (click.Abort, KeyboardInterrupt):
        _say("Stopped.")
    except BrokenPipeError:
        # Whoever read our output has gone; nothing is left to say, not even at the interpreter's end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as wrong:
        if (words := _words(wrong)) is None:
            raise
        _say(words)
    return 2


def _stop(number: int, frame: FrameType | None) -> None:
    """As Ctrl-C: what was begun is left in order, a database of ours included."""
    raise KeyboardInterrupt


def _say(words: str) -> None:
    click.echo(f"belong: {words}", err=True)


def _words(wrong: Exception) -> str | None:
    """What to tell the operator; None where the fault is ours and the traceback is the news."""
    if isinstance(wrong, _classes("belong.ground.kernel.public", "Invalid")):
        return " ".join(wrong.errors.values())  # type: ignore[attr-defined]
    for module, names in TOLD.items():
        if isinstance(wrong, _classes(module, *names)):
            return f"{BEFORE.get(type(wrong).__name__, '')}{str(wrong).strip() or 'That is not here.'}"
    return None


def _classes(module: str, *names: str) -> tuple[type[Exception], ...]:
    """Of a module that was never read nothing can have been raised; an error is no time to read it."""
    found = sys.modules.get(module)
    return tuple(getattr(found, name) for name in names if hasattr(found, name))
