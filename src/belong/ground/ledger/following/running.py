"""Draining and running: who takes the readers forward, and when."""

import logging
from threading import Event
from time import monotonic, sleep

from django.db import DatabaseError, InterfaceError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from belong.ground.kernel.public import lock_number
from belong.ground.ledger.following import places
from belong.ground.ledger.following.order import START, newest
from belong.ground.ledger.following.readers import readers
from belong.ground.ledger.following.stepping import Pace, Step
from belong.ground.ledger.waking import CHANNEL

SWEEP = 60.0
HELD_PAUSE = 0.25
"""How long to wait before looking again at facts that an open transaction holds back."""

FAILED_PAUSE = 1.0
LEADER = lock_number("ledger.runner")
log = logging.getLogger("belong.ledger")


class FollowerFailed(RuntimeError):
    """Followers stopped while being drained; the message names each with its error."""


def drain(*, seconds: float | None = None) -> bool:
    """Fold every fact that is committed when it is called, and return whether that was done.

    Facts that an open transaction holds back are waited for; `seconds` limits the whole (None: as long as it takes).
    Raises `FollowerFailed` after all others are done if one fails. Not inside a transaction.
    """
    _refuse_inside_transaction()
    end = None if seconds is None else monotonic() + seconds
    goal = newest(readable=False)
    waiting = [Pace(reader) for reader in readers()]
    failed: list[Pace] = []
    while waiting:
        moved = False
        for pace in list(waiting):
            step = pace.step()
            moved = moved or step is Step.MOVED
            if step is Step.FAILED:
                failed.append(pace)
                waiting.remove(pace)
            elif step is not Step.BUSY and (pace.at or START) >= goal:
                waiting.remove(pace)
        if end is not None and waiting and monotonic() > end:
            break
        if not moved and waiting:
            sleep(0.02)
    if failed:
        raise FollowerFailed("; ".join(f"{pace.reader.name}: {pace.error!r}" for pace in failed)) from failed[0].error
    return not waiting


def run(stop: Event) -> None:
    """Keep all readers up to date until `stop` is set: woken by whoever records, and by itself each minute.

    One process of the installation does so at a time; the others wait to take its place. A reader that fails is tried
    again later and holds nobody else up.
    """
    _refuse_inside_transaction()
    while not stop.is_set():
        try:
            _lead(stop)
        except (DatabaseError, InterfaceError):
            log.exception("the runner lost its database and tries again")
            connection.close()
            stop.wait(2)
    connection.close()


def _lead(stop: Event) -> None:
    """Wait to be the leader, then lead. The lock and the listening belong to a connection that does nothing else."""
    ears = connection.copy()
    try:
        with ears.cursor() as cursor:
            while not _is_leader(cursor):
                if stop.wait(2):
                    return
            cursor.execute(f"listen {CHANNEL}")
        paces: dict[str, Pace] = {}
        while not stop.is_set():
            connection.close_if_unusable_or_obsolete()
            _listen(ears, stop, _pass(paces, stop))
    finally:
        ears.close()


def _is_leader(cursor: CursorWrapper) -> bool:
    cursor.execute("select pg_try_advisory_lock(%s)", [LEADER])
    return bool(cursor.fetchone()[0])


def _pass(paces: dict[str, Pace], stop: Event) -> float:
    """Take everybody as far as can be; returns how many seconds to wait for a notification."""
    moved = True
    while moved and not stop.is_set():
        moved = False
        for reader in readers():
            pace = paces.setdefault(reader.name, Pace(reader))
            if stop.is_set() or (pace.error is not None and places.pauses(reader.name)):
                continue
            step = pace.step()
            moved = moved or step is Step.MOVED
            if step is Step.FAILED:
                log.error("%s stopped: %r", reader.name, pace.error)
    if any(pace.error is not None for pace in paces.values()):
        return FAILED_PAUSE
    committed = newest(readable=False)
    held = any((pace.at or START) < committed for pace in paces.values())
    return HELD_PAUSE if held else SWEEP


def _listen(ears: BaseDatabaseWrapper, stop: Event, seconds: float) -> None:
    end = monotonic() + seconds
    while not stop.is_set() and (left := end - monotonic()) > 0:
        with ears.wrap_database_errors:
            if any(ears.connection.notifies(timeout=min(left, 0.5), stop_after=1)):
                return


def _refuse_inside_transaction() -> None:
    if connection.in_atomic_block:
        raise RuntimeError("followers read what is committed: drain outside a transaction (tests: in a database clone)")
