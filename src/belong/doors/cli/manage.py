"""manage: the owner, and Django's own commands."""

import os
import sys

import click

from belong.doors.cli.house import opened
from belong.doors.cli.root import Command, Failure, home

PASSWORD_VARIABLE = "BELONG_OWNER_PASSWORD"  # noqa: S105 (a name, not a password)


@click.command(
    "manage",
    cls=Command,
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    options_metavar="",
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="owner EMAIL | retry-tasks | migrate | COMMAND ...")
def manage_command(words: tuple[str, ...]) -> None:
    """Make the owner (`manage owner EMAIL`), or run a command of Django such as migrate or shell."""
    if not words or words[0] in {"-h", "--help"}:
        click.echo("Usage: belong manage owner EMAIL\n       belong manage retry-tasks\n       belong manage migrate")
        click.echo("       belong manage COMMAND ...")
        click.echo("\nCommands of Django: `belong manage help`.")
    elif words[0] == "owner":
        owner(words[1:])
    elif words == ("retry-tasks",):
        retry_tasks()
    else:
        with opened(home(), migrated=False):
            from django.core.management import ManagementUtility

            django(ManagementUtility(["belong manage", *words]))


def django(utility: object) -> None:
    """Django prints its own errors and exits with 1, which here means a no: it was not done."""
    try:
        utility.execute()  # type: ignore[attr-defined]
    except SystemExit as ended:
        sys.exit(2 if ended.code else 0)


def owner(words: tuple[str, ...]) -> None:
    if len(words) != 1 or words[0].startswith("-"):
        raise click.UsageError("Say whose: `belong manage owner EMAIL`.")
    place = home()
    password = os.environ.get(PASSWORD_VARIABLE) or _asked()
    with opened(place):
        from belong.ground.people.public import make_owner

        make_owner(words[0], password)
    click.echo(f"{words[0]} is the owner and can sign in.")


def retry_tasks() -> None:
    """Have every task that was given up run again."""
    with opened(home()):
        from belong.ground.kernel.public import failed_tasks, retry_failed

        given_up = failed_tasks(limit=1_000)
        for task in given_up:
            retry_failed(task.id)
    click.echo(f"{len(given_up):,} tasks run again as soon as a worker is there.")


def _asked() -> str:
    if not sys.stdin.isatty():
        raise Failure(f"Nobody is there to ask for a password: set {PASSWORD_VARIABLE}.")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
