"""Carrying an archive to its end with progress on the terminal, and saying what came of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click
from tqdm import tqdm

from belong.doors.cli.house import actor
from belong.doors.cli.output import duration, print_json, table
from belong.doors.cli.root import Failure

if TYPE_CHECKING:
    from belong.care.archives.public import Archive, Progress, RunCard, Watch

COLUMNS = ("loaded", "unchanged", "changed", "refused", "skipped")


def bring(archive: "Archive", no_wait: bool, form: str) -> None:
    """Bring an archive in and say what came of it; the house is open."""
    print_run(brought(archive, wait=not no_wait), form)


UNSEEN = {"checking", "loading", "linking"}
"""The states of a run before all that it brought is shown at once."""


def brought(archive: "Archive", *, wait: bool = True) -> "RunCard":
    """The archive carried to its end, with a progress bar on stderr; says how to go on where it is stopped."""
    from belong.care.archives.public import bring

    with interruptible() as watch:
        return bring(actor=actor("import"), archive=archive, watch=watch, wait=wait)


@contextmanager
def interruptible() -> "Iterator[Watch]":
    """As `watching`; who stops it with the keyboard is told how it goes on."""
    from belong.care.archives.public import run_card

    last = 0

    with watching() as bars:

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
def watching() -> "Iterator[Watch]":
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


def print_run(card: "RunCard", form: str) -> None:
    """What came of a run, for people or as JSON."""
    if form == "json":
        print_json(plain(card))
        return
    click.echo(f"Run {card.id}, {card.label}: {card.says}.")
    if card.changed_nothing:
        click.echo(_of_nothing(card))
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
        records = "1 record" if card.rejects == 1 else f"{card.rejects:,} records"
        each = "it is" if card.rejects == 1 else "they are"
        click.echo(f"{records} could not be read or placed; {each} in {card.rejects_file}.")
    click.echo(f"It took {duration(card.seconds)}.")


def _of_nothing(card: "RunCard") -> str:
    """Why a run changed nothing."""
    if not any(counts.refused for counts in card.counts.values()):
        return "Everything of it was here already."
    if any(counts.unchanged for counts in card.counts.values()):
        return "What could be read was here already."
    return "None of it could be read."


def plain(card: "RunCard") -> dict[str, object]:
    """A run as JSON data."""
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
