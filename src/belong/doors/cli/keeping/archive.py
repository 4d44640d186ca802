"""The backup's one file: a tar of a manifest, the database's dump, the installation's key and the files."""

import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any

from belong.doors.cli.root import Failure

FORM = 1
SPOOLED = 1 << 20
MANIFEST, DUMP, KEY, FILES = "manifest.json", "database.dump", "secret.key", "files"


def write(
    target: Path, manifest: Mapping[str, object], *, dump: Path, key: str, files: Iterable[tuple[str, IO[bytes]]]
) -> None:
    """The whole file or none, readable by its owner alone. `files`: names, and what is in them."""
    fresh = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with open(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:  # noqa: PTH123 (its mode)
            with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
                _add_text(tar, MANIFEST, json.dumps({"form": FORM, **manifest}, indent=2))
                _add_text(tar, KEY, key)
                tar.add(dump, DUMP)
                for name, content in files:
                    _add_file(tar, f"{FILES}/{name}", content)
            out.flush()
            os.fsync(out.fileno())
        os.link(fresh, target)  # refuses to take another file's place
    finally:
        fresh.unlink(missing_ok=True)


def _add_file(tar: tarfile.TarFile, name: str, content: IO[bytes]) -> None:
    entry = tarfile.TarInfo(name)
    with tempfile.SpooledTemporaryFile(SPOOLED) as copy:  # a tar says the size before the content
        shutil.copyfileobj(content, copy)
        entry.size, entry.mode = copy.tell(), 0o600
        copy.seek(0)
        tar.addfile(entry, copy)


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    entry = tarfile.TarInfo(name)
    content = text.encode()
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, BytesIO(content))


@contextmanager
def unpacked(source: Path, into: Path) -> Iterator[Mapping[str, Any]]:
    """The backup's parts below `into` for as long as the context lasts; yields its manifest."""
    try:
        into.mkdir(parents=True, mode=0o700)
        with tarfile.open(source, "r:") as tar:
            for entry in tar:
                _unpack(tar, entry, into)
        manifest = json.loads((into / MANIFEST).read_text())
        if not isinstance(manifest, dict) or not (into / DUMP).exists() or not (into / KEY).exists():
            raise ValueError
        if manifest.get("form") != FORM:
            raise Failure(f"{source} was written by a newer Belong: install that one, then restore.")
        yield manifest
    except (tarfile.TarError, EOFError, FileNotFoundError, IsADirectoryError, ValueError) as wrong:
        if not source.is_file():
            raise Failure(f"There is no file {source}.") from None
        raise Failure(f"{source} is not a whole backup of Belong.") from wrong
    finally:
        shutil.rmtree(into, ignore_errors=True)


def _unpack(tar: tarfile.TarFile, entry: tarfile.TarInfo, into: Path) -> None:
    """Only what we write ourselves, and only below `into`: the file may come from anywhere."""
    name = PurePosixPath(entry.name)
    known = entry.name in {MANIFEST, DUMP, KEY} or (name.parts[:1] == (FILES,) and len(name.parts) > 1)
    if not entry.isreg() or not known or name.is_absolute() or ".." in name.parts:
        raise ValueError(entry.name)
    content = tar.extractfile(entry)
    if content is None:
        raise ValueError(entry.name)
    target = into / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with content, target.open("xb") as out:
        shutil.copyfileobj(content, out)
    if target.stat().st_size != entry.size:
        raise ValueError(entry.name)
