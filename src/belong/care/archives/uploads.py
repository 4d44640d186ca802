"""Archives that were sent to a page: kept for the service alone, below the home, for as long as their run needs them.

What is sent is nobody's friend yet: sizes are bounded as they are met, whatever the file says of itself, and names that
lead out of the upload's own folder are refused.
"""

import os
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from uuid import UUID

from django.conf import settings

from belong.care.archives.locks import at_work
from belong.care.archives.models import ENDS, Run
from belong.care.archives.reading import ArchiveRefused
from belong.ground.kernel.public import NotFound, Told, kept_text, now, told_lazy, uuid7
from belong.ground.kernel.public import told as _

LARGEST = 2 << 30
"""Bytes of an upload."""

LARGEST_UNPACKED, MOST_FILES = 16 << 30, 20_000
STEEPEST, SMALL = 200, 64 << 20
"""No honest text packs to less than a 200th of its size; up to 64 MB nobody asks."""

FORGOTTEN = timedelta(days=1)
"""An upload that no unfinished run reads goes after so long: its request was cut off, or its run ended elsewhere."""

FORGOTTEN_MEANWHILE = told_lazy(
    "It stopped half-way, and the file that was sent has been removed since. Send the same file "
    "again to go on, or take the import back."
)

_PIECE = 1 << 20
_LEFT_OUT = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
TOO_LARGE = told_lazy("The file has more than %(most)s GB: bring it in on the machine itself, with `belong import`.")


def room() -> Path:
    return Path(settings.HOME) / "private" / "uploads"


def keep_upload(name: str, pieces: Iterable[bytes], *, unpack: bool) -> Path:
    """Keep what was sent under `name`, a .zip unpacked where `unpack` says so; gives the file, or the folder.

    Raises `ArchiveRefused` where it is too large, or a .zip that cannot be trusted; nothing of it is kept then.
    """
    folder = room() / str(uuid7())
    folder.mkdir(mode=0o700, parents=True)
    try:
        file = folder / _plain(name)
        _write(file, _bounded(pieces, LARGEST, TOO_LARGE % {"most": LARGEST >> 30}))
        if not unpack:
            return file
        inside = folder / (file.stem if file.stem != file.name else "files")
        _unpack(file, inside)
        file.unlink()
        return _without_wrapping(inside)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise ArchiveRefused(_("The file cannot be kept here: %(reason)s.") % {"reason": error.strerror}) from None
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def forget_upload(path: Path) -> None:
    """Remove the upload that `path` is or lies in; a path of anywhere else is left alone."""
    if (folder := _folder_of(path)) is not None:
        shutil.rmtree(folder, ignore_errors=True)


def upload_id(path: Path) -> UUID:
    """What finds an upload again while no run reads it yet."""
    return UUID(path.relative_to(room()).parts[0])


def found_upload(id: UUID) -> Path:
    """The file of an upload. Raises `NotFound` where it was swept."""
    folder = room() / str(id)
    if not folder.is_dir() or not (inside := list(folder.iterdir())):
        raise NotFound
    return inside[0]


def most_unpacked(packed: Path) -> int:
    """Bytes that an honest file of this size may unpack to."""
    return min(LARGEST_UNPACKED, max(SMALL, STEEPEST * packed.stat().st_size))


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    return path.stat().st_size if path.is_file() else sum(one.stat().st_size for one in path.rglob("*"))


def sweep_uploads() -> None:
    """Remove the uploads that no unfinished run reads any more."""
    needed = {_folder_of(Path(path)) for path in Run.objects.exclude(state__in=ENDS).values_list("path", flat=True)}
    old = (now() - FORGOTTEN).timestamp()
    for folder in room().glob("*"):
        if folder not in needed and folder.stat().st_mtime < old:
            shutil.rmtree(folder, ignore_errors=True)


