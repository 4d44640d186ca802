"""Runs that a page asked for: carried and taken back by background tasks."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from django.db import transaction

from belong.care.archives import uploads
from belong.care.archives.cards import RunCard, card_of
from belong.care.archives.commands.begin import start_run
from belong.care.archives.commands.carry import run
from belong.care.archives.commands.undo import undo
from belong.care.archives.loading.steps import EndedMeanwhile, InOtherHands
from belong.care.archives.models import CARRIED, ENDS, UNDOING, Asked, Run, State
from belong.care.archives.policies import can_be_undone, fetched, may_import, may_undo
from belong.care.archives.reading import Archive, ArchiveRefused, Place
from belong.ground.kernel.public import kept_text, task, told_lazy
from belong.ground.kernel.public import told as _
from belong.ground.people.public import Actor

Open = Callable[[Place], Archive]

UNEXPECTED = told_lazy(
    "Something went wrong on our side; nothing is lost. It is tried again by itself, and the log says what it was."
)

_openers: list[Open] = []


def register_opener(open_: Open) -> None:
    """The readers say, when their app starts, how an archive is opened again from its place."""
    _openers[:] = [open_]


def bring_later(*, actor: Actor, archive: Archive) -> RunCard:
    """As `bring`, by a background task: gives the run, which `run_card` tells of. Raises as `start_run`."""
    card = start_run(actor=actor, archive=archive)
    return go_on_later(actor=actor, run_id=card.id)


def go_on_later(*, actor: Actor, run_id: int) -> RunCard:
    """Have a background task carry a run on from where it stands. Raises `ArchiveRefused` where it has ended."""
    row = fetched(actor, run_id)
    may_import(actor).or_refuse()
    if row.state not in CARRIED:
        raise ArchiveRefused(
            _("Run %(number)s is %(state)s: there is nothing to resume.")
            % {"number": row.pk, "state": State(row.state).label}
        )
    return _asked(row, Asked.CARRY)


def undo_later(*, actor: Actor, run_id: int) -> RunCard:
    """Have a background task take a run back, as `undo` does; whoever asks has confirmed it. Raises as `undo`."""
    row = fetched(actor, run_id)
    may_undo(actor, row).or_refuse()
    if not (allowed := can_be_undone(row)):
        raise ArchiveRefused(allowed.reason)
    return _asked(row, Asked.UNDO, by=actor.acting)


def _asked(row: Run, what: Asked, by: int | None = None) -> RunCard:
    with transaction.atomic():
        who = {"undone_by": by} if what == Asked.UNDO else {}
        Run.objects.filter(pk=row.pk).update(asked=what, trouble="", **who)
        work.enqueue(once=_once(row.pk), run_id=row.pk, by=by)
    row.refresh_from_db()
    return card_of(row)


@task("archives.work")
def work(run_id: int, by: int | None = None) -> None:
    """Do what a page asked of the run. A run in other hands is tried again later; what was refused says why."""
    row = Run.objects.filter(pk=run_id).first()
    if row is not None and row.asked:
        _work(row, by)


def _work(row: Run, by: int | None) -> None:
    Run.objects.filter(pk=row.pk).exclude(trouble="").update(trouble="")  # of an earlier try
    try:
        if row.asked == Asked.CARRY and row.state in CARRIED:
            run(actor=_house(), run_id=row.pk, archive=_opened(row), keep_refused=True)
        elif row.asked == Asked.UNDO and row.state != State.UNDONE:
            # the task may have waited already when the host asked: then only the run knows who it was
            who = by if by is not None else row.undone_by_id
            undo(actor=replace(_house(), person=who), run_id=row.pk, confirmed=True)
    except InOtherHands as busy:
        Run.objects.filter(pk=row.pk).update(trouble=kept_text(busy))
        raise
    except EndedMeanwhile:
        pass
    except ArchiveRefused as refused:
        Run.objects.filter(pk=row.pk).update(trouble=kept_text(uploads.without_place(refused, row.path)))
    except Exception:
        Run.objects.filter(pk=row.pk).update(trouble=kept_text(UNEXPECTED))
        raise
    _done_with(row.pk, row.asked)


def _once(run_id: int) -> str:
    return f"archives.run:{run_id}"


def _house() -> Actor:
    return Actor.system_run("import")


def _opened(row: Run) -> Archive:
    if not _openers:
        raise ArchiveRefused(_("This installation has no readers."))
    return _openers[0](Place(row.format, row.path, row.options))


def _done_with(run_id: int, what: str) -> None:
    """What was asked is done. What a host asked for meanwhile is not: it waits for a task of its own.

    The files of a run that has ended are needed no more.
    """
    is_last = Run.objects.filter(pk=run_id, asked=what).update(asked="")
    row = Run.objects.filter(pk=run_id).first()
    if row is None:
        return
    if not is_last and row.asked:
        work.enqueue(once=_once(run_id), run_id=run_id)
    if row.state in ENDS or row.state in UNDOING:
        uploads.forget_upload(Path(row.path))
