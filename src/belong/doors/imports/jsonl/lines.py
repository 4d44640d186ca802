"""The lines of an archive in Belong's own format: decoded one by one, in constant memory."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from belong.care.archives.public import ArchiveRefused
from belong.doors.imports.fields import Unreadable
from belong.doors.imports.files import opened
from belong.doors.imports.jsonl.schema import KINDS, must_fit
from belong.ground.kernel.public import told as _

LONGEST_LINE = 8 << 20
_BOM = b"\xef\xbb\xbf"
_KEPT_OF_LONG = 500


class Line(NamedTuple):
    """One line that is not empty: where it is, its text, whether it is cut short, and whether a line end follows."""

    number: int
    offset: int
    text: str
    too_long: bool
    ended: bool


def lines(file: Path) -> Iterator[Line]:
    """All lines of `file`; refuses what is not UTF-8."""
    offset = number = 0
    with opened(file) as stream:
        while raw := stream.readline(LONGEST_LINE):
            number += 1
            start = offset
            offset += len(raw)
            too_long = len(raw) >= LONGEST_LINE and not raw.endswith(b"\n")
            ended = raw.endswith(b"\n")
            if too_long:
                raw = raw[:_KEPT_OF_LONG]
                while rest := stream.readline(LONGEST_LINE):
                    offset += len(rest)
                    ended = rest.endswith(b"\n")
                    if ended:
                        break
            if start == 0:
                raw = raw.removeprefix(_BOM)
            text = _decoded(file, raw, number, too_long)
            if text.strip():
                yield Line(number, start, text, too_long, ended)


def line_at(file: Path, offsets: Iterator[tuple[int, int]]) -> Iterator[Line]:
    """The lines that begin at the given (offset, number)s."""
    with opened(file) as stream:
        for offset, number in offsets:
            stream.seek(offset)
            raw = stream.readline(LONGEST_LINE)
            too_long = len(raw) >= LONGEST_LINE and not raw.endswith(b"\n")
            if too_long:
                raw = raw[:_KEPT_OF_LONG]
            if offset == 0:
                raw = raw.removeprefix(_BOM)
            yield Line(number, offset, _decoded(file, raw, number, too_long), too_long, True)


def _decoded(file: Path, raw: bytes, number: int, cut: bool) -> str:
    try:
        return raw.decode("utf-8", errors="ignore" if cut else "strict").strip("\r\n")
    except UnicodeDecodeError:
        raise ArchiveRefused(_("%(file)s is not UTF-8 (line %(number)s).") % {"file": file, "number": number}) from None


def record_of(line: Line) -> tuple[str, dict[str, Any]]:
    """Kind and content of a line. Raises `Unreadable`."""
    if line.too_long:
        raise Unreadable(_("the line is longer than %(most)s MB") % {"most": LONGEST_LINE >> 20})
    try:
        found = json.loads(line.text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Unreadable(_("the line is not JSON")) from None
    if not isinstance(found, dict):
        raise Unreadable(_("the line is no JSON object"))
    kind = found.get("record")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Unreadable(_("record is missing") if kind is None else _("record names no kind of record"))
    must_fit(found, kind)
    return kind, found


def _no_constant(name: str) -> None:
    raise ValueError(name)
