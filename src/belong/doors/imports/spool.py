"""A nameless temporary file for what is unpacked: written once, read anywhere, gone with its owner."""

import os
import weakref
from tempfile import mkstemp

_BUFFER = 1 << 20


class Spool:
    def __init__(self) -> None:
        self._file, name = mkstemp(prefix="belong-")
        os.unlink(name)  # noqa: PTH108
        weakref.finalize(self, os.close, self._file)
        self._buffer = bytearray()
        self.length = 0

    def write(self, text: bytes) -> None:
        self._buffer += text
        self.length += len(text)
        if len(self._buffer) >= _BUFFER:
            self._flush()

    def read(self, offset: int, length: int) -> bytes:
        if self._buffer:
            self._flush()
        return os.pread(self._file, length, offset)

    def _flush(self) -> None:
        waiting = memoryview(bytes(self._buffer))
        self._buffer.clear()
        while waiting:
            waiting = waiting[os.write(self._file, waiting) :]
