"""import: bring an archive in, take it back, see what came."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from tqdm import tqdm

from belong.doors.cli.house import actor, opened
from belong.doors.cli.output import duration, format_option, print_json, table
from belong.doors.cli.root import Failure, Group, home
from belong.doors.cli.tables import people, touches

if TYPE_CHECKING:
    from belong.care.archives.public import Archive, Progress, RunCard, Watch

COLUMNS = ("loaded", "unchanged", "changed", "refused", "skipped")

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
        with _interruptible() as watch:
            card = archives.run(actor=actor("import"), run_id=run, archive=archive, watch=watch, wait=not no_wait)
    _print(card, form)


@import_command.command("undo")
@click.argument("run", type=int)
@click.option("--yes", is_flag=True, help="Do not ask, even where members wrote on what it brought.")
@no_wait_option
@format_option
def undo(run: int, yes: bool, no_wait: bool, form: str) -> None:
    """Take back all that an import brought; what members wrote on it stays theirs."""
    with opened(home()), _watching() as watch:
        from belong.care.archives import public as archives

        try:
            card = archives.undo(actor=actor("import"), run_id=run, confirmed=yes, watch=watch, wait=not no_wait)
        except archives.Unconfirmed as asks:
            click.echo(str(asks), err=True)
            if not click.confirm("Undo it?", err=True):
                raise Failure("Nothing was undone. With --yes nothing is asked.") from None
            card = archives.undo(actor=actor("import"), run_id=run, confirmed=True, watch=watch, wait=not no_wait)
    _print(card, form)


@import_command.command("runs")
@format_option
def runs(form: str) -> None:
    """What was imported, and what became of it."""
    with opened(home()):
        from belong.care.archives.public import runs as found

        cards = found(actor("import"))
    if form == "json":
        print_json([_plain(card) for card in cards])
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


def bring(archive: "Archive", no_wait: bool, form: str) -> None:
    """Bring an archive in and say what came of it; the house is open."""
    _print(brought(archive, wait=not no_wait), form)


UNSEEN = {"checking", "loading", "linking"}
"""The states of a run before all that it brought is shown at once."""


def brought(archive: "Archive", *, wait: bool = True) -> "RunCard":
    """The archive carried to its end, with a progress bar on stderr; says how to go on where it is stopped."""
    from belong.care.archives.public import bring

    with _interruptible() as watch:
        return bring(actor=actor("import"), archive=archive, watch=watch, wait=wait)


@contextmanager
def _interruptible() -> "Iterator[Watch]":
    """As `_watching`; who stops it with the keyboard is told how it goes on."""
    from belong.care.archives.public import run_card

    last = 0

    with _watching() as bars:

        def watch(progress: "Progress") -> None:
            nonlocal last
            last = progress.run
            bars(progress)

        try:
            yield watch
        except KeyboardInterrupt:
            if not last:
                raise
            shown = run_card(actor("import"), last).state not in UNSEEN
            seen = (
                "What it brought is visible, its figures are not complete" if shown else "Nothing of it is visible yet"
            )
            raise Failure(f"Stopped. {seen}; `belong import resume {last}` goes on from here.") from None


@contextmanager
def _watching() -> "Iterator[Watch]":
    """A bar per step, with rate and time left."""
    bars: dict[tuple[str, str], tqdm[Any]] = {}

    def watch(progress: "Progress") -> None:
        step = (progress.state, progress.phase)
        if step not in bars:
            for other in bars.values():
                other.close()
            bars[step] = tqdm(
                desc=" ".join(filter(None, step)),
                total=progress.total or None,
                unit=f" {progress.unit}",
                unit_scale=progress.unit == "B",
                dynamic_ncols=True,
                mininterval=0.2,
                initial=progress.done,
                disable=None,  # silent where stderr is no terminal
            )
        bar = bars[step]
        bar.total = progress.total or None
        bar.update(progress.done - bar.n)

    try:
        yield watch
    finally:
        for bar in bars.values():
            bar.close()


def _print(card: "RunCard", form: str) -> None:
    if form == "json":
        print_json(_plain(card))
        return
    click.echo(f"Run {card.id}, {card.label}: {card.says}.")
    if card.changed_nothing:
        click.echo("Everything of it was here already.")
    for note in card.notes:
        click.echo(note)
    lines = [
        (phase, *(f"{getattr(counts, column):,}" for column in COLUMNS))
        for phase, counts in card.counts.items()
        if any(getattr(counts, column) for column in COLUMNS)
    ]
    if lines:
        click.echo(table([("", *COLUMNS), *lines]))
    if card.rejects:
        click.echo(f"{card.rejects:,} records could not be read or placed; they are in {card.rejects_file}.")
    click.echo(f"It took {duration(card.seconds)}.")


def _plain(card: "RunCard") -> dict[str, object]:
    return {
        "run": card.id,
        "source": card.source,
        "label": card.label,
        "state": card.state,
        "says": card.says,
        "resumable": card.resumable,
        "undoable": card.undoable,
        "counts": {
            phase: {
                name: getattr(counts, name) for name in ("read", "loaded", "unchanged", "changed", "refused", "skipped")
            }
            for phase, counts in card.counts.items()
        },
        "notes": list(card.notes),
        "rejects": card.rejects,
        "rejects_file": str(card.rejects_file) if card.rejects_file else None,
        "started_at": card.started_at.isoformat(),
        "ended_at": card.ended_at.isoformat() if card.ended_at else None,
        "undone_at": card.undone_at.isoformat() if card.undone_at else None,
    }


import_command.add_command(people)
import_command.add_command(touches)
