"""What all commands share: `--home` before or after the command, `--format`, and how they are registered."""

import os
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import click

HOME_VARIABLE = "BELONG_HOME"
DEFAULT_HOME = ".belong"
# Where each command is; its module is read when it is asked for, so that `belong stop` need not know Django.
COMMANDS = {
    "serve": "serving.commands",
    "web": "serving.commands",
    "worker": "serving.commands",
    "stop": "serving.commands",
    "demo": "serving.demo",
    "import": "imports",
    "rebuild": "insight",
    "explain": "insight",
    "report": "reports",
    "export": "own_data",
    "erase": "own_data",
    "manage": "manage",
    "backup": "keeping.commands",
    "restore": "keeping.commands",
    "doctor": "doctor",
}


class Failure(Exception):
    """It was not done; the text says why and what would help."""


@dataclass
class Choices:
    """What was said before or after the command."""

    home: Path | None = None

    def home_or(self, default: str) -> Path:
        chosen = self.home or Path(os.environ.get(HOME_VARIABLE) or default)
        return chosen.expanduser().resolve()


def choices() -> Choices:
    return click.get_current_context().find_root().ensure_object(Choices)


def home(default: str = DEFAULT_HOME) -> Path:
    """The home that this command is about, named for all that is read after this."""
    chosen = choices().home_or(default)
    os.environ[HOME_VARIABLE] = str(chosen)
    return chosen


def _keep_home(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.find_root().ensure_object(Choices).home = value


def _home_option() -> click.Option:
    return click.Option(
        ["--home"],
        type=click.Path(path_type=Path, file_okay=False),
        expose_value=False,
        callback=_keep_home,
        help=f"The folder of this installation (default: ${HOME_VARIABLE}, else {DEFAULT_HOME}).",
    )


class Command(click.Command):
    """A command that takes `--home` too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(_home_option())


class Group(click.Group):
    """A group whose commands, and itself, take `--home`."""

    command_class = Command
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(_home_option())


class Root(Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"belong.doors.cli.{COMMANDS[cmd_name]}")
        return cast(click.Command, getattr(module, f"{cmd_name}_command"))


@click.group(cls=Root, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="belong", prog_name="Belong")
def root() -> None:
    """Belong: the place where an organisation keeps its community, and the memory of every relationship in it."""
