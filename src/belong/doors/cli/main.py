"""The entry: runs a command and turns what went wrong into words on stderr and an exit code.

0: done. 1: done, and the answer is no (a difference was found, something is not well). 2: not done.
"""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from belong.doors.cli.root import Failure, root


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
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


def _say(words: str) -> None:
    click.echo(f"belong: {words}", err=True)


def _words(wrong: Exception) -> str | None:
    """What to tell the operator; None where the fault is ours and the traceback is the news."""
    from belong.ground.kernel.postgres import PostgresError

    if isinstance(wrong, Failure | PostgresError):
        return str(wrong)
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management.base import CommandError
    from django.db import OperationalError

    if isinstance(wrong, OperationalError):
        return f"The database does not answer: {str(wrong).strip()}"
    if isinstance(wrong, ImproperlyConfigured | CommandError):
        return str(wrong)
    from django.apps import apps

    if not apps.ready:
        return None
    from belong.care.archives.public import ArchiveRefused
    from belong.ground.kernel.public import Invalid, NotFound, Refused

    if isinstance(wrong, ArchiveRefused | Refused):
        return str(wrong)
    if isinstance(wrong, NotFound):
        return str(wrong) or "That is not here."
    if isinstance(wrong, Invalid):
        return " ".join(wrong.errors.values())
    return None