def forget_stopped(before: datetime) -> int:
    """Remove the uploads that came before, unless a run that is at work, or waits for its turn, reads them.

    Whose run stopped half-way is told so in its `trouble`; sending the same file again takes that run up. How many.
    """
    unfinished = list(Run.objects.exclude(state__in=ENDS))
    busy = at_work([run.pk for run in unfinished])
    reading = {_folder_of(Path(run.path)): run for run in unfinished}
    gone = 0
    for folder in room().glob("*"):
        run = reading.get(folder)
        is_needed = run is not None and (run.pk in busy or (run.asked and not run.trouble))
        if is_needed or folder.stat().st_mtime >= before.timestamp():
            continue
        shutil.rmtree(folder, ignore_errors=True)
        gone += 1
        if run is not None:
            Run.objects.filter(pk=run.pk).update(asked="", trouble=kept_text(FORGOTTEN_MEANWHILE))
    return gone


def without_place(says: object, path: str) -> str:
    """What is said of an archive to people: its files by their names, not by where they lie on this machine."""
    text = str(says)
    if isinstance(text, Told):
        return text % {name: _placeless(value, path) for name, value in text.values.items()} if text.values else text
    for folder in (_folder_of(Path(path)), Path(path).parent):
        if folder is not None and folder != folder.parent:
            text = text.replace(f"{folder}/", "")
    return text


def _placeless(value: object, path: str) -> object:
    return value if isinstance(value, int | float) else without_place(value, path)


def named(path: str) -> str:
    """An archive by its place; what was sent, by its name alone."""
    folder = _folder_of(Path(path))
    return path if folder is None else str(Path(path).relative_to(folder))


def _folder_of(path: Path) -> Path | None:
    if not path.is_relative_to(room()) or path == room():
        return None
    name = path.relative_to(room()).parts[0]
    try:
        return room() / str(UUID(name))
    except ValueError:
        return None


def _plain(name: str) -> str:
    """The last part of a name, of plain letters: it may be what the archive is called by."""
    last = re.split(r"[/\\]", name)[-1]
    return re.sub(r"[^\w.-]+", "-", last).strip(".-")[-100:] or "archive"


def _write(file: Path, pieces: Iterable[bytes]) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        for piece in pieces:
            stream.write(piece)


def _bounded(pieces: Iterable[bytes], most: int, says: str) -> Iterator[bytes]:
    count = 0
    for piece in pieces:
        count += len(piece)
        if count > most:
            raise ArchiveRefused(says)
        yield piece


def _unpack(file: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            entries = [entry for entry in packed.infolist() if not entry.is_dir() and not _is_left_out(entry.filename)]
            if not entries:
                raise ArchiveRefused(_("The .zip is empty."))
            if len(entries) > MOST_FILES:
                raise ArchiveRefused(_("The .zip has more than %(most)s files.") % {"most": f"{MOST_FILES:,}"})
            left = most_unpacked(file)
            for entry in entries:
                left -= _unpack_one(packed, entry, folder, left)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError):
        raise ArchiveRefused(_("The .zip cannot be read: it is damaged, or no .zip at all.")) from None


def _unpack_one(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, left: int) -> int:
    """Write one file of the .zip; gives its bytes."""
    if entry.flag_bits & 1:
        raise ArchiveRefused(_("The .zip is locked with a password: unlock it first."))
    target = folder / _safe(entry)
    if target.exists():
        raise ArchiveRefused(_("The .zip holds %(filename)s twice.") % {"filename": repr(entry.filename)})
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    says = _("The .zip unpacks to far more than it should: it is refused.")
    with packed.open(entry) as stream:
        _write(target, _bounded(iter(lambda: stream.read(_PIECE), b""), left, says))
    return target.stat().st_size


def _safe(entry: zipfile.ZipInfo) -> PurePosixPath:
    path = PurePosixPath(entry.filename)
    out = path.is_absolute() or any(part == ".." or "\\" in part or ":" in part for part in path.parts)
    if out or not path.parts or stat.S_ISLNK(entry.external_attr >> 16):
        raise ArchiveRefused(
            _("The .zip holds a name that leads out of it: %(filename)s.") % {"filename": repr(entry.filename)}
        )
    return path


def _is_left_out(name: str) -> bool:
    return name.startswith(_LEFT_OUT[0]) or name.rsplit("/", 1)[-1] in _LEFT_OUT


def _without_wrapping(folder: Path) -> Path:
    """The folder itself, or the one folder in which all that it holds lies."""
    while True:
        inside = list(folder.iterdir())
        if len(inside) != 1 or not inside[0].is_dir():
            return folder
        folder = inside[0]
