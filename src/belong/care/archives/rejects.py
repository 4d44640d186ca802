"""What a run left out, one JSON object a line, in a file that only the service reads. It goes after some weeks.

`reason` is the sentence as it was said; `told`, where it is one of ours, what it is said of in any language.
"""

import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from belong.care.archives.models import ENDS, Run
from belong.care.archives.records import Item
from belong.ground.kernel.public import kept_words


def file_of(run: Run) -> Path:
    return Path(settings.HOME) / "private" / "rejects" / f"run-{run.uid}.jsonl"


def append(run: Run, refused: Iterable[tuple[Item, str]]) -> None:
    """Add to the run's file, on disk before the transaction that moves the run commits, and tell the run its length.

    What a killed process wrote without committing is cut off by the next call.
    """
    lines = [_line(item, reason) for item, reason in refused]
    if not lines:
        return
    file = file_of(run)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = "".join(f"{line}\n" for line in lines).encode("utf-8", errors="backslashreplace")
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as stream:
        # after a restore elsewhere the file begins anew: rejects are no part of a backup
        kept = min(os.fstat(stream.fileno()).st_size, run.rejects_bytes)
        stream.truncate(kept)
        stream.seek(kept)
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    run.rejects += len(lines)
    run.rejects_bytes = kept + len(text)


def _line(item: Item, reason: str) -> str:
    told = kept_words(reason)
    again = {} if isinstance(told, str) else {"told": told}
    record = item.raw() if callable(item.raw) else item.raw
    kept = {"file": item.file, "line": item.line, "reason": reason, **again, "record": record}
    return json.dumps(kept, ensure_ascii=False)


def lines_from(run: Run, place: int, count: int) -> tuple[list[str], int | None]:
    """Some committed lines of the run's file, and the place of the next ones. No line begins elsewhere than a place."""
    file = file_of(run)
    if not file.exists():
        return [], None
    end = min(run.rejects_bytes, file.stat().st_size)
    with file.open("rb") as stream:
        if 0 < place < end:
            stream.seek(place - 1)
            place = place if stream.read(1) == b"\n" else 0
        else:
            place = 0
        stream.seek(place)
        lines: list[str] = []
        while len(lines) < count and stream.tell() < end:
            lines.append(stream.readline().decode("utf-8"))
        return lines, stream.tell() if stream.tell() < end else None


def cut(run: Run) -> None:
    """Cut off what was written after the run's last commit."""
    file = file_of(run)
    if file.exists() and file.stat().st_size > run.rejects_bytes:
        os.truncate(file, run.rejects_bytes)


def remove(run: Run) -> None:
    """Remove the run's file; how many records it held stays known. A run at work begins a new one."""
    with transaction.atomic():
        Run.objects.select_for_update(no_key=True).filter(pk=run.pk).first()
        Run.objects.filter(pk=run.pk).update(rejects_bytes=0)
        file_of(run).unlink(missing_ok=True)


def remove_old(before: datetime) -> int:
    """Remove the files of ended runs that began before; how many."""
    old = list(Run.objects.filter(state__in=ENDS, rejects_bytes__gt=0, started_at__lt=before))
    for run in old:
        remove(run)
    return len(old)
