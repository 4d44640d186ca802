"""The lines of an export, packed or not: read once in order, then one by one from where they stand."""

import json
import zlib
from collections.abc import Iterator
from gzip import GzipFile
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from belong.care.archives.public import ArchiveRefused
from belong.doors.imports.fields import Unreadable
from belong.doors.imports.files import opened
from belong.doors.imports.spool import Spool
from belong.ground.kernel.public import told as _

LONGEST_LINE = 8 << 20
GZIP = b"\x1f\x8b"


class Line(NamedTuple):
    """A line that is not empty: its number, where it begins and how long it is."""

    number: int
    offset: int
    length: int


class Lines:
    """The lines of `file`. What is packed is unpacked into a nameless temporary file, gone with the process."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.read_bytes = 0
        self._spool: Spool | None = None

    def __iter__(self) -> Iterator[tuple[Line, bytes]]:
        """Every line with its text. Raises `ArchiveRefused` where the file is cut off."""
        number = offset = 0
        with opened(self.file) as stream:
            packed = stream.peek(2)[:2] == GZIP
            if packed:
                self._spool = Spool()
            source: IO[bytes] = (
                BufferedReader(cast("RawIOBase", GzipFile(fileobj=stream)), 1 << 18) if packed else stream
            )
            while text := self._line(source):
                number += 1
                if self._spool is not None:
                    self._spool.write(text)
                self.read_bytes = stream.tell() if packed else self.read_bytes + len(text)
                if text.strip():
                    yield Line(number, offset, len(text)), text
                offset += len(text)

    def text(self, offset: int, length: int) -> bytes:
        if self._spool is not None:
            return self._spool.read(offset, length)
        with opened(self.file) as stream:
            stream.seek(offset)
            return stream.read(length)

    def _line(self, stream: IO[bytes]) -> bytes:
        try:
            text = stream.readline(LONGEST_LINE)
        except EOFError:
            raise ArchiveRefused(
                _("%(file)s is cut off: it ends before its packed text does.") % {"file": self.file}
            ) from None
        except (OSError, zlib.error) as error:
            raise ArchiveRefused(_("%(file)s is damaged: %(error)s.") % {"file": self.file, "error": error}) from None
        if len(text) >= LONGEST_LINE:
            raise ArchiveRefused(
                _("%(file)s has a line of more than %(most)s MB.") % {"file": self.file, "most": LONGEST_LINE >> 20}
            )
        return text


def object_of(text: bytes) -> dict[str, Any]:
    """The JSON object of a line. Raises `Unreadable`."""
    try:
        found = json.loads(text.decode("utf-8").lstrip("\ufeff"))
    except (ValueError, RecursionError):
        raise Unreadable(_("the line is not JSON")) from None
    if not isinstance(found, dict):
        raise Unreadable(_("the line is no JSON object"))
    return found
