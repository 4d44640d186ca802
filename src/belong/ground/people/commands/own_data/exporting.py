"""All that is kept of a person, as one archive: what every room tells, and the files that are theirs."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from belong.ground.kernel.public import (
    Refused,
    advisory_lock,
    community,
    exporters,
    lock_number,
    now,
    storage,
    task,
    what_exporters_hold,
)
from belong.ground.ledger.public import DataTaken, history, ids_of, record
from belong.ground.people.actor import Actor
from belong.ground.people.commands.fetching import person_for
from belong.ground.people.commands.writing import write_to
from belong.ground.people.models import Export
from belong.ground.people.signing import account_of
from belong.ground.people.speaking import language_of

KEPT_FOR = timedelta(days=7)
READY = "service.export_ready"
A_SLICE = 1_000


def ask_export(*, actor: Actor) -> UUID:
    """Have all that is kept of the actor put into one archive, by a task that tells them when it is ready.

    While one is being made, that one is meant.
    """
    if actor.person is None or actor.acting is None or actor.account is None:
        raise Refused(_("Sign in to take your data with you."))
    with transaction.atomic():
        person_for(actor, actor.person)
        waiting = Export.objects.filter(person__in=ids_of(actor.person), ready_at__isnull=True).first()
        if waiting is not None:
            return waiting.uid
        made = Export.objects.create(person_id=actor.acting)
        record(DataTaken(actor=actor.acting, about=f"people.person:{actor.acting}", occurred_at=made.asked_at))
        work.enqueue(once=f"people.export:{made.pk}", number=made.pk)
    return made.uid


@task("people.export")
def work(number: int) -> None:
    """Make the archive that somebody asked for."""
    make_export(number)


def make_export(number: int) -> None:
    """Put the archive into the storage and tell the person, if they still have an account; made once.

    No transaction is open while it is written: all who follow the ledger would wait for a large one. Whoever takes the
    archive away waits for its end.
    """
    with advisory_lock(_lock_name(number)):
        found = Export.objects.filter(pk=number, ready_at__isnull=True).first()
        if found is None or account_of(found.person_id) is None:
            return
        with TemporaryFile() as file:
            write_archive(found.person_id, file)
            found.size = file.tell()
            file.seek(0)
            with suppress(FileNotFoundError):
                storage().delete(path_of(found.uid))
            storage().save(path_of(found.uid), File(file))
        with transaction.atomic():
            found.ready_at = now()
            found.save(update_fields=["ready_at", "size"])
            write_to(found.person_id, READY, {"path": "/me/data"})


def _lock_name(number: int) -> str:
    return f"people.export.{number}"


def export_to(*, actor: Actor, person: int, file: IO[bytes]) -> None:
    """Write the archive of a person into a file, for them: the house does it at the command line."""
    if actor.system is None:
        raise Refused(_("Only the person themself may do this."))
    write_archive(person, file)
    with transaction.atomic():
        record(DataTaken(actor=person, about=f"people.person:{person}"))


def path_of(uid: UUID) -> str:
    return f"exports/{uid}.zip"


def write_archive(person: int, file: IO[bytes]) -> None:
    """Write the archive of a person: a JSON file for each room, the whole ledger of theirs, the stored files that the
    rooms name under `files`, and what all of it is, in words."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        stored: dict[str, None] = {}
        for name, exporter in sorted(exporters().items()):
            told = exporter(person)
            stored |= dict.fromkeys(_files(told))
            archive.writestr(_file_of(name), _json(told))
        archive.writestr("ledger.json", _json(list(_ledger(person))))
        archive.writestr("README.txt", _in_words(person))
        for path in stored:
            with suppress(FileNotFoundError), storage().open(path) as source, archive.open(f"files/{path}", "w") as to:
                copyfileobj(source, to)


def _file_of(exporter: str) -> str:
    return f"{exporter.replace(' ', '_')}.json"


def _in_words(person: int) -> str:
    """What each file holds, in the language of the person."""
    here = community()
    with translation.override(language_of(person) or here.language):
        holds = {_file_of(name): says for name, says in what_exporters_hold().items()}
        holds["ledger.json"] = _("Your whole record: what you did, and what was done towards you. Others have no name.")
        holds["files/"] = _("Pictures and files that you sent here, under the names that the lists above give them.")
        head = _("All that %(name)s keeps of you.") % {"name": here.name}
        form = _("Any text editor opens these files; programs read them, too. Times are in UTC.")
        return "\n".join([head, form, "", *(f"{file}\n    {says}" for file, says in sorted(holds.items())), ""])


def _json(value: object) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def _files(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "files" and isinstance(inner, list):
                yield from (path for path in inner if isinstance(path, str))
            else:
                yield from _files(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _files(inner)


def _ledger(person: int) -> Iterator[dict[str, object]]:
    """What they did and what was done towards them, the newest first; others are not named."""
    ids, after = set(ids_of(person)), None
    while True:
        page = history(person=person, after=after, limit=A_SLICE)
        for fact in page.items:
            yield {
                "number": fact.id,
                "did": fact.actor_recorded in ids,
                "kind": fact.kind,
                "about": fact.about,
                "channel": fact.channel,
                "direction": fact.direction,
                "turf": fact.turf,
                "purpose": fact.purpose,
                "occurred_at": fact.occurred_at,
                "recorded_at": fact.recorded_at,
                "payload": dict(fact.payload),
            }
        if page.next is None:
            return
        after = page.next


def forget_exports(before: datetime) -> int:
    """Archives that were asked for before that instant go."""
    overdue = list(Export.objects.filter(asked_at__lt=before))
    for row in overdue:
        _take_away([row])
    return len(overdue)


def take_exports_away(person: int) -> None:
    """All archives of the person go. It waits for one that is being made, and writes nothing before."""
    _take_away(list(Export.objects.filter(person__in=ids_of(person))))


def _take_away(rows: list[Export]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for row in rows:
            # until the caller's transaction ends: one that is made now is waited for, one that comes later finds no row
            cursor.execute("select pg_advisory_xact_lock(%s)", [lock_number(_lock_name(row.pk))])
        for row in rows:
            with suppress(FileNotFoundError):
                storage().delete(path_of(row.uid))
            row.delete()
