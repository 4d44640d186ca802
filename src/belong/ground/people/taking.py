"""What became of an archive that somebody asked for, and of a going."""

from dataclasses import dataclass
from datetime import datetime
from typing import IO
from uuid import UUID

from belong.ground.kernel.public import NotFound, now, storage
from belong.ground.ledger.public import ids_of
from belong.ground.people.actor import Actor
from belong.ground.people.commands.own_data import KEPT_FOR, path_of
from belong.ground.people.models import Erasure, Export


@dataclass(frozen=True, slots=True)
class ExportCard:
    """An archive of the reader's own; `ready_at` is None while it is being made."""

    uid: UUID
    asked_at: datetime
    ready_at: datetime | None
    goes_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class ErasureCard:
    """How far a going is. `found`: refs of what still holds a name of the person, in others' words."""

    uid: UUID
    keeps: bool
    finished_at: datetime | None
    found: tuple[str, ...]


def my_exports(actor: Actor) -> list[ExportCard]:
    """The archives of the actor that are still kept, the latest first."""
    if actor.person is None:
        return []
    kept = Export.objects.filter(person__in=ids_of(actor.person), asked_at__gt=now() - KEPT_FOR)
    return [
        ExportCard(one.uid, one.asked_at, one.ready_at, one.asked_at + KEPT_FOR, one.size)
        for one in kept.order_by("-pk")
    ]


def export_file(actor: Actor, uid: UUID) -> IO[bytes]:
    """The archive, opened. Only theirs who asked for it, while it is kept; else `NotFound`."""
    mine = [] if actor.person is None else ids_of(actor.person)
    found = Export.objects.filter(
        uid=uid, person__in=mine, ready_at__isnull=False, asked_at__gt=now() - KEPT_FOR
    ).first()
    if found is None:
        raise NotFound
    try:
        return storage().open(path_of(found.uid))
    except FileNotFoundError:
        raise NotFound from None


def erasure(uid: UUID) -> ErasureCard:
    """A going, by the number that only who went was told. Raises `NotFound`."""
    found = Erasure.objects.filter(uid=uid).first()
    if found is None:
        raise NotFound
    return ErasureCard(found.uid, found.keeps, found.finished_at, tuple(found.found))
