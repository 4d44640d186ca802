"""manage: the owner, tasks given up, Django's own commands; what hosts decide is in `deciding`."""

import os
import sys

import click

from belong.doors.cli import deciding
from belong.doors.cli.house import opened
from belong.doors.cli.output import format_option, say
from belong.doors.cli.root import Command, Failure, Group, home

PASSWORD_VARIABLE = "BELONG_OWNER_PASSWORD"  # noqa: S105 (a name, not a password)


class Manage(Group):
    """Our own commands; what is none of them is Django's, with all its words."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return args[0], django_command, args


@click.group("manage", cls=Manage)
def manage_command() -> None:
    """Owner, hosts, staff, overrides, the ladder; and Django's commands, such as migrate or shell (`manage help`)."""


for command in (deciding.host_command, deciding.staff_command, deciding.override_command, deciding.ladder_command):
    manage_command.add_command(command)


@manage_command.command("owner")
@click.argument("email")
@format_option
def owner_command(email: str, form: str) -> None:
    """Make the owner, who signs in by EMAIL; or set their password anew."""
    place = home()
    password = os.environ.get(PASSWORD_VARIABLE) or _asked()
    with opened(place):
        from belong.ground.people.public import make_owner

        make_owner(email, password)
    say(form, {"owner": email}, f"{email} is the owner and can sign in.")


def _asked() -> str:
    if not sys.stdin.isatty():
        raise Failure(f"Nobody is there to ask for a password: set {PASSWORD_VARIABLE}.")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


@manage_command.command("one-step")
@click.argument("email")
@format_option
def one_step_command(email: str, form: str) -> None:
    """Let whoever signs in by EMAIL in with one step again: they lost their phone and their recovery codes."""
    with opened(home()):
        from belong.doors.web.accounts.caring import take_second_step
        from belong.ground.kernel.public import NotFound

        try:
            had_one = take_second_step(email)
        except NotFound:
            raise Failure(f"Nobody signs in by {email}.") from None
    words = "signs in with one step again, and is told so by mail." if had_one else "has no second step."
    say(form, {"email": email, "had_one": had_one}, f"{email} {words}")


@manage_command.command("retry-tasks")
@format_option
def retry_tasks_command(form: str) -> None:
    """Have every task that was given up run again."""
    with opened(home()):
        from belong.ground.kernel.public import failed_tasks, retry_failed

        given_up = failed_tasks(limit=1_000)
        for task in given_up:
            retry_failed(task.id)
    say(form, {"retried": len(given_up)}, f"{len(given_up):,} tasks run again as soon as a worker is there.")


@click.command(
    "django",
    cls=Command,
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def django_command(words: tuple[str, ...]) -> None:
    """A command of Django, with its own words."""
    with opened(home(), migrated=False):
        from django.core.management import ManagementUtility

        django(ManagementUtility(["belong manage", *words]))


def django(utility: object) -> None:
    """Django prints its own errors and exits with 1, which here means a no: it was not done."""
    try:
        utility.execute()  # type: ignore[attr-defined]
    except SystemExit as ended:
        sys.exit(2 if ended.code else 0)
