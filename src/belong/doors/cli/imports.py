"""import: bring an archive in, take it back, see what came."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from belong.doors.cli.bringing import bring, interruptible, plain, print_run, watching
from belong.doors.cli.house import actor, opened
from belong.doors.cli.output import format_option, print_json, table
from belong.doors.cli.root import Failure, Group, home
from belong.doors.cli.tables import people, touches

if TYPE_CHECKING:
    from belong.care.archives.public import Archive

no_wait_option = click.option("--no-wait", is_flag=True, help="Return before insight has caught up.")


@click.group("import", cls=Group)
def import_command() -> None:
    """Bring an archive of the community in, or take it back."""


@import_command.command("stackexchange")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--site", help="The site's name in identities (default: the folder's, without `se-`).")
@click.option("--group", help="The group that its topics go to (default: the site's name).")
@no_wait_option
@format_option
def stackexchange(folder: Path, site: str | None, group: str | None, no_wait: bool, form: str) -> None:
    """The data dump of one Stack Exchange site: a folder of XML files."""

    def archive() -> "Archive":
        from belong.doors.imports.public import open_stackexchange

        return open_stackexchange(folder.resolve(), site=site, group=group)

    _import(archive, no_wait, form)


@import_command.command("mbox")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--as",
    "kind",
    type=click.Choice(["question", "conversation"]),
    default="question",
    show_default=True,
    help="What the first mail of a thread is.",
)
@click.option("--group", help="The group that its threads go to (default: the list's name).")
@click.option("--site", help="The list's name in identities (default: what its mails say, else the folder's).")
@no_wait_option
@format_option
def mbox(files: tuple[Path, ...], kind: str, group: str | None, site: str | None, no_wait: bool, form: str) -> None:
    """The mails of a list: files of the form mbox, packed by gzip or not, or folders of them."""

    def archive() -> "Archive":
        from belong.doors.imports.public import open_mbox

        return open_mbox([file.resolve() for file in files], kind=kind, group=group, site=site)

    _import(archive, no_wait, form)


@import_command.command("discourse")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--site", help="The forum's name in identities (default: the folder's, without `discourse-`).")
@no_wait_option
@format_option
def discourse(folder: Path, site: str | None, no_wait: bool, form: str) -> None:
    """The topics and posts of a Discourse forum: a folder with posts.jsonl, or topics.jsonl too, packed or not."""

    def archive() -> "Archive":
        from belong.doors.imports.public import open_discourse

        return open_discourse(folder.resolve(), site=site)

    _import(archive, no_wait, form)


@import_command.command("archive")
@click.argument("file", type=click.Path(path_type=Path))
@no_wait_option
@format_option
def archive(file: Path, no_wait: bool, form: str) -> None:
    """An archive in Belong's own format (docs/archive-format.md)."""

    def archive() -> "Archive":
        from belong.doors.imports.public import open_archive

        return open_archive(file.resolve())

    _import(archive, no_wait, form)


@import_command.command("resume")
@click.argument("run", type=int)
@no_wait_option
@format_option
def resume(run: int, no_wait: bool, form: str) -> None:
    """Go on with an import that was interrupted."""
    with opened(home()):
        from belong.care.archives import public as archives
        from belong.doors.imports.public import reopen

        card = archives.run_card(actor("import"), run)
        if not card.resumable:
            raise Failure(f"Run {run} is {card.says}: there is nothing to resume.")
        archive = reopen(card.place)
        with interruptible() as watch:
            card = archives.run(actor=actor("import"), run_id=run, archive=archive, watch=watch, wait=not no_wait)
    print_run(card, form)


@import_command.command("undo")
@click.argument("run", type=int)
@click.option("--yes", is_flag=True, help="Do not ask, even where members wrote on what it brought.")
@no_wait_option
@format_option
def undo(run: int, yes: bool, no_wait: bool, form: str) -> None:
    """Take back all that an import brought; what members wrote on it stays theirs."""
    with opened(home()), watching() as watch:
        from belong.care.archives import public as archives

        try:
            card = archives.undo(actor=actor("import"), run_id=run, confirmed=yes, watch=watch, wait=not no_wait)
        except archives.Unconfirmed as asks:
            click.echo(str(asks), err=True)
            if not click.confirm("Undo it?", err=True):
                raise Failure("Nothing was undone. With --yes nothing is asked.") from None
            card = archives.undo(actor=actor("import"), run_id=run, confirmed=True, watch=watch, wait=not no_wait)
    print_run(card, form)


@import_command.command("runs")
@format_option
def runs(form: str) -> None:
    """What was imported, and what became of it."""
    with opened(home()):
        from belong.care.archives.public import runs as found

        cards = found(actor("import"))
    if form == "json":
        print_json([plain(card) for card in cards])
    elif not cards:
        click.echo("Nothing was imported yet.")
    else:
        head = ("run", "source", "began", "records", "rejects", "state")
        lines = [
            (str(c.id), c.source, f"{c.started_at:%Y-%m-%d %H:%M}", f"{c.done:,}", f"{c.rejects:,}", c.says)
            for c in cards
        ]
        click.echo(table([head, *lines]))


def _import(open_it: Callable[[], "Archive"], no_wait: bool, form: str) -> None:
    with opened(home()):
        bring(open_it(), no_wait, form)


import_command.add_command(people)
import_command.add_command(touches)
