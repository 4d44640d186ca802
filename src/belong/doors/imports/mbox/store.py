"""The files of an archive and the messages in them: found in one pass, read again from where they stand.

What is packed by gzip is unpacked once, into a nameless temporary file that is gone with the process.
"""

import re
import zlib
from collections.abc import Iterator
from gzip import GzipFile
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import NamedTuple, cast

from belong.care.archives.public import ArchiveRefused, most_unpacked
from belong.doors.imports.files import opened
from belong.doors.imports.spool import Spool
from belong.ground.kernel.public import told as _

LONGEST_MESSAGE = 32 << 20
"""What is longer is read up to here, without its attachments."""

GZIP = b"\x1f\x8b"
LINE = 1 << 16

_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:|>From ")
_KNOWN_FIELD = re.compile(
    rb"(?:from|to|cc|date|subject|sender|reply-to|return-path|received|message-id|delivered-to|mime-version|status|"
    rb"x-[\w-]+|content-[\w-]+|list-[\w-]+|references|in-reply-to)[ \t]*:",
    re.IGNORECASE,
)
_ENVELOPE = re.compile(rb"From .*\b\d{1,2}:\d\d(?::\d\d)?\b.*\b\d{4}\b")


class Found(NamedTuple):
    """A message: its file's number, where its header begins, its length, the line and text of its envelope."""

    file: int
    offset: int
    length: int
    line: int
    envelope: bytes


class Store:
    """Reads `files` from beginning to end (`messages`), then single messages in any order and any thread (`text`)."""

    def __init__(self, files: list[Path]) -> None:
        self.files = files
        self.read_bytes = 0
        self._unpacked: dict[int, int] = {}
        self._spool: Spool | None = None

    def messages(self, number: int) -> Iterator[Found]:
        """The messages of one file, in order. Raises `ArchiveRefused` where it is cut off."""
        file = self.files[number]
        before = self.read_bytes
        with opened(file) as stream:
            if is_packed(stream):
                lines = self._unpacking(number, file, stream, before)
            else:
                lines = self._plain(stream)
            for found in _split(lines):
                yield Found(number, *found)
        self.read_bytes = before + file.stat().st_size

    def text(self, found: Found) -> bytes:
        """The message, without its envelope."""
        length = min(found.length, LONGEST_MESSAGE)
        if found.file in self._unpacked and self._spool is not None:
            return self._spool.read(self._unpacked[found.file] + found.offset, length)
        with opened(self.files[found.file]) as stream:
            stream.seek(found.offset)
            return stream.read(length)

    def _plain(self, stream: BufferedReader) -> Iterator[bytes]:
        while line := stream.readline(LINE):
            self.read_bytes += len(line)
            yield line

    def _unpacking(self, number: int, file: Path, packed: BufferedReader, before: int) -> Iterator[bytes]:
        if self._spool is None:
            self._spool = Spool()
        self._unpacked[number] = self._spool.length
        ends = self._spool.length + most_unpacked(file)
        unpacked = _unpacked(packed)
        while line := _line(file, unpacked):
            if self._spool.length + len(line) > ends:
                raise ArchiveRefused(_("%(file)s unpacks to far more than it should: it is refused.") % {"file": file})
            self._spool.write(line)
            self.read_bytes = before + packed.tell()
            yield line


def is_packed(stream: BufferedReader) -> bool:
    return stream.peek(2)[:2] == GZIP


def begins_as_mbox(file: Path) -> bool:
    """Whether the first line of `file` that is not empty is an envelope. Refuses what cannot be read."""
    left = LONGEST_MESSAGE
    with opened(file) as stream:
        unpacked = _unpacked(stream) if is_packed(stream) else stream
        while left > 0 and (line := _line(file, unpacked)):
            left -= len(line)
            if line.strip():
                return line.removeprefix(b"\xef\xbb\xbf").startswith(b"From ")
    return False


def _unpacked(packed: BufferedReader) -> BufferedReader:
    return BufferedReader(cast("RawIOBase", GzipFile(fileobj=packed)), 1 << 18)


def _line(file: Path, stream: BufferedReader) -> bytes:
    try:
        return stream.readline(LINE)
    except EOFError:
        raise ArchiveRefused(_("%(file)s is cut off: it ends before its packed text does.") % {"file": file}) from None
    except (OSError, zlib.error) as error:
        raise ArchiveRefused(_("%(file)s is damaged: %(error)s.") % {"file": file, "error": error}) from None


def _split(lines: Iterator[bytes]) -> Iterator[tuple[int, int, int, bytes]]:
    """Offset, length, line and envelope of each message. A line `From ` of a text is no envelope.

    An envelope has a date or follows an empty line, and the field of a mail follows it: a known one if it has no date.
    """
    offset = 0
    number = 0
    blank = whole = True
    begun: tuple[int, int, bytes] | None = None
    maybe: tuple[int, int, bytes, bool] | None = None
    for line in lines:
        number += whole
        if maybe is not None:
            if (_FIELD if maybe[3] else _KNOWN_FIELD).match(line):
                if begun is not None:
                    yield begun[0], maybe[0] - begun[0], begun[1], begun[2]
                begun = (offset, maybe[1], maybe[2])
            maybe = None
        if whole and line.startswith(b"From "):
            is_dated = _ENVELOPE.match(line) is not None
            if blank or is_dated:
                maybe = (offset, number, line, is_dated)
        if whole:
            blank = not line.strip()
        whole = line.endswith(b"\n")
        offset += len(line)
    if begun is not None:
        yield begun[0], offset - begun[0], begun[1], begun[2]
