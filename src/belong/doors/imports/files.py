"""What all readers ask of files: that they are there, and how to tell one archive from another."""

import hashlib
from collections.abc import Iterable, Mapping
from io import BufferedReader
from pathlib import Path

from belong.care.archives.public import ArchiveRefused
from belong.ground.kernel.public import told as _

_BEGINNING = 1 << 16


def fingerprint(files: Iterable[Path], options: Mapping[str, str]) -> str:
    """Names, sizes and beginnings of `files`, and the options they are read with, as 64 hex digits."""
    digest = hashlib.sha256()
    for file in files:
        with opened(file) as stream:
            digest.update(f"{file.name}\0{file.stat().st_size}\0".encode())
            digest.update(hashlib.sha256(stream.read(_BEGINNING)).digest())
    for name, value in sorted(options.items()):
        digest.update(f"{name}\0{value}\0".encode())
    return digest.hexdigest()


def opened(file: Path) -> BufferedReader:
    """`file` for reading bytes; refuses what is missing, a folder or not ours to read."""
    try:
        return file.open("rb")
    except FileNotFoundError:
        raise ArchiveRefused(_("There is no file %(file)s.") % {"file": file}) from None
    except IsADirectoryError:
        raise ArchiveRefused(_("%(file)s is a folder, not a file.") % {"file": file}) from None
    except OSError as error:
        raise ArchiveRefused(
            _("%(file)s cannot be read: %(reason)s.") % {"file": file, "reason": error.strerror}
        ) from None
